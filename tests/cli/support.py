"""What the tests of the command line share: a folder of their own, sample texts, and ways to start pith."""

import fcntl
import os
import pty
import random
import select
import shutil
import struct
import subprocess
import tempfile
import termios
import time
import unittest
from pathlib import Path

PITH = os.path.abspath(os.environ.get("PITH", "pith"))

SUCCESS, ERROR, WARNING = 0, 1, 2
PATIENCE = 20  # seconds, for what should take a tenth of one


def sample_text(size=6000, seed=1):
    """English-like words, the same for a seed."""
    words = "the of and a to in is it model text coder bit predicts learns from context mixing ünïcode".split()
    choose = random.Random(seed)
    text = ""
    while len(text.encode()) < size:
        text += choose.choice(words) + choose.choice([" ", " ", " ", ", ", ".\n"])
    return text.encode()


class CliTest(unittest.TestCase):
    """Each test works in an empty folder, self.folder, where pith is started too."""

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="pith-cli-"))
        self.addCleanup(self._remove_folder)

    def _remove_folder(self):
        os.chmod(self.folder, 0o700)
        shutil.rmtree(self.folder)

    def write(self, name, content=None):
        path = self.folder / name
        path.write_bytes(sample_text() if content is None else content)
        return path

    def read(self, name):
        return (self.folder / name).read_bytes()

    def names(self):
        return sorted(os.listdir(self.folder))

    def start(self, *arguments, **options):
        options.setdefault("cwd", self.folder)
        options.setdefault("stdin", subprocess.DEVNULL)
        options.setdefault("stdout", subprocess.PIPE)
        options.setdefault("stderr", subprocess.PIPE)
        process = subprocess.Popen([options.pop("program", PITH), *arguments], **options)
        self.addCleanup(self._end, process)
        return process

    @staticmethod
    def _end(process):
        if process.poll() is None:
            process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                stream.close()

    def pith(self, *arguments, stdin=None, stdin_from=subprocess.DEVNULL, expect=SUCCESS, **options):
        """Runs pith to its end, its input the bytes `stdin` or a descriptor. Returns (stdout, stderr as text)."""
        options["stdin"] = stdin_from if stdin is None else subprocess.PIPE
        process = self.start(*arguments, **options)
        output, messages = process.communicate(stdin, timeout=PATIENCE)
        messages = (messages or b"").decode(errors="replace")
        self.assertEqual(process.returncode, expect, f"pith {arguments}: {messages}")
        return output, messages

    def refused(self, *arguments, **options):
        """Runs pith, which must fail with one line on stderr and nothing else. Returns the line."""
        options.setdefault("expect", ERROR)
        output, message = self.pith(*arguments, **options)
        self.assertFalse(output)
        self.assertRegex(message, r"\Apith: [^\n]+\n\Z")
        return message

    def archive(self, name="book.txt.pith", content=None):
        """An archive made through a pipe."""
        data, _ = self.pith("-1", stdin=sample_text() if content is None else content)
        return self.write(name, data)

    def wait_for(self, condition, what):
        end = time.monotonic() + PATIENCE
        while not condition():
            self.assertLess(time.monotonic(), end, f"waited in vain for {what}")
            time.sleep(0.01)

    def wait_for_result(self, process):
        """Waits until the process has begun a result in self.folder, under a name of its own or under none."""

        def begun():
            try:
                links = Path(f"/proc/{process.pid}/fd").iterdir()
                written = [link for link in links if self.writable(process, link.name)]
                return any("pith-cli-" in os.readlink(link) for link in written)
            except OSError:  # closed between two looks
                return False

        self.wait_for(begun, "the unfinished result")

    @staticmethod
    def writable(process, descriptor):
        with open(f"/proc/{process.pid}/fdinfo/{descriptor}", encoding="utf-8") as facts:
            flags = next(line for line in facts if line.startswith("flags"))
        return int(flags.split()[1], 8) & os.O_ACCMODE != os.O_RDONLY

    def endless_file(self, name="long.txt"):
        """A text that no level is through with while a test lasts; it takes no room on the disk."""
        with open(self.folder / name, "wb") as file:
            file.truncate(1 << 40)
        return self.folder / name


class Terminal:
    """A pseudo-terminal of 80 columns: `slave` for the program, and what it wrote there."""

    def __init__(self, test):
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        test.addCleanup(os.close, self.master)
        test.addCleanup(os.close, self.slave)
        self.text = ""

    def read(self, seconds=0.0):
        """What has come so far, after waiting up to `seconds` for more."""
        while select.select([self.master], [], [], seconds)[0]:
            self.text += os.read(self.master, 65536).decode()
            seconds = 0.0
        return self.text
