"""The dimensions of the network, and the tensors that go with them: as NetworkShape and NetworkLayout of src."""

from dataclasses import dataclass

BYTES = 256
EMBEDDED = ("order3", "order4", "order5", "order6", "word", "word_pair")
SLOW_TABLES = ("word", "word_pair", "ending", "start")
TOGETHER = 64  # units and numbers of embeddings are multiples of it
MAX_UNITS, MAX_NUMBERS, MAX_ROWS = 1024, 256, 1 << 16


def require_multiple(name, number, most, least=TOGETHER):
    if not least <= number <= most or number % TOGETHER:
        raise ValueError(f"{name}: a multiple of {TOGETHER} up to {most}, not {number}")


@dataclass(frozen=True)
class Shape:
    """Throws ValueError unless `pith train --rnn` takes such a network."""

    units: int  # of the fast clock
    bigram_rows: int  # that hashes of the last two bytes are spread over
    embedding: int  # numbers that embedded contexts become together
    embedded_rows: tuple  # that the hashes of each of EMBEDDED are spread over; 0 = it is not read
    slow: int = 0  # units of the slow clock; 0 = there is none, and all that follows is 0
    slow_embedding: int = 0  # numbers that what it reads of a word becomes
    waist: int = 0  # numbers that it tells the fast clock; 0 = all its units
    slow_rows: tuple = (0,) * len(SLOW_TABLES)

    def __post_init__(self):
        require_multiple("units", self.units, MAX_UNITS)
        require_multiple("embedding", self.embedding, MAX_NUMBERS)
        require_multiple("slow units", self.slow, MAX_UNITS, 0)
        require_multiple("slow embedding", self.slow_embedding, MAX_NUMBERS, TOGETHER if self.slow else 0)
        require_multiple("waist", self.waist, MAX_NUMBERS, 0)
        if not 1 <= self.bigram_rows <= MAX_ROWS:
            raise ValueError(f"bigram rows: a number from 1 to {MAX_ROWS}, not {self.bigram_rows}")
        for name, rows, count in (("embedded", self.embedded_rows, EMBEDDED), ("slow", self.slow_rows, SLOW_TABLES)):
            if len(rows) != len(count) or not all(0 <= number <= MAX_ROWS for number in rows):
                raise ValueError(f"{name} rows: {len(count)} numbers from 0 to {MAX_ROWS}, not {rows}")
        if not self.slow and (self.slow_embedding or self.waist or any(self.slow_rows)):
            raise ValueError("slow units: 0, but other numbers of the slow clock are not")

    @property
    def told(self):
        """Numbers that the slow clock tells."""
        return self.waist or self.slow

    def tensors(self):
        """(rows, columns) by name."""
        gates, slow_gates = 3 * self.units, 3 * self.slow
        sizes = {
            "byte": (BYTES, gates),  # (bytes)(r, z, n of each unit)
            "projection": (gates, self.embedding),
            "recurrent": (gates, self.units),
            "recurrent_bias": (1, self.units),  # of n
            "output": (BYTES, self.units + self.embedding),
            "output_bias": (1, BYTES),
            "slow_projection": (slow_gates, self.slow_embedding),
            "slow_recurrent": (slow_gates, self.slow),
            "slow_bias": (1, slow_gates),
            "slow_recurrent_bias": (1, self.slow),
            "slow_waist": (self.waist, self.slow),
            "slow_to_gates": (gates, self.told),
            "slow_to_output": (BYTES, self.told),
            "bigram": (self.bigram_rows, gates),
        }
        for name, rows in zip(EMBEDDED, self.embedded_rows):
            sizes[f"embedding.{name}"] = (rows, self.embedding)
        for name, rows in zip(SLOW_TABLES, self.slow_rows):
            sizes[f"slow_table.{name}"] = (rows, self.slow_embedding)
        return {name: size for name, size in sizes.items() if size[0] * size[1]}


def shape_of(sizes):
    """The shape of a network whose tensors have these (rows, columns) by name. Throws ValueError."""

    def dimension(name, which):
        size = sizes.get(name, (0, 0))
        if len(size) != 2:
            raise ValueError(f"the tensor {name} is not a matrix")
        return size[which]

    for name in ("recurrent", "projection", "bigram"):
        if name not in sizes:
            raise ValueError(f"the tensor {name} is missing")
    shape = Shape(
        dimension("recurrent", 1),
        dimension("bigram", 0),
        dimension("projection", 1),
        tuple(dimension(f"embedding.{name}", 0) for name in EMBEDDED),
        dimension("slow_recurrent", 1),
        dimension("slow_projection", 1),
        dimension("slow_waist", 0),
        tuple(dimension(f"slow_table.{name}", 0) for name in SLOW_TABLES),
    )
    for name, size in shape.tensors().items():
        if name not in sizes:
            raise ValueError(f"the tensor {name} is missing")
        if tuple(sizes[name]) != size:
            raise ValueError(f"the tensor {name} has not the shape that goes with the others")
    return shape
