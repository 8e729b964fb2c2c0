"""The programs that are compared: how each compresses, restores and tells its version.

A command runs in an empty folder that holds the text as `text`. It leaves its archive in `archive_name`, and what it
restores in `restored_name`; a command whose output goes to stdout says so. One core each.
"""

import re
import shutil
import subprocess
from dataclasses import dataclass


@dataclass(frozen=True)
class Peer:
    name: str
    program: str
    compress: tuple
    decompress: tuple
    compress_to_stdout: bool = True
    decompress_to_stdout: bool = True
    archive_name: str = "archive"
    restored_name: str = "restored"
    version_arguments: tuple = ("--version",)


def filter_peer(name, program, *options, restore_options=()):
    """A peer with the habits of gzip."""
    restore = (program, "-d", "-c", *restore_options, "archive")
    return Peer(name, program, (program, *options, "-c", "text"), restore)


PEERS = (
    filter_peer("gzip -9", "gzip", "-9"),
    filter_peer("bzip2 -9", "bzip2", "-9"),
    filter_peer("xz -9e", "xz", "-9e", "-T1"),
    filter_peer("zstd -19", "zstd", "-q", "-19", "--single-thread"),
    filter_peer("zstd --ultra -22", "zstd", "-q", "--ultra", "-22", "--single-thread"),
    filter_peer("brotli -q 11 -w 24", "brotli", "-q", "11", "-w", "24"),
    Peer(
        name="7z PPMd o16",
        program="7z",
        compress=("7z", "a", "-bd", "-y", "-mmt=1", "-m0=PPMd:mem=256m:o=16", "archive.7z", "text"),
        decompress=("7z", "x", "-so", "-mmt=1", "archive.7z"),
        compress_to_stdout=False,
        archive_name="archive.7z",
        version_arguments=(),
    ),
    Peer(
        name="zpaq -m5",
        program="zpaq",
        compress=("zpaq", "a", "archive.zpaq", "text", "-m5", "-t1"),
        decompress=("zpaq", "x", "archive.zpaq", "-to", "restored", "-t1"),
        compress_to_stdout=False,
        decompress_to_stdout=False,
        archive_name="archive.zpaq",
        restored_name="restored/text",
        version_arguments=(),
    ),
)


def pith_peer(path, level, model):
    """pith with a model; `none` starts from empty. It finds the model again by what the archive says."""
    return filter_peer(f"pith -{level} -m {model}", path, f"-{level}", "-T1", "-m", model, restore_options=("-T1",))


def select(names):
    """The peers whose program is in `names`, "all" for every one, in a fixed order."""
    unknown = set(names) - {peer.program for peer in PEERS} - {"all"}
    if unknown:
        raise ValueError(f"unknown peers: {', '.join(sorted(unknown))}")
    return [peer for peer in PEERS if "all" in names or peer.program in names]


def is_installed(peer):
    return shutil.which(peer.program) is not None


def parse_version(text):
    """The first thing like 1.2 or 1.2.3 in what a program says of itself."""
    match = re.search(r"\d+(\.\d+)+", text)
    return match.group(0) if match else "unknown"


def version(peer):
    command = [peer.program, *peer.version_arguments]
    said = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False)
    return parse_version(said.stdout.decode("utf-8", "replace"))
