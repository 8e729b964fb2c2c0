"""How the pages look where they have to look otherwise: on a phone, in forced colours, in two themes."""

import base64
import unittest

from browser import PageTest
from support import sample_text

THEME = "return getComputedStyle(document.documentElement).colorScheme;"
WIDER_THAN_WINDOW = "return document.documentElement.scrollWidth - document.documentElement.clientWidth;"


class Look(PageTest):
    def show_matrix(self):
        texts = [(f"a-long-name-of-a-text-{i}.txt", sample_text(800, seed=i)) for i in range(7)]
        self.show_analyzed(*texts)
        self.comes("return document.querySelector('#matrix td');", "the matrix")

    def test_nothing_but_scroll_areas_is_wider_than_a_phone(self):
        self.browser.look(390)
        self.show_measured(sample_text(5000))
        self.assertEqual(self.run_script(WIDER_THAN_WINDOW), 0)
        self.show_matrix()
        self.assertEqual(self.run_script(WIDER_THAN_WINDOW), 0)

    def test_the_matrix_is_readable_on_a_phone(self):
        self.browser.look(390)
        self.show_matrix()
        heads, cells = self.run_script("""
            const sizes = (selector) => [...document.querySelectorAll(selector)].map((cell) =>
              [cell.offsetWidth, cell.offsetHeight]);
            return [sizes("#matrix tbody th"), sizes("#matrix td")];""")
        self.assertEqual(len(cells), 7 * 7 + 7)
        for width, height in heads:
            self.assertTrue(90 <= width <= 180 and height <= 90, (width, height))
        for width, height in cells:
            self.assertTrue(50 <= width <= 100, width)

    def test_the_names_of_rows_stay_where_the_matrix_is_scrolled(self):
        self.browser.look(390)
        self.show_matrix()
        left = self.run_script("""
            const area = document.querySelector("#matrix .scroll");
            area.scrollLeft = 100;
            return [area.scrollLeft, area.getBoundingClientRect().left,
                    document.querySelector("#matrix tbody th").getBoundingClientRect().left];""")
        self.assertEqual(left[0], 100)
        self.assertEqual(left[1], left[2])

    def test_names_in_the_matrix_are_without_the_folder_of_all(self):
        (self.folder / "sub").mkdir()
        self.show_analyzed(("sub/one.txt", sample_text(1000)), ("sub/two.txt", sample_text(1000, seed=2)))
        names = "return [...document.querySelectorAll('#matrix tbody th .name')].map((name) => name.textContent);"
        self.assertEqual(self.run_script(names), ["one.txt", "two.txt"])

    def test_what_scrolls_by_itself_is_reached_and_scrolled_with_the_keyboard(self):
        self.browser.look(390)
        self.show_matrix()
        areas = self.run_script("""
            for (const details of document.querySelectorAll("details")) details.open = true;
            return [...document.querySelectorAll("body *")].filter((node) =>
              node.clientHeight && /auto|scroll/.test(getComputedStyle(node).overflow) &&
              (node.scrollWidth > node.clientWidth || node.scrollHeight > node.clientHeight)).map((node) =>
              [node.tabIndex, node.getAttribute("role"), node.getAttribute("aria-label")]);""")
        self.assertGreater(len(areas), 3)
        for tab_index, role, label in areas:
            self.assertEqual((tab_index, role), (0, "group"))
            self.assertTrue(label)
        self.run_script("document.querySelector('#matrix .scroll').focus();")
        self.browser.press("ArrowRight", "ArrowRight")
        self.comes("return document.querySelector('#matrix .scroll').scrollLeft > 0;", "the keyboard to scroll")

    def test_forced_colours_keep_the_scale_and_all_that_is_drawn(self):
        for scheme in ("light", "dark"):
            self.browser.look(forced_colors="active", prefers_color_scheme=scheme)
            self.show_measured(sample_text(5000))
            self.run_script("document.getElementById('text').focus();")
            self.browser.press("ArrowRight")
            grounds, canvas, parts = self.run_script("""
                const ground = (selector) => getComputedStyle(document.querySelector(selector)).backgroundColor;
                const steps = Array.from({ length: 8 }, (_, i) => ground(`.legend .s${i}`));
                const curve = getComputedStyle(document.querySelector("#curve .curve")).stroke;
                const parts = ["#seen", "#inspector .bar", "#inspector .came .bar"].map(ground);
                return [steps, ground("body"), [...parts, curve]];""")
            self.assertEqual(len(set(grounds)), 8)
            for part in parts:
                self.assertNotIn(part, (canvas, "rgba(0, 0, 0, 0)"), scheme)

    def test_forced_colours_keep_the_matrix(self):
        self.browser.look(forced_colors="active")
        self.show_matrix()
        grounds = self.run_script("""
            return [...document.querySelectorAll("#matrix tbody td[class]")].map((cell) =>
              getComputedStyle(cell).backgroundColor);""")
        self.assertGreater(len(set(grounds)), 1)

    def test_the_theme_is_remembered_by_all_pages(self):
        self.show_measured(sample_text(500))
        self.assertEqual(self.run_script(THEME), "light dark")
        self.browser.click("#theme")
        self.assertEqual(self.run_script(THEME), "dark")
        self.browser.reload()
        self.assertEqual(self.run_script(THEME), "dark")
        self.show_analyzed(("a.txt", sample_text(500)))
        self.assertEqual(self.run_script(THEME), "dark")
        self.assertEqual(self.run_script("return document.getElementById('theme').textContent;"), "Light")
        self.browser.click("#theme")
        self.browser.reload()
        self.assertEqual(self.run_script(THEME), "light dark")

    def test_the_theme_is_remembered_in_the_tab_where_the_browser_keeps_nothing(self):
        self.show_measured(sample_text(500))
        page = base64.b64encode(self.read("page.html")).decode()
        self.browser.open("about:blank")
        self.browser.open(f"data:text/html;base64,{page}")  # which may not use localStorage
        refused = "try { return Boolean(localStorage); } catch { return 'refused'; }"
        self.assertEqual(self.run_script(refused), "refused")
        self.browser.click("#theme")
        self.browser.reload()
        self.assertEqual(self.run_script(THEME), "dark")
        self.browser.click("#theme")
        self.browser.reload()
        self.assertEqual(self.run_script(THEME), "light dark")
        self.assertEqual(self.browser.log("browser"), [])

    def test_a_theme_that_is_none_is_not_taken(self):
        self.show_measured(sample_text(500))
        self.run_script("localStorage.setItem('pith-theme', '\"><script>');")
        self.browser.reload()
        self.assertEqual(self.run_script(THEME), "light dark")
        self.run_script("localStorage.clear();")


if __name__ == "__main__":
    unittest.main()
