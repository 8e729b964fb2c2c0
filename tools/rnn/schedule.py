"""How long training takes, and how far each step goes."""

import math
import re
from dataclasses import dataclass

WARM_UP_STEPS = 200
LAST_RATE = 0.02  # of the peak
DURATION = re.compile(r"(?:([0-9.]+)h)?(?:([0-9.]+)m)?(?:([0-9.]+)s)?")


def parse_duration(text):
    """Seconds: 90s, 30m, 2h, 1h30m. Throws ValueError."""
    parts = DURATION.fullmatch(text)
    try:
        seconds = sum(float(part or 0) * unit for part, unit in zip(parts.groups(), (3600, 60, 1)))
    except (AttributeError, ValueError):
        seconds = 0
    if seconds <= 0:
        raise ValueError(f"'{text}' is not a time such as 30m, 2h or 1h30m")
    return seconds


@dataclass(frozen=True)
class Schedule:
    """A linear warm-up, and half a wave of a cosine from the peak down to a part of it at the end."""

    peak: float

    def rate(self, step, progress):
        """Adam's rate for step 0, 1, ... when `progress` of training, 0 to 1, is done."""
        warm_up = min(1.0, (step + 1) / WARM_UP_STEPS)
        return self.peak * warm_up * (LAST_RATE + (1 - LAST_RATE) * (1 + math.cos(math.pi * progress)) / 2)
