"""pith measure --jsonl: no output over what is read, and what cannot be read does not hide the rest."""

import contextlib
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

    def test_resume_passes_over_nothing_but_what_the_same_command_did(self):
        self.write("data/b.jsonl", DOCUMENTS + DOCUMENTS)
        given = ("--shard", "0/2", "--keep", "bits>1", "--buckets", "30,60", "-o", "out.jsonl")
        self.measure(*given, "data/b.jsonl")
        before = self.read("out.jsonl")
        for instead, word in (
            (("--shard", "1/2"), "--shard"),
            (("--keep", "bits > 2"), "--keep"),
            (("--buckets", "40,60"), "cuts"),
            (("data/a.jsonl",), "files"),
        ):
            with self.subTest(instead=instead):
                files = () if instead[0].startswith("data") else ("data/b.jsonl",)
                message = self.refused("measure", "-1", "--jsonl", "text", "--resume", *given, *instead, *files)
                self.assertRegex(message, f"out.jsonl.report.json: .*{word}.*remove it to measure again")
                self.assertEqual(self.read("out.jsonl"), before)
        self.measure("--resume", *given, "data/b.jsonl")
        os.remove(self.folder / "out.jsonl")  # its report is no result
        self.measure("--resume", *given, "data/b.jsonl")
        self.assertEqual(self.read("out.jsonl"), before)

    def test_no_report_sums_up_a_part_when_an_output_could_not_be_made(self):
        self.write("data/b.jsonl.gz", b"\x1f\x8bno gzip")
        given = ("--report", "all.json", "-o", "out/", "data")
        output, messages = self.measure(*given, expect=ERROR)
        self.assertIn("b.jsonl.gz: what it packs is damaged", messages)
        self.assertEqual(output, b"")
        self.assertEqual(sorted(os.listdir(self.folder / "out")), ["a.jsonl", "a.jsonl.report.json"])
        self.assertNotIn("all.json", self.names())
        os.remove(self.folder / "data/b.jsonl.gz")
        self.measure("--resume", *given)
        self.assertEqual(json.loads(self.read("all.json"))["documents"], 2)

    def test_reports_in_a_folder_are_no_documents(self):
        self.measure("-o", "sample/", "data")
        self.measure("--buckets", "30,60", "-o", "all.jsonl", "sample")
        self.assertEqual(json.loads(self.read("all.jsonl.report.json"))["malformed"], 0)
        self.measure("-o", "again/", "sample")
        self.assertEqual(sorted(os.listdir(self.folder / "again")), ["a.jsonl", "a.jsonl.report.json"])

    def test_what_is_no_file_gets_no_report(self):
        os.mkfifo(self.folder / "pipe")
        reader = os.open(self.folder / "pipe", os.O_RDONLY | os.O_NONBLOCK)
        self.addCleanup(os.close, reader)
        for output in ("/dev/null", "/dev/stdout", "/dev/fd/1", "pipe"):
            with contextlib.suppress(FileNotFoundError):
                os.remove(f"{self.folder / output}.report.json")  # of an older program
            self.measure("-o", output, "data")
            self.assertFalse(os.path.lexists(f"{self.folder / output}.report.json"), output)
        self.assertEqual(self.names(), ["data", "pipe"])

    def test_a_folder_that_cannot_be_made_is_named(self):
        self.write("plain")
        for output in ("plain/", "plain/below/", "/proc/pith/"):
            message = self.refused("measure", "-1", "--jsonl", "text", "-o", output, "data")
            self.assertTrue(message.startswith(f"pith: {output}: cannot create"), message)
        environment = {**os.environ, "TMPDIR": str(self.folder / "plain")}
        message = self.refused("measure", "-1", "--jsonl", "text", "--buckets", "50", "data", env=environment)
        self.assertIn("cannot use: not a directory; set TMPDIR", message)

    def test_lines_that_wait_for_cuts_wait_in_a_file_of_nobody_else(self):
        os.mkfifo(self.folder / "out.jsonl.unsorted")
        self.measure("--buckets", "50", "-o", "out.jsonl", "data")
        for output in ("/dev/null", "/dev/stdout", "/dev/fd/1"):
            self.measure("--buckets", "50", "-o", output, "data")

    def test_lines_that_break_readers_are_refused_or_come_back_whole(self):
        deep = b"[" * 200_000 + b"]" * 200_000
        lines = [
            b'{"text":"nul"}\0',
            b'{"text":"nul"}\0 rest}',
            b'{"text":"deep","bits":1,"x":' + deep + b"}",
            b'{"text":"long","id":123456789012345678901234567890,"bits":2}',
        ]
        self.write("data/a.jsonl", b"\n".join(lines))
        output, messages = self.measure("data", expect=WARNING)
        self.assertIn("line 1 is no JSON: it has a NUL", messages)
        self.assertIn("line 2 is no JSON: it has a NUL", messages)
        first, second = output.splitlines()
        self.assertTrue(first.startswith(b'{"text":"deep","x":' + deep + b',"chars":4'))
        self.assertEqual(json.loads(second)["id"], 123456789012345678901234567890)


if __name__ == "__main__":
    unittest.main()
