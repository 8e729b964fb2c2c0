"""XXH3-64 at both ends of each of its ranges of length. The expected hashes are those of libxxhash 0.8.1."""

import unittest

import support  # noqa: F401: the way to the modules

from reference.xxh3 import xxh3_64

SEED = 0x9E3779B97F4A7C15

# length, hash with seed 0, hash with SEED
HASHES = [
    (0, 0x2d06800538d394c2, 0x602b0e2cd6662c8b),
    (1, 0xe5e62017e96f839c, 0x65a8b0cec13e3805),
    (3, 0xd3bcc83c6f14e70f, 0xc7f43f94e211daa8),
    (4, 0xc7f159f34b126cb4, 0x5918648bb4ab248d),
    (8, 0x0f25a2a1cc43dda2, 0xb12f1868c1b6fd51),
    (9, 0x1e3be9699baa50cf, 0x3a486e2f2acb9e92),
    (16, 0x9ec324145cea1dcb, 0x036dd9b27415d197),
    (17, 0x48f3651d7436310a, 0x3a0a764841f125cf),
    (128, 0x5d813d42c0005ea8, 0x6e97f6e483277db3),
    (129, 0xc61639b552225575, 0xbead343d833a63b0),
    (240, 0x7d85b8d4f8b10c82, 0x47c3a135d10df2ea),
    (241, 0x5c56141c894cd97e, 0xfaaea887697730ed),
    (1024, 0x0551dea22e104ea8, 0x722455d8b6426701),
    (1025, 0xdbe2ed3c377d9922, 0xe1791e5914811ee9),
    (1088, 0x98ce47a58d705d59, 0x626616eb1928737c),
    (4913, 0x3bda2e343146320d, 0x7475f556b0673fb8),
]


def noise(size):
    """The high bytes of a linear congruential generator."""
    data = bytearray()
    x = 1
    for _ in range(size):
        x = (x * 1103515245 + 12345) & 0xFFFFFFFF
        data.append(x >> 16 & 255)
    return bytes(data)


class Xxh3(unittest.TestCase):
    def test_the_hashes_are_those_of_libxxhash(self):
        for size, unseeded, seeded in HASHES:
            with self.subTest(size=size):
                self.assertEqual(xxh3_64(noise(size)), unseeded)
                self.assertEqual(xxh3_64(noise(size), SEED), seeded)
