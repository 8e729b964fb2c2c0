"""The reference decoder refuses what the format refuses."""

import unittest

from support import ROOT

from reference.archive import Damaged, decode

BAD = ROOT / "tests" / "goldens" / "bad"


class Refusal(unittest.TestCase):
    def test_every_bad_golden_is_refused(self):
        archives = sorted(BAD.glob("*.pith"))
        self.assertTrue(archives)
        for path in archives:
            with self.subTest(archive=path.name), self.assertRaises(Damaged):
                list(decode(path.read_bytes()))

    def test_every_cut_of_a_stored_block_is_refused(self):
        whole = (ROOT / "tests" / "goldens" / "one-byte.bin.1.pith").read_bytes()
        self.assertEqual(len(list(decode(whole))), 1)
        for size in range(len(whole)):
            with self.subTest(size=size), self.assertRaises(Damaged):
                list(decode(whole[:size]))

    def test_zeros_after_an_archive_are_passed_over(self):
        whole = (ROOT / "tests" / "goldens" / "one-byte.bin.1.pith").read_bytes()
        for zeros in (1, 4, 100000):
            self.assertEqual(list(decode(whole + bytes(zeros))), list(decode(whole)))
        for rest in (b"x", whole):
            with self.assertRaises(Damaged):
                list(decode(whole + bytes(3) + rest))

    def test_every_flipped_bit_of_a_stored_block_is_refused(self):
        whole = (ROOT / "tests" / "goldens" / "one-byte.bin.1.pith").read_bytes()
        for bit in range(8 * len(whole)):
            flipped = bytearray(whole)
            flipped[bit // 8] ^= 1 << bit % 8
            with self.subTest(bit=bit), self.assertRaises(Damaged):
                list(decode(bytes(flipped)))
