"""What a level is stands in one table, src/model/plan/levels.h: no other file of ours maps levels to anything."""

import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = {Path("src/model/plan/levels.h"), Path("src/model/plan/level_plan.h")}
MAPPINGS = re.compile(
    r"switch \((?:\w+(?:\.|->))*level\)"  # switch (options.level)
    r"|\blevel\b *(?:[=!<>]=|[<>]) *\d"  # level <= 2
    r"|\{ *1, *2, *3\b"  # {1, 2, 3, 6}
    r"|\blevel_plans::"
)


def mappings(text):
    return [match.group(0) for match in MAPPINGS.finditer(text)]


class Levels(unittest.TestCase):
    def test_a_mapping_is_seen(self):
        for text in (
            "switch (level) {",
            "switch (options.level) {",
            "return level <= 2 ? 16 : 32;",
            "if (level == 1) return 12;",
            "level >= 6",
            "level > 5",
            "std::vector<int> levels{1, 2, 3, 6};",
            "PlannedPredictor<level_plans::kFast>",
        ):
            self.assertEqual(len(mappings(text)), 1, text)

    def test_a_level_that_is_handed_on_or_checked_is_none(self):
        for text in (
            "plan_of(level, true)",
            "level >= kMinLevel && level <= kMaxLevel",
            "if (member.level == header.level)",
            "for (int level = kMinLevel; level <= kMaxLevel; ++level)",
            "switch (with_level) {",
        ):
            self.assertEqual(mappings(text), [], text)

    def test_no_source_but_the_table_maps_levels(self):
        sources = [path for path in (ROOT / "src").rglob("*") if path.suffix in (".h", ".cpp")]
        self.assertTrue(all((ROOT / table).is_file() for table in TABLE))
        found = {
            str(path.relative_to(ROOT)): mappings(path.read_text(encoding="utf-8"))
            for path in sources
            if path.relative_to(ROOT) not in TABLE
        }
        self.assertEqual({name: each for name, each in found.items() if each}, {})


if __name__ == "__main__":
    unittest.main()
