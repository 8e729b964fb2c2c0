"""What RNN.md says of its own functions, what it refuses, and what holds of every network."""

import re
import unittest

from random_network import Shape, network_section
from support import ROOT, corpus

from reference import network_cell, network_functions, network_output
from reference.network import MAX_OUTPUT, MAX_TOLD, Network
from reference.network_cell import Cell
from reference.network_evidence import CONFIDENCES, INITIAL_WEIGHT, NetworkEvidence
from reference.network_functions import EXP2, SIGMOID, TANH
from reference.network_output import Output
from reference.reader import Damaged
from reference.text_state import TextState

FORMAT = (ROOT / "docs" / "format" / "RNN.md").read_text(encoding="utf-8")
TABLES = (ROOT / "src" / "model" / "network_kernels" / "tables.inc").read_text(encoding="utf-8")

KNOWN = b" aehnot"
SHAPE = Shape()
SHAPES = (SHAPE, Shape(slow=128, waist=64, table_bits=8), Shape(slow=0, slow_embedding=0, slow_rows=(0, 0, 0, 0)))
GATES, FEATURES = 3 * SHAPE.hidden, SHAPE.hidden + SHAPE.embedding
HEADER = 4 * 18 + 32
OUTPUT_NUMBERS = len(KNOWN) * (FEATURES + 1)


def section(mild=True, known=KNOWN, shape=SHAPE):
    return network_section(shape, known, seed=1, mild=mild)[0]


def begins():
    """Where the arrays of weights begin."""
    return network_section(SHAPE, KNOWN, seed=1)[1]


def numbers_end():
    """Where the last number of the output ends."""
    told = 3 * SHAPE.hidden + 2 * len(KNOWN) * SHAPE.slow
    fast, slow = (14 * units for units in (SHAPE.hidden, SHAPE.slow))
    return HEADER + fast + 4 * GATES + 12 + slow + 8 + told + 2 * OUTPUT_NUMBERS


def committed_table(name):
    numbers = re.search(name + r"\[\d+\] = \{([^}]*)\}", TABLES).group(1).split(",")
    return [int(number) for number in numbers if number.strip()]


class Functions(unittest.TestCase):
    def test_the_check_values_of_the_format_hold(self):
        calls = re.findall(r"(sigmoid|tanh|decay)\((-?\d+)\) = (-?\d+)", FORMAT)
        self.assertEqual(len(calls), 12)
        for function, argument, result in calls:
            self.assertEqual(getattr(network_functions, function)(int(argument)), int(result), (function, argument))

    def test_the_formulae_give_the_committed_tables(self):
        for name, table in (("kSigmoid", SIGMOID), ("kTanh", TANH), ("kExp2", EXP2)):
            self.assertEqual(table, committed_table(name)[: len(table)], name)

    def test_the_constants_are_those_of_the_format(self):
        constants = dict(re.findall(r"^\| ([A-Z]+) \| (\d+) \|", FORMAT, re.MULTILINE))
        ours = {
            "RATE": network_output.RATE,
            "HASTE": network_output.HASTE,
            "LEAST": network_output.LEAST_ERROR,
            "START": INITIAL_WEIGHT,
            "LONGEST": network_cell.LONGEST,
        }
        self.assertEqual(constants, {name: str(value) for name, value in ours.items()})


class Refusal(unittest.TestCase):
    def refused(self, offset, changed):
        data = bytearray(section())
        data[offset : offset + len(changed)] = changed
        with self.subTest(offset=offset, changed=changed), self.assertRaises(Damaged):
            Network(bytes(data))

    def test_a_whole_section_is_read(self):
        network = Network(section())
        self.assertEqual(bytes(network.bytes), KNOWN)
        self.assertEqual(len(network.output), len(KNOWN))
        self.assertEqual([len(table.rows) for table in network.embedded], list(SHAPE.embedded_rows))
        self.assertEqual([len(table.rows) for table in network.slow_tables], list(SHAPE.slow_rows))
        for shape in SHAPES:
            self.assertEqual(Network(section(shape=shape)).slow, shape.slow)

    def test_every_cut_and_what_follows_the_end(self):
        whole = section()
        for size in [*range(0, len(whole), 89), len(whole) - 1]:
            with self.subTest(size=size), self.assertRaises(Damaged):
                Network(whole[:size])
        with self.assertRaises(Damaged):
            Network(whole + b"\0")

    def test_another_layout(self):
        self.refused(0, b"\1")

    def test_dimensions_out_of_range(self):
        bad_units = (1, 63, 65, 96, 1088, 1 << 31)
        places = {1: (0, *bad_units), 2: (0, *bad_units, 320), 3: (0, 65537), 4: (65537,), 10: bad_units}
        places |= {11: (0, *bad_units), 12: (1, 320), 13: (65537,), 17: (0, 5, 16)}
        for place, numbers in places.items():
            for number in numbers:
                self.refused(4 * place, number.to_bytes(4, "little"))

    def test_dimensions_that_the_section_has_no_room_for(self):
        for place, number in ((1, 1024), (2, 256), (3, 65536), (4, 65536), (10, 1024), (13, 65536)):
            self.refused(4 * place, number.to_bytes(4, "little"))

    def test_parts_of_a_slow_clock_without_units(self):
        self.refused(40, bytes(4))

    def test_a_network_that_knows_no_byte(self):
        with self.assertRaisesRegex(Damaged, "no byte"):
            Network(section(known=b""))

    def test_weights_of_the_output_out_of_range(self):
        output = numbers_end() - 2 * OUTPUT_NUMBERS
        for number in (MAX_OUTPUT + 1, -MAX_OUTPUT - 1, -32768):
            for offset in (output, numbers_end() - 2):
                self.refused(offset, number.to_bytes(2, "little", signed=True))
        for number in (MAX_TOLD + 1, -MAX_TOLD - 1):
            self.refused(output - 2, number.to_bytes(2, "little", signed=True))

    def test_padding_that_is_not_zero(self):
        self.assertGreater(begins()[0], numbers_end())
        for offset in (numbers_end(), begins()[0] - 1):
            self.refused(offset, b"\1")

    def test_a_weight_of_minus_128(self):
        for offset in begins()[:6]:
            self.refused(offset, b"\x80")


class Invariants(unittest.TestCase):
    """Of every network on every text."""

    def steps(self, mild, shape=SHAPE):
        """The text state after each byte, and before the first."""
        text = TextState(256)
        network = Network(section(mild, shape=shape))
        for c in b"\0\xff" + corpus("the-tide-clerk.txt", 60):
            yield text, c, network
            text.update(c)

    def test_features_stay_within_64(self):
        for mild, shape in ((mild, shape) for mild in (True, False) for shape in SHAPES):
            cell = None
            for text, _, network in self.steps(mild, shape):
                cell = cell or Cell(network)
                features = cell.step(text)
                self.assertEqual(len(features), FEATURES)
                self.assertLessEqual(max(map(abs, features)), 64)
                self.assertLessEqual(max(map(abs, cell.state)), 32767)

    def test_probabilities_of_the_bits_are_those_of_the_bytes(self):
        for mild in (True, False):
            evidence = None
            for text, c, network in self.steps(mild):
                evidence = evidence or NetworkEvidence(network)
                evidence.begin_byte(text)
                output = evidence.output
                product = 1.0
                for k in range(8):
                    partial, bit = (c | 256) >> (8 - k), c >> (7 - k) & 1
                    p = output.p(partial, k) / 65536
                    product *= p if bit else 1 - p
                    evidence.inputs(partial, k)
                    self.assertIn(evidence.confidence(), range(CONFIDENCES))
                self.assertAlmostEqual(product, output.shares[c] / sum(output.shares), delta=8 / 65536)
                evidence.learn_byte(c)

    def test_a_byte_is_likelier_after_it_was_learnt(self):
        output = Output(Network(section()))
        features = [64, -64] * (FEATURES // 2)
        output.predict(features)
        before = output.shares[ord("t")] / output.below[256]
        for _ in range(100):
            output.learn(ord("t"))
            output.predict(features)
        self.assertGreater(output.shares[ord("t")] / output.below[256], max(before, 0.9))
        self.assertEqual(output.likeliest, ord("t"))

    def test_learning_stops_at_the_largest_weight(self):
        output = Output(Network(section(mild=False)))
        output.predict([64] * FEATURES)
        step = 65536 * (network_output.RATE + network_output.HASTE)
        for _ in range(2 * network_output.LIMIT // (64 * step >> 8) + 1):
            output.step(0, step)
            output.step(1, -step)
        self.assertEqual(set(output.weights[0]), {network_output.LIMIT})
        self.assertEqual(set(output.weights[1]), {-network_output.LIMIT})
        self.assertEqual(output.bias[:2], [network_output.LIMIT, -network_output.LIMIT])
        output.predict([64] * FEATURES)
        self.assertEqual(output.likeliest, KNOWN[0])
