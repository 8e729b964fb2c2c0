"""Markdown tables of results."""

from bench.results import files_of, tools_of, totals_of

DEFAULT_BASELINE = "zpaq -m5"


def table(header, rows):
    """A Markdown table: the first column to the left, the others to the right."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def megabytes(size):
    return f"{size / 1e6:.0f}" if size >= 9.5e6 else f"{size / 1e6:.1f}"


def speed(mb_per_s):
    return f"{mb_per_s:.3g}" if mb_per_s < 100 else f"{mb_per_s:.0f}"


def percent_change(value, base):
    return f"{100 * (value / base - 1):+.1f} %".replace("-", "−")


def total_cells(total, base):
    if not total.complete:
        return [total.tool, f"failed on {total.failed} of {total.files} files", *["–"] * (7 if base else 5)]
    cells = [
        total.tool,
        f"{total.archive_bytes:,}",
        f"{total.bits_per_byte:.3f}",
        speed(total.compress_mb_per_s),
        speed(total.decompress_mb_per_s),
        megabytes(total.compress_peak_bytes),
        megabytes(total.decompress_peak_bytes),
    ]
    if base:
        cells += [
            percent_change(total.archive_bytes, base.archive_bytes),
            f"{base.compress_seconds / total.compress_seconds:.2f}",
        ]
    return cells


def summary(rows, baseline=DEFAULT_BASELINE):
    """Totals, a line a tool, with size and speed relative to `baseline` if it is among them."""
    totals = totals_of(rows)
    base = next((total for total in totals if total.tool == baseline and total.complete), None)
    header = ["tool", "bytes", "bits/byte", "compress MB/s", "decompress MB/s", "MB to compress", "MB to decompress"]
    if base:
        header += [f"size to {baseline}", "its speed times"]
    return table(header, [total_cells(total, base) for total in totals])


def per_file(rows):
    """Bits per byte, a line a file and a column a tool; the smallest of a line is bold."""
    tools = tools_of(rows)
    by_key = {(row.file, row.tool): row for row in rows}
    lines = []
    for name in files_of(rows):
        mine = [by_key.get((name, tool)) for tool in tools]
        best = min((row.archive_bytes for row in mine if row and row.ok), default=0)
        size = next(row.file_bytes for row in mine if row)
        lines.append([name, f"{size:,}", *[file_cell(row, best) for row in mine]])
    totals = totals_of(rows)
    cells = [f"{total.bits_per_byte:.3f}" if total.complete else "–" for total in totals]
    size = max(total.file_bytes for total in totals)
    lines.append(["**total**", f"{size:,}", *cells])
    return table(["file", "bytes", *tools], lines)


def file_cell(row, best_archive_bytes):
    if row is None:
        return "–"
    if not row.ok:
        return "failed"
    figure = f"{row.bits_per_byte:.3f}"
    return f"**{figure}**" if row.archive_bytes == best_archive_bytes else figure


def conditions(rows):
    """One sentence: what was measured, with what, on what."""
    files = {row.file: row.file_bytes for row in rows}
    versions = dict.fromkeys(f"{row.tool.split()[0]} {row.version}" for row in rows)
    return (
        f"{len(files)} files, {sum(files.values()):,} bytes; every tool on one core of one machine in one run, "
        f"median of {max(row.repeats for row in rows)}; {rows[0].cpu}; {', '.join(versions)}. "
        "Times are of whole processes, MB are 10^6 bytes, memory is the largest of all files, "
        "and every restored text was compared with its original.\n"
    )


def failures(rows):
    return "".join(f"- {row.tool} on {row.file}: {row.status}\n" for row in rows if not row.ok)


def document(rows, baseline=DEFAULT_BASELINE):
    parts = ["# Comparison with other compressors\n", conditions(rows), "## Totals\n", summary(rows, baseline)]
    parts += ["## Bits per byte\n", per_file(rows)]
    if failures(rows):
        parts += ["## Failures\n", failures(rows)]
    return "\n".join(parts)
