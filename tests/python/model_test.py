"""pith.Model: scores, states, surprisals, samples, pickles."""

import copy
import json
import math
import os
import pickle
import subprocess
import threading
import unittest

import numpy as np

import pith

TEXTS = ["The cat sat on the mat.", "", "naïve café 🙂", "mat the on sat cat The", "A line.\nAnother line.\n" * 20]


class Scoring(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.model = pith.Model("english", level=3)

    def test_scores_are_arrays_with_a_number_for_each_text(self):
        scores = self.model.score(TEXTS)
        self.assertEqual(len(scores), len(TEXTS))
        self.assertEqual((scores.bits.dtype, scores.bits.shape), (np.float64, (len(TEXTS),)))
        self.assertEqual(scores.characters.tolist(), [len(text) for text in TEXTS])
        self.assertEqual(scores.bytes.tolist(), [len(text.encode()) for text in TEXTS])
        self.assertEqual(scores.words.tolist(), [len(text.split()) for text in TEXTS])
        self.assertTrue(math.isnan(scores.bits_per_char[1]))
        self.assertLess(scores.bits_per_char[0], scores.bits_per_char[3])

    def test_one_by_one_as_bytes_and_on_threads_the_figures_are_the_same(self):
        bits = self.model.score(TEXTS).bits.tolist()
        self.assertEqual([self.model.bits(text) for text in TEXTS], bits)
        self.assertEqual(self.model.score([text.encode() for text in TEXTS]).bits.tolist(), bits)
        self.assertEqual(self.model.score(TEXTS * 50, threads=2).bits.tolist(), bits * 50)

    @unittest.skipUnless(os.environ.get("PITH"), "there is no program")
    def test_the_command_line_says_the_same_to_the_last_bit(self):
        lines = "".join(text + "\n" for text in ["The first line.", "and a second", "naïve"])
        command = [os.environ["PITH"], "measure", "-3", "--static", "--per-line", "-m", "english"]
        out = subprocess.run(command, input=lines.encode(), capture_output=True, check=True).stdout
        expected = [json.loads(line)["bits"] for line in out.splitlines()]
        self.assertEqual(self.model.score(lines.splitlines(keepends=True)).bits.tolist(), expected)

    def test_perplexity_is_two_to_the_power_of_bits_a_character(self):
        text = TEXTS[0]
        self.assertAlmostEqual(self.model.perplexity(text), 2 ** (self.model.bits(text) / len(text)))
        self.assertIsNone(self.model.perplexity(""))

    def test_surprisals_add_up_by_byte_and_by_character(self):
        for text in TEXTS:
            by_byte = self.model.surprisals(text)
            by_char = self.model.surprisals(text, unit="char")
            self.assertEqual((len(by_byte), len(by_char)), (len(text.encode()), len(text)))
            self.assertAlmostEqual(by_byte.sum(), self.model.bits(text))
            self.assertAlmostEqual(by_char.sum(), self.model.bits(text))

    def test_what_is_no_text_is_refused(self):
        for wrong in ("one text", b"bytes"):
            self.assertRaises(TypeError, self.model.score, wrong)
        self.assertRaises(TypeError, self.model.score, [1])
        self.assertRaises(TypeError, self.model.bits, None)

    def test_an_adaptive_model_learns_from_each_text(self):
        adaptive = pith.Model("english", level=3, adaptive=True)
        self.assertLess(adaptive.bits("zyx wvu " * 50), self.model.bits("zyx wvu " * 50))
        with self.assertRaises(pith.Error) as raised:
            adaptive.state()
        self.assertEqual(raised.exception.code, "usage")

    def test_threads_of_python_share_a_model(self):
        expected = self.model.score(TEXTS * 20).bits.tolist()
        results = []
        threads = [threading.Thread(target=lambda: results.append(self.model.score(TEXTS * 20).bits.tolist()))
                   for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(results, [expected] * 4)


class States(unittest.TestCase):
    def setUp(self):
        self.model = pith.Model("english", level=3)

    def test_feeding_a_copy_costs_what_the_whole_costs(self):
        state = self.model.state("The cat sat ")
        other = copy.copy(state)
        other.feed("on the mat.")
        self.assertEqual(other.bits, self.model.bits("The cat sat on the mat."))
        self.assertEqual(state.bytes, 12)
        self.assertAlmostEqual(state.bits_of("on the mat."), other.bits - state.bits)

    def test_the_distribution_is_of_256_bytes(self):
        p = self.model.state("The cat sat on th").distribution()
        self.assertEqual(p.shape, (256,))
        self.assertAlmostEqual(p.sum(), 1)
        self.assertEqual(chr(p.argmax()), "e")

    def test_states_compare_and_pickle(self):
        state = self.model.state("The cat")
        self.assertEqual(state, self.model.state("The cat"))
        self.assertNotEqual(state, self.model.state("The dog"))
        self.assertEqual(pickle.loads(pickle.dumps(state)), state)


class Pickles(unittest.TestCase):
    def test_a_model_pickles_by_identity(self):
        model = pith.Model("english", level=3)
        data = pickle.dumps(model)
        self.assertLess(len(data), 200)
        again = pickle.loads(data)
        self.assertEqual((again.identity, again.level, again.adaptive), (model.identity, 3, False))
        self.assertEqual(again.bits("a text"), model.bits("a text"))
        empty = pickle.loads(pickle.dumps(pith.Model(None, level=1)))
        self.assertIsNone(empty.identity)

    def test_a_model_that_there_is_not_is_an_error_that_says_where_it_was_looked_for(self):
        with self.assertRaises(pith.Error) as raised:
            pith.Model("klingon")
        self.assertEqual(raised.exception.code, "model")
        self.assertIn("looked in", str(raised.exception))

    def test_samples_are_the_same_for_a_seed(self):
        model = pith.Model("english", level=1)
        one = model.sample("The ", characters=60, seed=7)
        self.assertEqual(one, model.sample("The ", characters=60, seed=7))
        self.assertNotEqual(one, model.sample("The ", characters=60, seed=8))
        self.assertEqual(len(one), 60)
