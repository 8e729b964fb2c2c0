"""Results that are verified, and limits of memory and of output: archives that would take more are refused."""

import os
import signal
import subprocess
import time

from changes_test import LONG, ChangeTest
from model_test import ModelTest
from support import ERROR, PATIENCE, CliTest, sample_text


class Verifying(ChangeTest):
    def spoil(self, process):
        """Changes the level in the archive that a stopped process is writing."""
        folder = f"/proc/{process.pid}/fd"
        (number,) = [
            name for name in os.listdir(folder)
            if self.writable(process, name) and "pith-cli-" in os.readlink(f"{folder}/{name}")
        ]  # fmt: skip
        with open(f"{folder}/{number}", "r+b") as archive:
            archive.seek(2)
            archive.write(b"\x85")

    def test_a_result_that_does_not_decode_is_no_result_and_the_text_is_kept(self):
        self.write("log.txt", LONG)
        process = self.start_and_read("-3", "--verify", "log.txt", name="log.txt")
        self.spoil(process)
        process.send_signal(signal.SIGCONT)
        _, messages = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, ERROR)
        self.assertRegex(messages, rb"\Apith: log.txt.pith: cannot be decoded: [^\n]*; log.txt is kept[^\n]*\n\Z")
        self.assertEqual(self.names(), ["log.txt"])
        self.assertEqual(self.read("log.txt"), LONG)

    def test_a_good_result_is_verified_silently(self):
        self.write("book.txt")
        self.assertEqual(self.pith("-1", "--verify", "book.txt"), (b"", ""))
        self.assertEqual(self.names(), ["book.txt.pith"])
        self.pith("-2", "--verify", "-o", "out", stdin=b"from a pipe")
        self.assertEqual(self.pith("-dc", "out")[0], b"from a pipe")
        self.assertEqual(self.pith("-dc", "book.txt.pith")[0], sample_text())

    def test_what_cannot_be_read_back_cannot_be_verified(self):
        self.write("book.txt")
        self.assertIn("--verify reads back", self.refused("-1c", "--verify", "book.txt"))


class Output(CliTest):
    def test_a_longer_text_than_allowed_is_refused_and_nothing_is_written(self):
        size = len(sample_text())
        self.archive()
        for flags in (["-d"], ["-t"]):
            message = self.refused(*flags, "--max-output", str(size - 1), "book.txt.pith")
            self.assertIn(f"longer than the {size - 1} bytes of --max-output", message)
        self.assertEqual(self.names(), ["book.txt.pith"])
        self.assertEqual(self.pith("-dc", "--max-output", str(size), "book.txt.pith")[0], sample_text())
        self.pith("-t", "--max-output", str(size), "book.txt.pith")


class Memory(CliTest):
    def test_a_level_that_needs_too_much_is_lowered_and_said_so(self):
        archive, message = self.pith("-9", "-M", "200M", stdin=sample_text())
        self.assertLess(archive[2] & 15, 9)
        self.assertRegex(message, r"\Apith: level 9 needs \d+ bytes of memory, [^\n]* with level \d\n\Z")
        self.assertEqual(self.pith("-9q", "-M", "200M", stdin=sample_text()), (archive, ""))
        self.assertEqual(self.pith("-9", "--memlimit=100G", stdin=sample_text())[0][2] & 15, 9)

    def test_what_does_not_fit_is_refused_with_the_figure(self):
        self.write("book.txt")
        message = self.refused("-9", "-M", "1k", "book.txt")
        self.assertRegex(message, r"level 1 needs \d+ bytes of memory, and -M allows 1000")
        small = self.pith("-1", stdin=b"small")[0]
        large = self.pith("-9", stdin=sample_text())[0]
        for archive in (large, small + large):
            self.write("a.pith", archive)
            for flags in ("-d", "-t"):
                message = self.refused(flags, "-M", "100M", "a.pith")
                self.assertRegex(message, r"decoding level 9 needs \d+ bytes of memory, and the limit is 100000000")
        self.assertEqual(self.names(), ["a.pith", "book.txt"])
        self.assertEqual(self.pith("-d", "-M", "100M", stdin=small)[0], b"small")

    def test_no_more_threads_are_taken_than_there_are_blocks(self):
        process = self.start("-1c", "-T512", stdin=subprocess.PIPE)
        process.stdin.write(sample_text())
        process.stdin.flush()
        time.sleep(0.1)
        with open(f"/proc/{process.pid}/status", encoding="utf-8") as status:
            threads = next(int(line.split()[1]) for line in status if line.startswith("Threads"))
        self.assertLessEqual(threads, 4)
        process.communicate(timeout=PATIENCE)


class ManyMembers(ModelTest):
    def test_twenty_thousand_members_of_as_many_models_are_told_of_in_no_time(self):
        for number in range(30):
            self.make(f"m{number}")
        member = b"\xb6p\x91\x00%b\x03\x00four"
        self.write("many.pith", b"".join(member % (number + 1 << 40).to_bytes(8, "little") for number in range(20000)))
        begin = time.monotonic()
        self.assertIn(b"20000", self.pith("-l", "many.pith")[0])
        self.assertEqual(self.pith("info", "many.pith")[0].count(b"which is not found here"), 20000)
        self.assertLess(time.monotonic() - begin, PATIENCE / 2)


class Listed(CliTest):
    def test_files_are_taken_from_a_list_of_names_that_nul_ends(self):
        for name in ("a b", "two\nlines", "@c"):
            self.write(name, b"text")
        names = b"a b\0two\nlines\0@c\0"
        self.write("list", names)
        output, _ = self.pith("measure", "-1", "--json-lines", "--files0-from", "list")
        self.assertEqual(output.count(b"\n"), 3)
        self.pith("-1", "--files0-from=-", stdin=names)
        self.assertEqual(self.names(), ["@c.pith", "a b.pith", "list", "two\nlines.pith"])
        self.write("empty", b"")
        self.assertIn("names no files", self.refused("-1", "--files0-from", "empty"))
