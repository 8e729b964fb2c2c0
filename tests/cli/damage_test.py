"""Archives that are not what they should be."""

import os

from support import CliTest, sample_text


class Damage(CliTest):
    def damaged_copies(self):
        """(name, archive) of ways to go wrong."""
        archive = self.archive().read_bytes()
        flipped = bytearray(archive)
        flipped[len(archive) // 2] ^= 1
        yield "flipped", bytes(flipped)
        yield "truncated", archive[:-5]
        yield "trailing", archive + b"more"
        yield "not", b"this is no archive"
        yield "newer", archive[:4] + b"\xfe" + archive[5:]
        yield "empty", b""

    def test_test_is_silent_on_a_good_archive_and_reports_each_bad_one(self):
        for name, content in self.damaged_copies():
            self.write(name, content)
            self.assertIn(name + ": ", self.refused("-t", name))
        self.assertEqual(self.pith("-t", "book.txt.pith"), (b"", ""))

    def test_zeros_after_an_archive_are_no_damage(self):
        archive = self.archive().read_bytes()
        info = self.pith("-l", "book.txt.pith")[0]
        self.write("book.txt.pith", archive + bytes(3000))
        self.assertEqual(self.pith("-dc", "book.txt.pith")[0], sample_text())
        self.assertEqual(self.pith("-t", "book.txt.pith"), (b"", ""))
        self.assertEqual(self.pith("-l", "book.txt.pith")[0], info)

    def test_test_with_verbose_says_ok(self):
        self.archive()
        self.assertIn("book.txt.pith: OK, 6,0", self.pith("-tv", "book.txt.pith")[1])

    def test_test_goes_on_after_a_bad_archive(self):
        self.archive("good")
        self.write("bad", b"bad")
        _, messages = self.pith("-tv", "bad", "good", "missing", expect=1)
        self.assertRegex(messages, r"\Apith: bad: [^\n]+\ngood: OK[^\n]+\npith: missing: no such file\n\Z")

    def test_test_reads_standard_input(self):
        archive = self.archive().read_bytes()
        self.pith("test", stdin=archive)
        self.refused("test", stdin=archive[:-1])

    def test_a_bad_archive_is_kept_and_leaves_no_text(self):
        for name, content in self.damaged_copies():
            self.write(name + ".pith", content)
            self.refused("-d", name + ".pith")
            self.assertNotIn(name, self.names())
            self.assertEqual(self.read(name + ".pith"), content)
        self.assertFalse([name for name in self.names() if name.startswith(".")])

    def test_a_truncated_archive_to_standard_output_is_an_error(self):
        archive = self.archive().read_bytes()
        self.assertIn("ends early", self.refused("-d", stdin=archive[:-1]))
        self.assertIn("ends early", self.refused("-d", stdin=archive[:3]))

    def test_the_text_of_whole_members_comes_out_before_the_error(self):
        archive = self.archive().read_bytes()
        output, messages = self.pith("-d", stdin=archive + archive[:-1], expect=1)
        self.assertEqual(output, sample_text())
        self.assertIn("ends early", messages)

    def test_a_text_is_not_decompressed(self):
        self.write("text.pith", b"just a text")
        self.assertIn("not a pith archive", self.refused("-d", "text.pith"))

    def test_a_missing_or_unreadable_input_is_named(self):
        self.assertEqual(self.refused("compress", "lost"), "pith: lost: no such file\n")
        for command in ("decompress", "test", "list", "measure", "info"):
            self.assertEqual(self.refused(command, "lost.pith"), "pith: lost.pith: no such file\n")
        os.mkdir(self.folder / "folder.pith")
        for command in ("test", "list", "info"):
            self.assertIn("folder.pith: is a directory", self.refused(command, "folder.pith"))
