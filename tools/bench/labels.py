"""Where the names of marks stand in a picture: beside their own mark, and over nothing else. Lengths are in pixels."""

import math
from dataclasses import dataclass

NEAR = 9  # marks so close have one label
MARK = 6  # half the width of a mark, and some room
LINE_STEP = 6  # how densely a line is covered with points that labels keep off
REACHES = (MARK + 3, MARK + 9, MARK + 17, MARK + 27, MARK + 40)
DIRECTIONS = 16
# How much farther a place above or below, and one to the left, seems to be.
ABOVE = 8
LEFT = 2
# What a place costs: covering something is worst, then standing nearer to a strange mark than to one's own.
COVERING = 1000
OUTSIDE = 3000
MISLEADING = 400


@dataclass
class Box:
    left: float
    bottom: float
    right: float
    top: float

    def overlap(self, other):
        """The area that both cover."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(width, 0) * max(height, 0)

    def distance(self, point):
        """From `point` to the nearest point of the box."""
        x, y = point
        return math.hypot(max(self.left - x, 0, x - self.right), max(self.bottom - y, 0, y - self.top))

    def contains(self, other):
        return (self.left <= other.left and other.right <= self.right
                and self.bottom <= other.bottom and other.top <= self.top)


def around(point, radius):
    x, y = point
    return Box(x - radius, y - radius, x + radius, y + radius)


def common_name(names):
    """One name for several: "zstd -19, --ultra -22" for "zstd -19" and "zstd --ultra -22"."""
    words = [name.split() for name in names]
    shortest = min(map(len, words))
    head = next((i for i in range(shortest) if len({part[i] for part in words}) > 1), shortest - 1)
    tail = next((i for i in range(shortest - head) if len({part[len(part) - 1 - i] for part in words}) > 1), 0)
    middles = [" ".join(part[head:len(part) - tail]) for part in words]
    return " ".join([*words[0][:head], ", ".join(middles), *words[0][len(words[0]) - tail:]])


def merged(points):
    """[(name, (x, y))], with a common name at the middle of marks that are close to each other."""
    groups = []
    for name, point in points:
        near = next((group for group in groups if any(math.dist(point, other) <= NEAR for _, other in group)), None)
        if near is None:
            groups.append([(name, point)])
        else:
            near.append((name, point))
    return [
        (common_name([name for name, _ in group]) if len(group) > 1 else group[0][0],
         tuple(sum(point[axis] for _, point in group) / len(group) for axis in (0, 1)))
        for group in groups
    ]


def points_along(line):
    """Boxes that cover a line, so that labels keep off it."""
    boxes = []
    for start, end in zip(line, line[1:]):
        steps = max(1, int(math.dist(start, end) / LINE_STEP))
        for step in range(steps + 1):
            share = step / steps
            boxes.append(around([a + (b - a) * share for a, b in zip(start, end)], 1.5))
    return boxes


def candidates(point, size):
    """Boxes of `size` about a mark, each with how far it is from where one looks first: close by, to the right."""
    width, height = size
    for reach in REACHES:
        for turn in range(DIRECTIONS):
            x, y = math.cos(math.tau * turn / DIRECTIONS), math.sin(math.tau * turn / DIRECTIONS)
            # The side or corner that faces the mark lies on a circle about it.
            left = point[0] + reach * x + width * (min(max(x * 2, -1), 1) - 1) / 2
            bottom = point[1] + reach * y + height * (min(max(y * 2, -1), 1) - 1) / 2
            yield Box(left, bottom, left + width, bottom + height), reach + ABOVE * abs(y) + (LEFT if x < 0 else 0)


def cost(candidate, point, strangers, covered, frame):
    box, effort = candidate
    own = box.distance(point)
    total = effort + COVERING * sum(1 for other in covered if box.overlap(other) > 0)
    total += 0 if frame.contains(box) else OUTSIDE
    doubts = (1 - (box.distance(other) - own) / MARK for other in strangers)
    return total + MISLEADING * sum(max(0, doubt) for doubt in doubts)


def place(labels, lines, frame, rounds=4):
    """The box of each label. `labels`: [(size, point)]; `lines`: lists of points, drawn between marks. A few rounds of
    giving each label its best place beside the others."""
    points = [point for _, point in labels]
    obstacles = [around(point, MARK) for point in points] + [box for line in lines for box in points_along(line)]
    boxes = [None] * len(labels)
    for _ in range(rounds):
        for i, (size, point) in enumerate(labels):
            covered = obstacles + [box for j, box in enumerate(boxes) if j != i and box]
            strangers = [other for other in points if other != point]
            boxes[i], _ = min(candidates(point, size), key=lambda one: cost(one, point, strangers, covered, frame))
    return boxes
