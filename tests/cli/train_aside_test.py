"""What pith train sets aside to measure the model and to tune its mixing, and what it leaves out for that."""

import hashlib

from train_test import TrainTest, prose


class SetAside(TrainTest):
    def test_other_texts_can_be_measured_on(self):
        self.write("valid.txt", prose(50, 3000))
        report, _ = self.train("--valid", "valid.txt", "texts")
        self.assertEqual(report["held_out"]["bytes"], len(prose(50, 3000)))
        self.assertEqual(report["counted_bytes"] + report["tuning_bytes"], report["corpus_bytes"])

    def test_equal_files_count_once_and_what_is_measured_on_is_not_learnt(self):
        _, model = self.train("texts")
        corpora = self.info()["corpora"]
        self.write("texts/2b.txt", prose(2))
        self.write("texts/2c.txt", prose(2).replace(b"\n", b"\r\n"))
        report, same = self.train("-f", "texts")
        self.assertEqual(same, model)
        self.assertEqual(report["left_out"], {"repeated_files": 2, "held_out_files": 0, "tuning_files": 0,
                                              "network": None})
        self.assertEqual((report["corpus_files"], self.info()["corpora"]), (3, corpora))
        self.write("valid.txt", prose(9))
        _, model = self.train("-f", "--valid", "valid.txt", "texts")
        self.write("texts/9.txt", prose(9))
        self.write("again.txt", prose(9))
        report, same = self.train("-f", "--valid", "valid.txt", "texts")
        self.assertEqual(same, model)
        self.assertEqual(report["left_out"], {"repeated_files": 2, "held_out_files": 1, "tuning_files": 0,
                                              "network": None})
        self.assertNotIn(hashlib.sha256(prose(9)).hexdigest(), [row["sha256"] for row in self.info()["corpora"]])
        said = self.pith("train", "-q", "-f", "-o", "m.pithm", "--valid", "valid.txt", "texts")[0].decode()
        self.assertIn("left out: 2 files that repeat others, 1 file that is measured on\n", said)
        report, _ = self.train("-f", "--valid", "valid.txt", "--valid", "again.txt", "texts")
        self.assertEqual(report["held_out"]["texts"], 1)
        self.write("empty.txt", b"")
        self.assertIn("--valid has no text", self.refused("train", "-o", "n.pithm", "--valid", "empty.txt", "texts"))
        for aside in ("--valid", "--tune"):
            self.assertIn("set aside", self.refused("train", "-o", "n.pithm", aside, "texts", "texts"))

    def test_the_mixing_can_be_tuned_on_other_texts(self):
        (self.folder / "tune").mkdir()
        for number in (4, 5):
            self.write(f"tune/{number}.txt", prose(number))
        report, model = self.train("--tune", "tune", "texts")
        self.assertEqual(report["tuning_bytes"], len(prose(4)) + len(prose(5)))
        self.assertIn("--tune tune", self.info()["training_command"])
        self.write("texts/5.txt", prose(5))
        report, same = self.train("-f", "--tune", "tune", "texts")
        self.assertEqual(same, model)
        self.assertEqual(report["left_out"]["tuning_files"], 1)
        said = self.pith("train", "-q", "-f", "-o", "m.pithm", "--tune", "tune", "texts")[0].decode()
        self.assertIn("left out: 1 file that the mixing is tuned on\n", said)
        self.write("empty.txt", b"")
        same = self.refused("train", "-o", "n.pithm", "--tune", "tune", "--valid", "tune", "texts")
        self.assertIn("--tune names nothing but what --valid measures on", same)
        self.assertIn("--tune has no text", self.refused("train", "-o", "n.pithm", "--tune", "empty.txt", "texts"))
        into_text = "train", "-f", "-o", "m.pithm", "--log", "tune/4.txt", "--time", "1s", "--tune", "tune", "texts"
        self.assertIn("is both input and output", self.refused(*into_text))
