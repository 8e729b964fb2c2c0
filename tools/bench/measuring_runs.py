"""Runs `pith measure` for tools/bench_measure, and makes the texts it measures."""

import hashlib
import json
import re
import statistics
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from bench import process, runner
from bench.measuring import LINES, ONE_TEXT, TEXT, AgreementRow, KenlmRow, SpeedRow

NETWORK_LEVEL = 6  # from this on the recurrent network is used, and measuring is some ten times slower
LINE_BYTES = 80
TIMEOUT = 3600

# lmplz -o ORDER --discount_fallback, a byte a token, no adaptation, trained on the text of this SHA-256: measured
# locally, carriage returns stripped, unknown bytes included. Bits/byte, and bytes of the binary, rounded.
KENLM_TRAINED_ON = "94e8acce1b1875b287776419afb1fa0cf5d5af4e118b107a734ce35b72c15ec6"
KENLM_BINARIES = {6: 10_000_000, 8: 50_000_000, 10: 140_000_000, 12: 284_000_000}
KENLM = {
    "alice29.txt": {6: 2.322, 8: 2.305, 10: 2.283, 12: 2.290},
    "asyoulik.txt": {6: 3.146, 8: 3.143, 10: 3.160, 12: 3.163},
    "book1": {6: 2.256, 8: 2.221, 10: 2.235, 12: 2.244},
}


@dataclass(frozen=True)
class Program:
    path: str
    model: str


def run(command):
    """What the program writes to standard output. Throws OSError and ValueError."""
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
    )
    if done.returncode != 0:
        last_words = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise ValueError(f"{' '.join(command[:2])}: exit {done.returncode}: {''.join(last_words)}")
    return done.stdout


def measured(command):
    """The figures of the files that `pith measure --json` was given, in their order."""
    return json.loads(run(command))["models"][0]["files"]


# Agreement


def agreement_row(program, level, text, folder):
    """Measures a text and makes its archive, in a folder of its own."""
    folder.mkdir()
    head, archive = folder / "text", folder / "text.pith"
    runner.copy_head(text.path, head, text.bytes)
    options = ["-q", f"-{level}", "-T1", "-m", program.model]
    figures = measured([program.path, "measure", *options, "--json", str(head)])[0]
    run([program.path, "compress", *options, "-k", str(head)])
    archived = json.loads(run([program.path, "list", "--json", str(archive)]))["files"][0]
    return AgreementRow(
        text.name, text.bytes, program.model, level, figures["bits"] / 8,
        archived["archive_bytes"] - archived["overhead_bytes"], archived["stored_blocks"],
    )


def agreement(program, paths, levels, head_bytes, jobs, progress):
    """A row a level and text; at the levels of the network the first `head_bytes` of a text stand for it, unless 0."""
    tasks = []
    for level in levels:
        tasks += [(level, text) for text in runner.find_texts(paths, head_bytes if level >= NETWORK_LEVEL else 0)]
    with tempfile.TemporaryDirectory(prefix="bench_measure-") as name, ThreadPoolExecutor(jobs) as pool:

        def row_of(number):
            level, text = tasks[number]
            progress(f"agreement: level {level}, {text.name}")
            return agreement_row(program, level, text, Path(name) / str(number))

        return list(pool.map(row_of, range(len(tasks))))


# Speed


def joined(paths):
    return b"".join(text.path.read_bytes() for text in runner.find_texts(paths, 0))


def short_lines(text, count):
    """`count` lines of words of `text`, each of up to about LINE_BYTES bytes; it begins anew where it ends.

    A longer word is cut, perhaps within a character. Throws ValueError if there is no word.
    """
    lines, line = [], b""
    for word in text.split():
        for piece in re.findall(b"(?s).{1,%d}" % LINE_BYTES, word):
            if line and len(line) + 1 + len(piece) > LINE_BYTES:
                lines.append(line + b"\n")
                line = b""
            line = line + b" " + piece if line else piece
    if line:
        lines.append(line + b"\n")
    if not lines:
        raise ValueError("the texts have no words to make lines of")
    return list(islice(cycle(lines), count))


def check_lines(output, lines):
    """Throws ValueError unless the output is one object for each of `lines`, in their order."""
    with open(output, encoding="utf-8") as file:
        figures = [json.loads(said) for said in file]
    if len(figures) != len(lines):
        raise ValueError(f"pith measured {len(figures)} lines of {len(lines)}")
    for number, (said, line) in enumerate(zip(figures, lines), 1):
        expected, found = (number, len(line)), (said["line"], said["bytes"])
        if found != expected:
            raise ValueError("expected line %d of %d bytes, but there is line %d of %d" % (*expected, *found))


def timed(command, folder):
    """Seconds of wall time; the output is folder/out. Throws ValueError."""
    outcome = process.run(command, str(folder), str(folder / "out"), str(folder / "err"), TIMEOUT)
    if outcome.error:
        raise ValueError(f"{' '.join(command[:2])}: {outcome.error}")
    return outcome.seconds


def speed(program, text, lines, repeats, progress):
    """Rows of static measuring: the text with one thread and two, the lines as lines and as one text.

    REQUIRES: process.become_subreaper().
    """
    cases = [(TEXT, level, threads) for level in (1, 2, 3) for threads in (1, 2)]
    cases += [(what, level, 1) for level in (1, 3) for what in (ONE_TEXT, LINES)]
    seconds = {case: [] for case in cases}
    with tempfile.TemporaryDirectory(prefix="bench_measure-") as name:
        folder = Path(name)
        (folder / "text").write_bytes(text)
        (folder / "lines").write_bytes(b"".join(lines))
        for turn in range(repeats):
            for what, level, threads in cases:
                progress(f"speed: {what}, level {level}, threads {threads} ({turn + 1} of {repeats})")
                command = [program.path, "measure", "-q", "--static", f"-{level}", f"-T{threads}", "-m", program.model]
                command += ["--per-line"] if what == LINES else ["--json"]
                command.append("text" if what == TEXT else "lines")
                seconds[what, level, threads].append(timed(command, folder))
                if what == LINES:
                    check_lines(folder / "out", lines)
        sizes = {TEXT: (len(text), text.count(b"\n"))}
        sizes[LINES] = sizes[ONE_TEXT] = ((folder / "lines").stat().st_size, len(lines))
    cpu = runner.cpu_model()
    return [
        SpeedRow(what, program.model, level, threads, *sizes[what], statistics.median(times), repeats, cpu)
        for (what, level, threads), times in seconds.items()
    ]


# KenLM


def kenlm_rows(sizes):
    """What KenLM was measured to cost; `sizes`: bytes of each text."""
    return [
        KenlmRow(f"KenLM, order {order}", size, name, sizes[name], KENLM[name][order], "before")
        for order, size in KENLM_BINARIES.items() for name in KENLM
    ]


def was_kenlm_trained_on(split):
    return hashlib.sha256(Path(split).read_bytes()).hexdigest() == KENLM_TRAINED_ON


def train(path, split, folder):
    """A model of the text that KenLM was trained on, without a network. Returns its file."""
    model = folder / "split.pithm"
    run([path, "train", "-q", "-T0", "--max-size", "100M", "-o", str(model), "--", str(split)])
    return model


def against_kenlm(path, split, bench, progress):
    """Rows of models of `split`: pith's at levels 1, 2 and 3, and KenLM's if it learnt the same text.

    The texts are in the folder `bench`.
    """
    with tempfile.TemporaryDirectory(prefix="bench_measure-") as name:
        folder = Path(name)
        texts = []
        for text in KENLM:
            texts.append(folder / text)
            texts[-1].write_bytes((Path(bench) / text).read_bytes().replace(b"\r", b""))
        progress("KenLM: training a model")
        model = train(path, Path(split).resolve(), folder)
        rows = []
        for level in (1, 2, 3):
            progress(f"KenLM: level {level}")
            command = [path, "measure", "-q", "--static", f"-{level}", "-T0", "-m", str(model), "--json", "--"]
            for text, said in zip(KENLM, measured([*command, *map(str, texts)])):
                figures = (said["bytes"], said["bits_per_byte"])
                rows.append(KenlmRow(f"pith -{level} --static", model.stat().st_size, text, *figures, "this run"))
        if not was_kenlm_trained_on(split):
            return rows
        return rows + kenlm_rows({text.name: text.stat().st_size for text in texts})
