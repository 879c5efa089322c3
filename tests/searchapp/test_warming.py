"""Warming: a server may be made ready before there is an index, and is the same site after."""

from searchapp.app import create_app
from searchapp.revalidating import program
from searchapp.warming import warmed
from tests.oracle import Oracle
from tests.searchapp.shelf import SHELF, no_index


def test_a_site_is_made_ready_without_its_index() -> None:
    site = warmed(create_app(no_index())).test_client()
    assert site.get("/").status_code == 503


def test_every_template_is_compiled_and_the_program_is_known() -> None:
    app = warmed(create_app(Oracle(SHELF)))
    assert app.jinja_env.cache is not None
    assert len(app.jinja_env.cache) == len(app.jinja_env.list_templates())
    assert program.cache_info().currsize == 1
    assert app.test_client().get("/search?q=水库").status_code == 200
