"""Networks of random weights, as sections of a model: they predict nothing well, but reach all of the arithmetic."""

import random
import struct


def packed(kind, numbers):
    return struct.pack(f"<{len(numbers)}{kind}", *numbers)


def network_section(hidden, embedding, rows, known, seed, mild=True):
    """rows: of the bigram and of each embedding. `mild`: weights near those of training; else as wild as allowed."""
    choose = random.Random(seed)
    gates, features = 3 * hidden, hidden + embedding

    def numbers(kind, count, least, most):
        return packed(kind, [choose.randint(least, most) for _ in range(count)])

    def signed(count, most):
        return numbers("h", count, -most, most)

    def weights(count):
        if mild:
            return numbers("b", count, -127, 127)
        return packed("b", choose.choices((-127, 127), k=count))

    section = b"".join(
        [
            packed("I", [1, hidden, embedding, *rows]),
            sum(1 << byte for byte in known).to_bytes(32, "little"),
            signed(gates, 4000 if mild else 32767),
            signed(hidden, 4000 if mild else 32767),
            numbers("H", gates, 0, 2000 if mild else 65535),
            numbers("H", gates, 0, 2000 if mild else 65535),
            numbers("B", gates, 0, 8 if mild else 255),
            numbers("B", gates, 0, 8 if mild else 255),
            signed(len(known) * features, 300 if mild else 16383),
            signed(len(known), 300 if mild else 16383),
        ]
    )
    section += bytes(-len(section) % 64)
    section += weights((1 + len(known)) * gates) + weights(rows[0] * gates) + weights(3 * rows[1] * embedding)
    return section + weights(gates * embedding) + weights(gates * hidden)
