"""PREDICTOR.md, section 9: bit histories in their contexts, and what each has turned out to mean."""

from reference.adaptive_probability import AdaptiveProbability
from reference.bit_history import NEXT, PRIOR, WEIGHT
from reference.contexts import context_hash
from reference.hashing import U32
from reference.logistic import STRETCH


class Slot:
    __slots__ = ("check", "histories")

    def __init__(self):
        self.check = 0  # free
        self.histories = [0] * 16  # by node, 1 to 15

    def weight(self):
        return -1 if self.check == 0 else WEIGHT[self.histories[1]]


class SlotTable:
    def __init__(self, lines):
        self.lines = lines
        self.slots = {}  # the four of each line that was asked for

    def find(self, line, check):
        """The histories of a slot, a list that stays the slot's own."""
        if line not in self.slots:
            self.slots[line] = [Slot() for _ in range(4)]
        slots = self.slots[line]
        for slot in slots:
            if slot.check == check:
                return slot.histories
        slot = min(slots, key=Slot.weight)  # the first of the least
        slot.check = check
        slot.histories[:] = [0] * 16
        return slot.histories


class Histories:
    def __init__(self, contexts, slot_lines):
        self.contexts = contexts
        self.hashes = [0] * len(contexts)
        self.table = SlotTable(slot_lines)
        self.order1 = [[0] * 256 for _ in range(256)]  # by b1 and partial
        self.order0 = [0] * 256  # by partial
        self.maps = [[AdaptiveProbability(p) for p in PRIOR] for _ in range(len(contexts) + 2)]
        self.known = 0

    def begin_byte(self, text):
        self.hashes = [context_hash(j, text) for j in self.contexts]
        lines = self.table.lines
        self.slots = [self.table.find(h * lines >> 32, max(h & 255, 1)) for h in self.hashes]
        self.slots += [self.order1[text.b[1]], self.order0]

    def begin_second_nibble(self, half):
        for i, h in enumerate(self.hashes):
            first = h * self.table.lines >> 32
            place = (0x9E3779B1 * half + 0x2545F491 * (h >> 3) & U32) >> 26
            check = ((0x9E3779B1 * h & U32) >> 24) + 37 * half & 255
            self.slots[i] = self.table.find(first - first % 64 + place, max(check, 1))

    def inputs(self, partial, node):
        hashed = len(self.contexts)
        self.indices = [node] * hashed + [partial] * 2
        histories = [slot[i] for slot, i in zip(self.slots, self.indices)]
        self.known = sum(h > 0 for h in histories[:hashed])
        stretched = [STRETCH[map_[h].p >> 4] for map_, h in zip(self.maps, histories)]
        return [x if h > 0 else 0 for x, h in zip(stretched, histories[:hashed])] + stretched[hashed:]

    def learn(self, bit):
        for slot, i, map_ in zip(self.slots, self.indices, self.maps):
            h = slot[i]
            map_[h].learn(bit)
            slot[i] = NEXT[h][bit]
