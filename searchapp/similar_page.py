"""The page of similar paragraphs as its template receives it: the paragraph, its words, what was found."""

from dataclasses import dataclass

from searchapp.addresses import SEARCH
from searchapp.pages import HitView, SearchForm, hit_view, search_form
from searchapp.similar import Similar
from searchapp.snippets import Passage, passages
from searchapp.state import SearchState


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarPage:
    """All that the page shows; `of` is the paragraph, `text` the whole of it. `words` are those that were
    sought, `searched_url` is a search for any of them, "" where there are none to seek."""

    form: SearchForm
    of: HitView
    text: tuple[Passage, ...]
    words: tuple[str, ...]
    searched_url: str
    hits: tuple[HitView, ...]
    took_ms: float


def similar_page(found: Similar) -> SimilarPage:
    """The page of what was found. Links to reports carry no search: its words would be marked everywhere."""
    searched = SearchState(q=found.query, synonyms=not found.index.lexicon.groups)
    return SimilarPage(
        form=search_form(SearchState()),
        of=hit_view(found.of, []),
        text=passages(found.of.hit.paragraph.text, found.of.text),
        words=tuple(word.text for word in found.words) if found.query else (),
        searched_url=searched.to_url(SEARCH) if found.query else "",
        hits=tuple(hit_view(each, []) for each in found.found),
        took_ms=found.took_ms,
    )
