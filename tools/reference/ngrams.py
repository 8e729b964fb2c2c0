"""NGRAMS.md, sections 1 and 2: what followed contexts in training, and the histories that it stands for."""

from functools import lru_cache

from reference.bit_history import NEXT
from reference.contexts import longest_shorter, ranking_byte
from reference.prefix_code import BitReader, PrefixCode
from reference.reader import Damaged, Reader, require

KINDS = 15
SYMBOLS = 257
LONG_SKIP = 15
GROUP = 8  # buckets
PADDING = 16


class Table:
    """The contexts of one kind."""

    def __init__(self, reader):
        self.check_bits, self.buckets, size = reader.byte(), reader.number(4), reader.number(4)
        require(self.check_bits <= 16 and self.buckets >= 1, "a table cannot be so")
        self.begins = [0]  # of each bucket, and the end
        for _ in range((self.buckets + GROUP - 1) // GROUP):
            require(reader.number(4) == self.begins[-1], "a bucket is out of place")
            for length in reader.take(GROUP):
                self.begins.append(self.begins[-1] + length)
        require(self.begins[-1] == size, "an index and its buckets differ in length")
        self.data = reader.take(size + PADDING)

    def bucket(self, h):
        number = h * self.buckets >> 32
        return self.data[self.begins[number] : self.begins[number + 1]]

    def find(self, h, code):
        """The successors of the context with the hash h, as (rank, count), or None."""
        bits = BitReader(self.bucket(h))
        try:
            checks = [bits.number(self.check_bits) for _ in range(bits.number(5))]
        except Damaged:
            return None
        check = h & (1 << self.check_bits) - 1
        if check not in checks:
            return None
        for _ in range(checks.index(check)):
            successors(bits, code)
        return successors(bits, code)


def successors(bits, code):
    """The next list of a bucket, which ends with the bucket at the latest."""
    ranked = []
    rank = -1
    try:
        while symbol := code.decode(bits):
            skip, count_class = (symbol - 1) // 16, (symbol - 1) % 16
            rank += 1 + (bits.number(8) if skip == LONG_SKIP else skip)
            ranked.append((rank, 1 << count_class))
    except Damaged:
        bits.skip_all()
    return ranked


class Ngrams:
    def __init__(self, section):
        reader = Reader(section, "the n-grams")
        size = reader.number(2)
        require(1 <= size <= 256, "an alphabet cannot be so large or small")
        alphabet = reader.take(size)
        require(len(set(alphabet)) == size, "a byte is in the alphabet twice")
        rows = [reader.take(size) for _ in range(size + 1)]
        require(all(set(row) == set(alphabet) for row in rows), "ranks are not an order of the alphabet")
        self.rows = dict(zip(alphabet, rows))
        self.other_row = rows[size]
        self.code = PrefixCode(reader.take(SYMBOLS))
        self.tables = {}
        while not reader.at_end():
            kind = reader.byte()
            require(max(self.tables, default=-1) < kind < KINDS, "no such context, or out of order")
            self.tables[kind] = Table(reader)

    def has(self, j):
        return j in self.tables

    def find(self, j, h):
        return self.tables[j].find(h, self.code)

    def counts(self, j, found, last, half):
        """Of the 16 values of a nibble in training. `half`: 0 for a first nibble."""
        row = self.rows.get(ranking_byte(j, last), self.other_row)
        leaves = [0] * 16
        for rank, count in found:
            if rank >= len(row):
                break
            byte = row[rank]
            if half == 0:
                leaves[byte >> 4] += count
            elif byte >> 4 | 16 == half:
                leaves[byte & 15] += count
        return leaves

    def recall(self, j, found, last, half, histories):
        """Writes into `histories`, by node, what a nibble has after training."""
        sums = [0] * 16 + self.counts(j, found, last, half)  # of the tree whose root is 1
        for node in range(15, 0, -1):
            zeros, ones = sums[2 * node], sums[2 * node + 1]
            sums[node] = zeros + ones
            if sums[node] > 0:
                histories[node] = typical(zeros, ones)


class Lookup:
    """What the n-grams know of some contexts at one byte. Where a shorter context was sought and is absent, a longer
    one is not sought."""

    def __init__(self, ngrams, contexts):
        self.ngrams = ngrams
        self.contexts = contexts

    def begin_byte(self, hashes, last):
        self.hashes = dict(zip(self.contexts, hashes))
        self.last = last
        self.found = {}  # by context: None if it is absent

    def knows(self, j):
        """Whether the context is in the model; it is sought if it was not."""
        if not self.ngrams.has(j):
            return False
        if j not in self.found:
            shorter = longest_shorter(j, self.contexts)
            absent = shorter in self.found and self.found[shorter] is None
            self.found[j] = None if absent else self.ngrams.find(j, self.hashes[j])
        return self.found[j] is not None

    def counts(self, j, half):
        return self.ngrams.counts(j, self.found[j], self.last, half)


@lru_cache(maxsize=None)
def typical(zeros, ones):
    """The history that stands for so many bits of each kind."""
    shift = max((zeros | ones).bit_length() - 6, 0)
    zeros, ones = (min((count + (1 << shift) - 1) >> shift, 63) for count in (zeros, ones))
    n = zeros + ones
    rarer_bit, rarer = (1, ones) if ones <= zeros else (0, zeros)
    history = 0
    for i in range(1, n + 1):
        steps_up = (i * rarer + n // 2) // n > ((i - 1) * rarer + n // 2) // n
        history = NEXT[history][rarer_bit if steps_up else 1 - rarer_bit]
    return history
