"""Invented reports, and indexes built of them step by step."""

import random
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from indexer.contract.documents import Paragraph, Report
from indexer.contract.manifest import Manifest
from indexer.contract.vocabulary import Region
from indexer.engines import open_writer

SEED = 20261122
CLAUSES = (
    "水库大坝加固三处",
    "灌溉渠修了五公里",
    "图书馆夜里开门",
    "發展漁業",
    "2024年种树98.1%",
    "镇上办了夜校",
    "桥通了",
)
HEADINGS = ("一、水利", "二、文化", "（一）水库", "（二）夜校")
THEMES = ("水利", "文化", None)
REGIONS = (
    Region(code="330200", name="宁波市", path=("浙江省", "宁波市"), codes=("330000", "330200")),
    Region(code="370100", name="济南市", path=("山东省", "济南市"), codes=("370000", "370100")),
    None,
)


def invented(count: int, salt: str = "") -> list[Report]:
    """Reports r0, r1, ...; each hangs on its number and the salt alone."""
    return [_report(number, random.Random(f"{SEED} {number} {salt}")) for number in range(count)]


def _report(number: int, chance: random.Random) -> Report:
    region = chance.choice(REGIONS)
    return Report(
        id=f"r{number}",
        title=f"{chance.choice(('水库', '夜校', '镇志'))}纪事{number}",
        subtitle=chance.choice((None, "图书馆篇")),
        date=chance.choice((None, date(2020 + chance.randrange(5), 3, 1))),
        source=chance.choice((None, "乡镇文化站")),
        author=None,
        url=None,
        region=region,
        paragraphs=tuple(
            Paragraph(
                ordinal=at,
                section=tuple(chance.sample(HEADINGS, chance.randrange(3))),
                theme=chance.choice(THEMES),
                text="。".join(chance.choices(CLAUSES, k=chance.randrange(1, 5))) + "。",
                mentioned_regions=tuple(filter(None, [chance.choice(REGIONS)])),
                mentioned_years=(2024,) if chance.random() < 0.3 else (),
            )
            for at in range(1, chance.randrange(2, 6))
        ),
    )


def build_of(
    folder: Path, reports: Sequence[Report], versions: Mapping[str, str], kept: str | None = None
) -> Manifest:
    """The next generation: what is there in its version is kept (never where `kept` is None), all else added;
    paragraphs of one text are reprints of one another."""
    writer = open_writer("whoosh", folder, ["invented"])
    clusters: dict[str, list[tuple[str, int]]] = {}
    for report in reports:
        version = versions.get(report.id, "1")
        if kept is None or not writer.keep(report.id, version):
            writer.add(report, version)
        for paragraph in report.paragraphs:
            clusters.setdefault(paragraph.text, []).append((report.id, paragraph.ordinal))
    for cluster in clusters.values():
        if len({document for document, _ in cluster}) > 1:
            writer.group(cluster)
    return writer.publish()
