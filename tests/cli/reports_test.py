"""list, info and measure, as tables and as JSON, and what -v adds."""

import json
import math
import os

from support import CliTest, sample_text


class List(CliTest):
    def rows(self, *arguments, **options):
        output, _ = self.pith("-l", *arguments, **options)
        return [line.split() for line in output.decode().splitlines()]

    def test_a_row_has_the_facts_of_the_archive(self):
        size = str(self.archive().stat().st_size)
        header, row = self.rows("book.txt.pith")
        self.assertEqual(header[:4] + header[-1:], ["Members", "Blocks", "Compressed", "Uncompressed", "Name"])
        text = len(sample_text())
        ratio = f"{100 * int(size) / text:.2f}%"
        bits = f"{8 * int(size) / text:.3f}"
        self.assertEqual(row, ["1", "1", size, str(text), ratio, bits, "1", "-", "book.txt.pith"])

    def test_several_archives_have_a_total(self):
        sizes = [self.archive(name, sample_text(1000 * n)).stat().st_size for n, name in ((1, "a"), (2, "b"), (3, "c"))]
        rows = self.rows("a", "b", "c")
        self.assertEqual(len(rows), 5)
        self.assertEqual(rows[4][2], str(sum(sizes)))
        self.assertEqual(rows[4][3], str(sum(len(sample_text(1000 * n)) for n in (1, 2, 3))))
        self.assertEqual(rows[4][-2:], ["3", "files"])

    def test_members_are_added_up_and_differing_levels_are_mixed(self):
        parts = self.pith("-1", stdin=b"one")[0] + self.pith("-2", stdin=b"three")[0]
        self.write("two.pith", parts)
        self.assertEqual(self.rows("two.pith")[1][:4], ["2", "2", str(len(parts)), "8"])
        self.assertEqual(self.rows("two.pith")[1][6:], ["mixed", "-", "two.pith"])

    def test_a_bad_archive_is_reported_and_the_others_are_listed(self):
        self.archive("good")
        self.write("bad", b"bad")
        output, messages = self.pith("list", "bad", "good", expect=1)
        self.assertIn("pith: bad: ", messages)
        self.assertEqual(len(output.splitlines()), 2)

    def test_standard_input_is_listed(self):
        archive = self.archive().read_bytes()
        self.assertEqual(self.rows(stdin=archive)[1][-1], "(stdin)")

    def test_an_empty_text_has_ratio_zero(self):
        self.archive("empty", b"")
        self.assertEqual(self.rows("empty")[1][3:6], ["0", "0.00%", "0.000"])

    def test_json_has_the_same_facts(self):
        size = self.archive("a").stat().st_size
        self.archive("b")
        report = json.loads(self.pith("list", "--json", "a", "b")[0])
        self.assertEqual([file["name"] for file in report["files"]], ["a", "b"])
        facts = report["files"][0]
        self.assertEqual((facts["archive_bytes"], facts["text_bytes"]), (size, len(sample_text())))
        self.assertEqual((facts["members"], facts["blocks"], facts["level"], facts["model"]), (1, 1, 1, None))
        self.assertAlmostEqual(facts["bits_per_byte"], 8 * size / len(sample_text()))
        self.assertEqual((report["total"]["files"], report["total"]["archive_bytes"]), (2, 2 * size))

    def test_json_stays_valid_for_any_file_name(self):
        name = b'quote" back\\ tab\t new\n \xff \xc3\xa4 \xed\xa0\x80 \xf0\x9f\x98\x80'
        with open(os.path.join(os.fsencode(self.folder), name), "wb") as file:
            file.write(self.archive().read_bytes())
        report = json.loads(self.pith("list", "--json", name)[0].decode())
        self.assertEqual(report["files"][0]["name"], 'quote" back\\ tab\t new\n \ufffd ä \ufffd\ufffd\ufffd 😀')


class Info(CliTest):
    def test_every_fact_is_a_line(self):
        size = self.archive().stat().st_size
        text = self.pith("info", "book.txt.pith")[0].decode()
        self.assertIn("book.txt.pith: a pith archive of 1 member\n", text)
        self.assertIn(f"text:      {len(sample_text()):,} bytes\n", text)
        self.assertIn(f"archive:   {size:,} bytes", text)
        self.assertRegex(text, r"level:     1, decoding needs up to \d+ MB a thread\n")
        self.assertIn("model:     none, coded from empty\n", text)
        self.assertIn("blocks:    1, 0 of them stored", text)
        self.assertIn("line ends: as they are\n", text)
        self.assertIn("format:    1\n", text)

    def test_crlf_is_told_with_its_blocks(self):
        self.archive("crlf", sample_text().replace(b"\n", b"\r\n"))
        self.assertIn("line ends: CRLF, coded as LF, in 1 block\n", self.pith("info", "crlf")[0].decode())
        member = json.loads(self.pith("info", "--json", "crlf")[0])["archives"][0]["members"][0]
        self.assertEqual((member["blocks"], member["stored_blocks"], member["swapped_blocks"]), (1, 0, 1))

    def test_members_are_numbered(self):
        self.write("two", self.pith("-1", stdin=b"one")[0] + self.pith("-2", stdin=b"two")[0])
        text = self.pith("info", "two")[0].decode()
        self.assertIn("member 1 of 2", text)
        self.assertIn("member 2 of 2", text)

    def test_json_lists_the_members(self):
        # A text of one byte cannot shrink: both are stored, whatever is predicted.
        self.write("two", self.pith("-1", stdin=b"a")[0] + self.pith("-2", stdin=b"b")[0])
        members = json.loads(self.pith("info", "--json", "two")[0])["archives"][0]["members"]
        self.assertEqual([(m["level"], m["text_bytes"], m["stored_blocks"]) for m in members], [(1, 1, 1), (2, 1, 1)])
        self.assertEqual([m["swapped_blocks"] for m in members], [0, 0])
        self.assertEqual(members[0]["overhead_bytes"], members[0]["archive_bytes"] - 1)


class Measure(CliTest):
    def figures(self, *arguments, **options):
        return json.loads(self.pith("measure", "-1", "--json", *arguments, **options)[0])

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
        report = json.loads(self.pith("measure", "-1", "--json", "a", "missing", "b", expect=1)[0])
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
        self.assertEqual([line.split()[-1] for line in lines[1:]], ["name", "a", "b", "total"])
        self.assertEqual(lines[4].split()[0], str(len(sample_text()) + 5))
        self.assertEqual(len(self.pith("measure", "-1", "a")[0].splitlines()), 3)
        only_total = self.pith("measure", "-1", "--total", "a", "b")[0].decode().splitlines()
        self.assertEqual(only_total, [lines[0], only_total[1], only_total[2]])
        self.assertEqual(only_total[2].split(), lines[4].split())
        self.assertEqual(self.figures("--total", "a", "b")["files"], [])

    def test_an_empty_text_has_ratios_of_zero_and_perplexities_of_one(self):
        facts = self.figures(stdin=b"")["files"][0]
        self.assertEqual((facts["name"], facts["bytes"], facts["bits"], facts["bits_per_char"]), ("(stdin)", 0, 0, 0))
        self.assertEqual((facts["nats_per_char"], facts["perplexity_per_word"]), (0, 1))

    def test_a_perplexity_beyond_double_is_null(self):
        noise = bytes(255 - n % 3 for n in range(7)) + os.urandom(3000).translate(None, b" \t\n\v\f\r")
        report = self.figures(stdin=noise)
        self.assertIsNone(report["total"]["perplexity_per_word"])
        self.assertEqual(self.pith("measure", "-1", stdin=noise)[0].split()[-2], b"inf")

    def test_threads_do_not_change_the_figures(self):
        self.write("book.txt")
        self.assertEqual(self.figures("-T2", "book.txt"), self.figures("-T1", "book.txt"))


class Verbose(CliTest):
    def test_a_line_a_file_says_what_was_saved_in_both_directions(self):
        self.write("book.txt")
        text = len(sample_text())
        _, messages = self.pith("-1v", "book.txt")
        size = (self.folder / "book.txt.pith").stat().st_size
        facts = rf"{100 * size / text:.2f}%  \({text} => {size} bytes, {8 * size / text:.3f} bits/byte, [0-9.]+ MB/s"
        self.assertRegex(messages, rf"\Abook\.txt : {facts}, book\.txt\.pith\)\n\Z")
        _, messages = self.pith("-dv", "book.txt.pith")
        self.assertRegex(messages, rf"\Abook\.txt\.pith : .*\({size} => {text} bytes, .* MB/s, book\.txt\)\n\Z")

    def test_twice_verbose_tells_the_level_and_its_memory(self):
        _, messages = self.pith("-3vv", stdin=b"text")
        self.assertRegex(messages, r"\Alevel 3, up to \d+ MB of memory a thread\n\(stdin\) : ")
