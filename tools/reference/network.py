"""RNN.md, section 1: the weights of a network of two clocks."""

from reference.reader import Reader, in_rows, require

MAX_UNITS = 1024
MAX_EMBEDDING = 256
MAX_ROWS = 1 << 16
MAX_OUTPUT = 16383
MAX_TOLD = 8191
UNITS = 64  # units and embeddings are multiples of it
ALIGNMENT = 64
EMBEDDED_TABLES = 6
SLOW_TABLES = 4


class Unit:
    """A gated unit: its numbers first, its weights later."""

    def __init__(self, reader, units):
        self.units, self.gates = units, 3 * units
        self.bias = reader.numbers("h", self.gates)
        self.recurrent_bias = reader.numbers("h", units)
        self.projection_scale = reader.numbers("B", self.gates)
        self.recurrent_scale = reader.numbers("B", self.gates)

    def take_weights(self, reader, embedding):
        self.projection = take_rows(reader, self.gates, embedding)
        self.recurrent = take_rows(reader, self.gates, self.units)


class Table:
    """Rows of an embedding; none: there is no table."""

    def __init__(self, reader, rows, width, bits, scale):
        self.scale = scale
        self.rows = []
        if rows:
            self.rows = take_rows(reader, rows, width) if bits == 8 else take_halves(reader, rows, width)


class Network:
    def __init__(self, section):
        reader = Reader(section, "the network")
        require(reader.number(4) == 2, "a layout of the network that is not known")
        self.take_shape(reader)
        known = reader.number(32)
        self.bytes = [byte for byte in range(256) if known >> byte & 1]
        require(self.bytes, "the network knows no byte")
        self.take_numbers(reader)
        self.take_weights(reader)
        require(reader.at_end(), "bytes follow the network")

    def take_shape(self, reader):
        self.hidden, self.embedding, self.bigram_rows = (reader.number(4) for _ in range(3))
        self.embedded_rows = [reader.number(4) for _ in range(EMBEDDED_TABLES)]
        self.slow, self.slow_embedding, self.waist = (reader.number(4) for _ in range(3))
        self.slow_rows = [reader.number(4) for _ in range(SLOW_TABLES)]
        self.table_bits = reader.number(4)
        require(self.is_shape(), "no network has such dimensions")
        self.gates, self.features = 3 * self.hidden, self.hidden + self.embedding
        self.told_gates = self.gates if self.slow else 0
        self.told = self.waist or self.slow

    def is_shape(self):
        fast = in_steps(self.hidden, MAX_UNITS) and in_steps(self.embedding, MAX_EMBEDDING)
        rows = 1 <= self.bigram_rows <= MAX_ROWS and max(*self.embedded_rows, *self.slow_rows) <= MAX_ROWS
        if self.slow == 0:
            slow = not any((self.slow_embedding, self.waist, *self.slow_rows))
        else:
            waist = self.waist == 0 or in_steps(self.waist, MAX_EMBEDDING)
            slow = in_steps(self.slow, MAX_UNITS) and in_steps(self.slow_embedding, MAX_EMBEDDING) and waist
        return fast and rows and slow and self.table_bits in (4, 8)

    def take_numbers(self, reader):
        self.fast = Unit(reader, self.hidden)
        self.byte_scale = reader.numbers("H", self.gates)
        self.bigram_scale = reader.numbers("H", self.gates)
        self.embedding_scale = reader.numbers("H", EMBEDDED_TABLES)
        self.slow_unit = Unit(reader, self.slow)
        self.slow_table_scale = reader.numbers("H", SLOW_TABLES)
        self.waist_scale = reader.numbers("B", self.waist)
        self.to_gates_scale = reader.numbers("B", self.told_gates)
        symbols = len(self.bytes)
        self.to_output = in_rows(take_output(reader, symbols * self.told, MAX_TOLD), self.told) if self.slow else []
        self.output = in_rows(take_output(reader, symbols * self.features, MAX_OUTPUT), self.features)
        self.output_bias = take_output(reader, symbols, MAX_OUTPUT)

    def take_weights(self, reader):
        rows = take_rows(reader, 1 + len(self.bytes), self.gates)
        self.other_byte = rows[0]
        self.byte = dict(zip(self.bytes, rows[1:]))
        self.bigram = take_rows(reader, self.bigram_rows, self.gates)
        self.fast.take_weights(reader, self.embedding)
        self.slow_unit.take_weights(reader, self.slow_embedding)
        self.waist_rows = take_rows(reader, self.waist, self.slow)
        self.to_gates = take_rows(reader, self.told_gates, self.told)
        self.embedded = self.take_tables(reader, self.embedded_rows, self.embedding, self.embedding_scale)
        self.slow_tables = self.take_tables(reader, self.slow_rows, self.slow_embedding, self.slow_table_scale)

    def take_tables(self, reader, all_rows, width, scales):
        return [Table(reader, rows, width, self.table_bits, scale) for rows, scale in zip(all_rows, scales)]


def in_steps(units, most):
    return 1 <= units <= most and units % UNITS == 0


def take_output(reader, count, most):
    numbers = reader.numbers("h", count)
    require(max(map(abs, numbers)) <= most, "a weight of the output is out of range")
    return numbers


def align(reader):
    require(not any(reader.take(-reader.offset % ALIGNMENT)), "the bytes before weights are not zero")


def take_rows(reader, count, width):
    """Rows of weights, each a byte with a sign."""
    align(reader)
    data = reader.take(count * width)
    require(b"\x80" not in data, "a weight is out of range")
    return in_rows(memoryview(data).cast("b"), width) if count and width else []


def take_halves(reader, count, width):
    """Rows of weights, each half a byte with a sign."""
    align(reader)
    halves = [half for byte in reader.take(count * width // 2) for half in (byte & 15, byte >> 4)]
    return in_rows([half - 16 if half > 7 else half for half in halves], width)
