"""Standard input, output and error that are closed: nothing else takes their place."""

import itertools
import os
import unittest

from support import ERROR, CliTest, sample_text

CLOSED = [descriptors for count in (1, 2, 3) for descriptors in itertools.combinations((0, 1, 2), count)]


class Closed(CliTest):
    def run_without(self, descriptors, *arguments):
        """The exit code where these are closed."""

        def close():
            for descriptor in descriptors:
                os.close(descriptor)

        process = self.start(*arguments, preexec_fn=close)
        process.communicate()
        return process.returncode

    def test_messages_are_not_written_into_a_model(self):
        self.write("book.txt", sample_text(30000))
        train = ("train", "-f", "--date", "2026-01-31", "-o", "m.pithm", "book.txt")
        self.pith(*train)
        whole = self.read("m.pithm")
        for descriptors in ((2,), (0, 2), (1, 2)):
            with self.subTest(closed=descriptors):
                self.assertEqual(self.run_without(descriptors, *train), 1 if 1 in descriptors else 0)
                self.assertEqual(self.read("m.pithm"), whole)

    def test_messages_are_not_written_into_archives_texts_and_pages(self):
        texts = {"a.txt": sample_text(), "b.txt": sample_text(5000, seed=2)}
        for descriptors in CLOSED:
            with self.subTest(closed=descriptors):
                for name, text in texts.items():
                    self.write(name, text)
                self.assertEqual(self.run_without(descriptors, "-1v", "a.txt", "b.txt"), 0)
                self.assertEqual(self.names(), ["a.txt.pith", "b.txt.pith"])
                self.assertEqual(self.run_without(descriptors, "-dv", "a.txt.pith", "b.txt.pith"), 0)
                self.assertEqual({name: self.read(name) for name in self.names()}, texts)
                self.run_without(descriptors, "measure", "-1fv", "--html", "page.html", "a.txt")
                self.assertTrue(self.read("page.html").startswith(b"<!doctype html>"))
                os.remove(self.folder / "page.html")

    def test_what_is_closed_can_be_neither_read_nor_written(self):
        self.write("a.txt")
        for command in (("-1c", "a.txt"), ("-1", "-o", "/dev/stdout", "a.txt"), ("measure", "-1", "a.txt"), ("--version",)):
            message = self.refused(*command, preexec_fn=lambda: os.close(1))
            self.assertIn("cannot write: bad file descriptor", message)
        for command in (("-t", "-"), ("measure", "-1")):
            _, message = self.pith(*command, expect=ERROR, preexec_fn=lambda: os.close(0))
            self.assertIn("(stdin): cannot read: bad file descriptor", message)
        self.assertEqual(self.names(), ["a.txt"])


if __name__ == "__main__":
    unittest.main()
