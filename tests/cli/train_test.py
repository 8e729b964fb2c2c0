"""pith train: what it learns from, what it tells, and that a model appears whole or not at all."""

import hashlib
import json
import os
import random
import resource
import signal
import subprocess

from support import PATIENCE, CliTest, Terminal

DATE = "2026-02-28"
SUBJECTS = ["the harbour master", "a passing ship", "the old clerk", "nobody on the quay"]
VERBS = ["remembers", "has never seen", "writes down", "waits for"]
OBJECTS = ["the tide of that winter", "a lantern", "the names of the drowned", "good news"]


def prose(seed, size=8000):
    choose = random.Random(seed)
    lines = []
    while size > 0:
        lines.append(f"{choose.choice(SUBJECTS)} {choose.choice(VERBS)} {choose.choice(OBJECTS)}.\n".encode())
        size -= len(lines[-1])
    return b"".join(lines)


class TrainTest(CliTest):
    """The folder has texts/1.txt to texts/3.txt, and models are found there."""

    def setUp(self):
        super().setUp()
        self.environment = {**os.environ, "PITH_MODELS": str(self.folder / "models"), "PITH_MODEL": "none"}
        for folder in ("texts", "models"):
            (self.folder / folder).mkdir()
        for number in (1, 2, 3):
            self.write(f"texts/{number}.txt", prose(number))

    def start(self, *arguments, **options):
        options.setdefault("env", self.environment)
        return super().start(*arguments, **options)

    def train(self, *arguments, output="m.pithm", expect=0):
        """The report and the model's bytes."""
        report, _ = self.pith("train", "-q", "--json", "--date", DATE, "-o", output, *arguments, expect=expect)
        return json.loads(report), self.read(output)

    def info(self, name="m.pithm"):
        return json.loads(self.pith("info", "--json", name)[0])["models"][0]


class TwoPartCode(TrainTest):
    def test_a_training_tells_the_two_part_code_of_its_corpus(self):
        report, model = self.train("texts")
        code, (*_, level) = report["two_part_code"], report["held_out"]["levels"]
        chars = report["corpus_bytes"] * report["held_out"]["chars"] / report["held_out"]["bytes"]
        self.assertEqual((code["level"], code["model_bits"]), (level["level"], 8 * len(model)))
        self.assertAlmostEqual(code["data_bits"], level["bits_per_char"] * chars)
        self.assertAlmostEqual(code["bits"], code["model_bits"] + code["data_bits"])
        self.assertAlmostEqual(code["bits_from_empty"], level["bits_per_char_from_empty"] * chars)
        saved = level["bits_per_char_from_empty"] - level["bits_per_char"]
        self.assertAlmostEqual(code["pays_from_chars"] * saved, code["model_bits"], places=3)
        self.assertEqual(report["trials"], [])
        sentences = self.pith("train", "-q", "-f", "-o", "m.pithm", "texts")[0].decode()
        self.assertIn("two-part code of the corpus, level 3: ", sentences)

    def test_minimum_description_length_chooses_the_size(self):
        report, model = self.train("--mdl", "--max-size", "400k", "texts")
        trials = report["trials"]
        self.assertEqual({trial["part"] for trial in trials}, {"n-grams"})
        (chosen,) = [trial for trial in trials if trial["chosen"]]
        self.assertEqual(chosen["bits"], min(trial["bits"] for trial in trials))
        self.assertLess(abs(8 * len(model) - chosen["model_bits"]), 8 * 2000)
        self.assertIn("--mdl", self.info()["training_command"])
        again, same_model = self.train("-f", "-T2", "--mdl", "--max-size", "400k", "texts")
        self.assertEqual((again["trials"], same_model), (trials, model))

    def test_minimum_description_length_chooses_a_network(self):
        report, _ = self.train("--mdl", "--time", "4s", "--units", "128", "--max-size", "4M", "--keep-network", "texts")
        parts = [trial["part"] for trial in report["trials"]]
        self.assertEqual([parts.count(part) for part in ("units", "weight decay")], [2, 3])
        (units,) = [t["setting"] for t in report["trials"] if t["part"] == "units" and t["chosen"]]
        self.assertIn(units, (64, 128))
        self.assertIn(f"{units} units, trained for 2 s", str(self.info()["facts"]))

    def test_minimum_description_length_does_not_choose_what_is_given(self):
        self.assertIn("--mdl", self.refused("train", "--mdl", "--rnn", "x", "-o", "m.pithm", "texts"))


class Learning(TrainTest):
    def test_a_model_makes_texts_of_its_kind_smaller_and_restores_them(self):
        self.pith("train", "-o", "models/harbour.pithm", "texts")
        text = prose(99)
        plain, _ = self.pith("-1", stdin=text)
        small, _ = self.pith("-1", "-m", "harbour", stdin=text)
        self.assertLess(len(small), 0.8 * len(plain))
        self.assertEqual(self.pith("-d", stdin=small)[0], text)

    def test_folders_lists_and_files_give_the_same_model(self):
        self.write("texts/.hidden", b"\0" * 5000)
        (self.folder / "texts/.git").mkdir()
        self.write("texts/.git/config", b"\0" * 5000)
        (self.folder / "texts/sub").mkdir()
        self.write("texts/sub/4.txt", prose(4))
        files = [f"texts/{name}.txt" for name in ("1", "2", "3", "sub/4")]
        self.write("list", "\n".join([files[2], "", *files[:2], files[3]]).encode())
        sections = []
        for corpus in (["texts"], ["./texts/"], files, ["@list"], [*files[2:], *files[:2]]):
            self.train("-f", *corpus)
            info = self.info()
            self.assertEqual(info["corpus_files"], 4)
            sections.append(self.read("m.pithm")[-info["sections"][2]["bytes"]:])  # the mixing state
        self.assertEqual(len(set(sections)), 1)
        self.train("-f", "texts")
        self.assertEqual([row["name"] for row in self.info()["corpora"]], files)

    def test_the_same_again_is_the_same_model_for_any_threads_and_memory(self):
        _, model = self.train("texts")
        for options in (["-T2"], ["-T0", "--memory", "100k"]):
            self.assertEqual(self.train("-f", *options, "texts")[1], model)

    def test_a_model_is_no_larger_than_asked_for(self):
        self.assertLessEqual(len(self.train("--max-size", "220k", "texts")[1]), 220000)

    def test_training_goes_on_from_a_model_by_name_or_file(self):
        old, _ = self.train("texts", output="models/harbour.pithm")
        (self.folder / "more").mkdir()
        for number in (4, 5, 6):
            self.write(f"more/{number}.txt", prose(number).replace(b"lantern", b"barn door").replace(b"tide", b"hay"))
        report, model = self.train("--from", "harbour", "more")
        self.assertEqual(report["corpus_files"], 3)
        info = self.info()
        self.assertIn({"name": "from", "value": "harbour " + old["identity"]}, info["facts"])
        self.assertEqual(info["corpus_files"], 6)
        names = [*(f"texts/{n}.txt" for n in (1, 2, 3)), *(f"more/{n}.txt" for n in (4, 5, 6))]
        self.assertEqual([row["name"] for row in info["corpora"]], names)
        self.assertEqual(info["training_command"], "pith train --from harbour --max-size 12000000 more")
        text = prose(99).replace(b"lantern", b"barn door").replace(b"tide", b"hay")
        before, _ = self.pith("-1", "-m", "harbour", stdin=text)
        after, _ = self.pith("-1", "-m", "./m.pithm", stdin=text)
        self.assertLess(len(after), 0.95 * len(before))
        self.train("-f", "--from", "models/harbour.pithm", "more")
        self.assertEqual(self.info()["sections"][1:], info["sections"][1:])
        needed = r"raise --max-size to at least \d+"
        refusal = self.refused("train", "-o", "n.pithm", "--max-size", "210k", "--from", "harbour", "more")
        self.assertRegex(refusal, needed)
        self.assertIn("nowhere", self.refused("train", "-o", "n.pithm", "--from", "nowhere", "more"))
        self.assertNotIn("n.pithm", self.names())


class Telling(TrainTest):
    def test_info_shows_what_was_trained_on_and_how(self):
        options = ["--name", "harbour", "--description", "it's a test", "--licence", "CC0", "--bad-at", "all but tides"]
        report, _ = self.train(*options, "texts/1.txt", "texts/2.txt", "texts/3.txt")
        info = self.info()
        self.assertEqual(info["name"], "harbour")
        self.assertEqual(info["description"], "it's a test")
        self.assertEqual(info["licence"], "CC0")
        facts = {fact["name"]: fact["value"] for fact in info["facts"]}
        self.assertEqual(facts["bad at"], "all but tides")
        xz = f"{report['held_out']['xz_bits_per_char']:.3f} bits a character of the held-out text"
        self.assertEqual(facts["xz -9e"], xz)
        self.assertGreater(info["memory_bytes"], info["bytes"])
        self.assertEqual(info["date"], DATE)
        self.assertEqual(info["training_command"], "pith train --max-size 12000000 texts/1.txt texts/2.txt texts/3.txt")
        self.assertEqual(info["identity"], report["identity"])
        self.assertEqual(info["bytes"], report["model_bytes"])
        self.assertEqual(info["corpora"], [
            {"name": f"{n}.txt", "bytes": len(prose(n)), "sha256": hashlib.sha256(prose(n)).hexdigest()}
            for n in (1, 2, 3)
        ])  # fmt: skip
        self.assertEqual([row["level"] for row in info["held_out"]], [1, 2, 3])

    def test_many_files_are_summed_up_by_argument(self):
        for number in range(300):
            self.write(f"texts/{number:03}.txt", prose(number, 200))
        for number in (1, 2, 3):
            (self.folder / f"texts/{number}.txt").unlink()
        report, _ = self.train("texts")
        self.assertEqual(report["corpus_files"], 300)
        lines = subprocess.run("sha256sum texts/*", shell=True, cwd=self.folder, capture_output=True, check=True).stdout
        [row] = self.info()["corpora"]
        self.assertEqual(row["name"], "texts")
        self.assertEqual(row["sha256"], hashlib.sha256(lines).hexdigest())

    def test_the_report_compares_with_empty_and_xz(self):
        output, messages = self.pith("train", "-o", "m.pithm", "texts")
        lines = output.decode().splitlines()
        self.assertRegex(lines[0], r"\Am\.pithm: a pith model of [\d,]+ bytes, identity [0-9a-f]{16}\Z")
        self.assertRegex(lines[1], r"\Alearnt from 3 files, [\d,]+ bytes, in \d\d:\d\d and \d+ MB of memory\Z")
        self.assertEqual(lines[3].split(), "level from empty with model xz -9e held out".split())
        for level, line in enumerate(lines[4:-1], 1):
            number, empty, model, xz, _ = line.split(maxsplit=4)
            self.assertEqual(number, str(level))
            self.assertLess(float(model), float(empty))
            self.assertLess(float(empty), float(xz))
        self.assertRegex(messages, r"\A(\[\d/4\] [a-z -]+: \d+\.\d MB in \d\d:\d\d, [\d.]+ [KM]B/s\n){4}\Z")

    def test_a_stage_tells_the_bytes_of_the_corpus_however_often_it_reads_them(self):
        for number in range(20):
            self.write(f"texts/more{number}.txt", prose(number, 20000))
        corpus = sum(path.stat().st_size for path in (self.folder / "texts").iterdir())
        messages = self.pith("train", "-o", "m.pithm", "texts")[1]
        megabytes = [float(line.split(": ")[1].split(" MB")[0]) for line in messages.splitlines()]
        for stage in megabytes:
            self.assertLessEqual(stage, corpus / 1e6 + 0.05)

    def test_quiet_says_nothing_on_stderr(self):
        self.assertEqual(self.pith("train", "-q", "-o", "m.pithm", "texts")[1], "")

    def test_a_terminal_shows_how_far_a_stage_has_come(self):
        self.write("long.txt", 500 * prose(1))
        terminal = Terminal(self)
        process = self.start("train", "-o", "m.pithm", "long.txt", stderr=terminal.slave)
        self.wait_for(lambda: "B/s" in terminal.read(), "the progress line")
        process.kill()
        line = r"\r\x1b\[K\[1/4\] counting n-grams  \d+ %  \d+\.\d of \d+\.\d MB  \d+\.\d+ [KM]B/s"
        self.assertRegex(terminal.text, line)

    def test_the_date_is_the_one_that_reproducible_builds_give(self):
        self.environment["SOURCE_DATE_EPOCH"] = "951782400"
        self.pith("train", "-o", "m.pithm", "texts")
        self.assertEqual(self.info()["date"], "2000-02-29")
        self.environment["SOURCE_DATE_EPOCH"] = "now"
        self.assertIn("SOURCE_DATE_EPOCH", self.refused("train", "-o", "n.pithm", "texts"))


class WholeOrNotAtAll(TrainTest):
    def test_an_existing_model_is_kept_without_force(self):
        self.write("m.pithm", b"old")
        self.assertIn("m.pithm: already exists; use -f", self.refused("train", "-o", "m.pithm", "texts"))
        self.assertEqual(self.read("m.pithm"), b"old")
        self.pith("train", "-f", "-o", "m.pithm", "texts")
        self.assertNotEqual(self.read("m.pithm"), b"old")

    def test_a_killed_training_leaves_no_model_and_the_same_again_works(self):
        self.write("texts/long.txt", 500 * prose(1))
        for number in (signal.SIGKILL, signal.SIGTERM):
            process = self.start("train", "-o", "m.pithm", "texts")
            self.wait_for_result(process)
            process.send_signal(number)
            process.wait(timeout=PATIENCE)
            self.assertNotIn("m.pithm", self.names())
        (self.folder / "texts/long.txt").unlink()
        self.train("texts")

    def test_what_cannot_be_read_is_an_error_and_no_model(self):
        self.assertIn("missing: no such file", self.refused("train", "-o", "m.pithm", "texts", "missing"))
        self.assertIn("missing: no such file", self.refused("train", "-o", "m.pithm", "@missing"))
        self.assertIn("missing: no such file", self.refused("train", "-o", "m.pithm", "--valid", "missing", "texts"))
        self.assertIn("folder does not exist", self.refused("train", "-o", "no/m.pithm", "texts"))
        self.assertEqual(self.names(), ["models", "texts"])

    def test_what_makes_no_sense_is_refused(self):
        for problem, arguments in {
            "Name it with -o": ["texts"],
            "use -o m.pithm": ["-o", "m", "texts"],
            "nothing to learn from": ["-o", "m.pithm"],
            "at least 16384": ["-o", "m.pithm", "texts/1.txt"],
            "--max-size '12Q'": ["-o", "m.pithm", "--max-size", "12Q", "texts"],
            "--memory '0'": ["-o", "m.pithm", "--memory", "0", "texts"],
            "allow from": ["-o", "m.pithm", "--max-size", "1k", "texts"],
            "--date 'today'": ["-o", "m.pithm", "--date", "today", "texts"],
            "its name is not": ["-o", "m.pithm", "--name", "two words", "texts"],
        }.items():
            self.assertIn(problem, self.refused("train", *arguments))
        self.assertEqual(self.names(), ["models", "texts"])

    def test_too_little_memory_is_told_with_the_remedy(self):
        with open(self.folder / "texts/zeros", "wb") as file:
            file.truncate(1 << 25)

        def little():
            resource.setrlimit(resource.RLIMIT_AS, (48 << 20, 48 << 20))

        if self.start("--version", preexec_fn=little).wait() != 0:
            self.skipTest("this build takes so much before it begins")
        message = self.refused("train", "-q", "-o", "m.pithm", "texts", preexec_fn=little)
        self.assertIn("out of memory: sort in less of it, such as --memory 500M, or use fewer threads", message)
        self.assertNotIn("m.pithm", self.names())

    def test_help_says_how(self):
        text = self.pith("train", "--help")[0].decode()
        for word in ("--max-size", "--from", "--memory", "Examples:", "Exit code"):
            self.assertIn(word, text)
        for line in text.splitlines():
            self.assertLessEqual(len(line), 80)
