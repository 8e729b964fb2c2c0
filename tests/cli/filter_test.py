"""pith between pipes."""

import os
import shutil
import signal
import subprocess
import time
import unittest

from support import ERROR, PATIENCE, PITH, CliTest, sample_text


class Filter(CliTest):
    def test_standard_input_goes_to_standard_output_and_back(self):
        archive, messages = self.pith("-1", stdin=sample_text())
        self.assertEqual(messages, "")
        self.assertEqual(self.pith("-d", stdin=archive)[0], sample_text())
        self.assertEqual(self.names(), [])

    def test_a_dash_is_standard_input_among_files(self):
        self.write("a", b"first ")
        archive, _ = self.pith("-1c", "a", "-", stdin=b"second")
        self.assertEqual(self.pith("decompress", "-", stdin=archive)[0], b"first second")

    def test_a_pipe_gives_the_same_archive_as_a_file(self):
        self.write("book.txt")
        self.assertEqual(self.pith("-1c", "book.txt")[0], self.pith("-1", stdin=sample_text())[0])

    def test_joined_archives_restore_joined_texts(self):
        archive = self.pith("-1", stdin=b"one ")[0] + self.pith("-2", stdin=b"two")[0]
        self.assertEqual(self.pith("-d", stdin=archive)[0], b"one two")

    def test_a_reader_that_leaves_ends_pith_quietly(self):
        for ignored in (False, True):
            reading, writing = os.pipe()
            process = self.start("-1c", stdin=subprocess.PIPE, stdout=writing, restore_signals=not ignored)
            os.close(writing)
            os.close(reading)
            _, messages = process.communicate(sample_text(), timeout=PATIENCE)
            self.assertEqual((process.returncode, messages), (-signal.SIGPIPE, b""))

    def test_a_pipe_that_is_not_ready_yet_is_waited_for(self):
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        process = self.start("-1", stdin=reading)
        os.close(reading)
        time.sleep(0.2)  # pith starts and finds nothing to read
        os.write(writing, b"late text")
        os.close(writing)
        archive, _ = process.communicate(timeout=PATIENCE)
        self.assertEqual(self.pith("-d", stdin=archive)[0], b"late text")

    def test_closed_standard_streams_are_errors_not_crashes(self):
        self.write("book.txt")
        for closed in (0, 1):
            process = self.start("-1c", preexec_fn=lambda fd=closed: os.close(fd))
            _, messages = process.communicate(timeout=PATIENCE)
            self.assertEqual(process.returncode, ERROR)
            self.assertRegex(messages.decode(), r"\Apith: \(std(in|out)\): cannot (read|write): [^\n]+\n\Z")

    @unittest.skipUnless(shutil.which("tar"), "needs tar")
    def test_tar_uses_pith_in_both_directions(self):
        os.mkdir(self.folder / "notes")
        self.write("notes/a.txt")
        self.write("notes/b.txt", b"short")
        environment = dict(os.environ, PATH=os.path.dirname(PITH) + ":" + os.environ["PATH"])

        def tar(*arguments):
            subprocess.run(["tar", "-I", "pith", *arguments], cwd=self.folder, env=environment, check=True,
                           timeout=PATIENCE)

        tar("-cf", "notes.tar.pith", "notes")
        self.pith("-t", "notes.tar.pith")
        os.mkdir(self.folder / "there")
        tar("-xf", "notes.tar.pith", "-C", "there")
        self.assertEqual(self.read("there/notes/a.txt"), sample_text())
        self.assertEqual(self.read("there/notes/b.txt"), b"short")
