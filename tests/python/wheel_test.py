"""A wheel, built by pip without the network, in a fresh virtual environment that has numpy alone."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import pith
model = pith.Model("english", level=3)
assert model.perplexity("The cat sat on the mat.") < model.perplexity("mat the on sat cat The.")
assert pith.decompress(pith.compress("a text " * 9)) == b"a text " * 9
assert "site-packages" in pith.__file__ or "env" in pith.__file__, pith.__file__
print(pith.__version__)
"""


class Wheel(unittest.TestCase):
    def test_a_wheel_carries_all_that_it_needs(self):
        environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PITH_MODELS")}
        with tempfile.TemporaryDirectory() as folder:
            pip = [sys.executable, "-m", "pip", "wheel", "--no-build-isolation", "--no-deps", "--no-index", "-q", "-w",
                   folder, ROOT / "src/python"]
            subprocess.run(pip, check=True, env=environment)
            (wheel,) = Path(folder).glob("pith-*.whl")
            venv = Path(folder, "env")
            subprocess.run([sys.executable, "-m", "venv", "--system-site-packages", venv], check=True)
            install = [venv / "bin/python", "-m", "pip", "install", "--no-deps", "--no-index", "-q", wheel]
            subprocess.run(install, check=True, env=environment)
            ran = subprocess.run([venv / "bin/python", "-c", SCRIPT], cwd=folder, capture_output=True, text=True,
                                 env={**environment, "HOME": folder, "XDG_DATA_HOME": folder})
            self.assertEqual(ran.returncode, 0, ran.stderr)


if __name__ == "__main__":
    unittest.main()
