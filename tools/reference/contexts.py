"""PREDICTOR.md, section 8: the hashes of the hashed contexts."""

from reference.hashing import hash32


def low_word(b):
    """L: the last four bytes."""
    return b[1] | b[2] << 8 | b[3] << 16 | b[4] << 24


CONTEXTS = [
    ("order 2", lambda t, b: low_word(b) & 0xFFFF),
    ("order 3", lambda t, b: low_word(b) & 0xFFFFFF),
    ("order 4", lambda t, b: low_word(b)),
    ("order 5", lambda t, b: hash32(low_word(b), b[5])),
    ("order 6", lambda t, b: hash32(low_word(b), b[5] | b[6] << 8)),
    ("order 8", lambda t, b: hash32(low_word(b), b[5] | b[6] << 8 | b[7] << 16 | b[8] << 24)),
    ("word", lambda t, b: hash32(t.word, b[1])),
    ("word pair", lambda t, b: hash32(t.word, t.word1)),
    ("word skip", lambda t, b: hash32(t.word, t.word2)),
    ("column", lambda t, b: hash32(t.above | b[1] << 8, t.column)),
    ("field", lambda t, b: hash32(t.field, t.field_number)),
    ("skip 1", lambda t, b: low_word(b) & 0x00FFFF00),
    ("letter class", lambda t, b: low_word(b) & 0xF0F0FFFF),
    ("above", lambda t, b: hash32(t.above | b[1] << 8, b[2])),
    ("indented word", lambda t, b: hash32(t.indent, t.word)),
]


def context_hash(j, text):
    _, raw = CONTEXTS[j]
    return hash32(raw(text, text.b), j + 1)
