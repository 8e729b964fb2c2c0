"""What the size of a model is worth: the rows of tools/bench_model_sizes, their CSV file and their table."""

from dataclasses import dataclass

from bench import csv_rows, report


@dataclass
class Row:
    """Bits of one text with one model; `max_size` is what training was allowed, as it was written."""

    max_size: str
    model_bytes: int
    file: str
    text_bytes: int
    bits_from_empty: float
    bits_with_model: float

    @property
    def ratio(self):
        return self.bits_with_model / self.bits_from_empty


def write_csv(path, rows):
    csv_rows.write(path, Row, rows, decimals={"bits_from_empty": 1, "bits_with_model": 1})


def read_csv(path):
    """Throws ValueError if the columns are not those of write_csv."""
    return csv_rows.read(path, Row, "not a result of bench_model_sizes")


def line_of(mine, files):
    by_file = {row.file: row for row in mine}
    with_model = sum(row.bits_with_model for row in mine)
    from_empty = sum(row.bits_from_empty for row in mine)
    ratios = [f"{by_file[name].ratio:.3f}" if name in by_file else "–" for name in files]
    return [f"{mine[0].model_bytes / 1e6:.2f}", report.percent_change(with_model, from_empty), *ratios]


def table(rows):
    """A line a model: its size, what it saves on all texts together, and the ratio of each text."""
    files = list(dict.fromkeys(row.file for row in rows))
    groups = {}
    for row in rows:
        groups.setdefault(row.max_size, []).append(row)
    lines = [line_of(mine, files) for mine in groups.values()]
    explanation = (
        "\nThe percentage compares the bits of all texts together with the model and from empty; a text's figure is "
        "its bits with the model divided by those from empty. The model itself is not counted.\n"
    )
    return report.table(["model MB", "all texts", *files], lines) + explanation
