"""The answer as JSON: one shape for /search.json and `fangzhi search --json`. Keys are only ever added."""

from collections.abc import Sequence
from typing import Any

from indexer.contract.manifest import Manifest
from indexer.contract.ranking import Explanation
from indexer.contract.results import Facet
from indexer.contract.vocabulary import Region
from searchapp.addresses import report_url
from searchapp.offers import Offer
from searchapp.service import Answer, Found
from searchapp.similar import Similar
from searchapp.state import SearchState

Json = dict[str, Any]


def answer_json(answered: Answer, offered: Sequence[Offer]) -> Json:
    """An answer, and what is offered where it is empty; spans are code points into `text`."""
    result = answered.result
    return {
        "ok": True,
        "query": _query(answered),
        "total": {"paragraphs": result.paragraphs, "documents": result.documents},
        "distinct": result.distinct,
        "hits": [_hit(found) for found in answered.found],
        "facets": {
            "region": _facet(result.facets.region),
            "section": _facet(result.facets.section),
            "theme": _facet(result.facets.theme),
            "year": _facet(result.facets.year),
            "mentioned_region": _facet(result.facets.mentioned_region),
            "mentioned_year": _facet(result.facets.mentioned_year),
        },
        "took_ms": answered.took_ms,
        "index": _index(result.index),
        "next": _next(answered),
        "offers": [
            {"text": offer.text, "paragraphs": offer.paragraphs, "url": offer.state.to_url("/search")}
            for offer in offered
        ],
    }


def similar_json(found: Similar) -> Json:
    """What is similar to a paragraph; `paragraph` and `hits` are hits as of a search for `query`."""
    return {
        "ok": True,
        "paragraph": _hit(found.of),
        "words": [
            {"text": word.text, "paragraphs": word.paragraphs, "weight": word.weight} for word in found.words
        ],
        "query": found.query,
        "hits": [_hit(each) for each in found.found],
        "took_ms": found.took_ms,
        "index": _index(found.index),
    }


def error_json(message: str, status: int) -> Json:
    """An error, with its HTTP status."""
    return {"ok": False, "error": message, "status": status}


def health_json(manifest: Manifest) -> Json:
    """The index that is being served."""
    return {"ok": True, **_index(manifest)}


def _query(answered: Answer) -> Json:
    parsed = answered.meant.parsed
    return {
        "raw": parsed.raw,
        "mode": parsed.mode.value,
        "read_as": answered.meant.read_as,
        "hints": list(answered.hints),
        "relaxed": answered.relaxed,
        "fold": answered.asked.fold,
        "expansions": [
            {"text": expansion.text, "others": list(expansion.others)}
            for expansion in answered.meant.expansions
        ],
        "did_you_mean": [
            {"text": proposal.text, "paragraphs": proposal.paragraphs} for proposal in answered.did_you_mean
        ],
        "numerals": answered.asked.numerals,
        "synonyms": answered.asked.synonyms,
        "filters": _filters(answered.asked),
    }


def _filters(state: SearchState) -> Json:
    return {
        "region": list(state.region),
        "section": list(state.section),
        "theme": list(state.theme),
        "year": list(state.year),
        "mentions": list(state.mentions),
        "mentions_year": list(state.mentions_year),
        "from": state.start.isoformat() if state.start else None,
        "to": state.end.isoformat() if state.end else None,
    }


def _hit(found: Found) -> Json:
    hit, paragraph = found.hit, found.hit.paragraph
    return {
        "id": f"{hit.document}#p{paragraph.ordinal}",
        "document": hit.document,
        "ordinal": paragraph.ordinal,
        "title": hit.title,
        "subtitle": hit.subtitle,
        "region": _region(hit.region) if hit.region else None,
        "section": list(paragraph.section),
        "theme": paragraph.theme,
        "date": hit.date.isoformat() if hit.date else None,
        "year": hit.year,
        "mentioned_regions": [_region(region) for region in paragraph.mentioned_regions],
        "mentioned_years": list(paragraph.mentioned_years),
        "text": paragraph.text,
        "spans": [list(span) for span in found.text],
        "url": report_url(hit.document, [], paragraph.ordinal),
        "source": hit.source,
        "source_url": hit.url,
        "score": hit.score,
        "cluster": hit.cluster,
        "copies": hit.copies,
        "explanation": _explanation(hit.explanation) if hit.explanation else None,
    }


def _explanation(explanation: Explanation) -> Json:
    parts = [
        {"kind": part.kind.value, "text": part.text, "score": part.score, "paragraphs": part.paragraphs}
        for part in explanation.parts
    ]
    return {"parts": parts, "prose": explanation.prose}


def _region(region: Region) -> Json:
    return {"code": region.code, "name": region.name, "path": list(region.path)}


def _facet(facet: Facet) -> Json:
    values = [
        {
            "value": value.value,
            "label": value.label,
            "count": value.count,
            "selected": value.selected,
            "parent": value.parent,
        }
        for value in facet.values
    ]
    return {"total": facet.total, "missing": facet.missing, "values": values}


def _index(manifest: Manifest) -> Json:
    return {
        "generation": manifest.generation,
        "built_at": manifest.built_at.isoformat(),
        "documents": manifest.documents,
        "paragraphs": manifest.paragraphs,
    }


def _next(answered: Answer) -> str | None:
    state = answered.state
    more = state.page * state.limit < answered.listed
    return state.on_page(state.page + 1).to_url("/search.json") if more else None
