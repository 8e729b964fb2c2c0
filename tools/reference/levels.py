"""PREDICTOR.md, section 6: what a level uses, and how large its tables are for a length of text. RNN.md, section 7:
what it uses where the model has a network."""

from dataclasses import dataclass, replace

FIRST_NETWORK_LEVEL = 6


@dataclass(frozen=True)
class Level:
    contexts: tuple  # hashed contexts of section 8
    count_orders: int  # 1: counts of order 1; 2: of order 2 as well
    matches: tuple  # the shortest match of each match model
    mixer_sets: int
    network: bool = False

    def inputs(self):
        """Of the mixer: histories, counts, match models, the network and the number 256."""
        return len(self.contexts) + 2 + self.count_orders + 2 * len(self.matches) + 2 * self.network + 1


NIBBLE_CONTEXTS = (0, 1, 2, 6, 4)  # of level 1, which has no plan (section 16)
LEVEL_2 = Level((0, 1, 2, 3, 4, 6, 7, 9, 10), 1, (7,), 4)
LEVEL_3 = Level(tuple(range(15)), 2, (6, 20), 5)
LEVEL_6_WITH_NETWORK = replace(LEVEL_3, mixer_sets=6, network=True)
PLANS = (LEVEL_2, LEVEL_3, LEVEL_6_WITH_NETWORK)


def plan_of(level, has_network=False):
    """`has_network`: whether the model has one."""
    if has_network and level >= FIRST_NETWORK_LEVEL:
        return LEVEL_6_WITH_NETWORK
    return LEVEL_2 if level == 2 else LEVEL_3


def size(n, a, b):
    power = 1 << a
    while power < n and power < 1 << b:
        power *= 2
    return power


@dataclass(frozen=True)
class TableSizes:
    window: int  # bytes
    slot_lines: int
    order2_nibbles: int
    heads: int
    order3_curves: int


def table_sizes(level, text_bytes):
    """From level 2 on."""
    column = [0, 1, 2, 2, 2, 3, 3, 3][level - 2]
    pages = 6 * text_bytes * len(plan_of(level).contexts) // 4096
    return TableSizes(
        window=size(text_bytes, 8, [23, 23, 24, 24][column]),
        slot_lines=64 * min(max(pages, 16), [8192, 16384, 32768, 65536][column]),
        order2_nibbles=size(8 * text_bytes, 12, 22) // 16,
        heads=size(text_bytes, 8, 20),
        order3_curves=size(4 * text_bytes, 8, 16),
    )
