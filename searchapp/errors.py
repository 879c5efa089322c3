"""Errors as HTTP: the only place that knows status codes. No answer ever shows a traceback."""

from http import HTTPStatus

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException, NotFound

from indexer.contract.errors import FangzhiError, IndexUnavailableError
from searchapp.rendering import rendered, rendered_json
from searchapp.wire import error_json

_WORDS = {
    HTTPStatus.NOT_FOUND: ("没有这一页", "地址也许写错了，或者这篇报告已不在索引里。"),
    HTTPStatus.BAD_REQUEST: ("请求无法读懂", "请回到首页重新检索。"),
    HTTPStatus.METHOD_NOT_ALLOWED: ("这里只能读", "本站只回答检索，不接受写入。"),
    HTTPStatus.SERVICE_UNAVAILABLE: ("索引暂不可用", "请稍后再试；管理员可查看服务器日志。"),
    HTTPStatus.INTERNAL_SERVER_ERROR: ("出错了", "错误已记录在服务器的日志里，请稍后再试。"),
}
_OTHER = ("请求没有成功", "请回到首页重新检索。")


def handle_errors(app: Flask) -> None:
    """Answer every error with a page, or with JSON where JSON was asked for.

    Flask logs an exception nobody expected, traceback and all, before it comes here as a 500.
    """
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(IndexUnavailableError, _unavailable)


def status_of(error: FangzhiError) -> int:
    """The status of one of our own errors, for answers in JSON wherever they are given."""
    unavailable = isinstance(error, IndexUnavailableError)
    return (HTTPStatus.SERVICE_UNAVAILABLE if unavailable else HTTPStatus.BAD_REQUEST).value


def no_such_report(document: str) -> HTTPException:
    """What a view raises for an id that the index does not know."""
    return NotFound(description=f"索引里没有这篇报告：{document}")


def no_such_paragraph(document: str, ordinal: str) -> HTTPException:
    """What a view raises for a paragraph that the index does not know."""
    return NotFound(description=f"索引里没有这一段：{document} 第 {ordinal} 段")


def _http_error(error: HTTPException) -> Response:
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    heading, advice = _WORDS.get(status, _OTHER)
    own = error.description if error.description != type(error).description else None
    response = _answered(heading, own or advice, status)
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers.extend([(name, value) for name, value in error.get_headers() if name == "Allow"])
    return response


def _unavailable(error: IndexUnavailableError) -> Response:
    """What is wrong is for whoever runs the site: the log and the JSON say it, no page does."""
    current_app.logger.error("%s", error)
    status = HTTPStatus.SERVICE_UNAVAILABLE
    heading, advice = _WORDS[status]
    return _answered(heading, str(error) if _wants_json() else advice, status)


def _answered(heading: str, message: str, status: HTTPStatus) -> Response:
    if _wants_json():
        response = rendered_json(error_json(f"{heading}：{message}", status.value), status.value)
    else:
        response = rendered("error.html", status.value, heading=heading, message=message, code=status.value)
    response.cache_control.no_store = True
    return response


def _wants_json() -> bool:
    if request.path.endswith(".json") or request.path == "/healthz":
        return True
    accepted = request.accept_mimetypes
    return accepted.best_match(("text/html", "application/json")) == "application/json"
