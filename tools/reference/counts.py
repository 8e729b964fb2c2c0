"""PREDICTOR.md, section 10: adaptive probabilities straight from a short context."""

from reference.adaptive_probability import AdaptiveProbability
from reference.hashing import U32, hash32
from reference.logistic import stretch


class Counts:
    """The nibbles of one order, 16 adaptive probabilities each."""

    def __init__(self):
        self.nibbles = {}  # those used so far

    def begin_nibble(self, nibble):
        if nibble not in self.nibbles:
            self.nibbles[nibble] = [AdaptiveProbability() for _ in range(16)]
        self.nodes = self.nibbles[nibble]

    def input(self, node):
        self.probability = self.nodes[node]
        return stretch(self.probability.p) if self.probability.n > 0 else 0

    def learn(self, bit):
        self.probability.learn(bit)


class Order1(Counts):
    def begin_byte(self, text):
        self.first = 17 * text.b[1]
        self.begin_nibble(self.first)

    def begin_second_nibble(self, half):
        self.begin_nibble(self.first + half - 15)


class Order2(Counts):
    def __init__(self, nibbles):
        super().__init__()
        self.count = nibbles

    def begin_byte(self, text):
        self.hash = hash32(text.b[1] | text.b[2] << 8, 2)
        self.begin_nibble((self.hash >> 9) % self.count)

    def begin_second_nibble(self, half):
        self.begin_nibble(((self.hash + 0x2545F491 * half & U32) >> 9) % self.count)
