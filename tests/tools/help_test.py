"""Every tool explains itself with --help and does nothing else."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]


class Help(unittest.TestCase):
    def test_help_explains_a_tool_and_leaves_the_tree_as_it_is(self):
        with tempfile.TemporaryDirectory() as folder:
            tree = Path(folder) / "tree"
            shutil.copytree(TREE / "tools", tree / "tools", ignore=shutil.ignore_patterns("results", "__pycache__"))
            before = sorted(tree.rglob("*"))
            tools = [path for path in sorted((tree / "tools").iterdir()) if path.is_file() and os.access(path, os.X_OK)]
            self.assertGreater(len(tools), 15)
            environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
            for tool in tools:
                for option in ("--help", "-h"):
                    with self.subTest(tool=tool.name, option=option):
                        done = subprocess.run([tool, option], cwd=folder, env=environment, capture_output=True,
                                              timeout=60, check=False)
                        self.assertEqual((done.returncode, done.stderr), (0, b""))
                        self.assertIn(tool.name.encode(), done.stdout)
            self.assertEqual(sorted(tree.rglob("*")), before)


if __name__ == "__main__":
    unittest.main()
