"""The JSON routes: the same search as the pages, and the health of the index."""

from flask import Blueprint, Response, request

from indexer.contract.engine import Searcher
from searchapp.arguments import read_args
from searchapp.rendering import rendered_json
from searchapp.service import answer
from searchapp.wire import answer_json, health_json


def api_of(searcher: Searcher) -> Blueprint:
    """The JSON routes over this searcher."""
    api = Blueprint("api", __name__)

    @api.get("/search.json")
    def search() -> Response:
        return rendered_json(answer_json(answer(searcher, read_args(request.args.items(multi=True)))))

    @api.get("/healthz")
    def health() -> Response:
        return rendered_json(health_json(searcher.describe()))

    return api
