"""RNN.md, sections 3 and 4: what the two clocks of the network make of the text so far."""

from operator import mul

from reference.contexts import context_hash
from reference.hashing import hash32
from reference.logistic import clamp
from reference.network_functions import sigmoid, tanh
from reference.text_state import is_letter, is_upper

BIGRAM = 0  # order 2, in section 8 of PREDICTOR.md
EMBEDDED = (1, 2, 3, 4, 6, 7)  # orders 3 to 6, the word, the word pair
ENDING = 2  # order 4
LONGEST = 16


def row_of(rows, h):
    return rows[h * len(rows) >> 32]


def products(rows, x, scales):
    """Of a matrix and a vector, row by row."""
    return [sum(map(mul, row, x)) * scale + 32 >> 6 for row, scale in zip(rows, scales)]


def embedding(tables, hashes, width):
    sums = [0] * width
    for table, h in zip(tables, hashes):
        if table.rows:
            sums = [s + number * table.scale for s, number in zip(sums, row_of(table.rows, h))]
    return [clamp(s + 8 >> 4, -64, 64) for s in sums]


class Clock:
    """Says when the slow clock ticks."""

    def __init__(self):
        self.word = self.gap = self.start = self.since = 0
        self.tick, self.forced = True, False

    def update(self, text):
        """Takes in the last byte of `text`, which has taken it in already."""
        c = text.b[1]
        if is_letter(c) and self.word == 0:
            self.start = hash32(self.gap, int(is_upper(c)))
            self.gap = 0
        if not is_letter(c):
            self.gap = hash32(self.gap, c)
        self.since += 1
        ended = not is_letter(c) and self.word != 0
        self.tick = ended or self.since >= LONGEST
        self.forced = self.tick and not ended
        if self.tick:
            self.since = 0
        self.word = text.word

    def hashes(self, text):
        w, v = (text.word, text.word1) if self.forced else (text.word1, text.word2)
        start = hash32(hash32(self.start, int(self.forced)), 103)
        return hash32(w, 101), hash32(hash32(w, v), 102), context_hash(ENDING, text), start


class UnitState:
    def __init__(self, unit):
        self.unit = unit
        self.state = [0] * unit.units
        self.activations = [0] * unit.units

    def step(self, u):
        v = products(self.unit.recurrent, self.activations, self.unit.recurrent_scale)
        self.state = [self.next_state(i, u, v) for i in range(self.unit.units)]
        self.activations = [s + 256 >> 9 for s in self.state]

    def next_state(self, i, u, v):
        reset, update, candidate = range(i, self.unit.gates, self.unit.units)
        r = sigmoid(u[reset] + v[reset])
        z = sigmoid(u[update] + v[update])
        q = clamp(v[candidate] + self.unit.recurrent_bias[i], -65535, 65535)
        n = tanh(u[candidate] + (q * r + 16384 >> 15))
        return n + ((self.state[i] - n) * z + 16384 >> 15)


class Cell:
    def __init__(self, network):
        self.network = network
        self.clock = None
        self.fast = UnitState(network.fast)
        self.slow = UnitState(network.slow_unit)
        self.to_gates = [0] * network.gates
        self.to_output = [0] * len(network.bytes)

    @property
    def state(self):
        return self.fast.state

    def step(self, text):
        """The features, from which the byte after `text` is predicted."""
        if self.clock is None:
            self.clock = Clock()
        else:
            self.clock.update(text)
        if self.network.slow and self.clock.tick:
            self.slow_step(self.clock.hashes(text))
        hashes = [context_hash(j, text) for j in EMBEDDED]
        embedded = embedding(self.network.embedded, hashes, self.network.embedding)
        self.fast.step(self.inputs(text, embedded))
        return self.fast.activations + embedded

    def slow_step(self, hashes):
        network, unit = self.network, self.network.slow_unit
        x = embedding(network.slow_tables, hashes, network.slow_embedding)
        self.slow.step([b + p for b, p in zip(unit.bias, products(unit.projection, x, unit.projection_scale))])
        told = self.slow.activations
        if network.waist:
            told = [clamp(d + 32 >> 6, -64, 64) for d in products(network.waist_rows, told, network.waist_scale)]
        self.to_gates = products(network.to_gates, told, network.to_gates_scale)
        self.to_output = [sum(map(mul, row, told)) for row in network.to_output]

    def inputs(self, text, embedded):
        network = self.network
        byte = network.byte.get(text.b[1], network.other_byte)
        bigram = row_of(network.bigram, context_hash(BIGRAM, text))
        looked_up = zip(network.fast.bias, self.to_gates, byte, network.byte_scale, bigram, network.bigram_scale)
        projected = products(network.fast.projection, embedded, network.fast.projection_scale)
        return [bias + g + (a * m + b * n + 8 >> 4) + p for (bias, g, a, m, b, n), p in zip(looked_up, projected)]
