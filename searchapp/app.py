"""The site: create_app puts the routes, the error pages and the security headers around a Searcher."""

from flask import Flask, Response
from jinja2 import StrictUndefined

from indexer.contract.engine import Searcher
from indexer.contract.ranking import DEFAULT_WEIGHTS, Weights
from searchapp.api import api_of
from searchapp.errors import handle_errors
from searchapp.routing import DocumentConverter
from searchapp.views import views_of

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def create_app(searcher: Searcher, ranking: Weights = DEFAULT_WEIGHTS) -> Flask:
    """The site over this searcher, which ranks by these weights, ready for any WSGI server; it reads no
    settings and no environment."""
    app = Flask(__name__)
    app.url_map.converters["document"] = DocumentConverter
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.filters["thousands"] = "{:,}".format
    app.register_blueprint(views_of(searcher, ranking))
    app.register_blueprint(api_of(searcher, ranking))
    app.after_request(_with_headers)
    handle_errors(app)
    return app


def _with_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers[name] = value
    return response
