"""Which lines and branches the tests run: the rows of tools/coverage and their table."""

import json
from dataclasses import dataclass

from bench import csv_rows, report

PUBLIC = "include/pith"


@dataclass
class Row:
    """What gcovr counts of the files of a room, or of a layer without rooms. Branches of exceptions are left out."""

    part: str
    files: int
    lines: int
    lines_run: int
    branches: int
    branches_run: int


def part_of(path):
    """The room of "src/model/text/hash.h", the layer of "src/base/bytes.h"."""
    folders = path.split("/")[:-1]
    return PUBLIC if folders[0] == "include" else "/".join(folders[:3])


def rows_of(summary):
    """The rows of gcovr's JSON summary, by name."""
    rows = {}
    for file in summary["files"]:
        part = part_of(file["filename"])
        row = rows.setdefault(part, Row(part, 0, 0, 0, 0, 0))
        row.files += 1
        row.lines += file["line_total"]
        row.lines_run += file["line_covered"]
        row.branches += file["branch_total"]
        row.branches_run += file["branch_covered"]
    return [rows[part] for part in sorted(rows)]


def read_summary(path):
    with open(path, encoding="utf-8") as file:
        return rows_of(json.load(file))


def write_csv(path, rows):
    csv_rows.write(path, Row, rows, decimals={})


def read_csv(path):
    """Throws ValueError if the columns are not those of write_csv."""
    return csv_rows.read(path, Row, "not a result of tools/coverage")


def percent(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "–"


def cells(name, rows):
    lines, branches = sum(row.lines for row in rows), sum(row.branches for row in rows)
    return [
        name,
        f"{lines:,}",
        percent(sum(row.lines_run for row in rows), lines),
        percent(sum(row.branches_run for row in rows), branches),
    ]


def table(rows):
    """A line a room, and all together."""
    lines = [cells(f"`{row.part}`", [row]) for row in rows]
    return report.table(["part", "lines", "run", "branches run"], [*lines, cells("**all**", rows)])
