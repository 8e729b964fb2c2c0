"""PREDICTOR.md, section 7: what the last bytes say about the next one."""

from reference.hashing import hash32


class Window:
    """The last bytes; any integer is an index."""

    def __init__(self, size):
        self.bytes = bytearray(size)
        self.mask = size - 1

    def __getitem__(self, i):
        return self.bytes[i & self.mask]

    def __setitem__(self, i, byte):
        self.bytes[i & self.mask] = byte


def is_upper(c):
    return 65 <= c <= 90


def is_letter(c):
    return is_upper(c) or 97 <= c <= 122 or c >= 128


class TextState:
    def __init__(self, window_bytes):
        self.window = Window(window_bytes)
        self.position = 0
        self.b = [0] * 9  # b[1] is the last byte; b[0] is not used
        self.word = self.word1 = self.word2 = 0
        self.line = self.last_line = self.column = self.above = self.indent = 0
        self.field = self.field_number = 0

    def update(self, c):
        self.b = [0, c] + self.b[1:8]
        self.update_words(c)
        self.update_fields(c)
        self.update_columns(c)
        self.window[self.position] = c
        self.position += 1

    def update_words(self, c):
        if is_letter(c):
            self.word = hash32(self.word, c + 32 if is_upper(c) else c)
        elif self.word != 0:
            self.word2, self.word1, self.word = self.word1, self.word, 0

    def update_fields(self, c):
        if c == 10:
            self.last_line, self.line = self.line, self.position + 1
            self.field = self.field_number = self.indent = 0
        elif c in b',;\t"|':
            self.field = 0
            self.field_number += 1
        else:
            self.field = hash32(self.field, c)

    def update_columns(self, c):
        column = self.position + 1 - self.line
        if c in b" \t" and self.indent + 1 == column:
            self.indent = column
        self.column = min(column, 255)
        above = self.last_line + column
        if above >= self.line:
            self.above = 0
        elif above == self.position:
            self.above = c
        else:
            self.above = self.window[above]
