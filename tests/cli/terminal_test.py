"""What only happens on a terminal."""

import os
import subprocess

from support import ERROR, PATIENCE, CliTest, Terminal, sample_text


class Progress(CliTest):
    PERCENT = r"\r\x1b\[Klong\.txt  \d+ %  \d+\.\d of 1099511\.6 MB  \d+\.\d+ [KM]B/s"

    def test_percent_speed_and_time_left_are_shown_while_a_file_is_coded(self):
        self.endless_file()
        for command in (["-1c", "long.txt"], ["measure", "-1", "long.txt"]):
            terminal = Terminal(self)
            process = self.start(*command, stdout=subprocess.DEVNULL, stderr=terminal.slave)
            self.wait_for(lambda: " left" in terminal.read(), "the progress line")
            process.kill()
            self.assertRegex(terminal.text, self.PERCENT + r"  \d+:\d\d:\d\d left")

    def test_an_unknown_size_has_no_percent_and_the_line_is_cleared_at_the_end(self):
        terminal = Terminal(self)
        process = self.start("-1", stdin=subprocess.PIPE, stderr=terminal.slave)
        self.wait_for(lambda: "B/s" in terminal.read(), "the progress line")
        process.communicate(sample_text(), timeout=PATIENCE)
        self.assertEqual(process.returncode, 0)
        text = terminal.read(0.1)
        self.assertRegex(text, r"\A(\r\x1b\[K\(stdin\)  \d+\.\d MB  \d+\.\d+ [KM]B/s)+\r\x1b\[K\Z")

    def test_a_message_comes_after_the_line_is_cleared(self):
        archive = self.archive().read_bytes()
        terminal = Terminal(self)
        process = self.start("-t", stdin=subprocess.PIPE, stderr=terminal.slave)
        self.wait_for(lambda: "B/s" in terminal.read(), "the progress line")
        process.communicate(archive[:-1], timeout=PATIENCE)
        self.assertEqual(process.returncode, ERROR)
        self.assertRegex(terminal.read(0.1), r"B/s\r\x1b\[Kpith: \(stdin\): [^\n]+\n\Z")

    def test_the_line_fits_the_terminal(self):
        self.endless_file("n" * 200)
        terminal = Terminal(self)
        process = self.start("-1c", "n" * 200, stdout=subprocess.DEVNULL, stderr=terminal.slave)
        self.wait_for(lambda: terminal.read().count("B/s") >= 2, "two progress lines")
        process.kill()
        lines = terminal.text.split("\r\x1b[K")[1:-1]
        self.assertTrue(lines)
        for line in lines:
            self.assertLess(len(line), 80)
            self.assertTrue(line.startswith("…nnn"))

    def test_quiet_and_no_progress_show_none(self):
        for option in ("-q", "--no-progress"):
            terminal = Terminal(self)
            process = self.start("-1", option, stdin=subprocess.PIPE, stderr=terminal.slave)
            terminal.read(0.5)
            process.communicate(sample_text(), timeout=PATIENCE)
            self.assertEqual(terminal.read(0.1), "")

    def test_no_progress_leaves_the_messages(self):
        self.write("book.txt")
        _, messages = self.pith("-1v", "--no-progress", "book.txt")
        self.assertIn("book.txt : ", messages)
        self.assertIn("no such file", self.refused("measure", "--no-progress", "missing"))

    def test_a_pipe_in_the_place_of_the_terminal_gets_none(self):
        process = self.start("-1", stdin=subprocess.PIPE)
        Terminal(self).read(0.5)
        self.assertEqual(process.communicate(sample_text(), timeout=PATIENCE)[1], b"")


class ArchivesAndTerminals(CliTest):
    def test_an_archive_is_not_written_to_a_terminal_without_force(self):
        self.write("book.txt")
        terminal = Terminal(self)
        self.assertIn("not for a terminal", self.refused("-1c", "book.txt", stdout=terminal.slave))
        self.assertIn("not for a terminal", self.refused(stdin=b"text", stdout=terminal.slave))
        self.assertEqual(terminal.read(), "")

    def test_force_writes_an_archive_to_a_terminal(self):
        self.write("book.txt", b"")
        terminal = Terminal(self)
        self.pith("-1cf", "book.txt", stdout=terminal.slave)
        self.assertIn(b"\xb6p", os.read(terminal.master, 100))

    def test_a_restored_text_may_go_to_a_terminal(self):
        self.archive("hello.pith", b"hello")
        terminal = Terminal(self)
        self.pith("-dc", "hello.pith", stdout=terminal.slave)
        self.assertEqual(terminal.read(0.1), "hello")

    def test_an_archive_is_not_read_from_a_terminal_without_force(self):
        terminal = Terminal(self)
        for command in (["-d"], ["-t"], ["-l"], ["info"], ["-dc", "-"]):
            message = self.refused(*command, stdin_from=terminal.slave)
            self.assertIn("does not come from a terminal", message)

    def test_pith_alone_on_a_terminal_prints_short_help(self):
        terminal = Terminal(self)
        output, messages = self.pith(expect=ERROR, stdin_from=terminal.slave)
        self.assertEqual(output, b"")
        self.assertIn("pith --help", messages)
        self.assertLess(messages.count("\n"), 8)
