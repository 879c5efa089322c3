"""The pages: home, results, a report. A view reads the URL, asks the service and fills a template."""

from flask import Blueprint, Response, current_app, request

from indexer.contract.engine import Searcher
from indexer.contract.ranking import Weights
from searchapp.arguments import Asked, read_args
from searchapp.errors import no_such_paragraph, no_such_report
from searchapp.home_page import home_page
from searchapp.offers import offers
from searchapp.pages import search_page
from searchapp.reading import reading
from searchapp.rendering import rendered
from searchapp.report_page import report_page
from searchapp.revalidating import revalidated
from searchapp.service import answer
from searchapp.similar import similar_from
from searchapp.similar_page import similar_page

PAGE_LIMIT_MAX = 100


def views_of(searcher: Searcher, ranking: Weights) -> Blueprint:
    """The pages over this searcher."""
    views = Blueprint("pages", __name__)

    @views.get("/")
    @revalidated(searcher, ranking)
    def home() -> Response:
        return rendered("home.html", page=home_page(searcher))

    @views.get("/search")
    @revalidated(searcher, ranking)
    def search() -> Response:
        answered = answer(searcher, _asked())
        return rendered("results.html", page=search_page(answered, offers(searcher, answered)))

    @views.get("/d/")
    @revalidated(searcher, ranking)
    def report_by_argument() -> Response:
        return _report(searcher, request.args.get("document", ""))

    @views.get("/d/<document:document>")
    @revalidated(searcher, ranking)
    def report(document: str) -> Response:
        return _report(searcher, document)

    @views.get("/similar/")
    @revalidated(searcher, ranking)
    def similar_by_argument() -> Response:
        return _similar(searcher, request.args.get("document", ""))

    @views.get("/similar/<document:document>")
    @revalidated(searcher, ranking)
    def similar_to(document: str) -> Response:
        return _similar(searcher, document)

    @views.get("/favicon.ico")
    def favicon() -> Response:
        return current_app.send_static_file("favicon.svg")

    return views


def _report(searcher: Searcher, document: str) -> Response:
    found = reading(searcher, document, _asked())
    if found is None:
        raise no_such_report(document)
    return rendered("report.html", page=report_page(found))


def _similar(searcher: Searcher, document: str) -> Response:
    ordinal = request.args.get("p", "")
    found = similar_from(searcher, document, ordinal)
    if found is None:
        raise no_such_paragraph(document, ordinal)
    return rendered("similar.html", page=similar_page(found))


def _asked() -> Asked:
    return read_args(request.args.items(multi=True), PAGE_LIMIT_MAX)
