"""Results as CSV files: a line a row, a column a field of the row's dataclass, in its order."""

import csv
from dataclasses import asdict, fields


def columns_of(row_type):
    return [field.name for field in fields(row_type)]


def write(path, row_type, rows, decimals):
    """`decimals`: how many digits after the point a column is written with, where that is fixed."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns_of(row_type), lineterminator="\n")
        writer.writeheader()
        for row in rows:
            values = asdict(row)
            for name, digits in decimals.items():
                values[name] = f"{values[name]:.{digits}f}"
            writer.writerow(values)


def read(path, row_type, refusal):
    """Throws ValueError with `refusal` ("not a result of ...") if the columns are not those of write()."""
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != columns_of(row_type):
            raise ValueError(f"{path}: {refusal}: columns {reader.fieldnames}")
        types = {field.name: field.type for field in fields(row_type)}
        return [row_type(**{name: types[name](value) for name, value in values.items()}) for values in reader]
