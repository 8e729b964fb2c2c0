"""What a prior of one's own is worth: the rows of tools/bench_domains, their CSV file and their table."""

from dataclasses import dataclass

from bench import csv_rows, report


@dataclass
class Row:
    """`archive_bytes` does not hold `prior_bytes`, the size of the model or dictionary that both sides have."""

    file: str
    part: str  # "whole" or "records"
    tool: str
    text_bytes: int
    archive_bytes: int
    prior_bytes: int = 0

    @property
    def bits_per_byte(self):
        return 8 * self.archive_bytes / self.text_bytes


def write_csv(path, rows):
    csv_rows.write(path, Row, rows, decimals={})


def read_csv(path):
    """Throws ValueError if the columns are not those of write_csv."""
    return csv_rows.read(path, Row, "not a result of bench_domains")


def cell(row, best):
    if row is None:
        return "–"
    figure = f"{row.bits_per_byte:.3f}"
    return f"**{figure}**" if row.archive_bytes == best else figure


def line_of(mine, tools):
    by_tool = {row.tool: row for row in mine}
    best = min(row.archive_bytes for row in mine)
    cells = [cell(by_tool.get(tool), best) for tool in tools]
    return [mine[0].file, mine[0].part, f"{mine[0].text_bytes:,}", *cells]


def priors(rows):
    """One sentence: what each tool had learnt beforehand, which no column counts."""
    sizes = {}
    for row in rows:
        if row.prior_bytes:
            sizes.setdefault(row.tool, {})[row.file] = f"{row.prior_bytes:,}"
    said = [f"{tool}: {', '.join(by_file.values())}" for tool, by_file in sizes.items()]
    if not said:
        return ""
    return (
        "\nModels and dictionaries are learnt from the first half of each text; the figures are of the second half and "
        f"count neither. Their sizes in bytes, text by text: {'; '.join(said)}.\n"
    )


def table(rows):
    """Bits per byte, a line a text and part and a column a tool, the smallest bold; then what is not counted."""
    tools = list(dict.fromkeys(row.tool for row in rows))
    groups = {}
    for row in rows:
        groups.setdefault((row.file, row.part), []).append(row)
    lines = [line_of(mine, tools) for mine in groups.values()]
    return report.table(["text", "part", "bytes", *tools], lines) + priors(rows)
