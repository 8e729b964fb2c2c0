import os
import sys
import tempfile
import unittest
from pathlib import Path

from support import load

load("bench_peers")
from bench import process, runner  # noqa: E402  (support puts tools/ on the path)
from bench.peers import Peer  # noqa: E402
from bench.results import OK  # noqa: E402


def shell_peer(name, compress, decompress):
    return Peer(name, "sh", ("sh", "-c", compress), ("sh", "-c", decompress))


COPY = shell_peer("copy", "cat text", "cat archive")
LOSSY = shell_peer("lossy", "head -c 3 text", "cat archive")
FAILING = shell_peer("failing", "echo 'no space left' >&2; exit 3", "cat archive")
CRASHING = shell_peer("crashing", "kill -SEGV $$", "cat archive")
SLOW = shell_peer("slow", "exec sleep 60", "cat archive")
MISSING = Peer("missing", "no-such-program", ("no-such-program",), ("no-such-program",))


class Process(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        process.become_subreaper()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def run_command(self, *command, timeout=30):
        out, err = os.path.join(self.folder, "out"), os.path.join(self.folder, "err")
        return process.run(command, self.folder, out, err, timeout)

    def test_success_has_no_error_and_its_output_is_kept(self):
        self.assertEqual(self.run_command("echo", "two  words", "$HOME").error, "")
        self.assertEqual(Path(self.folder, "out").read_text(encoding="utf-8"), "two  words $HOME\n")

    def test_peak_memory_is_that_of_the_program_alone(self):
        self.assertLess(self.run_command("true").peak_bytes, 8_000_000)
        result = self.run_command(sys.executable, "-c", "x = bytes(b'1') * 50_000_000")
        self.assertGreater(result.peak_bytes, 50_000_000)

    def test_wall_time_is_measured(self):
        self.assertGreaterEqual(self.run_command("sleep", "0.2").seconds, 0.2)

    def test_a_program_that_is_gone_at_once_is_still_counted(self):
        for _ in range(50):
            self.assertEqual(self.run_command("true").error, "")


class Runner(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        process.become_subreaper()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name, data):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return str(path)

    def measure(self, peer, timeout=30, repeats=1):
        self.write("a.txt", b"some text")
        texts = runner.find_texts([str(self.folder)], 0)
        rows = runner.measure_all(texts, [peer], {peer: "1.0"}, repeats, timeout, lambda text: None)
        self.assertEqual(len(rows), 1)
        return rows[0]

    def test_a_round_trip_is_measured(self):
        row = self.measure(COPY, repeats=3)
        self.assertEqual((row.status, row.file_bytes, row.archive_bytes, row.repeats), (OK, 9, 9, 3))
        self.assertGreater(row.compress_seconds, 0)

    def test_a_text_that_comes_back_otherwise_is_a_failure(self):
        self.assertIn("differs", self.measure(LOSSY).status)

    def test_an_exit_status_is_reported_with_the_last_words(self):
        self.assertEqual(self.measure(FAILING).status, "compress: exit 3: no space left")

    def test_a_crash_is_reported(self):
        self.assertIn("SIGSEGV", self.measure(CRASHING).status)

    def test_a_missing_program_is_reported(self):
        self.assertIn("exit 127", self.measure(MISSING).status)

    def test_a_program_that_takes_too_long_is_ended(self):
        self.assertIn("killed after 0.3 s", self.measure(SLOW, timeout=0.3).status)

    def test_folders_are_searched_in_order_and_empty_files_left_out(self):
        self.write("b/z.txt", b"12345")
        self.write("a.txt", b"123")
        self.write("b/empty.txt", b"")
        texts = runner.find_texts([str(self.folder)], 0)
        self.assertEqual([(text.name, text.bytes) for text in texts], [("a.txt", 3), ("b/z.txt", 5)])

    def test_heads_of_longer_files_are_named_as_such(self):
        self.write("long.txt", b"123456")
        self.write("short.txt", b"12")
        texts = runner.find_texts([str(self.folder)], 4)
        self.assertEqual([(text.name, text.bytes) for text in texts], [("long.txt[:4]", 4), ("short.txt", 2)])

    def test_files_of_the_same_name_are_told_apart(self):
        first, second = self.write("one/a.txt", b"1"), self.write("two/a.txt", b"2")
        self.assertEqual([text.name for text in runner.find_texts([first, second], 0)], [first, second])

    def test_a_path_that_does_not_exist_is_an_error(self):
        with self.assertRaises(FileNotFoundError):
            runner.find_texts([str(self.folder / "nothing")], 0)


if __name__ == "__main__":
    unittest.main()
