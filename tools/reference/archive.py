"""FORMAT.md, "Archive": members, blocks, and the check of what they restore."""

from dataclasses import dataclass

from reference.coded_text import ArithmeticDecoder, decode_text, learn_text, predictor_of
from reference.line_ends import coded, restore
from reference.reader import Damaged, Reader, require, varint_bytes  # noqa: F401: Damaged is for callers
from reference.xxh3 import xxh3_64

MAGIC = b"\xb6p"
MAX_BLOCK_BYTES = 1 << 24
LONG, SHORT, SHORT_WIDE = range(3)
LATER_FORM = 3
SIZES = {SHORT: (2, 9, 7), SHORT_WIDE: (3, 13, 11)}  # bytes, bits of text_bytes, bits of payload_bytes
LEAST_IDENTITY = 1 << 40
LIKE_SEED = 0x6B696C70
MARK = b"\xb6"


@dataclass
class Member:
    """What a member says about its blocks. `header`: its bytes, as checks are over them."""

    form: int
    level: int
    streamed: bool = False
    model: object = None
    like: bytes = b""  # the coded text that predictors learn first
    header: bytes = b""


@dataclass
class Block:
    text_bytes: int
    payload_bytes: int
    stored: bool
    last: bool
    saved_bytes: int = 0
    lines: int = 0
    continues: bool = False


def decode(data, model=None, like=b""):
    """Yields the text of each block. `model`: the one that members name, if any; `like`: the text both sides have."""
    reader = Reader(data, "the archive")
    require(data[:2] == MAGIC and data[2:3] >= b"\x80", "not a pith archive")
    while not reader.at_end():
        yield from decode_member(reader, model, like)
        if not any(data[reader.offset :]):  # zeros that fill up the file
            return


def decode_member(reader, model, like):
    start = reader.offset
    member = read_member(reader, model, like)
    number = 0
    predictor = None
    runs = []
    last = False
    while not last:
        begin = reader.offset if number else start
        block, sizes = read_block(reader, member, number)
        payload = reader.take(block.payload_bytes)
        check = reader.number(4 if member.form == LONG else 3)
        text, predictor = decode_block(block, payload, member, predictor)
        digest = xxh3_64(member.header + sizes + text, seed=number)
        require(check == digest & (0xFFFFFFFF if member.form == LONG else 0xFFFFFF), f"block {number} fails its check")
        require(block.lines == text.count(b"\n") or number == 0 and block.last, "a block has other lines than it says")
        yield text
        if not block.continues:
            runs.append([0, 0, 0, 0])
        for i, value in enumerate((len(text), block.lines, 1, reader.offset - begin)):
            runs[-1][i] += value
        number += 1
        last = block.last
    if number > 1:
        check_index(reader, member, runs)


def read_member(reader, model, like):
    start = reader.offset
    require(reader.take(2) == MAGIC, "what follows the last block is no member")
    profile = reader.byte()
    require(profile & 0x80, "what follows the last block is no member")
    require(profile >> 5 & 3 != LATER_FORM, "a version that is not known")
    member = Member(form=profile >> 5 & 3, level=profile & 15)
    require(1 <= member.level <= 9, "a profile that is not defined")
    options = reader.byte() if member.form == LONG else 0
    require(options < 4, "options that are not defined")
    member.streamed = bool(options & 2)
    member.header = reader.data[start : reader.offset]
    if profile & 0x10:
        named = reader.number(8 if member.form == LONG else 3)
        require_model(model, named, member.form == LONG)
        member.model = model
        member.header += model.identity.to_bytes(8, "little")
    if options & 1:
        start = reader.offset
        member.like = require_like(like, reader.varint(), reader.number(8))
        member.header += reader.data[start : reader.offset]
    return member


def require_model(model, named, whole):
    require(named >= (LEAST_IDENTITY if whole else 1), "no model has that identity")
    name = f"{named:016x}" if whole else f"{named:06x}"
    require(model is not None, f"the model {name} is needed: name it with -m")
    require(named == (model.identity if whole else model.identity >> 40), f"the model {name} is needed, not {model.identity:016x}")


def require_like(like, like_bytes, like_id):
    """The coded text of what predictors learn first."""
    require(like_bytes > 0, "the text that both sides have is empty")
    require(len(like) == like_bytes and xxh3_64(like, seed=LIKE_SEED) == like_id, "another text is needed: --like")
    return coded(like[-MAX_BLOCK_BYTES:])


def read_block(reader, member, number):
    """The header of a block, and its bytes."""
    start = reader.offset
    block = read_long(reader, number) if member.form == LONG else read_sizes(reader, member.form)
    require(block.text_bytes <= MAX_BLOCK_BYTES, "a block is too long")
    require(block.text_bytes > 0 or may_be_empty(block, member, number), "an empty block is not all of an empty text")
    require(not block.continues or number > 0 and member.streamed, "a block continues what cannot be continued")
    require(block.lines <= block.text_bytes, "a block has too many lines")
    require(not (block.saved_bytes and block.stored), "a stored text has swapped line ends")
    require(block.saved_bytes <= block.text_bytes // 2, "swapped line ends cannot save that")
    if block.stored:
        require(block.payload_bytes == block.text_bytes, "a payload has a wrong length")
    else:
        require(block.payload_bytes < block.text_bytes, "a payload has a wrong length")
    require(form_of(block, member, number) == member.form, "a member is longer than it need be")
    return block, reader.data[start : reader.offset]


def may_be_empty(block, member, number):
    return block.last and block.stored and block.continues == (number > 0) and (number == 0 or member.streamed)


def read_long(reader, number):
    tag = reader.varint()
    last = bool(tag & 1)
    lines = 0 if last and number == 0 else reader.varint()
    saved_bytes = reader.varint() if tag & 4 else 0
    require(saved_bytes or not tag & 4, "swapped line ends save nothing")
    return Block(tag >> 4, reader.varint(), bool(tag & 2), last, saved_bytes, lines, bool(tag & 8))


def read_sizes(reader, form):
    size, text_bits, _ = SIZES[form]
    number = reader.number(size)
    return Block(number & ((1 << text_bits) - 1), number >> text_bits, stored=False, last=True)


def form_of(block, member, number):
    """The form in which an encoder writes a member of this block."""
    if number == 0 and block.last and not (block.stored or block.saved_bytes or member.streamed or member.like):
        for form, (_, text_bits, payload_bits) in SIZES.items():
            if block.text_bytes >> text_bits == 0 and block.payload_bytes >> payload_bits == 0:
                return form
    return LONG


def decode_block(block, payload, member, predictor):
    """The text of a block, and the predictor as it leaves it. `predictor`: as the block before left it."""
    learnt = coded(payload) if block.stored else None
    coded_bytes = len(learnt) if block.stored else block.text_bytes - block.saved_bytes
    if not block.continues:
        size = MAX_BLOCK_BYTES if member.streamed else min(len(member.like) + coded_bytes, MAX_BLOCK_BYTES)
        predictor = None
        if member.streamed or not block.stored:
            predictor = predictor_of(member.level, size, member.model)
            predictor.run_bytes = 0
            learn_text(predictor, member.like)
    if block.stored and not member.streamed or block.text_bytes == 0:
        return payload, predictor
    predictor.run_bytes += coded_bytes
    require(predictor.run_bytes <= MAX_BLOCK_BYTES, "a run is too long")
    if block.stored:
        learn_text(predictor, learnt)
        return payload, predictor
    decoder = ArithmeticDecoder(payload)
    learnt = decode_text(decoder, predictor, coded_bytes)
    require(decoder.finished(), "a payload is not one that an encoder writes")
    text = restore(learnt, block.saved_bytes > 0, block.text_bytes)
    require(text is not None, "line ends are coded as no encoder does")
    return text, predictor


def check_index(reader, member, runs):
    entries = b"".join(varint_bytes(number) for run in runs for number in run)
    check = xxh3_64(member.header + entries, seed=len(runs)) & 0xFFFFFFFF
    index = entries + len(entries).to_bytes(4, "little") + check.to_bytes(4, "little") + MARK
    require(reader.take(len(index)) == index, "the index is not that of the blocks")
