"""The reference decoder restores what pith compresses, and the texts reach the corners of the format."""

import os
import subprocess
import sys
import tempfile
import unittest
from unittest import mock

from support import TOOLS, texts

from reference import archive
from reference.adaptive_probability import LIMIT

PITH = os.path.abspath(os.environ.get("PITH", "pith"))


def compress(level, text):
    return subprocess.run([PITH, "-c", f"-{level}"], input=text, stdout=subprocess.PIPE, check=True, timeout=60).stdout


def decode(data):
    """The text, and the predictors that restored its blocks, as they were at the end."""
    predictors = []

    def predictor(*arguments):
        predictors.append(coded_text_predictor(*arguments))
        return predictors[-1]

    coded_text_predictor = archive.predictor_of
    with mock.patch.object(archive, "predictor_of", predictor):
        return b"".join(archive.decode(data)), predictors


class Decoding:
    """Of all texts at one level."""

    @classmethod
    def setUpClass(cls):
        cls.texts = texts()
        cls.restored = {kind: decode(compress(cls.level, text)) for kind, text in cls.texts.items()}

    def predictor(self, kind):
        _, predictors = self.restored[kind]
        self.assertEqual(len(predictors), 1)
        return predictors[0]

    def test_every_text_is_restored(self):
        for kind, text in self.texts.items():
            with self.subTest(kind=kind):
                self.assertEqual(self.restored[kind][0], text)


class DecodingOfHistories(Decoding):
    def test_runs_bring_counts_to_their_limit(self):
        maps = self.predictor("runs").histories.maps
        self.assertTrue(all(any(probability.n == LIMIT for probability in map_) for map_ in maps))

    def test_words_fill_lines_of_the_slot_table(self):
        lines = self.predictor("words").histories.table.slots.values()
        self.assertGreater(sum(all(slot.check for slot in line) for line in lines), 10)

    def test_matches_fail_and_recover(self):
        right = self.predictor("matches that fail").matches[0].right
        failed_once, failed_often = right[32:40], right[48:]
        for buckets in (failed_once, failed_often):
            self.assertGreater(sum(probability.n for probability in buckets), 50)


class Level1(Decoding, unittest.TestCase):
    level = 1

    def test_words_fill_cells_and_lines_beside_them(self):
        cells = self.predictor("words").cells
        self.assertGreater(sum(cell.first.check > 0 for cell in cells.cells.values()), 1500)
        self.assertGreater(sum(line.check > 0 for pair in cells.lines.values() for line in pair), 250)

    def test_matches_are_right_and_fail(self):
        right = self.predictor("matches that fail").match.right
        self.assertGreater(sum(probability.n for probability in right[:8]), 50)
        self.assertGreater(sum(probability.n for probability in right[16:]), 20)


class Level2(DecodingOfHistories, unittest.TestCase):
    level = 2


class Level3(DecodingOfHistories, unittest.TestCase):
    level = 3


class Levels4To9(unittest.TestCase):
    def test_a_text_is_restored(self):
        for level in range(4, 10):
            text = texts()["table"][: 100 * level]
            with self.subTest(level=level):
                self.assertEqual(decode(compress(level, text))[0], text)

    def test_joined_archives_are_restored_in_order(self):
        members = [(2, b"to be or not to be, or to be not"), (9, b"n" * 50), (5, b""), (1, b"end")]
        joined = b"".join(compress(level, text) for level, text in members)
        self.assertEqual(decode(joined)[0], b"".join(text for _, text in members))


class Program(unittest.TestCase):
    def run_program(self, data):
        with tempfile.NamedTemporaryFile(suffix=".pith") as file:
            file.write(data)
            file.flush()
            return subprocess.run(
                [sys.executable, TOOLS / "reference_decoder", file.name], capture_output=True, timeout=60
            )

    def test_the_text_goes_to_standard_output(self):
        run = self.run_program(compress(6, b"tea for two and two for tea"))
        self.assertEqual((run.returncode, run.stdout, run.stderr), (0, b"tea for two and two for tea", b""))

    def test_damage_is_named_after_the_text_before_it(self):
        run = self.run_program(compress(1, b"good" * 5) + compress(1, b"bad" * 9)[:-1])
        self.assertEqual((run.returncode, run.stdout), (1, b"good" * 5))
        self.assertRegex(run.stderr.decode(), r"\Areference_decoder: [^\n]+ends too soon\n\Z")
