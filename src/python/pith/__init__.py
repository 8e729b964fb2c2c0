"""Character-level language models: what texts cost, in bits; compression by what a model expects.

    import pith
    model = pith.Model("english")
    scores = model.score(["The cat sat on the mat.", "mat the on sat cat The"])
    scores.bits_per_char      # array([1.9..., 3.3...])

All texts are str, which stands for its UTF-8 bytes, or bytes. Costs are in bits, the sum of -log2 of the probability
of what came. A character is a UTF-8 code point. What fails raises pith.Error.
"""

from pith._pith import DEFAULT_LEVEL, Error, Measurement
from pith._pith import version as __version__
from pith._model import Model, Scores, State
from pith._functions import (
    analyze,
    compress,
    compress_file,
    decompress,
    decompress_file,
    measure,
    train,
)

__all__ = [
    "DEFAULT_LEVEL",
    "Error",
    "Measurement",
    "Model",
    "Scores",
    "State",
    "__version__",
    "analyze",
    "compress",
    "compress_file",
    "decompress",
    "decompress_file",
    "measure",
    "train",
]
