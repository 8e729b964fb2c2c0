"""PREDICTOR.md, section 4: histories as numbers, NEXT[h][bit], WEIGHT[h], PRIOR[h]."""

KEPT = [0, 1, 2, 2, 3, 3, 4, 4, 5, 5, 5, 5, 6]
MOST = [48, 40, 15, 8, 6, 5]


def most(smaller):
    return MOST[smaller] if smaller < len(MOST) else 0


def bounded(same, other):
    while True:
        if same > other and same > most(other):
            same -= 1
        elif same <= other and other > most(same):
            other -= 1
        else:
            return same, other


def after(history, bit):
    zeros, ones, length, recent = history
    same, other = (ones, zeros) if bit else (zeros, ones)
    same, other = bounded(same + 1, KEPT[min(other, 12)])
    if length <= 2:
        length, recent = length + 1, 2 * recent + bit
    else:
        length, recent = 4, bit if same > 0 and other > 0 else 0
    zeros, ones = (other, same) if bit else (same, other)
    return zeros, ones, length, recent


def number_histories():
    """All tuples by number, and the numbers of their successors."""
    histories = [(0, 0, 0, 0)]
    successors = []
    for history in histories:  # grows
        for bit in (0, 1):
            if after(history, bit) not in histories:
                histories.append(after(history, bit))
        successors.append(tuple(histories.index(after(history, bit)) for bit in (0, 1)))
    return histories, successors


def prior(zeros, ones):
    if zeros == ones:
        return 32768
    weight, s = zeros + ones, min(zeros, ones)
    rare = 65536 // (4 * weight + 4) if s == 0 else 65536 * (2 * s + 1) // (2 * weight + 2)
    return rare if ones < zeros else 65536 - rare


HISTORIES, NEXT = number_histories()
WEIGHT = [zeros + ones for zeros, ones, _, _ in HISTORIES]
PRIOR = [prior(zeros, ones) for zeros, ones, _, _ in HISTORIES]
