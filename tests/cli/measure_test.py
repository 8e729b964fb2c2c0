"""pith measure: files, lines, characters and models, as tables and as JSON."""

import json
import math
import os

from support import CliTest, sample_text


class Measure(CliTest):
    def figures(self, *arguments, **options):
        """What is said of the one model; not how long it took."""
        report = json.loads(self.pith("measure", "-1", "--json", *arguments, **options)[0])
        (model,) = report["models"]
        self.assertGreater(model.pop("seconds"), 0)
        self.assertGreaterEqual(model.pop("bytes_per_second"), 0)
        return {"level": report["level"], "adaptive": report["adaptive"], **model}

    def lines(self, *arguments, **options):
        return [json.loads(line) for line in self.pith("measure", "-1", *arguments, **options)[0].splitlines()]

    def test_counts_bits_and_their_ratios_agree(self):
        self.write("book.txt")
        report = self.figures("book.txt")
        facts = report["files"][0]
        text = sample_text()
        self.assertEqual((report["level"], report["model"], report["adaptive"]), (1, None, True))
        self.assertEqual((facts["name"], facts["bytes"]), ("book.txt", len(text)))
        self.assertEqual((facts["chars"], facts["words"]), (len(text.decode()), len(text.split())))
        bits = facts["bits"]
        self.assertAlmostEqual(facts["nats"], bits * math.log(2), places=6)
        for unit, count in (("byte", facts["bytes"]), ("char", facts["chars"]), ("word", facts["words"])):
            self.assertAlmostEqual(facts[f"bits_per_{unit}"], bits / count)
            self.assertAlmostEqual(facts[f"perplexity_per_{unit}"] / 2 ** (bits / count), 1)
        self.assertAlmostEqual(facts["nats_per_char"], facts["nats"] / facts["chars"])

    def test_the_bits_are_those_that_compress_spends(self):
        self.write("book.txt")
        bits = self.figures("book.txt")["total"]["bits"]
        archive = json.loads(self.pith("list", "--json", str(self.archive()))[0])["total"]
        payload = archive["archive_bytes"] - archive["overhead_bytes"]
        self.assertLessEqual(abs(payload - bits / 8), 0.0001 * bits / 8 + 4)

    def test_line_ends_change_counts_but_no_bits(self):
        self.write("lf")
        self.write("crlf", sample_text().replace(b"\n", b"\r\n"))
        lf, crlf = self.figures("lf", "crlf")["files"]
        self.assertEqual(crlf["bits"], lf["bits"])
        self.assertEqual(crlf["bytes"] - lf["bytes"], sample_text().count(b"\n"))

    def test_measuring_changes_no_file(self):
        self.write("book.txt")
        self.pith("measure", "-1", "book.txt")
        self.assertEqual(self.names(), ["book.txt"])
        self.assertEqual(self.read("book.txt"), sample_text())

    def test_totals_add_up_and_go_on_after_an_error(self):
        self.write("a", b"one two")
        self.write("b", b"three")
        report = self.figures("a", "missing", "b", expect=1)
        a, b = report["files"]
        total = report["total"]
        self.assertEqual((total["files"], total["bytes"], total["words"]), (2, 12, 3))
        self.assertAlmostEqual(total["bits"], a["bits"] + b["bits"])
        self.assertAlmostEqual(total["bits_per_byte"], total["bits"] / 12)

    def test_the_table_has_a_row_a_file_and_a_total_after_several(self):
        self.write("a")
        self.write("b", b"three")
        lines = self.pith("measure", "-1", "a", "b")[0].decode().splitlines()
        self.assertEqual(lines[0], "level 1, adaptive, from empty")
        self.assertEqual([line.split()[-1] for line in lines[1:5]], ["name", "a", "b", "total"])
        self.assertIn("(95 %, 2 texts)", lines[5])
        self.assertEqual(lines[4].split()[0], str(len(sample_text()) + 5))
        self.assertEqual(len(self.pith("measure", "-1", "a")[0].splitlines()), 3)
        only_total = self.pith("measure", "-1", "--total", "a", "b")[0].decode().splitlines()
        self.assertEqual(only_total, [lines[0], only_total[1], only_total[2], lines[5]])
        self.assertEqual(only_total[2].split(), lines[4].split())
        self.assertEqual(self.figures("--total", "a", "b")["files"], [])

    def test_what_a_text_has_none_of_there_is_no_ratio_to(self):
        facts = self.figures(stdin=b"")["files"][0]
        self.assertEqual((facts["name"], facts["bytes"], facts["bits"]), ("(stdin)", 0, 0))
        ratios = {key: value for key, value in facts.items() if "per_" in key}
        self.assertEqual(len(ratios), 7)
        self.assertEqual(set(ratios.values()), {None})
        row = self.pith("measure", "-1", stdin=b"")[0].decode().splitlines()[-1].split()
        self.assertEqual(row, ["0", "0", "0", "0", *5 * ["-"], "(stdin)"])
        facts = self.figures(stdin=b" \n\n")["files"][0]
        self.assertEqual((facts["bits_per_word"], facts["perplexity_per_word"]), (None, None))
        self.assertGreater(facts["perplexity_per_char"], 0)
        self.assertEqual(self.pith("measure", "-1", stdin=b" \n")[0].split()[-2], b"-")
        facts = self.figures(stdin=b"\x80\x80")["files"][0]  # continuation bytes make no character
        self.assertEqual((facts["chars"], facts["bits_per_char"], facts["nats_per_char"]), (0, None, None))

    def test_a_perplexity_beyond_double_is_null(self):
        noise = bytes(255 - n % 3 for n in range(7)) + os.urandom(3000).translate(None, b" \t\n\v\f\r")
        report = self.figures(stdin=noise)
        self.assertIsNone(report["total"]["perplexity_per_word"])
        self.assertEqual(self.pith("measure", "-1", stdin=noise)[0].split()[-2], b"inf")

    def test_threads_do_not_change_the_figures(self):
        self.write("book.txt")
        self.write("letter", sample_text(500, 2))
        for files in (["book.txt"], ["book.txt", "letter", "book.txt"]):
            self.assertEqual(self.figures("-T2", *files), self.figures("-T1", *files))

    def test_a_folder_stands_for_its_files_and_a_list_for_what_it_names(self):
        self.write("a", b"one two")
        (self.folder / "texts").mkdir()
        self.write("texts/b", b"three")
        self.write("texts/.hidden", b"four")
        self.write("list", b"a\ntexts\n")
        for arguments in (["a", "texts"], ["@list"]):
            self.assertEqual([f["name"] for f in self.figures(*arguments)["files"]], ["a", "texts/b"])

    def test_a_folder_without_files_is_an_error_and_the_others_are_measured(self):
        (self.folder / "empty").mkdir()
        self.write("a", b"one")
        self.assertEqual([f["name"] for f in self.figures("empty", "a", expect=1)["files"]], ["a"])
        self.assertIn("empty: has no files", self.refused("measure", "empty"))

    def test_the_interval_is_that_of_a_ratio(self):
        self.write("a", sample_text(3000, 1))
        self.write("b", sample_text(1000, 2))
        report = self.figures("a", "b")
        files, ratio = report["files"], report["total"]["bits_per_char"]
        deviations = sum((f["bits"] - ratio * f["chars"]) ** 2 for f in files)
        expected = 12.706204736 * math.sqrt(deviations * 2 / (2 - 1)) / report["total"]["chars"]
        self.assertAlmostEqual(report["total"]["bits_per_char_95"], expected, places=9)
        self.assertIsNone(self.figures("a")["total"]["bits_per_char_95"])

    def test_lines_of_one_text_add_up_to_it(self):
        text = sample_text() + b"\nno end"
        self.write("book.txt", text)
        lines = self.lines("--per-line", "book.txt")
        self.assertEqual([line["line"] for line in lines], list(range(1, len(text.splitlines()) + 1)))
        self.assertEqual([line["bytes"] for line in lines], [len(part) for part in text.splitlines(keepends=True)])
        total = self.figures("book.txt")["total"]
        for field in ("bits", "chars", "words"):
            self.assertAlmostEqual(sum(line[field] for line in lines), total[field], places=6)

    def test_static_lines_do_not_know_each_other(self):
        lines = (sample_text() + b"\n").splitlines(keepends=True)
        self.write("book.txt", b"".join(lines))
        self.write("backwards.txt", b"".join(reversed(lines)))
        for model in ("none", self.trained()):
            forwards = self.lines("--static", "-m", model, "--per-line", "book.txt")
            backwards = self.lines("--static", "-T2", "-m", model, "--per-line", "backwards.txt")
            self.assertEqual([line["bits"] for line in forwards],
                             [line["bits"] for line in reversed(backwards)])
            self.write("one", lines[3])
            self.assertAlmostEqual(self.figures("--static", "-m", model, "one")["total"]["bits"], forwards[3]["bits"])

    def test_lines_of_several_files_are_told_apart(self):
        self.write("a", b"x\ny\n")
        self.write("b", b"z")
        self.assertEqual(
            [(line["name"], line["line"], line["bytes"]) for line in self.lines("--per-line", "a", "b")],
            [("a", 1, 2), ("a", 2, 2), ("b", 1, 1)],
        )
        self.assertEqual([(line["name"], line["bytes"]) for line in self.lines("--json-lines", "a", "b")],
                         [("a", 4), ("b", 1)])

    def test_characters_add_up_to_the_text(self):
        text = "Maß €\n".encode() + b"\xff\xe2\x82" + b"x"
        self.write("text", text)
        characters = self.lines("--per-char", "text")
        self.assertEqual(
            [c.get("char", c.get("not_utf8")) for c in characters],
            ["M", "a", "ß", " ", "€", "\n", 0xFF, 0xE2, 0x82, "x"],
        )
        self.assertEqual([c["byte"] for c in characters], [0, 1, 2, 4, 5, 8, 9, 10, 11, 12])
        self.assertAlmostEqual(sum(c["bits"] for c in characters), self.figures("text")["total"]["bits"])

    def trained(self):
        self.write("corpus", sample_text(40000, 5))
        self.pith("train", "-q", "-f", "-o", "mine.pithm", "corpus")
        return "mine.pithm"

    def test_several_models_stand_side_by_side(self):
        model = self.trained()
        self.write("a", sample_text(2000, 3))
        self.write("b", bytes(range(256)) * 4)
        lines = self.pith("measure", "-1", "-m", model, "-m", "none", "a", "b")[0].decode().splitlines()
        self.assertEqual(lines[0], "level 1, adaptive, bits/char by model")
        self.assertEqual(lines[1].split(), ["chars", "mine", "from", "empty", "best", "name"])
        self.assertEqual([line.split()[-1] for line in lines[2:5]], ["a", "b", "total"])
        self.assertEqual(lines[2].split()[3], "mine")
        report = json.loads(self.pith("measure", "-1", "--json", "-m", model, "-m", "none", "a")[0])
        mine, empty = report["models"]
        self.assertEqual((mine["model_name"], empty["model_name"]), ("mine", None))
        code = mine["two_part_code"]
        self.assertEqual(code["model_bits"], 8 * (self.folder / model).stat().st_size)
        self.assertAlmostEqual(code["bits"], code["model_bits"] + mine["total"]["bits"])
        saved = empty["total"]["bits_per_char"] - mine["total"]["bits_per_char"]
        self.assertAlmostEqual(code["pays_from_chars"] / (code["model_bits"] / saved), 1)
        self.assertEqual(empty["two_part_code"]["bits"], empty["total"]["bits"])
        self.assertIsNone(empty["two_part_code"]["pays_from_chars"])

    def test_what_contradicts_itself_is_refused(self):
        self.write("a")
        for arguments, about in (
            (["--json", "--per-line", "a"], "--per-line"),
            (["--per-line", "--per-char", "a"], "--per-char"),
            (["--per-line", "--html", "page", "a"], "--html"),
            (["-m", "none", "-m", "none"], "standard input"),
            (["-m", "none", "-m", "none", "--per-line", "a"], "one -m"),
            (["-m", "none", "-m", "none", "--html", "page", "a"], "one -m"),
        ):
            self.assertIn(about, self.refused("measure", *arguments))
