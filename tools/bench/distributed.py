"""Training by several: the rows of tools/bench_distributed, their tables and pictures."""

import subprocess
from dataclasses import dataclass, fields
from math import log2

from bench import csv_rows, report

GIGABIT = 125e6  # bytes a second
STEP_BYTES = 8192  # of text that a rank of pith-mpi reads in a step, on one thread or two


@dataclass
class Rounds:
    """A network trained by ranks that exchange in one way; what tests/bench/rounds.cpp prints."""

    ranks: int
    local_steps: int
    bits: int
    outer_rate: float
    outer_momentum: float
    bytes_read: int  # by all
    rounds: int
    bytes_sent: int  # by each
    bits_per_byte: float


@dataclass
class Times:
    """What a step and a round take of a processor, numbers of so many bits."""

    bits: int
    numbers: int
    step_bytes: int
    step_seconds: float
    code_seconds: float
    read_seconds: float
    change_bytes: int
    ideal_bits: int
    zstd_bytes: int  # of the same integers, packed or a byte each, the smaller one, by zstd -19; 0 of floats


@dataclass
class Federation:
    """What a party's unseen text costs with a model."""

    party: str
    model: str  # base, alone, round 1 ..., together
    bits_per_char: float


def read_rounds(path):
    return csv_rows.read(path, Rounds, "not a result of bench_distributed")


def read_times(path):
    return csv_rows.read(path, Times, "not a result of bench_distributed")


def read_federation(path):
    return csv_rows.read(path, Federation, "not a result of bench_distributed")


def parse_rows(kind, text):
    """The rows of a CSV that a program printed. Throws ValueError."""
    lines = text.strip().splitlines()
    names = [field.name for field in fields(kind)]
    if not lines or lines[0].split(",") != names:
        raise ValueError(f"a table of {', '.join(names)} was expected, not {lines[:1]}")
    return [kind(*[field.type(value) for field, value in zip(fields(kind), line.split(","))]) for line in lines[1:]]


def zstd_bytes(integers, bits):
    """The smaller one of the integers a byte each, and packed, by zstd -19."""
    forms = [integers]
    if bits < 8:
        each, mask = 8 // bits, (1 << bits) - 1
        forms.append(bytes(
            sum((integers[i + k] & mask) << bits * k for k in range(each))
            for i in range(0, len(integers) - each + 1, each)
        ))
    run = [subprocess.run(["zstd", "-q", "-19", "-c"], input=form, stdout=subprocess.PIPE, check=True).stdout
           for form in forms]
    return min(len(packed) for packed in run)


def way_of(row):
    if row.local_steps == 1:
        return "every step, plain average"
    return f"every {row.local_steps} steps"


def rounds_table(rows):
    """A line a way, beside plain averaging of floats after every step."""
    baseline = next((row for row in rows if row.local_steps == 1 and row.bits == 32), None)
    lines = []
    for row in sorted(rows, key=lambda row: (row.local_steps, -row.bits, -row.outer_rate)):
        share = f"1/{baseline.bytes_sent / row.bytes_sent:,.0f}" if baseline else "-"
        worse = f"{100 * (row.bits_per_byte / baseline.bits_per_byte - 1):+.2f} %" if baseline else "-"
        lines.append([
            way_of(row), str(row.bits),
            "-" if row.local_steps == 1 else f"{row.outer_rate:g}, {row.outer_momentum:g}",
            f"{row.bytes_sent / 1e6:,.2f}", share, f"{row.bits_per_byte:.4f}", worse,
        ])
    header = ["exchange", "bits", "outer rate, momentum", "MB sent by a rank", "of floats every step", "bits/byte",
              "against that"]
    read = rows[0].bytes_read / 1e6 if rows else 0
    ranks = rows[0].ranks if rows else 0
    return report.table(header, lines) + (
        f"\n{ranks} ranks, a network of 64 units, {read:.1f} MB of novels read in all; bits/byte of another novel, by "
        "the network alone.\n")


def coding_table(rows):
    lines = [[str(row.bits), f"{row.numbers:,}", f"{row.change_bytes:,}",
              f"{8 * row.change_bytes / row.ideal_bits - 1:+.2%}".replace("%", " %"), f"{row.zstd_bytes:,}",
              f"{row.change_bytes / row.zstd_bytes - 1:+.1%}".replace("%", " %")] for row in rows if row.zstd_bytes]
    header = ["bits", "numbers", "bytes", "against the ideal length", "zstd -19", "against zstd"]
    return report.table(header, lines) + "\nThe change of a network of 64 units after 200 steps.\n"


def seconds_of(times, ranks, local_steps, bytes_a_second, latency, steps=10_000, step_bytes=0):
    """The model: computing + bytes / bandwidth + rounds * latency, of so many steps of all ranks together. What each
    sends goes to all others, whose changes each of them reads. A step of so many bytes, 0 = as measured."""
    own_steps = steps / ranks
    computing = own_steps * times.step_seconds * ((step_bytes or times.step_bytes) / times.step_bytes)
    if ranks == 1:
        return computing
    rounds = own_steps / local_steps
    coding = times.code_seconds + (ranks - 1) * times.read_seconds
    sending = (ranks - 1) * times.change_bytes / bytes_a_second + latency * log2(ranks)
    return computing + rounds * (coding + sending)


def federation_table(rows):
    parties = list(dict.fromkeys(row.party for row in rows))
    models = list(dict.fromkeys(row.model for row in rows))
    value = {(row.party, row.model): row.bits_per_char for row in rows}
    lines = [[model, *[f"{value[party, model]:.4f}" for party in parties]] for model in models]
    return report.table(["model", *parties], lines) + "\nBits per character of each party's unseen text, level 6.\n"


def draw_rounds(path, rows):
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.2))
    for steps in sorted({row.local_steps for row in rows}):
        mine = [row for row in rows if row.local_steps == steps and (row.outer_rate, row.outer_momentum) == (0.7, 0.9)]
        mine.sort(key=lambda row: row.bytes_sent)
        axes.plot([row.bytes_sent for row in mine], [row.bits_per_byte for row in mine], "o-", label=way_of(mine[0]))
        for row in mine:
            axes.annotate(f"{row.bits} bits", (row.bytes_sent, row.bits_per_byte), textcoords="offset points",
                          xytext=(4, 5), fontsize=8)
    axes.set_xscale("log")
    axes.set_xlabel("bytes sent by a rank (log scale)")
    axes.set_ylabel("bits/byte of unseen text")
    axes.grid(color="0.9")
    axes.legend(frameon=False)
    figure.tight_layout()
    figure.savefig(path, dpi=120)


def draw_times(path, rows):
    from matplotlib import pyplot

    figure, panels = pyplot.subplots(1, 2, figsize=(9, 4), sharey=True)
    by_bits = {row.bits: row for row in rows}
    ranks = [1, 2, 4, 8, 16, 32, 64]
    for axes, gigabits in zip(panels, (1, 10)):
        for label, bits, steps in (("floats, every step", 32, 1), ("floats, every 200", 32, 200),
                                   ("4 bits, every 50", 4, 50), ("4 bits, every 200", 4, 200),
                                   ("2 bits, every 500", 2, 500)):
            one = seconds_of(by_bits[bits], 1, steps, 1, 0, step_bytes=STEP_BYTES)
            speed = [one / seconds_of(by_bits[bits], n, steps, gigabits * GIGABIT, 50e-6, step_bytes=STEP_BYTES)
                     for n in ranks]
            axes.plot(ranks, speed, "o-", label=label)
        axes.plot(ranks, ranks, color="0.7", linestyle=":")
        axes.set_xscale("log", base=2)
        axes.set_yscale("log", base=2)
        axes.set_title(f"{gigabits} Gbit/s", fontsize=10)
        axes.set_xlabel("ranks")
        axes.grid(color="0.9")
    panels[0].set_ylabel("times as fast as one rank (model)")
    panels[0].legend(frameon=False, fontsize=8)
    figure.tight_layout()
    figure.savefig(path, dpi=120)


def draw_federation(path, rows):
    from matplotlib import pyplot

    parties = list(dict.fromkeys(row.party for row in rows))
    figure, axes = pyplot.subplots(figsize=(7, 4.2))
    for i, party in enumerate(parties):
        mine = {row.model: row.bits_per_char for row in rows if row.party == party}
        rounds = [name for name in mine if name.startswith("round ")]
        axes.plot(range(len(rounds) + 1), [mine["base"], *[mine[name] for name in rounds]], "o-", color=f"C{i}",
                  label=party)
        for name, style in (("alone", "--"), ("together", ":")):
            if name in mine:
                axes.axhline(mine[name], color=f"C{i}", linestyle=style, linewidth=1)
    axes.set_xlabel("federated rounds (dashed: alone; dotted: all texts in one place)")
    axes.set_ylabel("bits/character of a party's unseen text")
    axes.grid(color="0.9")
    axes.legend(frameon=False)
    figure.tight_layout()
    figure.savefig(path, dpi=120)
