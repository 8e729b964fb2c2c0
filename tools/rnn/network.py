"""The network in PyTorch; src/train/network/parameters.h has the equations."""

import torch
from torch.nn import functional

from rnn import rows
from rnn.recurrence import Recurrence, Rounding
from rnn.streams import NO_TARGET

INPUT_RANGE = 0.1
KEEP_BIAS = 1.0  # of z: units keep what they have until they learn when not to


def initial_parameters(shape, seed):
    """Random tensors by name to begin training with."""
    generator = torch.Generator().manual_seed(seed)
    ranges = {"byte": INPUT_RANGE, "bigram": INPUT_RANGE, "embedding": INPUT_RANGE}
    parameters = {}
    for name, size in shape.tensors().items():
        if name.endswith("_bias"):
            parameters[name] = torch.zeros(size)
        else:
            parameters[name] = ranges.get(name, size[1] ** -0.5) * (2 * torch.rand(size, generator=generator) - 1)
    parameters["byte"][:, shape.units:2 * shape.units] += KEEP_BIAS
    return parameters


class Network:
    """`rounding`: whether activations are rounded to what the integer network has, when they are multiplied."""

    def __init__(self, parameters, rounding=True):
        self.parameters = parameters
        self.rounding = rounding
        self.units = parameters["recurrent"].shape[1]

    def initial_state(self, streams):
        return self.parameters["recurrent"].new_zeros(streams, self.units)

    def shown(self, values):
        return Rounding.apply(values) if self.rounding else values

    def read(self, window, state):
        """Logits of each place, (steps)(streams)(bytes), and the state after the window, (streams)(units)."""
        p = self.parameters
        embedded_rows = window[:, :, rows.EMBEDDED].flatten(0, 1)
        embedded = functional.embedding_bag(embedded_rows, p["embedding"], mode="sum").clamp(-1, 1)
        embedded = self.shown(embedded).view(*window.shape[:2], -1)
        x = functional.embedding(window[:, :, rows.BYTE], p["byte"])
        x = x + functional.embedding(window[:, :, rows.BIGRAM], p["bigram"])
        x = x + functional.linear(embedded, p["projection"])
        keep = window[:, :, rows.KEEP].to(x.dtype).unsqueeze(2)
        h = Recurrence.apply(x, p["recurrent"], p["recurrent_bias"], state, keep, self.rounding)
        features = torch.cat((self.shown(h), embedded), 2)
        return functional.linear(features, p["output"], p["output_bias"].flatten()), h[-1].detach()

    def costs(self, window, state):
        """In nats, (steps)(streams), 0 where there is no target; and the state after the window."""
        logits, state = self.read(window, state)
        targets = window[:, :, rows.TARGET].flatten().long()
        costs = functional.cross_entropy(logits.flatten(0, 1), targets, ignore_index=NO_TARGET, reduction="none")
        return costs.view(window.shape[:2]), state
