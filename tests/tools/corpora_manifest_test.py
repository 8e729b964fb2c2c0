import tempfile
import unittest
from pathlib import Path

from support import TOOLS, load

load("fetch_corpora")
from corpora import manifest  # noqa: E402  (support puts tools/ on the path)

SHA256 = "0123456789abcdef" * 4


class Manifest(unittest.TestCase):
    def read(self, text):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "manifest.csv"
            path.write_text(text, encoding="utf-8")
            return manifest.read(path)

    def row(self, **changes):
        row = {"name": "a.txt", "address": "https://127.0.0.1/a.txt", "sha256": SHA256, "bytes": "9", "licence": "CC0"}
        return ",".join({**row, **changes}.values()) + "\n"

    def refuses(self, text, *words):
        with self.assertRaises(ValueError) as refusal:
            self.read(text)
        for word in words:
            self.assertIn(word, str(refusal.exception))

    HEAD = ",".join(manifest.COLUMNS) + "\n"

    def test_a_row_is_a_text(self):
        texts = self.read(self.HEAD + self.row())
        self.assertEqual(texts, [manifest.Text("a.txt", "https://127.0.0.1/a.txt", SHA256, 9, "CC0")])

    def test_names_that_could_leave_the_folder_are_refused(self):
        climbing = ("../a", "a/../../b", "/etc/a", "a//b", "./a", ".a", "~/a", "C:a", "a\\b")
        for name in (*climbing, "-a", "a/", "", "a\1b", "é", "a b"):
            with self.subTest(name=name):
                self.refuses(self.HEAD + self.row() + self.row(name=name), "manifest.csv:3: ", "folder")

    def test_addresses_that_are_not_plain_http_are_refused(self):
        others = ("file:///etc/a", "ftp://127.0.0.1/a", "a.txt", "https://", "https://é/a")
        for address in (*others, "https://me:word@127.0.0.1/a"):
            with self.subTest(address=address):
                self.refuses(self.HEAD + self.row(address=address), "manifest.csv:2: ", "https://HOST/PATH")

    def test_sums_sizes_and_licences_that_say_nothing_are_refused(self):
        for changes in (
            {"sha256": SHA256[:-1]}, {"sha256": SHA256.upper()}, {"sha256": SHA256 + "0"},
            {"bytes": "0"}, {"bytes": "-1"}, {"bytes": "many"}, {"bytes": ""}, {"bytes": "1" * 13}, {"licence": " "},
        ):
            with self.subTest(**changes):
                self.refuses(self.HEAD + self.row(**changes), "manifest.csv:2: a.txt: ")

    def test_other_columns_are_refused(self):
        self.refuses("", "columns are not name,address,sha256,bytes,licence")
        self.refuses(self.row(), "columns are not")
        self.refuses(self.HEAD + "a.txt\n", "columns")
        self.refuses(self.HEAD + self.row(licence="CC0,more"), "columns")

    def test_a_name_that_is_listed_twice_is_refused_in_any_case(self):
        self.refuses(self.HEAD + self.row() + self.row(name="A.txt"), "manifest.csv:3: ", "listed twice")


class CommittedManifest(unittest.TestCase):
    def setUp(self):
        self.texts = manifest.read(TOOLS.parent / "corpora/manifest.csv")

    def test_it_lists_the_texts_of_all_models(self):
        self.assertEqual(len(self.texts), 706)
        folders = {text.name.split("/")[0] for text in self.texts}
        self.assertEqual(folders, {"english", "modern", "fr", "de", "es", "ru", "code"})
        self.assertEqual(len({text.name for text in self.texts}), len(self.texts))
        self.assertEqual([text.name for text in self.texts], sorted(text.name for text in self.texts))

    def test_no_text_is_listed_under_two_names(self):
        self.assertEqual(len({text.sha256 for text in self.texts}), len(self.texts))

    def test_each_row_says_all(self):
        for text in self.texts:
            with self.subTest(text=text.name):
                self.assertRegex(text.sha256, r"\A[0-9a-f]{64}\Z")
                self.assertGreater(text.byte_count, 0)
                self.assertTrue(text.address.startswith("https://"))
                self.assertTrue(text.licence.strip())

    def test_addresses_on_github_are_pinned_to_a_commit(self):
        for text in self.texts:
            if "github" in text.address:
                self.assertRegex(text.address, r"github(usercontent)?\.com/[^/]+/[^/]+/((blob|tree)/)?[0-9a-f]{12}(/|$)")


if __name__ == "__main__":
    unittest.main()
