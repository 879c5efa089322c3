"""Which region a report is about: from the province that the evidence speaks for down to where it ends."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.contract.reading import RegionEvidence
from indexer.contract.vocabulary import NATIONAL, Region
from indexer.structure.places.gazetteer import by_code
from indexer.structure.places.mentions import Meant, read_names
from indexer.structure.places.nation import (
    TITLE_POINTS,
    national_in_body,
    national_in_source,
    national_in_subtitle,
    national_in_title,
)
from indexer.structure.places.spotting import spots
from indexer.structure.places.stating import region_stated
from indexer.structure.places.weighing import BODY, Weighed, weigh
from indexer.structure.script import folded

_LONGEST_BODY_CHARS = 8_000  # the opening tells; the rest names places in passing
_LONGEST_HEAD_CHARS = 300
_LEAST_POINTS = 6.0
_CLEARLY = 1.5  # how much stronger than the next a place within another must be, to be chosen for it
_APART = 1.25  # the same for a province that no head names
_MOST_BODY_POINTS = 24.0
_MOST_EVIDENCE = 20
_DATELINE = re.compile(
    "[（(【]?(?P<agency>本[报台网刊]|[\u4e00-\u9fff]{2,6}?[社报网])(?P<place>[\u4e00-\u9fff]{2,8}?)"
    r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:电|讯|专电|消息)"
    "|[（(【]?(?P<paper>本[报台网刊])(?P<town>[\u4e00-\u9fff]{2,6}?)(?:电|讯|消息)"
)
_LOCAL = frozenset({"本报", "本台", "本网", "本刊"})
_CAPITAL = "110000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The texts that may name the region; None or "" where a report has none."""

    metadata: str | None
    title: str
    subtitle: str | None
    source: str | None
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The region a report is about, or a note saying why none was found. `score` is the share of the evidence
    that agrees with it, from 0 to 1; `evidence` stands strongest first."""

    region: Region | None
    note: str | None = None
    score: float = 0.0
    evidence: tuple[RegionEvidence, ...] = ()


def find_region(evidence: Evidence) -> Finding:
    """The region with the most evidence; what the file states of itself outweighs all else.

    >>> evidence = Evidence(metadata="浙江宁波", title="报告", subtitle=None, source=None, body="")
    >>> find_region(evidence).region.code
    '330200'
    """
    texts = _texts(evidence)
    weighed = weigh(texts)
    stated = (evidence.metadata or "").strip()[:_LONGEST_HEAD_CHARS]
    if stated:
        region, note = region_stated(stated, {said.region.code for said in weighed.evidence})
        own = [RegionEvidence(region=region, place="metadata", text=stated, points=60.0)] if region else []
        return _finding(region, note, [*own, *weighed.evidence])
    said = [*weighed.evidence, *_national(texts, weighed)]
    region, note = _decide(said, weighed)
    return _finding(region, note, said)


def _texts(evidence: Evidence) -> dict[str, str]:
    """The texts in simplified script by their place, the dateline taken out of the body."""
    body = folded(evidence.body[:_LONGEST_BODY_CHARS])
    dateline = _DATELINE.match(body)
    return {
        "title": folded(evidence.title[:_LONGEST_HEAD_CHARS]),
        "subtitle": folded((evidence.subtitle or "")[:_LONGEST_HEAD_CHARS]),
        "source": folded((evidence.source or "")[:_LONGEST_HEAD_CHARS]),
        "dateline": _place_of(dateline) if dateline else "",
        BODY: body[dateline.end() :] if dateline else body,
    }


def _place_of(dateline: re.Match[str]) -> str:
    """The place a paper of the place reports from; of an agency only the province, nothing of the capital."""
    if dateline["paper"] or dateline["agency"] in _LOCAL:
        return dateline["town"] or dateline["place"]
    named: list[Meant] = read_names(dateline["place"])
    codes = [meant.candidates[0].codes[0] for meant in named if len(meant.candidates) == 1]
    return by_code()[codes[0]].name if codes and codes[0] != _CAPITAL else ""


def _national(texts: Mapping[str, str], weighed: Weighed) -> list[RegionEvidence]:
    named = (meant.spot.start for meant in read_names(texts["title"]) if meant.candidates)
    first = next(named, len(texts["title"]))
    provinces: dict[str, int] = defaultdict(int)
    for said in weighed.evidence:
        if said.place == BODY:
            provinces[said.region.path[0]] += round(said.points)
    return [
        *national_in_title(texts["title"], first),
        *national_in_subtitle(texts["subtitle"]),
        *national_in_source(texts["source"], bool(spots(texts["source"]))),
        *national_in_body(texts[BODY], provinces, texts["source"]),
    ]


def _decide(said: Sequence[RegionEvidence], weighed: Weighed) -> tuple[Region | None, str | None]:
    totals, own = _totals(said), _own(said)
    nation = own.get(NATIONAL.code, 0.0)
    allowed = {region.codes[0] for region in weighed.subjects}
    provinces = [code for code in totals if code in by_code() and len(by_code()[code].path) == 1]
    agreed = [code for code in provinces if not allowed or code in allowed]
    ranked = sorted(agreed, key=lambda code: (-totals[code], code))
    best = totals[ranked[0]] if ranked else 0.0
    first = any(each.place == "title" and each.points >= nation for each in said if each.region != NATIONAL)
    if _issued_nationally(said) or (nation >= max(_LEAST_POINTS, best) and not (allowed and first)):
        return NATIONAL, None
    if not ranked:
        return None, _open_note(weighed) or "no region is named"
    headed = any(each.place != BODY and each.region.codes[0] == ranked[0] for each in said)
    second = totals[ranked[1]] if len(ranked) > 1 else 0.0
    if best < _LEAST_POINTS or best < _APART * second or (not headed and best < second * _CLEARLY):
        return None, f"no region stands out; the strongest is {by_code()[ranked[0]].name}"
    return _descend(by_code()[ranked[0]], totals, own, said), _open_note(weighed)


def _issued_nationally(said: Sequence[RegionEvidence]) -> bool:
    """Whether the title names a national office as the one that speaks, and no source a region."""
    offices = [each for each in said if each.region == NATIONAL and each.place == "title"]
    local = any(each.place == "source" and each.region != NATIONAL for each in said)
    return not local and any(each.points >= TITLE_POINTS for each in offices)


def _totals(said: Sequence[RegionEvidence]) -> dict[str, float]:
    """The points of each region with all that lies in it; those of the body count up to a limit."""
    head: dict[str, float] = defaultdict(float)
    body: dict[str, float] = defaultdict(float)
    for each in said:
        for code in each.region.codes:
            (body if each.place == BODY else head)[code] += each.points
    return {code: head[code] + min(body[code], _MOST_BODY_POINTS) for code in {*head, *body}}


def _own(said: Sequence[RegionEvidence]) -> dict[str, float]:
    own: dict[str, float] = defaultdict(float)
    for each in said:
        own[each.region.code] += each.points
    return own


def _descend(
    region: Region, totals: Mapping[str, float], own: Mapping[str, float], said: Sequence[RegionEvidence]
) -> Region:
    """The region, or the one in it with more evidence than itself and clearly more than those beside it."""
    depth = len(region.codes)
    below = {
        each.region.codes[depth]
        for each in said
        if region.code in each.region.codes and len(each.region.codes) > depth
    }
    ranked = sorted(below, key=lambda code: (-totals[code], code))
    if not ranked:
        return region
    second = totals[ranked[1]] if len(ranked) > 1 else 0.0
    written_in = sum(each.points for each in said if each.place == "dateline" and each.region == region)
    held = max(own.get(region.code, 0.0) - written_in, _LEAST_POINTS - 0.1 if written_in else 0.0)
    if totals[ranked[0]] <= held or totals[ranked[0]] < _CLEARLY * second:
        return region
    return _descend(by_code()[ranked[0]], totals, own, said)


def _open_note(weighed: Weighed) -> str | None:
    """A note of the regions that share a name which nothing settles."""
    if not weighed.open:
        return None
    paths = "、".join("".join(region.path) for meant in weighed.open.values() for region in meant)
    return f"several regions have this name: {paths[:120]}"


def _finding(region: Region | None, note: str | None, said: Sequence[RegionEvidence]) -> Finding:
    strongest = sorted(said, key=lambda each: (-each.points, each.region.code))
    total = sum(each.points for each in said)
    agrees = sum(
        each.points
        for each in said
        if region and (region.code in each.region.codes or each.region.code in region.codes)
    )
    return Finding(
        region=region,
        note=note,
        score=round(agrees / total, 3) if region and total else 0.0,
        evidence=tuple(strongest[:_MOST_EVIDENCE]),
    )
