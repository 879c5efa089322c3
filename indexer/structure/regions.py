"""Which region a report is about: the evidence of every name it holds, weighed by where it stands."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.contract.vocabulary import Region, short_name
from indexer.structure.gazetteer import Name, by_code, names_by_first
from indexer.structure.script import simplified

_LONGEST_BODY_CHARS = 20_000
_BODY_PLACE = "body"
# Points for a full name and for a short one, by place; in the body for each mention, up to a limit.
_WEIGHTS = {
    "metadata": (60, 50),
    "title": (30, 24),
    "subtitle": (20, 16),
    "source": (8, 8),
    _BODY_PLACE: (2, 1),
}
_BODY_MENTIONS = 12
_SELF_POINTS = 15.0
_ANCESTOR_SHARE = 0.3
_DEEPER_SHARE = 0.6
_LEAST_POINTS = 6.0
_CITY_DEPTH = 2
_SELF = re.compile(r"(?:我|全|该)([省市州县区旗盟])(?![域长])")
_NOT_NAMES = re.compile(r"长治久安|长治长效|大同小异|世界大同|平安建设|通州湾|新华社|新华网|新华日报")
_CODE = re.compile(r"\d{2}|\d{4}|\d{6}")


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
    """The region a report is about, or a note saying why none was found."""

    region: Region | None
    note: str | None = None


def find_region(evidence: Evidence) -> Finding:
    """The region with the most evidence; what the file states of itself outweighs all else.

    >>> evidence = Evidence(metadata="浙江宁波", title="报告", subtitle=None, source=None, body="")
    >>> find_region(evidence).region.code
    '330200'
    """
    stated = (evidence.metadata or "").strip()
    if _CODE.fullmatch(stated):
        region = by_code().get(stated.ljust(6, "0"))
        return Finding(region=region, note=None if region else f"no region has the code {stated}")
    texts = {
        "metadata": simplified(stated),
        "title": simplified(evidence.title),
        "subtitle": simplified(evidence.subtitle or ""),
        "source": simplified(evidence.source or ""),
        _BODY_PLACE: simplified(evidence.body[:_LONGEST_BODY_CHARS]),
    }
    mentions = {place: list(_mentions(text)) for place, text in texts.items()}
    if stated and not mentions["metadata"]:
        return Finding(region=None, note=f"no region is called {stated[:40]}")
    return _decide(_score(mentions, texts), mentions)


def _mentions(text: str) -> Iterator[Name]:
    """The names in the text from left to right, the longest at each place, none reaching into another."""
    table = names_by_first()
    masked = _NOT_NAMES.sub(lambda found: " " * len(found[0]), text)
    at = 0
    while at < len(masked):
        found = next((name for name in table.get(masked[at], ()) if masked.startswith(name.text, at)), None)
        if found is not None:
            yield found
        at += len(found.text) if found else 1


def _score(mentions: Mapping[str, Sequence[Name]], texts: Mapping[str, str]) -> dict[Region, float]:
    """The points of every region that is named."""
    fully = {region for names in mentions.values() for name in names if name.full for region in name.regions}
    points: Counter[Region] = Counter()
    for place, names in mentions.items():
        full_weight, short_weight = _WEIGHTS[place]
        most = _BODY_MENTIONS if place == _BODY_PLACE else 1
        for name, count in Counter(names).items():
            for region in name.regions:
                # A county's short name is too often another word (和平, 新华) to count by itself.
                if name.full or not _is_county(region) or region in fully or place == "metadata":
                    points[region] += (full_weight if name.full else short_weight) * min(count, most)
    own: dict[Region, float] = {region: float(point) for region, point in points.items()}
    spoken = Counter(_SELF.findall(texts["subtitle"] + texts[_BODY_PLACE]))
    total = sum(spoken.values())
    for region in own:
        own[region] += _SELF_POINTS * spoken[region.name[-1]] / total if total else 0.0
    return {region: score + _support(region, own) for region, score in own.items()}


def _is_county(region: Region) -> bool:
    """Whether the region is below a city, or a district that stands directly below 北京 or its like."""
    return len(region.path) > _CITY_DEPTH or (region.name.endswith("区") and not region.code.endswith("00"))


def _support(region: Region, own: Mapping[Region, float]) -> float:
    """What the regions around this one add: 西湖区 gains where 杭州 is named.

    One of the same short name adds nothing, since its mentions are these mentions: 吉林省 and 吉林市.
    """
    around = (by_code()[code] for code in region.codes[:-1])
    apart = (other for other in around if short_name(other.name) != short_name(region.name))
    return sum(_ANCESTOR_SHARE * min(own.get(other, 0.0), own[region]) for other in apart)


def _decide(scores: Mapping[Region, float], mentions: Mapping[str, Sequence[Name]]) -> Finding:
    """The best region that its head does not contradict; of several with one name, what they all lie in."""
    if not scores:
        return Finding(region=None, note="no region is named")
    stated = _stated_provinces(mentions)
    agreed = {
        region: score for region, score in scores.items() if not stated or stated.intersection(region.codes)
    }
    best = max(agreed, key=lambda region: (scores[region], -len(region.path), region.code))
    if scores[best] < _LEAST_POINTS:
        return Finding(region=None, note=f"no region stands out; the strongest is {best.name}")
    best = _deepest(best, agreed, mentions)
    rivals = [
        region
        for region in agreed
        if short_name(region.name) == short_name(best.name)
        and len(region.path) >= len(best.path)
        and scores[region] == scores[best]
        and best.code not in region.codes[:-1]
        and _is_county(region) == _is_county(best)
    ]
    return _shared(rivals) if len(rivals) > 1 else Finding(region=best)


def _stated_provinces(mentions: Mapping[str, Sequence[Name]]) -> set[str]:
    """The codes of what the metadata names as provinces, else the title: 吉林 is a province and a city.

    A county of another province is not what such a report is about, whatever its name adds up to.
    """
    for place in ("metadata", "title"):
        named = [name.regions for name in mentions[place] if any(len(r.path) == 1 for r in name.regions)]
        if named:
            return {region.code for meant in named for region in meant}
    return set()


def _deepest(best: Region, scores: Mapping[Region, float], mentions: Mapping[str, Sequence[Name]]) -> Region:
    """The region, or the one within it that the head names nearly as strongly."""
    headed = {
        region
        for place in ("metadata", "title", "subtitle")
        for name in mentions[place]
        if (name.full or place == "metadata") and best not in name.regions  # 吉林 is the province first
        for region in name.regions
    }
    below = [
        region
        for region in scores
        if region in headed
        and best.code in region.codes[:-1]
        and scores[region] >= _DEEPER_SHARE * scores[best]
    ]
    return max(below, key=lambda region: (len(region.path), scores[region]), default=best)


def _shared(rivals: Sequence[Region]) -> Finding:
    """What several regions of one name all lie in, None if that is nothing, with a note of who they are."""
    shared: set[str] = set(rivals[0].codes).intersection(*(region.codes for region in rivals[1:]))
    inner = max((by_code()[code] for code in shared), key=lambda region: len(region.path), default=None)
    paths = "、".join("".join(region.path) for region in rivals)
    return Finding(region=inner, note=f"several regions have this name: {paths[:120]}")
