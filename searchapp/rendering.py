"""A page or a JSON value as a response in UTF-8; what cannot be encoded (a lone surrogate) becomes "?"."""

import json
from typing import Any

from flask import Response, render_template


def rendered(template: str, status: int = 200, **context: Any) -> Response:
    """A page."""
    return _response(render_template(template, **context), status, "text/html")


def rendered_json(value: dict[str, Any], status: int = 200) -> Response:
    """A JSON object, Chinese written as it is."""
    return _response(json.dumps(value, ensure_ascii=False) + "\n", status, "application/json")


def _response(text: str, status: int, mimetype: str) -> Response:
    return Response(text.encode("utf-8", errors="replace"), status, mimetype=mimetype)
