"""Muon (Jordan et al. 2024): matrices are moved by the nearest orthogonal one to their momentum."""

import torch

KEEP_MOMENTUM = 0.95
LIKE_ADAM = 0.2  # what Adam moves a number by, of its rate (Liu et al. 2025)
STEPS = 5
LINEAR, CUBIC, QUINTIC = 3.4445, -4.7750, 2.0315  # brings singular values from 0.01 to 1 near to 1


def orthogonal(matrix):
    """The nearest orthogonal matrix, about: five steps of Newton and Schulz."""
    high = matrix.shape[0] > matrix.shape[1]
    x = matrix.t() if high else matrix
    x = x / (x.norm() + 1e-20)
    for _ in range(STEPS):
        square = x @ x.t()
        x = LINEAR * x + (CUBIC * square + QUINTIC * square @ square) @ x
    return x.t() if high else x


class Muon:
    """`matrices`: (tensor, how many parts of it one below the other are matrices of their own)."""

    def __init__(self, matrices, decay):
        self.matrices = [(tensor, blocks, torch.zeros_like(tensor)) for tensor, blocks in matrices]
        self.decay = decay

    @torch.no_grad()
    def step(self, rate):
        for tensor, blocks, momentum in self.matrices:
            momentum.mul_(KEEP_MOMENTUM).add_(tensor.grad)
            direction = tensor.grad + KEEP_MOMENTUM * momentum  # Nesterov's
            tensor.mul_(1 - rate * self.decay)
            for part, towards in zip(tensor.chunk(blocks), direction.chunk(blocks)):
                part.sub_(orthogonal(towards), alpha=rate * LIKE_ADAM * max(part.shape) ** 0.5)
