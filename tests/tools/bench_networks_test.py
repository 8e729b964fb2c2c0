import contextlib
import io
import stat
import sys
import tempfile
import unittest
from pathlib import Path

from support import load

bench_networks = load("bench_networks")
from bench import networks, runner  # noqa: E402  (support puts tools/ on the path)
from bench.networks import Row  # noqa: E402

# Stands in for pith train: a log of two lines, of a network that is cheaper and slower the wider it is. It keeps
# its arguments beside itself. Where {refused} units are asked for, it fails after a line of the log.
FAKE = """#!{python}
import json, sys
arguments = sys.argv[1:]
value = lambda option: arguments[arguments.index(option) + 1]
units = int(value("--units"))
with open(sys.argv[0] + "." + str(units), "w") as file:
    json.dump(arguments, file)
with open(value("--log"), "w") as log:
    log.write("seconds,bytes,rate,train_bits_per_byte,valid_bits_per_byte,bytes_per_second\\n")
    log.write(f"30,{{3000000 // units}},0.003000,4.0000,{{1000 / units:.4f}},{{100000 // units}}\\n")
    if units == {refused}:
        sys.exit("pith: no room for it")
    log.write(f"60,{{6000000 // units}},0.000060,2.0000,{{500 / units:.4f}},{{100000 // units}}\\n")
open(value("-o"), "wb").write(bytes(10))
"""
COLUMNS = "units,seconds,bytes,rate,train_bits_per_byte,valid_bits_per_byte,bytes_per_second,cpu"


def row(units, seconds, cost, cpu="a CPU"):
    return Row(units, seconds, 1_000_000 * seconds, 0.0005, 2.5, cost, 25_000, cpu)


class Table(unittest.TestCase):
    def test_a_line_a_width_tells_how_far_it_came_and_what_it_costs_at_the_end_and_at_its_best(self):
        text = networks.table([row(256, 30, 2.25), row(256, 90, 2.0), row(512, 30, 1.75), row(512, 90, 1.8125)])
        self.assertIn("| units | minutes | MB of text | KB/s | bits/byte at the end | lowest bits/byte |\n", text)
        self.assertIn("| 256 | 1.5 | 90.0 | 25.0 | 2.000 | 2.000 |\n", text)
        self.assertIn("| 512 | 1.5 | 90.0 | 25.0 | 1.812 | **1.750** |\n", text)
        self.assertIn("a model gets. a CPU.\n", text)


class Results(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "log.csv"

    def test_the_file_restores_the_rows(self):
        rows = [row(256, 30, 2.25), row(512, 30, 1.75, "a CPU, another")]
        networks.write_csv(self.path, rows)
        self.assertEqual(networks.read_csv(self.path), rows)
        lines = self.path.read_text(encoding="utf-8").splitlines()
        self.assertEqual(lines[:2], [COLUMNS, "256,30,30000000,0.000500,2.5000,2.2500,25000,a CPU"])

    def test_other_results_are_refused(self):
        self.path.write_text("units,threads\n256,1\n", encoding="utf-8")
        with self.assertRaisesRegex(ValueError, "not a result of bench_networks"):
            networks.read_csv(self.path)

    def test_a_log_that_lacks_a_figure_is_refused(self):
        head = "seconds,bytes,rate,train_bits_per_byte,valid_bits_per_byte,bytes_per_second\n"
        self.path.write_text(head + "30,1000,0.003,4.0,,2000\n", encoding="utf-8")
        with self.assertRaisesRegex(ValueError, "log.csv: a figure is missing"):
            networks.rows_of_log(256, self.path, "a CPU")


class Program(unittest.TestCase):
    """The whole tool, with a program in pith's place."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.csv = self.folder / "networks.csv"

    def bench(self, *arguments, refused=0):
        program = self.folder / "pith"
        program.write_text(FAKE.format(python=sys.executable, refused=refused), encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        return self.main("--pith", str(program), "--csv", str(self.csv), *arguments, "--", "texts", "@list")

    @staticmethod
    def main(*arguments):
        with contextlib.redirect_stdout(io.StringIO()) as said, contextlib.redirect_stderr(io.StringIO()) as complaint:
            try:
                status = bench_networks.main(list(arguments))
            except SystemExit as end:
                status = end.code
        return status, said.getvalue(), complaint.getvalue()

    def test_every_width_is_trained_alike_and_its_log_kept(self):
        for jobs in ("1", "3"):
            status, said, _ = self.bench("--units", "250,500", "--time", "60s", "--threads", "2", "--jobs", jobs)
            self.assertEqual(status, 0)
            cpu = runner.cpu_model()
            self.assertEqual(networks.read_csv(self.csv), [
                Row(250, 30, 12000, 0.003, 4.0, 4.0, 400, cpu), Row(250, 60, 24000, 0.00006, 2.0, 2.0, 400, cpu),
                Row(500, 30, 6000, 0.003, 4.0, 2.0, 200, cpu), Row(500, 60, 12000, 0.00006, 2.0, 1.0, 200, cpu),
            ])  # fmt: skip
            self.assertIn("| 500 | 1.0 | 0.0 | 0.2 | 1.000 | **1.000** |\n", said)
        for units in (250, 500):
            command = (self.folder / f"pith.{units}").read_text(encoding="utf-8")
            self.assertIn('"-T2", "--time", "60s", ', command)
            self.assertTrue(command.endswith(', "--", "texts", "@list"]'), command)

    def test_an_earlier_result_is_shown_again(self):
        said = self.bench("--units", "250,500", "--time", "60s")[1]
        self.assertEqual(self.main("--from-csv", str(self.csv)), (0, said, ""))

    def test_a_width_that_fails_is_told_and_the_others_are_kept(self):
        status, said, complaint = self.bench("--units", "250,300,500", "--time", "60s", refused=300)
        self.assertEqual(status, 2)
        self.assertIn("bench_networks: 300 units: ", complaint)
        self.assertIn("pith: no room for it", complaint)
        self.assertEqual({row.units for row in networks.read_csv(self.csv)}, {250, 500})
        self.assertIn("| 500 | ", said)

    def test_without_any_result_there_is_no_table(self):
        status, said, complaint = self.bench("--units", "300", refused=300)
        self.assertEqual((status, said), (2, ""))
        self.assertIn("there are no results", complaint)

    def test_models_have_room_for_every_width(self):
        for units in range(64, 1025, 64):
            gates, symbols = 3 * units, 256
            weights = gates * (1 + symbols + 2 * units + 64 + units) + 3 * 16 * units * 64 + 2 * symbols * (units + 65)
            self.assertGreater(bench_networks.max_size(units), weights + 12 * gates + 300_000)

    def test_arguments_that_make_no_sense_are_refused(self):
        for arguments, reason in (
            (["--units", "many", "--csv", "x", "texts"], "--units"),
            (["texts"], "give --csv and a CORPUS"),
            (["--csv", "x"], "give --csv and a CORPUS"),
            (["--csv", "x", "--jobs", "0", "texts"], "cannot be less than 1"),
            (["--from-csv", "nowhere.csv"], "nowhere.csv"),
        ):
            status, _, complaint = self.main(*arguments)
            self.assertEqual(status, 2)
            self.assertIn(reason, complaint)


if __name__ == "__main__":
    unittest.main()
