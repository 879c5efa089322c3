"""Warming: what the first readers of a server would wait for, done before it answers."""

import gc

from flask import Flask

from indexer.analysis.fold import fold
from indexer.analysis.words import words
from searchapp.revalidating import program
from searchapp.spelling.shapes import alike_in_shape
from searchapp.spelling.sounds import near_sound

_WORD = "方志"


def warmed(app: Flask) -> Flask:
    """The same application, its templates compiled and its tables built (1 s); no index is opened, so that
    a server may fork after this. What is built here stays, and need not be looked through for garbage."""
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
    words(fold(_WORD))
    for char in _WORD:
        near_sound(char)
        alike_in_shape(char)
    program()
    gc.collect()
    gc.freeze()
    return app
