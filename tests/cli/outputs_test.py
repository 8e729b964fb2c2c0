"""Where results go: names of open descriptors, pipes, devices; and files that have no name until they are whole."""

import os
import shutil
import signal
import subprocess
import threading
import unittest

from support import PATIENCE, PITH, CliTest, sample_text


class WrittenThrough(CliTest):
    def restored(self, archive):
        return self.pith("-d", stdin=archive)[0]

    def test_names_of_standard_output_are_written_through_and_never_replaced(self):
        self.write("book.txt")
        os.symlink("/dev/stdout", self.folder / "link")
        for name in ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "link"):
            for flags in ("-1", "-1f"):
                with self.subTest(name=name, flags=flags):
                    before = os.lstat(name) if name.startswith("/dev") else None
                    with open(self.folder / "out", "wb") as out:
                        self.pith(flags, "-o", name, "book.txt", stdout=out)
                    self.assertEqual(self.restored(self.read("out")), sample_text())
                    if before:
                        self.assertEqual(os.lstat(name).st_ino, before.st_ino)
        self.assertTrue((self.folder / "link").is_symlink())

    def test_what_goes_to_an_open_file_is_added_where_that_stands(self):
        self.write("book.txt")
        self.write("out", b"before ")
        with open(self.folder / "out", "ab") as out:
            self.pith("-dc", "-f", "-o", "/dev/stdout", str(self.archive()), stdout=out)
        self.assertEqual(self.read("out"), b"before " + sample_text())

    def test_another_descriptor_can_be_named(self):
        self.write("book.txt")
        with open(self.folder / "out", "wb") as out:
            self.pith("-1", "-o", f"/dev/fd/{out.fileno()}", "book.txt", pass_fds=[out.fileno()])
        self.assertEqual(self.restored(self.read("out")), sample_text())

    def test_a_descriptor_that_is_not_open_is_an_error(self):
        self.write("book.txt")
        message = self.refused("-1", "-o", "/dev/fd/77", "book.txt")
        self.assertIn("/dev/fd/77: cannot write: bad file descriptor", message)

    def test_a_pipe_with_a_name_is_written_through_with_force_too(self):
        self.write("book.txt")
        os.mkfifo(self.folder / "pipe")
        os.symlink("pipe", self.folder / "link")
        for flags in ("-1", "-1f"):
            for name in ("pipe", "link"):
                process = self.start(flags, "-o", name, "book.txt")
                archive = (self.folder / name).read_bytes()
                self.assertEqual(process.wait(timeout=PATIENCE), 0)
                self.assertEqual(self.restored(archive), sample_text())
        self.assertEqual(self.names(), ["book.txt", "link", "pipe"])

    def test_a_device_that_has_the_name_of_the_result_does_not_swallow_the_text(self):
        self.write("book.txt")
        os.symlink("/dev/null", self.folder / "book.txt.pith")
        self.assertIn("already exists", self.refused("-1", "book.txt"))
        self.pith("-1f", "book.txt")
        self.assertEqual(self.names(), ["book.txt", "book.txt.pith"])
        self.assertEqual(self.read("book.txt"), sample_text())
        self.assertTrue((self.folder / "book.txt.pith").is_symlink())

    def test_a_file_that_is_open_for_output_is_not_read_as_the_input(self):
        path = self.write("book.txt")
        with open(path, "ab") as out:
            message = self.refused("-1f", "-o", "/dev/stdout", "book.txt", stdout=out)
        self.assertIn("is both input and output", message)
        self.assertEqual(self.read("book.txt"), sample_text())


class WithoutLitter(CliTest):
    def start_long(self, *arguments, **options):
        """A process that waits in the middle of its work."""
        process = self.start(*arguments, "-1", "-o", "out", stdin=subprocess.PIPE, **options)
        self.wait_for_result(process)
        return process

    def has_files_without_names(self):
        try:
            os.close(os.open(self.folder, os.O_TMPFILE | os.O_RDWR))
        except OSError:
            return False
        return True

    def test_whatever_ends_the_process_leaves_nothing_behind(self):
        if not self.has_files_without_names():
            self.skipTest("this file system has no files without a name")
        for number in (signal.SIGKILL, signal.SIGQUIT, signal.SIGUSR2, signal.SIGALRM, signal.SIGSEGV, signal.SIGABRT):
            process = self.start_long()
            process.send_signal(number)
            self.assertEqual(process.wait(timeout=PATIENCE), -number)
            self.assertEqual(self.names(), [])

    def test_a_result_replaces_a_file_only_when_it_is_whole(self):
        self.write("out", b"old")
        process = self.start_long("-f")
        self.assertEqual(self.read("out"), b"old")
        process.communicate(b"new", timeout=PATIENCE)
        self.assertEqual(process.returncode, 0)
        self.assertEqual(self.names(), ["out"])
        self.assertEqual(self.pith("-dc", "out")[0], b"new")

    @unittest.skipUnless(os.geteuid() == 0 and shutil.which("unshare"), "needs root and unshare")
    def test_where_files_need_names_the_signals_that_end_a_process_remove_them(self):
        """Without /proc a file without a name could not be given one later."""
        command = f"mount -t tmpfs none /proc || exit 77; cd {self.folder}; exec {PITH} -1 -o out"
        for number in (signal.SIGQUIT, signal.SIGUSR2, signal.SIGALRM, signal.SIGTERM):
            process = self.start("-m", "sh", "-c", command, program="unshare", stdin=subprocess.PIPE)
            self.wait_for(lambda: process.poll() is not None or self.names(), "the unfinished result")
            if process.poll() is not None:
                self.skipTest("may not mount")
            self.assertRegex(self.names()[0], r"\A\.pith-")
            process.send_signal(number)
            self.assertEqual(process.wait(timeout=PATIENCE), -number)
            self.assertEqual(self.names(), [])


class Asked(CliTest):
    def test_sigusr1_prints_how_far_it_is_and_ends_nothing(self):
        for flags in ([], ["-q"]):
            process = self.start("-1", *flags, "-o", "out", stdin=subprocess.PIPE)
            self.wait_for(lambda: self.handles(process), "the handler")
            lines = []
            reader = threading.Thread(target=lambda: lines.append(process.stderr.readline()))
            reader.start()
            process.send_signal(signal.SIGUSR1)
            reader.join(timeout=PATIENCE)
            self.assertRegex(lines[0], rb"\A\(stdin\)  0\.0 MB [^\n]*/s\n\Z")
            process.communicate(b"text", timeout=PATIENCE)
            self.assertEqual(process.returncode, 0)
            os.remove(self.folder / "out")

    @staticmethod
    def handles(process):
        with open(f"/proc/{process.pid}/status", encoding="utf-8") as status:
            caught = next(line for line in status if line.startswith("SigCgt"))
        return int(caught.split()[1], 16) >> (signal.SIGUSR1 - 1) & 1

    def test_a_file_tells_of_how_many_bytes(self):
        with open(self.folder / "long.txt", "wb") as file:
            file.truncate(1 << 40)
        process = self.start("-1", "-c", "long.txt", stdout=subprocess.DEVNULL)
        self.wait_for(lambda: self.handles(process), "the handler")
        process.send_signal(signal.SIGUSR1)
        self.assertRegex(process.stderr.readline(), rb"\Along.txt +0 %  \d+\.\d of 1099511\.6 MB")
        process.kill()
