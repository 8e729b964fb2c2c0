"""What is said where no model says what to expect."""

import os
import shutil
import subprocess

from support import PITH, CliTest, sample_text

MAKE_MODEL = os.path.abspath(os.environ.get("MAKE_MODEL", "make_model"))
LINE = r"\Apith: no model (english )?is found, [^\n]+\n\Z"


class WithoutModel(CliTest):
    def setUp(self):
        super().setUp()
        self.write("book.txt")
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("PITH_")}
        self.environment["HOME"] = str(self.folder / "home")
        self.environment.pop("XDG_DATA_HOME", None)
        # Models lie beside a program that is installed, too: this one has none beside it.
        self.program = str(self.folder / "bin/pith")
        os.mkdir(self.folder / "bin")
        shutil.copy(PITH, self.program)

    def without(self, *arguments, **options):
        return self.pith(*arguments, program=self.program, env=self.environment, **options)

    def test_one_line_says_that_no_model_is_found(self):
        for command in (["-1c", "book.txt"], ["measure", "-1", "book.txt"], ["measure", "-1", "--json", "book.txt"]):
            self.assertRegex(self.without(*command)[1], LINE)
        self.assertRegex(self.without("-1", stdin=sample_text())[1], LINE)

    def test_quiet_and_none_are_silent(self):
        for command in (["-1cq"], ["-1c", "-m", "none"], ["measure", "-1", "-m", "none"]):
            self.assertEqual(self.without(*command, "book.txt")[1], "")
        self.environment["PITH_MODEL"] = "none"
        self.assertEqual(self.without("-1c", "book.txt")[1], "")

    def test_decoding_says_nothing_of_it(self):
        self.archive("a.pith")
        self.assertEqual(self.without("-dc", "a.pith"), (sample_text(), ""))

    def test_sampling_is_refused(self):
        message = self.refused("sample", "-1", "-n3", program=self.program, env=self.environment)
        self.assertIn("name one with -m", message)
        self.assertTrue(self.without("sample", "-1", "-n3", "-m", "none")[0])

    def test_a_model_that_is_found_is_taken_in_silence(self):
        (self.folder / "models").mkdir()
        subprocess.run([MAKE_MODEL, "english", self.folder / "models/english.pithm"], check=True, capture_output=True)
        self.environment["PITH_MODELS"] = str(self.folder / "models")
        self.assertEqual(self.without("-1c", "book.txt")[1], "")
