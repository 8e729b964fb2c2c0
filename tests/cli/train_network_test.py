"""pith train --time: a network is trained, told of, gone on with, and never half left behind."""

import csv
import json
import os
import re
import resource
import signal
import time

from support import PATIENCE, CliTest
from train_test import DATE, prose

COLUMNS = ["seconds", "bytes", "rate", "train_bits_per_byte", "valid_bits_per_byte", "bytes_per_second"]
BRIEF = ["--time", "1s", "--units", "64", "--keep-network"]


class NetworkTest(CliTest):
    """The folder has texts/1.txt to texts/3.txt."""

    def setUp(self):
        super().setUp()
        self.environment = {**os.environ, "PITH_MODELS": str(self.folder), "PITH_MODEL": "none"}
        (self.folder / "texts").mkdir()
        for number in (1, 2, 3):
            self.write(f"texts/{number}.txt", prose(number))

    def start(self, *arguments, **options):
        options.setdefault("env", self.environment)
        return super().start(*arguments, **options)

    def train(self, *arguments, output="m.pithm"):
        return self.pith("train", "--date", DATE, "-o", output, *arguments)

    def info(self, name="m.pithm"):
        return json.loads(self.pith("info", "--json", name)[0])["models"][0]

    def sections(self, name):
        return {section["kind"]: section["bytes"] for section in self.info(name)["sections"]}

    def network_fact(self, name):
        return {fact["name"]: fact["value"] for fact in self.info(name)["facts"]}["network"]

    def interrupt(self, *options, quiet=True, number=signal.SIGTERM):
        """Starts a training, a long one without options, and ends it when there is a checkpoint. Tells what it said."""
        options = options or ["--time", "1h", "--units", "64"]
        process = self.start("train", *["-q"] * quiet, "-o", "m.pithm", *options, "texts")
        deadline = time.monotonic() + PATIENCE
        while "m.pithm.checkpoint" not in self.names():
            self.assertLess(time.monotonic(), deadline)
            self.assertIsNone(process.poll())
            time.sleep(0.05)
        return self.end(process, number)

    def end(self, process, number):
        time.sleep(0.3)  # the checkpoint has its name some moments before it is told of
        process.send_signal(number)
        _, messages = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, -number)
        self.assertNotIn("m.pithm", self.names())
        return messages.decode()


class Learning(NetworkTest):
    def test_the_default_level_uses_the_network_and_restores_texts(self):
        said, progress = self.train(*BRIEF[2:], "--time", "4s", "--log", "log.csv", "texts")
        self.assertIn("[1/5] training the network", progress)
        self.assertIn("bits/byte", progress)
        self.assertRegex(said, rb"\n    6 ")
        text = prose(99)
        archives = {level: self.pith(f"-{level}", "-m", "m", stdin=text)[0] for level in (3, 6, 9)}
        self.assertNotEqual(archives[3][6:], archives[6][6:])  # after magic, version and level
        for archive in archives.values():
            self.assertEqual(self.pith("-d", stdin=archive)[0], text)
        with open(self.folder / "log.csv", newline="", encoding="ascii") as log:
            rows = list(csv.DictReader(log))
        self.assertEqual(list(rows[0]), COLUMNS)
        self.assertGreater(float(rows[0]["valid_bits_per_byte"]), float(rows[-1]["valid_bits_per_byte"]))
        self.assertNotIn("m.pithm.checkpoint", self.names())

    def test_the_report_tells_what_quantising_costs(self):
        self.interrupt()
        said, _ = self.train("-q", "--keep-network", "--rnn", "m.pithm.checkpoint", "texts", output="n.pithm")
        number = r"(-?\d\.\d{4})"
        line = (rf"network: {number} bits/byte in float, {number} in integers: quantising costs {number}, "
                r"on ([\d,]+) bytes")
        (shown,) = re.findall(line, said.decode())
        options = ["-q", "-f", "--json", "--keep-network"]
        report, _ = self.train(*options, "--rnn", "m.pithm.checkpoint", "texts", output="n.pithm")
        cost = json.loads(report)["network"]
        in_float, in_integers = cost["float_bits_per_byte"], cost["integer_bits_per_byte"]
        self.assertLess(abs(in_integers - in_float), 0.05)
        self.assertEqual(shown[:2], (f"{in_float:.4f}", f"{in_integers:.4f}"))
        self.assertEqual((float(shown[2]), shown[3]), (round(in_integers - in_float, 4), f"{cost['bytes']:,}"))
        report, _ = self.train(*options, "--from", "n", "texts", output="kept.pithm")
        self.assertIsNone(json.loads(report)["network"])

    def test_a_model_says_what_network_it_has(self):
        self.train("-q", *BRIEF, "texts")
        info = self.info()
        self.assertIn({"name": "network", "value": "64 units, trained for 1 s"}, info["facts"])
        command = "pith train --time 1s --units 64 --keep-network --max-size 16000000 texts"
        self.assertEqual(info["training_command"], command)
        self.assertEqual([result["level"] for result in info["held_out"]], [1, 2, 3, 6])
        self.assertIn(b"network, ", self.pith("info", "m.pithm")[0])

    def test_the_model_keeps_to_its_size_with_a_network(self):
        self.train("-q", *BRIEF, "--max-size", "1500k", "texts")
        self.assertLessEqual(len(self.read("m.pithm")), 1500000)
        self.assertIn("allow from", self.refused("train", "-o", "n.pithm", *BRIEF, "--max-size", "300k", "texts"))

    def test_a_network_is_kept_or_trained_on_when_training_goes_on(self):
        self.train("-q", *BRIEF, "texts")
        (self.folder / "more").mkdir()
        for number in (4, 5, 6):
            self.write(f"more/{number}.txt", prose(number))
        self.train("-q", "--keep-network", "--from", "m", "more", output="kept.pithm")
        self.train("-q", "--from", "m", *BRIEF, "more", output="trained.pithm")
        network = self.sections("m.pithm")[3]
        self.assertEqual(self.sections("kept.pithm")[3], network)
        self.assertEqual(self.sections("trained.pithm")[3], network)
        own, kept, trained = (self.read(f"{name}.pithm")[-network:] for name in ("m", "kept", "trained"))
        self.assertEqual(own, kept)
        self.assertNotEqual(own, trained)
        self.assertEqual(self.network_fact("kept.pithm"), "64 units, trained for 1 s")
        self.assertEqual(self.network_fact("trained.pithm"), "64 units, trained for 1 s, then trained for 1 s")
        self.assertNotIn("--units", self.info("kept.pithm")["training_command"])
        other = self.refused("train", "-o", "n.pithm", "--from", "m", "--time", "1s", "--units", "128", "more")
        self.assertIn("has 64 units, not 128", other)

    def test_a_network_that_does_not_pay_is_left_out_and_that_is_said(self):
        self.train("-q", *BRIEF, "texts", output="m.pithm")
        self.write("noise.txt", bytes(range(256)) * 100)
        said, _ = self.train("-q", "--from", "m", "--valid", "noise.txt", "texts", output="n.pithm")
        self.assertIn(b"network: left out, as it was not worth 1 %: ", said)
        self.assertNotIn(3, self.sections("n.pithm"))
        info = self.info("n.pithm")
        self.assertEqual([result["level"] for result in info["held_out"]], [1, 2, 3])
        self.assertIn("left out", self.network_fact("n.pithm"))
        report, _ = self.train("-q", "-f", "--json", "--from", "m", "--valid", "noise.txt", "texts", output="n.pithm")
        left_out = json.loads(report)["left_out"]["network"]
        self.assertGreater(left_out["bits_per_char_with"], 0.99 * left_out["bits_per_char_without"])
        options = ["-q", "-f", "--keep-network", "--valid", "noise.txt"]
        said, _ = self.train(*options, "--from", "m", "texts", output="n.pithm")
        self.assertNotIn(b"left out", said)
        self.assertIn(3, self.sections("n.pithm"))


class Interruption(NetworkTest):
    SHORT = ("--time", "6s", "--units", "64", "--keep-network")

    def resumed(self, *options):
        """Why going on with these options is refused."""
        message = self.refused("train", "-o", "m.pithm", "--resume", *options)
        self.assertTrue(message.startswith("pith: m.pithm.checkpoint: "), message)
        self.assertNotIn("m.pithm", self.names())
        return message

    def test_training_goes_on_from_its_checkpoint(self):
        self.interrupt(*self.SHORT)
        self.assertIn("--resume", self.refused("train", "-o", "m.pithm", *self.SHORT, "texts"))
        self.train("-q", *self.SHORT, "--resume", "texts")
        # Both parts together; less than was asked for where a small corpus is learnt before the time is up.
        self.assertRegex(self.network_fact("m.pithm"), r"\A64 units, trained for [2-6] s\Z")
        self.assertNotIn("m.pithm.checkpoint", self.names())

    def test_who_ends_it_is_told_where_the_checkpoint_is_and_how_to_go_on(self):
        where = "m.pithm.checkpoint has the network so far"
        end = f"\npith: interrupted; {where}: go on from it with the same command and --resume\n"
        options = ("--time", "1h", "--units", "64")
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            self.assertTrue(self.interrupt(*options, "-f", quiet=False, number=number).endswith(end))
            os.rename(self.folder / "m.pithm.checkpoint", self.folder / "kept")
        self.assertEqual(self.interrupt(), "")
        os.rename(self.folder / "kept", self.folder / "m.pithm.checkpoint")
        going_on = self.start("train", "-o", "m.pithm", *options, "--resume", "texts")
        going_on.stderr.readline()  # it has begun, and made no checkpoint of its own
        self.assertTrue(self.end(going_on, signal.SIGINT).endswith(end))

    def test_a_choice_by_description_length_is_gone_on_with(self):
        options = ["--mdl", "--time", "8s", "--units", "64", "--max-size", "2M", "--keep-network"]
        self.interrupt(*options)
        self.assertIn("with --mdl", self.resumed(*self.SHORT[2:], "--time", "8s", "texts"))
        report, _ = self.train("-q", "--json", *options, "--resume", "texts")
        self.assertEqual({trial["part"] for trial in json.loads(report)["trials"]}, {"n-grams"})
        self.assertIn("64 units, trained for ", self.network_fact("m.pithm"))

    def test_other_options_or_texts_than_before_are_refused_by_name(self):
        self.interrupt()
        same = ["--time", "1h", "--units", "64"]
        self.assertIn("--time 3600s, and this is --time 7200s", self.resumed("--time", "2h", "--units", "64", "texts"))
        self.assertIn("--units 64, and this is --units 128", self.resumed("--time", "1h", "--units", "128", "texts"))
        self.assertIn("--units 64, and this is --units 256", self.resumed("--time", "1h", "texts"))
        self.assertIn("--mdl", self.resumed(*same, "--mdl", "texts"))
        self.write("texts/2.txt", prose(7))
        self.assertIn("on other texts", self.resumed(*same, "texts"))
        self.write("texts/2.txt", prose(2))
        self.train("-q", "texts", output="old.pithm")
        self.assertIn("--from old", self.resumed(*same, "--from", "old", "texts"))

    def test_a_checkpoint_can_be_taken_as_the_network(self):
        self.interrupt()
        self.train("-q", "--keep-network", "--rnn", "m.pithm.checkpoint", "texts", output="n.pithm")
        fact = {"name": "network", "value": "64 units, from m.pithm.checkpoint"}
        self.assertIn(fact, self.info("n.pithm")["facts"])

    def test_a_damaged_or_empty_checkpoint_is_refused(self):
        self.interrupt()
        same = ["--time", "1h", "--units", "64", "texts"]
        whole = self.read("m.pithm.checkpoint")
        flipped = bytearray(whole)
        flipped[len(whole) // 2] ^= 16
        for content in (whole[:-1000], whole[:4], b"", bytes(flipped), whole + b"x", b"no checkpoint at all"):
            self.write("m.pithm.checkpoint", content)
            self.assertIn("begin anew with -f", self.resumed(*same))
        self.assertIn("empty.safetensors: ", self.refused_with_empty_network())

    def refused_with_empty_network(self):
        self.write("empty.safetensors", b"")
        return self.refused("train", "-o", "n.pithm", "--time", "1s", "--rnn", "empty.safetensors", "texts")


class Misuse(NetworkTest):
    def test_options_that_make_no_sense_are_refused(self):
        for options, reason in (
            (["--time", "soon"], "--time 'soon'"),
            (["--time", "0s"], "--time '0s'"),
            (["--time", "30"], "--time '30'"),
            (["--time", "1s", "--units", "100"], "a multiple of 64"),
            (["--time", "1s", "--units", "2048"], "at most 1024"),
            (["--time", "1s", "--units", "many"], "--units 'many'"),
            (["--resume"], "--time"),
            (["--log", "log.csv"], "--time"),
            (["--units", "64"], "--time"),
            (["--time", "1s", "--resume"], "m.pithm.checkpoint"),
            (["--rnn", "nowhere.safetensors"], "nowhere.safetensors"),
            (["--rnn", "texts/1.txt"], "not a safetensors file"),
            (["--rnn", "/dev/zero"], "not a regular file"),
            (["--time", "1s", "--log", "nowhere/log.csv"], "nowhere/log.csv"),
        ):
            with self.subTest(options=options):
                self.assertIn(reason, self.refused("train", "-o", "m.pithm", *options, "texts"))
                self.assertNotIn("m.pithm", self.names())

    def test_too_little_memory_for_a_network_is_told_with_what_helps(self):
        def little():
            resource.setrlimit(resource.RLIMIT_AS, (200 << 20, 200 << 20))

        arguments = ["train", "-q", "-o", "m.pithm", "--time", "1m", "--units", "1024", "texts"]
        message = self.refused(*arguments, preexec_fn=little)
        self.assertIn("out of memory: train a smaller network, such as --units 128, or use fewer threads", message)
