"""The line ends that the reference decoder restores."""

import itertools
import unittest

import support  # noqa: F401: the way to the modules

from reference.line_ends import restore, swap

TEXTS = [bytes(text) for size in range(8) for text in itertools.product(b"\r\na", repeat=size)]


class LineEnds(unittest.TestCase):
    def test_single_line_ends_are_swapped_and_nothing_else(self):
        self.assertEqual(swap(b"one\r\ntwo\nthree\r\r\nfour\rfive\n\r"), b"one\ntwo\r\nthree\r\r\nfour\rfive\r\n\r")

    def test_swapping_twice_gives_every_short_text_again(self):
        for text in TEXTS:
            self.assertEqual(swap(swap(text)), text)

    def test_every_short_text_has_one_coded_text(self):
        for text in TEXTS:
            forms = [(text, 0), (swap(text), 1)]
            shorter = len(swap(text)) < len(text)
            # What may be announced saves at least one byte: a swap that saves none is refused with its header.
            valid = [
                (coded, swapped)
                for coded, swapped in forms
                if (not swapped or len(coded) < len(text)) and restore(coded, swapped, len(text)) == text
            ]
            self.assertEqual(valid, [forms[shorter]])

    def test_a_swap_of_another_length_than_announced_restores_nothing(self):
        self.assertEqual(restore(b"one\ntwo\n", 1, 10), b"one\r\ntwo\r\n")
        for text_bytes in (8, 9, 11):
            self.assertIsNone(restore(b"one\ntwo\n", 1, text_bytes))
