"""What the tests of the reference decoder share: the way to its modules, and texts of many kinds."""

import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "tools"
sys.path.insert(0, str(TOOLS))

CODE = b"""\
int find(const std::vector<Entry>& table, Key key) {
\tfor (int i = 0; i < size(table); ++i) {
\t\tif (table[i].key == key && !table[i].free) {
\t\t\treturn i;
\t\t}
\t}
\treturn -1;
}

def find(table, key):
    for i, entry in enumerate(table):
        if entry.key == key and not entry.free:
            return i
    return None
"""

SCRIPTS = "Zwölf Boxkämpfer jagen Víctor quer über den Sylter Deich. Съешь ещё этих мягких французских булок. いろはにほへと"


def corpus(name, size):
    return (ROOT / "corpora" / name).read_bytes()[:size]


def table(rows):
    lines = ["station;\"name, long\";level|trend\ttime"]
    for i in range(rows):
        lines.append(f"{i:03};\"gauge {i % 7}, north\";{(i * 37) % 500 / 100}|{'+-'[i % 2]}\t{i // 60:02}:{i % 60:02}")
    return "\n".join(lines).encode()


def random_words(size):
    """Words that hardly repeat: they fill the tables."""
    choose = random.Random(1)
    text = bytearray()
    while len(text) < size:
        text += bytes(choose.choices(b"etaoinshrdlucmfwypvbgkjqxz", k=choose.randint(2, 9))) + b" "
    return bytes(text[:size])


def with_changes(passage, times, step):
    """A passage again and again, with a byte changed here and there."""
    text = bytearray(passage * times)
    for i in range(len(passage), len(text), step):
        text[i] ^= 1
    return bytes(text)


def texts():
    """Small texts by kind. The code depends on the bytes alone, the tables on the length too."""
    records = b"".join(bytes([0, 0, i, 255 - i, i * 7 & 255, 128]) for i in range(100))
    return {
        "prose": corpus("the-tide-clerk.txt", 2500),
        "log": corpus("gauge.log", 900),
        "json": corpus("stations.json", 1200),
        "table": table(25),
        "code": CODE,
        "CRLF": corpus("the-tide-clerk.txt", 400).replace(b"\n", b"\r\n"),
        "mixed line ends": b"most end so\r\nsome not\nold\rtwice\r\r\n\r\n" * 6,
        "scripts": (SCRIPTS * 3).encode(),
        "binary": records + bytes(range(256)),
        "runs": b"\n" * 20 + b"a" * 1100 + b"ab\n" * 150 + bytes(300),
        "matches that fail": b"".join(with_changes(random_words(300), 2, step) for step in (41, 11, 4)),
        "words": random_words(1600),
        "one letter": b"aaa",
        "empty": b"",
    }
