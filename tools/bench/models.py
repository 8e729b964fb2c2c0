"""What each model is worth on each text: the rows of tools/bench_models, their CSV file and their table."""

from dataclasses import dataclass

from bench import csv_rows, report

FROM_EMPTY = "none"


@dataclass
class Row:
    """Bits of one text with one model; `chosen` is 1 if -m auto takes that model for the text."""

    level: int
    file: str
    text_bytes: int
    model: str
    bits: float
    chosen: int


def write_csv(path, rows):
    csv_rows.write(path, Row, rows, decimals={"bits": 1})


def read_csv(path):
    """Throws ValueError if the columns are not those of write_csv."""
    return csv_rows.read(path, Row, "not a result of bench_models")


def cell(row, from_empty, best):
    ratio = f"{row.bits / from_empty:.3f}"
    return (f"**{ratio}**" if row is best else ratio) + (" ◂" if row.chosen else "")


def line_of(rows, models):
    """A text's line: its bits a byte from empty, and the ratio of each model."""
    by_model = {row.model: row for row in rows}
    empty = by_model[FROM_EMPTY]
    best = min(rows, key=lambda row: row.bits)
    cells = [cell(by_model[name], empty.bits, best) for name in models if name != FROM_EMPTY]
    bits = f"{empty.bits / empty.text_bytes:.3f}" + (" ◂" if empty.chosen else "")
    return [empty.file, f"{empty.text_bytes:,}", bits, *cells]


def totals_of(rows, models):
    def total(choose):
        return sum(row.bits for row in rows if choose(row))

    empty = total(lambda row: row.model == FROM_EMPTY)
    ratios = [f"{total(lambda row, name=name: row.model == name) / empty:.3f}" for name in models if name != FROM_EMPTY]
    chosen = total(lambda row: row.chosen)
    best = sum(min(row.bits for row in rows if row.file == file) for file in {row.file for row in rows})
    return ratios, f"-m auto {chosen / empty:.3f}, the best model for each text {best / empty:.3f}"


def table(rows):
    """For each level a matrix: a line a text, a column a model."""
    models = list(dict.fromkeys(row.model for row in rows))
    named = [name for name in models if name != FROM_EMPTY]
    text = ""
    for level in sorted({row.level for row in rows}):
        mine = [row for row in rows if row.level == level]
        by_file = {}
        for row in mine:
            by_file.setdefault(row.file, []).append(row)
        ratios, summary = totals_of(mine, models)
        lines = [line_of(of_file, models) for of_file in by_file.values()]
        lines.append(["all", f"{sum(row.text_bytes for row in mine if row.model == FROM_EMPTY):,}", "", *ratios])
        text += f"Level {level}; all texts: {summary}.\n\n"
        text += report.table([f"text, level {level}", "bytes", "bits/byte from empty", *named], lines) + "\n"
    return text + (
        "A model's figure is the bits of the text with it divided by those from empty, the least of a text in bold; ◂ is "
        "what `-m auto` chooses. The models themselves are not counted.\n"
    )
