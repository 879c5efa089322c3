"""The JSON routes: the same search as the pages, and the health of the index."""

from flask import Blueprint, Response, request

from indexer.contract.engine import Searcher
from indexer.contract.ranking import Weights
from searchapp.arguments import read_args
from searchapp.errors import no_such_paragraph
from searchapp.offers import offers
from searchapp.rendering import rendered_json
from searchapp.revalidating import revalidated
from searchapp.service import answer
from searchapp.similar import similar_from
from searchapp.suggestions import suggest, suggestions_json
from searchapp.wire import answer_json, health_json, similar_json


def api_of(searcher: Searcher, ranking: Weights) -> Blueprint:
    """The JSON routes over this searcher."""
    api = Blueprint("api", __name__)

    @api.get("/search.json")
    @revalidated(searcher, ranking)
    def search() -> Response:
        answered = answer(searcher, read_args(request.args.items(multi=True)))
        return rendered_json(answer_json(answered, offers(searcher, answered)))

    @api.get("/suggest.json")
    @revalidated(searcher, ranking)
    def suggestions() -> Response:
        return rendered_json(suggestions_json(suggest(searcher, request.args.items(multi=True))))

    @api.get("/similar.json")
    @revalidated(searcher, ranking)
    def similar_to() -> Response:
        document, ordinal = request.args.get("document", ""), request.args.get("p", "")
        found = similar_from(searcher, document, ordinal)
        if found is None:
            raise no_such_paragraph(document, ordinal)
        return rendered_json(similar_json(found))

    @api.get("/healthz")
    def health() -> Response:
        return rendered_json(health_json(searcher.describe()))

    return api
