"""The picture: total bits per byte against speed, one panel for each direction."""

from bench.results import totals_of

MARKERS = ("s", "D", "^", "v", "P", "X", "p", "h", "*", "<", ">")
# Where a label may stand, as (x, y) offsets in points from its mark, in order of preference.
OFFSETS = [
    (dx, dy)
    for distance in (7, 12, 18, 26)
    for dx, dy in ((distance, 0), (-distance, 0), (distance, distance), (-distance, distance),
                   (distance, -distance), (-distance, -distance), (0, distance), (0, -distance))
]


def alignment(dx, dy):
    horizontal = "left" if dx > 0 else "right" if dx < 0 else "center"
    vertical = "bottom" if dy > 0 else "top" if dy < 0 else "center"
    return {"ha": horizontal, "va": vertical}


def place_labels(axes, points, obstacles):
    """Writes each label where it covers no mark, no other label and no obstacle (display coordinates)."""
    figure = axes.figure
    figure.canvas.draw()
    frame = axes.get_window_extent()
    taken = [box_around(axes.transData.transform(point), 5) for _, point in points] + obstacles
    for text, point in points:
        best, best_overlap = None, None
        for dx, dy in OFFSETS:
            label = axes.annotate(text, point, (dx, dy), textcoords="offset points", fontsize=8.5, **alignment(dx, dy))
            box = label.get_window_extent().padded(1)
            outside = not (frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1)
            overlap = sum(box.overlaps(other) for other in taken) + 10 * outside
            if best is None or overlap < best_overlap:
                if best is not None:
                    best.remove()
                best, best_overlap = label, overlap
            else:
                label.remove()
            if best_overlap == 0:
                break
        taken.append(best.get_window_extent().padded(1))


def box_around(center, radius):
    from matplotlib.transforms import Bbox

    return Bbox.from_extents(center[0] - radius, center[1] - radius, center[0] + radius, center[1] + radius)


def boxes_along(axes, points, steps=40):
    """Small boxes that cover the line through `points`, so that labels keep off it."""
    display = [axes.transData.transform(point) for point in points]
    boxes = []
    for start, end in zip(display, display[1:]):
        for step in range(1, steps):
            boxes.append(box_around(start + (end - start) * step / steps, 1))
    return boxes


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
    labels = []
    for axes, name, speed in zip(panels, ("compression", "decompression"), speeds):
        points, lines = draw_panel(axes, name, totals, speed)
        axes.xaxis.set_major_formatter(FuncFormatter(format_speed))
        axes.xaxis.set_minor_formatter(NullFormatter())
        labels.append((axes, points, lines))
    panels[0].set_ylabel("bits per byte, all files (lower is better)")
    figure.suptitle(title, fontsize=12, x=0.01, ha="left")
    figure.tight_layout()
    for axes, points, lines in labels:
        figure.canvas.draw()
        place_labels(axes, points, [box for line in lines for box in boxes_along(axes, line)])
    figure.savefig(path, dpi=130, facecolor="white", metadata={"Date": None} if path.endswith(".svg") else None)
    pyplot.close(figure)
