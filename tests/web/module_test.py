"""The module, in Node: the archives of the native program, byte for byte, and what the page asks for.

Environment: PITH, the native program, and PITH_SITE, what tools/web made. PITH_WEB_TEXT is another text to take.
"""

import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PITH = os.environ.get("PITH", str(ROOT / "build/release/pith"))
SITE = Path(os.environ.get("PITH_SITE", ROOT / "build/web/site"))
TEXT = Path(os.environ.get("PITH_WEB_TEXT", ROOT / "corpora/the-tide-clerk.txt"))
MODEL = ROOT / "models/english.pithm"


@unittest.skipUnless(shutil.which("node") and (SITE / "pith.wasm").exists(), "no node, or no module: run tools/web")
class Module(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        for level in (1, 3, 6):
            subprocess.run([PITH, f"-{level}", "-k", "-m", MODEL, "-o", cls.folder / f"native-{level}.pith", TEXT],
                           check=True)
        command = ["node", ROOT / "tests/web/module_check.mjs", SITE, MODEL, TEXT, cls.folder]
        cls.report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        print(json.dumps(cls.report["levels"]))

    def test_archives_are_those_of_the_native_program(self):
        for level in (1, 3, 6):
            web, native = (self.folder / f"{kind}-{level}.pith" for kind in ("web", "native"))
            self.assertEqual(web.read_bytes(), native.read_bytes(), f"level {level}")
            self.assertTrue(self.report["levels"][str(level)]["restored"])

    def test_kernels_for_simd_are_used_and_steps_are_told(self):
        self.assertEqual(self.report["kernels"], "SIMD128")
        self.assertEqual(self.report["steps"], 6 * TEXT.stat().st_size)

    def test_a_text_that_was_edited_costs_what_it_costs_as_a_whole(self):
        self.assertLess(self.report["edited"], 0.01)
        self.assertEqual(self.report["kept"], 768)
        self.assertTrue(0.5 < self.report["bitsPerByte"] < 5)

    def test_what_else_was_likely_comes_in_order(self):
        probabilities = self.report["candidates"]
        self.assertEqual(probabilities, sorted(probabilities, reverse=True))
        self.assertTrue(0 < sum(probabilities) <= 1.0001)
        self.assertTrue(all(each["text"] for each in self.report["continuations"]))

    def test_learning_from_the_text_costs_what_the_archive_has(self):
        self.assertTrue(0 <= self.report["fromEmpty"] - self.report["adaptive"] < 20)

    def test_a_model_writes_what_the_native_program_writes(self):
        command = [PITH, "sample", "-3", "-m", MODEL, "--prompt", "The ", "-n", "50", "--temperature", "0.8"]
        native = subprocess.run([*command, "--seed", "7"], check=True, capture_output=True, text=True).stdout
        self.assertIn(self.report["written"], native)
        self.assertGreater(len(self.report["written"]), 20)

    def test_a_fault_is_told(self):
        self.assertIn("not", self.report["fault"])


if __name__ == "__main__":
    unittest.main()
