"""The web pages that pith writes: that they are whole, load nothing, run nothing strange, and say the right numbers."""

import base64
import hashlib
import json
import os
import re
import struct
from html.parser import HTMLParser

from support import CliTest, sample_text

HOSTILE = "</script><script>alert(1)</script><!--<img src=x onerror=alert(1)>"
LOADING_ATTRIBUTES = {"src", "href", "srcset", "action", "formaction", "data", "poster", "background", "ping"}
VOID_ELEMENTS = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """A page taken apart: its title, its scripts, its data blocks, and the text of its elements by id."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.html = html
        self.open = []
        self.elements = []  # (name, attributes)
        self.contents = []  # of each element, its text
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self.contents.append("")
        if tag not in VOID_ELEMENTS:
            self.open.append((tag, len(self.elements) - 1))

    def handle_endtag(self, tag):
        assert self.open and self.open[-1][0] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def handle_data(self, data):
        for _, index in self.open:
            self.contents[index] += data

    def all(self, name):
        return [(attributes, text) for (tag, attributes), text in zip(self.elements, self.contents) if tag == name]

    def text(self, name):
        return self.all(name)[0][1]

    def scripts(self):
        return [text for attributes, text in self.all("script") if "type" not in attributes]

    def block(self, name):
        return base64.b64decode(
            next(text for attributes, text in self.all("script") if attributes.get("id") == name), validate=True)

    def numbers(self, name):
        data = self.block(name)
        return struct.unpack(f"<{len(data) // 2}H", data)


class PageTest(CliTest):
    def page(self, *arguments, name="page.html", **options):
        self.pith("measure", "-1", "--html", name, *arguments, **options)
        return Page(self.read(name).decode())

    def assert_sound(self, page):
        """It is whole, its own scripts alone may run, and it loads nothing."""
        self.assertEqual(page.open, [])
        self.assertTrue(page.html.startswith("<!doctype html>"))
        self.assertEqual(page.all("html")[0][0], {"lang": "en"})
        self.assertEqual(len(page.all("title")), 1)
        policy = next(a["content"] for a, _ in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
        hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in page.scripts()]
        self.assertTrue(hashes)
        scripts = " ".join(f"'sha256-{digest}'" for digest in hashes)
        self.assertEqual(policy, f"default-src 'none'; style-src 'unsafe-inline'; script-src {scripts}")
        for tag, attributes in page.elements:
            for name, value in attributes.items():
                self.assertFalse(name.startswith("on"), f"<{tag} {name}>")
                if name in LOADING_ATTRIBUTES:
                    self.assertRegex(value, r"\A#", f"<{tag} {name}>")
        self.assertNotRegex(page.html, r"@import|url\(")
        for address in re.findall(r"https?://\S+", page.html):
            self.assertTrue(address.startswith("http://www.w3.org/2000/svg"), address)  # a name, never fetched


class SurprisalPage(PageTest):
    def test_it_is_sound_and_says_what_was_measured(self):
        self.write("book.txt")
        output, _ = self.pith("measure", "-1", "--html", "page.html", "book.txt")
        page = Page(self.read("page.html").decode())
        self.assert_sound(page)
        self.assertEqual(page.text("title"), "book.txt - surprisal")
        self.assertEqual(page.text("h1"), "book.txt")
        self.assertIn("level 1, adaptive, from empty", page.html)
        row = output.decode().splitlines()[-1].split()
        figures = dict(zip((text for _, text in page.all("dt")), (text for _, text in page.all("dd"))))
        self.assertEqual(figures["bits/byte"], row[4])
        self.assertEqual(figures["bits/char"], row[5])
        self.assertEqual(figures["perplexity/char"], row[7])
        self.assertEqual(figures["perplexity/word"], row[8])
        self.assertEqual(figures["bytes"], f"{int(row[0]):,}")
        self.assertEqual(figures["words"], f"{int(row[2]):,}")

    def test_the_data_are_the_text_and_the_bits_that_are_measured(self):
        self.write("book.txt")
        page = self.page("book.txt")
        self.assertEqual(page.block("text-bytes"), sample_text())
        bits = json.loads(self.pith("measure", "-1", "--json", "book.txt")[0])["models"][0]["total"]["bits"]
        quanta = page.numbers("text-bits")
        self.assertEqual(len(quanta), len(sample_text()))
        self.assertAlmostEqual(sum(quanta) / 256, bits, delta=1 / 256)

    def test_candidates_are_probabilities_and_agree_with_the_bits(self):
        self.write("book.txt")
        page = self.page("book.txt")
        counts = page.block("candidate-counts")
        candidates = page.block("candidate-bytes")
        probabilities = page.numbers("candidate-probabilities")
        self.assertEqual(len(counts), len(sample_text()))
        self.assertEqual((len(candidates), len(probabilities)), (sum(counts), sum(counts)))
        self.assertGreater(min(counts), 0)
        at = 0
        errors = []
        for byte, count, quanta in zip(sample_text(), counts, page.numbers("text-bits")):
            here = dict(zip(candidates[at:at + count], probabilities[at:at + count]))
            self.assertEqual(list(here.values()), sorted(here.values(), reverse=True))
            self.assertLessEqual(sum(here.values()), 65535 + 5)
            if byte in here:
                errors.append(abs(here[byte] / 65535 - 2 ** (-quanta / 256)))
            at += count
        self.assertGreater(len(errors), 0.8 * len(counts))  # most bytes are among their candidates
        # Candidates are foreseen before the first bit of a byte; its bits are those of a model that learns within it.
        self.assertLessEqual(sum(errors), 0.01 * len(errors))

    def test_the_figures_with_a_page_are_those_without(self):
        self.write("text", sample_text() + b"\xff\x00 \r\n\xe2\x82\xac\t\vx\xe2\x82")
        without = json.loads(self.pith("measure", "-1", "--json", "text")[0])
        with_page = json.loads(self.pith("measure", "-1", "--json", "--html", "p", "text")[0])
        for name, value in without["models"][0]["total"].items():
            self.assertAlmostEqual(with_page["models"][0]["total"][name], value, msg=name)

    def test_static_is_told_and_changes_the_bits(self):
        self.write("book.txt")
        adaptive, static = self.page("book.txt"), self.page("--static", "book.txt", name="static.html")
        self.assertIn("level 1, static, from empty", static.html)
        self.assertGreater(sum(static.numbers("text-bits")), sum(adaptive.numbers("text-bits")))

    def test_a_hostile_text_stays_text(self):
        text = (HOSTILE + "\0&lt;\u202e").encode() * 20 + bytes(range(256)) + b"\xed\xa0\x80\xc3"
        self.write("hostile.txt", text)
        page = self.page("hostile.txt")
        self.assert_sound(page)
        self.assertEqual(page.block("text-bytes"), text)
        self.assertNotIn("<script>alert", page.html)
        self.assertNotIn("\0", page.html)

    def test_a_hostile_file_name_stays_a_name(self):
        name = os.fsencode(HOSTILE.replace("/", "\u2215")) + b"\"'\n\x1b[31m\xff{{name}}"
        with open(os.path.join(os.fsencode(self.folder), name), "wb") as file:
            file.write(b"text")
        page = self.page(b"./" + name)
        self.assert_sound(page)
        shown = os.fsdecode(name).replace("\x1b", "\u241b").replace("\udcff", "\ufffd")
        self.assertEqual(page.text("h1"), "./" + shown)
        self.assertEqual(page.text("title"), "./" + shown + " - surprisal")

    def test_a_passage_unlike_the_rest_is_among_the_most_surprising(self):
        text = sample_text(3000)
        self.write("book.txt", text + b"\n\nzqxj vkwp! 93184 ygbq #@% " + sample_text(3000, seed=2))
        links = [(a["href"], text) for a, text in self.page("book.txt").all("a") if a["href"].startswith("#at-")]
        href, shown = next((href, shown) for href, shown in links[:3] if "vkwp" in shown)  # the beginning is one too
        self.assertLess(abs(int(href.split("-")[1]) - len(text.decode())), 60)
        self.assertGreater(len(links), 10)

    def test_a_line_end_has_one_mark_in_a_passage(self):
        self.write("crlf.txt", b"one\r\ntwo\n\rthree")
        href, shown = next((a["href"], text) for a, text in self.page("crlf.txt").all("a") if "#at-" in a["href"])
        self.assertEqual(href, "#at-0-15")
        self.assertTrue(shown.endswith("one\u21b5two\u21b5\u240dthree"))

    def test_an_empty_text_has_a_page(self):
        page = self.page(stdin=b"")
        self.assert_sound(page)
        self.assertEqual(page.text("h1"), "(stdin)")
        self.assertEqual(page.block("text-bytes"), b"")

    def test_an_existing_file_is_kept_without_force(self):
        self.write("book.txt")
        self.write("page.html", b"precious")
        self.assertIn("page.html", self.refused("measure", "-1", "--html", "page.html", "book.txt"))
        self.assertEqual(self.read("page.html"), b"precious")
        self.assert_sound(self.page("-f", "book.txt"))

    def test_the_text_itself_is_never_overwritten(self):
        self.write("book.txt")
        self.assertIn("both input and output", self.refused("measure", "-1", "-f", "--html", "book.txt", "book.txt"))
        self.assertEqual(self.read("book.txt"), sample_text())

    def test_no_page_appears_after_an_error(self):
        self.refused("measure", "--html", "page.html", "missing.txt")
        with open(self.folder / "long.txt", "wb") as file:
            file.truncate((16 << 20) + 1)
        self.assertIn("16 MiB", self.refused("measure", "-1", "--html", "page.html", "long.txt"))
        self.assertEqual(self.names(), ["long.txt"])

    def test_a_page_is_of_one_text(self):
        self.write("a")
        self.write("b")
        self.assertIn("one FILE", self.refused("measure", "--html", "page.html", "a", "b"))
        self.assertIn("empty", self.refused("measure", "--html", "", "a"))
        self.assertEqual(self.names(), ["a", "b"])

    def test_standard_output_takes_the_page_and_nothing_else(self):
        self.write("book.txt")
        output, _ = self.pith("measure", "-1", "--html", "-", "book.txt")
        self.assert_sound(Page(output.decode()))
        self.assertTrue(output.endswith(b"</html>\n"))
        self.assertIn("--json", self.refused("measure", "--json", "--html", "-", "book.txt"))


class AnalysisPage(PageTest):
    def analysis(self, *arguments, name="page.html", **options):
        self.pith("analyze", "--levels", "none", "--distance", "20", "--html", name, *arguments, **options)
        return Page(self.read(name).decode())

    def report(self, *arguments):
        return json.loads(self.pith("analyze", "--levels", "none", "--distance", "20", "--json", *arguments)[0])

    def test_it_is_sound_and_has_the_report_that_json_prints(self):
        self.write("a.txt")
        self.write("b.txt", sample_text(3000, seed=2))
        self.write("c.txt", b"abc" * 500)
        page = self.analysis("--against", "c.txt", "a.txt", "b.txt")
        self.assert_sound(page)
        self.assertEqual((page.text("title"), page.text("h1")), ("2 texts - analysis", "2 texts"))
        report = next(text for attributes, text in page.all("script") if attributes.get("id") == "report")
        self.assertEqual(json.loads(report), self.report("--against", "c.txt", "a.txt", "b.txt"))

    def test_a_page_of_one_text_has_its_name_and_the_tables_are_printed_too(self):
        self.write("a.txt")
        plain = self.pith("analyze", "--levels", "none", "a.txt")[0]
        self.assertEqual(self.pith("analyze", "--levels", "none", "--html", "page.html", "a.txt")[0], plain)
        self.assertEqual(Page(self.read("page.html").decode()).text("h1"), "a.txt")

    def test_hostile_names_and_words_stay_text(self):
        name = HOSTILE.replace("/", "\u2215") + "\"'{{report}}"
        self.write(name, (HOSTILE + " \u2028 ").encode() * 50 + bytes(range(256)))
        page = self.analysis("./" + name)
        self.assert_sound(page)
        self.assertNotIn("<script>alert", page.html)
        report = next(text for attributes, text in page.all("script") if attributes.get("id") == "report")
        self.assertEqual(json.loads(report)["texts"][0]["name"], "./" + name)

    def test_an_empty_text_has_a_page(self):
        self.assert_sound(self.analysis(stdin=b""))

    def test_files_are_kept(self):
        self.write("a.txt")
        self.write("b.txt")
        self.write("page.html", b"precious")
        command = ("analyze", "--levels", "none", "--html")
        self.assertIn("page.html", self.refused(*command, "page.html", "a.txt"))
        for text in ("a.txt", "b.txt"):
            message = self.refused(*command, text, "-f", "--against", "b.txt", "a.txt")
            self.assertIn("both input and output", message)
        self.assertEqual(self.read("page.html"), b"precious")
        self.assertEqual((self.read("a.txt"), self.read("b.txt")), (sample_text(), sample_text()))
        self.assert_sound(self.analysis("-f", "a.txt"))

    def test_nothing_is_written_where_nothing_could_be_analyzed(self):
        self.refused("analyze", "--levels", "none", "--html", "page.html", "missing.txt")
        self.assertIn("empty", self.refused("analyze", "--html", "", "a.txt"))
        self.assertEqual(self.names(), [])

    def test_standard_output_takes_the_page_and_nothing_else(self):
        output, _ = self.pith("analyze", "--levels", "none", "--html", "-", stdin=sample_text(500))
        self.assert_sound(Page(output.decode()))
        self.assertIn("--json", self.refused("analyze", "--json", "--html", "-", stdin=b"text"))
