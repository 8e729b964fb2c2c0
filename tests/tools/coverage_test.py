import json
import tempfile
import unittest
from pathlib import Path

import support  # noqa: F401  (puts tools/ on the path)
from bench import coverage


def file(name, lines, lines_run, branches=0, branches_run=0):
    return {"filename": name, "line_total": lines, "line_covered": lines_run, "branch_total": branches,
            "branch_covered": branches_run}


FILES = [
    file("src/model/text/hash.h", 10, 10, 4, 3),
    file("src/model/text/window.h", 30, 20, 4, 1),
    file("src/base/bytes.h", 40, 40),
    file("include/pith/error.h", 5, 5),
]


class Coverage(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "coverage.json").write_text(json.dumps({"files": FILES}), encoding="utf-8")
        self.rows = coverage.read_summary(self.folder / "coverage.json")

    def test_files_are_summed_by_room_and_layers_without_rooms_are_whole(self):
        self.assertEqual([row.part for row in self.rows], ["include/pith", "src/base", "src/model/text"])
        self.assertEqual(self.rows[2], coverage.Row("src/model/text", 2, 40, 30, 8, 4))

    def test_the_table_has_a_line_a_part_and_all_together(self):
        lines = coverage.table(self.rows).splitlines()
        self.assertIn("| `src/model/text` | 40 | 75.0 % | 50.0 % |", lines)
        self.assertIn("| `src/base` | 40 | 100.0 % | – |", lines)
        self.assertEqual(lines[-1], "| **all** | 85 | 88.2 % | 50.0 % |")

    def test_what_is_written_is_read_again(self):
        path = self.folder / "coverage.csv"
        coverage.write_csv(path, self.rows)
        self.assertEqual(coverage.read_csv(path), self.rows)

    def test_the_csv_of_another_tool_is_refused(self):
        path = self.folder / "other.csv"
        path.write_text("units,threads\n", encoding="utf-8")
        with self.assertRaises(ValueError):
            coverage.read_csv(path)


if __name__ == "__main__":
    unittest.main()
