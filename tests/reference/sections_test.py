"""What PREDICTOR.md says of its own functions, and what the C++ tables say of them."""

import re
import unittest

from support import ROOT

from reference.adaptive_probability import AdaptiveProbability
from reference.bit_history import HISTORIES
from reference.hashing import hash32
from reference.logistic import SQUASH, STRETCH, squash, stretch

MODEL = ROOT / "src" / "model"


def committed_table(name):
    text = (MODEL / "logistic_tables.inc").read_text(encoding="utf-8")
    numbers = re.search(name + r"\[\d+\] = \{([^}]*)\}", text).group(1).split(",")
    return [int(number) for number in numbers if number.strip()]


class Sections(unittest.TestCase):
    def test_the_check_values_of_the_format_hold(self):
        text = (ROOT / "src" / "format" / "PREDICTOR.md").read_text(encoding="utf-8")
        values = text[text.index("Check values") :]
        functions = {"stretch": stretch, "squash": squash, "hash": hash32}
        calls = re.findall(r"(stretch|squash|hash)\(([-\d, ]+)\) = (-?\w+)", values)
        histories = re.findall(r"history (\d+) = \(([\d, ]+)\)", values)
        self.assertEqual((len(calls), len(histories)), (6, 2))
        for function, arguments, result in calls:
            self.assertEqual(functions[function](*map(int, arguments.split(","))), int(result, 0), function)
        for number, history in histories:
            self.assertEqual(HISTORIES[int(number)], tuple(map(int, history.split(","))))
        self.assertIn(f"the {len(HISTORIES)} tuples", text)

    def test_the_formulae_give_the_committed_tables(self):
        self.assertEqual([-x for x in STRETCH[:2048]], committed_table("kStretchHalf"))
        self.assertEqual(STRETCH[2048:], [-x for x in STRETCH[2047::-1]])
        below = [max(p, 1) for p in committed_table("kSquashHalf")]
        self.assertEqual(SQUASH[3071::-1], below)
        self.assertEqual(SQUASH[3071:], [65536 - p for p in below])

    def test_an_adaptive_probability_stays_within_22_bits(self):
        for bit in (0, 1):
            probability = AdaptiveProbability()
            for _ in range(5000):
                probability.learn(bit)
                self.assertTrue(0 <= probability.q < 1 << 22)
