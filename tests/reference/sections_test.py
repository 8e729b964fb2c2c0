"""What PREDICTOR.md and NGRAMS.md say of their own functions, and what the C++ tables say of them."""

import re
import unittest

from support import ROOT

from reference.adaptive_probability import AdaptiveProbability
from reference.bit_history import HISTORIES
from reference.hashing import hash32
from reference.levels import PLANS
from reference.logistic import SQUASH, STRETCH, squash, stretch
from reference.mixer import SELECTOR_VALUES
from reference.mixing_state import padded
from reference.ngrams import typical
from reference.nibble_lines import LOG, next_state
from reference.nibble_match import BUCKETS
from reference.nibble_predictor import SOURCES
from reference.prefix_code import BitReader, PrefixCode

FORMAT = ROOT / "docs" / "format"
MODEL = ROOT / "src" / "model"


def committed_table(name):
    text = (MODEL / "bits" / "logistic_tables.inc").read_text(encoding="utf-8")
    numbers = re.search(name + r"\[\d+\] = \{([^}]*)\}", text).group(1).split(",")
    return [int(number) for number in numbers if number.strip()]


class Sections(unittest.TestCase):
    def test_the_check_values_of_the_format_hold(self):
        text = (FORMAT / "PREDICTOR.md").read_text(encoding="utf-8")
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

    def test_the_check_values_of_models_hold(self):
        text = (FORMAT / "NGRAMS.md").read_text(encoding="utf-8")
        calls = re.findall(r"typical\((\d+), (\d+)\) = (\d+)", text)
        self.assertEqual(len(calls), 4)
        for zeros, ones, history in calls:
            self.assertEqual(typical(int(zeros), int(ones)), int(history))
        lengths, codes = re.search(r"code_lengths ([\d ]+) \.\.\.: .* are ([01, and]+)", text).groups()
        code = PrefixCode(bytes(map(int, lengths.split())))
        for symbol, bits in enumerate(re.findall("[01]+", codes)):
            self.assertEqual(code.decode(BitReader(bytes([int(bits[::-1], 2)]))), symbol)

    def test_the_table_of_mixing_states_follows_from_the_levels(self):
        text = (FORMAT / "NGRAMS.md").read_text(encoding="utf-8")
        rows = {row.split(" |")[0]: row.split(" | ")[1:] for row in re.findall(r"^\| (.*) \|$", text, re.MULTILINE)}
        widths = [padded(plan.inputs()) for plan in PLANS]
        self.assertEqual(rows["inputs, width"], [f"{plan.inputs()}, {width}" for plan, width in zip(PLANS, widths)])
        plan_bytes = [
            1024 * (len(plan.contexts) + 2)
            + 252 * len(plan.matches)
            + 2 * width * sum(SELECTOR_VALUES[: plan.mixer_sets])
            + 512 * padded(plan.mixer_sets)
            for plan, width in zip(PLANS, widths)
        ]
        self.assertEqual(rows["bytes"], [str(size) for size in plan_bytes])
        nibbles = 4 * BUCKETS + 2 * SOURCES * (64 + 512)
        without, whole = (256 + 65536 + nibbles + sum(plan_bytes[:plans]) for plans in (2, 3))
        self.assertIn(f"`nibbles` has {nibbles} bytes, the section {without}, with plan 3 {whole}.", text)

    def test_the_formulae_give_the_committed_tables(self):
        self.assertEqual([-x for x in STRETCH[:2048]], committed_table("kStretchHalf"))
        self.assertEqual(STRETCH[2048:], [-x for x in STRETCH[2047::-1]])
        below = [max(p, 1) for p in committed_table("kSquashHalf")]
        self.assertEqual(SQUASH[3071::-1], below)
        self.assertEqual(SQUASH[3071:], [65536 - p for p in below])

    def test_logarithms_of_counts_are_the_committed_ones(self):
        self.assertEqual(LOG, committed_table("kLogCounts"))

    def test_no_state_of_a_nibble_leaves_its_bounds(self):
        for state in range(-28000, 28000, 56):
            for surprises in range(8):
                for bit in (0, 1):
                    self.assertLessEqual(abs(next_state(state + surprises, bit)), 28000)

    def test_an_adaptive_probability_stays_within_22_bits(self):
        for bit in (0, 1):
            probability = AdaptiveProbability()
            for _ in range(5000):
                probability.learn(bit)
                self.assertTrue(0 <= probability.q < 1 << 22)
