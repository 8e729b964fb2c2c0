"""analyze: its figures against a few lines of Python, its tables, its JSON, and what it refuses."""

import json
import lzma
import math
import random
import zlib
from collections import Counter

from analysis import Analyze, conditional_entropy, divergence, mutual_information
from support import sample_text


class Figures(Analyze):
    def test_entropies_are_those_of_a_few_lines_of_python(self):
        text = sample_text(20000)
        facts = self.analysis(text)
        self.assertEqual((facts["name"], facts["bytes"], facts["alphabet"]), ("text", len(text), len(set(text))))
        self.assertEqual([entropy["order"] for entropy in facts["entropies"]], list(range(9)))
        for entropy in facts["entropies"]:
            self.assertAlmostEqual(entropy["plug_in"], conditional_entropy(text, entropy["order"]), places=9)
            contexts = Counter(text[i : i + entropy["order"]] for i in range(entropy["positions"]))
            self.assertEqual(entropy["positions"], len(text) - entropy["order"])
            self.assertEqual(entropy["contexts"], len(contexts))
            self.assertEqual(entropy["contexts_seen_once"], list(contexts.values()).count(1))
            self.assertAlmostEqual(entropy["mean_occurrences"], entropy["positions"] / len(contexts))
            correction = (entropy["sequences"] - entropy["contexts"]) / (2 * entropy["positions"] * math.log(2))
            self.assertAlmostEqual(entropy["miller_madow"], entropy["plug_in"] + correction)
        self.assertAlmostEqual(facts["entropy"], conditional_entropy(text, 0))
        self.assertAlmostEqual(facts["ideal_bits"], facts["entropy"] * len(text), places=6)
        self.assertAlmostEqual(facts["redundancy_of_byte"], 1 - facts["entropy"] / 8)
        self.assertAlmostEqual(facts["redundancy_of_alphabet"], 1 - facts["entropy"] / math.log2(len(set(text))))

    def test_the_code_of_huffman_decodes_to_the_text(self):
        text = sample_text(2000)
        code = self.analysis(text)["huffman"]
        words = {row["byte"]: row["code_word"] for row in code["codes"]}
        coded = "".join(words[byte] for byte in text)
        self.assertEqual(code["text_bits"], len(coded))
        self.assertEqual(code["table_bytes"], 8 + 32 + len(words))
        self.assertEqual(code["total_bytes"], code["table_bytes"] + math.ceil(len(coded) / 8))
        bytes_of = {word: byte for byte, word in words.items()}
        decoded, word = bytearray(), ""
        for bit in coded:
            word += bit
            if word in bytes_of:
                decoded.append(bytes_of[word])
                word = ""
        self.assertEqual(bytes(decoded), text)

    def test_sizes_go_from_shannon_to_pith_and_are_of_the_sample(self):
        text = sample_text(6000)
        self.write("text", text)
        facts = self.report("--sample", "5k", "--levels", "3,1", "-T2", "text")["texts"][0]
        self.assertEqual(facts["sample_bytes"], 5000)
        methods = [size["method"] for size in facts["sizes"]]
        orders = [f"arithmetic, order {order}" for order in range(4)]
        expected = ["order-0 entropy", "Huffman", "LZW", "zlib -9", "xz -9e", *orders, "pith -3", "pith -1"]
        self.assertEqual(methods, expected)
        bits = {size["method"]: size["bits"] for size in facts["sizes"]}
        sample = text[:5000]
        self.assertAlmostEqual(bits["order-0 entropy"], 5000 * conditional_entropy(sample, 0), places=6)
        self.assertLessEqual(abs(bits["zlib -9"] / 8 - len(zlib.compress(sample, 9))), 20)
        self.assertLessEqual(abs(bits["xz -9e"] / 8 - len(lzma.compress(sample, preset=9 | lzma.PRESET_EXTREME))), 20)
        for level in ("1", "3"):
            measured = json.loads(self.pith("measure", "--json", f"-{level}", stdin=sample)[0])
            self.assertEqual(bits[f"pith -{level}"], measured["models"][0]["total"]["bits"])
        for size in facts["sizes"]:
            self.assertAlmostEqual(size["bits_per_byte"], size["bits"] / 5000)

    def test_distances_have_the_information_of_a_few_lines_of_python(self):
        text = sample_text(20000)
        distances = self.analysis(text)["distances"]
        self.assertEqual([row["distance"] for row in distances], list(range(1, 13)))
        for row in distances:
            self.assertAlmostEqual(row["mutual_information"], mutual_information(text, row["distance"]), places=9)
            self.assertEqual(row["pairs"], len(text) - row["distance"])
            self.assertLess(row["shuffled"], 0.05)
        self.assertAlmostEqual(distances[0]["conditional_entropy"], conditional_entropy(text, 1), places=9)

    def test_words_are_counted_as_python_splits_them(self):
        text = sample_text(20000)
        words = self.analysis(text)["words"]
        counts = Counter(text.split())
        self.assertEqual((words["tokens"], words["types"]), (len(text.split()), len(counts)))
        self.assertEqual(words["types_once"], list(counts.values()).count(1))
        self.assertIs(words["complete"], True)
        top = [(row["word"].encode(), row["count"]) for row in words["commonest"]]
        self.assertEqual([count for _, count in top], [count for _, count in counts.most_common(10)])
        for word, count in top:
            self.assertEqual(counts[word], count)
        self.assertEqual(words["growth"][-1], {"tokens": words["tokens"], "types": words["types"]})
        self.assertLess(words["zipf"]["exponent"], 0)

    def test_divergences_are_those_of_a_few_lines_of_python(self):
        text, other = sample_text(5000, seed=1), sample_text(5000, seed=2) + b"Z"
        self.write("other", other)
        self.write("text", text)
        report = self.report("--levels", "none", "--against", "other", "text")
        self.assertEqual(report["against"]["name"], "other")
        facts = report["against"]["comparisons"][0]
        self.assertEqual(facts["name"], "text")
        self.assertAlmostEqual(facts["text_by_other"]["divergence"], divergence(text, other))
        self.assertIsNone(facts["other_by_text"]["divergence"])  # the text has no Z
        self.assertAlmostEqual(facts["other_by_text"]["smoothed_divergence"], divergence(other, text, 0.5))
        entropy = conditional_entropy(text, 0)
        self.assertAlmostEqual(facts["text_by_other"]["cross_entropy"], entropy + divergence(text, other))
        models = facts["models"]
        self.assertAlmostEqual(models["divergence_rate_of_text"], models["text_by_other"] - models["text_by_itself"])
        self.assertIsNone(report["matrix"])


class Matrix(Analyze):
    def test_texts_of_a_kind_are_nearest_to_each_other(self):
        choose = random.Random(7)
        self.write("words1", sample_text(8000, seed=3))
        self.write("words2", sample_text(8000, seed=4))
        self.write("digits1", "".join(choose.choice("0011223456789") for _ in range(8000)).encode())
        self.write("digits2", "".join(choose.choice("0011223456789") for _ in range(8000)).encode())
        report = self.report("--matrix", "words1", "digits1", "words2", "digits2")
        self.assertEqual(report["texts"], [])
        matrix = report["matrix"]
        self.assertEqual(matrix["names"], ["words1", "digits1", "words2", "digits2"])
        self.assertEqual(matrix["nearest"], ["words2", "digits2", "words1", "digits1"])
        for model in range(4):
            for text in range(4):
                if (model - text) % 2:
                    self.assertGreater(matrix["bits_per_byte"][model][text], matrix["bits_per_byte"][text][text] + 1)

    def test_the_table_marks_the_nearest_other_text(self):
        for name in ("a", "b", "c"):
            self.write(name, sample_text(3000, seed=ord(name)))
        rows = self.pith("analyze", "--matrix", "a", "b", "c")[0].decode().splitlines()[-3:]
        self.assertEqual([row.split()[-2:] for row in rows], [["1", "a"], ["2", "b"], ["3", "c"]])
        for row in rows:
            self.assertRegex(row, r"^ *(\d+\.\d{3}[* ] *){3}\d ")
        columns = list(zip(*(row.split()[:3] for row in rows)))
        for text, column in enumerate(columns):
            self.assertEqual(sum(cell.endswith("*") for cell in column), 1)
            self.assertFalse(column[text].endswith("*"))

    def test_more_than_ten_texts_are_wrapped(self):
        folder = self.folder / "texts"
        folder.mkdir()
        for i in range(12):
            (folder / f"{i:02}").write_bytes(sample_text(400, seed=i))
        output = self.pith("analyze", "--matrix", "texts")[0].decode()
        self.assertLessEqual(max(map(len, output.splitlines())), 100)
        self.assertEqual(output.count("12 11\n"), 2)

    def test_the_folders_that_all_texts_are_in_are_left_out_of_the_table(self):
        names = ["a/b/1", "a/bb/2", "a/b/c/3"]
        for name in names:
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            self.write(name)
        for prefix in ("", f"{self.folder}/", "./"):
            with self.subTest(prefix=prefix):
                rows = self.pith("analyze", "--matrix", *(prefix + name for name in names))[0].decode().splitlines()
                self.assertEqual([row.split()[-1] for row in rows[-3:]], ["b/1", "bb/2", "b/c/3"])
        self.write("4")
        rows = self.pith("analyze", "--matrix", f"{self.folder}/a/b/1", "4")[0].decode().splitlines()
        self.assertEqual([row.split()[-1] for row in rows[-2:]], [f"{self.folder}/a/b/1", "4"])

    def test_two_texts_have_a_matrix_unasked_and_one_has_none(self):
        self.write("a")
        self.write("b", sample_text(seed=2))
        both = self.report("--levels", "none", "--distance", "3", "a", "b")
        self.assertEqual([text["name"] for text in both["texts"]], ["a", "b"])
        self.assertEqual(both["matrix"]["nearest"], ["b", "a"])
        self.assertEqual(self.pith("analyze", "--matrix", "a")[0], b"")


class Tables(Analyze):
    def tables(self, text, *arguments):
        output, _ = self.pith("analyze", "--levels", "1", "--distance", "30", *arguments, stdin=text)
        return output.decode()

    def test_every_section_is_there_in_100_columns_and_the_name_once(self):
        self.write("other", sample_text(seed=5))
        output = self.tables(sample_text(), "--against", "other")
        self.assertTrue(output.startswith("(stdin): 6,0"))
        self.assertEqual(output.count("(stdin)"), 1)
        for heading in ("Redundancy", "Entropy", "Huffman's code", "From Shannon", "What a byte", "Words", "Against"):
            self.assertRegex(output, rf"\n\n{heading}")
        for line in output.splitlines():
            self.assertLessEqual(len(line), 100)
            self.assertEqual(line, line.rstrip())

    def test_v_shows_all_codes_and_distances(self):
        text = sample_text()
        self.assertIn("which -v shows", self.tables(text))
        long = self.tables(text, "-v")
        self.assertNotIn("which -v shows", long)
        self.assertRegex(long, r"\n +29  ")
        self.assertNotRegex(self.tables(text), r"\n +29  ")

    def test_bytes_that_are_no_letters_have_names(self):
        output = self.tables(b" \n\t\r\x00\xe2" * 10)
        for name in ("space", "\\n", "\\t", "\\r", "\\x00", "\\xe2"):
            self.assertRegex(output, rf"\n +{name.replace(chr(92), chr(92) * 2)}  ")

    def test_texts_of_no_one_or_two_bytes_have_tables_too(self):
        for text in (b"", b"x", b"xx", b"ab", b" "):
            self.assertIn(f"(stdin): {len(text)} byte", self.tables(text))

    def test_a_sample_is_told(self):
        self.assertIn("the text coded", self.tables(sample_text()))
        self.assertIn("the first 1,000 bytes coded", self.tables(sample_text(), "--sample", "1k"))


class Faults(Analyze):
    def test_a_missing_file_is_reported_and_the_others_are_analyzed(self):
        self.write("good")
        output, messages = self.pith("analyze", "--levels", "none", "missing", "good", expect=1)
        self.assertRegex(messages, r"\Apith: missing: .*\n\Z")
        self.assertTrue(output.startswith(b"good: "))

    def test_without_a_text_nothing_is_printed(self):
        self.assertEqual(self.pith("analyze", "missing", expect=1)[0], b"")

    def test_a_missing_other_text_ends_it(self):
        self.write("good")
        output, messages = self.pith("analyze", "--against", "missing", "good", expect=1)
        self.assertEqual(output, b"")
        self.assertRegex(messages, r"\Apith: missing: .*\n\Z")

    def test_values_that_make_no_sense_are_refused(self):
        for option, value in (
            ("--levels", "0"),
            ("--levels", "10"),
            ("--levels", "1,,3"),
            ("--levels", ""),
            ("--levels", "1;3"),
            ("--sample", "0"),
            ("--sample", "1X"),
            ("--sample", "-5"),
            ("--distance", "0"),
            ("--distance", "1000001"),
            ("--distance", "far"),
        ):
            with self.subTest(option=option, value=value):
                output, messages = self.pith("analyze", f"{option}={value}", stdin=b"text", expect=1)
                self.assertEqual(output, b"")
                self.assertIn("pith analyze --help", messages)

    def test_figures_do_not_depend_on_the_number_of_threads(self):
        self.write("a", sample_text(20000))
        self.write("b", sample_text(20000, seed=2))
        one = self.pith("analyze", "--json", "--levels", "1,2", "--distance", "40", "-T1", "a", "b")[0]
        three = self.pith("analyze", "--json", "--levels", "1,2", "--distance", "40", "-T3", "a", "b")[0]
        self.assertEqual(one, three)

    def test_help_tells_the_definitions(self):
        text = self.pith("analyze", "--help")[0].decode()
        for word in ("--against", "--levels", "--sample", "--distance", "--matrix", "TOO LOW", "Witten", "JSON"):
            self.assertIn(word, text)
        self.assertLessEqual(max(map(len, text.splitlines())), 80)
