"""What needs no scorer: archives, files, analysis, training."""

import datetime
import os

from pith import _find, _pith
from pith._model import Model


def _file_of(model):
    return model._file if isinstance(model, Model) else _find.open_model(model)


def compress(data, *, model="english", level=_pith.DEFAULT_LEVEL, threads=1):
    """The archive of `data`, a str or bytes: bytes. model: a Model, a name, a path, or None to start from empty;
    decompress() needs the same."""
    return _pith.compress_bytes(data, _file_of(model), level, threads)


def decompress(archive, *, threads=1):
    """What an archive holds: bytes. It names its model, which is looked for as Model does."""
    return _pith.decompress_bytes(archive, _find.model_of_identity, threads)


def _to_file(target, write):
    """Has `target` appear whole or not at all."""
    unfinished = f"{os.fspath(target)}.{os.getpid()}.unfinished"
    try:
        write(unfinished)
        os.replace(unfinished, target)
    finally:
        if os.path.exists(unfinished):
            os.remove(unfinished)


def compress_file(source, target, *, model="english", level=_pith.DEFAULT_LEVEL, threads=1):
    """Writes the archive of the file `source` to the file `target`. Memory does not grow with the file."""
    file = _file_of(model)
    _to_file(target, lambda path: _pith.compress_file(os.fspath(source), path, file, level, threads))


def decompress_file(source, target, *, threads=1):
    """Writes what the archive `source` holds to the file `target`."""
    _to_file(target, lambda path: _pith.decompress_file(os.fspath(source), path, _find.model_of_identity, threads))


def measure(path, *, model="english", level=_pith.DEFAULT_LEVEL, adaptive=True, threads=1):
    """What the file `path` costs, as `pith measure` has it: a Measurement."""
    return _pith.measure_file(os.fspath(path), _file_of(model), level, adaptive, threads)


def analyze(text, *, max_distance=1000, threads=1):
    """Information theory of a str or bytes: a dict.

    bytes; entropy (order 0, bits/byte); counts: (256) uint64; entropies: of orders 0 to 8, bits/byte; sizes: by
    simple codes, in bits; mutual_information: (max_distance) float64, bits between bytes so far apart; words.
    """
    return _pith.analyze(text, max_distance, threads)


def train(
    works,
    path,
    *,
    name,
    start=None,
    description="",
    licence="",
    date=None,
    max_bytes=12_000_000,
    network_seconds=0.0,
    threads=1,
    on_progress=None,
):
    """Trains a model on texts and writes it to the file `path`.

    works: a dict or pairs of a name and a text each, str or bytes. name: 1 to 64 of A-Z a-z 0-9 . _ -. start: what to
    go on from, a Model, name or path. max_bytes: of the file. network_seconds: how long a recurrent network is
    trained; 0: there is none. on_progress(stage, number, count, done, total): called a few times a second with the
    name of the stage, its number from 1 of `count`, and how many of `total` bytes are done (0: not known); what it
    raises is raised after training.
    Returns a dict: identity, model_bytes, counted_bytes, held_out (bits a character by level).
    """
    pairs = works.items() if hasattr(works, "items") else works
    texts = [(str(key), text.encode() if isinstance(text, str) else bytes(text)) for key, text in pairs]
    settings = {
        "name": name,
        "description": description,
        "licence": licence,
        "date": date or datetime.date.today().isoformat(),
        "max_bytes": max_bytes,
        "threads": threads,
        "start": None if start is None else _file_of(start),
        "network_seconds": float(network_seconds),
    }
    report = {}
    _to_file(path, lambda unfinished: report.update(_pith.train(texts, unfinished, settings, on_progress)))
    return report
