import contextlib
import io
import tempfile
import unittest
from pathlib import Path

from support import load

update_readme = load("update_readme")
from bench.results import Row, write_csv  # noqa: E402  (support puts tools/ on the path)


def block(head, inside=""):
    return f"<!-- results: {head} -->\n{inside}<!-- end of results -->\n"


class UpdateReadme(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        (self.root / update_readme.RESULTS).mkdir(parents=True)
        write_csv(self.root / update_readme.RESULTS / "dev.csv", [Row("a.txt", 1000, "gzip -9", "1.12", 400, 0.5, 0.25)])

    def test_a_block_gets_the_table_of_its_results_and_the_rest_stays(self):
        text = update_readme.updated("before\n" + block("dev.csv totals", "old\n") + "after\n", self.root)
        self.assertTrue(text.startswith("before\n<!-- results: dev.csv totals -->\n| tool"))
        self.assertIn("| gzip -9 | 400 | 3.200 |", text)
        self.assertNotIn("old", text)
        self.assertTrue(text.endswith("<!-- end of results -->\nafter\n"))

    def test_updating_twice_changes_nothing_more(self):
        once = update_readme.updated(block("dev.csv totals") + block("dev.csv files") + block("dev.csv conditions"), self.root)
        self.assertEqual(update_readme.updated(once, self.root), once)

    def test_results_that_do_not_exist_yet_are_said_to_be_none(self):
        for head in ("other.csv totals", "other.csv picture"):
            self.assertIn(update_readme.NOTHING_YET, update_readme.updated(block(head), self.root))

    def test_a_picture_is_shown_once_it_exists(self):
        (self.root / update_readme.RESULTS / "dev.png").write_bytes(b"png")
        self.assertIn("(tools/results/dev.png)", update_readme.updated(block("dev.csv picture"), self.root))

    def test_an_unknown_kind_is_an_error(self):
        with self.assertRaises(ValueError):
            update_readme.updated(block("dev.csv nonsense"), self.root)

    def test_a_block_without_its_end_is_an_error(self):
        with self.assertRaises(ValueError):
            update_readme.updated("<!-- results: dev.csv totals -->\n", self.root)

    def test_check_tells_an_outdated_readme_from_a_current_one(self):
        readme = self.root / "README.md"
        readme.write_text(block("dev.csv totals"), encoding="utf-8")
        with contextlib.redirect_stderr(io.StringIO()) as complaint:
            self.assertEqual(update_readme.main(["--check", str(self.root)]), 1)
        self.assertIn("run tools/update_readme", complaint.getvalue())
        self.assertEqual(readme.read_text(encoding="utf-8"), block("dev.csv totals"))
        self.assertEqual(update_readme.main([str(self.root)]), 0)
        self.assertEqual(update_readme.main(["--check", str(self.root)]), 0)


if __name__ == "__main__":
    unittest.main()
