"""The network in PyTorch; src/train/kernels/layout.h has the equations."""

import torch
from torch.nn import functional

from rnn import rows
from rnn.recurrence import Recurrence, Rounding
from rnn.shape import EMBEDDED, SLOW_TABLES
from rnn.streams import NO_TARGET

INPUT_RANGE = 0.1
TABLE_RANGE = 0.02  # rows that are never met are to say nothing
TOLD_SCALE = 0.2  # what the slow clock adds moves all gates at once
KEEP_BIAS = 1.0  # of z: units keep what they have until they learn when not to


def initial_range(name, columns):
    if name in ("byte", "bigram"):
        return INPUT_RANGE
    if name.startswith(("embedding.", "slow_table.")):
        return TABLE_RANGE
    return columns ** -0.5 * (TOLD_SCALE if name in ("slow_to_gates", "slow_to_output") else 1)


def initial_parameters(shape, seed):
    """Random tensors by name to begin training with."""
    generator = torch.Generator().manual_seed(seed)
    parameters = {}
    for name, size in shape.tensors().items():
        if name.endswith("_bias"):
            parameters[name] = torch.zeros(size)
        else:
            parameters[name] = initial_range(name, size[1]) * (2 * torch.rand(size, generator=generator) - 1)
    parameters["byte"][:, shape.units:2 * shape.units] += KEEP_BIAS
    if shape.slow:
        parameters["slow_bias"][:, shape.slow:2 * shape.slow] += KEEP_BIAS
    return parameters


class Network:
    """`rounding`: whether activations are rounded to what the integer network has, when they are multiplied."""

    def __init__(self, parameters, rounding=True):
        self.parameters = parameters
        self.rounding = rounding
        self.units = parameters["recurrent"].shape[1]
        self.slow = parameters["slow_recurrent"].shape[1] if "slow_recurrent" in parameters else 0

    def initial_state(self, streams):
        """(streams)(units), and (streams)(slow units)."""
        zeros = self.parameters["recurrent"].new_zeros
        return zeros(streams, self.units), zeros(streams, self.slow)

    def shown(self, values):
        return Rounding.apply(values) if self.rounding else values

    def embedded(self, prefix, names, columns):
        """The sum of a row of each table, clamped. `columns`: (..., tables)."""
        tables = [(self.parameters.get(prefix + name), number) for number, name in enumerate(names)]
        found = [functional.embedding(columns[..., number], table) for table, number in tables if table is not None]
        return self.shown(sum(found).clamp(-1, 1)) if found else None

    def tell(self, window, state):
        """What the slow clock tells at each place, (steps)(streams)(told), and its state after the window.

        Streams tick at different steps: all their first ticks are one step of the unit, and so on. Whoever has fewer
        ticks steps on with rows of zeros, which nobody sees."""
        p = self.parameters
        ticks = window[:, :, rows.TICK].long()
        number = ticks.cumsum(0)  # of the last tick, 0 for none in this window
        streams = torch.arange(window.shape[1], device=window.device)
        read = window.new_zeros((int(number.max()) + 1, window.shape[1], 5))
        at, stream = ticks.nonzero(as_tuple=True)
        read[number[at, stream], stream, :4] = window[at, stream, rows.SLOW]
        read[number[at, stream], stream, 4] = window[at, stream, rows.KEEP]
        read = read[1:]
        words = self.embedded("slow_table.", SLOW_TABLES, read[:, :, :4])
        x = p["slow_bias"].expand(*read.shape[:2], -1)
        if words is not None:
            x = x + functional.linear(words, p["slow_projection"])
        after = state.unsqueeze(0)
        if len(read):
            keep = read[:, :, 4:].to(x.dtype)
            h = Recurrence.apply(x, p["slow_recurrent"], p["slow_recurrent_bias"], state, keep, self.rounding)
            after = torch.cat((after, h))
        told = self.shown(after)
        if "slow_waist" in p:
            told = self.shown(functional.linear(told, p["slow_waist"]).clamp(-1, 1))
        return told[number, streams], after[number[-1], streams].detach()

    def read(self, window, state):
        """Logits of each place, (steps)(streams)(bytes), and the states after the window."""
        p = self.parameters
        embedded = self.embedded("embedding.", EMBEDDED, window[:, :, rows.EMBEDDED])
        if embedded is None:
            embedded = p["recurrent"].new_zeros(*window.shape[:2], p["projection"].shape[1])
        x = functional.embedding(window[:, :, rows.BYTE], p["byte"])
        x = x + functional.embedding(window[:, :, rows.BIGRAM], p["bigram"])
        x = x + functional.linear(embedded, p["projection"])
        told, slow_state = self.tell(window, state[1]) if self.slow else (None, state[1])
        if told is not None:
            x = x + functional.linear(told, p["slow_to_gates"])
        keep = window[:, :, rows.KEEP].to(x.dtype).unsqueeze(2)
        h = Recurrence.apply(x, p["recurrent"], p["recurrent_bias"], state[0], keep, self.rounding)
        logits = functional.linear(torch.cat((self.shown(h), embedded), 2), p["output"], p["output_bias"].flatten())
        if told is not None:
            logits = logits + functional.linear(told, p["slow_to_output"])
        return logits, (h[-1].detach(), slow_state)

    def costs(self, window, state):
        """In nats, (steps)(streams), 0 where there is no target; and the states after the window."""
        logits, state = self.read(window, state)
        targets = window[:, :, rows.TARGET].flatten().long()
        costs = functional.cross_entropy(logits.flatten(0, 1), targets, ignore_index=NO_TARGET, reduction="none")
        return costs.view(window.shape[:2]), state
