"""A network as training leaves it, in the file that `pith train --rnn` reads: src/train/network/file.h."""

import numpy

from rnn import tensor_file
from rnn.shape import shape_of

FORMAT = "pith network 2"


def write(path, arrays, steps, progress):
    """Puts the whole file in place at once. `arrays`: by name; `progress`: of training, 0 to 1. Throws OSError."""
    tensors = {name: tensor_file.Tensor(array.shape, array.astype("<f4").tobytes()) for name, array in arrays.items()}
    tensor_file.write(path, tensors, {"format": FORMAT, "steps": str(steps), "progress": f"{progress:.6f}"})


def read(path):
    """The shape, and the arrays by name; what else is in the file is left out. Throws ValueError, OSError."""
    tensors, _ = tensor_file.read(path)
    try:
        lengths = {name: (1,) * (2 - len(tensor.shape)) + tuple(tensor.shape) for name, tensor in tensors.items()}
        shape = shape_of(lengths)
        arrays = {}
        for name, size in shape.tensors().items():
            arrays[name] = numpy.frombuffer(tensors[name].data, "<f4").reshape(size).astype(numpy.float32)
            if not numpy.isfinite(arrays[name]).all():
                raise ValueError(f"the tensor {name} has a number that is none")
    except ValueError as error:
        raise ValueError(f"{path}: {error}; give a network that pith or its tools trained") from error
    return shape, arrays
