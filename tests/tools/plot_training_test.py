import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from support import TOOLS

from rnn import plot, training_log  # support puts tools/ on the path
from rnn.training_log import Row

try:
    import matplotlib
except ImportError:
    matplotlib = None

HEADER = "seconds,bytes,rate,train_bits_per_byte,valid_bits_per_byte,bytes_per_second\n"
ROWS = [
    Row(60, 1e6, 0.003, 3.5, None, 17000),
    Row(120, 2e6, 0.002, 2.5, 2.625, 17000),
    Row(180, 3e6, 6e-5, 2.25, 2.5, 17000),
]


def plot_training(*arguments):
    command = [sys.executable, "-B", str(TOOLS / "plot_training"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


class PlotTraining(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def log(self, text, name="log.csv"):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def good_log(self, name="log.csv"):
        writer = training_log.Writer(self.folder / name)
        for row in ROWS:
            writer.add(row)
        writer.file.close()
        return self.folder / name

    def test_a_log_restores_the_rows(self):
        self.assertEqual(training_log.read(self.good_log()), ROWS)

    def test_a_row_is_in_the_file_as_soon_as_it_is_added(self):
        writer = training_log.Writer(self.folder / "log.csv")
        self.addCleanup(writer.file.close)
        writer.add(ROWS[0])
        self.assertEqual(training_log.read(self.folder / "log.csv"), ROWS[:1])

    def test_a_missing_value_is_an_empty_field(self):
        lines = self.good_log().read_text(encoding="utf-8").splitlines()
        self.assertEqual(lines[1], "60.0,1000000,0.00300000,3.50000,,17000")

    def test_a_bad_log_is_an_error_in_one_line_that_names_the_place(self):
        for text, message in (
            ("", "log.csv:0: not a log of training"),
            ("a,b\n1,2\n", "log.csv:1: not a log of training"),
            (HEADER, "log.csv:1: no rows yet"),
            (HEADER + "1,2,3\n", "log.csv:2: a row has 6 columns"),
            (HEADER + "1,2,3,4,5,6,7\n", "log.csv:2: a row has 6 columns"),
            (HEADER + "1,2,3,4,5,6\n1,2,3,four,5,6\n", "log.csv:3: train_bits_per_byte is not a number: 'four'"),
            (HEADER + "1,2,3,nan,5,6\n", "log.csv:2: train_bits_per_byte is not a number: 'nan'"),
            (HEADER + ",2,3,4,5,6\n", "log.csv:2: seconds is not a number: ''"),
            (HEADER + "1,2,-3,4,5,6\n", "log.csv:2: rate is not a number: '-3'"),
        ):
            with self.subTest(text):
                done = plot_training(self.log(text), "-o", self.folder / "picture.png")
                self.assertEqual((done.returncode, done.stderr.count("\n")), (2, 1), done.stderr)
                self.assertIn(message, done.stderr)
                self.assertFalse((self.folder / "picture.png").exists())

    def test_bad_arguments_are_errors(self):
        self.assertIn("No such file", plot_training(self.folder / "none.csv", "-o", self.folder / "p.png").stderr)
        self.assertIn(".png or .svg", plot_training(self.good_log(), "-o", self.folder / "p.txt").stderr)

    def test_time_is_in_a_unit_of_its_size(self):
        for seconds, name in ((100, "seconds"), (120, "minutes"), (3600, "minutes"), (7200, "hours")):
            self.assertEqual(plot.time_unit(seconds)[1], name)

    def test_what_comes_early_does_not_squeeze_the_rest(self):
        rows = [Row(second, 0, None, 8 / second, None) for second in range(1, 101)]
        low, high = plot.limits([("log", rows)])
        self.assertLess(high, 1)
        self.assertLess(low, 0.08)

    @unittest.skipUnless(matplotlib, "needs matplotlib (Debian's python3-matplotlib)")
    def test_logs_become_a_picture(self):
        no_held_out = self.log(HEADER + "10,5,0.003,4.0,,\n300,50,,3.0,,9\n", "other.csv")
        good = self.good_log()
        for logs, ending in (((good,), "png"), ((good, no_held_out), "png"), ((no_held_out,), "svg")):
            picture = self.folder / f"picture.{ending}"
            done = plot_training(*logs, "-o", picture)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertIn(b"PNG" if ending == "png" else b"<svg", picture.read_bytes()[:2000])

    @unittest.skipUnless(matplotlib, "needs matplotlib (Debian's python3-matplotlib)")
    def test_a_log_without_costs_is_an_error(self):
        done = plot_training(self.log(HEADER + "1,2,3,,,6\n"), "-o", self.folder / "p.png")
        self.assertEqual((done.returncode, done.stderr.count("\n")), (2, 1), done.stderr)

    @unittest.skipIf(matplotlib, "matplotlib is there")
    def test_without_matplotlib_it_says_what_to_install(self):
        done = plot_training(self.good_log(), "-o", self.folder / "p.png")
        self.assertEqual((done.returncode, done.stderr.count("\n")), (2, 1), done.stderr)
        self.assertIn("python3-matplotlib", done.stderr)


if __name__ == "__main__":
    unittest.main()
