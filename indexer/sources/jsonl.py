"""JSON Lines: a report a line, with its text, or with its paragraphs and their sections."""

import json
from collections.abc import Iterator, Mapping
from typing import cast

from indexer.contract.errors import UnreadableFileError
from indexer.contract.reading import GivenParagraph, RawReport, SkippedFile
from indexer.sources.columns import each_line
from indexer.sources.encodings import Decoded
from indexer.sources.files import SourceFile
from indexer.sources.records import NO_COLUMNS, Record, field_of, record_report


class _BadLineError(ValueError):
    """A line that is no report; the message is the reason."""


def read_jsonl(
    file: SourceFile, decoded: Decoded, columns: Mapping[str, str] = NO_COLUMNS
) -> Iterator[RawReport | SkippedFile]:
    """The reports of the file; a line that is none is skipped, by its number, and the others go on.

    Raises UnreadableFileError where no line can be read.
    """
    skipped: list[SkippedFile] = []
    readable = False
    for number, line in enumerate(each_line(decoded.text), start=1):
        plain = line.strip("\ufeff \t\r\n")
        if not plain:
            continue
        try:
            report = record_report(file, decoded, _record(number, plain, columns))
        except _BadLineError as exc:
            skipped.append(SkippedFile(path=f"{file.shown}:{number}", reason=str(exc)))
            continue
        yield from skipped
        skipped, readable = [], True
        yield report
    if not readable:
        first = f"; the first: {skipped[0].reason}" if skipped else ""
        raise UnreadableFileError(f"no line can be read as a report{first}")
    yield from skipped


def _record(number: int, line: str, columns: Mapping[str, str]) -> Record:
    keys = _keys(line)
    fields: dict[str, str] = {}
    mapped = {name.strip().lower() for name in columns}
    for key in sorted(keys, key=lambda key: key.strip().lower() not in mapped):
        field = field_of(key, columns)
        if field is not None and not fields.get(field, "").strip():
            fields[field] = _plain(keys[key])
    given = _given(keys.get("paragraphs"))
    if not given and not fields.get("text", "").strip():
        raise _BadLineError("neither text nor paragraphs")
    unknown = sorted(key for key in keys if field_of(key, columns) is None and key != "paragraphs")
    notes = (f"keys not used: {', '.join(unknown)[:200]}",) if unknown else ()
    return Record(row=number, fields=fields, given=given, notes=notes)


def _keys(line: str) -> dict[str, object]:
    try:
        parsed: object = json.loads(line)
    except RecursionError as exc:
        raise _BadLineError("the JSON is nested too deeply") from exc
    except ValueError as exc:
        raise _BadLineError(f"not valid JSON: {str(exc)[:120]}") from exc
    if not isinstance(parsed, dict):
        raise _BadLineError("not a JSON object")
    return cast("dict[str, object]", parsed)


def _plain(value: object) -> str:
    """A value as text: a region may be an object with its code or name; null is nothing."""
    match value:
        case None | bool():
            return ""
        case str():
            return value
        case int() | float():
            return str(value)
        case {"code": str(name)} | {"name": str(name)}:
            return name
        case other:
            raise _BadLineError(f"a {type(other).__name__} where a text is expected")


def _given(value: object) -> tuple[GivenParagraph, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise _BadLineError("paragraphs is not a list")
    return tuple(paragraph for item in value if (paragraph := _paragraph(item)).text.strip())


def _paragraph(item: object) -> GivenParagraph:
    match item:
        case str():
            return GivenParagraph(text=item, section=())
        case {"text": str(text), "section": section}:
            return GivenParagraph(text=text, section=_section(section))
        case {"text": str(text)}:
            return GivenParagraph(text=text, section=())
        case other:
            raise _BadLineError(f"a {type(other).__name__} without text among the paragraphs")


def _section(value: object) -> tuple[str, ...]:
    match value:
        case None:
            return ()
        case str():
            parts: list[object] = [value]
        case list():
            parts = value
        case other:
            raise _BadLineError(f"a section that is a {type(other).__name__}")
    return tuple(" ".join(part.split()) for part in parts if isinstance(part, str) and part.strip())
