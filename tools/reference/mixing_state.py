"""NGRAMS.md, section 3: what training learnt about evidence."""

from reference.adaptive_probability import AdaptiveProbability
from reference.bit_history import HISTORIES
from reference.levels import PLANS
from reference.mixer import SELECTOR_VALUES
from reference.reader import Reader, in_rows, require

MAP_VALUES = 256  # a map has room for more histories than there are
TRUST_BUCKETS = 63  # the same for matches
SMALLEST_WEIGHT = -(1 << 15)  # not allowed


def padded(inputs):
    """Rows of weights are filled up to a multiple of 8."""
    return (inputs + 7) // 8 * 8


class PlanState:
    """What the predictors of one plan start with."""

    def __init__(self, plan, reader):
        histories, matches, sets = len(plan.contexts) + 2, len(plan.matches), plan.mixer_sets
        self.packed_maps = in_rows(reader.numbers("I", MAP_VALUES * histories), MAP_VALUES)
        self.packed_trust = in_rows(reader.numbers("I", TRUST_BUCKETS * matches), TRUST_BUCKETS)
        width = padded(plan.inputs())
        self.weights = [in_rows(take_weights(reader, width * values), width) for values in SELECTOR_VALUES[:sets]]
        self.second_weights = [in_rows(take_weights(reader, padded(sets) * 256), padded(sets))]

    def maps(self):
        return [[AdaptiveProbability.unpacked(packed) for packed in map_] for map_ in self.packed_maps]

    def trust(self):
        return [[AdaptiveProbability.unpacked(packed) for packed in right] for right in self.packed_trust]


class NibbleState:
    """What level 1 starts with."""

    SOURCES, GROUPS = 7, 32

    def __init__(self, reader):
        self.trust = reader.numbers("I", 32)
        self.first_rows = in_rows(take_numbers(reader, 2 * self.GROUPS * self.SOURCES), self.SOURCES)
        self.second_rows = in_rows(take_numbers(reader, 512 * self.SOURCES), self.SOURCES)

    def first(self, length_class, unsteady, half):
        return self.first_rows[2 * (8 * length_class + unsteady) + int(half > 0)]

    def second(self, b1, is_second):
        return self.second_rows[2 * b1 + is_second]


class MixingState:
    """`plans` lacks the one with a network where the section ends before it."""

    def __init__(self, section):
        reader = Reader(section, "the mixing state")
        self.order0 = take_histories(reader, 256)
        self.order1 = in_rows(take_histories(reader, 65536), 256)
        self.nibbles = NibbleState(reader)
        self.plans = {}
        for plan in PLANS:
            if not (plan.network and reader.at_end()):
                self.plans[plan] = PlanState(plan, reader)
        require(reader.at_end(), "bytes follow the mixing state")


def take_histories(reader, count):
    histories = list(reader.take(count))
    require(max(histories) < len(HISTORIES), "there is no such history")
    return histories


def take_numbers(reader, count):
    """Of weights."""
    numbers = reader.numbers("h", count)
    require(min(numbers) > SMALLEST_WEIGHT, "a weight is out of range")
    return numbers


def take_weights(reader, count):
    return [16 * number for number in take_numbers(reader, count)]
