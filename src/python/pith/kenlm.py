"""The names of KenLM's Python module, so that scripts written for it run with one changed import:

    from pith import kenlm

A model here predicts characters. Words are what white space separates; a word is scored with the space before it, the
end of a sentence as a line feed, so that the scores of the words of a sentence add up to its score. No word is out of
vocabulary. Scores are log10 probabilities, as there.
"""

from pith._model import LOG2_OF_10
from pith._model import Model as _Model

__all__ = ["Config", "LanguageModel", "Model", "State"]


class Config:
    """Accepted and not looked at."""


class State:
    """Filled in by BeginSentenceWrite, NullContextWrite and BaseScore."""

    def __init__(self):
        self._state = None
        self._at_start = True

    def __eq__(self, other):
        return self._at_start == other._at_start and self._state == other._state

    __hash__ = None

    def __copy__(self):
        copied = State()
        copied._state = self._state.copy()
        copied._at_start = self._at_start
        return copied

    def __deepcopy__(self, _memo):
        return self.__copy__()


class Model:
    """path: a model of pith by name or file. A level of 3 is the usual one for filters."""

    order = 0  # contexts have no fixed length

    def __init__(self, path, config=None, *, level=3):
        self.path = path
        self._model = _Model(path, level=level, adaptive=False)
        self._begin = self._model.state("\n")

    def __contains__(self, word):
        return True

    def __reduce__(self):
        return _restored, (self.path, self._model.level)

    def _start(self, bos):
        return self._begin.copy() if bos else self._model.state()

    def score(self, sentence, bos=True, eos=True):
        """log10 of the probability of `sentence`. bos: it begins a line. eos: its end counts too."""
        text = " ".join(sentence.split()) + ("\n" if eos else "")
        return -self._start(bos).bits_of(text) / LOG2_OF_10

    def perplexity(self, sentence):
        """Per word, the end of the sentence being one more."""
        return 10.0 ** (-self.score(sentence) / (len(sentence.split()) + 1))

    def full_scores(self, sentence, bos=True, eos=True):
        """For each word, and the end: (log10 probability, bytes of the text before it and its own, False)."""
        state = self._start(bos)
        for number, word in enumerate(sentence.split()):
            bits = state.feed(word if number == 0 else " " + word)
            yield -bits / LOG2_OF_10, state.bytes, False
        if eos:
            yield -state.feed("\n") / LOG2_OF_10, state.bytes, False

    def BeginSentenceWrite(self, state):
        state._state = self._begin.copy()
        state._at_start = True

    def NullContextWrite(self, state):
        state._state = self._model.state()
        state._at_start = True

    def BaseScore(self, in_state, word, out_state):
        """log10 of the probability of `word` after `in_state`; out_state becomes the one after it."""
        state = in_state._state.copy()
        if word == "</s>":
            piece = "\n"
        else:
            piece = word if in_state._at_start else " " + word
        bits = state.feed(piece)
        out_state._state = state
        out_state._at_start = word == "</s>"
        return -bits / LOG2_OF_10

    def BaseFullScore(self, in_state, word, out_state):
        return FullScoreReturn(self.BaseScore(in_state, word, out_state), out_state._state.bytes, False)


class FullScoreReturn:
    """log_prob, ngram_length, oov: as there."""

    def __init__(self, log_prob, ngram_length, oov):
        self.log_prob = log_prob
        self.ngram_length = ngram_length
        self.oov = oov

    def __iter__(self):
        return iter((self.log_prob, self.ngram_length, self.oov))

    def __repr__(self):
        return f"FullScoreReturn({self.log_prob}, {self.ngram_length}, {self.oov})"


def _restored(path, level):
    return Model(path, level=level)


LanguageModel = Model
