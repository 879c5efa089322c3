"""The evidence for each region that a report names, weighed by where and how it is named."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from indexer.contract.reading import RegionEvidence
from indexer.contract.vocabulary import Region
from indexer.structure.places.gazetteer import by_code, is_county
from indexer.structure.places.mentions import Meant, read_names
from indexer.structure.places.ordinary import VISITED_BEFORE, VISITED_BEHIND
from indexer.structure.places.renamed import papers
from indexer.structure.places.spotting import Spot

BODY = "body"
_Points = defaultdict[tuple[Region, str, str], float]  # by region, place and the name as found
# Points for an official name and for a short one; in the body for each mention, up to a limit.
_POINTS = {
    "title": (30.0, 24.0),
    "subtitle": (20.0, 16.0),
    "source": (10.0, 10.0),
    "dateline": (8.0, 8.0),
    BODY: (2.0, 1.0),
}
_BODY_MENTIONS = 12
_OFFICE_POINTS = 16.0
_SELF_POINTS = 15.0
_SPEAKER_POINTS = 20.0
_OPENING_POINTS = 4.0  # for the name that the body begins with
_OBJECT_SHARE = 0.3  # what a title names behind its subject
_VISITED_SHARE = 0.2
_AROUND_CHARS = 8
_CLEARLY = 2
_OFFICE = re.compile("政府|局|委|[办厅院部](?:公室)?|中心|法院|检察院|人大|政协|管理|总队|支队|站$|队$")
_PRESS = re.compile("[日晚时晨商周]报|报社?$|[网台社]$|新闻|客户端|传媒")
_SELF = re.compile(
    "(?:我|全|本|该)([省市州县区旗盟])(?![域长内])|([省市州县区旗盟])(?:委、|政府)|自治(区)人民政府"
)
_SPEAKER = re.compile("我?(?:谨|受)?代表.{0,6}$")
_TOGETHER = re.compile("[、和与及·]|以及|暨")
_HEADLINE = re.compile(
    "[：:]|加快|加速|加大|全[力面]|推[进动]|打造|建设|聚[力焦]|着力|奋力|深[化入]|实施|开展|抓|创[建新]|提升|做[优强大实]"
)


@dataclass(slots=True)
class Weighed:
    """The evidence as it is gathered; only its maker writes to it. `subjects` are what the title is about,
    `open` the names that several regions share and nothing settles."""

    evidence: list[RegionEvidence] = field(default_factory=list)
    subjects: list[Region] = field(default_factory=list)
    open: dict[str, tuple[Region, ...]] = field(default_factory=dict)


def weigh(texts: Mapping[str, str]) -> Weighed:
    """The evidence in the texts, in simplified script, by their place (a key of _POINTS)."""
    read = {place: _last_of_paths(read_names(text)) for place, text in texts.items()}
    kinds = _kinds(texts)
    known = _known(read, texts)
    weighed = Weighed()
    points: _Points = defaultdict(float)
    for place, names in read.items():
        for meant, share in _shares(place, names, texts[place]):
            candidates = meant.candidates or _short_county(meant, texts, known, kinds)
            for region in _settled(meant, candidates, known, weighed):
                points[region, place, meant.spot.name.text] += _points(place, meant, texts[place]) * share
                if place == "title" and share == 1.0:
                    weighed.subjects.append(region)
    _add_paper(points, texts["source"])
    _cap(points)
    _add_self(points, kinds)
    weighed.evidence = [
        RegionEvidence(region=region, place=place, text=text, points=round(worth, 1))
        for (region, place, text), worth in points.items()
        if worth > 0
    ]
    return weighed


def _last_of_paths(names: list[Meant]) -> list[Meant]:
    paths = {id(meant.within) for meant in names}
    return [meant for meant in names if id(meant) not in paths]


def _kinds(texts: Mapping[str, str]) -> Counter[str]:
    """How often the report speaks of itself as each kind of place: 我州, 全县."""
    found = _SELF.findall(texts["subtitle"] + "\n" + texts[BODY] + "\n" + texts["title"])
    return Counter(kind for groups in found for kind in groups if kind)


def _known(read: Mapping[str, Sequence[Meant]], texts: Mapping[str, str]) -> dict[str, float]:
    """The points of all that is certainly named, and of what it lies in: the context of the rest."""
    known: dict[str, float] = defaultdict(float)
    for place, names in read.items():
        for meant in names:
            if len(meant.candidates) == 1:
                for code in meant.candidates[0].codes:
                    known[code] += _POINTS[place][0]
    paper = _paper(texts["source"])
    if paper:
        for code in paper.codes:
            known[code] += _POINTS["source"][0]
    return dict(known)


def _shares(place: str, names: Sequence[Meant], text: str) -> Iterator[tuple[Meant, float]]:
    """The names with the share of their points that counts: little for a place that is visited, and in a
    title for all that comes behind its subject."""
    subject: Meant | None = None
    for meant in names:
        start, end = meant.spot.start, meant.spot.end
        if _visited(text, _first(meant).start, end):
            yield meant, _VISITED_SHARE
        elif place != "title" or subject is None or _TOGETHER.fullmatch(text[subject.spot.end : start]):
            subject = meant
            yield meant, 1.0
        else:
            yield meant, _OBJECT_SHARE


def _first(meant: Meant) -> Spot:
    while meant.within:
        meant = meant.within
    return meant.spot


def _visited(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _AROUND_CHARS) : start]
    return VISITED_BEFORE.search(before) is not None or VISITED_BEHIND.match(text, end) is not None


def _points(place: str, meant: Meant, text: str) -> float:
    full, short = _POINTS[place]
    spot, start = meant.spot, _first(meant).start
    if place == "source" and _OFFICE.search(text) and not _PRESS.search(text):
        return _OFFICE_POINTS
    if place == BODY and _SPEAKER.search(text[max(0, start - _AROUND_CHARS) : start]):
        return _SPEAKER_POINTS
    opening = _OPENING_POINTS if place == BODY and spot.name.full and not text[:start].strip() else 0.0
    return (full if spot.name.full else short) + opening


def _short_county(
    meant: Meant, texts: Mapping[str, str], known: Mapping[str, float], kinds: Counter[str]
) -> tuple[Region, ...]:
    """What a name that is none by itself means: what is named in full elsewhere, or the county of that name
    in the paper's name, in front of a headline or as the dateline, where the report speaks of its county."""
    name = meant.spot.name
    named = tuple(region for region in (*name.full, *name.short) if region.code in known)
    if named or name.doubtful or len(name.short) != 1:
        return named
    region = name.short[0]
    spoken = is_county(region) and kinds[region.name[-1]] > 0
    paper = texts["source"].startswith(name.text) and _PRESS.search(texts["source"])
    headline = texts["title"].startswith(name.text) and _HEADLINE.match(texts["title"], len(name.text))
    return (region,) if spoken and (paper or headline or texts["dateline"] == name.text) else ()


def _settled(
    meant: Meant, candidates: tuple[Region, ...], known: Mapping[str, float], weighed: Weighed
) -> tuple[Region, ...]:
    """The candidate that the context speaks for; else what all that remain lie in."""
    if len(candidates) <= 1 or meant.spot.name.group:
        return candidates
    remaining = _best_placed(candidates, known)
    if len(remaining) == 1:
        return remaining
    weighed.open[meant.spot.name.text] = remaining
    shared = set(remaining[0].codes).intersection(*(region.codes for region in remaining[1:]))
    inner = max((by_code()[code] for code in shared), key=lambda region: len(region.path), default=None)
    return (inner,) if inner else ()


def _best_placed(candidates: tuple[Region, ...], known: Mapping[str, float]) -> tuple[Region, ...]:
    """The candidates whose own city the report names clearly most, else those whose province."""
    for level in (-2, 0):
        fit = {region: known.get(region.codes[level], 0.0) for region in candidates}
        best = max(fit.values())
        if best > 0:
            return tuple(region for region, worth in fit.items() if _CLEARLY * worth >= best)
    return candidates


def _paper(source: str) -> Region | None:
    code = next((code for paper, code in papers().items() if paper in source), None)
    return by_code()[code] if code else None


def _add_paper(points: _Points, source: str) -> None:
    region = _paper(source)
    if region:
        points[region, "source", source] += _POINTS["source"][0]


def _cap(points: _Points) -> None:
    for key in points:
        if key[1] == BODY and points[key] < _SPEAKER_POINTS:
            full = key[0].name == key[2]
            points[key] = min(points[key], _BODY_MENTIONS * _POINTS[BODY][0 if full else 1])


def _add_self(points: _Points, kinds: Counter[str]) -> None:
    """Points for the regions of the kind that the report says it is, in proportion to what they have."""
    direct: dict[Region, float] = defaultdict(float)
    for (region, _, _), worth in points.items():
        direct[region] += worth
    spoken = sum(kinds.values())
    for kind, count in kinds.items():
        of_kind = {region: worth for region, worth in direct.items() if region.name[-1] == kind}
        most = max(of_kind.values(), default=0)
        for region, worth in of_kind.items():
            if most > 0:
                share = _SELF_POINTS * count / spoken * worth / most
                points[region, "self-reference", kind] += share
