"""What the tests of tools/rnn share."""

import tempfile
import unittest
from pathlib import Path

import support  # noqa: F401  (puts tools/ on the path)
from rnn.shape import Shape

try:
    import numpy
except ImportError:
    numpy = None
try:
    import torch

    torch.set_num_threads(1)
except ImportError:
    torch = None

SMALL = Shape(64, 16, 64, (16, 0, 8, 0, 16, 4), 64, 64, 64, (16, 0, 8, 4))
FLAT = Shape(64, 16, 64, (16, 16, 0, 0, 16, 0))
TEXT = (
    "The words, the Words and THE WORDS: 3,141 of 1984.\n\nÄußerst naïve Привет, мир! 漢字かな 𝄞\n"
    "\ttab;semicolon|bar\n"
    "  indented \"quoted\" text\n\n\nno line end\x00\x7f"
).encode() + b"\xff\xfe not UTF-8 "
needs_numpy = unittest.skipUnless(numpy, "needs NumPy (Debian's python3-numpy)")
needs_torch = unittest.skipUnless(numpy and torch, "needs PyTorch (Debian's python3-torch)")


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name, data):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path
