"""Puts the page together: assemble.py MODULE_FOLDER SITE

MODULE_FOLDER has pith.mjs and pith.wasm. SITE gets all that a server of static files needs: the page, its style and its
script, each of the parts that page/ and src/cli/pages/assets share, the worker, the module and the English model.
"""

import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = HERE / "page"
PAGES = HERE.parent / "cli/pages"
ROOT = HERE.parents[1]
SHARED_SCRIPTS = ["shared/theme.js", "shared/elements.js", "shared/plot.js", "surprisal/characters.js",
                  "surprisal/blocks.js", "surprisal/text.js", "surprisal/marks.js", "surprisal/inspector.js",
                  "surprisal/curve.js", "surprisal/searched_text.js", "surprisal/search_box.js", "surprisal/view.js"]
OWN_SCRIPTS = ["client.js", "settings.js", "reading.js", "comparing.js", "files.js", "main.js"]
AS_THEY_ARE = ["worker.mjs", "api.mjs", "manifest.webmanifest", "icon.svg"]


def steps():
    """The rows of kSurprisalSteps: bits, and the colours (ink, ground) for light and for dark surroundings."""
    header = (PAGES / "surprisal_scale.h").read_text(encoding="utf-8")
    table = re.search(r"kSurprisalSteps = \{\{\n(.*?)\n\}\};", header, re.DOTALL).group(1)
    rows = []
    for row in table.splitlines():
        bits = float(re.match(r"\s*\{([0-9.]+)", row).group(1))
        colours = ["#" + "".join(re.findall(r"0x(..)", each)) for each in re.findall(r"\{(0x[^}]*)\}", row)]
        rows.append((bits, *colours))
    if len(rows) < 2 or any(len(row) != 5 for row in rows):
        raise SystemExit("assemble.py: surprisal_scale.h has another form")
    return rows


def scale_style(rows):
    """As scale_style() of src/cli/pages."""
    return "".join(f".s{i}{{background:light-dark({row[2]},{row[4]});color:light-dark({row[1]},{row[3]})}}\n"
                   for i, row in enumerate(rows))


def legend(rows):
    labels = [f"{row[0]:g}-{after[0]:g}" for row, after in zip(rows, rows[1:])] + [f"{rows[-1][0]:g}+"]
    return "".join(f'<li class="s{i}">{label}</li>' for i, label in enumerate(labels))


def filled(text, parts):
    """`text` with each {{name}} replaced; a part may name others."""
    def part(match):
        name = match.group(1)
        return filled((PAGES / "assets" / name).read_text(encoding="utf-8") if name.endswith(".html") else parts[name],
                      parts)
    return re.sub(r"\{\{([^}]+)\}\}", part, text)


def read(folder, names):
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


def script():
    """All scripts as one program: one "use strict" is enough."""
    text = read(PAGES / "assets", SHARED_SCRIPTS) + "\n" + read(PAGE, OWN_SCRIPTS)
    return '"use strict";\n' + text.replace('"use strict";\n', "")


def main(module, site):
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    rows = steps()
    bounds = " ".join(f"{row[0]:.2f}" for row in rows)
    page = (PAGE / "index.html").read_text(encoding="utf-8")
    page = filled(page, {"steps": bounds, "legend": legend(rows), "passages": ""})
    (site / "index.html").write_text(page, encoding="utf-8")
    style = read(PAGES / "assets", ["shared/page.css"]) + scale_style(rows)
    style += read(PAGES / "assets", ["surprisal/page.css"]) + read(PAGE, ["web.css"])
    (site / "pith.css").write_text(style, encoding="utf-8")
    (site / "pith.js").write_text(script(), encoding="utf-8")
    for name in AS_THEY_ARE:
        shutil.copy(PAGE / name, site)
    for name in ("pith.mjs", "pith.wasm"):
        shutil.copy(module / name, site)
    shutil.copy(ROOT / "models/english.pithm", site)
    files = sorted(path for path in site.iterdir())
    digest = hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in files)).hexdigest()[:16]
    names = json.dumps([path.name for path in files if path.name != "index.html"])[1:-1]
    worker = (PAGE / "sw.js").read_text(encoding="utf-8")
    (site / "sw.js").write_text(worker.replace("{{hash}}", digest).replace('"{{files}}"', names), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__.strip())
    main(Path(sys.argv[1]), Path(sys.argv[2]))
