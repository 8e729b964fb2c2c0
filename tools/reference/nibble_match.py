"""PREDICTOR.md, section 16: what followed the last six bytes."""

from reference.adaptive_probability import AdaptiveProbability
from reference.logistic import stretch

BUCKETS = 32
POSITION = (1 << 22) - 1


def bucket_of(length):
    length = min(length, 511)
    if length < 16:
        return length
    if length < 32:
        return 16 + (length - 16) // 4
    return 20 + (length - 32) // 8 if length < 64 else 24 + (length - 64) // 64


class NibbleMatch:
    def __init__(self, heads):
        self.shift = 64 - (heads.bit_length() - 1)
        self.heads = {}  # those that are not zeros: a position and a check
        self.right = [AdaptiveProbability(65536 - 65536 // (bucket + 2)) for bucket in range(BUCKETS)]
        self.pointer = self.length = self.expected = self.bucket = 0

    def length_class(self):
        return 0 if self.length == 0 else 1 if self.length < 16 else 2 if self.length < 32 else 3

    def expected_nibble(self, is_second):
        return self.expected & 15 if is_second else self.expected >> 4

    def confidence(self):
        return 8 * stretch(self.right[self.bucket].p) if self.length > 0 else 0

    def learn(self, nibble, is_second):
        if self.length > 0:
            right = nibble == self.expected_nibble(is_second)
            self.right[self.bucket].learn(int(right))
            if not right:
                self.length = 0

    def update(self, text):
        last6 = sum(text.b[i] << 8 * (i - 1) for i in range(1, 7))
        z = last6 * 0x9E3779B97F4A7C15 & (1 << 64) - 1
        head, check = z >> self.shift, z >> 38 & 1023
        position, head_check = self.heads.get(head, (0, 0))
        if self.length > 0:
            self.length += 1
            self.pointer += 1
        elif head_check == check:
            self.pointer = position
            self.length = int(position != 0)
        self.heads[head] = text.position & POSITION, check
        if self.length > 0:
            self.expected = text.window[self.pointer]
            self.bucket = bucket_of(self.length)
