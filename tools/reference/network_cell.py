"""RNN.md, section 3: what the network makes of the text so far."""

from operator import mul

from reference.contexts import context_hash
from reference.logistic import clamp
from reference.network_functions import sigmoid, tanh

BIGRAM = 0  # order 2, in section 8 of PREDICTOR.md
EMBEDDED = (1, 2, 6)  # orders 3 and 4, the word


def row_of(rows, j, text):
    return rows[context_hash(j, text) * len(rows) >> 32]


def products(rows, x, scales):
    """Of a matrix and a vector, row by row."""
    return [sum(map(mul, row, x)) * scale + 32 >> 6 for row, scale in zip(rows, scales)]


class Cell:
    def __init__(self, network):
        self.network = network
        self.state = [0] * network.hidden
        self.activations = [0] * network.hidden

    def step(self, text):
        """The features, from which the byte after `text` is predicted."""
        embedded = self.embedded(text)
        inputs = self.inputs(text, embedded)
        recurrent = products(self.network.recurrent, self.activations, self.network.recurrent_scale)
        self.state = [self.unit(i, inputs, recurrent) for i in range(self.network.hidden)]
        self.activations = [s + 256 >> 9 for s in self.state]
        return self.activations + embedded

    def embedded(self, text):
        rows = [row_of(rows, j, text) for rows, j in zip(self.network.embedded, EMBEDDED)]
        return [clamp(sum(numbers), -64, 64) for numbers in zip(*rows)]

    def inputs(self, text, embedded):
        network = self.network
        byte = network.byte.get(text.b[1], network.other_byte)
        bigram = row_of(network.bigram, BIGRAM, text)
        looked_up = zip(network.bias, byte, network.byte_scale, bigram, network.bigram_scale)
        projected = products(network.projection, embedded, network.projection_scale)
        return [bias + (a * m + b * n + 8 >> 4) + p for (bias, a, m, b, n), p in zip(looked_up, projected)]

    def unit(self, i, inputs, recurrent):
        """The new state of unit i."""
        reset, update, candidate = range(i, self.network.gates, self.network.hidden)
        r = sigmoid(inputs[reset] + recurrent[reset])
        z = sigmoid(inputs[update] + recurrent[update])
        q = clamp(recurrent[candidate] + self.network.recurrent_bias[i], -65535, 65535)
        n = tanh(inputs[candidate] + (q * r + 16384 >> 15))
        return n + ((self.state[i] - n) * z + 16384 >> 15)
