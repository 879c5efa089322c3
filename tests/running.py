"""Real processes for the tests: the command `fangzhi`, and a site it serves."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
COMMAND = (sys.executable, "-m", "indexer")
STARTUP_S = 30.0


def environment(**extra: str) -> dict[str, str]:
    """The environment without settings of whoever runs the tests, and with the project importable."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("FANGZHI_")}
    return clean | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | extra


def fangzhi(*args: str | Path, cwd: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end; its exit code is for the caller to judge."""
    return subprocess.run(
        [*COMMAND, *map(str, args)],
        cwd=cwd,
        env=environment(**extra),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def start(*args: str | Path, cwd: Path) -> subprocess.Popen[bytes]:
    """Start the command and do not wait; its output is thrown away."""
    return subprocess.Popen(
        [*COMMAND, *map(str, args)],
        cwd=cwd,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def site(index: Path, cwd: Path) -> Iterator[str]:
    """The address of `fangzhi serve` on a free port, until the block ends."""
    port = free_port()
    with serving(
        ("-m", "indexer", "serve", "--index", str(index), "--port", str(port)), port, cwd
    ) as address:
        yield address


@contextmanager
def serving(args: Sequence[str], port: int, cwd: Path, **extra: str) -> Iterator[str]:
    """A server run by this Python with `args`, once it answers /healthz; stopped with SIGTERM at the end."""
    with subprocess.Popen(
        [sys.executable, *args],
        cwd=cwd,
        env=environment(**extra),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            _await(process, f"{address}/healthz")
            yield address
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.communicate(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()


def _await(process: subprocess.Popen[str], address: str) -> None:
    deadline = time.monotonic() + STARTUP_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise AssertionError(f"the server stopped: {process.communicate()[1]}")
        try:
            get_json(address)
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise AssertionError(f"no answer from {address} in {STARTUP_S} s")


def free_port() -> int:
    """A port of the loopback interface that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get_json(address: str) -> Any:
    """The JSON at an address; raises urllib's error for any status but 200."""
    with urllib.request.urlopen(address, timeout=20) as response:  # noqa: S310 -- our own loopback address
        return json.load(response)
