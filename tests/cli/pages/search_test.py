"""The search of the page of a measured text, which has to find what the document does not hold."""

import unittest

from browser import PageTest
from support import sample_text

BOX = "document.getElementById('search-words')"
COUNT = "return document.getElementById('search-count').value;"
# The text in the boxes of the place that was gone to, or null where it is out of the window.
PLACE = """
    const boxes = [...document.querySelectorAll(".mark.passage")].map((mark) => mark.getBoundingClientRect());
    const top = document.querySelector(".overview").getBoundingClientRect().bottom;
    if (!boxes.length || boxes[0].top < top || boxes[boxes.length - 1].bottom > innerHeight) return null;
    const inside = ({ left, top, width, height }) => boxes.some((box) =>
      left >= box.left - 1 && left + width <= box.right + 1 && top >= box.top - 1 && top + height <= box.bottom + 1);
    const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let text = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let i = 0; i < node.data.length; i++) {
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        const box = range.getBoundingClientRect();
        if (box.width > 0 && inside(box)) text += node.data[i];
      }
    }
    return text.replace(/[\u21b5\u21e5]/g, "");"""


class Search(PageTest):
    def type(self, words):
        """Types words into the box, which replace what was there, and waits until they are searched for."""
        self.run_script(f"{BOX}.focus(); {BOX}.select();")
        self.browser.press(*words)
        self.run_script(f"{BOX}.dispatchEvent(new Event('input'));")
        before = self.run_script("return performance.now();")
        self.comes("return performance.now() > arguments[0] + 160;", "the search", before)

    def found(self, words):
        """What the count says of the words."""
        self.type(words)
        return self.run_script(COUNT)

    def test_it_finds_what_is_not_drawn_and_goes_there(self):
        self.show_measured(b"needle " + sample_text(6000) * 40 + b" a Needle here " + sample_text(6000) * 40)
        self.run_script("scrollTo(0, 3000);")
        self.assertEqual(self.found("needle"), "2 of 2")
        self.assertEqual(self.comes(PLACE, "the place"), "Needle")
        self.browser.press("Enter")
        self.assertEqual(self.run_script(COUNT), "1 of 2")
        self.assertEqual(self.comes(PLACE, "the place"), "needle")

    def test_enter_goes_round_forwards_and_backwards(self):
        self.show_measured(b"one two one two one " + sample_text(100).replace(b"one", b""))
        self.assertEqual(self.found("one"), "1 of 3")
        for keys, count in (("Enter", 2), ("Enter", 3), ("Enter", 1), ("Shift+Enter", 3), ("Shift+Enter", 2)):
            self.browser.press(keys)
            self.assertEqual(self.run_script(COUNT), f"{count} of 3")

    def test_buttons_go_on_and_back(self):
        self.show_measured(b"one two one two one ")
        self.type("two")
        self.browser.click("#search-next")
        self.assertEqual(self.run_script(COUNT), "2 of 2")
        self.browser.click("#search-previous")
        self.assertEqual(self.run_script(COUNT), "1 of 2")
        self.type("three")
        self.assertTrue(self.run_script("return document.getElementById('search-next').disabled;"))

    def test_keys_lead_to_the_box_and_back_to_the_text(self):
        self.show_measured(b"one two one two one " * 50)
        focused = "return document.activeElement.id;"
        for keys in ("Control+f", "/"):
            self.browser.press(keys)
            self.assertEqual(self.run_script(focused), "search-words")
            self.browser.press("Escape")
            self.assertEqual(self.run_script(focused), "text")
        self.assertEqual(self.found("a/b"), "not found")  # within the box "/" is a character
        self.type("two")
        self.run_script("document.getElementById('text').focus();")
        for keys, count in (("F3", 2), ("Control+g", 3), ("Shift+F3", 2)):
            self.browser.press(keys)
            self.assertEqual(self.run_script(COUNT), f"{count} of 100")
        self.browser.press("/", "Escape")
        self.assertEqual(self.run_script(f"return {BOX}.value + document.getElementById('search-count').value;"), "")
        self.assertEqual(self.run_script("return document.querySelectorAll('.mark').length;"), 0)

    def test_it_takes_cases_quotes_and_white_space_as_the_same(self):
        self.show_measured("The \u201cBIG\n  \u00c4pfel\u201d didn\u2019t\r\nfall".encode())
        for words in ("the", 'THE "big', "big \u00e4pfel", "didn't fall", "\u201cbig"):
            self.assertEqual(self.found(words), "1 of 1", words)

    def test_characters_that_patterns_are_made_of_stand_for_themselves(self):
        special = "a.b*c+d?(e)[f]{2}|^g$\\d/h-i"
        self.show_measured(f"aXb {special} {special}".encode())
        for words in (special, "a.b", "[f]", "{2}", "|^", "\\d", "h-i"):
            self.assertEqual(self.found(words), "1 of 2", words)

    def test_it_is_right_among_bytes_of_all_kinds(self):
        self.show_measured(b"\xef\xbb\xbf\xff\xf0\x9f\x98\x80\xe2\x82 \xf0\x9f\x98\x80needle\xf0\x9f\x98\x80 end " +
                           sample_text(2000))  # fmt: skip
        self.assertEqual(self.found("needle"), "1 of 1")
        self.assertEqual(self.comes(PLACE, "the place"), "needle")
        self.assertEqual(self.found("\U0001f600"), "3 of 3")  # on from where the needle is

    def test_places_that_blocks_share_are_whole(self):
        line = b"x" * 699 + b"\n"
        self.show_measured(line + b"yz " + line)
        self.assertEqual(self.found("x yz"), "1 of 1")
        self.assertEqual(self.comes(PLACE, "the place"), "xyz")

    def test_all_that_was_found_is_underlined_and_ticked_at_the_curve(self):
        self.show_measured(sample_text(300) + b"needle" * 3 + sample_text(300) + b"needle")
        self.type("needle")
        self.assertEqual(self.run_script("return CSS.highlights.get('found').size;"), 4)
        path = "return document.querySelector('#curve .found').getAttribute('d');"
        self.assertIn(self.run_script(path).count("M"), (2, 3, 4))
        self.browser.press("Escape")
        self.assertEqual(self.run_script("return CSS.highlights.get('found').size;"), 0)
        self.assertEqual(self.run_script(path), "")

    def test_markup_in_the_box_stays_text(self):
        self.show_measured(b"a <img src=x onerror=alert(1)> b")
        self.assertEqual(self.found("<img src=x onerror=alert(1)>"), "1 of 1")
        self.assertEqual(self.run_script("return document.querySelectorAll('#text img, .search img').length;"), 0)
        self.assertEqual(self.browser.log("browser"), [])


if __name__ == "__main__":
    unittest.main()
