"""Parts of archives: lines, bytes, and what grep and less are shown."""

import os
import shutil
import subprocess
import unittest
from pathlib import Path

from support import PITH, CliTest

SCRIPTS = Path(__file__).resolve().parents[2] / "src" / "scripts"


def log_text(lines=3000):
    return b"".join(b"%06d the gauge reads %d and %d\n" % (i, i * 37 % 91, i * i % 1000) for i in range(1, lines + 1))


class Parts(CliTest):
    def setUp(self):
        super().setUp()
        self.write("log", log_text())
        self.pith("-1", "--block-size", "10k", "log")

    def test_lines_are_counted_from_1_and_both_ends_are_included(self):
        lines = log_text().splitlines(keepends=True)
        for given, part in (
            ("1000-1010", lines[999:1010]),
            ("7", lines[6:7]),
            ("2999-", lines[2998:]),
            ("-3", lines[:3]),
            ("1-3000", lines),
            ("4000-", []),
        ):
            with self.subTest(given=given):
                self.assertEqual(self.pith("-d", "--lines", given, "log.pith")[0], b"".join(part))
        self.assertEqual(self.names(), ["log.pith"])

    def test_bytes_are_counted_from_0_and_the_end_is_not_included(self):
        text = log_text()
        for given, part in (("5k-6k", text[5000:6000]), ("90000-", text[90000:]), ("-10", text[:10]), ("0-0", b"")):
            with self.subTest(given=given):
                self.assertEqual(self.pith("-d", "--bytes", given, "log.pith")[0], part)

    def test_a_part_of_a_pipe_and_into_a_file(self):
        line = log_text().splitlines(keepends=True)[1499]
        self.assertEqual(self.pith("-d", "--lines", "1500", stdin=self.read("log.pith"))[0], line)
        self.pith("-d", "--lines", "1500", "-o", "line", "log.pith")
        self.assertEqual(self.read("line"), line)
        self.assertEqual(self.names(), ["line", "log.pith"])
        self.assertIn("exists", self.refused("-d", "--lines", "1500", "-o", "line", "log.pith"))

    def test_what_is_no_part_is_refused_and_nothing_is_done(self):
        for option, value in (
            ("--lines", "0"),
            ("--lines", "-"),
            ("--lines", "5-3"),
            ("--lines", "a-b"),
            ("--lines", ""),
            ("--bytes", "5"),
            ("--bytes", "-"),
            ("--bytes", "6k-5k"),
            ("--bytes", "1x-"),
        ):
            with self.subTest(option=option, value=value):
                self.assertIn(option, self.refused("-d", option, value, "log.pith"))
        self.write("text", b"text")
        self.assertIn("pith -d", self.refused("--lines", "3", "text"))
        self.assertEqual(self.names(), ["log.pith", "text"])

    def test_damage_elsewhere_does_not_hinder_and_damage_here_does(self):
        data = bytearray(self.read("log.pith"))
        data[100] ^= 1
        self.write("log.pith", bytes(data))
        self.assertEqual(
            self.pith("-d", "--lines", "2000", "log.pith")[0], log_text().splitlines(keepends=True)[1999]
        )
        self.assertIn("damaged", self.pith("-d", "--lines", "1", "log.pith", expect=1)[1])

    def test_a_part_is_limited_as_a_text_is(self):
        self.assertIn("--max-output", self.pith("-d", "--lines", "1-100", "--max-output", "50", "log.pith", expect=1)[1])

    def test_info_tells_the_lines(self):
        self.assertIn(b"lines:     3,000", self.pith("info", "log.pith")[0])


@unittest.skipUnless(shutil.which("grep"), "no grep")
class Grep(CliTest):
    def grep(self, *arguments, stdin=b"", expect=0):
        found = subprocess.run(
            [SCRIPTS / "pithgrep", *arguments],
            cwd=self.folder,
            input=stdin,
            capture_output=True,
            env={**os.environ, "PITH": PITH},
            check=False,
        )
        self.assertEqual(found.returncode, expect, found.stderr)
        return found.stdout

    def setUp(self):
        super().setUp()
        self.archive("a.pith", b"one\nit's two\nthree\n")
        self.archive("b c.pith", b"four\ntwo again\n")

    def test_texts_of_archives_are_searched_as_grep_searches_files(self):
        self.assertEqual(self.grep("two", "a.pith"), b"it's two\n")
        self.assertEqual(self.grep("two", "a.pith", "b c.pith"), b"a.pith:it's two\nb c.pith:two again\n")
        self.assertEqual(self.grep("-n", "-i", "TWO", "a.pith"), b"2:it's two\n")
        self.assertEqual(self.grep("-nH", "three", "a.pith"), b"a.pith:3:three\n")
        self.assertEqual(self.grep("-h", "two", "a.pith", "b c.pith"), b"it's two\ntwo again\n")
        self.assertEqual(self.grep("-l", "four", "a.pith", "b c.pith"), b"b c.pith\n")
        self.assertEqual(self.grep("-c", "two", "a.pith"), b"1\n")
        self.assertEqual(self.grep("-A", "1", "one", "a.pith"), b"one\nit's two\n")
        self.assertEqual(self.grep("-m1", "-e", "t", "-e", "o", "a.pith"), b"one\n")
        self.assertEqual(self.grep("-ne", "it's", "--", "a.pith"), b"2:it's two\n")

    def test_files_that_are_no_archives_and_pipes_are_searched_too(self):
        self.write("plain", b"two in a plain text\n")
        self.assertEqual(self.grep("two", "plain", "a.pith"), b"plain:two in a plain text\na.pith:it's two\n")
        self.assertEqual(self.grep("two", stdin=self.read("a.pith")), b"it's two\n")
        self.assertEqual(self.grep("two", "a"), b"it's two\n")

    def test_the_status_tells_what_was_found(self):
        self.grep("five", "a.pith", expect=1)
        self.grep("-q", "two", "a.pith", expect=0)
        self.grep("two", "missing", expect=2)
        self.grep("-P", "(", "a.pith", expect=2)
        self.grep(expect=2)
        self.grep("-r", "two", ".", expect=2)
        self.assertIn(b"usage", self.grep("--help"))


class Less(CliTest):
    @unittest.skipUnless(shutil.which("less"), "no less")
    def test_texts_of_archives_and_of_other_files_are_shown(self):
        self.archive("a.pith", b"one\ntwo\n")
        self.write("plain", b"three\n")
        shown = subprocess.run(
            [SCRIPTS / "pithless", "a.pith", "plain"],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={**os.environ, "PITH": PITH},
            check=True,
        )
        self.assertEqual(shown.stdout, b"one\ntwo\nthree\n")

    def test_it_says_how_it_is_used(self):
        usage = subprocess.run([SCRIPTS / "pithless", "--help"], capture_output=True, check=True).stdout
        self.assertIn(b"usage", usage)


if __name__ == "__main__":
    unittest.main()
