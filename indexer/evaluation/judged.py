"""Judged queries, read from two files in TREC's formats: what is asked, and what should be found.

Queries: `id<TAB>text` a line; no text is the empty query. Judgements: `id 0 name relevance` a line, where a
name is the id of a document, or `document#pN` for its paragraph N; relevance is a whole number, 0 or less for
not relevant. Both are UTF-8.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.contract.errors import FangzhiError

_PARAGRAPH = re.compile(r"#p\d+$")
_RELEVANCE = re.compile(r"[+-]?[0-9]{1,9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedQuery:
    """A query, and the relevance of each name that was judged for it; at least one was."""

    id: str
    text: str
    relevance: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The judged queries in the order of their file; `paragraphs`: the names are of paragraphs, else of
    documents. `unjudged` counts the queries left out because nothing was judged for them."""

    queries: tuple[JudgedQuery, ...]
    paragraphs: bool
    unjudged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judgement:
    query: str
    name: str
    relevance: int


def read_judged(queries: Path, judgements: Path) -> Judged:
    """Read both files. Judgements of queries that are not in the first are passed over.

    Raises FangzhiError naming the file, the line and the cure.
    """
    texts = _queries(queries)
    relevance, paragraphs = _judgements(judgements)
    judged = tuple(
        JudgedQuery(id=name, text=text, relevance=tuple(relevance[name].items()))
        for name, text in texts.items()
        if name in relevance
    )
    if not judged:
        raise FangzhiError(
            f"{judgements} judges no query of {queries}; the first column must be the id of a query,"
            f" such as {next(iter(texts))!r}"
        )
    return Judged(queries=judged, paragraphs=paragraphs, unjudged=len(texts) - len(judged))


def _queries(path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, line in _lines(path):
        name, tab, text = line.partition("\t")
        name, text = name.strip(), text.strip()
        if not name or not tab:
            raise _malformed(path, number, "is not a query; write: id<TAB>text")
        if name in found:
            raise _malformed(path, number, f"gives the id {name!r} a second time; give each query its own")
        found[name] = text
    return found


def _judgements(path: Path) -> tuple[dict[str, dict[str, int]], bool]:
    """By query; and whether paragraphs are judged."""
    found: dict[str, dict[str, int]] = {}
    paragraphs: bool | None = None
    for number, line in _lines(path):
        judgement = _judgement(line)
        if judgement is None:
            raise _malformed(path, number, "is not a judgement; write: id 0 document[#pN] relevance")
        of_paragraph = bool(_PARAGRAPH.search(judgement.name))
        if of_paragraph is not (of_paragraph if paragraphs is None else paragraphs):
            raise _malformed(path, number, "mixes documents and paragraphs (#pN); judge one or the other")
        paragraphs = of_paragraph
        names = found.setdefault(judgement.query, {})
        if judgement.name in names:
            raise _malformed(path, number, f"judges {judgement.name} a second time; leave one of the lines")
        names[judgement.name] = judgement.relevance
    return found, bool(paragraphs)


def _judgement(line: str) -> _Judgement | None:
    """None for anything else. An id that is a path may hold spaces.

    >>> _judgement("7 0 2024/night school.txt#p3 1")
    _Judgement(query='7', name='2024/night school.txt#p3', relevance=1)
    """
    match line.split(maxsplit=2):
        case [query, _, rest]:
            name, *relevance = rest.rsplit(maxsplit=1)
            if relevance and _RELEVANCE.fullmatch(relevance[0]):
                return _Judgement(query=query, name=name.strip(), relevance=int(relevance[0]))
    return None


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers; at least one."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as exc:
        raise FangzhiError(f"no file {path}; name the files of queries and of judgements") from exc
    except OSError as exc:
        raise FangzhiError(f"{path} cannot be read ({exc.strerror}); name a file that can") from exc
    except UnicodeDecodeError as exc:
        number = exc.object[: exc.start].count(b"\n") + 1
        raise _malformed(path, number, "is not UTF-8; save the file as UTF-8") from exc
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not lines:
        raise FangzhiError(f"{path} is empty; write a line for each query or judgement")
    yield from lines


def _malformed(path: Path, number: int, problem: str) -> FangzhiError:
    return FangzhiError(f"{path}: line {number} {problem}")
