"""Files of named arrays of floats in the safetensors format: the length of a JSON header in 8 bytes, the header, the
arrays. Of types only F32 is known, as in src/train/network/tensor_file.h."""

import json
import math
import os
import struct
from dataclasses import dataclass
from pathlib import Path

FLOAT_BYTES = 4
ALIGNMENT = 8
MAX_HEADER_BYTES = 1_000_000
METADATA = "__metadata__"


@dataclass
class Tensor:
    shape: tuple
    data: bytes  # little-endian floats, row by row


def header_of(tensors, metadata):
    header, begin = {METADATA: metadata}, 0
    for name, tensor in sorted(tensors.items()):
        end = begin + len(tensor.data)
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [begin, end]}
        begin = end
    text = json.dumps(header, separators=(",", ":")).encode()
    return text + b" " * (-len(text) % ALIGNMENT)


def write(path, tensors, metadata):
    """Puts the whole file in place at once, or leaves what was there. Both are by name. Throws OSError."""
    path = Path(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    header = header_of(tensors, metadata)
    try:
        with open(part, "wb") as file:
            file.write(struct.pack("<Q", len(header)) + header)
            for _, tensor in sorted(tensors.items()):
                file.write(tensor.data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def is_count(number):
    return type(number) is int and number >= 0


def tensor_of(name, entry, data):
    """Throws ValueError."""
    if not isinstance(entry, dict) or entry.get("dtype") != "F32":
        raise ValueError(f"{name} is not of 32-bit floats")
    shape, offsets = entry.get("shape"), entry.get("data_offsets")
    if not (isinstance(shape, list) and all(map(is_count, shape))):
        raise ValueError(f"{name} has a strange shape")
    if not (isinstance(offsets, list) and len(offsets) == 2 and all(map(is_count, offsets))):
        raise ValueError(f"{name} has strange offsets")
    begin, end = offsets
    if end > len(data):
        raise ValueError("the file ends early")
    if end - begin != FLOAT_BYTES * math.prod(shape):
        raise ValueError(f"{name} is not as long as its shape")
    return Tensor(tuple(shape), data[begin:end])


def parse(data):
    """The tensors and the metadata, by name. Throws ValueError."""
    if len(data) < 8:
        raise ValueError("the file ends early")
    (length,) = struct.unpack_from("<Q", data)
    if length > MAX_HEADER_BYTES:
        raise ValueError("not a safetensors file")
    if length > len(data) - 8:
        raise ValueError("the file ends early")
    try:
        header = json.loads(data[8:8 + length])
    except (ValueError, RecursionError) as error:
        raise ValueError("not a safetensors file") from error
    if not isinstance(header, dict):
        raise ValueError("not a safetensors file")
    metadata = header.pop(METADATA, {})
    values = data[8 + length:]
    return {name: tensor_of(name, entry, values) for name, entry in header.items()}, metadata


def read(path):
    """As parse(). Throws ValueError, which names the file, and OSError."""
    try:
        return parse(Path(path).read_bytes())
    except ValueError as error:
        raise ValueError(f"{path}: {error}; give one that pith or tools/train_rnn.py trained") from error
