"""What an office file's properties say of it, as far as its own text bears them out.

A title or author there is often that of the template, of the document written over, or of the computer.
"""

from indexer.contract.reading import Metadata

_OPENING_CHARS = 3_000
_LEAST_TITLE_CHARS = 4
_LEAST_AUTHOR_CHARS = 2


def borne_out(text: str, title: str, author: str) -> Metadata:
    """The title and author that the text names itself, the title in its opening.

    >>> found = borne_out("# 安溪县茶园年报\\n来源：县志办\\n正文。", "安溪县茶园年报", "Administrator")
    >>> found.title, found.author
    ('安溪县茶园年报', None)
    """
    return Metadata(
        title=_named(title, text[:_OPENING_CHARS], _LEAST_TITLE_CHARS),
        author=_named(author, text, _LEAST_AUTHOR_CHARS),
    )


def _named(value: str, text: str, least_chars: int) -> str | None:
    plain = "".join(value.split())
    found = len(plain) >= least_chars and plain in "".join(text.split())
    return " ".join(value.split()) if found else None
