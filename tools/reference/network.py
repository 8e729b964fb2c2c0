"""RNN.md, section 1: the weights of a recurrent network."""

from reference.reader import Reader, in_rows, require

MAX_HIDDEN = 1024
MAX_EMBEDDING = 256
MAX_ROWS = 1 << 16
MAX_OUTPUT = 16383
UNITS = 64  # hidden and embedding are multiples of it
ALIGNMENT = 64
EMBEDDED = 3  # contexts that share an embedding


class Network:
    def __init__(self, section):
        reader = Reader(section, "the network")
        require(reader.number(4) == 1, "a layout of the network that is not known")
        self.hidden, self.embedding = reader.number(4), reader.number(4)
        self.bigram_rows, self.embedded_rows = reader.number(4), reader.number(4)
        units = in_steps(self.hidden, MAX_HIDDEN) and in_steps(self.embedding, MAX_EMBEDDING)
        rows = 1 <= self.bigram_rows <= MAX_ROWS and 1 <= self.embedded_rows <= MAX_ROWS
        require(units and rows, "no network has such dimensions")
        self.gates, self.features = 3 * self.hidden, self.hidden + self.embedding
        known = reader.number(32)
        self.bytes = [byte for byte in range(256) if known >> byte & 1]
        require(self.bytes, "the network knows no byte")
        self.take_numbers(reader)
        require(not any(reader.take(-reader.offset % ALIGNMENT)), "the bytes before the weights are not zero")
        self.take_weights(reader)
        require(reader.at_end(), "bytes follow the network")

    def take_numbers(self, reader):
        self.bias = reader.numbers("h", self.gates)
        self.recurrent_bias = reader.numbers("h", self.hidden)
        self.byte_scale = reader.numbers("H", self.gates)
        self.bigram_scale = reader.numbers("H", self.gates)
        self.projection_scale = reader.numbers("B", self.gates)
        self.recurrent_scale = reader.numbers("B", self.gates)
        self.output = in_rows(take_output(reader, len(self.bytes) * self.features), self.features)
        self.output_bias = take_output(reader, len(self.bytes))

    def take_weights(self, reader):
        rows = take_rows(reader, 1 + len(self.bytes), self.gates)
        self.other_byte = rows[0]
        self.byte = dict(zip(self.bytes, rows[1:]))
        self.bigram = take_rows(reader, self.bigram_rows, self.gates)
        self.embedded = [take_rows(reader, self.embedded_rows, self.embedding) for _ in range(EMBEDDED)]
        self.projection = take_rows(reader, self.gates, self.embedding)
        self.recurrent = take_rows(reader, self.gates, self.hidden)


def in_steps(units, most):
    return 1 <= units <= most and units % UNITS == 0


def take_output(reader, count):
    numbers = reader.numbers("h", count)
    require(max(map(abs, numbers)) <= MAX_OUTPUT, "a weight of the output is out of range")
    return numbers


def take_rows(reader, count, width):
    """Rows of weights, each a byte with a sign."""
    data = reader.take(count * width)
    require(b"\x80" not in data, "a weight is out of range")
    return in_rows(memoryview(data).cast("b"), width)
