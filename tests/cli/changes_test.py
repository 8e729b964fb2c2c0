"""A source that changes while it is coded is kept, and said to have changed."""

import os
import signal
import time
from pathlib import Path

from support import ERROR, PATIENCE, CliTest, sample_text

LONG = b"".join(sample_text(3000, seed) for seed in range(50))  # takes more than a tenth of a second


class ChangeTest(CliTest):
    def start_and_read(self, *arguments, name, **options):
        """Starts pith and stops it when it has read all of the file `name`, which it is then coding."""
        process = self.start(*arguments, **options)
        path = self.folder / name
        while self.position(process, path) != path.stat().st_size:
            self.assertIsNone(process.poll(), "coded before anyone could look")
            process.send_signal(signal.SIGCONT)
            time.sleep(0.002)
            process.send_signal(signal.SIGSTOP)
        return process

    @staticmethod
    def position(process, path):
        """Where a process stands in a file that it reads, None where it has not opened it."""
        try:
            for link in Path(f"/proc/{process.pid}/fd").iterdir():
                if int(link.name) not in (1, 2) and os.path.samefile(link, path):
                    return int(Path(f"/proc/{process.pid}/fdinfo/{link.name}").read_text().split()[1])
        except OSError:
            pass
        return None

    def must_tell(self, process, name):
        process.send_signal(signal.SIGCONT)
        _, messages = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, ERROR)
        self.assertRegex(messages.decode(), rf"\Apith: {name}: [^\n]*while it was read[^\n]*\n\Z")

    def append(self, path):
        with open(path, "ab") as file:
            file.write(b"last line\n")

    def edit(self, path):
        with open(path, "r+b") as file:
            file.write(b"first line")

    def edit_and_set_the_time_back(self, path):
        before = path.stat()
        self.edit(path)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    def truncate(self, path):
        os.truncate(path, 1000)

    def truncate_to_nothing(self, path):
        os.truncate(path, 0)

    def replace(self, path):
        other = path.parent / "other"
        other.write_bytes(path.read_bytes())
        other.rename(path)

    def changes(self):
        return (self.append, self.edit, self.edit_and_set_the_time_back, self.truncate, self.truncate_to_nothing,
                self.replace)  # fmt: skip


class ChangingSources(ChangeTest):
    def test_a_text_that_changes_while_it_is_compressed_is_kept(self):
        for change in self.changes():
            for flags in ("-3f", "-3fk"):
                with self.subTest(change=change.__name__, flags=flags):
                    path = self.write("log.txt", LONG)
                    process = self.start_and_read(flags, "log.txt", name="log.txt")
                    change(path)
                    changed = path.read_bytes()
                    self.must_tell(process, "log.txt")
                    self.assertEqual(path.read_bytes(), changed)
                    self.assertEqual(self.pith("-dc", "log.txt.pith")[0], LONG)

    def test_an_archive_that_changes_while_it_is_decompressed_is_kept(self):
        archive = self.pith("-3", stdin=LONG)[0]
        for change in (self.append, self.edit, self.replace):
            for flags in ("-df", "-dfk"):
                with self.subTest(change=change.__name__, flags=flags):
                    path = self.write("log.pith", archive)
                    process = self.start_and_read(flags, "log.pith", name="log.pith")
                    change(path)
                    self.must_tell(process, "log.pith")
                    self.assertIn("log.pith", self.names())
                    self.assertEqual(self.read("log"), LONG)

    def test_a_change_is_told_where_the_result_goes_to_standard_output_or_a_named_file(self):
        for flags in (["-3c"], ["-3f", "-o", "out"]):
            for change in (self.append, self.edit, self.replace):
                with self.subTest(change=change.__name__, flags=flags):
                    path = self.write("log.txt", LONG)
                    process = self.start_and_read(*flags, "log.txt", name="log.txt")
                    change(path)
                    self.must_tell(process, "log.txt")

    def test_a_file_that_is_standard_input_is_watched_too(self):
        path = self.write("log.txt", LONG)
        with open(path, "rb") as text:
            process = self.start_and_read("-3", name="log.txt", stdin=text)
            self.append(path)
            self.must_tell(process, r"\(stdin\)")

    def test_standard_input_may_stand_in_the_middle_of_a_file(self):
        path = self.write("log.txt")
        with open(path, "rb") as text:
            os.lseek(text.fileno(), 1000, os.SEEK_SET)
            archive = self.pith("-1", stdin_from=text)[0]
        self.assertEqual(self.pith("-d", stdin=archive)[0], sample_text()[1000:])

    def test_only_the_changed_one_of_several_is_kept(self):
        for name in ("a", "b", "c"):
            self.write(name, LONG)
        process = self.start_and_read("-3", "a", "b", "c", name="b")
        self.append(self.folder / "b")
        self.must_tell(process, "b")
        self.assertEqual(self.names(), ["a.pith", "b", "b.pith", "c.pith"])

    def test_a_file_that_is_only_looked_at_meanwhile_has_not_changed(self):
        path = self.write("log.txt", LONG)
        process = self.start_and_read("-3", "log.txt", name="log.txt")
        path.read_bytes()
        path.stat()
        process.send_signal(signal.SIGCONT)
        self.assertEqual(process.wait(timeout=PATIENCE), 0)
        self.assertEqual(self.names(), ["log.txt.pith"])

    def test_files_that_the_system_makes_up_are_read_as_they_come(self):
        archive = self.pith("-1c", "/proc/self/status")[0]
        self.assertIn(b"Name:\tpith", self.pith("-d", stdin=archive)[0])


class OutputOntoTheInput(CliTest):
    def test_a_text_is_not_appended_to_itself(self):
        path = self.write("book.txt")
        with open(path, "ab") as output:
            self.assertIn("is both input and output", self.refused("-1c", "book.txt", stdout=output))
        self.assertEqual(self.read("book.txt"), sample_text())
