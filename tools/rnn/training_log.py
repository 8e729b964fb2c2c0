"""The log of a training, a CSV file: one row an evaluation, a missing value an empty field."""

import csv
import math
from dataclasses import astuple, dataclass, fields
from typing import Optional


@dataclass
class Row:
    """Figures are of what was read since the row before; `seconds` and `bytes` since training began."""

    seconds: Optional[float]
    bytes: Optional[float]
    rate: Optional[float] = None
    train_bits_per_byte: Optional[float] = None
    valid_bits_per_byte: Optional[float] = None
    bytes_per_second: Optional[float] = None


COLUMNS = [field.name for field in fields(Row)]
FORMS = ("{:.1f}", "{:.0f}", "{:.8f}", "{:.5f}", "{:.5f}", "{:.0f}")


class Writer:
    """Every row is in the file as soon as it is added. Throws OSError."""

    def __init__(self, path):
        self.file = open(path, "w", encoding="utf-8", newline="")  # noqa: SIM115  (open as long as training goes on)
        self.write(COLUMNS)

    def write(self, values):
        self.file.write(",".join(values) + "\n")
        self.file.flush()

    def add(self, row):
        self.write("" if value is None else form.format(value) for form, value in zip(FORMS, astuple(row)))


def to_number(name, text):
    """None for a missing value. Throws ValueError."""
    if text == "" and name != "seconds":
        return None
    try:
        number = float(text)
    except (TypeError, ValueError):
        number = math.nan
    if not (math.isfinite(number) and number >= 0):
        raise ValueError(f"{name} is not a number: '{text}'")
    return number


def read(path):
    """The rows. Throws ValueError, which names the line, and OSError."""
    with open(path, encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file, strict=True)
        try:
            if lines.fieldnames != COLUMNS:
                raise ValueError(f"not a log of training: the columns are not {','.join(COLUMNS)}")
            rows = []
            for line in lines:
                if None in line or None in line.values():
                    raise ValueError(f"a row has {len(COLUMNS)} columns")
                rows.append(Row(*(to_number(name, line[name]) for name in COLUMNS)))
            if not rows:
                raise ValueError("no rows yet")
        except (ValueError, csv.Error) as error:
            raise ValueError(f"{path}:{lines.line_num}: {error}") from error
    return rows
