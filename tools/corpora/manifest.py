"""The list of training texts, and what a row of it may say."""

import csv
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

COLUMNS = ("name", "address", "sha256", "bytes", "licence")

# No part begins with a dot or a dash: so a name stays below its folder, and no name is that of an unfinished download.
NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._+-]*(/[A-Za-z0-9_][A-Za-z0-9._+-]*)*")
ADDRESS = re.compile(r"https?://[^\s/?#@]+(/[^\s#]*)?")
SHA256 = re.compile(r"[0-9a-f]{64}")
BYTES = re.compile(r"[1-9][0-9]{0,11}")


@dataclass(frozen=True)
class Text:
    """`sha256` and `byte_count` are of the text that the model was trained on, `address` is of what it comes from."""

    name: str
    address: str
    sha256: str
    byte_count: int
    licence: str

    def may_be_at_address(self):
        """False if `address` has another ending than the name: of a page, a folder, XML to prepare the text from."""
        return PurePosixPath(urlsplit(self.address).path).suffix == PurePosixPath(self.name).suffix


def check_address(address):
    """Throws ValueError unless http or https can ask for `address`, without a user's name or password in it."""
    if not (address.isascii() and ADDRESS.fullmatch(address)):
        raise ValueError(f"'{address}' is not of the form https://HOST/PATH")


def to_text(row):
    """Throws ValueError."""
    if None in row or None in row.values():
        raise ValueError(f"a row has {len(COLUMNS)} columns")
    if not NAME.fullmatch(row["name"]):
        raise ValueError(f"'{row['name']}' may leave the folder: names are letters, digits, ._+- and inner slashes")
    check_address(row["address"])
    if not SHA256.fullmatch(row["sha256"]):
        raise ValueError(f"{row['name']}: sha256 is 64 hexadecimal digits, not '{row['sha256']}'")
    if not BYTES.fullmatch(row["bytes"]):
        raise ValueError(f"{row['name']}: bytes is a number from 1 on, not '{row['bytes']}'")
    if not row["licence"].strip():
        raise ValueError(f"{row['name']}: licence is empty")
    return Text(row["name"], row["address"], row["sha256"], int(row["bytes"]), row["licence"])


def read(path):
    """The texts in the order of the rows. Throws ValueError, which names the line, and OSError."""
    texts, seen = [], set()
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        try:
            if tuple(rows.fieldnames or ()) != COLUMNS:
                raise ValueError(f"the columns are not {','.join(COLUMNS)}")
            for row in rows:
                text = to_text(row)
                if text.name.lower() in seen:
                    raise ValueError(f"'{text.name}' is listed twice")
                seen.add(text.name.lower())
                texts.append(text)
        except (ValueError, csv.Error) as error:
            raise ValueError(f"{path}:{rows.line_num}: {error}") from error
    return texts
