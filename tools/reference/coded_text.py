"""FORMAT.md, "Coded text": decisions out of a payload, with the probabilities of the predictor."""

from reference.nibble_predictor import NibblePredictor
from reference.predictor import Predictor

TOP = 56
ONES = (1 << 64) - 1


class ArithmeticDecoder:
    def __init__(self, payload):
        self.payload = payload
        self.position = 0  # of the next byte; zeros without end follow the payload
        self.low = 0
        self.high = ONES
        self.code = 0  # the payload's bytes at the place of the interval: low <= code <= high
        for _ in range(8):
            self.code = self.code << 8 | self.next_byte()

    def next_byte(self):
        self.position += 1
        return self.payload[self.position - 1] if self.position <= len(self.payload) else 0

    def decode(self, p):
        """The next decision, with P(1) = p / 65536."""
        cut = self.low + ((self.high - self.low) * p >> 16)
        bit = int(self.code <= cut)
        if bit:
            self.high = cut
        else:
            self.low = cut + 1
        while self.low >> TOP == self.high >> TOP:
            self.low = self.low << 8 & ONES
            self.high = self.high << 8 & ONES | 255
            self.code = (self.code << 8 | self.next_byte()) & ONES
        return bit

    def finished(self):
        """Whether an encoder would have ended the decisions so far with just this payload."""
        last_byte = 0 if self.low == 0 else (self.low >> TOP) + 1
        return (
            self.position >= len(self.payload)
            and not self.payload.endswith(b"\0")
            and self.code == last_byte << TOP
        )


def predictor_of(level, size, model):
    return NibblePredictor(size, model) if level == 1 else Predictor(level, size, model)


def decode_text(decoder, predictor, size):
    """The coded text, of `size` bytes."""
    text = bytearray()
    for _ in range(size):
        byte = 0
        for _ in range(8):
            bit = decoder.decode(predictor.predict())
            predictor.learn(bit)
            byte = byte << 1 | bit
        text.append(byte)
    return bytes(text)


def learn_text(predictor, text):
    """Has the predictor learn `text` without decoding anything."""
    for byte in text:
        for shift in range(7, -1, -1):
            predictor.predict()
            predictor.learn(byte >> shift & 1)
