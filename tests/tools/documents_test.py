"""What the documents claim of the tree."""

import re
import tempfile
import unittest
from pathlib import Path

from support import load

check_layers = load("check_layers")

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
# Of this tree, and no pattern: "src/model/text/context.h".
PATH = re.compile(r"`((?:src|include|tools|tests|docs|models|corpora|cmake|\.github)/[a-z0-9_./-]*)`")
# Names of the sources: "kContextFacts", "context_key()", "LevelPlan". Words in capitals stand for others.
IDENTIFIER = re.compile(r"`((?:k[A-Z]|[A-Z][a-z]+[A-Z])\w+|\w+\(\))`")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| (.+?) \|(.*)\|$", re.MULTILINE)
NAME = re.compile(r"`([^`]+)`")


def documents(root):
    folders = ("docs", "models", "corpora", "tools", "tests")
    return [*root.glob("*.md"), *(path for folder in folders for path in (root / folder).rglob("*.md"))]


def dead_links(page):
    """Links of a page to files that are not there."""
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    targets = [target for target in LINK.findall(text) if not re.match(r"[a-z]+:", target)]
    return [target for target in targets if not (page.parent / target).exists()]


def rooms_of(text, layer):
    """The table of the rooms of a layer: what each may include of it."""
    table = re.search(rf"^\| room of `src/{layer}/` .*\n\|.*\n((?:\|.*\n)+)", text, re.MULTILINE)
    rows = {}
    for first, rest in ROW.findall(table.group(1)):
        rows[NAME.match(first).group(1).rstrip("/")] = set(NAME.findall(rest.split("|")[-1]))
    return rows


class Documents(unittest.TestCase):
    def setUp(self):
        self.architecture = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")

    def test_every_link_between_documents_leads_to_a_file(self):
        dead = {str(page.relative_to(ROOT)): dead_links(page) for page in documents(ROOT)}
        self.assertEqual({page: links for page, links in dead.items() if links}, {})

    def test_a_link_to_nothing_is_seen_and_one_in_code_is_none(self):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "page.md"
            page.write_text("[a](page.md) [b](gone.md#part) [c](https://d)\n```\n[e](nowhere.md)\n```\n")
            self.assertEqual(dead_links(page), ["gone.md"])

    def test_every_path_that_a_document_names_is_there(self):
        gone = set()
        for page in documents(ROOT):
            for path in PATH.findall(page.read_text(encoding="utf-8")):
                if not (ROOT / path).exists() and not (page.parent / path).exists():
                    gone.add(f"{page.relative_to(ROOT)}: {path}")
        self.assertEqual(gone, set())

    def test_every_name_that_a_recipe_gives_is_in_the_sources(self):
        recipes = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Recipes")[2]
        sources = "".join(path.read_text(encoding="utf-8") for folder in ("src", "include")
                          for path in (ROOT / folder).rglob("*") if path.suffix in (".h", ".cpp", ".inc"))
        names = {name.rstrip("()") for name in IDENTIFIER.findall(recipes)}
        self.assertGreater(len(names), 8)
        self.assertEqual({name for name in names if not re.search(rf"\b{name}\b", sources)}, set())

    def test_the_readme_is_a_page_that_one_reads(self):
        self.assertLessEqual(len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()), 200)

    def test_the_guide_to_the_tree_names_each_room_and_what_it_may_include(self):
        for layer, rooms in check_layers.ROOMS.items():
            with self.subTest(layer=layer):
                self.assertEqual(rooms_of(self.architecture, layer), rooms)

    def test_the_guide_to_the_tree_names_each_layer_in_its_order(self):
        layers = check_layers.read_layers((ROOT / "CMakeLists.txt").read_text(encoding="utf-8"))
        rows = re.findall(r"^\| `src/(\w+)/` \|", self.architecture, re.MULTILINE)
        self.assertEqual(rows, [*layers, "cli"])

    def test_every_public_header_is_in_the_table_of_the_library(self):
        headers = {path.name for path in (ROOT / "include/pith").glob("*.h")}
        table = self.architecture[self.architecture.index("| public header |"):]
        first_cells = "".join(first for first, _ in ROW.findall(table[:table.index("\n\n")]))
        self.assertEqual(set(NAME.findall(first_cells)), headers)

    def test_every_tool_is_in_the_table_of_tools(self):
        tools = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tools").iterdir()
                 if path.is_file() and path.stat().st_mode & 0o100}
        table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
        first_cells = "".join(first for first, _ in ROW.findall(table))
        self.assertEqual(tools - set(NAME.findall(first_cells)), set())

    def test_editors_are_told_of_every_tool_in_python_that_has_no_ending(self):
        settings = (ROOT / ".editorconfig").read_text(encoding="utf-8")
        named = set(re.search(r"^\[tools/\{(.*)\}\]$", settings, re.MULTILINE).group(1).split(","))
        tools = {path.name for path in (ROOT / "tools").iterdir()
                 if path.is_file() and not path.suffix and path.read_bytes().startswith(b"#!/usr/bin/env python3")}
        self.assertEqual(named, tools)

    def test_the_glossary_is_in_the_order_of_the_alphabet(self):
        glossary = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
        words = [first.lower() for first, _ in ROW.findall(glossary)][2:]
        self.assertGreater(len(words), 40)
        self.assertEqual(words, sorted(words))


if __name__ == "__main__":
    unittest.main()
