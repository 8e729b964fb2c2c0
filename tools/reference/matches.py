"""PREDICTOR.md, section 11: what followed the last bytes when they occurred before."""

from reference.adaptive_probability import AdaptiveProbability
from reference.hashing import U32
from reference.logistic import stretch

BUCKETS = 56
MAX_LENGTH = 65535
MAX_MISSES = 8
MAX_VERIFIED = 400


def bucket_of(misses, length):
    if misses > 0:
        return 32 + 8 * (min(misses, 3) - 1) + min(length // 2, 7)
    if length < 16:
        return length
    if length < 32:
        return 16 + (length - 16) // 4
    if length < 64:
        return 20 + (length - 32) // 8
    return min(24 + (length - 64) // 64, 31)


def start_of(bucket):
    return 65536 - 65536 // (bucket + 3 if bucket < 32 else 3)


class Match:
    def __init__(self, shortest, heads):
        self.shortest = shortest
        self.head_bits = heads.bit_length() - 1
        self.heads = {}  # those that are not 0
        self.pointer = self.length = self.misses = 0
        self.expected = self.bucket = 0
        self.right = [AdaptiveProbability(start_of(bucket)) for bucket in range(BUCKETS)]
        self.expects = False

    def start_from(self, right):
        self.right = right

    def update(self, text, c):
        """After the byte c, which the text state holds already."""
        if self.pointer > 0:
            self.follow(c)
        head = self.head(text)
        if self.pointer == 0 or self.length == 0:
            self.look_up(text, self.heads.get(head, 0))
        self.heads[head] = text.position
        if self.pointer > 0:
            self.expected = text.window[self.pointer]
            self.bucket = bucket_of(self.misses, self.length)

    def follow(self, c):
        self.pointer += 1
        if self.expected == c:
            self.length = min(self.length + 1, MAX_LENGTH)
            if self.length >= 16:
                self.misses = 0
        else:
            self.length = 0
            self.misses += 1
            if self.misses > MAX_MISSES:
                self.pointer = 0

    def head(self, text):
        f = 0
        for i in range(1, self.shortest + 1):
            f = (f + text.window[text.position - i] + 1) * 0x2F0B4C47 & U32
        return ((f ^ f >> 15) * 0x9E3779B1 & U32) >> (32 - self.head_bits)

    def look_up(self, text, candidate):
        most = min(candidate, MAX_VERIFIED)
        length = 0
        while length < most and text.window[candidate - length - 1] == text.window[text.position - length - 1]:
            length += 1
        if length >= self.shortest:
            self.pointer, self.length, self.misses = candidate, length, 0

    def inputs(self, partial, k):
        self.expects = self.pointer > 0 and (self.expected | 256) >> (8 - k) == partial
        if not self.expects:
            return [0, 0]
        self.expected_bit = self.expected >> (7 - k) & 1
        p = self.right[self.bucket].p
        sign = 1 if self.expected_bit else -1
        return [sign * stretch(p), sign * ((p - 32768) >> 5)]

    def strength(self):
        return self.bucket + 1 if self.expects else 0

    def learn(self, bit):
        if self.expects:
            self.right[self.bucket].learn(int(bit == self.expected_bit))
