"""How the network learns: truncated backpropagation, the norm of the gradient clipped (Pascanu et al. 2013), Adam
(Kingma, Ba 2014)."""

import math

import torch

from rnn import rows
from rnn.network import Network
from rnn.streams import NO_TARGET, Windows

MAX_GRADIENT_NORM = 0.5  # of the mean cost in nats
KEEP_MOMENTS = (0.9, 0.99)
MAX_VALIDATION_STREAMS, VALIDATION_STEPS = 128, 64


class Trainer:
    """Learns from windows of always as many streams. `parameters`: tensors by name, which it copies to the device."""

    def __init__(self, parameters, streams, device):
        self.device = torch.device(device)
        parameters = {name: tensor.detach().to(self.device, copy=True) for name, tensor in parameters.items()}
        self.parameters = {name: tensor.requires_grad_() for name, tensor in parameters.items()}
        self.network = Network(self.parameters)
        self.adam = torch.optim.Adam(self.parameters.values(), betas=KEEP_MOMENTS)
        self.state = self.network.initial_state(streams)
        self.cost = torch.zeros((), dtype=torch.float64, device=self.device)  # nats since take_bits_per_byte()
        self.targets = 0

    def step(self, window, rate):
        """Learns from a window, all places of which have targets, with Adam's rate `rate`."""
        costs, self.state = self.network.costs(torch.from_numpy(window).to(self.device), self.state)
        self.adam.zero_grad(set_to_none=True)
        costs.mean().backward()
        torch.nn.utils.clip_grad_norm_(self.parameters.values(), MAX_GRADIENT_NORM)
        for group in self.adam.param_groups:
            group["lr"] = rate
        self.adam.step()
        self.cost += costs.detach().sum()
        self.targets += costs.numel()

    def take_bits_per_byte(self):
        """The mean over the windows learnt from since the last call, each before its step."""
        mean = self.cost.item() / self.targets / math.log(2)
        self.cost.zero_()
        self.targets = 0
        return mean

    def arrays(self):
        """The parameters as NumPy arrays by name."""
        return {name: tensor.detach().cpu().numpy() for name, tensor in self.parameters.items()}


@torch.no_grad()
def bits_per_byte(network, segments, shape):
    """What the network spends on the segments."""
    streams = min(MAX_VALIDATION_STREAMS, len(segments))
    state = network.initial_state(streams)
    cost, targets = torch.zeros((), dtype=torch.float64, device=state.device), 0
    for window in Windows(segments, shape, streams, VALIDATION_STEPS):
        costs, state = network.costs(torch.from_numpy(window).to(state.device), state)
        cost += costs.sum()
        targets += int((window[:, :, rows.TARGET] != NO_TARGET).sum())
    return cost.item() / targets / math.log(2)
