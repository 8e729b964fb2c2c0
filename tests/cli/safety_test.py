"""Nothing is lost: attributes, interruptions, full disks, folders without permission."""

import os
import resource
import shutil
import signal
import subprocess
import unittest
from pathlib import Path

from support import ERROR, PATIENCE, PITH, CliTest, sample_text

NOBODY = 65534
ENDING_SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


def limit(which, value):
    return lambda: resource.setrlimit(which, (value, value))


class Attributes(CliTest):
    def test_time_and_mode_are_kept_in_both_directions(self):
        path = self.write("book.txt")
        os.chmod(path, 0o640)
        os.utime(path, ns=(10**18, 10**18 + 123456789))
        self.pith("-1", "book.txt")
        self.check("book.txt.pith")
        self.pith("-d", "book.txt.pith")
        self.check("book.txt")

    def check(self, name):
        status = os.stat(self.folder / name)
        self.assertEqual(status.st_mode & 0o7777, 0o640)
        self.assertEqual(status.st_mtime_ns, 10**18 + 123456789)

    def test_mode_of_a_setuid_program_is_kept_without_the_setuid_bit(self):
        os.chmod(self.write("program"), 0o4755)
        self.pith("-1", "program")
        self.assertEqual(os.stat(self.folder / "program.pith").st_mode & 0o7777, 0o755)

    @unittest.skipUnless(os.geteuid() == 0, "needs root")
    def test_root_keeps_owner_and_group(self):
        os.chown(self.write("book.txt"), 12345, 23456)
        self.pith("-1", "book.txt")
        status = os.stat(self.folder / "book.txt.pith")
        self.assertEqual((status.st_uid, status.st_gid), (12345, 23456))


class Interruptions(CliTest):
    def test_a_signal_removes_the_unfinished_result_and_keeps_the_input(self):
        self.endless_file()
        for number in ENDING_SIGNALS:
            process = self.start("-1", "long.txt")
            self.wait_for_result(process)
            process.send_signal(number)
            process.wait(timeout=PATIENCE)
            self.assertEqual(process.returncode, -number)
            self.assertEqual(self.names(), ["long.txt"])

    def test_an_unfinished_result_can_be_read_by_nobody_else(self):
        os.chmod(self.endless_file(), 0o666)
        process = self.start("-1", "long.txt")
        self.wait_for_result(process)
        modes = [os.stat(path).st_mode & 0o777 for path in Path(f"/proc/{process.pid}/fd").iterdir()
                 if "pith-cli-" in os.readlink(path) and "long.txt" not in os.readlink(path)]  # fmt: skip
        self.assertEqual(modes, [0o600])
        process.terminate()
        process.wait(timeout=PATIENCE)

    def test_a_result_that_appears_meanwhile_is_not_overwritten(self):
        process = self.start("-1", "-o", "out", stdin=subprocess.PIPE)
        self.wait_for_result(process)
        self.write("out", b"precious")
        _, messages = process.communicate(b"text", timeout=PATIENCE)
        self.assertEqual(process.returncode, ERROR)
        self.assertIn(b"already exists", messages)
        self.assertEqual(self.names(), ["out"])
        self.assertEqual(self.read("out"), b"precious")

    def test_a_hangup_that_the_parent_ignores_is_ignored(self):
        process = self.start(
            "-1", "-o", "out", stdin=subprocess.PIPE,
            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),
        )
        self.wait_for_result(process)
        process.send_signal(signal.SIGHUP)
        process.communicate(b"text", timeout=PATIENCE)
        self.assertEqual((process.returncode, self.names()), (0, ["out"]))


class NoRoom(CliTest):
    def test_a_full_disk_behind_standard_output_is_one_line_and_an_error(self):
        self.write("book.txt")
        archive = self.archive()
        for command in ("-1c book.txt", f"-dc {archive}", f"-l {archive}", "measure -1 book.txt", "--help"):
            with open("/dev/full", "wb") as full:
                message = self.refused(*command.split(), stdout=full)
            self.assertIn("no space left", message)
        self.assertEqual(self.read("book.txt"), sample_text())

    def test_a_full_device_is_an_error_and_keeps_the_input(self):
        self.write("book.txt")
        self.assertIn("/dev/full: cannot write: no space left", self.refused("-1", "-o", "/dev/full", "book.txt"))
        self.assertEqual(self.names(), ["book.txt"])

    def test_a_result_that_may_not_grow_further_leaves_the_folder_as_it_was(self):
        self.write("book.txt")
        message = self.refused("-1", "book.txt", preexec_fn=limit(resource.RLIMIT_FSIZE, 100))
        self.assertIn("book.txt.pith: cannot write: file too large", message)
        self.assertEqual(self.names(), ["book.txt"])

    @unittest.skipUnless(os.geteuid() == 0 and shutil.which("unshare"), "needs root and unshare")
    def test_a_full_file_system_leaves_the_folder_as_it_was(self):
        mount = f"mount -t tmpfs -o size=64k tmpfs {self.folder} && cd {self.folder}"
        fill_and_try = f"head -c 40960 /dev/urandom > noise && {{ {PITH} -1 noise; echo $?; ls -A; }}"
        command = ["unshare", "-m", "sh", "-c", f"{mount} && {fill_and_try}"]
        result = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
        if "mount" in result.stderr or "unshare" in result.stderr:
            self.skipTest("may not mount")
        self.assertEqual(result.stdout, "1\nnoise\n")
        self.assertRegex(result.stderr, r"\Apith: noise.pith: cannot write: no space left[^\n]*\n\Z")

    def test_a_folder_without_permission_is_an_error_and_nothing_changes(self):
        program = shutil.copy(PITH, self.folder / "program")
        os.chmod(program, 0o755)
        os.mkdir(self.folder / "closed")
        self.write("closed/book.txt")
        os.chmod(self.folder / "closed", 0o555)
        os.chmod(self.folder, 0o755)
        options = {"user": NOBODY} if os.geteuid() == 0 else {}
        message = self.refused("-1", "closed/book.txt", program=str(program), **options)
        self.assertEqual(message, "pith: closed/book.txt.pith: cannot create: permission denied\n")
        self.assertEqual(os.listdir(self.folder / "closed"), ["book.txt"])
        os.chmod(self.folder / "closed", 0o755)

    def test_too_little_memory_is_one_line_that_says_what_to_do(self):
        with open(self.folder / "zeros", "wb") as file:
            file.truncate(1 << 24)
        little = limit(resource.RLIMIT_AS, 24 << 20)
        if self.start("--version", preexec_fn=little).wait() != 0:
            self.skipTest("this build takes so much before it begins")
        message = self.refused("-9", "zeros", preexec_fn=little)
        self.assertRegex(message, r"zeros: out of memory: one thread needs up to \d+ MB; use a lower level")
        self.assertEqual(self.names(), ["zeros"])
