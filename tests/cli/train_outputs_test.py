"""What training writes obeys the rule of -o: never over a file without -f, and never over what is read."""

import os

from support import ERROR
from train_network_test import BRIEF, NetworkTest


class TrainOutputs(NetworkTest):
    def test_a_log_is_not_written_over_a_file_without_force(self):
        self.write("notes.csv", b"precious")
        message = self.refused("train", "-q", *BRIEF, "--log", "notes.csv", "-o", "m.pithm", "texts")
        self.assertIn("notes.csv: already exists; use -f to overwrite it", message)
        self.assertEqual(self.read("notes.csv"), b"precious")
        self.train("-q", "-f", *BRIEF, "--log", "notes.csv", "texts")
        self.assertTrue(self.read("notes.csv").startswith(b"seconds,"))

    def test_nothing_that_is_read_is_written_over_even_with_force(self):
        text = self.read("texts/1.txt")
        self.write("list", b"texts\n")
        self.write("texts/m.pithm", text)
        os.symlink("texts/1.txt", self.folder / "link")
        for outputs, corpus in (
            (["--log", "texts/1.txt", "-o", "m.pithm"], "texts"),
            (["--log", "link", "-o", "m.pithm"], "texts"),
            (["--log", "./list", "-o", "m.pithm"], "@list"),
            (["-o", "texts/m.pithm"], "texts/m.pithm"),
        ):
            with self.subTest(outputs=outputs):
                message = self.refused("train", "-q", "-f", *BRIEF, *outputs, corpus)
                self.assertIn("is both input and output", message)
        for name in ("texts/1.txt", "texts/m.pithm"):
            self.assertEqual(self.read(name), text)
        self.assertEqual(self.read("list"), b"texts\n")

    def test_the_log_is_not_the_checkpoint_or_the_model(self):
        for log in ("m.pithm", "./m.pithm.checkpoint"):
            message = self.refused("train", "-q", "-f", *BRIEF, "--log", log, "-o", "m.pithm", "texts")
            self.assertIn("is named for two outputs", message)

    def test_a_model_that_is_gone_on_from_is_not_written_over(self):
        self.pith("train", "-q", "-o", "m.pithm", "texts")
        model = self.read("m.pithm")
        message = self.refused("train", "-q", "-f", "--from", "./m.pithm", "-o", "m.pithm", "texts")
        self.assertIn("m.pithm: is both input and output", message)
        self.assertEqual(self.read("m.pithm"), model)

    def test_the_checkpoint_of_another_training_is_kept_where_no_network_is_trained(self):
        self.interrupt()
        checkpoint = self.read("m.pithm.checkpoint")
        self.write("n.pithm.checkpoint", checkpoint)
        self.train("-q", "--rnn", "m.pithm.checkpoint", "texts", output="n.pithm")
        self.assertEqual(self.read("n.pithm.checkpoint"), checkpoint)
        self.pith("train", "-q", *BRIEF, "-o", "n.pithm", "texts", expect=ERROR)

    def test_a_log_may_go_to_an_open_descriptor(self):
        with open(self.folder / "rows", "w+b") as rows:
            log = f"/dev/fd/{rows.fileno()}"
            self.pith("train", "-q", *BRIEF, "--log", log, "-o", "m.pithm", "texts", pass_fds=[rows.fileno()])
        self.assertTrue(self.read("rows").startswith(b"seconds,"))
