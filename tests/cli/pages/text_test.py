"""The page of a measured text in a browser: what it shows, what it lets run, and how it is used with the keyboard."""

import unittest

from browser import PageTest
from support import sample_text

HOSTILE = "</script><script>window.hit=1</script><!--<img src=x onerror='window.hit=1'><svg onload='window.hit=1'>"
SHOWN = """
    const copy = document.getElementById("text").cloneNode(true);
    for (const mark of copy.querySelectorAll(".mark")) mark.remove();
    return copy.textContent;"""
DRAWN_BLOCKS = "return [...document.querySelectorAll('.block')].filter((block) => block.textContent !== '').length;"
# Where the curve ends, [text, left, right] of the labels of the mean, and where the plot ends.
MEAN = """
    const box = (node) => node.getBoundingClientRect();
    const curve = document.querySelector("#curve .curve");
    const labels = [...document.querySelectorAll("#curve .mean-label")];
    return curve && [box(curve).right, labels.map((label) => [label.textContent, box(label).left, box(label).right]),
                     box(document.getElementById("curve")).right];"""


class Text(PageTest):
    def assert_undisturbed(self):
        """Nothing was loaded but the page, no foreign script ran, and the browser had nothing to complain of."""
        self.assertEqual(self.browser.log("browser"), [])
        fetched = [address for address in self.browser.fetched() if address != "about:blank"]
        self.assertEqual([address.split("/")[-1].split("#")[0] for address in fetched], ["page.html"])
        self.assertIsNone(self.run_script("return window.hit ?? null;"))

    def test_it_shows_the_text_and_loads_nothing(self):
        text = sample_text(800)
        self.show_measured(text)
        shown = self.comes(SHOWN, "the text")
        self.assertEqual(shown.replace("\u21b5", ""), text.decode())
        self.assert_undisturbed()

    def test_it_shows_bytes_that_are_no_text(self):
        self.show_measured(b"\xef\xbb\xbfA\xff\x00\xe2\x82B\x1b[31m\xe2\x80\xaeC\xf0\x9f\x98\x80\r\nD\r")
        shown = self.comes(SHOWN, "the text").replace("\u21b5", "")
        self.assertEqual(shown, "\ufeffA\ufffd\u2400\ufffd\ufffdB\u241b[31m\u25afC\U0001f600\nD\u240d")

    def test_a_hostile_text_stays_text(self):
        text = HOSTILE.encode() * 5
        self.show_measured(text)
        self.assertEqual(self.comes(SHOWN, "the text"), text.decode())
        self.assert_undisturbed()

    def test_hostile_addresses_are_no_places(self):
        self.show_measured(sample_text(500))
        for address in ("#at-1-1<img src=x onerror='window.hit=1'>", "#at-99999999999999999999-1", "#at-0-99999999",
                        "#at--1-5", "#at-499-9007199254740993", "#text", "#%00"):  # fmt: skip
            self.run_script("location.hash = arguments[0];", address)
        self.assert_undisturbed()

    def test_an_empty_text_has_a_page_that_takes_every_key(self):
        self.show_measured(b"")
        self.run_script("document.getElementById('text').focus();")
        self.browser.press("ArrowRight", "ArrowLeft", "Escape", "/", "x", "Enter", "Escape")
        self.run_script("document.getElementById('curve').focus();")
        self.browser.press("ArrowRight", "+", "-", "0", "Enter")
        self.assert_undisturbed()

    def test_of_a_long_text_only_what_is_near_the_window_is_drawn(self):
        text = sample_text(8000) * 50 + b"THE END"
        self.show_measured(text)
        self.comes(DRAWN_BLOCKS, "the text")
        for _ in range(3):
            self.run_script("scrollTo(0, document.documentElement.scrollHeight);")
            last = "return document.querySelector('#text > :last-child').textContent.endsWith('THE END');"
            self.comes(last, "the end")
        self.assertLess(self.run_script(DRAWN_BLOCKS), 20)
        self.assertGreater(self.run_script("return document.querySelectorAll('.block').length;"), 500)

    def test_arrow_keys_tell_of_one_character_after_the_other(self):
        self.show_measured("a\u00e4\n".encode() + sample_text(500))
        self.run_script("document.getElementById('text').focus({ preventScroll: true });")
        told = "return document.querySelector('#inspector:not([hidden]) h3')?.textContent ?? '';"
        for name in ("a  U+0061", "\u00e4  U+00E4", "line feed  U+000A"):
            self.browser.press("ArrowRight")
            self.assertEqual(self.run_script(told), name)
        self.browser.press("ArrowLeft")
        self.assertEqual(self.run_script(told), "\u00e4  U+00E4")
        bits = self.run_script("return document.querySelector('#inspector p').textContent;")
        self.assertRegex(bits, r"\A\d+\.\d\d bits, probability ")
        self.browser.press("Escape")
        self.assertEqual(self.run_script(told), "")

    def test_an_address_goes_to_its_place(self):
        text = sample_text(6000) * 10
        self.show_measured(text)
        self.run_script("location.hash = '#at-50000-30';")
        seen = self.comes("""
            const [box] = document.querySelectorAll(".mark.passage");
            const { bottom } = document.querySelector(".overview").getBoundingClientRect();
            return box && [box.getBoundingClientRect().top, bottom, innerHeight];""", "the mark")
        self.assertGreater(seen[0], seen[1])
        self.assertLess(seen[0], seen[2])

    def test_the_curve_is_used_with_the_keyboard(self):
        self.show_measured(sample_text(6000) * 10)
        self.run_script("document.getElementById('curve').focus();")
        value = "return document.getElementById('curve-value').value;"
        self.browser.press("End")
        self.assertRegex(self.run_script(value), r"\d\.\d\d bits/char at 5\d,\d\d\d")
        self.browser.press("Enter")
        self.comes("return scrollY > 10000;", "the end of the text")

    def test_the_mean_has_its_label_beside_the_curve(self):
        for width in (390, 1280):
            self.browser.look(width)
            self.show_measured(sample_text(20_000))
            curve, labels, plot = self.comes(MEAN, "the curve")
            self.assertEqual(labels[0][0], "mean")
            self.assertRegex(labels[1][0], r"\A\d\.\d\d\Z")
            for _, left, right in labels:
                self.assertGreater(left, curve)
                self.assertLessEqual(right, plot + 1)


if __name__ == "__main__":
    unittest.main()
