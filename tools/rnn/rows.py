"""What the network reads before each byte of a text, with NumPy: the definitions are those of tools/reference, which
hold for arrays as for numbers."""

from types import SimpleNamespace

import numpy
from reference.contexts import context_hash
from reference.hashing import hash32

# Columns of encoded text. TICK is 1 where the slow clock steps, which reads SLOW.
BYTE, BIGRAM, EMBEDDED, SLOW, TICK, TARGET, KEEP, COLUMNS = 0, 1, slice(2, 8), slice(8, 12), 12, 13, 14, 15

BIGRAM_CONTEXT = 0  # numbers of contexts as in tools/reference/contexts.py: order 2
EMBEDDED_CONTEXTS = (1, 2, 3, 4, 6, 7)  # orders 3 to 6, word, word pair
ENDING_CONTEXT = 2  # order 4
LONGEST_ORDER = 6
MOST_BYTES = 16  # without a tick


def run_hashes(member, codes):
    """After each byte the hash of the members since the last byte that is none, 0 if there are none; one more number
    at the beginning, 0. `codes`: uint64."""
    at = numpy.arange(len(codes))
    depth = at - numpy.maximum.accumulate(numpy.where(member, -1, at))  # of a member in its run, from 1 on
    in_order = numpy.argsort(depth, kind="stable")
    ends = numpy.cumsum(numpy.bincount(depth))
    hashes = numpy.zeros(len(codes) + 1, numpy.uint64)
    for begin, end in zip(ends, ends[1:]):
        members = in_order[begin:end]
        hashes[members + 1] = hash32(hashes[members], codes[members])
    return hashes


def last_of(happens, values):
    """After each byte the value where it last happened, and where it happened before that; 0 where it has not."""
    found = numpy.concatenate((numpy.zeros(2, numpy.uint64), values[happens]))
    count = numpy.concatenate((numpy.zeros(1, numpy.int64), numpy.cumsum(happens)))
    return found[count + 1], found[count]


class Words:
    """Words and ticks before each byte of a text, and after the last: numbers as TextState and WordClock have them."""

    def __init__(self, codes):
        upper = (codes >= 65) & (codes <= 90)
        letter = upper | ((codes >= 97) & (codes <= 122)) | (codes >= 128)
        in_word = numpy.concatenate((numpy.zeros(1, bool), letter))
        self.word = run_hashes(letter, codes + 32 * upper.astype(numpy.uint64))
        gaps = run_hashes(~letter, codes)
        ends = in_word[:-1] & ~letter
        begins = letter & ~in_word[:-1]
        self.word1, self.word2 = last_of(ends, self.word[:-1])
        self.start, _ = last_of(begins, hash32(gaps[:-1], upper.astype(numpy.uint64)))
        at = numpy.arange(len(codes) + 1)
        ended = numpy.concatenate((numpy.zeros(1, bool), ends))
        since = at - numpy.maximum.accumulate(numpy.where(ended, at, 0))
        self.tick = since % MOST_BYTES == 0
        self.forced = self.tick & ~ended
        self.forced[0] = False

    def hashes(self, ending):
        """Of the rows that the slow clock reads."""
        forced = self.forced[:-1]
        word = numpy.where(forced, self.word[:-1], self.word1[:-1])
        before = numpy.where(forced, self.word1[:-1], self.word2[:-1])
        start = hash32(self.start[:-1], forced.astype(numpy.uint64))
        return hash32(word, 101), hash32(hash32(word, before), 102), ending, hash32(start, 103)


def encode(text, shape):
    """(bytes)(COLUMNS) of int32, of a text that begins: its first byte keeps nothing of the state."""
    padded = numpy.zeros(LONGEST_ORDER + len(text), numpy.uint64)
    padded[LONGEST_ORDER:] = numpy.frombuffer(text, numpy.uint8)
    codes = padded[LONGEST_ORDER:]
    before = [padded[LONGEST_ORDER - back:][:len(text)] for back in range(LONGEST_ORDER + 1)]
    words = Words(codes)
    state = SimpleNamespace(b=before, word=words.word[:-1], word1=words.word1[:-1])
    encoded = numpy.empty((len(codes), COLUMNS), numpy.int32)
    encoded[:, BYTE] = before[1]
    encoded[:, BIGRAM] = context_hash(BIGRAM_CONTEXT, state) * shape.bigram_rows >> 32
    for number, (context, rows) in enumerate(zip(EMBEDDED_CONTEXTS, shape.embedded_rows)):
        encoded[:, EMBEDDED.start + number] = context_hash(context, state) * rows >> 32
    for number, (hashed, rows) in enumerate(zip(words.hashes(context_hash(ENDING_CONTEXT, state)), shape.slow_rows)):
        encoded[:, SLOW.start + number] = hashed * rows >> 32
    encoded[:, TICK] = words.tick[:-1]
    encoded[:, TARGET] = codes
    encoded[:, KEEP] = 1
    encoded[0, KEEP] = 0
    return encoded
