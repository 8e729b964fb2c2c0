"""PREDICTOR.md, section 2: stretch and squash, as tables."""

import math

SQUASH_LIMIT = 3071

STRETCH = [round(256 * math.log((2 * i + 1) / (8191 - 2 * i))) for i in range(4096)]
SQUASH = [
    min(max(round(65536 / (1 + math.exp(-x / 256))), 1), 65535) for x in range(-SQUASH_LIMIT, SQUASH_LIMIT + 1)
]


def clamp(x, low, high):
    return low if x < low else high if x > high else x


def stretch(p):
    return STRETCH[p >> 4]


def squash(x):
    return SQUASH[clamp(x, -SQUASH_LIMIT, SQUASH_LIMIT) + SQUASH_LIMIT]
