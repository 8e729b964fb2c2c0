"""The examples of the documents: what they show is what the program prints.

A fenced block that begins with "$ pith" is a command in the folder corpora/, with the English model, and some of what
it prints: lines of the output in their order. White space may differ, and "..." stands for anything.
"""

import os
import re
import shlex
import subprocess
import unittest
from pathlib import Path

from support import PITH

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = re.compile(r"^```\n\$ (pith [^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

# A word, a number, or a sign.
PART = re.compile(r"\.\.\.|[\w.]+|\S")
PATIENCE = 120  # seconds, for what should take one


def examples():
    """(where it stands, its command, what it shows) of all documents."""
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        text = page.read_text(encoding="utf-8")
        for match in EXAMPLE.finditer(text):
            line = text.count("\n", 0, match.start()) + 2
            yield f"{page.relative_to(ROOT)}:{line}", match.group(1), match.group(2)


def pattern_of(line):
    parts = [r".*?" if part == "..." else re.escape(part) for part in PART.findall(line)]
    return re.compile(r"\s*".join(parts), re.DOTALL)


def first_missing(shown, printed):
    """The first line that is not printed after those before it; None if all are."""
    end = 0
    for line in filter(str.strip, shown.splitlines()):
        match = pattern_of(line).search(printed, end)
        if not match:
            return line
        end = match.end()
    return None


class Examples(unittest.TestCase):
    maxDiff = None

    def test_every_example_shows_what_the_program_prints(self):
        environment = {**os.environ, "PITH_MODELS": str(ROOT / "models")}
        environment.pop("PITH_MODEL", None)
        found = list(examples())
        self.assertGreaterEqual(len(found), 4)
        for where, command, shown in found:
            with self.subTest(where=where, command=command):
                ran = subprocess.run([PITH, *shlex.split(command)[1:]], cwd=ROOT / "corpora", env=environment,
                                     stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE)
                printed = ran.stdout.decode("utf-8", errors="replace")
                self.assertEqual(ran.returncode, 0, ran.stderr)
                missing = first_missing(shown, printed)
                self.assertIsNone(missing, f"\n{where} shows:\n{missing}\nwhere the program prints:\n{printed}")

    def test_a_figure_that_is_no_longer_printed_is_seen(self):
        printed = "bytes  bits\n  100  72.5\n  200  99.1\n\nsum: 171.6\n"
        self.assertIsNone(first_missing("bytes bits\n200 99.1\n\nsum: ...\n", printed))
        self.assertEqual(first_missing("200  99.1\n100  72.5\n", printed), "100  72.5")
        self.assertEqual(first_missing("100  72.4\n", printed), "100  72.4")


if __name__ == "__main__":
    unittest.main()
