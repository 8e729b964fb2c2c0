"""FORMAT.md, "Archive": members, blocks, and the check of what they restore."""

from reference.coded_text import ArithmeticDecoder, decode_text
from reference.line_ends import restore
from reference.reader import Damaged, Reader, require  # noqa: F401: Damaged is for callers
from reference.xxh3 import xxh3_64

MAGIC = b"\xb6pth"
MAX_BLOCK_BYTES = 1 << 24


def decode(data, model=None):
    """Yields the text of each block. `model`: the one that members name, if any."""
    reader = Reader(data, "the archive")
    require(data[:4] == MAGIC, "not a pith archive")
    while not reader.at_end():
        yield from decode_member(reader, model)
        if not any(data[reader.offset :]):  # zeros that fill up the file
            return


def decode_member(reader, model):
    start = reader.offset
    require(reader.take(4) == MAGIC, "what follows the last block is no member")
    require(reader.byte() == 1, "a version that is not known")
    profile = reader.byte()
    level = profile & 15
    require(1 <= level <= 9 and profile & 0x70 == 0, "a profile that is not defined")
    if profile & 0x80:
        require_model(model, reader.number(8))
    else:
        model = None
    header = reader.data[start : reader.offset]
    number = 0
    last = False
    while not last:
        text, last = decode_block(reader, header, level, model, number)
        yield text
        number += 1


def require_model(model, model_id):
    require(model_id != 0, "no model has the identity 0")
    require(model is not None, f"the model {model_id:016x} is needed: name it with -m")
    require(model.identity == model_id, f"the model {model_id:016x} is needed, this one is {model.identity:016x}")


def decode_block(reader, header, level, model, number):
    """The text of a block, and whether it is the member's last."""
    start = reader.offset
    tag = reader.varint()
    text_bytes, swapped, stored, last = tag >> 3, tag >> 2 & 1, tag >> 1 & 1, tag & 1
    saved_bytes = reader.varint() if swapped else 0
    payload_bytes = reader.varint()
    sizes = reader.data[start : reader.offset]
    require(text_bytes <= MAX_BLOCK_BYTES, "a block is too long")
    require(text_bytes > 0 or (number == 0 and last), "an empty block is not all of an empty text")
    require(not (swapped and stored), "a stored text has swapped line ends")
    require(1 <= saved_bytes <= text_bytes // 2 or not swapped, "swapped line ends cannot save that")
    require(payload_bytes == text_bytes if stored else payload_bytes < text_bytes, "a payload has a wrong length")
    payload = reader.take(payload_bytes)
    check = reader.number(4)
    if stored:
        text = payload
    else:
        decoder = ArithmeticDecoder(payload)
        coded = decode_text(decoder, level, text_bytes - saved_bytes, model)
        require(decoder.finished(), "a payload is not one that an encoder writes")
        text = restore(coded, swapped, text_bytes)
        require(text is not None, "line ends are coded as no encoder does")
    require(xxh3_64(header + sizes + text, seed=number) & 0xFFFFFFFF == check, f"block {number} fails its check")
    return text, bool(last)
