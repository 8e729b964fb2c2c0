"""list and info, as tables and as JSON, and what -v adds."""

import json
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
        self.assertEqual(self.rows("empty")[1][3:6], ["0", "-", "-"])

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
        self.assertIn("format:    2\n", text)

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


class Verbose(CliTest):
    def test_a_line_a_file_says_what_was_saved_in_both_directions(self):
        self.write("book.txt")
        text = len(sample_text())
        _, messages = self.pith("-1v", "book.txt")
        size = (self.folder / "book.txt.pith").stat().st_size
        facts = rf"{100 * size / text:.2f}%  \({text} => {size} bytes, {8 * size / text:.3f} bits/byte, [0-9.]+ [KM]B/s"
        self.assertRegex(messages, rf"\Abook\.txt : {facts}, book\.txt\.pith\)\n\Z")
        _, messages = self.pith("-dv", "book.txt.pith")
        self.assertRegex(messages, rf"\Abook\.txt\.pith : .*\({size} => {text} bytes, .* [KM]B/s, book\.txt\)\n\Z")

    def test_twice_verbose_tells_the_level_and_its_memory(self):
        _, messages = self.pith("-3vv", stdin=b"text")
        self.assertRegex(messages, r"\Alevel 3, up to \d+ MB of memory a thread\n\(stdin\) : ")
