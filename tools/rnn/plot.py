"""The picture of logs: bits per byte against time, and the learning rate small below."""

# Okabe and Ito's colours, which the colour-blind tell apart; black, as pith in other pictures, is the first.
COLOURS = ("#000000", "#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
MARKERS = ("o", "s", "D", "^", "v", "P", "X")
COSTS = ("train_bits_per_byte", "valid_bits_per_byte")
UNITS = ((2 * 3600, 3600, "hours"), (2 * 60, 60, "minutes"), (0, 1, "seconds"))  # from so many seconds on


def time_unit(seconds):
    """Seconds of the unit, and its name."""
    return next((unit, name) for least, unit, name in UNITS if seconds >= least)


def points(rows, column, unit):
    """(times, values) of the rows that have the column."""
    present = [(row.seconds / unit, getattr(row, column)) for row in rows if getattr(row, column) is not None]
    return tuple(zip(*present)) if present else ((), ())


def limits(logs):
    """Of bits per byte: what comes before an eighth of its log's time may be cut off at the top."""
    settled, everything = [], []
    for _, rows in logs:
        for row in rows:
            costs = [getattr(row, column) for column in COSTS if getattr(row, column) is not None]
            everything += costs
            if row.seconds >= rows[-1].seconds / 8:
                settled += costs
    low, high = min(settled or everything), max(settled or everything)
    margin = 0.06 * (high - low) or 0.1
    return low - margin, high + margin


def prepare(axes):
    axes.grid(True, which="major", color="0.88", linewidth=0.7)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def draw_log(costs, rates, name, rows, unit, style):
    """`style`: (colour, marker)."""
    colour, marker = style
    valid = points(rows, "valid_bits_per_byte", unit)
    costs.plot(*points(rows, "train_bits_per_byte", unit), "--", color=colour, linewidth=1.2, alpha=0.75,
               label=f"{name}, training text")
    if valid[0]:
        every = max(1, len(valid[0]) // 20)
        costs.plot(*valid, "-", marker=marker, markevery=every, markersize=5, color=colour, linewidth=1.6,
                   label=f"{name}, held-out text")
        costs.annotate(f"{valid[1][-1]:.3f}", (valid[0][-1], valid[1][-1]), (6, 0), textcoords="offset points",
                       fontsize=8.5, va="center", color=colour, annotation_clip=False)
    rates.plot(*points(rows, "rate", unit), "-", color=colour, linewidth=1.2)


def draw(path, logs, title):
    """Writes the picture of `logs`, (name, rows) each; its kind follows from the ending of `path`. Throws ImportError
    without matplotlib, ValueError if there is nothing to draw."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    if not any(points(rows, column, 1)[0] for _, rows in logs for column in COSTS):
        raise ValueError("no row says bits per byte: train on")
    seconds = max(row.seconds for _, rows in logs for row in rows)
    unit, unit_name = time_unit(seconds)
    figure, (costs, rates) = pyplot.subplots(
        2, 1, figsize=(9, 6), sharex=True, facecolor="white", gridspec_kw={"height_ratios": (4, 1)}
    )
    for number, (name, rows) in enumerate(logs):
        style = COLOURS[number % len(COLOURS)], MARKERS[number % len(MARKERS)]
        draw_log(costs, rates, name, rows, unit, style)
    for axes in (costs, rates):
        prepare(axes)
    costs.set_ylim(*limits(logs))
    costs.set_ylabel("bits per byte (lower is better)")
    costs.legend(frameon=False, fontsize=9, loc="upper right")
    rates.set_ylim(bottom=0)
    rates.set_ylabel("learning rate")
    rates.set_xlim(0, 1.08 * max(seconds, 1) / unit)  # room for the last figures
    rates.set_xlabel(f"{unit_name} of training")
    figure.suptitle(title, fontsize=12, x=0.01, ha="left")
    figure.tight_layout()
    figure.align_ylabels()
    figure.savefig(path, dpi=130, facecolor="white", metadata={"Date": None} if path.endswith(".svg") else None)
    pyplot.close(figure)
