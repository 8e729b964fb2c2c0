"""PREDICTOR.md, section 12: weighted sums of stretched probabilities."""

from reference.logistic import SQUASH_LIMIT, clamp, squash

MAX_WEIGHT = (1 << 19) - 1
SELECTOR_VALUES = (64, 256, 256, 128, 512, 192)  # of each set


def character_class(c):
    if c == 0:
        return 0
    if c == 32:
        return 1
    if c in (10, 13):
        return 2
    if 97 <= c <= 122:
        return 3
    if 65 <= c <= 90:
        return 4
    if 48 <= c <= 57:
        return 5
    return 6 if c >= 128 else 7


class Set:
    """Weights for each value of a selector, at first alike."""

    def __init__(self, initial):
        self.initial = initial
        self.weights = {}  # by selector, those used so far

    def mix(self, inputs, selector):
        self.selector = selector
        weights = self.weights.setdefault(selector, self.initial)
        total = sum([x * w >> 6 for x, w in zip(inputs, weights) if x])
        self.output = clamp(total >> 10, -SQUASH_LIMIT, SQUASH_LIMIT)
        return self.output

    def learn(self, inputs, bit, rate):
        e = (65536 * bit - squash(self.output)) * rate >> 9
        self.weights[self.selector] = [
            clamp(w + (x * e + 8192 >> 14), -MAX_WEIGHT, MAX_WEIGHT) if x else w
            for x, w in zip(inputs, self.weights[self.selector])
        ]


class Mixer:
    """Sets side by side on the same inputs."""

    def __init__(self, initial, sets):
        self.sets = [Set(initial) for _ in range(sets)]

    def start_from(self, rows):
        """rows[s]: the weights of set s by selector."""
        for set_, weights in zip(self.sets, rows):
            set_.weights = dict(enumerate(weights))

    def mix(self, inputs, selectors):
        self.inputs = inputs
        return [set_.mix(inputs, selector) for set_, selector in zip(self.sets, selectors)]

    def learn(self, bit, rate):
        for set_ in self.sets:
            set_.learn(self.inputs, bit, rate)
