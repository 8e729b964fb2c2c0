"""What an installed pith offers beside find_package: pkg-config, a prefix that may move, and going without a trace.

Environment: CMAKE, CC, BUILD, the folder of the build, and PREFIX, where it is installed.
"""

import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

CMAKE, CC, BUILD = os.environ["CMAKE"], os.environ["CC"], Path(os.environ["BUILD"])
PREFIX = Path(os.environ["PREFIX"])
ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r"^```c\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROGRAM = """#include <pith/pith.h>
#include <stdio.h>

int main(void) {
  pith_model* model = NULL;
  pith_error error;
  if (pith_model_find("english", &model, &error) != PITH_OK) {
    puts(error.message);
    return 1;
  }
  printf("%s\\n", pith_model_name(model));
  pith_model_free(model);
  return 0;
}
"""


def files_below(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()}


class Installed(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.environment = {"PATH": os.environ["PATH"], "HOME": "/nowhere"}

    def build(self, prefix, code=PROGRAM):
        """A C program, against the pith of `prefix` as pkg-config says. Returns the folder of its libraries."""
        pkg_config = next(prefix.rglob("pith.pc")).parent
        said = subprocess.run(["pkg-config", "--cflags", "--libs", "pith"], check=True, capture_output=True,
                              text=True, env={**self.environment, "PKG_CONFIG_PATH": str(pkg_config)}).stdout.split()
        (self.folder / "program.c").write_text(code)
        subprocess.run([CC, "-std=c11", "-Wall", "-Wextra", "-Werror", "program.c", "-o", "program", *said],
                       cwd=self.folder, check=True)
        return pkg_config.parent

    def run_program(self, libraries):
        return subprocess.run([self.folder / "program"], capture_output=True, text=True,
                              env={**self.environment, "LD_LIBRARY_PATH": str(libraries)})

    @unittest.skipUnless(shutil.which("pkg-config"), "no pkg-config")
    def test_pkg_config_builds_a_program_in_c_and_a_moved_prefix_has_its_models(self):
        moved = self.folder / "moved"
        shutil.copytree(PREFIX, moved, symlinks=True)
        ran = self.run_program(self.build(moved))
        self.assertEqual((ran.returncode, ran.stdout), (0, "english\n"))
        shutil.rmtree(moved / "share/pith")
        ran = self.run_program(next(moved.rglob("pith.pc")).parent.parent)
        self.assertIn(str(moved / "share/pith/models"), ran.stdout)

    @unittest.skipUnless(shutil.which("pkg-config"), "no pkg-config")
    def test_the_program_in_c_of_the_documents_builds_and_runs(self):
        for code in CODE.findall((ROOT / "docs/library.md").read_text(encoding="utf-8")):
            ran = self.run_program(self.build(PREFIX, code))
            self.assertEqual(ran.returncode, 0, ran.stderr)
            self.assertRegex(ran.stdout, r"^\d+ bytes\n$")

    def test_pages_completions_and_types_are_installed(self):
        files = files_below(PREFIX)
        for name in ("share/mime/packages/pith.xml", "share/pith/magic", "bin/pithcat", "share/man/man1/pith.1",
                     "share/man/man1/pith-measure.1", "share/bash-completion/completions/unpith",
                     "share/zsh/site-functions/_pith", "share/fish/vendor_completions.d/pith.fish"):
            self.assertIn(name, files)

    def test_uninstalling_leaves_nothing(self):
        environment = {**os.environ, "DESTDIR": str(self.folder / "root")}
        subprocess.run([CMAKE, "--install", BUILD], check=True, env=environment, capture_output=True)
        self.assertGreater(len(files_below(self.folder / "root")), 30)
        other = self.folder / "root/usr/local/bin/other"
        other.parent.mkdir(parents=True, exist_ok=True)
        other.write_text("of another program")
        uninstall = [CMAKE, f"-DBUILD={BUILD}", "-P", ROOT / "cmake/PithUninstall.cmake"]
        subprocess.run(uninstall, check=True, env=environment, capture_output=True)
        self.assertEqual(files_below(self.folder / "root"), {"usr/local/bin/other"})
        self.assertEqual([path for path in (self.folder / "root").rglob("pith")], [])


if __name__ == "__main__":
    unittest.main()
