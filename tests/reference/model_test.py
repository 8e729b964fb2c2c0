"""The reference decoder restores what pith compresses with a trained model, and refuses any other model."""

import contextlib
import os
import random
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from random_network import Shape, network_section
from support import TOOLS, corpus, texts

from reference import archive
from reference.histories import Histories
from reference.model import MAGIC, METADATA, MIXING, NETWORK, NGRAMS, SEED, Model, read_sections
from reference.ngrams import Lookup, Ngrams
from reference.nibble_predictor import NibblePredictor
from reference.xxh3 import xxh3_64

PITH = os.path.abspath(os.environ.get("PITH", "pith"))
MAKE_TRAINED_MODEL = os.path.abspath(os.environ.get("MAKE_TRAINED_MODEL", "make_trained_model"))
KINDS = {"prose": 500, "log": 300, "table": 300, "CRLF": 200, "scripts": 150, "binary": 700, "words": 300, "empty": 0}

folder = None


def setUpModule():
    global folder
    folder = tempfile.TemporaryDirectory()
    for name, ngram_bytes in (("sample", 40000), ("other", 9000)):
        subprocess.run([MAKE_TRAINED_MODEL, name, path_of(name), str(ngram_bytes)], check=True, timeout=60)


def tearDownModule():
    folder.cleanup()


def path_of(name):
    return Path(folder.name) / f"{name}.pithm"


def read_model(name):
    return Model(path_of(name).read_bytes())


def compress(level, text, model="sample"):
    command = [PITH, "-c", f"-{level}", "-m", path_of(model) if model else "none"]
    return subprocess.run(command, input=text, stdout=subprocess.PIPE, check=True, timeout=60).stdout


def decode(data, model):
    return b"".join(archive.decode(data, model))


def texts_to_recall():
    """The training text, so that most contexts are known, and texts of which few are."""
    some = {kind: text[: KINDS[kind]] for kind, text in texts().items() if kind in KINDS}
    return {"later prose": corpus("the-tide-clerk.txt", 20000)[-300:], **some}


class Recall:
    """What decoding looked up, by its place in the byte."""

    def __init__(self):
        self.recalled = {"first nibble": 0, "second nibble": 0}
        self.sought_late = self.taken_as_absent = 0

    watched = ((Ngrams, "recall"), (Histories, "seek"), (Histories, "enter"))

    def recall(self, ngrams, j, found, last, half, histories):
        self.recalled["second nibble" if half else "first nibble"] += 1
        RECALL(ngrams, j, found, last, half, histories)

    def seek(self, histories, j, h):
        if j not in histories.found:
            self.sought_late += histories.half != 0
            SEEK(histories, j, h)
            self.taken_as_absent += histories.found[j] is None and histories.ngrams.find(j, h) is not None

    def enter(self, histories, places, half):
        histories.half = half
        ENTER(histories, places, half)

    @contextlib.contextmanager
    def watching(self):
        with contextlib.ExitStack() as patches:
            for owner, name in self.watched:
                instead = getattr(self, name)
                patches.enter_context(mock.patch.object(owner, name, lambda *a, instead=instead: instead(*a)))
            yield


RECALL, SEEK, ENTER = Ngrams.recall, Histories.seek, Histories.enter


class RecallOfNibbles(Recall):
    """The same at level 1."""

    def counts(self, lookup, j, half):
        self.recalled["second nibble" if half else "first nibble"] += 1
        return COUNTS(lookup, j, half)

    def knows(self, lookup, j):
        is_new = j not in lookup.found and lookup.ngrams.has(j)
        known = KNOWS(lookup, j)
        if is_new:
            self.sought_late += self.in_second
            self.taken_as_absent += not known and lookup.ngrams.find(j, lookup.hashes[j]) is not None
        return known

    def begin_second(self, predictor, half):
        self.in_second = True
        BEGIN_SECOND(predictor, half)
        self.in_second = False

    in_second = False
    watched = ((Lookup, "counts"), (Lookup, "knows"), (NibblePredictor, "begin_second"))


COUNTS, KNOWS, BEGIN_SECOND = Lookup.counts, Lookup.knows, NibblePredictor.begin_second


class Decoding:
    """Of all texts at one level."""

    watcher = Recall

    @classmethod
    def setUpClass(cls):
        cls.model = read_model("sample")
        cls.recall = cls.watcher()
        cls.texts = texts_to_recall()
        with cls.recall.watching():
            cls.restored = {kind: decode(compress(cls.level, text), cls.model) for kind, text in cls.texts.items()}

    def test_every_text_is_restored(self):
        for kind, text in self.texts.items():
            with self.subTest(kind=kind):
                self.assertEqual(self.restored[kind], text)

    def test_contexts_are_recalled_for_both_nibbles_and_sought_late(self):
        self.assertGreater(min(self.recall.recalled.values()), 100)
        self.assertGreater(self.recall.sought_late, 10)

    def test_contexts_in_the_model_are_taken_as_absent_after_shorter_ones(self):
        self.assertGreater(self.recall.taken_as_absent, 0)


class Level1(Decoding, unittest.TestCase):
    level = 1
    watcher = RecallOfNibbles


class Level2(Decoding, unittest.TestCase):
    level = 2


class Level3(Decoding, unittest.TestCase):
    level = 3


class Level6(Decoding, unittest.TestCase):
    level = 6


def model_file(sections):
    """sections: by kind."""
    offset = 20 + 12 * len(sections)
    directory = content = b""
    for kind, section in sorted(sections.items()):
        zeros = bytes(-(offset + len(content)) % 64)
        place = offset + len(content) + len(zeros)
        directory += b"".join(number.to_bytes(4, "little") for number in (kind, place, len(section)))
        content += zeros + section
    begin = MAGIC + b"\1\1" + len(sections).to_bytes(2, "little")
    rest = (offset + len(content)).to_bytes(4, "little") + directory + content
    return begin + xxh3_64(begin + rest, SEED).to_bytes(8, "little") + rest


class Restoring:
    """Of texts with models that are put together here."""

    def check(self, sections, texts_by_level):
        path_of("network").write_bytes(model_file(sections))
        model = read_model("network")
        for level, text in texts_by_level.items():
            with self.subTest(level=level):
                self.assertEqual(decode(compress(level, text, "network"), model), text)

    def sections(self, *kinds):
        _, sections = read_sections(path_of("other").read_bytes())
        return {kind: sections[kind] for kind in kinds}


def with_other_buckets(section, code_lengths, seed):
    """N-grams with this code and buckets of random bytes."""
    rng = random.Random(seed)
    size = int.from_bytes(section[:2], "little")
    at = 2 + size * (size + 2)
    changed = bytearray(section)
    changed[at : at + 257] = code_lengths or section[at : at + 257]
    at += 257
    while at < len(section):
        buckets, data_bytes = (int.from_bytes(section[at + i : at + i + 4], "little") for i in (2, 6))
        at += 10 + (buckets + 7) // 8 * 12
        changed[at : at + data_bytes] = rng.randbytes(data_bytes)
        at += data_bytes + 16
    return bytes(changed)


class DamagedBuckets(Restoring, unittest.TestCase):
    """What a bucket that breaks the rules stands for is defined."""

    def test_texts_are_restored_whatever_the_buckets_hold(self):
        no_end = bytes([0, 1]) + bytes(255)
        no_end_and_long_gaps = bytes(257 - 16) + bytes([4]) * 16
        sections = self.sections(METADATA, NGRAMS, MIXING)
        text = corpus("the-tide-clerk.txt", 200)
        for seed, code_lengths in enumerate((None, no_end, no_end_and_long_gaps)):
            ngrams = with_other_buckets(sections[NGRAMS], code_lengths, seed)
            with self.subTest(seed=seed):
                self.check({**sections, NGRAMS: ngrams}, {1: text[:100], 3: text})


class NetworkLevels(Restoring, unittest.TestCase):
    """With networks of random weights."""

    def test_texts_are_restored_with_a_network_alone(self):
        network = network_section(Shape(bigram_rows=50), b"\n aehinost", seed=1)[0]
        text = corpus("the-tide-clerk.txt", 250) + bytes(range(256))
        self.check({**self.sections(METADATA), NETWORK: network}, {5: text, 6: text, 8: text[:50], 9: text[-300:]})

    def test_texts_are_restored_with_ngrams_and_a_mixing_state_that_lacks_the_plan(self):
        network = network_section(Shape(hidden=128, waist=64), b"e", seed=2)[0]
        sections = {**self.sections(METADATA, NGRAMS, MIXING), NETWORK: network}
        self.check(sections, {1: b"The tide", 4: b"The tide came in", 6: corpus("the-tide-clerk.txt", 120)})

    def test_texts_are_restored_with_a_mixing_state_for_the_network(self):
        sections = self.sections(METADATA, MIXING)
        sections[MIXING] += bytes(i * 7 & 127 for i in range(304620 - len(sections[MIXING])))
        with self.subTest("no network"):
            self.check(sections, {6: b"The tide came in"})
        sections[NETWORK] = network_section(
            Shape(embedding=128, bigram_rows=7, embedded_rows=(0, 65536, 0, 0, 1, 0), table_bits=8),
            bytes(range(256)),
            seed=3,
        )[0]
        self.check(sections, {3: b"The tide came in", 7: corpus("the-tide-clerk.txt", 60)})

    def test_texts_are_restored_with_the_largest_weights(self):
        shape = Shape(1024, 256, 3, (2, 2, 2, 2, 2, 2), 1024, 256, 0, (2, 2, 2, 2))
        network, _ = network_section(shape, b" etao", seed=4, mild=False)
        self.check({**self.sections(METADATA), NETWORK: network}, {6: corpus("the-tide-clerk.txt", 8)})


class Program(unittest.TestCase):
    def run_program(self, data, *options):
        with tempfile.NamedTemporaryFile(suffix=".pith") as file:
            file.write(data)
            file.flush()
            return subprocess.run(
                [sys.executable, TOOLS / "reference_decoder", *options, file.name], capture_output=True, timeout=60
            )

    def refused(self, data, *options):
        run = self.run_program(data, *options)
        self.assertEqual((run.returncode, run.stdout), (1, b""))
        self.assertRegex(run.stderr.decode(), r"\Areference_decoder: [^\n]+\n\Z")
        return run.stderr.decode()

    def test_the_model_is_named_with_m(self):
        run = self.run_program(compress(1, b"The tide came in"), "-m", path_of("sample"))
        self.assertEqual((run.returncode, run.stdout, run.stderr), (0, b"The tide came in", b""))

    def test_an_archive_from_empty_is_decoded_from_empty_whatever_the_model(self):
        run = self.run_program(compress(1, b"The tide came in", model=None), "-m", path_of("sample"))
        self.assertEqual((run.returncode, run.stdout), (0, b"The tide came in"))

    def test_without_the_model_an_archive_is_refused_and_the_model_named(self):
        short_name = f"{read_model('sample').identity >> 40:06x}"
        self.assertIn(f"the model {short_name} is needed", self.refused(compress(1, b"The tide came in")))

    def test_another_model_is_refused_and_both_are_named(self):
        message = self.refused(compress(1, b"The tide came in"), "-m", path_of("other"))
        self.assertIn(f"{read_model('sample').identity >> 40:06x}", message)
        self.assertIn(f"{read_model('other').identity:016x}", message)

    def test_a_model_that_is_not_whole_is_refused(self):
        data = bytearray(path_of("sample").read_bytes())
        data[-1] ^= 1
        for damaged in (data, data[:-1], b"text", b""):
            path_of("damaged").write_bytes(damaged)
            self.assertIn("damaged.pithm", self.refused(compress(1, b"The tide"), "-m", path_of("damaged")))
