import itertools
import math
import unittest

import support
from bench import labels, results

FRAME = labels.Box(0, 0, 700, 510)
LETTER = (6.6, 12)  # the size of a letter in the picture


def on_screen(totals, speed):
    """[(name, point)] as in a panel of the picture of tools/bench_peers: speeds by their logarithms."""
    xs = [math.log(speed(total)) for total in totals]
    ys = [total.bits_per_byte for total in totals]

    def share(value, values):
        return 0.14 + 0.72 * (value - min(values)) / (max(values) - min(values))

    return [(total.tool, (700 * share(x, xs), 510 * share(y, ys))) for total, x, y in zip(totals, xs, ys)]


def placed(points, lines=()):
    """[(name, point, box)] of what the marks at `points` are called."""
    named = labels.merged(points)
    sizes = [(LETTER[0] * len(name), LETTER[1]) for name, _ in named]
    boxes = labels.place([(size, point) for size, (_, point) in zip(sizes, named)], lines, FRAME)
    return [(name, point, box) for (name, point), box in zip(named, boxes)]


class Labels(unittest.TestCase):
    def assert_beside_their_marks(self, shown):
        for (name, point, box), (other_name, other_point, other_box) in itertools.permutations(shown, 2):
            with self.subTest(label=name, other=other_name):
                self.assertLess(box.distance(point), box.distance(other_point))
                self.assertEqual(box.overlap(other_box), 0)
        for name, point, box in shown:
            self.assertLess(box.distance(point), 45, name)
            self.assertTrue(FRAME.contains(box), name)

    def test_in_the_picture_of_the_results_every_label_stands_beside_its_own_mark(self):
        rows = results.read_csv(support.TOOLS / "results/dev.csv")
        totals = [total for total in results.totals_of(rows) if total.complete]
        for speed in (lambda total: total.compress_mb_per_s, lambda total: total.decompress_mb_per_s):
            points = on_screen(totals, speed)
            ours = [[point for name, point in points if name.endswith(end)] for end in ("-m english", "-m none")]
            self.assert_beside_their_marks(placed(points, ours))

    def test_a_crowd_of_marks_keeps_its_labels_apart(self):
        crowd = [(f"tool {i}", (300 + 34 * (i % 3), 250 + 34 * (i // 3))) for i in range(6)]
        self.assert_beside_their_marks(placed(crowd))

    def test_a_label_keeps_off_a_line(self):
        line = [(100, 250), (400, 250)]
        (_, _, box), = placed([("a tool", (100, 250))], [line])
        self.assertEqual(box.overlap(labels.Box(100, 249, 400, 251)), 0)

    def test_a_label_at_the_edge_stays_inside(self):
        (_, _, box), = placed([("a tool", (690, 250))])
        self.assertLessEqual(box.right, 690)

    def test_marks_in_one_place_share_a_label(self):
        points = [("pith -3 -m none", (100, 100)), ("pith -6 -m none", (101, 100)), ("gzip -9", (300, 100))]
        self.assertEqual([name for name, _ in labels.merged(points)], ["pith -3, -6 -m none", "gzip -9"])
        self.assertEqual(labels.common_name(["zstd -19", "zstd --ultra -22"]), "zstd -19, --ultra -22")
        self.assertEqual(labels.common_name(["xz", "brotli"]), "xz, brotli")


if __name__ == "__main__":
    unittest.main()
