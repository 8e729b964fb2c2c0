"""How `pith measure` does: the rows of tools/bench_measure, their CSV files, and what is said of them."""

from collections.abc import Callable
from dataclasses import dataclass

from bench import csv_rows, report

# What the ideal code length and a real archive may differ by: the coder's share, and whole bytes.
ALLOWED_SHARE = 1e-4
ALLOWED_BYTES = 4

# What speed was measured of. LINES and ONE_TEXT are the same bytes.
TEXT = "text"
LINES = "lines"
ONE_TEXT = "lines as one text"


@dataclass
class AgreementRow:
    """`measured_bytes` is the sum of -log2 p, divided by 8; `payload_bytes` the archive without its overhead."""

    file: str
    file_bytes: int
    model: str
    level: int
    measured_bytes: float
    payload_bytes: int
    stored_blocks: int

    @property
    def difference(self):
        return self.payload_bytes - self.measured_bytes

    @property
    def share(self):
        return self.difference / self.measured_bytes if self.measured_bytes else 0.0

    @property
    def agrees(self):
        return abs(self.difference) <= ALLOWED_SHARE * self.measured_bytes + ALLOWED_BYTES


@dataclass
class SpeedRow:
    """Wall time of a whole `pith measure --static`: the median of `repeats`. `what` is TEXT, LINES or ONE_TEXT."""

    what: str
    model: str
    level: int
    threads: int
    text_bytes: int
    lines: int
    seconds: float
    repeats: int
    cpu: str

    @property
    def mb_per_s(self):
        return self.text_bytes / 1e6 / self.seconds


@dataclass
class KenlmRow:
    """A text under a model that has not read it and does not adapt. `source` is "this run" or "before"."""

    tool: str
    model_bytes: int
    file: str
    text_bytes: int
    bits_per_byte: float
    source: str


def write_agreement(path, rows):
    csv_rows.write(path, AgreementRow, rows, decimals={"measured_bytes": 2})


def read_agreement(path):
    """Throws ValueError if the columns are not those of write_agreement."""
    return csv_rows.read(path, AgreementRow, "not an agreement of bench_measure")


def write_speed(path, rows):
    csv_rows.write(path, SpeedRow, rows, decimals={"seconds": 4})


def read_speed(path):
    """Throws ValueError if the columns are not those of write_speed."""
    return csv_rows.read(path, SpeedRow, "not a speed of bench_measure")


def write_kenlm(path, rows):
    csv_rows.write(path, KenlmRow, rows, decimals={"bits_per_byte": 4})


def read_kenlm(path):
    """Throws ValueError if the columns are not those of write_kenlm."""
    return csv_rows.read(path, KenlmRow, "not a comparison of bench_measure with KenLM")


def plural(count, noun):
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def verdict(coded):
    outside = [row for row in coded if not row.agrees]
    bound = f"{100 * ALLOWED_SHARE:g} % and {ALLOWED_BYTES} bytes"
    if not outside:
        return f"all are within {bound}"
    return f"{len(outside)} are not within {bound}, such as {outside[0].file} at level {outside[0].level}"


def stored_sentence(stored):
    if not stored:
        return ""
    most = max(row.measured_bytes - row.payload_bytes for row in stored)
    return (
        f" Left out: {plural(len(stored), 'archive')} with a stored block, which saves up to {most:,.0f} bytes of what "
        "measuring says."
    )


def agreement(rows):
    """What measuring says and what archives hold: the worst difference over all of them."""
    coded = [row for row in rows if not row.stored_blocks]
    if not coded:
        return "No archive is without a stored block, so there is nothing to compare.\n"
    texts = len({row.file.partition("[:")[0] for row in rows})
    levels = [row.level for row in rows]
    worst = max(coded, key=lambda row: abs(row.difference))
    measured, payload = sum(row.measured_bytes for row in coded), sum(row.payload_bytes for row in coded)
    return (
        f"{plural(len(coded), 'archive')} of {plural(texts, 'text')} or their heads, levels {min(levels)} to "
        f"{max(levels)} from `{rows[0].model}`: measuring says {measured:,.0f} bytes, the archives hold {payload:,} "
        f"without their headers and checks. The largest difference is {abs(worst.difference):.1f} bytes of "
        f"{worst.payload_bytes:,} ({worst.file}, level {worst.level}); {verdict(coded)}."
        f"{stored_sentence([row for row in rows if row.stored_blocks])}\n"
    )


def speed_cells(level, by_key):
    one, two = by_key.get((TEXT, level, 1)), by_key.get((TEXT, level, 2))
    lines, whole = by_key.get((LINES, level, 1)), by_key.get((ONE_TEXT, level, 1))
    return [
        str(level),
        report.speed(one.mb_per_s) if one else "–",
        report.speed(two.mb_per_s) if two else "–",
        f"{two.mb_per_s / one.mb_per_s:.2f}" if one and two else "–",
        report.speed(lines.mb_per_s) if lines else "–",
        f"{lines.seconds / whole.seconds:.2f}" if lines and whole else "–",
    ]


def speed(rows):
    """A line a level, and what the texts were."""
    by_key = {(row.what, row.level, row.threads): row for row in rows}
    header = ["level", "MB/s, one thread", "two threads", "times", "lines, MB/s", "time to one text"]
    levels = sorted({row.level for row in rows})
    texts = {row.what: row for row in rows}
    said = []
    if TEXT in texts:
        said.append(f"The text is {texts[TEXT].text_bytes:,} bytes")
    if LINES in texts:
        lines = texts[LINES]
        said.append(
            f"{'the' if said else 'The'} lines are {lines.lines:,}, each a text of its own, of {lines.text_bytes:,} "
            "bytes in all, and the last column compares the same bytes measured as one text"
        )
    conditions = f"Wall time of whole processes, median of {max(row.repeats for row in rows)}; {rows[0].cpu}.\n"
    return report.table(header, [speed_cells(level, by_key) for level in levels]) + f"\n{'; '.join(said)}. {conditions}"


def kenlm(rows):
    """A line a tool, a column a text, the smallest bold."""
    files = list(dict.fromkeys(row.file for row in rows))
    tools = list(dict.fromkeys(row.tool for row in rows))
    by_key = {(row.tool, row.file): row for row in rows}
    best = {name: min(row.bits_per_byte for row in rows if row.file == name) for name in files}
    lines = []
    for tool in tools:
        mine = [by_key.get((tool, name)) for name in files]
        size = next(row.model_bytes for row in mine if row)
        lines.append([tool, report.megabytes(size), *[kenlm_cell(row, best) for row in mine]])
    return report.table(["model", "its MB", *files], lines)


def kenlm_cell(row, best):
    if row is None:
        return "–"
    figure = f"{row.bits_per_byte:.3f}"
    return f"**{figure}**" if row.bits_per_byte == best[row.file] else figure


@dataclass(frozen=True)
class Part:
    file: str
    write: Callable  # (path, rows)
    read: Callable  # path -> rows
    show: Callable  # rows -> Markdown


PARTS = {
    "agreement": Part("measuring-agreement.csv", write_agreement, read_agreement, agreement),
    "speed": Part("measuring-speed.csv", write_speed, read_speed, speed),
    "kenlm": Part("measuring-kenlm.csv", write_kenlm, read_kenlm, kenlm),
}
