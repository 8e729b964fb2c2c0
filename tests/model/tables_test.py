"""The tools that write tables in src/model write exactly what is committed."""

import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Tables(unittest.TestCase):
    def test_each_tool_writes_the_committed_tables(self):
        for table, name in (("bits/logistic_tables.inc", "logistic_tables"), ("network_kernels/tables.inc", "rnn_tables")):
            with self.subTest(name):
                tool = [sys.executable, ROOT / "tools" / f"make_{name}"]
                written = subprocess.run(tool, stdout=subprocess.PIPE, check=True).stdout
                self.assertEqual(written, (ROOT / "src" / "model" / table).read_bytes())


if __name__ == "__main__":
    unittest.main()
