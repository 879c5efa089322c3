"""Asking: one text put to the whole of a search, in every mode, and what must hold of each answer."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import quote, quote_from_bytes, urlencode

from flask.testing import FlaskClient

from indexer.contract.engine import Searcher
from indexer.contract.query import Everything, Mode
from indexer.contract.results import SearchRequest
from indexer.contract.syntax import QUERY_CHARS_MAX, parse
from searchapp.app import create_app
from searchapp.arguments import Asked
from searchapp.service import answer
from searchapp.state import LIMIT_MAX, SearchState

SLOWEST_S = 1.0
# Servers take no longer addresses: waitress 256 KiB.
_URL_CHARS_MAX = 20_000
PAGES = ("/search", "/search.json", "/suggest.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A text that broke a rule, where, and how."""

    text: str
    where: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """How long a text took at one place, in seconds of CPU: the clock of a busy machine says little."""

    seconds: float
    text: str
    where: str


class Site:
    """A searcher and the site over it; of the reports one of the longest is read there."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        app = create_app(searcher)
        app.testing = True  # so that what is raised is raised here, and no error page is made of it
        self._client: FlaskClient = app.test_client()
        hits = searcher.search(SearchRequest(query=Everything(), limit=LIMIT_MAX)).hits
        longest = max(hits, key=lambda hit: hit.paragraph.ordinal)
        self._pages = (*PAGES, f"/d/{quote(longest.document)}")

    def ask(self, text: str, rng: Random, modes: Sequence[Mode]) -> Iterator[Timed | Broken]:
        """The answers of the service, in each of the modes, with one switch or another."""
        for mode in modes:
            state = SearchState(
                q=text,
                mode=mode,
                numerals=rng.random() < 0.3,
                synonyms=rng.random() < 0.8,
                explain=rng.random() < 0.1,
                fold=rng.random() < 0.1,
                limit=rng.choice((1, 1, 2, 10)),
                page=rng.choice((1, 2)),
            )
            yield self._checked(text, state)

    def browse(self, text: str) -> Iterator[Timed | Broken]:
        """The answers of the site, in each mode, to the text and to bytes that may be no UTF-8."""
        data = text[:_URL_CHARS_MAX].encode("utf-8", "surrogatepass")
        whole, half = urlencode({"q": data}), quote_from_bytes(data[1:-1])
        for page in self._pages:
            for mode in Mode:
                yield self._fetched(text, f"{page}?{whole}&mode={mode}&numerals=1")
            yield self._fetched(text, f"{page}?q={half}")

    def _checked(self, text: str, state: SearchState) -> Timed | Broken:
        where = f"{state.mode} numerals={state.numerals:d} synonyms={state.synonyms:d}"
        started = time.thread_time()
        try:
            answered = answer(self._searcher, Asked(state=state))
        except Exception as exc:  # whatever it is, it is what is looked for
            return Broken(text=text, where=where, reason=repr(exc))
        seconds = time.thread_time() - started
        meant = answered.meant
        if len(meant.read_as) > QUERY_CHARS_MAX or parse(meant.read_as, Mode.WORDS).query != meant.query:
            return Broken(
                text=text, where=where, reason=f"is read as {meant.read_as!r}, which is another query"
            )
        if len(text) > QUERY_CHARS_MAX and not answered.hints:
            return Broken(text=text, where=where, reason="was cut without a hint")
        return Timed(seconds=seconds, text=text, where=where)

    def _fetched(self, text: str, url: str) -> Timed | Broken:
        where = url[:40]
        started = time.thread_time()
        try:
            status = self._client.get(url).status_code
        except Exception as exc:  # whatever it is, it is what is looked for
            return Broken(text=text, where=where, reason=repr(exc))
        seconds = time.thread_time() - started
        if status != 200:
            return Broken(text=text, where=where, reason=f"status {status}")
        return Timed(seconds=seconds, text=text, where=where)
