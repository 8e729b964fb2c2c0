"""PREDICTOR.md, section 16: states, lines and cells."""

import math

from reference.logistic import clamp

RATE = (120, 67, 40, 27, 20, 17, 15, 14, 75, 44, 29, 21, 17, 15, 14, 14)
LOG = [round(4096 * math.log(c + 0.4)) for c in range(256)]


def prod(a, b):
    return (a * b + 16384) >> 15


def cut(a):
    return clamp(a, -32768, 32767)


def next_state(s, bit):
    n, t = s & 7, s if bit else -s
    u = 32767 - abs(t)
    v = prod(u, u)
    d = prod(v, v)
    if t >= 0:
        g, m = prod(d >> 1, RATE[n] << 7), n
    else:
        g, m = prod(32767 - (d >> 1), RATE[8 + n] << 7), min(n + 1, 7)
    return (s - n + (g if bit else -g) + 4 & ~7) + m


def told(x):
    """NGRAMS.md, section 2."""
    return clamp(x, -14000, 14000) & ~7


def log_of_count(c):
    e = max(c.bit_length() - 8, 0)
    return LOG[c >> e] + 2839 * e


class Line:
    """A place in a table, or of its own."""

    def __init__(self):
        self.set_up(0)

    def set_up(self, check):
        self.check = check
        self.visits = 0
        self.states = [0] * 16  # by node

    def learn(self, node, bit):
        self.states[node] = next_state(self.states[node], bit)

    def tell(self, leaves):
        """From counts of the 16 values of the nibble."""
        sums = [0] * 16 + leaves
        for node in range(15, 0, -1):
            zeros, ones = sums[2 * node], sums[2 * node + 1]
            sums[node] = zeros + ones
            if sums[node] > 0:
                self.states[node] = told(log_of_count(ones) - log_of_count(zeros))


class Cell:
    def __init__(self):
        self.first, self.second = Line(), Line()
        self.half = 0

    def set_up(self, check):
        self.first.set_up(check)
        self.half = 0
        self.second.set_up(0)

    def tell(self, counts):
        """`counts(half)`: of the first nibbles (0), or of the second ones after a first one."""
        first = counts(0)
        if not any(first):
            return
        self.first.tell(first)
        self.half = 16 + first.index(max(first))
        self.second.tell(counts(self.half))


def age(line):
    line.visits -= line.visits >> 2


class Cells:
    def __init__(self, size):
        self.size = size
        self.shift = 32 - (size.bit_length() - 1)
        self.cells = {}  # those that were asked for
        self.lines = {}

    def find(self, h):
        """The cell of a context, a place that later contexts may set up anew, and whether it was set up just now."""
        a, check = h >> self.shift, max(h & 255, 1)
        home, other = (self.cells.setdefault(i, Cell()) for i in (a, a ^ 1))
        for cell in (home, other):
            if cell.first.check == check:
                return cell, False
        taken, kept = (other, home) if other.first.visits < home.first.visits else (home, other)
        age(kept.first)
        taken.set_up(check)
        return taken, True

    def find_second(self, cell, h, half):
        """Returns a line, and whether it was set up just now."""
        if cell.half == half:
            return cell.second, False
        if cell.half == 0:
            cell.half = half
            return cell.second, True
        a = ((h + half * 0x9E3779B1) * 0x2545F491 & 0xFFFFFFFF) >> self.shift & ~1
        check = max(h + 37 * half & 255, 1)
        pair = self.lines.setdefault(a, [Line(), Line()])
        for line in pair:
            if line.check == check:
                return line, False
        taken = 1 if pair[1].visits < pair[0].visits else 0
        age(pair[1 - taken])
        pair[taken].set_up(check)
        return pair[taken], True
