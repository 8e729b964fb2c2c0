"""Runs one program and tells its wall time and its own peak memory."""

import ctypes
import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass

# A forked child starts with its parent's peak memory, and a Python parent is larger than most compressors. So a small
# shell forks a smaller one, which waits for a line and then becomes the program; the first shell ends, and the program
# is our child again, because we are its subreaper.
LAUNCHER = """
out=$1 err=$2; shift 2
exec 3<&0
{ read -r go <&3; exec "$@" </dev/null >"$out" 2>"$err" 3<&-; } &
echo $!
"""
PR_SET_CHILD_SUBREAPER = 36


@dataclass
class Outcome:
    """`error` is empty if the program ended with exit status 0."""

    seconds: float
    peak_bytes: int
    error: str


def become_subreaper():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_CHILD_SUBREAPER)")


def pin_to_one_core():
    """Keeps this process and all it starts on one core, so that every tool has the same."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def last_line(path):
    with open(path, "rb") as file:
        lines = file.read()[-4000:].decode("utf-8", "replace").splitlines()
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def describe_failure(status, last_words):
    """What went wrong, from a wait status; empty if nothing did."""
    if os.WIFSIGNALED(status):
        return f"killed by {signal.Signals(os.WTERMSIG(status)).name}"
    code = os.WEXITSTATUS(status)
    return f"exit {code}: {last_words}".rstrip(": ") if code else ""


def prepare(command, folder, stdout_path, stderr_path):
    """A process that becomes the program at a line on the pipe: its id and the pipe. REQUIRES: become_subreaper()."""
    shell = subprocess.Popen(
        ["/bin/sh", "-c", LAUNCHER, "sh", stdout_path, stderr_path, *command],
        cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )
    pid = int(shell.stdout.readline())
    shell.stdout.close()
    shell.wait()
    return pid, shell.stdin


def run(command, folder, stdout_path, stderr_path, timeout):
    """Runs `command` in `folder`, at most `timeout` seconds. REQUIRES: become_subreaper()."""
    pid, gate = prepare(command, folder, stdout_path, stderr_path)
    expired = threading.Event()

    def kill():
        expired.set()
        os.kill(pid, signal.SIGKILL)

    timer = threading.Timer(timeout, kill)
    timer.start()
    started = time.perf_counter()
    try:
        gate.write(b"\n")
        gate.close()
        _, status, usage = os.wait4(pid, 0)
    except BaseException:
        os.kill(pid, signal.SIGKILL)
        os.wait4(pid, 0)
        raise
    finally:
        timer.cancel()
    seconds = time.perf_counter() - started
    error = f"killed after {timeout:g} s" if expired.is_set() else describe_failure(status, last_line(stderr_path))
    return Outcome(seconds, usage.ru_maxrss * 1024, error)
