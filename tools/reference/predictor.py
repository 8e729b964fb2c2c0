"""PREDICTOR.md, section 14, and RNN.md, section 8: the parts of levels 2 to 9 in their order, and the probability
they end in."""

from reference.counts import Order1, Order2
from reference.histories import Histories
from reference.levels import plan_of, table_sizes
from reference.logistic import squash
from reference.matches import Match
from reference.mixer import Mixer, character_class
from reference.network_evidence import INITIAL_WEIGHT, NetworkEvidence
from reference.probability_map import Order3Curves, ProbabilityMap
from reference.text_state import TextState


class Predictor:
    def __init__(self, level, text_bytes, model=None):
        network = model and model.network
        self.plan = plan_of(level, bool(network))
        sizes = table_sizes(level, text_bytes)
        self.text = TextState(sizes.window)
        self.histories = Histories(self.plan.contexts, sizes.slot_lines, model and model.ngrams)
        self.counts = [Order1(), Order2(sizes.order2_nibbles)][: self.plan.count_orders]
        self.matches = [Match(shortest, sizes.heads) for shortest in self.plan.matches]
        self.network = NetworkEvidence(network) if self.plan.network else None
        self.mixer = Mixer(self.initial_weights(), self.plan.mixer_sets)
        self.second_mixer = Mixer([65536 // self.plan.mixer_sets] * self.plan.mixer_sets, 1)
        self.order1_map = ProbabilityMap()
        self.order3_map = ProbabilityMap()
        self.network_map = ProbabilityMap()
        self.order3_curves = Order3Curves(sizes.order3_curves)
        self.bits = 0
        if model and model.mixing and self.plan in model.mixing.plans:
            self.start_from(model.mixing)
        self.begin_byte()

    def start_from(self, mixing):
        """NGRAMS.md, section 3."""
        state = mixing.plans[self.plan]
        self.histories.start_from(mixing, state)
        for match, right in zip(self.matches, state.trust()):
            match.start_from(right)
        self.mixer.start_from(state.weights)
        self.second_mixer.start_from(state.second_weights)
        self.bits = 4 << 14

    def initial_weights(self):
        histories = [13107] * (len(self.plan.contexts) + 2)
        counts = [9830] * self.plan.count_orders
        matches = [13107, 0] * len(self.plan.matches)
        network = [INITIAL_WEIGHT, 0] if self.plan.network else []
        return histories + counts + matches + network + [0]

    def begin_byte(self):
        self.partial, self.k = 1, 0
        for part in (self.histories, *self.counts, self.order3_curves):
            part.begin_byte(self.text)
        if self.network:
            self.network.begin_byte(self.text)

    def begin_second_nibble(self):
        for part in (self.histories, *self.counts, self.order3_curves):
            part.begin_second_nibble(self.partial)

    def predict(self):
        """p: P(the next bit is 1) = p / 65536, 1 to 65535."""
        in_nibble = self.k & 3
        node = 1 << in_nibble | self.partial & (1 << in_nibble) - 1
        inputs = self.histories.inputs(self.partial, node) + [counts.input(node) for counts in self.counts]
        for match in self.matches:
            inputs += match.inputs(self.partial, self.k)
        if self.network:
            inputs += self.network.inputs(self.partial, self.k)
        outputs = self.mixer.mix(inputs + [256], self.selectors())
        x = self.second_mixer.mix(outputs, [self.partial])[0]
        a1 = self.order1_map.refine(x, (self.text.b[1], self.partial))
        a3 = self.order3_map.refine(x, self.order3_curves.curve(node))
        if not self.network:
            return max(1, (2 * squash(x) + a1 + a3) // 4)
        an = self.network_map.refine(x, (self.network.likeliest(), self.partial))
        return max(1, (4 * squash(x) + a1 + a3 + 2 * an) // 8)

    def selectors(self):
        strengths = [match.strength() for match in self.matches]
        b = self.text.b
        selectors = [
            strengths[-1] or strengths[0],
            self.partial,
            b[1],
            8 * self.histories.known + self.k,
            64 * character_class(b[1]) + 8 * character_class(b[2]) + self.k,
        ]
        return selectors + [8 * self.network.confidence() + self.k] if self.network else selectors

    def learn(self, bit):
        self.mixer.learn(bit, 80 + 1280 // (1 + (self.bits >> 14)))
        self.second_mixer.learn(bit, 32)
        for part in (self.histories, *self.counts, *self.matches, self.order1_map, self.order3_map):
            part.learn(bit)
        if self.network:
            self.network_map.learn(bit)
        self.bits += 1
        self.partial = self.partial << 1 | bit
        self.k += 1
        if self.k == 4:
            self.begin_second_nibble()
        elif self.k == 8:
            self.end_byte(self.partial & 255)

    def end_byte(self, c):
        if self.network:
            self.network.learn_byte(c)
        self.text.update(c)
        for match in self.matches:
            match.update(self.text, c)
        self.begin_byte()
