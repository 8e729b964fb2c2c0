"""The gated recurrent unit over a window, with the derivatives of truncated backpropagation through time."""

import torch

ACTIVATION_ONE = 64  # activations are multiples of 1 / this when they are multiplied


def rounded(values):
    return torch.round(values * ACTIVATION_ONE) / ACTIVATION_ONE


class Rounding(torch.autograd.Function):
    """The gradient passes as if values were not rounded (Bengio et al. 2013)."""

    @staticmethod
    def forward(context, values):
        return rounded(values)

    @staticmethod
    def backward(context, gradient):
        return gradient


class Recurrence(torch.autograd.Function):
    """h of every step, (steps)(streams)(units), from x, the inputs of the gates:

        r  = sigmoid(x.r + (recurrent h).r)
        z  = sigmoid(x.z + (recurrent h).z)
        n  = tanh(x.n + r * ((recurrent h).n + recurrent_bias))
        h' = (1 - z) * n + z * h

    where the weights see h rounded if `rounding`. `state`: (streams)(units), before the window; no gradient goes there.
    `keep`: (steps)(streams)(1), 0 where a text begins. `recurrent_bias`: (1)(units).

    The derivative of the cost by the input of a gate is that by h' times a factor that the forward pass fixes; so the
    backward pass has one small product a step, and the gradient of the weights is one large product.
    """

    @staticmethod
    def forward(context, x, recurrent, recurrent_bias, state, keep, rounding):
        units = state.shape[1]
        gates, products, after = torch.empty_like(x), torch.empty_like(x[:, :, units:2 * units]), []
        before = state
        for step, inputs in enumerate(x):
            shown = before = before * keep[step]
            if rounding:
                shown = rounded(before)
            product = shown @ recurrent.t()
            r, z, n = gates[step].split(units, dim=1)
            torch.sigmoid(inputs[:, :2 * units] + product[:, :2 * units], out=gates[step, :, :2 * units])
            torch.add(product[:, 2 * units:], recurrent_bias, out=products[step])
            torch.tanh(torch.addcmul(inputs[:, 2 * units:], r, products[step]), out=n)
            before = torch.lerp(n, before, z)
            after.append(before)
        context.rounding = rounding
        context.save_for_backward(recurrent, keep, torch.stack([state, *after[:-1]]), products, gates)
        return torch.stack(after)

    @staticmethod
    def backward(context, gradient):
        recurrent, keep, before, products, gates = context.saved_tensors
        before = before * keep
        r, z, n = gates.chunk(3, dim=2)
        by_x_n = (1 - z) * (1 - n * n)  # factors to the derivative by h'
        by_product = torch.stack((by_x_n * products * r * (1 - r), (before - n) * z * (1 - z), by_x_n * r), 2)
        by_state, by_gates = torch.empty_like(before), torch.empty_like(by_product)
        carried = torch.zeros_like(before[0])
        for step in reversed(range(len(before))):
            torch.add(gradient[step], carried, out=by_state[step])
            torch.mul(by_product[step], by_state[step].unsqueeze(1), out=by_gates[step])
            carried = torch.addmm(by_state[step] * z[step], by_gates[step].flatten(1), recurrent) * keep[step]
        shown = rounded(before) if context.rounding else before
        by_recurrent = by_gates.flatten(2).flatten(0, 1).t() @ shown.flatten(0, 1)
        by_bias = by_gates[:, :, 2].sum((0, 1)).unsqueeze(0)
        by_gates[:, :, 2] = by_state * by_x_n  # now by x
        return by_gates.flatten(2), by_recurrent, by_bias, None, None, None
