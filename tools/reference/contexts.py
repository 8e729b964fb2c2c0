"""PREDICTOR.md, section 8: the hashes of the hashed contexts; NGRAMS.md: what else is to be known of them."""

from reference.hashing import hash32
from reference.text_state import is_letter, is_upper

EXTENDS = {1: 0, 2: 1, 3: 2, 4: 3, 5: 4, 12: 0}  # by context, the next shorter one
WORDS, FIELD, SKIP = (7, 8, 14), 10, 11  # contexts that do not tell all of the last byte


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


def longest_shorter(j, contexts):
    """The longest of `contexts` that context j extends, or None."""
    while j in EXTENDS:
        j = EXTENDS[j]
        if j in contexts:
            return j
    return None


def ranking_byte(j, last):
    """As much of the last byte as context j tells; None if it does not."""
    if j in WORDS:
        return last + 32 if is_upper(last) else last if is_letter(last) else None
    if j == FIELD:
        return last if is_letter(last) or 48 <= last <= 57 or last == 32 else None
    return None if j == SKIP else last
