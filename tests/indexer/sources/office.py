"""Office files made on the fly: the least of DOCX, XLSX, PDF and ZIP that their readers take."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_LINE_POINTS = 20
_DAY_STYLE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph of a DOCX: `bold`, then `text`; `heading` 0 is body text, `list_id` numbers it."""

    text: str = ""
    bold: str = ""
    heading: int = 0
    list_id: int = 0
    level: int = 0
    style: str = ""


# What stands in the body of a DOCX: a paragraph of plain text, any paragraph, a table.
Content = str | Block | Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A list of a DOCX: for each level its number format and text."""

    levels: Sequence[tuple[str, str]]


def zip_bytes(files: Mapping[str, bytes | str]) -> bytes:
    """An archive of these files, deflated."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def remade(data: bytes, old: bytes, new: bytes) -> bytes:
    """The archive with these bytes changed in each of its members."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return zip_bytes({name: package.read(name).replace(old, new) for name in package.namelist()})


def docx_bytes(
    blocks: Sequence[Content],
    *,
    lists: Sequence[Numbered] = (),
    title: str = "",
    creator: str = "",
) -> bytes:
    """A Word document: a str is a paragraph, a sequence of rows a table; `lists` have ids from 1."""
    body = "".join(_block(block) for block in blocks)
    files = {
        "[Content_Types].xml": _content_types(
            (
                "/word/document.xml",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            )
        ),
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations(
            [("styles", "styles.xml"), ("numbering", "numbering.xml")]
        ),
        "word/document.xml": f"{_DECLARED}<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(lists),
        "docProps/core.xml": (
            f'{_DECLARED}<c:coreProperties xmlns:c="{_PACKAGE}/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
            f"<dc:creator>{escape(creator)}</dc:creator></c:coreProperties>"
        ),
    }
    return zip_bytes(files)


def xlsx_bytes(rows: Sequence[Sequence[object]], **more: Sequence[Sequence[object]]) -> bytes:
    """A workbook of the sheet "Sheet1", and of more by name. A float in a cell is a number, `Day` a date."""
    sheets = {"Sheet1": rows, **more}
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" r:id="rId{at}"/>'
        for at, name in enumerate(sheets, start=1)
    )
    files = {
        "[Content_Types].xml": _content_types(
            ("/xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")
        ),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)),
                ("styles", "styles.xml"),
            ]
        ),
        "xl/workbook.xml": (
            f'{_DECLARED}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
            f"<sheets>{listed}</sheets></workbook>"
        ),
        "xl/styles.xml": (
            f'{_DECLARED}<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/>'
            "</cellXfs></styleSheet>"
        ),
        **{
            f"xl/worksheets/sheet{at}.xml": _sheet(sheet) for at, sheet in enumerate(sheets.values(), start=1)
        },
    }
    return zip_bytes(files)


@dataclass(frozen=True, slots=True)
class Day:
    """A cell that Excel shows as a date: the days since 1899-12-30."""

    serial: int


def pdf_bytes(pages: Sequence[Sequence[str]], *, title: str = "", encrypted: bool = False) -> bytes:
    """A PDF of pages of lines, in a font without glyphs that maps its codes to Unicode (ToUnicode).

    A line like the one above it is taken for its shadow, since without glyphs neither has a height.
    """
    chars = sorted({char for page in pages for line in page for char in line})
    code = {char: at for at, char in enumerate(chars, start=1)}
    kids = " ".join(f"{7 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/DW 1000>>",
        _stream(_to_unicode(code)),
        b"<</Title<FEFF" + title.encode("utf-16-be").hex().encode() + b">>>",
    ]
    for at, page in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {8 + 2 * at} 0 R>>".encode()
        )
        objects.append(_stream(_page(page, code)))
    return _pdf(objects, encrypted=encrypted)


def _block(block: Content) -> str:
    match block:
        case str():
            return _paragraph(Block(text=block))
        case Block():
            return _paragraph(block)
        case rows:
            cells = ["".join(f"<w:tc>{_paragraph(Block(text=cell))}</w:tc>" for cell in row) for row in rows]
            return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def _paragraph(block: Block) -> str:
    style = block.style or (f"Heading{block.heading}" if block.heading else "")
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    numbered = (
        f'<w:numPr><w:ilvl w:val="{block.level}"/><w:numId w:val="{block.list_id}"/></w:numPr>'
        if block.list_id
        else ""
    )
    bold = f"<w:r><w:rPr><w:b/></w:rPr><w:t>{escape(block.bold)}</w:t></w:r>" if block.bold else ""
    text = f'<w:r><w:t xml:space="preserve">{escape(block.text)}</w:t></w:r>'
    return f"<w:p><w:pPr>{styled}{numbered}</w:pPr>{bold}{text}</w:p>"


def _styles() -> str:
    """Headings, an entry of a table of contents, and the style "Numbered", which is of list 1."""
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/></w:style>'
        for level in range(1, 7)
    )
    numbered = (
        '<w:style w:type="paragraph" w:styleId="Numbered"><w:name w:val="Numbered"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Derived">'
        '<w:name w:val="Derived"/><w:basedOn w:val="Numbered"/></w:style>'
    )
    contents = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    return f"{_DECLARED}<w:styles {_W}>{headings}{numbered}{contents}</w:styles>"


def _numbering(lists: Sequence[Numbered]) -> str:
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">'
        + "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
            for depth, (form, text) in enumerate(numbered.levels)
        )
        + "</w:abstractNum>"
        for at, numbered in enumerate(lists, start=1)
    )
    nums = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(1, len(lists) + 1)
    )
    return f"{_DECLARED}<w:numbering {_W}>{abstract}{nums}</w:numbering>"


def _content_types(*overrides: tuple[str, str]) -> str:
    parts = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
    return (
        f'{_DECLARED}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{at}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _sheet(rows: Sequence[Sequence[object]]) -> str:
    written = "".join(
        f'<row r="{number}">'
        + "".join(_cell(f"{chr(65 + at)}{number}", value) for at, value in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )
    return f'{_DECLARED}<worksheet xmlns="{_MAIN}"><sheetData>{written}</sheetData></worksheet>'


def _cell(place: str, value: object) -> str:
    match value:
        case Day():
            return f'<c r="{place}" s="{_DAY_STYLE}"><v>{value.serial}</v></c>'
        case int() | float():
            return f'<c r="{place}"><v>{value}</v></c>'
        case other:
            return f'<c r="{place}" t="inlineStr"><is><t>{escape(str(other))}</t></is></c>'


def _stream(data: bytes) -> bytes:
    return f"<</Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"


def _to_unicode(code: Mapping[str, int]) -> bytes:
    pairs = [f"<{at:04X}> <{char.encode('utf-16-be').hex()}>" for char, at in code.items()]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    mapped = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{mapped}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


def _page(lines: Sequence[str], code: Mapping[str, int]) -> bytes:
    coded = ["".join(f"{code[char]:04X}" for char in line) for line in lines]
    shown = [f"1 0 0 1 72 {780 - _LINE_POINTS * at} Tm <{line}> Tj" for at, line in enumerate(coded)]
    return ("BT /F1 12 Tf\n" + "\n".join(shown) + "\nET").encode()


def _pdf(objects: Sequence[bytes], *, encrypted: bool) -> bytes:
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    locked = (
        f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'ab' * 32}>/U<{'cd' * 32}>>>/ID[<00><00>]"
        if encrypted
        else ""
    )
    trailer = f"<</Size {len(objects) + 1}/Root 1 0 R/Info 6 0 R{locked}>>"
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return data + f"{head}trailer\n{trailer}\nstartxref\n{len(data)}\n%%EOF\n".encode()
