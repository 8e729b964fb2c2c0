"""What the tests of analyze share: its report, and its figures in a few lines of Python."""

import json
import math
from collections import Counter

from support import CliTest


def conditional_entropy(text, order):
    """Of a byte given the `order` bytes before it."""
    contexts = Counter(text[i - order : i] for i in range(order, len(text)))
    sequences = Counter(text[i - order : i + 1] for i in range(order, len(text)))
    positions = len(text) - order
    return -sum(n / positions * math.log2(n / contexts[s[:-1]]) for s, n in sequences.items())


def mutual_information(text, distance):
    pairs = len(text) - distance
    both = Counter(zip(text, text[distance:]))
    x, y = Counter(text[:pairs]), Counter(text[distance:])
    return sum(n / pairs * math.log2(n * pairs / x[a] / y[b]) for (a, b), n in both.items())


def divergence(text, other, more=0.0):
    p, q = Counter(text), Counter(other)
    total_p, total_q = len(text) + 256 * more, len(other) + 256 * more
    bits = 0.0
    for byte in range(256):
        share = (p[byte] + more) / total_p
        if share > 0:
            bits += share * math.log2(share / ((q[byte] + more) / total_q))
    return bits


class Analyze(CliTest):
    def report(self, *arguments, **options):
        return json.loads(self.pith("analyze", "--json", *arguments, **options)[0])

    def analysis(self, text, *arguments):
        self.write("text", text)
        return self.report("--levels", "none", "--distance", "12", *arguments, "text")["texts"][0]
