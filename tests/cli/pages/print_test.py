"""The pages on paper: all of them, in their colours, without what only a window needs."""

import re
import shutil
import subprocess
import unittest

from browser import PageTest
from support import sample_text


READERS = shutil.which("pdftotext") and shutil.which("pdftoppm")


@unittest.skipUnless(READERS, "no poppler-utils, which read what is printed")
class Print(PageTest):
    def printed(self):
        """What the PDF says."""
        self.write("page.pdf", self.browser.print())
        return subprocess.run(["pdftotext", "-layout", "page.pdf", "-"], cwd=self.folder, stdout=subprocess.PIPE,
                              check=True).stdout.decode()  # fmt: skip

    def pictures(self):
        """(width, height, RGB bytes) of each page of the PDF."""
        subprocess.run(["pdftoppm", "-r", "20", "page.pdf", "sheet"], cwd=self.folder, check=True)
        sheets = []
        for path in sorted(self.folder.glob("sheet*.ppm")):
            width, height, pixels = re.fullmatch(rb"P6\s(\d+)\s(\d+)\s255\s(.*)", path.read_bytes(), re.S).groups()
            sheets.append((int(width), int(height), pixels))
        return sheets

    @staticmethod
    def share_of(pixels, is_wanted):
        """Of the pixels, the share for which is_wanted(red, green, blue)."""
        wanted = sum(is_wanted(*pixels[i:i + 3]) for i in range(0, len(pixels), 3))
        return 3 * wanted / len(pixels)

    def test_a_text_is_printed_to_its_end_and_coloured(self):
        parts = [sample_text(4000, seed=seed) for seed in range(4)]
        self.show_measured(b"".join([b"THE-BEGINNING ", *parts[:2], b" THE-MIDDLE ", *parts[2:], b" THE-END"]))
        self.comes("return document.querySelector('#text .block').textContent;", "the text")
        drawn = "return [...document.querySelectorAll('.block')].filter((block) => block.textContent !== '').length;"
        text = self.printed()
        for words in ("THE-BEGINNING", "THE-MIDDLE", "THE-END", "Most surprising passages", "bits/char", "mean"):
            self.assertIn(words, text)
        for words in ("Whole text", "Search", "Average over"):
            self.assertNotIn(words, text)
        sheets = self.pictures()
        self.assertGreater(len(sheets), 4)
        for _, _, pixels in sheets[:-1]:
            yellow = self.share_of(pixels, lambda red, green, blue: red > 200 and blue < red - 40)
            self.assertGreater(yellow, 0.01)
        self.comes(f"return (() => {{ {drawn} }})() < 20;", "the blocks that were printed to be empty again")

    def test_a_dark_page_is_printed_on_white(self):
        self.browser.look(prefers_color_scheme="dark")
        self.show_measured(sample_text(2000))
        self.printed()
        _, _, pixels = self.pictures()[0]
        self.assertGreater(self.share_of(pixels, lambda *colour: min(colour) > 240), 0.5)

    def test_of_a_text_of_a_thousand_sheets_and_more_the_first_are_printed_and_a_note_says_so(self):
        self.show_measured(sample_text(100))
        note, shown, hidden, left = self.run_script("""
            const bytes = new Uint8Array(1_100_000).fill(120).map((byte, i) => (i % 80 ? byte : 10));
            const container = document.getElementById("text");
            const characters = new Characters(bytes, new Uint16Array(bytes.length), [0]);
            new TextView(container, characters, new AbortController().signal);
            dispatchEvent(new Event("beforeprint"));
            const blocks = [...container.children];
            const printed = blocks.filter((block) => !block.hidden);
            const length = printed.reduce((sum, block) => sum + block.textContent.length, 0);
            const note = document.querySelector(".print-note").textContent;
            const result = [note, length, blocks.length - printed.length];
            dispatchEvent(new Event("afterprint"));
            return [...result, document.querySelectorAll(".print-note, .block[hidden]").length];""")
        self.assertEqual(note, "Here ends what is printed: about 1,000,000 of 1,100,000 characters.")
        self.assertTrue(1_000_000 <= shown < 1_005_000, shown)
        self.assertGreater(hidden, 100)
        self.assertEqual(left, 0)

    def test_of_an_analysis_every_plot_and_table_is_printed(self):
        self.show_analyzed(*((f"text-{i}.txt", sample_text(3000, seed=i)) for i in range(4)))
        self.comes("return document.querySelector('#matrix td');", "the matrix")
        text = self.printed()
        titles = ("From Shannon to the network", "Vocabulary growth", "rank, 1 = the commonest word", "Huffman's code")
        for title in titles:
            self.assertEqual(text.count(title), 4, title)
        self.assertIn("other text", text)
        codes, rows = self.run_script("""
            const { texts } = JSON.parse(document.getElementById("report").textContent);
            return [texts[3].huffman.codes.map((code) => code.code_word), document.querySelectorAll("tr").length];""")
        for code in codes:
            self.assertIn(code, text)
        self.assertGreater(rows, 100)


if __name__ == "__main__":
    unittest.main()
