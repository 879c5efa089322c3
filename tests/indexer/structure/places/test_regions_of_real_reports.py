"""The regions of the real reports and laws, where they are on the machine."""

import csv
import json
import lzma

import pytest

from indexer.cleaning.steps import clean
from indexer.contract.reading import Metadata, RawReport
from indexer.structure.places.gazetteer import regions
from indexer.structure.places.regions import Evidence, find_region
from indexer.structure.places.renamed import former_names
from indexer.structure.read import structure
from tests.real import REAL_DATA, needs_real_data

PROVINCES = 31
LEAST_SHARE_AGREED = 0.98
FIRST_PARAGRAPHS = 10


@needs_real_data
@pytest.mark.parametrize("told", [True, False])
def test_each_provincial_report_is_its_province_s_told_or_not(told: bool) -> None:
    csv.field_size_limit(10_000_000)
    right = 0
    for path in sorted((REAL_DATA / "provincial-2026").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            row = next(csv.DictReader(file))
        metadata = Metadata(region=row["province"], title=row["title"]) if told else Metadata()
        raw = RawReport(id="a", path="a.txt", encoding="utf-8", text=row["full_text"], metadata=metadata)
        region = structure(raw, clean(raw)).report.region
        assert region is not None
        right += region.name == row["province"]
    assert right == PROVINCES


@needs_real_data
def test_laws_are_those_of_the_place_in_their_title() -> None:
    laws: dict[tuple[str, str, str], list[str]] = {}
    with lzma.open(REAL_DATA / "laws.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["place"]:
                paragraphs = laws.setdefault((row["law"], row["date"] or "", row["place"]), [])
                if len(paragraphs) < FIRST_PARAGRAPHS:
                    paragraphs.append(row["text"])
    real = {region.name for region in regions()} | former_names().keys()
    agreed = total = 0
    for (law, _, place), paragraphs in laws.items():
        if place not in real:  # 关于市, 杭州城市: the data cut the title wrongly
            continue
        total += 1
        body = "\n".join(paragraphs)
        region = find_region(Evidence(metadata=None, title=law, subtitle=None, source=None, body=body)).region
        heir = former_names().get(place)
        agreed += region is not None and (region.name == place or region.code == heir)
    assert agreed / total >= LEAST_SHARE_AGREED
