"""PREDICTOR.md, section 13: what a probability has turned out to mean in a small context."""

from reference.hashing import U32, hash32
from reference.logistic import squash

IDENTITY = [squash(256 * (i - 12)) for i in range(25)]


class ProbabilityMap:
    def __init__(self):
        self.curves = {}  # those used so far

    def refine(self, x, curve):
        self.curve = self.curves.setdefault(curve, IDENTITY[:])
        z = x + 3072
        self.j = z >> 8
        r = z & 255
        return self.curve[self.j] * (256 - r) + self.curve[self.j + 1] * r >> 8

    def learn(self, bit):
        for i in (self.j, self.j + 1):
            self.curve[i] += 65535 * bit - self.curve[i] >> 6


class Order3Curves:
    """The number of the order-3 map's curve."""

    def __init__(self, curves):
        self.count = curves

    def begin_byte(self, text):
        self.hash = self.tree = hash32(text.b[1] | text.b[2] << 8 | text.b[3] << 16, 1)

    def begin_second_nibble(self, half):
        self.tree = self.hash + 0x9E3779B1 * half & U32

    def curve(self, node):
        return (16 * (self.tree >> 14) + node) % self.count
