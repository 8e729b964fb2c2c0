import tempfile
import unittest
from pathlib import Path

from support import load

load("bench_peers")
from bench import peers, report, results  # noqa: E402  (support puts tools/ on the path)
from bench.results import Row  # noqa: E402


def row(file, tool, archive_bytes, seconds=1.0, status=results.OK):
    return Row(file, 1000, tool, "1.0", archive_bytes, seconds, seconds / 2, 5_000_000, 4_000_000, status, 3, "a CPU")


ROWS = [row("a", "gzip -9", 400), row("a", "zpaq -m5", 250, 4.0),
        row("b", "gzip -9", 300), row("b", "zpaq -m5", 310, 4.0)]
BROKEN = [*ROWS[:3], row("b", "zpaq -m5", 0, 0.0, "compress: exit 1: no space left")]


class BenchReport(unittest.TestCase):
    def test_totals_are_sums_and_their_ratios(self):
        total = results.total_of(ROWS, "gzip -9")
        self.assertEqual((total.file_bytes, total.archive_bytes, total.bits_per_byte), (2000, 700, 2.8))
        self.assertEqual((total.compress_mb_per_s, total.decompress_mb_per_s), (0.001, 0.002))

    def test_a_total_with_a_failure_is_incomplete(self):
        self.assertFalse(results.total_of(BROKEN, "zpaq -m5").complete)
        self.assertTrue(results.total_of(BROKEN, "gzip -9").complete)

    def test_the_summary_compares_with_the_baseline(self):
        line = next(line for line in report.summary(ROWS).splitlines() if line.startswith("| gzip"))
        self.assertTrue(line.endswith("| +25.0 % | 4.00 |"), line)

    def test_the_summary_does_without_a_baseline_that_failed(self):
        text = report.summary(BROKEN)
        self.assertIn("failed on 1 of 2 files", text)
        self.assertNotIn("size to", text)

    def test_every_line_of_a_table_has_the_same_number_of_cells(self):
        for rows in (ROWS, BROKEN):
            for text in (report.summary(rows), report.per_file(rows), report.summary(rows, "gzip -9")):
                self.assertEqual(len({line.count("|") for line in text.splitlines()}), 1, text)

    def test_the_smallest_of_a_file_is_bold(self):
        lines = report.per_file(ROWS).splitlines()
        self.assertIn("| a | 1,000 | 3.200 | **2.000** |", lines)
        self.assertIn("| b | 1,000 | **2.400** | 2.480 |", lines)
        self.assertIn("| **total** | 2,000 | 2.800 | 2.240 |", lines)

    def test_a_failure_is_reported_in_words(self):
        self.assertIn("- zpaq -m5 on b: compress: exit 1: no space left", report.document(BROKEN))

    def test_a_csv_file_restores_the_rows(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "results.csv"
            results.write_csv(path, BROKEN)
            self.assertEqual(results.read_csv(path), BROKEN)

    def test_a_csv_file_of_something_else_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "results.csv"
            path.write_text("a,b\n1,2\n", encoding="utf-8")
            with self.assertRaises(ValueError):
                results.read_csv(path)


class Peers(unittest.TestCase):
    def test_versions_are_found_in_what_programs_say(self):
        for said, expected in (
            ("gzip 1.12\nCopyright (C) 2018", "1.12"),
            ("bzip2, a block-sorting file compressor.  Version 1.0.8, 13-Jul-2019.", "1.0.8"),
            ("*** Zstandard CLI (64-bit) v1.5.4, by Yann Collet ***", "1.5.4"),
            ("zpaq v7.15 journaling archiver, compiled Jan  5 2021", "7.15"),
            ("no number here", "unknown"),
        ):
            self.assertEqual(peers.parse_version(said), expected)

    def test_peers_are_chosen_by_program(self):
        names = [peer.name for peer in peers.select(["zstd", "gzip"])]
        self.assertEqual(names, ["gzip -9", "zstd -19", "zstd --ultra -22"])
        self.assertEqual(peers.select(["all"]), list(peers.PEERS))
        self.assertEqual(peers.select([]), [])
        with self.assertRaises(ValueError):
            peers.select(["rar"])


if __name__ == "__main__":
    unittest.main()
