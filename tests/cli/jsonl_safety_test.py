"""pith measure --jsonl: no output over what is read, and what cannot be read does not hide the rest."""

import json
import os
import unittest

from support import ERROR, WARNING, CliTest

DOCUMENTS = b'{"text": "first of two"}\n{"text": "second"}\n'


class JsonlSafety(CliTest):
    def setUp(self):
        super().setUp()
        os.mkdir(self.folder / "data")
        self.write("data/a.jsonl", DOCUMENTS)

    def measure(self, *arguments, **options):
        return self.pith("measure", "-1", "--jsonl", "text", *arguments, **options)

    def test_no_output_replaces_documents_or_their_list(self):
        self.write("list", b"data/a.jsonl\n")
        os.symlink("data/a.jsonl", self.folder / "link")
        for arguments in (
            ("-f", "-o", "data/a.jsonl", "data/a.jsonl"),
            ("-f", "-o", "link", "data"),
            ("-f", "-o", "data/", "data/a.jsonl"),
            ("--resume", "-o", "data/", "data"),
            ("-f", "-o", "list", "@list"),
            ("-f", "--report", "data/a.jsonl", "-o", "out", "data"),
        ):
            with self.subTest(arguments=arguments):
                message = self.refused("measure", "-1", "--jsonl", "text", *arguments)
                self.assertIn("both input and output", message)
                self.assertEqual((self.read("data/a.jsonl"), self.read("list")), (DOCUMENTS, b"data/a.jsonl\n"))

    def test_a_report_replaces_no_file_without_force(self):
        self.write("out.jsonl.report.json", b"precious")
        message = self.refused("measure", "-1", "--jsonl", "text", "-o", "out.jsonl", "data")
        self.assertIn("out.jsonl.report.json: already exists", message)
        self.assertEqual(self.read("out.jsonl.report.json"), b"precious")
        self.measure("-f", "-o", "out.jsonl", "data")
        self.assertEqual(json.loads(self.read("out.jsonl.report.json"))["level"], 1)

    def test_loops_are_named_and_the_rest_is_done(self):
        os.symlink("loop.jsonl", self.folder / "data/loop.jsonl")
        os.symlink("nowhere", self.folder / "data/nowhere.jsonl")
        output, messages = self.measure("data", expect=ERROR)
        self.assertEqual(output.count(b"\n"), 2)
        self.assertIn("pith: data/loop.jsonl: cannot read: too many", messages)
        self.assertIn("pith: data/nowhere.jsonl: ", messages)

    def test_pipes_and_devices_are_passed_over(self):
        os.mkfifo(self.folder / "data/pipe.jsonl")
        for special in ("/dev/zero", "data/pipe.jsonl"):
            output, messages = self.measure(special, "data/a.jsonl", expect=WARNING)
            self.assertEqual(output.count(b"\n"), 2)
            self.assertIn("use -f to read it", messages)


if __name__ == "__main__":
    unittest.main()
