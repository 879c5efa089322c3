"""Load: readers that ask a server without pause, and how long they wait."""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from statistics import median, quantiles

HOST = "127.0.0.1"
_OK = 200
_TIMEOUT_S = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What so many readers at once met with; an answer that is no page, or does not come, is an error."""

    clients: int
    requests: int
    errors: int
    per_s: float
    p50_ms: float
    p95_ms: float


def load(port: int, urls: Sequence[str], clients: int) -> Load:
    """Each URL asked for once, by whichever reader is free."""
    waiting, lock = iter(urls), threading.Lock()
    times: list[float | None] = []
    readers = [threading.Thread(target=_read, args=(port, waiting, lock, times)) for _ in range(clients)]
    started = time.perf_counter()
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    seconds = time.perf_counter() - started
    good = [taken * 1000 for taken in times if taken is not None]
    return Load(
        clients=clients,
        requests=len(times),
        errors=len(urls) - len(good),
        per_s=len(good) / seconds,
        p50_ms=median(good),
        p95_ms=quantiles(good, n=20)[-1],
    )


def _read(port: int, urls: Iterator[str], lock: threading.Lock, times: list[float | None]) -> None:
    """One reader, on one connection as long as the server keeps it."""
    connection = HTTPConnection(HOST, port, timeout=_TIMEOUT_S)
    while True:
        with lock:
            url = next(urls, None)
        if url is None:
            break
        times.append(_taken(connection, url))
    connection.close()


def _taken(connection: HTTPConnection, url: str) -> float | None:
    """The seconds that a page takes; None where it is an error."""
    started = time.perf_counter()
    try:
        connection.request("GET", url)
        response = connection.getresponse()
        page = response.read()
    except (OSError, HTTPException):
        connection.close()
        return None
    return time.perf_counter() - started if response.status == _OK and page else None
