"""The picture: total bits per byte against speed, one panel for each direction."""

from bench import labels
from bench.results import totals_of

MARKERS = ("s", "D", "^", "v", "P", "X", "p", "h", "*", "<", ">")


def label_marks(axes, points, lines):
    """Names the marks at `points`, [(name, (x, y))], beside them and off the lines. REQUIRES: limits are final."""
    figure = axes.figure
    figure.canvas.draw()
    on_screen = axes.transData.transform
    named = labels.merged([(name, tuple(on_screen(point))) for name, point in points])
    texts = [axes.text(0, 0, name, fontsize=8.5, va="bottom", ha="left") for name, _ in named]
    extents = [text.get_window_extent() for text in texts]
    sizes = [(extent.width, extent.height) for extent in extents]
    frame = axes.get_window_extent()
    boxes = labels.place(
        [(size, point) for size, (_, point) in zip(sizes, named)],
        [[tuple(on_screen(point)) for point in line] for line in lines],
        labels.Box(frame.x0, frame.y0, frame.x1, frame.y1),
    )
    to_data = axes.transData.inverted().transform
    for text, box in zip(texts, boxes):
        text.set_transform(axes.transData)
        text.set_position(to_data((box.left, box.bottom)))


def model_of(tool):
    """The model that pith starts from: levels with the same one are joined by a line."""
    return tool.partition(" -m ")[2]


def draw_panel(axes, title, totals, speed):
    axes.set_xscale("log")
    axes.set_title(title, fontsize=11, loc="left")
    axes.set_xlabel("MB/s on one core (log scale)")
    axes.grid(True, which="major", color="0.88", linewidth=0.7)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    ours = [total for total in totals if total.tool.startswith("pith ")]
    peers = [total for total in totals if not total.tool.startswith("pith ")]
    lines = []
    for model in dict.fromkeys(model_of(total.tool) for total in ours):
        lines.append([(speed(total), total.bits_per_byte) for total in ours if model_of(total.tool) == model])
        face = "white" if model == "none" else "black"
        axes.plot(*zip(*lines[-1]), "o-", color="black", markerfacecolor=face, linewidth=1.6, markersize=7)
    for total, marker in zip(peers, MARKERS * 3):
        axes.plot(speed(total), total.bits_per_byte, marker, markersize=7, color="0.55", markeredgecolor="0.25")
    axes.margins(x=0.2, y=0.16)
    return [(total.tool, (speed(total), total.bits_per_byte)) for total in ours + peers], lines


def format_speed(value, _position):
    return f"{value:g}"


def draw(path, rows, title):
    """Writes the picture; its kind follows from the ending of `path`. Throws ImportError without matplotlib."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot
    from matplotlib.ticker import FuncFormatter, NullFormatter

    totals = [total for total in totals_of(rows) if total.complete]
    figure, panels = pyplot.subplots(1, 2, figsize=(12, 5.2), sharey=True, facecolor="white")
    speeds = (lambda total: total.compress_mb_per_s, lambda total: total.decompress_mb_per_s)
    panels_drawn = []
    for axes, name, speed in zip(panels, ("compression", "decompression"), speeds):
        points, lines = draw_panel(axes, name, totals, speed)
        axes.xaxis.set_major_formatter(FuncFormatter(format_speed))
        axes.xaxis.set_minor_formatter(NullFormatter())
        panels_drawn.append((axes, points, lines))
    panels[0].set_ylabel("bits per byte, all files (lower is better)")
    figure.suptitle(title, fontsize=12, x=0.01, ha="left")
    figure.tight_layout()
    for axes, points, lines in panels_drawn:
        label_marks(axes, points, lines)
    figure.savefig(path, dpi=130, facecolor="white", metadata={"Date": None} if path.endswith(".svg") else None)
    pyplot.close(figure)
