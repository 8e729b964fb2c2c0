"""The texts to learn from, as the network reads them: with LF line ends, in segments."""

import os
from pathlib import Path

SEGMENT_BYTES = 32768  # about; a segment ends with a line where one ends soon
REACH_BYTES = SEGMENT_BYTES // 8


def files_below(folder):
    """Regular files, in order; none whose name, or folder's name, begins with a dot. Throws OSError."""

    def fail(error):
        raise error

    files = []
    for place, folders, names in os.walk(folder, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(place) / name for name in names if not name.startswith(".")]
    return sorted(path for path in files if path.is_file())


def read_texts(paths):
    """The text of each file, those below folders included. Throws OSError, and ValueError if there is none."""
    texts = []
    for path in map(Path, paths):
        files = files_below(path) if path.is_dir() else [path]
        texts += [file.read_bytes().replace(b"\r\n", b"\n") for file in files]
    texts = [text for text in texts if text]
    if not texts:
        raise ValueError(f"{', '.join(map(str, paths))}: no text")
    return texts


def segments_of(texts):
    """Views of consecutive parts of each text, to the network each a text that begins."""
    segments = []
    for text in texts:
        begin = 0
        while begin < len(text):
            end = begin + SEGMENT_BYTES
            if end < len(text):
                line_end = text.find(b"\n", end, end + REACH_BYTES)
                end = line_end + 1 if line_end >= 0 else end
            segments.append(memoryview(text)[begin:end])
            begin = end
    return segments
