"""Manual pages and completions, as tools/make_manuals writes them, have each option that the program has."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from support import PITH

ROOT = Path(__file__).resolve().parents[2]


def output_of(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


class Manuals(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        subprocess.run([sys.executable, ROOT / "tools/make_manuals", PITH, cls.folder], check=True)
        cls.table = json.loads(output_of(PITH, "help", "--options-json"))

    def spellings(self):
        """Command and spelling of each option: ("measure", "--json")."""
        for command in self.table["commands"]:
            for option in command["options"]:
                if option["hidden"]:
                    continue
                if option["letter"]:
                    last = option["last_letter"] or option["letter"]
                    for code in range(ord(option["letter"]), ord(last) + 1):
                        yield command["name"], f"-{chr(code)}"
                if option["name"]:
                    yield command["name"], f"--{option['name']}"

    def read(self, path):
        return (self.folder / path).read_text(encoding="utf-8")

    def bash(self, *words):
        """What bash offers for the last of the words."""
        script = ('source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _pith; '
                  "printf '%s\\n' \"${COMPREPLY[@]}\"")
        command = ["bash", "-c", script, "bash", self.folder / "completions/pith", *words]
        return output_of(*command, cwd=self.folder, env={"PATH": "/usr/bin:/bin", "HOME": "/nowhere",
                                                         "PITH_MODELS": str(ROOT / "models")}).split()

    def test_every_option_is_in_the_page_of_its_command(self):
        missing = []
        for command, spelling in self.spellings():
            page = self.read(f"man1/pith-{command}.1").replace("\\-", "-")
            headings = re.findall(r"^\.TP\n(.*)$", page, re.MULTILINE)
            known = [name for heading in headings for name in re.findall(r"\\fB(.*?)\\fR", heading)]
            known += ["..."] * any("... " in heading for heading in headings)
            between = "..." in known and spelling[1:] in "345678"
            if spelling not in known and not between:
                missing.append((command, spelling))
        self.assertEqual(missing, [])

    def test_every_option_is_offered_by_each_shell(self):
        zsh, fish = self.read("completions/_pith"), self.read("completions/pith.fish")
        offered = {command["name"]: self.bash("pith", command["name"], "-") for command in self.table["commands"]}
        count = 0
        for command, spelling in self.spellings():
            with self.subTest(command=command, option=spelling):
                self.assertIn(spelling, offered[command])
                function = re.search(rf"^_pith_{command}\(\) {{\n(.*?)^}}", zsh, re.MULTILINE | re.DOTALL).group(1)
                self.assertRegex(function, rf"'\*{re.escape(spelling)}=?\[")
                named = f"-l {spelling[2:]}" if spelling.startswith("--") else f"-s {spelling[1:]}"
                row = rf"^complete -c pith -n '__pith_command {command}' (.* )?{named}( |$)"
                self.assertRegex(fish, re.compile(row, re.MULTILINE))
            count += 1
        self.assertGreater(count, 150)

    def test_bash_offers_commands_models_and_files(self):
        (self.folder / "some text.txt").write_text("x")
        self.assertIn("measure", self.bash("pith", "me"))
        self.assertIn("--keep", self.bash("pith", "--ke"))
        self.assertIn("english", self.bash("pith", "compress", "-m", "en"))
        self.assertEqual(self.bash("pith", "compress", "-T", ""), [])
        self.assertEqual(self.bash("unpith", "--kee"), ["--keep"])
        self.assertIn("text.txt", self.bash("pith", "compress", "some"))

    @unittest.skipUnless(shutil.which("man"), "no man")
    def test_pages_are_set_without_a_warning(self):
        for page in sorted((self.folder / "man1").glob("pith*.1")):
            command = ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page]
            environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "80"}
            done = subprocess.run(command, capture_output=True, text=True, cwd=self.folder, env=environment)
            self.assertEqual((done.returncode, done.stderr), (0, ""), page.name)

    def test_shells_that_are_here_read_their_completions(self):
        for shell, name in (("bash", "pith"), ("zsh", "_pith"), ("fish", "pith.fish")):
            if shutil.which(shell):
                subprocess.run([shell, "-n", self.folder / "completions" / name], check=True)


if __name__ == "__main__":
    unittest.main()
