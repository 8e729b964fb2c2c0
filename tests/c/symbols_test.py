"""Of libpith.so, only what the public headers declare is seen from outside: symbols_test.py LIBPITH_SO"""

import re
import subprocess
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = sys.argv.pop()


def exported():
    """The names of the symbols, as C++ spells them."""
    nm = subprocess.run(["nm", "-DC", "--defined-only", LIBRARY], check=True, capture_output=True, text=True)
    names = [line.split(" ", 2)[2] for line in nm.stdout.splitlines()]
    return [re.sub(r"@@?PITH_\d+$", "", name) for name in names if not re.fullmatch(r"PITH_\d+(@@PITH_\d+)?", name)]


class Symbols(unittest.TestCase):
    def test_the_functions_of_c_are_those_of_its_header(self):
        header = (ROOT / "include/pith/pith.h").read_text(encoding="utf-8")
        declared = set(re.findall(r"^PITH_PUBLIC [^(]*?\b(pith_\w+)\(", header, re.MULTILINE))
        self.assertGreater(len(declared), 15)
        self.assertEqual({name for name in exported() if name.startswith("pith_")}, declared)

    def test_each_public_header_of_cpp_says_that_what_it_declares_is_public(self):
        for path in (ROOT / "include/pith").glob("*.h"):
            if path.name not in ("export.h", "pith.h"):
                self.assertIn("\nnamespace PITH_PUBLIC_NAMESPACE pith {\n", path.read_text(encoding="utf-8"), path.name)

    def test_the_rest_are_names_that_public_headers_declare(self):
        headers = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "include/pith").glob("*.h"))
        public = set(re.findall(r"\w+", headers))
        strange = []
        for name in exported():
            inside = re.match(r"(?:typeinfo (?:name )?for |vtable for )?pith::(\w+)", name)
            if not name.startswith("pith_") and not (inside and inside.group(1) in public):
                strange.append(name)
        self.assertEqual(strange, [])
        self.assertTrue(any(name.startswith("pith::compress(") for name in exported()))


if __name__ == "__main__":
    unittest.main()
