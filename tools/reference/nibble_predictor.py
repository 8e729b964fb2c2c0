"""PREDICTOR.md, section 16: level 1. NGRAMS.md: what a model changes there."""

from reference.adaptive_probability import AdaptiveProbability
from reference.bit_history import PRIOR
from reference.contexts import context_hash
from reference.levels import NIBBLE_CONTEXTS, size
from reference.logistic import squash, stretch
from reference.nibble_lines import Cells, Line, cut, prod, told
from reference.nibble_match import NibbleMatch
from reference.ngrams import Lookup
from reference.text_state import TextState

SOURCES = 7
WATCHED = (2, 3, 4)  # of the contexts, in their order
UNTAUGHT = 4200


class Weights:
    """Those of one set by row, each of sources and nodes. `start(row)`: of each source."""

    def __init__(self, start):
        self.start = start
        self.rows = {}

    def row(self, row):
        if row not in self.rows:
            self.rows[row] = [[w] * 16 for w in self.start(row)]
        return self.rows[row]


class NibblePredictor:
    def __init__(self, text_bytes, model=None):
        self.text = TextState(size(text_bytes, 8, 22))
        self.cells = Cells(size(text_bytes, 8, 17))
        self.match = NibbleMatch(size(text_bytes, 8, 16))
        self.lookup = Lookup(model.ngrams, NIBBLE_CONTEXTS) if model and model.ngrams else None
        self.order1 = {}  # lines by b1 and half, those used so far
        self.mixing = model.mixing if model else None
        start = self.mixing.nibbles if self.mixing else None
        self.first = Weights(lambda row: start.first(*row) if start else [UNTAUGHT] * SOURCES)
        self.second = Weights(lambda row: start.second(*row) if start else [0] * SOURCES)
        if start:
            self.match.right = [AdaptiveProbability.unpacked(packed) for packed in start.trust]
        self.begin_byte()

    def order1_line(self, b1, half):
        if (b1, half) not in self.order1:
            line = self.order1[b1, half] = Line()
            if self.mixing:
                for node in range(1, 16):
                    depth = node.bit_length() - 1
                    partial = half << depth | node - (1 << depth) if half else node
                    line.states[node] = told(16 * stretch(PRIOR[self.mixing.order1[b1][partial]]))
        return self.order1[b1, half]

    def begin_byte(self):
        self.half = 0
        self.hashes = [context_hash(j, self.text) for j in NIBBLE_CONTEXTS]
        if self.lookup:
            self.lookup.begin_byte(self.hashes, self.text.b[1])
        entered = [self.cells.find(h) for h in self.hashes]
        self.at = [cell for cell, _ in entered]
        for j, (cell, is_new) in zip(NIBBLE_CONTEXTS, entered):
            if is_new and self.lookup and self.lookup.knows(j):
                cell.tell(lambda half: self.lookup.counts(j, half))
        self.unsteady = sum(int(self.at[i].first.visits < 8) << bit for bit, i in enumerate(WATCHED))
        self.begin_nibble([cell.first for cell in self.at])

    def begin_second(self, half):
        self.half = half
        entered = [self.cells.find_second(cell, h, half) for cell, h in zip(self.at, self.hashes)]
        for j, (line, is_new) in zip(NIBBLE_CONTEXTS, entered):
            if is_new and self.lookup and self.lookup.knows(j):
                line.tell(self.lookup.counts(j, half))
        self.begin_nibble([line for line, _ in entered])

    def begin_nibble(self, lines):
        b1, is_second = self.text.b[1], int(self.half > 0)
        self.lines = [self.order1_line(b1, self.half)] + lines
        self.weights = (
            self.first.row((self.match.length_class(), self.unsteady, self.half)),
            self.second.row((b1, is_second)),
        )
        self.node = 1
        self.errors = []
        self.mix()

    def match_inputs(self):
        """By node."""
        inputs = [0] * 16
        confidence = self.match.confidence()
        leaf = 16 | self.match.expected_nibble(self.half > 0)
        for shift in range(4):
            inputs[leaf >> shift + 1] = confidence if leaf >> shift & 1 else -confidence
        return inputs

    def mix(self):
        self.expected = self.match_inputs()
        self.y = [0] * 16
        for source, (w1, w2) in enumerate(zip(*self.weights)):
            x = self.lines[source].states if source < len(self.lines) else self.expected
            for node in range(1, 16):
                self.y[node] = cut(self.y[node] + prod(x[node], cut(w1[node] + w2[node])))

    def predict(self):
        """p: P(the next bit is 1) = p / 65536, 1 to 65535."""
        return squash(self.y[self.node] >> 3)

    def learn(self, bit):
        rate = 600 if self.mixing else 600 + 5000 // (1 + (self.text.position >> 11))
        self.errors.append((self.node, bit, (65536 * bit - self.predict()) * rate >> 16))
        self.node = 2 * self.node + bit
        if self.node >= 16:
            self.end_nibble(self.node & 15)

    def end_nibble(self, nibble):
        for source, (w1, w2) in enumerate(zip(*self.weights)):
            line = self.lines[source] if source < len(self.lines) else None
            for node, bit, error in self.errors:
                move = prod(line.states[node] if line else self.expected[node], error)
                w1[node], w2[node] = cut(w1[node] + move), cut(w2[node] + move)
                if line:
                    line.learn(node, bit)
            if line:
                line.visits = min(line.visits + 1, 255)
        self.match.learn(nibble, self.half > 0)
        if self.half == 0:
            self.begin_second(16 | nibble)
        else:
            self.text.update((self.half & 15) << 4 | nibble)
            self.match.update(self.text)
            self.begin_byte()
