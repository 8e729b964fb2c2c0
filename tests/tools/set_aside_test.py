import tempfile
import unittest
from pathlib import Path

from support import load

set_aside = load("set_aside")


class SetAside(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.corpora = Path(folder.name, "corpora")
        self.aside = Path(folder.name, "aside")
        (self.corpora / "old").mkdir(parents=True)
        self.lines = b"".join(b"line %d of a long work\r\n" % number for number in range(40_000))
        for name, text in (("old/long.txt", self.lines), ("old/short.txt", b"a few words"), ("kept.txt", b"kept"),
                           (".hidden", b"")):
            (self.corpora / name).write_bytes(text)

    def test_parts_are_whole_lines_of_the_work_and_do_not_overlap(self):
        set_aside.set_aside({"old/long.txt"}, self.corpora, self.aside)
        text = self.lines.replace(b"\r\n", b"\n")
        files = [*(self.aside / "valid").iterdir(), *sorted((self.aside / "tune").iterdir())]
        self.assertEqual([file.name for file in files], ["old-long.txt", *(f"{n}-old-long.txt" for n in range(4))])
        end = 0
        for file, most in zip(files, (100_100, *[32_100] * 4)):
            part = file.read_bytes()
            at = text.find(part)
            self.assertGreaterEqual(at, end)
            self.assertTrue(at == 0 or text[at - 1 : at] == b"\n")
            self.assertTrue(part.endswith(b"\n"))
            self.assertTrue(most - 200 < len(part) < most)
            end = at + len(part)

    def test_a_short_work_is_measured_on_alone(self):
        set_aside.set_aside({"old/short.txt"}, self.corpora, self.aside)
        self.assertEqual((self.aside / "valid/old-short.txt").read_bytes(), b"a few words")
        self.assertEqual(list((self.aside / "tune").iterdir()), [])

    def test_all_other_files_are_listed_but_hidden_ones(self):
        works = self.corpora.parent / "works.txt"
        works.write_text("old/long.txt\n\n")
        self.assertEqual(set_aside.main(["--works", str(works), str(self.corpora), str(self.aside)]), 0)
        listed = (self.aside / "counted.txt").read_text().splitlines()
        self.assertEqual(listed, [f"{self.corpora}/kept.txt", f"{self.corpora}/old/short.txt"])

    def test_a_work_that_is_missing_is_named(self):
        works = self.corpora.parent / "works.txt"
        works.write_text("missing.txt\n")
        self.assertEqual(set_aside.main(["--works", str(works), str(self.corpora), str(self.aside)]), 1)
