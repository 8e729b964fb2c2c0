"""RNN.md, section 2: the functions of the network, as tables."""

import math

from reference.logistic import clamp

CELLS = range(-2048, 2048)
SIGMOID = [round(32767 / (1 + math.exp(-(2 * i + 1) / 512))) for i in CELLS]
TANH = [round(32767 * math.tanh((2 * i + 1) / 1024)) for i in CELLS]
EXP2 = [round(2 ** (22 - i / 1024)) for i in range(1024)]


def sigmoid(x):
    return SIGMOID[(clamp(x, -32768, 32767) >> 4) + 2048]


def tanh(x):
    return TANH[(clamp(x, -16384, 16383) >> 3) + 2048]


def decay(x):
    """e to the power of -x, for x >= 0."""
    t = min(x, 69632) * 5909 >> 12
    return EXP2[(t & 4095) >> 2] >> (t >> 12)
