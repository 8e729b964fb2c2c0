"""Networks of random weights, as sections of a model: they predict nothing well, but reach all of the arithmetic."""

import random
import struct
from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    hidden: int = 64
    embedding: int = 64
    bigram_rows: int = 5
    embedded_rows: tuple = (3, 0, 3, 4, 2, 3)
    slow: int = 64
    slow_embedding: int = 64
    waist: int = 0
    slow_rows: tuple = (5, 3, 0, 2)
    table_bits: int = 4

    def header(self):
        rows = [*self.embedded_rows, self.slow, self.slow_embedding, self.waist, *self.slow_rows, self.table_bits]
        return packed("I", [2, self.hidden, self.embedding, self.bigram_rows, *rows])


def packed(kind, numbers):
    return struct.pack(f"<{len(numbers)}{kind}", *numbers)


class Noise:
    """`mild`: weights near those of training; else as wild as allowed."""

    def __init__(self, seed, mild):
        self.choose = random.Random(seed)
        self.mild = mild

    def numbers(self, kind, count, most, wildest):
        most = most if self.mild else wildest
        least = -most if kind in "hb" else 0
        return packed(kind, [self.choose.randint(least, most) for _ in range(count)])

    def unit(self, units):
        sizes = (("h", 3 * units, 4000, 32767), ("h", units, 4000, 32767),
                 ("B", 3 * units, 8, 255), ("B", 3 * units, 8, 255))
        return b"".join(self.numbers(*size) for size in sizes)

    def weights(self, count):
        if self.mild:
            return packed("b", [self.choose.randint(-127, 127) for _ in range(count)])
        return packed("b", self.choose.choices((-127, 127), k=count))

    def table(self, rows, width, bits):
        return self.weights(rows * width) if bits == 8 else self.choose.randbytes(rows * width // 2)


def network_section(shape, known, seed, mild=True):
    """Returns the section, and where each of its arrays of weights begins."""
    noise = Noise(seed, mild)
    gates, told, symbols = 3 * shape.hidden, shape.waist or shape.slow, len(known)
    told_gates = gates if shape.slow else 0
    section = b"".join(
        [
            shape.header(),
            sum(1 << byte for byte in known).to_bytes(32, "little"),
            noise.unit(shape.hidden),
            noise.numbers("H", 2 * gates, 2000, 65535),
            noise.numbers("H", 6, 100, 65535),
            noise.unit(shape.slow),
            noise.numbers("H", 4, 100, 65535),
            noise.numbers("B", shape.waist + told_gates, 8, 255),
            noise.numbers("h", symbols * told, 300, 8191),
            noise.numbers("h", symbols * (shape.hidden + shape.embedding + 1), 300, 16383),
        ]
    )
    arrays = [
        noise.weights((1 + symbols) * gates),
        noise.weights(shape.bigram_rows * gates),
        noise.weights(gates * shape.embedding),
        noise.weights(gates * shape.hidden),
        noise.weights(3 * shape.slow * shape.slow_embedding),
        noise.weights(3 * shape.slow * shape.slow),
        noise.weights(shape.waist * shape.slow),
        noise.weights(told_gates * told),
    ]
    arrays += [noise.table(rows, shape.embedding, shape.table_bits) for rows in shape.embedded_rows if rows]
    arrays += [noise.table(rows, shape.slow_embedding, shape.table_bits) for rows in shape.slow_rows if rows]
    begins = []
    for array in arrays:
        section += bytes(-len(section) % 64)
        begins.append(len(section))
        section += array
    return section, begins
