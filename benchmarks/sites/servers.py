"""Servers: processes that serve a site while they are measured, and the memory they hold."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil

from benchmarks.sites.load import HOST

ROOT = Path(__file__).parents[2]
MB = 1e6
WORKERS = 2
_START_S = 600.0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def gunicorn_command(application: str, port: int, *flags: str) -> list[str]:
    """What serves an application with two workers, behind the name of this Python."""
    workers = ["--workers", str(WORKERS), "--timeout", "120", "--log-level", "warning"]
    return ["-m", "gunicorn", *workers, "--bind", f"{HOST}:{port}", *flags, application]


@contextmanager
def running(
    command: Sequence[str], port: int, ready: str, settings: Mapping[str, str]
) -> Iterator[psutil.Process]:
    """A server, from its first answer to this address on to the end of the block."""
    environment = {**os.environ, **settings}
    process = subprocess.Popen(  # noqa: S603 -- our own command; what it says of each request is left out
        [sys.executable, *command], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    try:
        _wait(process, port, ready)
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait()


def _wait(process: "subprocess.Popen[bytes]", port: int, ready: str) -> None:
    ends = time.monotonic() + _START_S
    while time.monotonic() < ends and process.poll() is None:
        connection = HTTPConnection(HOST, port, timeout=_START_S)
        with suppress(OSError, HTTPException):
            connection.request("GET", ready)
            connection.getresponse().read()
            return
        time.sleep(0.1)
    raise RuntimeError(f"no server answers {ready}; what it said stands above")


def memory_mb(server: psutil.Process) -> list[dict[str, float]]:
    """Of each process that answers: what is its own, and all that it sees, in MB."""
    workers = server.children() or [server]
    held = [worker.memory_full_info() for worker in workers]
    return [{"uss_mb": each.uss / MB, "rss_mb": each.rss / MB} for each in held]
