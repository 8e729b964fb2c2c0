"""NGRAMS.md, section 1: bits out of bytes, and a canonical prefix code."""

from reference.reader import require

MAX_LENGTH = 12


class BitReader:
    """The bits of some bytes, the lowest of each byte first."""

    def __init__(self, data):
        self.bits = int.from_bytes(data, "little")
        self.left = 8 * len(data)

    def number(self, count):
        """Of `count` bits, the lowest first."""
        require(count <= self.left, "a bucket ends too soon")
        number = self.bits & (1 << count) - 1
        self.bits >>= count
        self.left -= count
        return number

    def skip_all(self):
        self.left = 0


class PrefixCode:
    def __init__(self, lengths):
        """lengths[s]: of the code of symbol s, 0 = it has none."""
        used = [(length, symbol) for symbol, length in enumerate(lengths) if length > 0]
        require(all(length <= MAX_LENGTH for length, _ in used), "a code is too long")
        whole = sum(1 << MAX_LENGTH - length for length, _ in used)
        single = len(used) == 1 and used[0][0] == 1
        require(whole == 1 << MAX_LENGTH or single, "a prefix code is not complete")
        self.symbols = {}  # by length and code
        code = previous = 0
        for length, symbol in sorted(used):
            code <<= length - previous
            self.symbols[length, code] = symbol
            code += 1
            previous = length
        if single:
            self.symbols[1, 1] = used[0][1]

    def decode(self, bits):
        length = code = 0
        while (length, code) not in self.symbols:
            code = code << 1 | bits.number(1)
            length += 1
        return self.symbols[length, code]
