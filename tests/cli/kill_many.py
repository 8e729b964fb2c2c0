#!/usr/bin/env python3
"""Kills pith at random moments: PITH=build/dev/pith tests/cli/kill_many.py [RUNS] [SEED]

Compresses, decompresses and trains until RUNS (200) of each were killed, and sends SIGKILL at a moment that is drawn
from the time the whole takes. After each: the source is there, or its result is whole; what has a final name is whole;
nothing else is left. Not part of the tests, as it takes minutes. Exit code: 0 nothing was lost, 1 something was.
"""

import json
import os
import random
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from support import PITH, sample_text

TEXT = b"".join(sample_text(3000, seed) for seed in range(30))
ENVIRONMENT = {**os.environ, "PITH_MODEL": "none"}


def pith(*arguments, folder):
    return subprocess.run([PITH, *arguments], cwd=folder, env=ENVIRONMENT, capture_output=True, check=True).stdout


class Scene:
    """A folder with a source, a command that works on it, and what may be found there after a kill."""

    def __init__(self, name, prepare, arguments, faults):
        self.name, self.prepare, self.arguments, self.faults = name, prepare, arguments, faults

    def run(self, runs, choose):
        """Until `runs` were killed before they had finished, or for four times as often."""
        whole = max(self.seconds() for _ in range(3))
        tally = {"killed": 0, "finished": 0, "faults": []}
        for _ in range(4 * runs):
            if tally["killed"] == runs:
                break
            with tempfile.TemporaryDirectory(prefix="pith-kill-") as folder:
                self.prepare(Path(folder))
                process = subprocess.Popen([PITH, *self.arguments], cwd=folder, env=ENVIRONMENT,
                                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
                time.sleep(choose.uniform(0, 1.1 * whole))
                process.kill()
                tally["killed" if process.wait() == -9 else "finished"] += 1
                tally["faults"] += self.faults(Path(folder))
        return tally

    def seconds(self):
        with tempfile.TemporaryDirectory(prefix="pith-kill-") as folder:
            self.prepare(Path(folder))
            begin = time.monotonic()
            pith(*self.arguments, folder=folder)
            return time.monotonic() - begin


def others(folder, *known):
    return [f"{path.name} is left" for path in folder.iterdir() if path.name not in known]


def text_only(folder):
    (folder / "book.txt").write_bytes(TEXT)


def archive_only(folder):
    text_only(folder)
    pith("-1", "book.txt", folder=folder)


def book_faults(folder):
    faults = others(folder, "book.txt", "book.txt.pith")
    text, archive = folder / "book.txt", folder / "book.txt.pith"
    if text.exists() and text.read_bytes() != TEXT:
        faults.append("book.txt is damaged")
    if archive.exists() and subprocess.run([PITH, "-dc", archive], capture_output=True).stdout != TEXT:
        faults.append("book.txt.pith is damaged")
    if not text.exists() and not archive.exists():
        faults.append("the text is lost")
    return faults


def texts(folder):
    (folder / "texts").mkdir()
    for number in range(3):
        (folder / "texts" / str(number)).write_bytes(TEXT[number * 30000 :][:30000])


def whole_tensors(path):
    data = path.read_bytes()
    (head,) = struct.unpack("<Q", data[:8])
    tensors = [value for key, value in json.loads(data[8 : 8 + head]).items() if key != "__metadata__"]
    return len(data) == 8 + head + max(tensor["data_offsets"][1] for tensor in tensors)


def training_faults(folder):
    faults = others(folder, "texts", "m.pithm", "m.pithm.checkpoint")
    texts_now = b"".join((folder / "texts" / str(number)).read_bytes() for number in range(3))
    if texts_now != TEXT[: len(texts_now)] or len(texts_now) != len(TEXT[:90000]):
        faults.append("the texts are damaged")
    model, checkpoint = folder / "m.pithm", folder / "m.pithm.checkpoint"
    if model.exists() and subprocess.run([PITH, "info", model], capture_output=True).returncode != 0:
        faults.append("m.pithm is damaged")
    if checkpoint.exists() and not whole_tensors(checkpoint):
        faults.append("m.pithm.checkpoint is damaged")
    return faults


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    choose = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    training = ["train", "-q", "-o", "m.pithm", "texts"]
    scenes = [
        (runs, Scene("compress", text_only, ["-1", "book.txt"], book_faults)),
        (runs, Scene("decompress", archive_only, ["-d", "book.txt.pith"], book_faults)),
        (runs - runs // 4, Scene("train", texts, training, training_faults)),
        (runs // 4, Scene("train a network", texts, [*training, "--time", "1s", "--units", "64"], training_faults)),
    ]
    failed = False
    for count, scene in scenes:
        tally = scene.run(count, choose)
        faults = tally["faults"]
        killed, finished = tally["killed"], tally["finished"]
        print(f"{scene.name}: {killed} killed, {finished} finished before, {len(faults)} faults", flush=True)
        for fault in sorted(set(faults)):
            print(f"  {faults.count(fault)} times: {fault}", flush=True)
        failed = failed or bool(faults)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
