"""What a file says of its own encoding: a byte order mark, or a declaration that is often wrong."""

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD_BYTES = 4_096
_DECLARATION = re.compile(
    rb"\s*<\?xml[^>]{0,200}?\sencoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})"
    rb"|<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})",
    re.IGNORECASE,
)
# The encodings that we tell apart, under the names that Python gives to those that belong to them.
_FAMILIES = {
    "utf-8": ("utf-8", "utf-8-sig"),
    "gb18030": ("gb2312", "gbk", "gb18030", "hz"),
    "big5": ("big5", "big5hkscs", "cp950"),
    "utf-16-le": ("utf-16-le",),
    "utf-16-be": ("utf-16-be",),
}
_FAMILY_OF = {name: family for family, names in _FAMILIES.items() for name in names}


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page (<meta charset>, http-equiv) or an XML file declares, in small letters.

    >>> declared_charset(b'<html><meta http-equiv=Content-Type content="text/html; charset=GB2312">')
    'gb2312'
    """
    head = data[:_HEAD_BYTES].replace(b"\0", b"")
    for mark, _ in BOMS:
        head = head.removeprefix(mark)
    found = _DECLARATION.search(head) if head.lstrip().startswith(b"<") else None
    return (found[1] or found[2]).decode("ascii", errors="replace").lower() if found else None


def family(charset: str) -> str:
    """The encoding that we read a declared one as; its own name where we read no such thing.

    >>> family("GBK"), family("big5-hkscs"), family("latin1"), family("x-unknown")
    ('gb18030', 'big5', 'iso8859-1', 'x-unknown')
    """
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return charset
    return _FAMILY_OF.get(name, name)
