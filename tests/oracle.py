"""The oracle: search by looking at every paragraph in plain Python. Obviously right, slow, used as the truth.

It shares the contract and the analyzer with the engines and no code beside. Scores are BM25F too, by the
formula as it is printed, so that an engine's ranking can be held to it where it claims the same.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

from indexer.analysis.fold import fold
from indexer.analysis.prose import listed_share
from indexer.analysis.regions import codes_meant
from indexer.analysis.words import Tokenize, tokenizer_of, tokens, words
from indexer.contract.completion import Completion, CompletionKind
from indexer.contract.documents import Paragraph, Report
from indexer.contract.lexicon import NO_LEXICON, Lexicon
from indexer.contract.manifest import Manifest
from indexer.contract.query import (
    And,
    DateWithin,
    Everything,
    Exact,
    FieldIs,
    Near,
    Not,
    Or,
    Pattern,
    Prefix,
    Query,
    QueryField,
    Verbatim,
    Whole,
    Words,
    wanted,
)
from indexer.contract.ranking import LIFTED_MAX, PAIRS_MAX
from indexer.contract.results import (
    LISTED_MAX,
    NO_THEME,
    NOT_COUNTED,
    Facet,
    FacetField,
    Facets,
    FacetValue,
    Filters,
    Hit,
    SearchRequest,
    SearchResult,
    Sort,
)
from indexer.contract.vocabulary import Region

Place = tuple[str, int]
WEIGHTS = {"title": 1.5, "section": 1.2, "text": 1.0}


@dataclass(frozen=True, kw_only=True)  # without slots: cached_property keeps what it found in __dict__
class Row:
    """A paragraph with its report."""

    report: Report
    paragraph: Paragraph
    tokenize: Tokenize | None = None

    @cached_property
    def folded(self) -> str:
        return fold(self.paragraph.text)

    @cached_property
    def words(self) -> dict[str, Counter[str]]:
        """How often each word stands in each field."""
        title = (self.report.title, self.report.subtitle or "")
        texts = {"title": title, "section": self.paragraph.section, "text": (self.paragraph.text,)}
        return {
            field: Counter(token.text for text in given for token in tokens(fold(text), self.tokenize))
            for field, given in texts.items()
        }

    def has_word(self, word: str) -> bool:
        return any(word in counted for counted in self.words.values())

    @property
    def year(self) -> str | None:
        return None if self.report.year is None else f"{self.report.year:04d}"

    @property
    def theme(self) -> str:
        return NO_THEME if self.paragraph.theme is None else self.paragraph.theme

    @property
    def codes(self) -> tuple[str, ...]:
        return self.report.region.codes if self.report.region else ()

    @property
    def mentioned_codes(self) -> set[str]:
        return {code for region in self.paragraph.mentioned_regions for code in region.codes}

    @property
    def mentioned_years(self) -> set[str]:
        return {f"{year:04d}" for year in self.paragraph.mentioned_years}

    @property
    def place(self) -> Place:
        return self.report.id, self.paragraph.ordinal


class Oracle:
    """A Searcher over these reports and clusters of reprints, as an IndexWriter's `group` is given them."""

    def __init__(
        self,
        reports: Iterable[Report],
        clusters: Iterable[Sequence[Place]] = (),
        lexicon: Lexicon = NO_LEXICON,
    ) -> None:
        self._reports = tuple(reports)
        self._lexicon = lexicon
        self._tokenize = tokenizer_of(lexicon)
        self._rows = [
            Row(report=report, paragraph=paragraph, tokenize=self._tokenize)
            for report in sorted(self._reports, key=lambda report: report.id)
            for paragraph in report.paragraphs
        ]
        self._clusters = {place: sorted(cluster) for cluster in clusters for place in cluster}
        self._regions = {report.region for report in self._reports if report.region}
        self._mentioned = {region for row in self._rows for region in row.paragraph.mentioned_regions}

    def search(self, request: SearchRequest) -> SearchResult:
        filters = request.filters
        matched = [row for row in self._rows if self.matches(request.query, row)]
        found = [row for row in matched if self._passes(filters, row)]
        scored = [(self._score(request.query, row), row) for row in found]
        match request.sort:  # sorted() keeps the order by id and ordinal among equals
            case Sort.RELEVANCE:
                best = sorted(scored, key=lambda pair: -pair[0])
                first, rest = best[:LIFTED_MAX], best[LIFTED_MAX:]
                lifted = [(score + self._lift(request.query, row), row) for score, row in first]
                ordered = sorted(lifted, key=lambda pair: (-pair[0], pair[1].place)) + rest
            case Sort.DATE:
                ordered = sorted(scored, key=lambda pair: -_day(pair[1]))
        heads = dict[Place, Row]()
        for _, row in ordered:
            heads.setdefault(self._cluster(row)[0], row)
        shown = [pair for pair in ordered if not request.fold or heads[self._cluster(pair[1])[0]] is pair[1]]
        return SearchResult(
            hits=tuple(self._hit(row, score) for score, row in shown[request.offset :][: request.limit]),
            paragraphs=len(found),
            distinct=len(heads),
            documents=len({row.report.id for row in found}),
            facets=_only(request.facets, self._facets(matched, filters)),
            index=self.describe(),
        )

    def _cluster(self, row: Row) -> list[Place]:
        """The places of the paragraph's cluster, in order; alone where it has none."""
        return self._clusters.get(row.place, [row.place])

    def _hit(self, row: Row, score: float) -> Hit:
        report, cluster = row.report, self._cluster(row)
        document, ordinal = cluster[0]
        return Hit(
            document=report.id,
            title=report.title,
            subtitle=report.subtitle,
            date=report.date,
            year=report.year,
            source=report.source,
            url=report.url,
            region=report.region,
            paragraph=row.paragraph,
            score=score,
            cluster=f"{document}:{ordinal}" if len(cluster) > 1 else None,
            copies=len(cluster) - 1,
        )

    def count(self, queries: Sequence[Query]) -> tuple[int, ...]:
        return tuple(sum(self.matches(query, row) for row in self._rows) for query in queries)

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """Titles and regions by their characters alone: what an engine offers beside is its own."""
        named = Counter((CompletionKind.TITLE, report.title, report.title) for report in self._reports)
        places = {
            (code, name)
            for region in self._regions
            for code, name in zip(region.codes, region.path, strict=True)
        }
        for code, name in places:
            lying = sum(code in report.region.codes for report in self._reports if report.region)
            named[CompletionKind.REGION, name, code] = lying
        found = [
            Completion(text=text, kind=kind, documents=documents, value=value)
            for (kind, text, value), documents in named.items()
            if typed and fold(text).startswith(fold(typed))
        ]
        return tuple(sorted(found, key=lambda each: (-each.documents, len(each.text), each.text)))[:limit]

    def read(self, document_id: str) -> Report | None:
        return next((report for report in self._reports if report.id == document_id), None)

    def describe(self) -> Manifest:
        return Manifest(
            generation="oracle",
            built_at=datetime(2000, 1, 1, tzinfo=UTC),
            engine="oracle",
            schema="",
            analyzer="",
            documents=len(self._reports),
            paragraphs=len(self._rows),
            sources=(),
            files=(),
            lexicon=self._lexicon,
        )

    def matches(self, query: Query, row: Row) -> bool:  # noqa: C901, PLR0911  a line a kind of query
        match query:
            case Everything():
                return True
            case Words(text=text, any_word=any_word):
                found = [row.has_word(word) for word in words(fold(text), self._tokenize)]
                return any(found) if any_word else bool(found) and all(found)
            case Prefix(text=text):
                every = (word for counted in row.words.values() for word in counted)
                return any(word.startswith(fold(text)) for word in every)
            case Exact(text=text):
                return fold(text) in row.folded
            case Pattern(text=text):
                return any(_fits(text, row.folded[at:]) for at in range(len(row.folded)))
            case Verbatim(text=text):
                return text in row.paragraph.text
            case Near(first=first, second=second, within_chars=within):
                return _near(row.folded, fold(first), fold(second), within)
            case FieldIs(field=field, value=value):
                return self._field_is(field, value, row)
            case DateWithin(start=start, end=end):
                return self._passes(Filters(start=start, end=end), row) and row.report.date is not None
            case And(parts=parts):
                return all(self.matches(part, row) for part in parts)
            case Or(parts=parts):
                return any(self.matches(part, row) for part in parts)
            case Not(part=part):
                return not self.matches(part, row)

    def _field_is(self, field: QueryField, value: str, row: Row) -> bool:
        match field:
            case QueryField.TITLE:
                return any(
                    fold(value) in fold(text) for text in (row.report.title, row.report.subtitle or "")
                )
            case QueryField.SECTION:
                return any(fold(value) in fold(heading) for heading in row.paragraph.section)
            case QueryField.SOURCE:
                return fold(value) in fold(row.report.source or "")
            case QueryField.REGION:
                return not codes_meant(self._regions, value).isdisjoint(row.codes)
            case QueryField.THEME:
                return fold(row.theme) == fold(value)
            case QueryField.YEAR:
                return row.year == value

    def _passes(self, filters: Filters, row: Row) -> bool:
        codes = {code for value in filters.regions for code in codes_meant(self._regions, value)}
        mentioned = {
            code for value in filters.mentioned_regions for code in codes_meant(self._mentioned, value)
        }
        dated = row.report.date
        return (
            filters.document in (None, row.report.id)
            and (not filters.regions or not codes.isdisjoint(row.codes))
            and (not filters.sections or not set(filters.sections).isdisjoint(row.paragraph.section))
            and (not filters.themes or row.theme in filters.themes)
            and (not filters.years or row.year in filters.years)
            and (not filters.mentioned_regions or not mentioned.isdisjoint(row.mentioned_codes))
            and (not filters.mentioned_years or not row.mentioned_years.isdisjoint(filters.mentioned_years))
            and (not filters.start or (dated is not None and dated >= filters.start))
            and (not filters.end or (dated is not None and dated <= filters.end))
        )

    def _facets(self, matched: list[Row], filters: Filters) -> Facets:
        def under(others: Filters) -> list[Row]:
            return [row for row in matched if self._passes(others, row)]

        def ticked(regions: set[Region], values: tuple[str, ...]) -> set[str]:
            return {code for value in values for code in codes_meant(regions, value) or (value,)}

        return Facets(
            region=_facet(
                under(replace(filters, regions=())),
                lambda row: row.codes,
                ticked(self._regions, filters.regions),
                self._regions,
            ),
            section=_facet(
                under(replace(filters, sections=())),
                lambda row: row.paragraph.section,
                set(filters.sections),
                listed_max=LISTED_MAX,
            ),
            theme=_facet(
                under(replace(filters, themes=())),
                lambda row: (row.paragraph.theme,) if row.paragraph.theme is not None else (),
                set(filters.themes) - {NO_THEME},
            ),
            year=_facet(
                under(replace(filters, years=())),
                lambda row: (row.year,) if row.year else (),
                set(filters.years),
            ),
            mentioned_region=_facet(
                under(replace(filters, mentioned_regions=())),
                lambda row: row.mentioned_codes,
                ticked(self._mentioned, filters.mentioned_regions),
                self._mentioned,
                listed_max=LISTED_MAX,
            ),
            mentioned_year=_facet(
                under(replace(filters, mentioned_years=())),
                lambda row: row.mentioned_years,
                set(filters.mentioned_years),
                listed_max=LISTED_MAX,
            ),
        )

    def _score(self, query: Query, row: Row) -> float:
        """BM25F: sum over words of idf * f / (k1 + f), f the weighted and normalised frequency; with pairs
        of characters, and less for lists. What near lifts is not in it."""
        wholes, asked, pairs = self._sought(query)
        once = 1 / self._length("text", row)
        weighed = [(worth, once if self.matches(leaf, row) else 0) for leaf, worth in wholes.items()]
        weighed += [(worth, self._frequency(word, row)) for word, worth in asked.items()]
        weighed += [(0.5 * worth, once if pair in row.folded else 0) for pair, worth in pairs.items()]
        return sum(worth * f / (1.2 + f) for worth, f in weighed) * self._prose(row)

    def _frequency(self, word: str, row: Row) -> float:
        return sum(
            weight * row.words[field][word] / self._length(field, row) for field, weight in WEIGHTS.items()
        )

    def _prose(self, row: Row) -> float:
        return 1 - max(0, round(1000 * listed_share(row.folded)) / 1000 - 0.2)

    def _sought(self, query: Query) -> tuple[dict[Whole, float], dict[str, float], dict[str, float]]:
        """Leaves matched as a whole, words, and the rarest pairs of characters, each with its idf; words
        and pairs that no paragraph holds are left out."""
        leaves = list(dict.fromkeys(wanted(query)))
        texts = [fold(leaf.text) for leaf in leaves if isinstance(leaf, Words)]
        asked = dict.fromkeys(word for text in texts for word in words(text, self._tokenize))
        with_word = {word: sum(row.has_word(word) for row in self._rows) for word in asked}
        with_pair = {pair: sum(pair in row.folded for row in self._rows) for pair in _pairs(texts)}
        rarest = sorted((count, pair) for pair, count in with_pair.items() if count)[:PAIRS_MAX]
        whole = [leaf for leaf in leaves if isinstance(leaf, Whole)]
        return (
            {leaf: self._idf(sum(self.matches(leaf, row) for row in self._rows)) for leaf in whole},
            {word: self._idf(count) for word, count in with_word.items() if count},
            {pair: self._idf(count) for count, pair in rarest},
        )

    def _lift(self, query: Query, row: Row) -> float:
        """The most that is worth in one sentence, where the query has two terms or more."""
        wholes, asked, pairs = self._sought(query)
        terms = {fold(leaf.text): idf for leaf, idf in wholes.items() if isinstance(leaf, Exact | Verbatim)}
        for pair, idf in pairs.items():
            terms[pair] = terms.get(pair, 0) + 0.5 * idf
        for word, idf in asked.items():
            terms[word] = terms.get(word, 0) + idf
        sentences = re.split("[。!?…]+", row.folded)
        best = max(sum(worth for term, worth in terms.items() if term in each) for each in sentences)
        return 0.5 * best * self._prose(row) if len(terms) > 1 else 0.0

    def _idf(self, with_it: int) -> float:
        return math.log(1 + (len(self._rows) - with_it + 0.5) / (with_it + 0.5))

    def _length(self, field: str, row: Row) -> float:
        return 0.5 + 0.5 * row.words[field].total() / (self._means[field] or 1)

    @cached_property
    def _means(self) -> dict[str, float]:
        return {
            field: sum(row.words[field].total() for row in self._rows) / len(self._rows) for field in WEIGHTS
        }


def _facet(
    rows: list[Row],
    values_of: Callable[[Row], Iterable[str]],
    ticked: set[str],
    regions: Iterable[Region] = (),
    listed_max: int | None = None,
) -> Facet:
    counts = Counter(value for row in rows for value in set(values_of(row)))
    ordered = sorted({*counts, *ticked}, key=lambda value: (-counts[value], value))
    listed = [value for value in ordered if counts[value]][:listed_max]
    names = {code: name for region in regions for code, name in zip(region.codes, region.path, strict=True)}
    above = {code: up for region in regions for up, code in zip(region.codes, region.codes[1:], strict=False)}
    return Facet(
        total=len(rows),
        missing=sum(1 for row in rows if not list(values_of(row))),
        values=tuple(
            FacetValue(
                value=value,
                label=names.get(value, value),
                count=counts[value],
                selected=value in ticked,
                parent=above.get(value),
            )
            for value in ordered
            if value in listed or value in ticked
        ),
    )


def _only(asked: Iterable[FacetField], facets: Facets) -> Facets:
    return replace(facets, **{name: NOT_COUNTED for name in FacetField if name not in asked})


def _near(text: str, first: str, second: str, within_chars: int | None) -> bool:
    """Every pair of occurrences is looked at."""
    for at in range(len(text)):
        for other in range(len(text)):
            if text.startswith(first, at) and text.startswith(second, other):
                end, start = (at + len(first), other) if other > at else (other + len(second), at)
                if start < end:
                    continue
                between = text[end:start]
                if within_chars is None and not set(between) & set("。!?…"):
                    return True
                if within_chars is not None and len(between) <= within_chars:
                    return True
    return False


def _fits(pattern: str, text: str) -> bool:
    """Whether the text begins as the pattern says."""
    here = text[: len(pattern)]
    return len(here) == len(pattern) and all(
        asked == "?" or fold(asked) == char for asked, char in zip(pattern, here, strict=True)
    )


def _pairs(texts: list[str]) -> list[str]:
    """Neighbouring letters, digits or Han characters, each pair once."""
    pairs = (text[at : at + 2] for text in texts for at in range(len(text) - 1))
    return list(dict.fromkeys(pair for pair in pairs if re.fullmatch(r"\w\w", pair)))


def _day(row: Row) -> int:
    """Larger is later; undated before every day."""
    return row.report.date.toordinal() if row.report.date else 0
