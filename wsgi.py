"""The site for a WSGI server: `gunicorn wsgi:app`. FANGZHI_INDEX and fangzhi.toml say which index."""

import os
from pathlib import Path

from indexer.engines import open_searcher
from indexer.settings import load_settings
from searchapp.app import create_app
from searchapp.warming import warmed

settings = load_settings({}, os.environ, Path())
searcher = open_searcher(settings.engine, settings.index, settings.ranking)
app = warmed(create_app(searcher, settings.ranking))
