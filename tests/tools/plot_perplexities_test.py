import json
import subprocess
import sys
import tempfile
import unittest
from importlib.machinery import SourceFileLoader
from pathlib import Path

from support import TOOLS

sys.dont_write_bytecode = True
tool = SourceFileLoader("plot_perplexities", str(TOOLS / "plot_perplexities")).load_module()


class Perplexities(unittest.TestCase):
    def report(self, folder, name, histogram, cuts=()):
        path = Path(folder, name)
        path.write_text(json.dumps({"histogram": histogram, "buckets": [{"bits_per_char": cut} for cut in cuts]}))
        return path

    def test_reports_are_added_up_and_bars_hold_all_documents(self):
        with tempfile.TemporaryDirectory() as folder:
            reports = [self.report(folder, "a", [[1024, 3], [2050, 1]]), self.report(folder, "b", [[1030, 4]], [1.5])]
            documents, cuts = tool.read(reports)
        self.assertEqual(documents, {1024: 3, 1030: 4, 2050: 1})
        self.assertEqual(cuts, [1.5])
        bars = tool.bars(documents)
        self.assertEqual(bars[0], (1.0, 7 / 8))
        self.assertEqual(bars[-1], (2.0, 1 / 8))
        self.assertEqual(len(bars), 17)

    def test_a_picture_is_drawn(self):
        try:
            import matplotlib  # noqa: F401
        except ImportError:
            self.skipTest("no matplotlib")
        with tempfile.TemporaryDirectory() as folder:
            report = self.report(folder, "a", [[1024, 3], [2050, 1]], [1.5])
            subprocess.run([TOOLS / "plot_perplexities", "-o", Path(folder, "a.png"), report], check=True)
            self.assertTrue(Path(folder, "a.png").read_bytes().startswith(b"\x89PNG"))


if __name__ == "__main__":
    unittest.main()
