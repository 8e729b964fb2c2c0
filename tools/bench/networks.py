"""Networks of several widths, each trained for the same time: the rows of tools/bench_networks and their table."""

from dataclasses import astuple, dataclass

from bench import csv_rows, report
from rnn import training_log


@dataclass
class Row:
    """One line of the log of a training, which `pith train --log` wrote; `bytes` and `seconds` since it began."""

    units: int
    seconds: int
    bytes: int
    rate: float
    train_bits_per_byte: float
    valid_bits_per_byte: float
    bytes_per_second: int
    cpu: str


def rows_of_log(units, path, cpu):
    """Throws OSError, and ValueError where a figure is missing."""
    rows = []
    for line in training_log.read(path):
        if None in astuple(line):
            raise ValueError(f"{path}: a figure is missing: {line}")
        seconds, read, rate, train_cost, valid_cost, speed = astuple(line)
        rows.append(Row(units, round(seconds), round(read), rate, train_cost, valid_cost, round(speed), cpu))
    return rows


def write_csv(path, rows):
    csv_rows.write(path, Row, rows, decimals={"rate": 6, "train_bits_per_byte": 4, "valid_bits_per_byte": 4})


def read_csv(path):
    """Throws ValueError if the columns are not those of write_csv."""
    return csv_rows.read(path, Row, "not a result of bench_networks")


def line_of(mine, best_cost):
    end = mine[-1]
    lowest = min(row.valid_bits_per_byte for row in mine)
    return [
        str(end.units),
        f"{end.seconds / 60:.1f}",
        f"{end.bytes / 1e6:.1f}",
        f"{end.bytes_per_second / 1e3:.1f}",
        f"{end.valid_bits_per_byte:.3f}",
        f"**{lowest:.3f}**" if lowest == best_cost else f"{lowest:.3f}",
    ]


def table(rows):
    """A line a width: how far it came in its time, at the end and at its best, the lowest of all widths bold."""
    widths = {}
    for row in rows:
        widths.setdefault(row.units, []).append(row)
    best_cost = min(row.valid_bits_per_byte for row in rows)
    cpus = ", ".join(dict.fromkeys(row.cpu for row in rows))
    explanation = (
        "\nBits per byte are of text that is not learnt from, by the network alone, in float; the lowest is that of "
        f"the network which a model gets. {cpus}.\n"
    )
    header = ["units", "minutes", "MB of text", "KB/s", "bits/byte at the end", "lowest bits/byte"]
    return report.table(header, [line_of(mine, best_cost) for mine in widths.values()]) + explanation
