"""tools/make_logistic_tables writes src/model/logistic_tables.inc exactly as it is."""

import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


class LogisticTables(unittest.TestCase):
    def test_the_tool_writes_the_committed_tables(self):
        written = subprocess.run(
            [sys.executable, ROOT / "tools" / "make_logistic_tables"], stdout=subprocess.PIPE, check=True
        ).stdout
        self.assertEqual(written, (ROOT / "src" / "model" / "logistic_tables.inc").read_bytes())


if __name__ == "__main__":
    unittest.main()
