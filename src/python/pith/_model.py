"""Models as what scores texts."""

from dataclasses import dataclass

import numpy as np

from pith import _find, _pith

LOG2_OF_10 = float(np.log2(10))


@dataclass(frozen=True)
class Scores:
    """What each of n texts costs, and the counts that this is divided by. Where a text has nothing to divide by, the
    ratio is not a number.

    bits: (n) float64, the sum of -log2 p over the text. bytes, characters, words: (n) int64.
    """

    bits: np.ndarray
    bytes: np.ndarray
    characters: np.ndarray
    words: np.ndarray

    def __len__(self):
        return len(self.bits)

    @staticmethod
    def _per(bits, count):
        return np.divide(bits, count, out=np.full(len(bits), np.nan), where=count != 0)

    @property
    def bits_per_byte(self):
        """(n) float64, bits."""
        return self._per(self.bits, self.bytes)

    @property
    def bits_per_char(self):
        """(n) float64, bits a UTF-8 code point."""
        return self._per(self.bits, self.characters)

    @property
    def perplexity(self):
        """(n) float64, per character: 2 to the power of bits_per_char."""
        return np.exp2(self.bits_per_char)

    @property
    def perplexity_per_word(self):
        """(n) float64, 2 to the power of bits a word, those of white space counted too."""
        return np.exp2(self._per(self.bits, self.words))


_scorers = {}  # (identity or None, level, adaptive) those that pickles have asked for in this process


def _restored_model(identity, level, adaptive):
    key = (identity, level, adaptive)
    if key not in _scorers:
        file = None if identity is None else _find.model_of_identity(identity)
        _scorers[key] = Model._of(file, level, adaptive)
    return _scorers[key]


def _restored_state(model, serialised):
    return State(model, model._scorer.restored(serialised))


class State:
    """Where a text has come to: a value. Copies are cheap, so that several continuations can be followed from one
    beginning. Two states are equal if the same is known of what comes next."""

    __slots__ = ("model", "_state")

    def __init__(self, model, state):
        self.model = model
        self._state = state

    def feed(self, text):
        """Goes on by `text` and returns what it costs, in bits."""
        return self._state.feed(text)

    def bits_of(self, continuation):
        """The bits that `continuation` would cost; the state stays."""
        return self._state.bits_of(continuation)

    def distribution(self):
        """P(next byte): (256) float64, which add up to 1."""
        return self._state.distribution()

    @property
    def bits(self):
        """What all that was fed has cost."""
        return self._state.bits

    @property
    def bytes(self):
        """How many bytes were fed."""
        return self._state.bytes

    def copy(self):
        return State(self.model, self._state.copy())

    __copy__ = copy

    def __deepcopy__(self, _memo):
        return self.copy()

    def __eq__(self, other):
        return self._state == other._state if isinstance(other, State) else NotImplemented

    __hash__ = None

    def __reduce__(self):
        return _restored_state, (self.model, self._state.serialised())


class Model:
    """What predicts texts: a model, a level and whether it learns from each text while it reads it.

    name: that of a model, a file of one, or None to start from empty. level: 1 (fastest) to 9. adaptive: if not, as
    is usual for filters, the same text costs the same wherever it stands; if so, the figures are those of `pith
    measure` without --static. Threads may share a model. A pickle holds its identity alone: whoever loads it opens
    the model it finds there.
    """

    def __init__(self, name="english", *, level=_pith.DEFAULT_LEVEL, adaptive=False):
        self._set(_find.open_model(name), level, adaptive)

    @classmethod
    def _of(cls, file, level, adaptive):
        model = cls.__new__(cls)
        model._set(file, level, adaptive)
        return model

    def _set(self, file, level, adaptive):
        self._file = file
        self._level = level
        self._adaptive = adaptive
        self._scorer = _pith.Scorer(file, level, adaptive)

    @property
    def level(self):
        return self._level

    @property
    def adaptive(self):
        return self._adaptive

    @property
    def identity(self):
        """16 hexadecimal digits that only the same file has; None from empty."""
        return None if self._file is None else _pith.identity_text(self._file.identity)

    @property
    def metadata(self):
        """What the model says of itself, a dict; None from empty."""
        return None if self._file is None else self._file.metadata

    def __repr__(self):
        name = "from empty" if self._file is None else f"{self._file.metadata['name']} {self.identity}"
        return f"<pith.Model {name}, level {self.level}, {'adaptive' if self.adaptive else 'static'}>"

    def __reduce__(self):
        identity = None if self._file is None else self._file.identity
        return _restored_model, (identity, self.level, self.adaptive)

    def score(self, texts, *, threads=1):
        """What each text of a sequence costs: Scores. Each is measured as a whole of its own. threads: 0 = one a
        core."""
        return Scores(*self._scorer.score(texts, threads))

    def bits(self, text):
        """What `text` costs, in bits."""
        return self._scorer.score_one(text).bits

    def measure(self, text):
        """What `text` costs, and its counts: a Measurement."""
        return self._scorer.score_one(text)

    def perplexity(self, text):
        """Per character; None of a text without characters."""
        return self._scorer.score_one(text).perplexity_per_char

    def surprisals(self, text, *, unit="byte"):
        """The bits of each byte of `text` (unit="byte"), or of each UTF-8 code point (unit="char"): (n) float64,
        which add up to bits(text)."""
        bits = self._scorer.byte_bits(text)
        if unit == "byte":
            return bits
        if unit != "char":
            raise ValueError(f"unit is byte or char, not {unit!r}")
        data = np.frombuffer(text.encode() if isinstance(text, str) else bytes(text), dtype=np.uint8)
        starts = (data & 0xC0) != 0x80
        starts[:1] = True
        return np.add.reduceat(bits, np.flatnonzero(starts)) if len(bits) else bits

    def state(self, text=""):
        """The state after `text`. Only of a model that is not adaptive."""
        state = State(self, self._scorer.start())
        if text:
            state.feed(text)
        return state

    def sample(self, prompt="", *, characters=200, temperature=1.0, top_p=1.0, seed=1, stop=""):
        """A text as the model would go on after `prompt`: str of up to `characters`, the same for the same seed.
        Bytes that are not UTF-8 become U+FFFD."""
        milli = round(temperature * 1000), round(top_p * 1000)
        text = _pith.sample(self._file, self.level, prompt, characters, *milli, seed, stop, self.adaptive)
        return text.decode("utf-8", errors="replace")
