"""Builds every C++ program that the documents show against an installed pith, as a reader would, and runs it.

Environment: CMAKE, GENERATOR, CXX, CXX_FLAGS, and PREFIX, where pith is installed.
"""

import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# A fenced block of C++ is a whole program.
CODE = re.compile(r"^```cpp\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROJECT = """cmake_minimum_required(VERSION 3.25)
project(documents LANGUAGES CXX)
find_package(pith REQUIRED)
file(GLOB programs *.cpp)
foreach(program IN LISTS programs)
  get_filename_component(name ${program} NAME_WE)
  add_executable(${name} ${program})
  target_link_libraries(${name} PRIVATE pith::pith)
endforeach()
"""


def documents():
    return [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "models/README.md"]


def programs_of(page, shown_as):
    """The programs of a page; compilers name the page and its lines in their messages."""
    text = page.read_text(encoding="utf-8")
    for match in CODE.finditer(text):
        line = text.count("\n", 0, match.start(1)) + 1
        yield f"{page.stem}_{line}", f'#line {line} "{shown_as}"\n{match.group(1)}'


def build(programs, folder):
    """Writes and builds a project of `programs`, a pair of name and source each. Returns the finished build command."""
    (folder / "CMakeLists.txt").write_text(PROJECT, encoding="utf-8")
    for name, source in programs:
        (folder / f"{name}.cpp").write_text(source, encoding="utf-8")
    cmake = os.environ["CMAKE"]
    configure = [cmake, "-S", folder, "-B", folder / "build", "-G", os.environ["GENERATOR"],
                 f"-DCMAKE_PREFIX_PATH={os.environ['PREFIX']}", f"-DCMAKE_CXX_COMPILER={os.environ['CXX']}",
                 f"-DCMAKE_CXX_FLAGS={os.environ.get('CXX_FLAGS', '')} -Wall -Wextra -Wpedantic -Werror"]
    subprocess.run(configure, check=True, capture_output=True)
    return subprocess.run([cmake, "--build", folder / "build"], capture_output=True, text=True)


class CodeOfDocuments(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_every_program_builds_and_runs(self):
        programs = [program for page in documents() for program in programs_of(page, page.relative_to(ROOT))]
        self.assertGreaterEqual(len(programs), 5)
        built = build(programs, self.folder)
        self.assertEqual(built.returncode, 0, built.stdout + built.stderr)
        shutil.copy(ROOT / "corpora/the-tide-clerk.txt", self.folder / "book.txt")
        environment = {**os.environ, "PITH_MODELS": str(ROOT / "models")}
        for name, _ in programs:
            with self.subTest(program=name):
                ran = subprocess.run([self.folder / "build" / name], cwd=self.folder, env=environment, timeout=120,
                                     capture_output=True, text=True, errors="replace")
                self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        self.assertEqual((self.folder / "book.copy.txt").read_bytes(), (self.folder / "book.txt").read_bytes())

    def test_a_program_that_is_out_of_date_is_seen_and_its_line_is_named(self):
        page = self.folder / "broken.md"
        code = '#include "pith/codec.h"\nint main() { pith::compact(); }\n'
        page.write_text(f"Text\n```cpp\n{code}```\n", encoding="utf-8")
        built = build(programs_of(page, page.name), self.folder)
        self.assertNotEqual(built.returncode, 0)
        self.assertIn("broken.md:4", built.stdout)


if __name__ == "__main__":
    unittest.main()
