"""Names, metadata and texts never steer the terminal that shows them."""

import os
import re
import subprocess

from support import CliTest, Terminal, sample_text

MAKE_MODEL = os.path.abspath(os.environ.get("MAKE_MODEL", "make_model"))

# What acts: C0 and C1 controls, directions of writing, separators of lines and paragraphs, bytes that are not UTF-8.
ACTING = "\x1b[31m\x07\r\n\x7f\u0085\u009b2J\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069"
EVIL = ACTING.encode() + b"\xff\xc0\xaf\xed\xa0\x80"
ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Harmless(CliTest):
    def setUp(self):
        super().setUp()
        self.name = b"a" + EVIL
        self.put(self.name, sample_text())

    def put(self, name, content):
        with open(os.path.join(os.fsencode(self.folder), name), "wb") as file:
            file.write(content)

    def check(self, data):
        text = data.decode()  # valid UTF-8
        self.assertIsNone(ACTS.search(text), ascii(text))
        return text

    def shows(self, *arguments, where="messages", expect=0):
        """The name is told there, in one line, and nothing that is printed acts."""
        process = self.start(*arguments)
        output, messages = process.communicate(timeout=60)
        self.assertEqual(process.returncode, expect, messages)
        self.check(output)
        self.check(messages)
        text = (output if where == "output" else messages).decode()
        self.assertRegex(text, r"a␛\[31m␇␍↵")

    def test_names_in_reports_of_archives(self):
        name = self.name + b".pith"
        self.put(name, self.archive("x").read_bytes())
        self.shows("-l", name, where="output")
        self.shows("-l", name, name, where="output")
        self.shows("info", name, where="output")
        self.shows("-tv", name)

    def test_names_in_summaries(self):
        self.shows("-1v", self.name)
        self.shows("-dv", self.name + b".pith")

    def test_names_in_measurements_and_analyses(self):
        self.put(self.name + b"2", sample_text(3000))
        for command in (["measure", "-1"], ["analyze", "--levels", "none"], ["analyze", "--matrix"]):
            self.shows(*command, self.name, self.name + b"2", where="output")

    def test_names_in_errors_and_warnings(self):
        self.shows("-1", self.name + b"missing", expect=1)
        self.shows("-d", self.name, expect=2)
        self.shows("-l", self.name, expect=1)
        self.shows("-1", "-o", b"nowhere/a" + EVIL, self.name, expect=1)
        self.shows("train", "-o", b"a" + EVIL, self.name, expect=1)
        self.shows("measure", b"--model=a" + EVIL, self.name, expect=1)
        self.shows("help", b"a" + EVIL, expect=1)
        self.shows(b"--a" + EVIL, expect=1)

    def test_metadata_of_models(self):
        subprocess.run([MAKE_MODEL, "m", self.folder / "m.pithm", "a" + ACTING], check=True, capture_output=True)
        self.shows("info", "m.pithm", where="output")

    def test_progress(self):
        terminal = Terminal(self)
        name = self.name + b"long"
        self.put(name, b"")
        os.truncate(os.path.join(os.fsencode(self.folder), name), 1 << 40)
        process = self.start("-1c", name, stdout=subprocess.DEVNULL, stderr=terminal.slave)
        self.wait_for(lambda: "B/s" in terminal.read(), "the progress line")
        process.kill()
        self.assertIn("long", self.check(terminal.text.replace("\r\x1b[K", "").encode()))
