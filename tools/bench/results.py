"""One row a file and tool, and the CSV file that keeps them."""

from dataclasses import dataclass

from bench import csv_rows

OK = "ok"


@dataclass
class Row:
    """Seconds are medians of wall time of the whole process. A row whose `status` is not OK has zeros for figures."""

    file: str
    file_bytes: int
    tool: str
    version: str
    archive_bytes: int = 0
    compress_seconds: float = 0.0
    decompress_seconds: float = 0.0
    compress_peak_bytes: int = 0
    decompress_peak_bytes: int = 0
    status: str = OK
    repeats: int = 1
    cpu: str = ""

    @property
    def ok(self):
        return self.status == OK

    @property
    def bits_per_byte(self):
        return 8 * self.archive_bytes / self.file_bytes


@dataclass
class Total:
    """The sum of a tool's rows. Incomplete if it failed on some file: then its sums are not comparable."""

    tool: str
    version: str
    files: int
    failed: int
    file_bytes: int
    archive_bytes: int
    compress_seconds: float
    decompress_seconds: float
    compress_peak_bytes: int
    decompress_peak_bytes: int

    @property
    def complete(self):
        return self.failed == 0

    @property
    def bits_per_byte(self):
        return 8 * self.archive_bytes / self.file_bytes

    @property
    def compress_mb_per_s(self):
        return self.file_bytes / 1e6 / self.compress_seconds

    @property
    def decompress_mb_per_s(self):
        return self.file_bytes / 1e6 / self.decompress_seconds


def tools_of(rows):
    """Names of the tools, in order of appearance."""
    return list(dict.fromkeys(row.tool for row in rows))


def files_of(rows):
    return list(dict.fromkeys(row.file for row in rows))


def total_of(rows, tool):
    mine = [row for row in rows if row.tool == tool]
    good = [row for row in mine if row.ok]
    return Total(
        tool=tool,
        version=mine[0].version,
        files=len(mine),
        failed=len(mine) - len(good),
        file_bytes=sum(row.file_bytes for row in good),
        archive_bytes=sum(row.archive_bytes for row in good),
        compress_seconds=sum(row.compress_seconds for row in good),
        decompress_seconds=sum(row.decompress_seconds for row in good),
        compress_peak_bytes=max((row.compress_peak_bytes for row in good), default=0),
        decompress_peak_bytes=max((row.decompress_peak_bytes for row in good), default=0),
    )


def totals_of(rows):
    return [total_of(rows, tool) for tool in tools_of(rows)]


def write_csv(path, rows):
    csv_rows.write(path, Row, rows, decimals={"compress_seconds": 4, "decompress_seconds": 4})


def read_csv(path):
    """Throws ValueError if the columns are not those of write_csv."""
    return csv_rows.read(path, Row, "not a result of bench_peers, or of another version")
