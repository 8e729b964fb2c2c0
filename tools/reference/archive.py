"""FORMAT.md, "Archive": members, blocks, and the check of what they restore."""

from reference.coded_text import ArithmeticDecoder, decode_text
from reference.line_ends import restore
from reference.xxh3 import xxh3_64

MAGIC = b"\xb6pth"
MAX_BLOCK_BYTES = 1 << 24


class Damaged(Exception):
    """The archive breaks a rule of the format."""


def require(condition, rule):
    if not condition:
        raise Damaged(rule)


class Reader:
    """Takes an archive from its front."""

    def __init__(self, data):
        self.data = data
        self.offset = 0

    def at_end(self):
        return self.offset == len(self.data)

    def take(self, size):
        require(self.offset + size <= len(self.data), "the archive ends too soon")
        self.offset += size
        return self.data[self.offset - size : self.offset]

    def byte(self):
        return self.take(1)[0]

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


def decode(data):
    """Yields the text of each block."""
    reader = Reader(data)
    require(data[:4] == MAGIC, "not a pith archive")
    while not reader.at_end():
        yield from decode_member(reader)


def decode_member(reader):
    start = reader.offset
    require(reader.take(4) == MAGIC, "what follows the last block is no member")
    require(reader.byte() == 1, "a version that is not known")
    profile = reader.byte()
    level = profile & 15
    require(1 <= level <= 9 and profile & 0x70 == 0, "a profile that is not defined")
    require(profile & 0x80 == 0, "a model is needed")
    header = reader.data[start : reader.offset]
    number = 0
    last = False
    while not last:
        text, last = decode_block(reader, header, level, number)
        yield text
        number += 1


def decode_block(reader, header, level, number):
    """The text of a block, and whether it is the member's last."""
    start = reader.offset
    tag = reader.varint()
    text_bytes, swapped, stored, last = tag >> 3, tag >> 2 & 1, tag >> 1 & 1, tag & 1
    saved_bytes = reader.varint() if swapped else 0
    payload_bytes = reader.varint()
    sizes = reader.data[start : reader.offset]
    require(text_bytes <= MAX_BLOCK_BYTES, "a block is too long")
    require(last or text_bytes == MAX_BLOCK_BYTES, "a block is too short for one that is not the last")
    require(text_bytes > 0 or number == 0, "an empty block ends a text that is not empty")
    require(not (swapped and stored), "a stored text has swapped line ends")
    require(1 <= saved_bytes <= text_bytes // 2 or not swapped, "swapped line ends cannot save that")
    require(payload_bytes == text_bytes if stored else payload_bytes < text_bytes, "a payload has a wrong length")
    payload = reader.take(payload_bytes)
    check = int.from_bytes(reader.take(4), "little")
    if stored:
        text = payload
    else:
        decoder = ArithmeticDecoder(payload)
        coded = decode_text(decoder, level, text_bytes - saved_bytes)
        require(decoder.finished(), "a payload is not one that an encoder writes")
        text = restore(coded, swapped, text_bytes)
        require(text is not None, "line ends are coded as no encoder does")
    require(xxh3_64(header + sizes + text, seed=number) & 0xFFFFFFFF == check, f"block {number} fails its check")
    return text, bool(last)
