"""One text from one address: bounded in size, time and attempts, and kept only if it verifies."""

import hashlib
import http.client
import os
import re
import tempfile
import time
import urllib.error
import urllib.request

CHUNK_BYTES = 1 << 16
SILENCE_SECONDS = 30  # of one wait for the server
TEXT_SECONDS = 900  # of one attempt
RETRY_WAITS_SECONDS = (1, 3)  # before the second attempt, the third, ...
USER_AGENT = "pith-fetch-corpora"
ANNOUNCED = re.compile(r"[0-9]{1,18}")


class Failure(Exception):
    """Why no text came, as the end of a sentence that begins with its address."""


class WrongText(Failure):
    """Something came that is not the text."""


class Passing(Failure):
    """What another attempt may mend."""


def make_opener():
    """Knows http and https alone, so that no redirection leads to a file."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler, urllib.request.UnknownHandler, urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler, urllib.request.HTTPDefaultErrorHandler, urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    return opener


def ask(address):
    """The answer, a context manager. Throws Failure."""
    request = urllib.request.Request(address, headers={"User-Agent": USER_AGENT})
    try:
        return make_opener().open(request, timeout=SILENCE_SECONDS)
    except urllib.error.HTTPError as error:
        error.close()
        kind = Passing if error.code == 429 or error.code >= 500 else Failure
        raise kind(f"answers {error.code} {error.msg}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Passing(f"does not answer: {getattr(error, 'reason', error)}") from error


def read_piece(answer, size):
    try:
        return answer.read1(size)
    except (OSError, http.client.HTTPException) as error:
        raise Passing(f"broke off: {error}") from error


def announced_bytes(answer):
    """What the answer says it holds; None if it does not say."""
    length = answer.headers.get("Content-Length", "")
    return int(length) if ANNOUNCED.fullmatch(length) else None


def receive(answer, text, file):
    """Writes the text to `file`, reading at most one byte more than it has. Throws Failure; OSError is of `file`."""
    expected, announced = text.byte_count, announced_bytes(answer)
    if announced not in (None, expected):
        raise WrongText(f"serves {announced:,} bytes, not {expected:,}")
    limit = expected + 1 if announced is None else expected
    deadline = time.monotonic() + TEXT_SECONDS
    digest, received = hashlib.sha256(), 0
    while received < limit and (piece := read_piece(answer, min(CHUNK_BYTES, limit - received))):
        digest.update(piece)
        file.write(piece)
        received += len(piece)
        if time.monotonic() > deadline:
            raise Passing(f"took longer than {TEXT_SECONDS} s")
    if received > expected:
        raise WrongText(f"serves more than {expected:,} bytes")
    if received < expected:
        raise Passing(f"ended after {received:,} of {expected:,} bytes")
    if digest.hexdigest() != text.sha256:
        raise WrongText(f"serves other bytes: their sha256 is {digest.hexdigest()}")


def attempt(address, text, target):
    """Puts the text at `target` if it verifies, else leaves `target` as it was. Throws Failure, OSError."""
    with ask(address) as answer:
        handle, unfinished = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        try:
            with open(handle, "wb") as file:
                receive(answer, text, file)
            os.chmod(unfinished, 0o644)
            os.replace(unfinished, target)
        except BaseException:
            os.unlink(unfinished)
            raise


def fetch(address, text, target):
    """`attempt`, again after a passing failure. Throws Failure, OSError."""
    for wait in RETRY_WAITS_SECONDS:
        try:
            return attempt(address, text, target)
        except Passing:
            time.sleep(wait)
    return attempt(address, text, target)


def verifies(path, text):
    """Whether `path` is the text already. Throws OSError."""
    if not path.is_file() or path.stat().st_size != text.byte_count:
        return False
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(CHUNK_BYTES):
            digest.update(piece)
    return digest.hexdigest() == text.sha256
