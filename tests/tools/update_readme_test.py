import contextlib
import io
import tempfile
import unittest
from pathlib import Path

from support import load

update_readme = load("update_readme")
from bench import domains, measuring, models, sizes  # noqa: E402  (support puts tools/ on the path)
from bench.results import Row, write_csv  # noqa: E402


def block(head, inside=""):
    return f"<!-- results: {head} -->\n{inside}<!-- end of results -->\n"


class UpdateReadme(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        (self.root / update_readme.RESULTS).mkdir(parents=True)
        row = Row("a.txt", 1000, "gzip -9", "1.12", 400, 0.5, 0.25)
        write_csv(self.root / update_readme.RESULTS / "dev.csv", [row])

    def test_a_block_gets_the_table_of_its_results_and_the_rest_stays(self):
        text = update_readme.updated("before\n" + block("dev.csv totals", "old\n") + "after\n", self.root)
        self.assertTrue(text.startswith("before\n<!-- results: dev.csv totals -->\n| tool"))
        self.assertIn("| gzip -9 | 400 | 3.200 |", text)
        self.assertNotIn("old", text)
        self.assertTrue(text.endswith("<!-- end of results -->\nafter\n"))

    def test_updating_twice_changes_nothing_more(self):
        blocks = "".join(block(f"dev.csv {kind}") for kind in ("totals", "files", "conditions"))
        once = update_readme.updated(blocks, self.root)
        self.assertEqual(update_readme.updated(once, self.root), once)

    def test_results_that_do_not_exist_yet_are_said_to_be_none(self):
        for head in ("other.csv totals", "other.csv picture"):
            self.assertIn(update_readme.NOTHING_YET, update_readme.updated(block(head), self.root))

    def test_a_picture_is_shown_once_it_exists(self):
        (self.root / update_readme.RESULTS / "dev.png").write_bytes(b"png")
        self.assertIn("(tools/results/dev.png)", update_readme.updated(block("dev.csv picture"), self.root))

    def test_a_picture_is_linked_from_where_the_page_is(self):
        (self.root / update_readme.RESULTS / "dev.png").write_bytes(b"png")
        text = update_readme.updated(block("dev.csv picture"), self.root, "models/README.md")
        self.assertIn("(../tools/results/dev.png)", text)

    def test_domains_show_each_text_and_part_with_the_smallest_in_bold_and_priors_beside(self):
        domains.write_csv(self.root / update_readme.RESULTS / "domains.csv", [
            domains.Row("a.log", "whole", "pith", 1000, 250, 0),
            domains.Row("a.log", "whole", "xz", 1000, 500, 0),
            domains.Row("a.log", "records", "pith", 8000, 1000, 12345),
        ])
        text = update_readme.updated(block("domains.csv domains"), self.root)
        self.assertIn("| text | part | bytes | pith | xz |\n", text)
        self.assertIn("| a.log | whole | 1,000 | **2.000** | 4.000 |\n", text)
        self.assertIn("| a.log | records | 8,000 | **1.000** | – |\n", text)
        self.assertIn("count neither. Their sizes in bytes, text by text: pith: 12,345.\n", text)

    def test_models_show_a_line_a_text_with_the_least_and_the_chosen_of_each_marked(self):
        models.write_csv(self.root / update_readme.RESULTS / "models.csv", [
            models.Row(3, "a.txt", 100, "none", 200.0, 0), models.Row(3, "b.txt", 100, "none", 100.0, 1),
            models.Row(3, "a.txt", 100, "owls", 150.0, 1), models.Row(3, "b.txt", 100, "owls", 102.0, 0),
        ])
        text = update_readme.updated(block("models.csv models"), self.root)
        self.assertIn("| a.txt | 100 | 2.000 | **0.750** ◂ |", text)
        self.assertIn("| b.txt | 100 | 1.000 ◂ | 1.020 |", text)
        self.assertIn("-m auto 0.833, the best model for each text 0.833", text)

    def test_sizes_show_a_line_a_model_with_all_texts_together_and_each_alone(self):
        sizes.write_csv(self.root / update_readme.RESULTS / "sizes.csv", [
            sizes.Row("2M", 2_000_000, "a.txt", 100, 300.0, 150.0),
            sizes.Row("2M", 2_000_000, "b.txt", 100, 100.0, 90.0),
            sizes.Row("4M", 3_990_000, "a.txt", 100, 300.0, 120.0),
            sizes.Row("4M", 3_990_000, "b.txt", 100, 100.0, 110.0),
        ])
        text = update_readme.updated(block("sizes.csv sizes"), self.root)
        self.assertIn("| model MB | all texts | a.txt | b.txt |\n", text)
        self.assertIn("| 2.00 | −40.0 % | 0.500 | 0.900 |\n", text)
        self.assertIn("| 3.99 | −42.5 % | 0.400 | 1.100 |\n", text)

    def test_training_shows_what_share_of_the_matrix_products_it_reaches(self):
        (self.root / update_readme.RESULTS / "training.csv").write_text(
            "kernels,units,threads,product_gflops,training_gflops,bytes_per_second\nAVX2,512,2,200.0,125.0,24961\n"
        )
        text = update_readme.updated(block("training.csv training"), self.root)
        self.assertIn("| 512 | 2 | AVX2 | 200 | 125 | 62 % | 25.0 |\n", text)

    def test_measuring_shows_the_worst_difference_the_speeds_and_other_models(self):
        rows = {
            "agreement": [measuring.AgreementRow("a.txt", 100, "english", 1, 25.5, 26, 0)],
            "speed": [measuring.SpeedRow(measuring.TEXT, "english", 1, 1, 1_000_000, 9, 2.0, 3, "a CPU")],
            "kenlm": [measuring.KenlmRow("KenLM, order 6", 10_000_000, "a.txt", 100, 2.322, "before")],
        }
        shown = {
            "agreement": "The largest difference is 0.5 bytes of 26 (a.txt, level 1)",
            "speed": "| 1 | 0.5 | – |",
            "kenlm": "| KenLM, order 6 | 10 | **2.322** |\n",
        }
        for kind, part in measuring.PARTS.items():
            part.write(self.root / update_readme.RESULTS / part.file, rows[kind])
            self.assertIn(shown[kind], update_readme.updated(block(f"{part.file} {kind}"), self.root))

    def test_results_of_another_tool_are_an_error(self):
        for kind in ("domains", "sizes", "models", "networks", "training", "agreement", "speed", "kenlm"):
            with self.assertRaises(ValueError):
                update_readme.updated(block(f"dev.csv {kind}"), self.root)

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

    def test_the_pages_of_models_and_documents_are_updated_and_checked_too(self):
        (self.root / "README.md").write_text("no block\n", encoding="utf-8")
        self.assertEqual(update_readme.main(["--check", str(self.root)]), 0)
        for name in ("models/README.md", "docs/results.md", "docs/decisions/mixing.md"):
            page = self.root / name
            page.parent.mkdir(exist_ok=True)
            page.write_text(block("dev.csv totals"), encoding="utf-8")
            with contextlib.redirect_stderr(io.StringIO()) as complaint:
                self.assertEqual(update_readme.main(["--check", str(self.root)]), 1)
            self.assertIn(f"{name} is not what its results say", complaint.getvalue())
            self.assertEqual(update_readme.main([str(self.root)]), 0)
            self.assertIn("| gzip -9 | 400 | 3.200 |", page.read_text(encoding="utf-8"))
            self.assertEqual(update_readme.main(["--check", str(self.root)]), 0)


if __name__ == "__main__":
    unittest.main()
