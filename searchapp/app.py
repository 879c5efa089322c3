"""The site: create_app puts the routes, the error pages and the security headers around a Searcher."""

from flask import Flask, Response
from jinja2 import StrictUndefined

from indexer.contract.engine import Searcher
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


def create_app(searcher: Searcher) -> Flask:
    """The site over this searcher, ready for any WSGI server; it reads no settings and no environment."""
    app = Flask(__name__)
    app.url_map.converters["document"] = DocumentConverter
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    app.register_blueprint(views_of(searcher))
    app.register_blueprint(api_of(searcher))
    app.after_request(_with_headers)
    handle_errors(app)
    return app


def _with_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers[name] = value
    return response
