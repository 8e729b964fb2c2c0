"""FORMAT.md, "Line ends"."""

import re

LINE_END = re.compile(rb"(?<!\r)\r*\n")  # with all of its CRs
SWAPPED = {b"\n": b"\r\n", b"\r\n": b"\n"}


def swap(text):
    return LINE_END.sub(lambda end: SWAPPED.get(end[0], end[0]), text)


def coded(text):
    """The coded text of `text`."""
    other = swap(text)
    return other if len(other) < len(text) else text


def restore(coded, swapped, text_bytes):
    """The text of `text_bytes` bytes that has this coded text, None if there is none."""
    other = swap(coded)
    if swapped:
        return other if len(other) == text_bytes else None
    return coded if len(other) >= len(coded) else None
