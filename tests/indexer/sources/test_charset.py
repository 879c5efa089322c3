"""Declarations: what a page or an XML file says of its encoding."""

import pytest

from indexer.sources.charset import declared_charset


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<html><head><meta charset="UTF-8">', "utf-8"),
        (b"<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=gb2312'>", "gb2312"),
        (b'\xef\xbb\xbf<?xml version="1.0" encoding="big5"?>', "big5"),
        ('<meta charset="utf-16">'.encode("utf-16"), "utf-16"),
        (b"<html><body>", None),
        (b"a text about <meta charset=gbk>", None),
        (b"<p>" + b"x" * 10_000 + b"<meta charset=gbk>", None),
    ],
)
def test_a_declaration_in_the_head_is_found(head: bytes, charset: str | None) -> None:
    assert declared_charset(head) == charset
