"""PREDICTOR.md, section 9: bit histories in their contexts, and what each has turned out to mean. NGRAMS.md, section 2:
what new slots recall."""

from reference.adaptive_probability import AdaptiveProbability
from reference.bit_history import NEXT, PRIOR, WEIGHT
from reference.contexts import context_hash, longest_shorter
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
        """The histories of a slot, a list that stays the slot's own, and whether it was set up just now."""
        if line not in self.slots:
            self.slots[line] = [Slot() for _ in range(4)]
        slots = self.slots[line]
        for slot in slots:
            if slot.check == check:
                return slot.histories, False
        slot = min(slots, key=Slot.weight)  # the first of the least
        slot.check = check
        slot.histories[:] = [0] * 16
        return slot.histories, True


class Histories:
    def __init__(self, contexts, slot_lines, ngrams):
        self.contexts = contexts
        self.ngrams = ngrams  # or None
        self.hashes = [0] * len(contexts)
        self.table = SlotTable(slot_lines)
        self.order1 = [[0] * 256 for _ in range(256)]  # by b1 and partial
        self.order0 = [0] * 256  # by partial
        self.maps = [[AdaptiveProbability(p) for p in PRIOR] for _ in range(len(contexts) + 2)]
        self.known = 0

    def start_from(self, mixing, plan_state):
        self.order0 = mixing.order0[:]
        self.order1 = [row[:] for row in mixing.order1]
        self.maps = plan_state.maps()

    def begin_byte(self, text):
        self.hashes = [context_hash(j, text) for j in self.contexts]
        self.last = text.b[1]
        self.found = {}  # by context, what the model says: contexts sought in this byte
        lines = self.table.lines
        self.enter([(h * lines >> 32, max(h & 255, 1)) for h in self.hashes], 0)
        self.slots += [self.order1[self.last], self.order0]

    def begin_second_nibble(self, half):
        places = []
        for h in self.hashes:
            first = h * self.table.lines >> 32
            place = (0x9E3779B1 * half + 0x2545F491 * (h >> 3) & U32) >> 26
            check = ((0x9E3779B1 * h & U32) >> 24) + 37 * half & 255
            places.append((first - first % 64 + place, max(check, 1)))
        short = self.slots[len(self.contexts) :]
        self.enter(places, half)
        self.slots += short

    def enter(self, places, half):
        """Finds all slots first, then recalls."""
        entered = [self.table.find(line, check) for line, check in places]
        self.slots = [histories for histories, _ in entered]
        for j, h, (histories, is_new) in zip(self.contexts, self.hashes, entered):
            if is_new and self.ngrams and self.ngrams.has(j):
                self.seek(j, h)
                if self.found[j] is not None:
                    self.ngrams.recall(j, self.found[j], self.last, half, histories)

    def seek(self, j, h):
        if j not in self.found:
            shorter = longest_shorter(j, self.contexts)
            absent = shorter in self.found and self.found[shorter] is None
            self.found[j] = None if absent else self.ngrams.find(j, h)

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
