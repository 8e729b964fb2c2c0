"""Text in windows: several streams side by side, each of which reads segment after segment."""

import random

import numpy

from rnn import rows

NO_TARGET = -1


def shuffled(segments, seed):
    """Endless passes over the segments, each in another order."""
    order, chance = list(segments), random.Random(seed)
    while True:
        chance.shuffle(order)
        yield from order


class Windows:
    """Yields arrays (steps)(streams)(rows.COLUMNS), of which a column is a place of encoded text. Once `segments` end,
    the places of streams that have nothing to read have NO_TARGET; the last window has some text."""

    def __init__(self, segments, shape, streams, steps):
        self.segments = iter(segments)
        self.shape = shape
        self.steps = steps
        self.rest = [numpy.empty((0, rows.COLUMNS), numpy.int32)] * streams

    def __iter__(self):
        return self

    def __next__(self):
        window = numpy.zeros((self.steps, len(self.rest), rows.COLUMNS), numpy.int32)
        window[:, :, rows.TARGET] = NO_TARGET
        if not sum(self.fill(window[:, stream], stream) for stream in range(len(self.rest))):
            raise StopIteration
        return window

    def fill(self, places, stream):
        """How many of the places get text."""
        done = 0
        while done < self.steps:
            if not len(self.rest[stream]):
                segment = next(self.segments, None)
                if segment is None:
                    break
                self.rest[stream] = rows.encode(segment, self.shape)
            piece = self.rest[stream][:self.steps - done]
            places[done:done + len(piece)] = piece
            self.rest[stream] = self.rest[stream][len(piece):]
            done += len(piece)
        return done
