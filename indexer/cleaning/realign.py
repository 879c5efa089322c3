"""Realignment: the most plausible reading of a stretch of text, in step or shifted by one byte of GBK."""

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.cleaning.plausible import points

LOST = "\ufffd"  # a character of which one byte is gone
_ASKS = "?？\ufffd"
_SHOUTS = "!！"
_CLOSING, _OPENING = "”", "“"
_LEADS = (b"\xa1", b"\xa3")  # of punctuation, the bytes that are lost most
_PUNCTUATION = frozenset("，。、；：？！“”《》（）…—·")
_FEWEST_GAINED = 5.0
_FEWEST_CHARS = 3
_PAIR = 2
_LONGEST_CHARS = 2000
_QUOTE_REACH_CHARS = 400
_ENTRY = -6.0  # a byte is gone without a trace
_ENTRY_AT_MARK = -3.0  # "?" stands where it was
_QUOTE_CLOSED = 6.0  # the shift closes a quote that is open
_EXIT = -6.0
_EXIT_AT_MARK = -2.0
_EXIT_AT_LETTER = -0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A span of a text (code points, half-open) and what it reads as once it is back in step."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Path:
    """A way to read the text so far: its points, and the shifted run at its end or the runs before it.

    `pending` is the byte that waits for its second half, b"" in step. `gain` is what the open run is worth
    above the text as it stands.
    """

    gain: float
    start: int = 0
    pending: bytes = b""
    text: str = ""


def realigned(text: str, start: int, end: int) -> Iterator[Run]:
    """The runs within text[start:end] that are clearly more plausible shifted; what is in step is in none.

    Linear: at each character the best run that is still open is followed, and no other.
    """
    open_run: _Path | None = None
    best: tuple[float, Run] | None = None
    reached = start
    for at in range(start, end):
        entered = _enter(text, at, reached)
        followed = _follow(open_run, text[at]) if open_run else None
        left = _leave(open_run, text, at) if open_run else None
        if left is not None and (best is None or left[0] > best[0]):
            best = left
        open_run = max(
            (path for path in (followed, entered) if path), key=lambda path: path.gain, default=None
        )
        if best is not None and (
            open_run is None or open_run.gain < best[0] - _FEWEST_GAINED * 2 or open_run.start >= best[1].end
        ):
            yield best[1]
            reached, best = best[1].end, None
            if open_run is not None and open_run.start < reached:
                open_run = None
    if open_run is not None:
        left = _leave(open_run, text, end)
        if left is not None and (best is None or left[0] > best[0]):
            best = left
    if best is not None:
        yield best[1]


def _bytes(char: str) -> bytes:
    """The two bytes of the character in GBK; b"" where it has not two."""
    try:
        found = char.encode("gb18030")
    except UnicodeEncodeError:
        return b""
    return found if len(found) == _PAIR else b""


def _char(pair: bytes) -> str:
    """The character of two bytes, "" where they are none."""
    try:
        found = pair.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return found if len(found) == 1 else ""


def _enter(text: str, at: int, reached: int) -> _Path | None:
    """The run that opens with this character, its first byte the second half of a character before it."""
    shout = text[at] in _SHOUTS
    pair = _bytes("！" if shout else text[at])
    asked = at > reached and text[at - 1] in _ASKS
    if not pair or (shout and not asked):
        return None
    if text[at] == "。" and (at == 0 or text[at - 1].isspace()):  # no line opens so: a space lost a byte
        return _Path(gain=_ENTRY_AT_MARK - points(text[at]), start=at, pending=pair[1:])
    if not asked:
        return _Path(gain=_ENTRY - points(text[at]), start=at, pending=pair[1:], text=LOST)
    mark = next((char for char in (_char(lead + pair[:1]) for lead in _LEADS) if char in _PUNCTUATION), LOST)
    gain = points(mark) - points(text[at - 1]) - points(text[at])
    if mark == LOST:
        gain += _ENTRY_AT_MARK
    elif shout and _is_quote_open(text, at):
        gain += _QUOTE_CLOSED
    return _Path(gain=gain, start=at - 1, pending=pair[1:], text=mark)


def _follow(run: _Path, char: str) -> _Path | None:
    """The run with one more character in it."""
    pair = _bytes(char) if len(run.text) < _LONGEST_CHARS else b""
    found = _char(run.pending + pair[:1]) if pair else ""
    if not found:
        return None
    return _Path(
        gain=run.gain + points(found) - points(char), start=run.start, pending=pair[1:], text=run.text + found
    )


def _leave(run: _Path, text: str, at: int) -> tuple[float, Run] | None:
    """The run closed before or with the character at `at`, and what it gains; None where that is little."""
    char = text[at] if at < len(text) else "\n"
    gain, end, read = run.gain, at, run.text
    last = _char(run.pending + char.encode()) if char.isascii() and "@" <= char <= "~" else ""
    if last and not _in_word(text, at):
        gain, end, read = gain + points(last) - points(char) + _EXIT_AT_LETTER, at + 1, read + last
    elif char in _ASKS:
        end = at + 1
        closes = run.pending == b"\xa1" and read == "。" and _is_quote_open(text, at)
        gain, read = (
            gain + (points(_CLOSING) if closes else 0.0) + _EXIT_AT_MARK,
            read + ("”" if closes else "") + LOST,
        )
    elif char == "\n":
        closes = run.pending == b"\xa3" and read.count("（") > read.count("）")
        gain, read = gain + _EXIT_AT_MARK, read + ("）" if closes else LOST)
    else:
        gain, read = gain + _EXIT, read + LOST
    if gain < _FEWEST_GAINED or len(read) < _FEWEST_CHARS:
        return None
    return gain, Run(start=run.start, end=end, text=read)


def _in_word(text: str, at: int) -> bool:
    """Whether the letter is one of several, and no byte gone astray."""
    return any(char.isascii() and char.isalnum() for char in (text[at - 1], *text[at + 1 : at + 2]))


def _is_quote_open(text: str, at: int) -> bool:
    """Whether a quote is open here that nothing closes within the line."""
    near, far = max(0, at - _QUOTE_REACH_CHARS), at + _QUOTE_REACH_CHARS
    line_start = text.rfind("\n", near, at) + 1 or near
    line_end = text.find("\n", at, far)
    line_end = line_end if line_end >= 0 else min(len(text), far)
    before = text.rfind(_OPENING, line_start, at) > text.rfind(_CLOSING, line_start, at)
    closing, opening = text.find(_CLOSING, at, line_end), text.find(_OPENING, at, line_end)
    return before and (closing < 0 or 0 <= opening < closing)
