import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from support import TOOLS

try:
    import matplotlib
except ImportError:
    matplotlib = None


def trial(setting, model_bits, data_bits, chosen=False, part="n-grams"):
    return {"part": part, "setting": setting, "bits_per_byte": 2.0, "model_bits": model_bits, "data_bits": data_bits,
            "bits": model_bits + data_bits, "chosen": chosen}


def report(trials):
    return {"corpus_bytes": 1e6, "two_part_code": {"bits_from_empty": 2e6}, "trials": trials}


class PlotMdl(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def plot(self, said, output="mdl.svg"):
        (self.folder / "report.json").write_text(said if isinstance(said, str) else json.dumps(said), encoding="utf-8")
        command = [sys.executable, "-B", str(TOOLS / "plot_mdl"), str(self.folder / "report.json"), "-o",
                   str(self.folder / output)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def refused(self, said, **options):
        done = self.plot(said, **options)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertNotIn("Traceback", done.stderr)
        return done.stderr

    @unittest.skipUnless(matplotlib, "matplotlib is not installed")
    def test_each_part_is_drawn(self):
        trials = [trial(4e5, 3e6, 1e6), trial(2e5, 1.5e6, 1.1e6, chosen=True), trial(1e5, 1e6, 1.9e6)]
        trials += [trial(512, 3e6, 1e6, part="units"), trial(256, 1e6, 1e6, chosen=True, part="units")]
        trials += [trial(0, 1e6, 1e6, chosen=True, part="weight decay"), trial(0.01, 1e6, 2e6, part="weight decay")]
        done = self.plot(report(trials))
        self.assertEqual(done.returncode, 0, done.stderr)
        picture = (self.folder / "mdl.svg").read_text(encoding="utf-8")
        self.assertEqual(picture.count("<!-- chosen -->"), 3)
        for label in ("n-grams, bytes", "units of the network", "weight decay", "from empty"):
            self.assertIn(label, picture)

    def test_what_is_no_report_of_trials_is_refused(self):
        self.assertIn("train with --mdl", self.refused(report([])))
        self.assertIn("not what", self.refused("{}"))
        self.assertIn("not what", self.refused("nonsense"))
        self.assertIn("not what", self.refused(report([trial("x", 1, 1)])))
        self.assertIn("not what", self.refused(report([trial(1, 1, 1, part="other")])))

    def test_a_picture_has_a_kind_that_can_be_drawn(self):
        self.assertIn(".png", self.refused(report([trial(1, 1, 1, chosen=True)]), output="mdl.txt"))


if __name__ == "__main__":
    unittest.main()
