"""What the network reads before each byte of a text, with NumPy: the definitions are those of tools/reference, which
hold for arrays as for numbers."""

from types import SimpleNamespace

import numpy
from reference.contexts import context_hash
from reference.hashing import hash32

# Columns of encoded text. Rows of embedded contexts count through all of the embedding.
BYTE, BIGRAM, EMBEDDED, TARGET, KEEP, COLUMNS = 0, 1, slice(2, 5), 5, 6, 7

BIGRAM_CONTEXT = 0  # numbers of contexts as in tools/reference/contexts.py: order 2
EMBEDDED_CONTEXTS = (1, 2, 6)  # orders 3 and 4, word
LONGEST_ORDER = 4


def words_before(codes):
    """Before each byte the hash of the letters since the last other byte, 0 if there are none. `codes`: uint64."""
    upper = (codes >= 65) & (codes <= 90)
    letter = upper | ((codes >= 97) & (codes <= 122)) | (codes >= 128)
    lower = codes + 32 * upper.astype(numpy.uint64)
    at = numpy.arange(len(codes))
    depth = at - numpy.maximum.accumulate(numpy.where(letter, -1, at))  # of a letter in its word, from 1 on
    in_order = numpy.argsort(depth, kind="stable")
    ends = numpy.cumsum(numpy.bincount(depth))
    words = numpy.zeros(len(codes) + 1, numpy.uint64)
    for begin, end in zip(ends, ends[1:]):
        letters = in_order[begin:end]
        words[letters + 1] = hash32(words[letters], lower[letters])
    return words[:-1]


def encode(text, shape):
    """(bytes)(COLUMNS) of int32, of a text that begins: its first byte keeps nothing of the state."""
    padded = numpy.zeros(LONGEST_ORDER + len(text), numpy.uint64)
    padded[LONGEST_ORDER:] = numpy.frombuffer(text, numpy.uint8)
    codes = padded[LONGEST_ORDER:]
    before = [padded[LONGEST_ORDER - back:][:len(text)] for back in range(LONGEST_ORDER + 1)]
    state = SimpleNamespace(b=before, word=words_before(codes))
    encoded = numpy.empty((len(codes), COLUMNS), numpy.int32)
    encoded[:, BYTE] = before[1]
    encoded[:, BIGRAM] = context_hash(BIGRAM_CONTEXT, state) * shape.bigram_rows >> 32
    for number, context in enumerate(EMBEDDED_CONTEXTS):
        row = context_hash(context, state) * shape.embedded_rows >> 32
        encoded[:, EMBEDDED.start + number] = row + number * shape.embedded_rows
    encoded[:, TARGET] = codes
    encoded[:, KEEP] = 1
    encoded[0, KEEP] = 0
    return encoded
