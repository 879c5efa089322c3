"""The ways in: an installed wheel, gunicorn with wsgi.py, and the Makefile's promises."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.running import ROOT, environment, fangzhi, free_port, get_json, serving


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel holds, and nothing else of the project."""
    folder = tmp_path_factory.mktemp("wheel of fangzhi")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    site = folder / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return site


def test_a_wheel_holds_the_sample_the_templates_and_no_tests(installed: Path) -> None:
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    assert {
        "indexer/sample/README.md",
        "searchapp/templates/base.html",
        "searchapp/static/fangzhi.css",
    } <= names
    assert len([name for name in names if name.startswith("indexer/sample/reports/")]) >= 24
    assert not [name for name in names if name.startswith(("tests/", "index/"))]


def test_demo_from_a_wheel_serves_the_sample(installed: Path, tmp_path: Path) -> None:
    port = free_port()
    command = ("-m", "indexer", "demo", "--port", str(port))
    with serving(command, port, tmp_path, PYTHONPATH=str(installed)) as address:
        found = get_json(f"{address}/search.json?q=%E9%98%B2%E6%B1%9B")
    assert found["total"]["documents"] > 5
    assert (tmp_path / "index" / "CURRENT").is_file()


def test_gunicorn_serves_wsgi_app_as_it_is(tmp_path: Path) -> None:
    assert (
        fangzhi(
            "build", ROOT / "indexer" / "sample" / "reports", "--index", tmp_path / "i", cwd=ROOT
        ).returncode
        == 0
    )
    port = free_port()
    command = ("-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "2", "wsgi:app")
    with serving(command, port, ROOT, FANGZHI_INDEX=str(tmp_path / "i")) as address:
        assert get_json(f"{address}/search.json?q=")["total"]["documents"] >= 24


def test_a_site_without_an_index_says_how_to_build_one(tmp_path: Path) -> None:
    code = "import wsgi; r = wsgi.app.test_client().get('/healthz'); print(r.status_code, r.text)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(FANGZHI_INDEX=str(tmp_path / "none")),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    status, body = done.stdout.split(maxsplit=1)
    assert status == "503"
    assert "fangzhi build" in json.loads(body)["error"]


def test_wsgi_is_a_short_composition_root() -> None:
    assert len((ROOT / "wsgi.py").read_text("utf-8").splitlines()) <= 15


def test_the_constraints_pin_versions_and_hold_no_address() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert all("==" in line and "/" not in line for line in lines)
