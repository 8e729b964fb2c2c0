"""pith measure --show: a text painted by surprisal."""

import os
import re

from support import CliTest, Terminal, sample_text

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def environment(**changes):
    kept = {name: value for name, value in os.environ.items() if name not in ("COLORTERM", "COLORFGBG", "NO_COLOR")}
    return {**kept, **changes}


class Show(CliTest):
    def show(self, *arguments, env=None, **options):
        """What is printed before the table, its legend apart."""
        output = self.pith("measure", "-1", "--show", *arguments, env=environment(**(env or {})), **options)[0].decode()
        legend, rest = output.split("\n", 1)
        return legend, rest[:rest.index("level 1, ")]

    def test_without_escapes_and_marks_it_is_the_text(self):
        self.write("book.txt")
        _, shown = self.show("book.txt")
        plain = ESCAPE.sub("", shown).replace("\u21b5\n", "\n")
        self.assertEqual(plain.rstrip("\n"), sample_text().decode().rstrip("\n"))
        self.assertGreater(len(ESCAPE.findall(shown)), 100)

    def test_the_legend_names_all_steps_and_the_table_follows(self):
        self.write("book.txt")
        legend, _ = self.show("book.txt")
        self.assertEqual(ESCAPE.sub("", legend).split(),
                         ["bits/char:", "0-0.5", "0.5-1", "1-2", "2-4", "4-6", "6-8", "8-12", "12+"])
        plain = self.pith("measure", "-1", "book.txt")[0].decode()
        shown = self.pith("measure", "-1", "--show", "book.txt", env=environment())[0].decode()
        self.assertTrue(shown.endswith(plain))

    def test_colours_are_those_that_the_terminal_has(self):
        self.write("book.txt")
        self.assertRegex(self.show("book.txt")[0], r"\x1b\[38;5;\d+;48;5;\d+m")
        true_colour, _ = self.show("book.txt", env={"COLORTERM": "truecolor"})
        self.assertRegex(true_colour, r"\x1b\[38;2;\d+;\d+;\d+;48;2;")
        light, _ = self.show("book.txt", env={"COLORTERM": "truecolor", "COLORFGBG": "0;15"})
        self.assertNotEqual(light, true_colour)

    def test_no_other_escape_reaches_the_terminal(self):
        self.write("evil", b"\x1b]0;title\x07\x1b[2J\x9b2J\xc2\x9b2J\b\x7f\r" + sample_text(500))
        _, shown = self.show("evil")
        self.assertFalse(set(ESCAPE.sub("", shown)) & {chr(c) for c in (*range(0x20), *range(0x7F, 0xA0)) if c != 10})

    def test_a_terminal_gets_it_without_a_progress_line(self):
        self.write("book.txt", sample_text(300))
        terminal = Terminal(self)
        streams = {"stdout": terminal.slave, "stderr": terminal.slave}
        self.pith("measure", "-1", "--show", "book.txt", env=environment(), **streams)
        text = terminal.read(0.2)
        self.assertNotIn("B/s", text)
        self.assertIn("bits/byte", text)

    def test_several_texts_are_told_apart(self):
        self.write("a", b"one")
        self.write("b", b"two\n")
        output = ESCAPE.sub("", self.pith("measure", "-1", "--show", "a", "b", env=environment())[0].decode())
        self.assertRegex(output, r"\A==> a <==\nbits/char:.*\none\n==> b <==\nbits/char:.*\ntwo\u21b5?\nlevel 1")

    def test_a_page_may_be_written_in_the_same_pass(self):
        self.write("book.txt")
        _, shown = self.show("--html", "page.html", "book.txt")
        self.assertIn("\x1b[", shown)
        self.assertEqual(self.names(), ["book.txt", "page.html"])

    def test_what_cannot_be_is_refused(self):
        self.write("book.txt")
        message = self.refused("measure", "--show", "book.txt", env=environment(NO_COLOR="1"))
        self.assertIn("NO_COLOR is set", message)
        self.assertIn("--json", self.refused("measure", "--show", "--json", "book.txt", env=environment()))
        self.assertIn("--html -", self.refused("measure", "--show", "--html", "-", "book.txt", env=environment()))
        self.pith("measure", "-1", "--show", "book.txt", env=environment(NO_COLOR=""))
