"""Archives, files, analysis, training, corpora and the names of KenLM."""

import gzip
import json
import os
import tempfile
import unittest
from pathlib import Path

import pith
from pith import jsonl, kenlm

TEXT = "The river was low that year, and the boats lay in the mud as if asleep. " * 40


class InFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)


class Archives(InFolder):
    def test_bytes_come_back(self):
        for model in ("english", None):
            archive = pith.compress(TEXT, model=model, level=1)
            self.assertLess(len(archive), len(TEXT) / 5)
            self.assertEqual(pith.decompress(archive), TEXT.encode())

    def test_files_come_back_whole_or_not_at_all(self):
        source, archive, back = (self.folder / name for name in ("a.txt", "a.pith", "b.txt"))
        source.write_text(TEXT)
        pith.compress_file(source, archive, level=1)
        pith.decompress_file(archive, back)
        self.assertEqual(back.read_text(), TEXT)
        archive.write_bytes(archive.read_bytes()[:-3])
        with self.assertRaises(pith.Error) as raised:
            pith.decompress_file(archive, self.folder / "c.txt")
        self.assertEqual(raised.exception.code, "truncated")
        self.assertEqual(sorted(os.listdir(self.folder)), ["a.pith", "a.txt", "b.txt"])

    def test_what_is_no_archive_is_an_error(self):
        with self.assertRaises(pith.Error) as raised:
            pith.decompress(b"no archive")
        self.assertEqual(raised.exception.code, "not_pith")

    def test_a_file_is_measured_as_its_text_is(self):
        (self.folder / "a.txt").write_text(TEXT)
        adaptive = pith.Model("english", level=1, adaptive=True)
        self.assertEqual(pith.measure(self.folder / "a.txt", level=1).bits, adaptive.bits(TEXT))

    def test_analysis_has_entropies_and_words(self):
        analysis = pith.analyze(TEXT, max_distance=10)
        self.assertEqual((analysis["bytes"], analysis["counts"].sum()), (len(TEXT), len(TEXT)))
        self.assertEqual(analysis["words"]["tokens"], len(TEXT.split()))
        self.assertEqual(analysis["mutual_information"].shape, (10,))
        self.assertEqual(len(analysis["entropies"]), 9)


class Training(InFolder):
    def test_a_model_is_trained_and_progress_is_told(self):
        told = []
        works = {f"work {i}": f"{i} {TEXT}" * 4 for i in range(12)}
        report = pith.train(works, self.folder / "small.pithm", name="small", on_progress=lambda *all: told.append(all))
        model = pith.Model(self.folder / "small.pithm", level=3)
        self.assertEqual(model.metadata["name"], "small")
        self.assertEqual(report["identity"], int(model.identity, 16))
        self.assertTrue(all(stage and number <= count for stage, number, count, _, _ in told))
        self.assertTrue(told)

    def test_too_little_text_is_an_error_and_leaves_no_file(self):
        with self.assertRaises(pith.Error):
            pith.train({"a": "short"}, self.folder / "none.pithm", name="none")
        self.assertEqual(os.listdir(self.folder), [])

    def test_what_on_progress_raises_is_raised(self):
        def fail(*_):
            raise KeyError("mine")

        works = {f"work {i}": f"{i} {TEXT}" * 4 for i in range(12)}
        self.assertRaises(KeyError, pith.train, works, self.folder / "small.pithm", name="small", on_progress=fail)


class Corpora(InFolder):
    def test_documents_are_measured_and_filtered(self):
        documents = [{"id": i, "text": TEXT[i : 40 * i + 50]} for i in range(30)]
        with gzip.open(self.folder / "in.jsonl.gz", "wt") as file:
            file.write("".join(json.dumps(document) + "\n" for document in documents) + "{broken\n[]\n")
        model = pith.Model("english", level=3)
        figures = jsonl.measure(self.folder / "in.jsonl.gz", model, output=self.folder / "out.jsonl.gz",
                                keep=lambda document: document["bits_per_char"] < 2)
        scores = model.score([document["text"] for document in documents])
        self.assertEqual((figures.documents, figures.malformed), (30, 2))
        self.assertAlmostEqual(figures.bits, scores.bits.sum())
        with gzip.open(self.folder / "out.jsonl.gz", "rt") as file:
            kept = [json.loads(line) for line in file]
        self.assertEqual([document["id"] for document in kept],
                         [i for i in range(30) if scores.bits_per_char[i] < 2])
        self.assertEqual(figures.kept, len(kept))

    def test_parts_add_up_to_the_whole(self):
        model = pith.Model("english", level=1)
        parts = [jsonl.Figures(), jsonl.Figures()]
        whole = jsonl.Figures()
        for i in range(20):
            scores = model.score([TEXT[i : i + 60 + i]])
            parts[i % 2].add(scores)
            whole.add(scores)
        self.assertEqual(parts[1] + parts[0], whole)


class KenLm(unittest.TestCase):
    def setUp(self):
        self.model = kenlm.Model("english")

    def test_the_scores_of_words_add_up_to_that_of_the_sentence(self):
        sentence = "the cat sat on the mat"
        for bos in (True, False):
            for eos in (True, False):
                words = [score for score, _, _ in self.model.full_scores(sentence, bos=bos, eos=eos)]
                self.assertEqual(len(words), 6 + eos)
                self.assertAlmostEqual(sum(words), self.model.score(sentence, bos=bos, eos=eos))

    def test_states_step_by_words(self):
        state, after = kenlm.State(), kenlm.State()
        self.model.BeginSentenceWrite(state)
        total = 0.0
        for word in ["the", "cat", "sat", "</s>"]:
            total += self.model.BaseScore(state, word, after)
            state, after = after, kenlm.State()
        self.assertAlmostEqual(total, self.model.score("the cat sat"))

    def test_perplexity_prefers_sentences(self):
        good, bad = "the cat sat on the mat", "mat the on sat cat the"
        self.assertLess(self.model.perplexity(good), self.model.perplexity(bad))
        self.assertIn("cat", self.model)
