"""How the network learns: truncated backpropagation, the norm of the gradient clipped (Pascanu et al. 2013), Muon for
the matrices and Adam (Kingma, Ba 2014) for the rest, and an average of the parameters that follows them."""

import math

import torch

from rnn import rows
from rnn.muon import Muon
from rnn.network import Network
from rnn.streams import NO_TARGET, Windows

MAX_GRADIENT_NORM = 0.5  # of the mean cost in nats
KEEP_MOMENTS = (0.9, 0.99)
KEEP_AVERAGE = 0.998
MATRIX_RATE = 2.7  # Muon's, of Adam's
MATRIX_DECAY = 0.1  # without it the norms of matrices that Muon moves grow and grow
MATRICES = {  # by name, and how many parts they have: one for each kind of gate
    "projection": 3, "recurrent": 3, "slow_projection": 3, "slow_recurrent": 3, "slow_waist": 1, "slow_to_gates": 3,
}  # fmt: skip
MAX_VALIDATION_STREAMS, VALIDATION_STEPS = 128, 64


class Trainer:
    """Learns from windows of always as many streams. `parameters`: tensors by name, which it copies to the device."""

    def __init__(self, parameters, streams, device):
        self.device = torch.device(device)
        parameters = {name: tensor.detach().to(self.device, copy=True) for name, tensor in parameters.items()}
        self.parameters = {name: tensor.requires_grad_() for name, tensor in parameters.items()}
        self.network = Network(self.parameters)
        self.average = {name: tensor.detach().clone() for name, tensor in self.parameters.items()}
        matrices = [(self.parameters[name], blocks) for name, blocks in MATRICES.items() if name in self.parameters]
        others = [tensor for name, tensor in self.parameters.items() if name not in MATRICES]
        self.muon = Muon(matrices, MATRIX_DECAY)
        self.adam = torch.optim.Adam(others, betas=KEEP_MOMENTS)
        self.steps = 0
        self.state = self.network.initial_state(streams)
        self.cost = torch.zeros((), dtype=torch.float64, device=self.device)  # nats since take_bits_per_byte()
        self.targets = 0

    def step(self, window, rate):
        """Learns from a window, all places of which have targets, with Adam's rate `rate`."""
        costs, self.state = self.network.costs(torch.from_numpy(window).to(self.device), self.state)
        for tensor in self.parameters.values():
            tensor.grad = None
        costs.mean().backward()
        norm = torch.nn.utils.clip_grad_norm_(self.parameters.values(), MAX_GRADIENT_NORM)
        if torch.isfinite(norm):
            self.move(rate)
        self.cost += costs.detach().sum()
        self.targets += costs.numel()

    def move(self, rate):
        for group in self.adam.param_groups:
            group["lr"] = rate
        self.adam.step()
        self.muon.step(MATRIX_RATE * rate)
        self.steps += 1
        keep = min(KEEP_AVERAGE, (1 + self.steps) / (10 + self.steps))
        for name, tensor in self.parameters.items():
            self.average[name].lerp_(tensor.detach(), 1 - keep)

    def averaged(self):
        """The network whose parameters are the average: what is to be used."""
        return Network(self.average)

    def take_bits_per_byte(self):
        """The mean over the windows learnt from since the last call, each before its step."""
        mean = self.cost.item() / self.targets / math.log(2)
        self.cost.zero_()
        self.targets = 0
        return mean

    def arrays(self):
        """The average as NumPy arrays by name."""
        return {name: tensor.cpu().numpy() for name, tensor in self.average.items()}


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
