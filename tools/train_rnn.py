#!/usr/bin/env python3
"""Trains the recurrent network of a model with PyTorch, on a GPU where there is one: the same network, cost and method
as `pith train`, for who has more text or less time. `pith train --rnn NETWORK.safetensors` then makes it a network of
integers and packs it into a model.

    tools/train_rnn.py --time 2h --valid HELD_OUT.txt --log training.csv -o NETWORK.safetensors TEXTS
    tools/plot_training training.csv -o training.png
    pith train --rnn NETWORK.safetensors -o MODEL.pithm TEXTS

NETWORK is written at every evaluation, so that who ends this before its time has the network of the last one; --from
goes on from any network, with a new schedule. On a GPU more streams cost little (--streams 512); on a CPU this is
slower than `pith train`. Needs NumPy and PyTorch, from 1.13 on: tools/install_packages train.
"""

import argparse
import math
import os
import sys
from pathlib import Path

from rnn import shape as shapes
from rnn import texts, training_log
from rnn.schedule import Schedule, parse_duration

UNITS = 256
EMBEDDING = 64
PEAK_RATE = 0.003


def note(text):
    print(f"train_rnn: {text}", file=sys.stderr)


def number_from(least):
    def number(text):
        if not text.isascii() or not text.isdigit() or int(text) < least:
            raise argparse.ArgumentTypeError(f"'{text}' is not a number from {least} on")
        return int(text)

    return number


def duration(text):
    try:
        return parse_duration(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(error) from error


def shape_of_units(units, slow):
    """As new_network() of src/train/network/training.cpp."""

    def rows(*each):
        return tuple(min(number * units, shapes.MAX_ROWS) for number in each)

    slow = min(2 * units, shapes.MAX_UNITS) if slow is None else slow
    embedded = rows(32, 64, 64, 32, 64, 32)
    if not slow:
        return shapes.Shape(units, 4 * units, EMBEDDING, embedded)
    waist = min((units // 2 + shapes.TOGETHER - 1) // shapes.TOGETHER * shapes.TOGETHER, shapes.MAX_NUMBERS)
    return shapes.Shape(units, 4 * units, EMBEDDING, embedded, slow, EMBEDDING, waist, rows(128, 32, 32, 4))


def make_parser():
    parser = argparse.ArgumentParser(
        prog="tools/train_rnn.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("texts", nargs="+", metavar="FILE_OR_FOLDER", help="texts to learn from; folders are searched through")
    add("-o", dest="output", type=Path, required=True, metavar="NETWORK", help="where the network goes (.safetensors)")
    add("--time", type=duration, default="1h", metavar="TIME", help="90s, 30m, 2h, 1h30m (default: %(default)s)")
    add("--valid", action="append", default=[], metavar="FILE_OR_FOLDER", help="held-out text, to evaluate; repeatable")
    add("--from", dest="begin", type=Path, metavar="NETWORK", help="go on from this network, which says the dimensions")
    add("--log", metavar="FILE", help="write a row for each evaluation (.csv), for tools/plot_training")
    add("--evaluations", type=number_from(1), default=20, metavar="N", help="in the whole time (default: %(default)s)")
    add("--units", type=number_from(1), metavar="N",
        help=f"of the fast clock, a multiple of 64 (default: {UNITS}); all other dimensions follow")
    add("--slow", type=number_from(0), metavar="N",
        help="units of the slow clock, a multiple of 64; 0 = there is none (default: twice --units)")
    add("--streams", type=number_from(1), default=128, metavar="N", help="texts side by side (default: %(default)s)")
    add("--steps", type=number_from(1), default=64, metavar="N", help="that gradients go back (default: %(default)s)")
    add("--seed", type=number_from(0), default=1, metavar="N", help="of all chance (default: %(default)s)")
    add("--device", metavar="DEVICE", help="as PyTorch names it (default: cuda where it is, else cpu)")
    return parser


def parse_arguments(arguments):
    parser = make_parser()
    parsed = parser.parse_args(arguments)
    if parsed.begin and (parsed.units is not None or parsed.slow is not None):
        parser.error("--from says the dimensions: leave out --units and --slow")
    try:
        parsed.shape = shape_of_units(parsed.units or UNITS, parsed.slow)
    except ValueError as error:
        parser.error(str(error))
    return parsed


def begin(parsed):
    """The shape, and the parameters to begin with. Throws ValueError, OSError."""
    import torch

    from rnn import network, network_file

    if parsed.begin is None:
        return parsed.shape, network.initial_parameters(parsed.shape, parsed.seed)
    shape, arrays = network_file.read(parsed.begin)
    return shape, {name: torch.from_numpy(array) for name, array in arrays.items()}


def check_output(path):
    """Throws OSError before hours of work rather than after."""
    if path.is_dir() or not os.access(path.parent, os.W_OK):
        raise OSError(f"{path}: cannot be written: give -o a file in a folder that is there")


def tell(row, progress):
    valid = "" if row.valid_bits_per_byte is None else f", held out {row.valid_bits_per_byte:.4f}"
    note(f"{100 * progress:3.0f} %: {row.bytes / 1e6:.1f} MB at {row.bytes_per_second / 1e3:.0f} KB/s, "
         f"bits/byte {row.train_bits_per_byte:.4f}{valid}")  # fmt: skip


def train(parsed):
    """Throws ValueError, OSError, RuntimeError."""
    import torch

    from rnn import network_file, streams, trainer
    from rnn.training import Training

    check_output(parsed.output)
    segments = texts.segments_of(texts.read_texts(parsed.texts))
    held_out = texts.segments_of(texts.read_texts(parsed.valid)) if parsed.valid else []
    shape, parameters = begin(parsed)
    log = training_log.Writer(parsed.log) if parsed.log else None
    device = parsed.device or ("cuda" if torch.cuda.is_available() else "cpu")
    learner = trainer.Trainer(parameters, parsed.streams, device)
    windows = streams.Windows(streams.shuffled(segments, parsed.seed), shape, parsed.streams, parsed.steps)
    note(f"{sum(map(len, segments)) / 1e6:.1f} MB of text, {sum(map(math.prod, shape.tensors().values())) / 1e6:.1f} "
         f"million parameters, on {device}")  # fmt: skip

    def evaluate():
        return trainer.bits_per_byte(learner.averaged(), held_out, shape) if held_out else None

    training = Training(learner, windows, Schedule(PEAK_RATE), parsed.time, evaluate)
    for row in training.run(parsed.evaluations):
        if not math.isfinite(row.train_bits_per_byte):
            raise ValueError("the cost is no number any more: give more streams, or another --seed")
        network_file.write(parsed.output, learner.arrays(), training.steps, training.progress)
        tell(row, training.progress)
        if log:
            log.add(row)


def main(arguments):
    parsed = parse_arguments(arguments)
    try:
        import numpy  # noqa: F401
        import torch  # noqa: F401
    except ImportError as error:
        note(f"{error}: install PyTorch for this Python, or Debian's python3-torch and use /usr/bin/python3")
        return 2
    try:
        train(parsed)
    except (ValueError, OSError, RuntimeError) as error:
        note(error)
        return 2
    except KeyboardInterrupt:
        note(f"interrupted: {parsed.output} is of the last evaluation, if there was one; --from goes on from it")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
