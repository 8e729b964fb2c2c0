"""What continuous integration runs."""

import json
import os
import subprocess
import unittest

from support import TOOLS


ROOT = TOOLS.parent


def presets(kind):
    text = (ROOT / "CMakePresets.json").read_text(encoding="utf-8")
    return {preset["name"]: preset for preset in json.loads(text)[kind]}


class Gates(unittest.TestCase):
    def test_every_gate_has_the_presets_that_it_names(self):
        lines = (TOOLS / "test").read_text(encoding="utf-8").splitlines()
        gates = [line.split()[1:] for line in lines if line.strip().startswith("run_gate ")]
        self.assertEqual([gate[0] for gate in gates], ["dev", "sanitizers", "tsan", "fuzz"])
        for configured, built, tested in gates:
            self.assertEqual(presets("buildPresets")[built]["configurePreset"], configured)
            self.assertEqual(presets("testPresets")[tested]["configurePreset"], configured)

    def test_every_fuzz_target_is_run_from_seeds(self):
        listed = (ROOT / "tests" / "fuzz" / "CMakeLists.txt").read_text(encoding="utf-8")
        for source in (ROOT / "tests" / "fuzz").glob("*.cpp"):
            if "LLVMFuzzerTestOneInput(const" in source.read_text(encoding="utf-8"):
                self.assertIn(f"add_fuzz_target({source.stem} ", listed)

    def test_help_tells_how_to_call_it_and_does_nothing_else(self):
        for option in ("--help", "-h"):
            outcome = subprocess.run([TOOLS / "test", option], capture_output=True, text=True, check=True)
            self.assertIn("tools/test --gates", outcome.stdout)
            self.assertNotIn("configuring", outcome.stdout)
            self.assertEqual(outcome.stderr, "")

    def test_the_packages_of_the_gates_are_listed(self):
        listed = subprocess.run(
            [TOOLS / "install_packages", "--list", "gates"], capture_output=True, text=True, check=True, env=os.environ
        )
        self.assertIn("clang", listed.stdout.split())


if __name__ == "__main__":
    unittest.main()
