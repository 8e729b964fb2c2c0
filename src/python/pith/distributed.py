"""Corpora measured by a cluster of Dask (python3-distributed)."""

import glob
import os

from pith import jsonl
from pith._model import Model


def measure_file(path, model, text_field, output, keep):
    """One file, on a worker, which opens the model itself."""
    target = None if output is None else os.path.join(output, os.path.basename(path))
    return jsonl.measure(path, model, text_field=text_field, output=target, keep=keep)


def measure(files, client, *, model="english", level=3, text_field="text", output=None, keep=None, on_file=None):
    """What the documents of JSON lines files cost together: jsonl.Figures. The workers of `client`, a
    dask.distributed.Client, measure a file at a time; a file whose worker is lost is measured by another one.

    model: a Model, or the name of one that the workers can open. output: a folder, reached by all workers, for files
    of the same names with each document's figures. keep: a function of such a document; only those for which it is
    true are written.
    on_file(path, figures): called here as files are finished.
    """
    from dask.distributed import as_completed

    files = [os.fspath(file) for file in files]
    if output is not None:
        if len({os.path.basename(file) for file in files}) != len(files):
            raise ValueError("two files have one name, and their outputs would be one")
        os.makedirs(output, exist_ok=True)
    if not isinstance(model, Model):
        model = Model(model, level=level)
    futures = client.map(measure_file, files, model=model, text_field=text_field, output=output, keep=keep, pure=False)
    names = dict(zip((future.key for future in futures), files))
    total = jsonl.Figures()
    for future, figures in as_completed(futures, with_results=True):
        total += figures
        if on_file is not None:
            on_file(names[future.key], figures)
    if output is not None:
        _remove_unfinished(files, output)
    return total


def _remove_unfinished(files, output):
    """What workers left behind that were killed; others have measured those files."""
    for file in files:
        name = glob.escape(os.path.join(output, os.path.basename(file)))
        for unfinished in glob.glob(f"{name}.*.unfinished*"):
            os.remove(unfinished)
