"""The reference decoder refuses sections of a model that are not as the format says."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

import support  # noqa: F401  (puts tools/ on the path)

from reference.mixing_state import MixingState
from reference.model import MIXING, NGRAMS, read_sections
from reference.ngrams import Ngrams
from reference.reader import Damaged

MAKE_TRAINED_MODEL = os.path.abspath(os.environ.get("MAKE_TRAINED_MODEL", "make_trained_model"))


class Sections(unittest.TestCase):
    """What is wrong with a section is seen where the format says so."""

    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "other.pithm"
            subprocess.run([MAKE_TRAINED_MODEL, "other", path, "9000"], check=True, timeout=60)
            _, cls.sections = read_sections(path.read_bytes())

    def test_a_cut_of_the_ngrams_is_refused_or_lacks_tables(self):
        section = self.sections[NGRAMS]
        tables = list(Ngrams(section).tables)
        for size in range(0, len(section), 41):
            with self.subTest(size=size):
                try:
                    kept = list(Ngrams(section[:size]).tables)
                    self.assertEqual(kept, tables[: len(kept)])
                    self.assertLess(len(kept), len(tables))
                except Damaged:
                    pass

    def test_ngrams_that_are_not_as_the_format_says_are_refused(self):
        section = self.sections[NGRAMS]
        size = int.from_bytes(section[:2], "little")
        code, table = 2 + size * (size + 2), 2 + size * (size + 2) + 257
        of_ranks = ((0, 0), (1, 2), (3, section[2]), (2 + size, section[3 + size]))
        of_tables = ((code, 13), (table, 15), (table + 1, 17), (table + 10, 1))
        for offset, value in of_ranks + of_tables:
            changed = bytearray(section)
            changed[offset] = value
            with self.subTest(offset=offset), self.assertRaises(Damaged):
                Ngrams(bytes(changed))

    def test_a_mixing_state_of_another_length_or_out_of_range_is_refused(self):
        section = self.sections[MIXING]
        self.assertEqual(len(section), 192500)
        short_or_long = (section[:-1], section + b"\0", section + bytes(112119), section[:100])
        out_of_range = (b"\xf1" + section[1:], section[:-2] + b"\0\x80")
        for changed in short_or_long + out_of_range:
            with self.assertRaises(Damaged):
                MixingState(changed)
