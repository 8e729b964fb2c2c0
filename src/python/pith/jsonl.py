"""Documents in JSON lines: .jsonl files, as they are or packed by gzip, xz or (with the module zstandard) zstd."""

import gzip
import json
import lzma
import os
from dataclasses import dataclass, field
from fractions import Fraction


def opened(path, mode="rt"):
    """A file of JSON lines, packed as its name says."""
    path = os.fspath(path)
    if path.endswith(".gz"):
        return gzip.open(path, mode, encoding="utf-8")
    if path.endswith(".xz"):
        return lzma.open(path, mode, encoding="utf-8")
    if path.endswith(".zst"):
        import zstandard

        return zstandard.open(path, mode, encoding="utf-8")
    return open(path, mode, encoding="utf-8")


@dataclass
class Figures:
    """What documents cost together. Adding parts up gives the figures of the whole, to the last digit."""

    documents: int = 0
    malformed: int = 0
    kept: int = 0
    bytes: int = 0
    characters: int = 0
    words: int = 0
    exact_bits: Fraction = field(default_factory=Fraction)

    def add(self, scores):
        self.documents += len(scores)
        self.bytes += int(scores.bytes.sum())
        self.characters += int(scores.characters.sum())
        self.words += int(scores.words.sum())
        self.exact_bits += sum(map(Fraction, scores.bits.tolist()), Fraction())

    def __add__(self, other):
        return Figures(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def bits(self):
        return float(self.exact_bits)

    @property
    def bits_per_char(self):
        return self.bits / self.characters if self.characters else None

    @property
    def perplexity(self):
        """Per character."""
        return 2.0**self.bits_per_char if self.characters else None


def documents(path, text_field="text"):
    """Each document of a file: a dict, or None for a line that is no JSON object with a text."""
    with opened(path) as lines:
        for line in lines:
            if line.isspace():
                continue
            try:
                document = json.loads(line)
                yield document if isinstance(document, dict) and isinstance(document.get(text_field), str) else None
            except ValueError:
                yield None


def _batches(path, text_field, batch_characters):
    batch, characters, malformed = [], 0, 0
    for document in documents(path, text_field):
        if document is None:
            malformed += 1
            continue
        batch.append(document)
        characters += len(document[text_field])
        if characters >= batch_characters:
            yield batch, malformed
            batch, characters, malformed = [], 0, 0
    yield batch, malformed


def _numbered(document, scores, i):
    empty = scores.characters[i] == 0
    return {
        **document,
        "chars": int(scores.characters[i]),
        "bits": float(scores.bits[i]),
        "bits_per_char": None if empty else float(scores.bits_per_char[i]),
        "perplexity": None if empty else float(scores.perplexity[i]),
    }


def measure(path, model, *, text_field="text", output=None, keep=None, threads=1, batch_characters=1 << 20):
    """What the documents of a file cost: Figures. output: a file for the documents with chars, bits, bits_per_char and
    perplexity added, which appears whole or not at all. keep: only documents for which keep(document) is true are
    written."""
    figures = Figures()
    unfinished = None if output is None else f"{os.fspath(output)}.{os.getpid()}.unfinished{_suffix(output)}"
    target = None if output is None else opened(unfinished, "wt")
    try:
        for batch, malformed in _batches(path, text_field, batch_characters):
            scores = model.score([document[text_field] for document in batch], threads=threads)
            figures.add(scores)
            figures.malformed += malformed
            for i, document in enumerate(batch):
                document = _numbered(document, scores, i)
                if keep is not None and not keep(document):
                    continue
                figures.kept += 1
                if target is not None:
                    target.write(json.dumps(document, ensure_ascii=False) + "\n")
        if target is not None:
            target.close()
            os.replace(unfinished, output)
    finally:
        if target is not None:
            target.close()
            if os.path.exists(unfinished):
                os.remove(unfinished)
    return figures


def _suffix(path):
    return next((suffix for suffix in (".gz", ".xz", ".zst") if os.fspath(path).endswith(suffix)), "")
