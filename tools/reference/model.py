"""FORMAT.md, "Model": a file of sections, and its identity."""

from reference.mixing_state import MixingState
from reference.network import Network
from reference.ngrams import Ngrams
from reference.reader import Reader, require
from reference.xxh3 import xxh3_64

MAGIC = b"\xb6ptm"
SEED = 0x6D7470B6
METADATA, NGRAMS, MIXING, NETWORK = range(4)
MAX_BYTES = 1 << 30
MAX_METADATA_BYTES = 1 << 20


class Model:
    """What a predictor starts from. `ngrams`, `mixing` and `network` are None where the file has no such
    section."""

    def __init__(self, data):
        self.identity, sections = read_sections(data)
        self.ngrams = Ngrams(sections[NGRAMS]) if sections.get(NGRAMS) else None
        self.mixing = MixingState(sections[MIXING]) if sections.get(MIXING) else None
        self.network = Network(sections[NETWORK]) if sections.get(NETWORK) else None


def read_sections(data):
    """The identity, and the sections by kind. What the metadata say is not looked at: nothing depends on it."""
    reader = Reader(data, "the model")
    require(reader.take(4) == MAGIC, "not a pith model")
    byte_order, version, count = reader.byte(), reader.byte(), reader.number(2)
    require(version == 1, "a version that is not known")
    identity, file_bytes = reader.number(8), reader.number(4)
    require(byte_order == 1 and 1 <= count <= 16 and file_bytes <= MAX_BYTES, "a header that is not defined")
    require(len(data) == file_bytes, "the model has another length than it says")
    digest = xxh3_64(data[:8] + data[16:], SEED)
    require(digest + (digest < 1 << 40 and 1 << 40) == identity, "the content does not give the identity")
    entries = [(reader.number(4), reader.number(4), reader.number(4)) for _ in range(count)]
    sections = {}
    for i, (kind, offset, size) in enumerate(entries):
        require(kind <= NETWORK, "a section of a kind that is not known")
        require(kind > entries[i - 1][0] if i > 0 else kind == METADATA, "sections are out of order")
        require(not any(reader.take(-reader.offset % 64)), "the bytes between sections are not zero")
        require(reader.offset == offset, "a section is not where it should be")
        sections[kind] = reader.take(size)
    require(reader.at_end(), "bytes follow the last section")
    require(len(sections[METADATA]) <= MAX_METADATA_BYTES, "the metadata are too long")
    return identity, sections
