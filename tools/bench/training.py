"""How fast networks are trained: the rows of tools/bench_training and their table."""

from dataclasses import dataclass

from bench import csv_rows, report


@dataclass
class Row:
    """Rates in 10^9 floating-point operations a second, all threads; `product_gflops` is Eigen's on the same shapes."""

    kernels: str
    units: int
    threads: int
    product_gflops: float
    training_gflops: float
    bytes_per_second: int


def read_csv(path):
    """Throws ValueError if the columns are not those of tools/bench_training."""
    return csv_rows.read(path, Row, "not a result of bench_training")


def table(rows):
    """A line a network and number of threads."""
    header = ["units", "threads", "kernels", "matrix products, GFLOP/s", "training, GFLOP/s", "share", "KB/s of text"]
    lines = [
        [
            str(row.units),
            str(row.threads),
            row.kernels,
            f"{row.product_gflops:.0f}",
            f"{row.training_gflops:.0f}",
            f"{100 * row.training_gflops / row.product_gflops:.0f} %",
            f"{row.bytes_per_second / 1e3:.1f}",
        ]
        for row in rows
    ]
    return report.table(header, lines)
