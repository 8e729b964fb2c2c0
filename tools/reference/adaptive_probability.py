"""PREDICTOR.md, section 3."""

LIMIT = 1023
RATE = [163840 // (10 * n + 16) for n in range(LIMIT + 1)]


class AdaptiveProbability:
    __slots__ = ("q", "n")

    def __init__(self, p=32768):
        self.q = p << 6
        self.n = 0

    @classmethod
    def unpacked(cls, packed):
        """From 22 bits of q above 10 of n."""
        probability = cls()
        probability.q, probability.n = packed >> 10, packed & 1023
        return probability

    @property
    def p(self):
        return self.q >> 6

    def learn(self, bit):
        self.q += ((65535 * bit - (self.q >> 6)) * RATE[self.n]) >> 8
        if self.n < LIMIT:
            self.n += 1
