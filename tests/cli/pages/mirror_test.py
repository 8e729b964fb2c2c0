"""Where scripts of the pages say what C++ says too: that they agree."""

import json
import os
import subprocess
import unittest

from browser import PageTest

ODD_ONES = b"\r\n\n\r\xc2\x9b\xe2\x80\xae\xed\xa0\x80\xf4\x90\x80\x80\xf0\x9f\x98\x80\t"
EVERY_BYTE = bytes(range(256)) + ODD_ONES + b"end" * 20


class Mirror(PageTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        output = subprocess.run([os.environ["PAGE_TABLES"]], stdout=subprocess.PIPE, check=True).stdout
        cls.tables = json.loads(output)

    def setUp(self):
        super().setUp()
        self.show_measured(EVERY_BYTE)

    def test_lengths_of_sequences_are_those_of_utf8_h(self):
        lengths = self.run_script("""
            const digits = [];
            const tails = [0x7f, 0x80, 0xbf, 0xc0];
            function visit(sequence) {
              if (sequence.length) digits.push(utf8Length(new Uint8Array(sequence), 0));
              if (sequence.length === 4) return;
              if (sequence.length < 2) for (let byte = 0; byte < 256; byte++) visit([...sequence, byte]);
              else for (const byte of tails) visit([...sequence, byte]);
            }
            visit([]);
            return digits.join("");""")
        self.assertGreater(len(lengths), 1_000_000)
        self.assertEqual(len(lengths), len(self.tables["utf8_lengths"]))
        different = [i for i, (a, b) in enumerate(zip(lengths, self.tables["utf8_lengths"])) if a != b]
        self.assertEqual(different[:5], [])

    def test_stand_ins_are_those_of_utf8_h(self):
        rows = self.run_script("""
            const rows = [];
            for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
              const shown = standIn(codePoint);
              if (rows.length && rows[rows.length - 1][2] === shown) rows[rows.length - 1][1] = codePoint;
              else rows.push([codePoint, codePoint, shown]);
            }
            return rows;""")
        self.assertEqual(rows, self.tables["stand_ins"])

    def test_code_points_are_those_that_the_browser_encoded(self):
        wrong = self.run_script("""
            let text = "";
            for (let c = 0; c <= 0x10ffff; c++) if (c < 0xd800 || c > 0xdfff) text += String.fromCodePoint(c);
            const bytes = new TextEncoder().encode(text);
            const characters = new Characters(bytes, new Uint16Array(bytes.length), [0]);
            const expected = Array.from(text, (c) => c.codePointAt(0));
            if (characters.count !== expected.length) return `${characters.count} characters`;
            return expected.filter((codePoint, i) => characters.codePoint(i) !== codePoint).slice(0, 5);""")
        self.assertEqual(wrong, [])

    def test_the_steps_of_the_scale_are_those_of_surprisal_scale_h(self):
        steps, marked = self.run_script("""
            const quanta = Uint16Array.from({ length: 65536 }, (_, i) => i);
            const bounds = document.body.dataset.steps.split(" ").map(Number);
            const characters = new Characters(new Uint8Array(65536), quanta, bounds);
            const steps = [];
            for (let i = 0; i < 65536; i++) {
              const step = characters.step(i);
              if (!steps.length || steps[steps.length - 1][1] !== step) steps.push([i, step]);
            }
            return [steps, MARKED_STEP];""")
        self.assertEqual(steps, self.tables["steps"])
        self.assertEqual(marked, self.tables["marked_step"])

    def test_passages_that_cpp_wrote_show_what_the_text_shows(self):
        passages = self.run_script("""
            const bounds = document.body.dataset.steps.split(" ").map(Number);
            const characters = new Characters(dataBlock("text-bytes"), numbersBlock("text-bits"), bounds);
            return Array.from(document.querySelectorAll(".passages a"), (link) => {
              const [, first, length] = link.hash.split("-").map(Number);
              let shown = "";
              for (let i = first; i < first + length; i++) {
                const lineFeedOfCr = i > first && characters.codePoint(i) === 10 && characters.codePoint(i - 1) === 13;
                if (!lineFeedOfCr) shown += characters.glyph(i, true).replace(/[\\n\\t]/g, "");
              }
              return [link.querySelector("q").textContent, shown];
            });""")
        self.assertGreater(len(passages), 2)
        for written, shown in passages:
            self.assertEqual(written, shown)


if __name__ == "__main__":
    unittest.main()
