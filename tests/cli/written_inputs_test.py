"""What is read is never written over, with -f neither, by whatever name it is called: texts, lists of files, models."""

import os
import subprocess
import unittest

from support import CliTest, sample_text

MAKE_MODEL = os.path.abspath(os.environ.get("MAKE_MODEL", "make_model"))


class WrittenInputs(CliTest):
    def setUp(self):
        super().setUp()
        self.write("a.txt")
        self.write("b.txt", sample_text(20000, seed=2))
        self.write("lines", b"a.txt\nb.txt\n")
        self.write("nul", b"a.txt\0b.txt\0")
        subprocess.run([MAKE_MODEL, "m", self.folder / "m.pithm"], check=True, stdout=subprocess.DEVNULL)

    def assert_kept(self, name, *arguments, redirected=False, **options):
        """The file `name`: the OUTPUT of `arguments`, by itself and by links, and standard input if `redirected`."""
        os.link(self.folder / name, self.folder / "hard.pithm")
        os.symlink(name, self.folder / "soft.pithm")
        before = self.read(name)
        for output in (name, "hard.pithm", "soft.pithm"):
            with self.subTest(output=output, arguments=arguments):
                with open(self.folder / name if redirected else os.devnull, "rb") as file:
                    command = [output if word == "OUTPUT" else word for word in arguments]
                    message = self.refused(*command, stdin_from=file, **options)
                self.assertIn("both input and output", message)
                self.assertEqual(self.read(name), before)
        for link in ("hard.pithm", "soft.pithm"):
            os.remove(self.folder / link)

    def test_a_page_does_not_replace_the_list_of_its_texts(self):
        self.write("one", b"a.txt\n")
        self.write("one0", b"a.txt\0")
        self.assert_kept("one", "measure", "-1f", "--html", "OUTPUT", "@one")
        self.assert_kept("one0", "measure", "-1f", "--html", "OUTPUT", "--files0-from", "one0")
        self.assert_kept("lines", "analyze", "--levels", "none", "-f", "--html", "OUTPUT", "@lines")
        self.assert_kept("nul", "analyze", "--levels", "none", "-f", "--html", "OUTPUT", "--files0-from", "nul")

    def test_a_page_does_not_replace_what_standard_input_reads(self):
        self.write("one0", b"a.txt\0")
        self.assert_kept("a.txt", "analyze", "--levels", "none", "-f", "--html", "OUTPUT", redirected=True)
        self.assert_kept("a.txt", "measure", "-1f", "--html", "OUTPUT", "-", redirected=True)
        self.assert_kept("one0", "analyze", "--levels", "none", "-f", "--html", "OUTPUT", "@-", redirected=True)
        self.assert_kept("one0", "measure", "-1f", "--html", "OUTPUT", "--files0-from", "-", redirected=True)

    def test_a_page_does_not_replace_the_model(self):
        self.assert_kept("m.pithm", "measure", "-1f", "--html", "OUTPUT", "-m", "./m.pithm", "a.txt")
        self.assert_kept("m.pithm", "analyze", "--levels", "1", "-f", "--html", "OUTPUT", "-m", "./m.pithm", "a.txt")

    def test_a_result_replaces_neither_model_nor_list(self):
        self.write("one0", b"a.txt\0")
        self.assert_kept("m.pithm", "-1f", "-o", "OUTPUT", "-m", "./m.pithm", "a.txt")
        default = {**os.environ, "PITH_MODEL": str(self.folder / "m.pithm")}
        self.assert_kept("m.pithm", "-1f", "-o", "OUTPUT", "a.txt", env=default)
        self.assert_kept("one0", "-1f", "-o", "OUTPUT", "--files0-from", "one0")

    def test_a_new_model_does_not_replace_the_list_of_its_texts(self):
        self.write("list.pithm", b"a.txt\0b.txt\0")
        self.assert_kept("list.pithm", "train", "-q", "-f", "-o", "OUTPUT", "--files0-from", "list.pithm")
        self.assert_kept("list.pithm", "train", "-q", "-f", "-o", "OUTPUT", "--valid", "@list.pithm", "b.txt")

    def test_a_log_does_not_replace_the_list_of_texts(self):
        log = ("train", "-q", "-f", "-o", "new.pithm", "--time", "1s", "--log", "OUTPUT")
        self.assert_kept("nul", *log, "--files0-from", "nul")
        self.assert_kept("lines", *log, "@lines")


if __name__ == "__main__":
    unittest.main()
