"""-m auto, the default: each text is coded from the model that it gets shortest with, or from none."""

import os
import random
import shutil
import subprocess
import tempfile
from pathlib import Path

from support import PITH, CliTest

WORDS = {
    "owls": "whether the owl thinks through with thought there wheat which thirsty worth whistle".split(),
    "cats": "katze zunge zack ganz zucker jetzt kurz nicht zwischen macht zwanzig kratzt jauchzt".split(),
}


def text_of(language, size=3000, seed=0):
    choose = random.Random(seed)
    text = ""
    while len(text) < size:
        text += choose.choice(WORDS[language]) + choose.choice([" ", " ", ", ", ".\n"])
    return text.encode()


class AutoModel(CliTest):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.mkdtemp(prefix="pith-models-")
        cls.addClassCleanup(shutil.rmtree, folder)
        for name in WORDS:
            works = Path(folder) / "texts" / name
            works.mkdir(parents=True)
            for seed in range(1, 9):
                (works / f"{seed}.txt").write_bytes(text_of(name, seed=seed))
            command = [PITH, "train", "-q", "--max-size", "500k", "-o", f"{folder}/{name}.pithm", str(works)]
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        cls.trained = Path(folder)

    def setUp(self):
        super().setUp()
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("PITH_")}
        self.environment["HOME"] = str(self.folder / "home")
        self.environment["PITH_MODELS"] = str(self.folder / "models")
        self.environment.pop("XDG_DATA_HOME", None)
        # Models lie beside a program that is installed, too: this one has none beside it.
        (self.folder / "bin").mkdir()
        self.program = str(self.folder / "bin/pith")
        shutil.copy(PITH, self.program)
        (self.folder / "models").mkdir()
        for name in WORDS:
            shutil.copy(self.trained / f"{name}.pithm", self.folder / "models")
        self.texts = {"owls.txt": text_of("owls"), "cats.txt": text_of("cats"), "noise.txt": random.Random(1).randbytes(3000)}
        for name, text in self.texts.items():
            self.write(name, text)

    def run_pith(self, *arguments, **options):
        return self.pith(*arguments, program=self.program, env=self.environment, **options)

    def model_of(self, archive):
        """The name of the model that an archive names."""
        self.write("looked-at.pith", archive)
        return self.run_pith("list", "looked-at.pith")[0].decode().splitlines()[-1].split()[-2]

    def test_each_of_several_files_gets_its_own(self):
        for choice in ([], ["-m", "auto"]):
            self.run_pith("-1k", "-f", *choice, *self.texts)
            found = {name: self.model_of(self.read(name + ".pith")) for name in self.texts}
            self.assertEqual(found, {"owls.txt": "owls", "cats.txt": "cats", "noise.txt": "-"})
            for name, text in self.texts.items():
                self.assertEqual(self.run_pith("-dc", *choice, name + ".pith")[0], text)

    def test_files_below_a_folder_and_joined_results_too(self):
        folder = self.folder / "texts"
        folder.mkdir()
        for name, text in self.texts.items():
            (folder / name).write_bytes(text)
        joined = self.run_pith("-1cr", "texts")[0]
        self.assertEqual(self.run_pith("-dc", stdin=joined)[0], b"".join(self.texts[name] for name in sorted(self.texts)))

    def test_a_pipe_is_known_by_its_beginning(self):
        for size in (1, 3000, 8191, 8192, 8193, 70000):
            text = text_of("cats", size)[:size]
            archive = self.run_pith("-1", stdin=text)[0]
            self.assertEqual(self.run_pith("-d", stdin=archive)[0], text)
            if 3000 <= size <= 8192:
                self.assertEqual(self.model_of(archive), "cats")

    def test_what_is_decoded_to_verify_is_decoded_with_that_model(self):
        self.run_pith("-1k", "--verify", "owls.txt")
        self.assertEqual(self.model_of(self.read("owls.txt.pith")), "owls")

    def test_verbose_says_what_was_chosen_and_why(self):
        said = self.run_pith("-1kv", *self.texts)[1]
        self.assertRegex(said, r"owls\.txt: model owls [0-9a-f]{16}; expected bits/byte by 3,[0-9]+ bytes: [0-9.]+ with none, ")
        self.assertRegex(said, r"noise\.txt: no model; ")
        self.assertEqual(self.run_pith("-1kf", *self.texts)[1], "")

    def test_a_model_that_is_named_is_for_all(self):
        for named in ("cats", "none"):
            archive = self.run_pith("-1c", "-m", named, "owls.txt")[0]
            self.assertEqual(self.model_of(archive), {"none": "-"}.get(named, named))
            self.environment["PITH_MODEL"] = named
            self.assertEqual(self.run_pith("-1c", "owls.txt")[0], archive)
            self.assertEqual(self.model_of(self.run_pith("-1c", "-m", "auto", "owls.txt")[0]), "owls")
            self.environment["PITH_MODEL"] = "auto"
            self.assertEqual(self.model_of(self.run_pith("-1c", "owls.txt")[0]), "owls")
            del self.environment["PITH_MODEL"]

    def test_models_that_cannot_be_read_are_passed_over_with_a_word(self):
        damaged = bytearray((self.folder / "models/owls.pithm").read_bytes())
        damaged[-1000] ^= 1
        (self.folder / "models/owls.pithm").write_bytes(damaged)
        (self.folder / "models/junk.pithm").write_bytes(b"no model")
        output, said = self.run_pith("-1c", "owls.txt")
        self.assertRegex(said, r"\A(pith: a model is passed over: [^\n]*(owls|junk)\.pithm: [^\n]+\n){2}\Z")
        self.assertNotEqual(self.model_of(output), "owls")
        self.assertEqual(self.run_pith("-1cq", "owls.txt"), (output, ""))

    def test_a_result_does_not_take_the_place_of_a_model_to_choose_from(self):
        before = self.read("models/owls.pithm")
        message = self.refused("-1f", "-o", "models/owls.pithm", "cats.txt", program=self.program, env=self.environment)
        self.assertIn("models/owls.pithm", message)
        self.assertEqual(self.read("models/owls.pithm"), before)

    def test_less_memory_than_the_model_takes_is_not_enough(self):
        archive = self.run_pith("-9c", "-q", "-M", "100M", "owls.txt")[0]
        self.assertEqual(self.run_pith("-d", stdin=archive)[0], self.texts["owls.txt"])
        self.assertIn("-M allows", self.refused("-1c", "-M", "1M", "owls.txt", program=self.program, env=self.environment))

    def test_where_texts_are_compared_a_model_is_to_be_named(self):
        for command in (["measure", "-m", "auto", "owls.txt"], ["sample", "-m", "auto"], ["analyze", "-m", "auto", "owls.txt"]):
            self.assertIn("name one", self.refused(*command, program=self.program, env=self.environment))
