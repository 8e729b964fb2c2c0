"""Texts that both sides have, and texts that come bit by bit."""

import os
import select
import subprocess
import time
import unittest

from support import PATIENCE, CliTest, sample_text


class Like(CliTest):
    def setUp(self):
        super().setUp()
        self.write("old", sample_text())
        self.new = sample_text()[:3000] + b"A sentence that is new. " + sample_text()[3100:]
        self.write("new", self.new)

    def test_an_edition_costs_what_is_new_in_it_and_comes_back(self):
        self.pith("-1k", "--like", "old", "new")
        self.assertLess((self.folder / "new.pith").stat().st_size, 200)
        self.assertEqual(self.pith("-dc", "--like", "old", "new.pith")[0], self.new)
        self.pith("-t", "--like", "old", "new.pith")
        self.assertEqual(self.pith("-d", "--bytes", "3000-3010", "--like", "old", "new.pith")[0], self.new[3000:3010])

    def test_without_the_text_there_is_an_error_that_names_it_and_with_another_too(self):
        self.pith("-1", "--like", "old", "new")
        named = rb"like:      a text of 6,?\d\d\d bytes, [0-9a-f]{16}"
        self.assertRegex(self.pith("info", "new.pith")[0], named)
        for option in ((), ("--like", "new.pith")):
            message = self.refused("-dc", *option, "new.pith")
            self.assertRegex(message, r"made --like a text of \d+ bytes, [0-9a-f]{16}")
        self.assertEqual(self.names(), ["new.pith", "old"])

    def test_the_text_is_never_written_over(self):
        self.assertIn("old", self.refused("-1f", "--like", "old", "-o", "old", "new"))
        self.assertEqual(self.read("old"), sample_text())

    def test_a_text_that_cannot_be_had_is_an_error_before_anything_is_done(self):
        self.write("empty", b"")
        for like in ("missing", "empty", "-", ""):
            self.refused("-1", "--like", like, "new")
        self.assertEqual(self.names(), ["empty", "new", "old"])

    def test_verify_decodes_with_the_text(self):
        self.pith("-1", "--verify", "--like", "old", "new")
        self.assertEqual(self.names(), ["new.pith", "old"])


class Flush(CliTest):
    def test_lines_can_be_read_within_the_time(self):
        compress = self.start("-1c", "--flush", "0.2", stdin=subprocess.PIPE)
        restore = self.start("-dc", stdin=compress.stdout)
        for number in range(3):
            line = b"line %d of a log that is alive\n" % number
            compress.stdin.write(line)
            compress.stdin.flush()
            begin = time.monotonic()
            got = b""
            while got != line:
                self.assertTrue(select.select([restore.stdout], [], [], PATIENCE)[0], "nothing came")
                got += os.read(restore.stdout.fileno(), 4096)
            self.assertLess(time.monotonic() - begin, PATIENCE / 2)
        compress.stdin.close()
        self.assertEqual(restore.stdout.read(), b"")
        self.assertEqual((compress.wait(), restore.wait()), (0, 0))

    def test_what_was_flushed_survives_the_end_of_the_writer(self):
        compress = self.start("-1c", "--flush", "0.1", stdin=subprocess.PIPE)
        compress.stdin.write(b"what came before\n")
        compress.stdin.flush()
        self.assertTrue(select.select([compress.stdout], [], [], PATIENCE)[0])
        time.sleep(0.2)
        compress.kill()
        output, message = self.pith("-dc", stdin=compress.stdout.read(), expect=1)
        self.assertEqual(output, b"what came before\n")
        self.assertIn("ends early", message)

    def test_a_file_comes_back_too(self):
        self.write("text", sample_text())
        self.pith("-1", "--flush", "1", "text")
        self.assertIn(b"streamed:", self.pith("info", "text.pith")[0])
        self.pith("-d", "text.pith")
        self.assertEqual(self.read("text"), sample_text())

    def test_times_that_make_no_sense_are_refused(self):
        self.write("text", b"text")
        for value in ("0", "-1", "soon", ""):
            self.assertIn("--flush", self.refused("--flush", value, "text"))
        self.assertIn("--verify", self.refused("--flush", "1", "--verify", "text"))
        self.assertEqual(self.names(), ["text"])


if __name__ == "__main__":
    unittest.main()
