"""RNN.md, sections 5 and 6: the distribution of the next byte, and what the output layer learns from the byte."""

from itertools import accumulate

from reference.logistic import clamp
from reference.network import MAX_OUTPUT
from reference.network_functions import decay

RATE = 14
HASTE = 60
LEAST_ERROR = 128
LIMIT = MAX_OUTPUT << 16


class Output:
    def __init__(self, network):
        self.bytes = network.bytes
        self.weights = [[weight << 16 for weight in row] for row in network.output]
        self.bias = [bias << 16 for bias in network.output_bias]
        self.learnt = 0  # bytes

    def predict(self, features, added=None):
        """`added`: what the slow clock adds to the logits."""
        self.features = features
        logits = [self.logit(s) for s in range(len(self.bytes))]
        if added:
            logits = [logit + more for logit, more in zip(logits, added)]
        most = max(logits)
        self.likeliest = self.bytes[logits.index(most)]
        self.shares = [1] * 256
        for byte, logit in zip(self.bytes, logits):
            self.shares[byte] += decay(most - logit >> 5)
        self.below = [0, *accumulate(self.shares)]  # by byte, the shares of all smaller ones

    def logit(self, s):
        return sum([(w >> 16) * f for w, f in zip(self.weights[s], self.features)]) + (self.bias[s] >> 10)

    def p(self, partial, k):
        """P(1) of the next bit of a byte with k bits so far."""
        ones_end = (partial + 1 << 8 - k) - 256
        ones_begin, begin = ones_end - (128 >> k), ones_end - (256 >> k)
        ones = self.below[ones_end] - self.below[ones_begin]
        return clamp((ones << 16) // (self.below[ones_end] - self.below[begin]), 1, 65535)

    def learn(self, c):
        whole = (1 << 38) // self.below[256]
        rate = RATE + HASTE // (1 + (self.learnt >> 11))
        self.learnt += 1
        for s, byte in enumerate(self.bytes):
            error = 65536 * (byte == c) - (self.shares[byte] * whole >> 22)
            if abs(error) >= LEAST_ERROR:
                self.step(s, rate * error)

    def step(self, s, step):
        self.weights[s] = [
            clamp(w + (f * step + 128 >> 8), -LIMIT, LIMIT) for w, f in zip(self.weights[s], self.features)
        ]
        self.bias[s] = clamp(self.bias[s] + (step >> 2), -LIMIT, LIMIT)
