"""Measures every tool on every file, interleaved, so that a noisy moment of the machine meets all of them."""

import filecmp
import platform
import shutil
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench import process
from bench.results import OK, Row


@dataclass(frozen=True)
class Text:
    name: str
    path: Path
    bytes: int  # of its head that is measured


@dataclass
class Sample:
    """One compression and its restoration."""

    archive_bytes: int
    compress: process.Outcome
    decompress: process.Outcome


class ToolFailed(Exception):
    pass


def cpu_model():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    except OSError:
        names = []
    return names[0] if names else platform.machine()


def find_texts(arguments, head_bytes):
    """The non-empty files of `arguments`, folders searched through, sorted within each."""
    found = []
    for argument in map(Path, arguments):
        if argument.is_dir():
            inside = sorted(path for path in argument.rglob("*") if path.is_file())
            found += [(path.relative_to(argument).as_posix(), path) for path in inside]
        elif argument.is_file():
            found.append((argument.name, argument))
        else:
            raise FileNotFoundError(f"{argument}: no such file or folder")
    names = [name for name, _ in found]
    texts = []
    for name, path in found:
        size = path.stat().st_size
        shown = name if names.count(name) == 1 else path.as_posix()
        if head_bytes and head_bytes < size:
            texts.append(Text(f"{shown}[:{head_bytes}]", path, head_bytes))
        elif size:
            texts.append(Text(shown, path, size))
    return texts


def copy_head(source, destination, size):
    with open(source, "rb") as text, open(destination, "wb") as copy:
        while size > 0:
            chunk = text.read(min(size, 1 << 20))
            if not chunk:
                raise OSError(f"{source}: shorter than it was")
            copy.write(chunk)
            size -= len(chunk)


def clear(folder):
    for path in folder.iterdir():
        if path.name == "text":
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def sample(peer, folder, timeout):
    """Compresses, restores and compares. Throws ToolFailed."""
    clear(folder)
    archive, restored = folder / peer.archive_name, folder / peer.restored_name

    def run(verb, command, stdout_path):
        outcome = process.run(command, folder, str(stdout_path), str(folder / "stderr"), timeout)
        if outcome.error:
            raise ToolFailed(f"{verb}: {outcome.error}")
        return outcome

    chatter = folder / "stdout"
    compressed = run("compress", peer.compress, archive if peer.compress_to_stdout else chatter)
    if not archive.is_file():
        raise ToolFailed("compress: wrote no archive")
    decompressed = run("decompress", peer.decompress, restored if peer.decompress_to_stdout else chatter)
    if not restored.is_file() or not filecmp.cmp(folder / "text", restored, shallow=False):
        raise ToolFailed("decompress: the restored text differs")
    return Sample(archive.stat().st_size, compressed, decompressed)


def summarize(samples):
    return {
        "archive_bytes": samples[-1].archive_bytes,
        "compress_seconds": statistics.median(s.compress.seconds for s in samples),
        "decompress_seconds": statistics.median(s.decompress.seconds for s in samples),
        "compress_peak_bytes": max(s.compress.peak_bytes for s in samples),
        "decompress_peak_bytes": max(s.decompress.peak_bytes for s in samples),
    }


def measure_text(text, peers, versions, repeats, timeout, report):
    """One row a peer."""
    samples = {peer: [] for peer in peers}
    failures = {}
    with tempfile.TemporaryDirectory(prefix="bench_peers-") as name:
        folder = Path(name)
        copy_head(text.path, folder / "text", text.bytes)
        for turn in range(repeats):
            for peer in peers:
                if peer in failures:
                    continue
                report(f"{text.name}: {peer.name} ({turn + 1} of {repeats})")
                try:
                    samples[peer].append(sample(peer, folder, timeout))
                except (ToolFailed, OSError) as error:
                    failures[peer] = str(error) or type(error).__name__
    rows = []
    for peer in peers:
        status = failures.get(peer, OK)
        figures = summarize(samples[peer]) if status == OK else {}
        rows.append(Row(text.name, text.bytes, peer.name, versions[peer], status=status, repeats=repeats, **figures))
    return rows


def measure_all(texts, peers, versions, repeats, timeout, report):
    cpu = cpu_model()
    rows = []
    for text in texts:
        rows += measure_text(text, peers, versions, repeats, timeout, report)
    for row in rows:
        row.cpu = cpu
    return rows
