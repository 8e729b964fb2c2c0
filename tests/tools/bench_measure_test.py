import contextlib
import io
import json
import stat
import sys
import tempfile
import unittest
from pathlib import Path

from support import load

bench_measure = load("bench_measure")
from bench import measuring, measuring_runs  # noqa: E402  (support puts tools/ on the path)
from bench.measuring import LINES, ONE_TEXT, TEXT, AgreementRow, KenlmRow, SpeedRow  # noqa: E402

# Stands in for pith: three bits a byte, archives of them and 20 bytes more, lines told in their order.
FAKE = """#!{python}
import json, math, os, sys
arguments = sys.argv[1:]
command, taking_values = arguments[0], ("-m", "-o", "--max-size")
files = [now for last, now in zip(arguments, arguments[1:]) if now[0] != "-" and last not in taking_values]
payload = lambda path: math.ceil(3 * os.path.getsize(path) / 8)
if command == "measure" and "--per-line" in arguments:
    for number, line in enumerate(open(files[0], "rb"), {first_line}):
        print(json.dumps({{"line": number, "bytes": len(line)}}))
elif command == "measure":
    sizes = [os.path.getsize(path) for path in files]
    print(json.dumps({{"models": [{{"files": [{{"bytes": n, "bits": 3 * n, "bits_per_byte": 3}} for n in sizes]}}]}}))
elif command == "compress":
    open(files[0] + ".pith", "wb").write(bytes(payload(files[0]) + 20 + {excess}))
elif command == "list":
    size = os.path.getsize(files[0])
    print(json.dumps({{"files": [{{"archive_bytes": size, "overhead_bytes": 20, "stored_blocks": 0}}]}}))
elif command == "train":
    open(arguments[arguments.index("-o") + 1], "wb").write(bytes(1000))
"""


def agreement_row(measured, payload, stored=0, level=1, file="a.txt"):
    return AgreementRow(file, 10_000, "english", level, measured, payload, stored)


def speed_row(what, level, threads, seconds):
    return SpeedRow(what, "english", level, threads, 1_000_000, 12_500, seconds, 3, "a CPU")


class Agreement(unittest.TestCase):
    def test_a_ten_thousandth_and_four_bytes_are_allowed(self):
        self.assertTrue(agreement_row(100_000, 100_014).agrees)
        self.assertTrue(agreement_row(100_000, 99_986).agrees)
        self.assertFalse(agreement_row(100_000, 100_015).agrees)
        self.assertFalse(agreement_row(100_000, 99_985).agrees)
        self.assertTrue(agreement_row(0, 4).agrees)

    def test_the_worst_difference_is_told_with_its_text_and_level(self):
        rows = [agreement_row(1000.5, 1001), agreement_row(900.5, 897, level=2, file="b.txt[:10000]")]
        said = measuring.agreement(rows)
        self.assertIn("2 archives of 2 texts or their heads, levels 1 to 2", said)
        self.assertIn("The largest difference is 3.5 bytes of 897 (b.txt[:10000], level 2); all are within", said)
        self.assertNotIn("stored", said)

    def test_a_head_is_no_text_of_its_own(self):
        self.assertIn("of 1 text ", measuring.agreement([agreement_row(5, 5), agreement_row(5, 5, file="a.txt[:9]")]))

    def test_what_does_not_agree_is_told(self):
        said = measuring.agreement([agreement_row(1000, 1001), agreement_row(1000, 2000, level=3)])
        self.assertIn("1 are not within 0.01 % and 4 bytes, such as a.txt at level 3", said)

    def test_stored_blocks_are_left_out_and_told(self):
        said = measuring.agreement([agreement_row(1000, 1000), agreement_row(10_500, 10_000, stored=1)])
        self.assertIn("all are within", said)
        self.assertIn("1 archive with a stored block, which saves up to 500 bytes", said)
        self.assertIn("nothing to compare", measuring.agreement([agreement_row(10_500, 10_000, stored=1)]))


class Tables(unittest.TestCase):
    def test_speeds_are_compared_between_threads_and_between_lines_and_one_text(self):
        text = measuring.speed([
            speed_row(TEXT, 1, 1, 2.0), speed_row(TEXT, 1, 2, 1.25), speed_row(TEXT, 2, 1, 4.0),
            speed_row(ONE_TEXT, 1, 1, 2.0), speed_row(LINES, 1, 1, 2.5),
        ])
        self.assertIn("| 1 | 0.5 | 0.8 | 1.60 | 0.4 | 1.25 |\n", text)
        self.assertIn("| 2 | 0.25 | – | – | – | – |\n", text)
        self.assertIn("the lines are 12,500, each a text of its own, of 1,000,000 bytes in all", text)
        self.assertIn("median of 3; a CPU.\n", text)

    def test_the_smallest_of_a_text_is_bold(self):
        text = measuring.kenlm([
            KenlmRow("pith -1 --static", 2_000_000, "a.txt", 100, 2.5, "this run"),
            KenlmRow("pith -1 --static", 2_000_000, "b.txt", 100, 2.25, "this run"),
            KenlmRow("KenLM, order 6", 10_000_000, "a.txt", 100, 2.322, "before"),
        ])
        self.assertIn("| model | its MB | a.txt | b.txt |\n", text)
        self.assertIn("| pith -1 --static | 2.0 | 2.500 | **2.250** |\n", text)
        self.assertIn("| KenLM, order 6 | 10 | **2.322** | – |\n", text)

    def test_csv_files_restore_the_rows_and_refuse_those_of_another_part(self):
        rows = {
            "agreement": [agreement_row(1000.25, 1001)],
            "speed": [speed_row(TEXT, 1, 1, 2.5)],
            "kenlm": [KenlmRow("KenLM, order 6", 10, "a.txt", 100, 2.322, "before")],
        }
        with tempfile.TemporaryDirectory() as folder:
            for name, part in measuring.PARTS.items():
                part.write(Path(folder) / part.file, rows[name])
                self.assertEqual(part.read(Path(folder) / part.file), rows[name])
            with self.assertRaises(ValueError):
                measuring.PARTS["speed"].read(Path(folder) / measuring.PARTS["kenlm"].file)


class Lines(unittest.TestCase):
    def test_lines_are_filled_with_whole_words(self):
        lines = measuring_runs.short_lines(b"word " * 100, 5)
        self.assertEqual(lines[0], b"word " * 15 + b"word\n")
        self.assertEqual(len(lines[0]), measuring_runs.LINE_BYTES)

    def test_they_begin_anew_where_the_text_ends(self):
        self.assertEqual(measuring_runs.short_lines(b"one\ntwo\t three ", 3), [b"one two three\n"] * 3)

    def test_a_long_word_is_cut(self):
        lines = measuring_runs.short_lines(b"a " + b"x" * 200 + b" b", 4)
        self.assertEqual(lines, [b"a\n", b"x" * 80 + b"\n", b"x" * 80 + b"\n", b"x" * 40 + b" b\n"])

    def test_a_text_without_words_is_refused(self):
        with self.assertRaises(ValueError):
            measuring_runs.short_lines(b" \n", 3)

    def test_lines_out_of_order_or_missing_are_noticed(self):
        with tempfile.TemporaryDirectory() as folder:
            said = Path(folder) / "said"
            for numbers in ([1, 3], [2, 1], [1]):
                said.write_text("".join(json.dumps({"line": n, "bytes": 2}) + "\n" for n in numbers), encoding="utf-8")
                with self.assertRaises(ValueError):
                    measuring_runs.check_lines(said, [b"a\n", b"b\n"])
            said.write_text('{"line": 1, "bytes": 2}\n{"line": 2, "bytes": 3}\n', encoding="utf-8")
            with self.assertRaises(ValueError):
                measuring_runs.check_lines(said, [b"aa\n", b"b\n"])
            measuring_runs.check_lines(said, [b"a\n", b"bb\n"])


class Program(unittest.TestCase):
    """The whole tool, with a program in pith's place."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "text").write_bytes(b"some words of a text\n" * 20)
        for name in measuring_runs.KENLM:
            (self.folder / name).write_bytes(b"a line\r\n" * 10)
        (self.folder / "results").mkdir()

    def bench(self, *arguments, excess=0, first_line=1):
        program = self.folder / "pith"
        program.write_text(FAKE.format(python=sys.executable, excess=excess, first_line=first_line), encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        common = ["--pith", str(program), "--repeat", "1", "--jobs", "1", "--csv", str(self.folder / "results")]
        with contextlib.redirect_stdout(io.StringIO()) as said, contextlib.redirect_stderr(io.StringIO()) as complaint:
            status = bench_measure.main([*common, *arguments])
        return status, said.getvalue() + complaint.getvalue()

    def rows(self, name):
        return measuring.PARTS[name].read(self.folder / "results" / measuring.PARTS[name].file)

    def texts(self, **options):
        text = str(self.folder / "text")
        return self.bench("--texts", text, "--levels", "1,6", "--head", "100", "--lines", "30", **options)

    def test_texts_are_compared_and_timed(self):
        self.assertEqual(self.texts()[0], 0)
        self.assertEqual(self.rows("agreement"), [
            AgreementRow("text", 420, "english", 1, 157.5, 158, 0),
            AgreementRow("text[:100]", 100, "english", 6, 37.5, 38, 0),
        ])
        cases = [(row.what, row.level, row.threads) for row in self.rows("speed")]
        self.assertEqual(cases[:2], [(TEXT, 1, 1), (TEXT, 1, 2)])
        self.assertEqual(cases[6:], [(ONE_TEXT, 1, 1), (LINES, 1, 1), (ONE_TEXT, 3, 1), (LINES, 3, 1)])
        self.assertEqual({row.lines for row in self.rows("speed") if row.what == LINES}, {30})
        with contextlib.redirect_stdout(io.StringIO()) as said:
            self.assertEqual(bench_measure.main(["--from-csv", str(self.folder / "results")]), 0)
        self.assertIn("2 archives of 1 text or their heads", said.getvalue())
        self.assertIn("the lines are 30", said.getvalue())

    def test_an_archive_that_does_not_agree_fails(self):
        status, said = self.texts(excess=5)
        self.assertEqual(status, 1)
        self.assertIn("2 are not within", said)

    def test_lines_in_another_order_are_an_error(self):
        status, said = self.texts(first_line=0)
        self.assertEqual(status, 2)
        self.assertIn("expected line 1 of ", said)

    def test_figures_of_kenlm_stand_beside_models_of_the_same_text_only(self):
        split = self.folder / "split"
        split.write_bytes(b"other")
        arguments = ("--split", str(split), "--bench", str(self.folder))
        self.assertEqual(self.bench(*arguments)[0], 0)
        self.assertEqual(self.rows("kenlm")[0], KenlmRow("pith -1 --static", 1000, "alice29.txt", 70, 3.0, "this run"))
        self.assertEqual(len(self.rows("kenlm")), 9)
        known = measuring_runs.KENLM_TRAINED_ON
        self.addCleanup(setattr, measuring_runs, "KENLM_TRAINED_ON", known)
        measuring_runs.KENLM_TRAINED_ON = measuring_runs.hashlib.sha256(b"other").hexdigest()
        self.assertEqual(self.bench(*arguments)[0], 0)
        self.assertEqual(len(self.rows("kenlm")), 9 + 12)
        self.assertEqual(self.rows("kenlm")[9].tool, "KenLM, order 6")

    def test_what_pith_says_of_its_failure_is_passed_on(self):
        with contextlib.redirect_stderr(io.StringIO()) as complaint:
            status = bench_measure.main(["--pith", str(self.folder / "no-such"), "--texts", str(self.folder / "text")])
        self.assertEqual(status, 2)
        self.assertIn("no-such", complaint.getvalue())


if __name__ == "__main__":
    unittest.main()
