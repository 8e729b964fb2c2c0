"""Folders and lists of texts: what cannot be read is named and passed over, and the rest is done."""

import gzip
import json
import lzma
import os
import socket
import time
import unittest

from support import ERROR, PATIENCE, SUCCESS, WARNING, CliTest, sample_text

TEXT = b"a text that is measured\n"


class ListTest(CliTest):
    def setUp(self):
        super().setUp()
        for name in ("texts/a.txt", "texts/deep/b.txt", "c.txt"):
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            self.write(name, TEXT)

    def measured(self, *arguments, expect=SUCCESS, **options):
        """The names of the files that were measured, and the lines on stderr."""
        output, messages = self.pith("measure", "-1", "--json-lines", *arguments, expect=expect, **options)
        return [json.loads(line)["name"] for line in output.splitlines()], messages

    def trained(self, *arguments, **options):
        """The number of texts that were learnt, and the lines on stderr. Training asks for more text than measuring."""
        self.write("texts/a.txt", b"".join(sample_text(3000, seed) for seed in range(10)))
        self.write("c.txt", sample_text(3000, 99))  # equal texts would count once
        report, messages = self.pith("train", "-q", "--json", "-o", "m.pithm", *arguments, **options)
        return json.loads(report)["corpus_files"], messages


class Folders(ListTest):
    def test_a_broken_link_and_a_loop_are_named_and_the_rest_is_done(self):
        os.symlink("nowhere", self.folder / "texts/broken")
        os.symlink("loop", self.folder / "texts/deep/loop")
        names, messages = self.measured("texts", expect=ERROR)
        self.assertEqual(names, ["texts/a.txt", "texts/deep/b.txt"])
        self.assertIn("pith: texts/broken: is a link to what does not exist\n", messages)
        self.assertRegex(messages, r"pith: texts/deep/loop: cannot read: too many [^\n]*links[^\n]*\n")
        self.assertEqual(messages.count("\n"), 2)

    def test_links_to_files_are_read_and_links_to_folders_are_not_followed(self):
        os.symlink("../c.txt", self.folder / "texts/link")
        os.symlink("..", self.folder / "texts/deep/up")
        self.assertEqual(self.measured("texts")[0], ["texts/a.txt", "texts/deep/b.txt", "texts/link"])

    @unittest.skipIf(os.geteuid() == 0, "root reads everything")
    def test_an_unreadable_folder_is_named_and_the_rest_is_done(self):
        os.chmod(self.folder / "texts/deep", 0)
        self.addCleanup(os.chmod, self.folder / "texts/deep", 0o700)
        names, messages = self.measured("texts", expect=ERROR)
        self.assertEqual((names, messages), (["texts/a.txt"], "pith: texts/deep: cannot read: permission denied\n"))

    def test_training_and_analyzing_go_on_too(self):
        os.symlink("nowhere", self.folder / "texts/broken")
        files, messages = self.trained("texts", expect=ERROR)
        self.assertEqual(files, 2)
        self.assertIn("texts/broken: is a link to what does not exist", messages)
        report, messages = self.pith("analyze", "--json", "--levels", "none", "texts", expect=ERROR)
        self.assertEqual(len(json.loads(report)["texts"]), 2)
        self.assertIn("texts/broken: is a link to what does not exist", messages)

    def test_archives_are_no_texts_and_are_counted_in_one_line(self):
        self.archive("texts/x.pith")
        self.write("texts/y.gz", gzip.compress(TEXT))
        self.write("texts/deep/no-suffix", lzma.compress(TEXT))
        self.write("texts/z.zst", b"\x28\xb5\x2f\xfd rest")
        names, messages = self.measured("texts")
        self.assertEqual(names, ["texts/a.txt", "texts/deep/b.txt"])
        self.assertRegex(messages, r"\Apith: passed over 4 archives in folders[^\n]*\n\Z")
        self.assertEqual(self.measured("-q", "texts")[1], "")
        self.assertEqual(self.trained("texts")[0], 2)

    def test_an_archive_that_is_named_is_taken_as_it_is(self):
        self.write("y.gz", gzip.compress(TEXT))
        self.write("list", b"y.gz\n")
        self.assertEqual(self.measured("y.gz"), (["y.gz"], ""))
        self.assertEqual(self.measured("@list"), (["y.gz"], ""))


class Lists(ListTest):
    def test_names_that_nul_ends_may_hold_line_feeds(self):
        self.write("two\nlines", TEXT)
        self.write("list", b"two\nlines\0c.txt\0texts\0")
        names = ["two\nlines", "c.txt", "texts/a.txt", "texts/deep/b.txt"]
        self.assertEqual(self.measured("@list")[0], names)

    def test_lists_from_windows_are_read(self):
        self.write("list", b"\xef\xbb\xbfc.txt\r\n\r\ntexts/a.txt\r\n")
        self.assertEqual(self.measured("@list")[0], ["c.txt", "texts/a.txt"])

    def test_lists_in_utf16_are_refused_before_their_bytes_are_taken_for_names(self):
        for encoding in ("utf-16-le", "utf-16-be"):
            self.write("list", "\ufefftexts/a.txt\n".encode(encoding))
            self.assertEqual(self.refused("measure", "-1", "@list"), "pith: list: is UTF-16; write it as UTF-8\n")

    def test_a_list_may_come_through_a_pipe_and_need_no_last_line_feed(self):
        self.assertEqual(self.measured("@-", stdin=b"c.txt\ntexts/a.txt")[0], ["c.txt", "texts/a.txt"])

    def test_what_a_list_names_and_is_not_there_is_named_and_the_rest_is_done(self):
        self.write("list", b"missing\nc.txt\n")
        self.assertEqual(self.measured("@list", expect=ERROR), (["c.txt"], "pith: missing: no such file\n"))

    def test_an_endless_device_is_no_list(self):
        for command in (["measure"], ["analyze"], ["train", "-o", "m.pithm"]):
            begin = time.monotonic()
            message = self.refused(*command, "@/dev/zero")
            self.assertIn("/dev/zero: is a device, not a list of files", message)
            self.assertLess(time.monotonic() - begin, PATIENCE / 2)

    def test_an_endless_line_is_no_name(self):
        self.write("list", b"x" * 5000)
        self.assertIn("cannot read: file name too long", self.refused("measure", "@list"))


class SpecialFiles(ListTest):
    def setUp(self):
        super().setUp()
        os.mkfifo(self.folder / "fifo")
        self.socket = socket.socket(socket.AF_UNIX)
        self.addCleanup(self.socket.close)
        here = os.getcwd()
        os.chdir(self.folder)
        self.addCleanup(os.chdir, here)
        self.socket.bind("socket")
        os.symlink("fifo", self.folder / "link")

    def test_they_are_passed_over_with_a_warning_while_files_are_converted(self):
        for flags in ("-1", "-1k", "-t", "-l"):
            for name in ("fifo", "socket", "link", "/dev/zero"):
                with self.subTest(flags=flags, name=name):
                    message = self.refused(flags, name, expect=WARNING)
                    self.assertRegex(message, rf"{name}: is [^\n]*, skipped; use ")
        self.pith("-1k", "fifo", "c.txt", expect=WARNING)
        self.assertEqual(self.pith("-dc", "c.txt.pith")[0], TEXT)

    def test_they_are_passed_over_while_texts_are_measured_and_learnt(self):
        self.write("list", b"fifo\nc.txt\n")
        for arguments in (["fifo", "c.txt"], ["@list"], ["socket", "/dev/zero", "c.txt"]):
            names, messages = self.measured(*arguments, expect=WARNING)
            self.assertEqual(names, ["c.txt"])
            self.assertRegex(messages, r"pith: [a-z/]+: is a (FIFO|socket|device), skipped")
        self.assertEqual(self.trained("fifo", "c.txt", "texts", expect=WARNING)[0], 3)

    def test_a_text_to_compare_with_is_no_device(self):
        message = self.refused("analyze", "--levels", "none", "--against", "/dev/zero", "c.txt")
        self.assertEqual(message, "pith: /dev/zero: is a device; use -f to read it\n")

    def test_force_reads_a_pipe(self):
        for arguments in (["-1fk", "fifo"], ["measure", "-1", "-f", "fifo"]):
            process = self.start(*arguments)
            (self.folder / "fifo").write_bytes(TEXT)
            self.assertEqual(process.wait(timeout=PATIENCE), 0)
        self.assertEqual(self.pith("-dc", "fifo.pith")[0], TEXT)

    def test_what_the_shell_substitutes_for_a_command_is_read(self):
        reader, writer = os.pipe()
        os.write(writer, TEXT)
        os.close(writer)
        names, messages = self.measured(f"/dev/fd/{reader}", pass_fds=[reader])
        os.close(reader)
        self.assertEqual((names, messages), ([f"/dev/fd/{reader}"], ""))
