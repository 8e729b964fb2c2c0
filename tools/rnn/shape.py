"""The dimensions of the network, and the tensors that go with them: as RnnShape and RnnLayout of src."""

from dataclasses import dataclass

BYTES = 256
EMBEDDED_CONTEXTS = 3
TOGETHER = 64  # units and embedding are multiples of it
MAX_UNITS, MAX_EMBEDDING, MAX_ROWS = 1024, 256, 1 << 16


@dataclass(frozen=True)
class Shape:
    """Throws ValueError unless `pith train --rnn` takes such a network."""

    units: int
    bigram_rows: int  # that hashes of the last two bytes are spread over
    embedding: int  # numbers that embedded contexts become together
    embedded_rows: int  # that the hashes of each embedded context are spread over

    def __post_init__(self):
        for name, number, most in (("units", self.units, MAX_UNITS), ("embedding", self.embedding, MAX_EMBEDDING)):
            if not TOGETHER <= number <= most or number % TOGETHER:
                raise ValueError(f"{name}: a multiple of {TOGETHER} up to {most}, not {number}")
        for name, number in (("bigram rows", self.bigram_rows), ("embedded rows", self.embedded_rows)):
            if not 1 <= number <= MAX_ROWS:
                raise ValueError(f"{name}: a number from 1 to {MAX_ROWS}, not {number}")

    def tensors(self):
        """(rows, columns) by name."""
        gates = 3 * self.units
        return {
            "byte": (BYTES, gates),  # (bytes)(r, z, n of each unit)
            "bigram": (self.bigram_rows, gates),
            "embedding": (EMBEDDED_CONTEXTS * self.embedded_rows, self.embedding),
            "projection": (gates, self.embedding),
            "recurrent": (gates, self.units),
            "recurrent_bias": (1, self.units),  # of n
            "output": (BYTES, self.units + self.embedding),
            "output_bias": (1, BYTES),
        }


def shape_of(sizes):
    """The shape of a network whose tensors have these (rows, columns) by name. Throws ValueError."""
    for name in Shape(TOGETHER, 1, TOGETHER, 1).tensors():
        if len(sizes.get(name, ())) != 2:
            raise ValueError(f"the tensor {name} is missing or not a matrix")
    embedded, embedding = sizes["embedding"]
    shape = Shape(sizes["recurrent"][1], sizes["bigram"][0], embedding, embedded // EMBEDDED_CONTEXTS)
    for name, size in shape.tensors().items():
        if tuple(sizes[name]) != size:
            raise ValueError(f"the tensor {name} has not the shape that goes with the others")
    return shape
