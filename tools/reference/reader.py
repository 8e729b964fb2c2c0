"""What archives and models are read with."""

import struct


class Damaged(Exception):
    """The file breaks a rule of its format."""


def require(condition, rule):
    if not condition:
        raise Damaged(rule)


def in_rows(numbers, width):
    return [numbers[i : i + width] for i in range(0, len(numbers), width)]


def varint_bytes(number):
    """Unsigned LEB128 in its shortest form."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes(out + bytes([number]))


class Reader:
    """Takes a file, or a part of one, from its front. `name` is what messages call it: "the archive"."""

    def __init__(self, data, name):
        self.data = data
        self.name = name
        self.offset = 0

    def at_end(self):
        return self.offset == len(self.data)

    def take(self, size):
        require(self.offset + size <= len(self.data), f"{self.name} ends too soon")
        self.offset += size
        return self.data[self.offset - size : self.offset]

    def byte(self):
        return self.take(1)[0]

    def number(self, size):
        """Of `size` bytes."""
        return int.from_bytes(self.take(size), "little")

    def numbers(self, kind, count):
        """Of `kind` B: a byte, H: 2 bytes, I: 4 bytes, or h: 2 bytes with a sign."""
        return list(struct.unpack(f"<{count}{kind}", self.take(count * struct.calcsize(f"<{kind}"))))

    def varint(self):
        """Unsigned LEB128 in its shortest form, at most 5 bytes."""
        number = 0
        for i in range(5):
            byte = self.byte()
            require(byte != 0 or i == 0, "a number is not in its shortest form")
            require(byte < 16 or i < 4, "a number is too long")
            number |= (byte & 127) << (7 * i)
            if byte < 128:
                break
        return number
