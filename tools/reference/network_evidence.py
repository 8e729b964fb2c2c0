"""RNN.md, section 7: the network as evidence for the mixer."""

from reference.logistic import stretch
from reference.network_cell import Cell
from reference.network_output import Output

INITIAL_WEIGHT = 26214
CONFIDENCES = 24
MAX_STRETCH = stretch(65535)


class NetworkEvidence:
    def __init__(self, network):
        self.cell = Cell(network)
        self.output = Output(network)

    def begin_byte(self, text):
        features = self.cell.step(text)
        self.output.predict(features, self.cell.to_output)

    def inputs(self, partial, k):
        p = self.output.p(partial, k)
        self.stretched = stretch(p)
        return [self.stretched, (p - 32768) >> 5]

    def confidence(self):
        return (self.stretched + MAX_STRETCH) * CONFIDENCES // (2 * MAX_STRETCH + 1)

    def likeliest(self):
        return self.output.likeliest

    def learn_byte(self, c):
        self.output.learn(c)
