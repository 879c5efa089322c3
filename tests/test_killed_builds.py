"""Builds killed with SIGKILL at 20 points while a client searches: no failed request, no mixed answer."""

import json
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.contract.query import Everything, Exact, Prefix, Words
from indexer.contract.results import SearchRequest
from indexer.engines import open_searcher
from tests.running import environment, fangzhi, get_json, site, start

KILLS = 20
REPORTS = {"small": 40, "large": 120}
# A bound on the size of files fails a write as a full disk does.
ON_A_FULL_DISK = """
import resource
from indexer.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
main()
"""


def write_corpus(folder: Path, name: str, reports: int) -> Path:
    """Reports of three paragraphs, each of which names the corpus: whatever is found tells whose it is."""
    folder.mkdir()
    lines = []
    for number in range(reports):
        texts = [
            f"第{number}号报告第{part}段，记{name}卷防汛演练{number * 3 + part}次。" for part in range(3)
        ]
        report = {
            "id": f"{name}-{number}",
            "title": f"{name}卷第{number}号报告",
            "region": "宁波市",
            "date": "2024-05-01",
            "paragraphs": [{"text": text, "section": [f"{name}卷"]} for text in texts],
        }
        lines.append(json.dumps(report, ensure_ascii=False))
    (folder / "reports.jsonl").write_text("\n".join(lines), "utf-8")
    return folder


class Client(threading.Thread):
    """Searches without a pause; keeps what went wrong and which generations answered."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self._address = address
        self.stop = threading.Event()
        self.wrong: list[str] = []
        self.generations: set[str] = set()
        self.answers = 0

    def run(self) -> None:
        while not self.stop.is_set():
            try:
                self._look(get_json(f"{self._address}/search.json?q=%E9%98%B2%E6%B1%9B&limit=1000"))
            except Exception as exc:
                self.wrong.append(repr(exc))

    def _look(self, answer: dict[str, object]) -> None:
        """One answer must be of one corpus, whole: hits, totals, facets and the index it names."""
        self.answers += 1
        hits, total, index, facets = (answer[key] for key in ("hits", "total", "index", "facets"))
        assert isinstance(hits, list)
        assert isinstance(total, dict)
        assert isinstance(index, dict)
        assert isinstance(facets, dict)
        self.generations.add(index["generation"])
        corpora = {hit["document"].split("-")[0] for hit in hits}
        sections = {
            value["value"].removesuffix("卷"): value["count"] for value in facets["section"]["values"]
        }
        expected = {name: {name: count * 3} for name, count in REPORTS.items()}
        for name in corpora:
            whole = (total["paragraphs"], total["documents"], len(hits), index["documents"], sections)
            if whole != (REPORTS[name] * 3, REPORTS[name], REPORTS[name] * 3, REPORTS[name], expected[name]):
                self.wrong.append(f"{name}: {whole}")
        if len(corpora) != 1:
            self.wrong.append(f"hits of {sorted(corpora)} in one answer")


def served(index: Path) -> list[object]:
    """Everything that the served generation answers: all paragraphs, page by page, and what finds some."""
    searcher = open_searcher("whoosh", index)
    answers: list[object] = []
    for query in (Everything(), Words(text="灌溉"), Words(text="演练"), Exact(text="第1"), Prefix(text="防")):
        request = SearchRequest(query=query, limit=1000)
        first = searcher.search(request)
        answers += [first.hits, first.paragraphs, first.documents, first.facets]
        for offset in range(1000, first.paragraphs, 1000):
            answers.append(searcher.search(replace(request, offset=offset)).hits)
    assert answers[1], "there is something to compare"
    return answers


def write_files(folder: Path, count: int) -> Path:
    """A folder of small files, so that a build reads for a while."""
    folder.mkdir()
    for number in range(count):
        text = f"第{number}号简报\n\n一、灌溉\n\n今年第{number}处渠系修好，灌溉面积比去年多出三成。\n"
        (folder / f"{number}.txt").write_text(text, "utf-8")
    return folder


def test_builds_killed_while_they_read_leave_a_cache_that_is_right(tmp_path: Path) -> None:
    """Each killed build may have kept some files; the last one must count all, and index them as read."""
    folder, index = write_files(tmp_path / "reports", 1500), tmp_path / "index"
    for kill in range(6):
        process = start("build", folder, "--index", index, cwd=tmp_path)
        deadline = time.monotonic() + 30
        while not (index / "readings.sqlite").exists() and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(0.4 * kill)
        process.kill()
        process.wait()
    answers = []
    for flags in ((), ("--full",)):
        done = fangzhi("build", folder, "--index", index, "--json", *flags, cwd=tmp_path)
        built = json.loads(done.stdout)
        answers.append((built["files"], built["reports"], built["paragraphs"], served(index)))
    assert answers[0] == answers[1]
    assert answers[0][:2] == (1500, 1500)


@pytest.mark.timeout(280)
def test_a_killed_build_costs_no_request_and_no_answer_is_mixed(tmp_path: Path) -> None:
    corpora = [write_corpus(tmp_path / name, name, reports) for name, reports in REPORTS.items()]
    index = tmp_path / "index"
    assert fangzhi("build", corpora[0], "--index", index, cwd=tmp_path).returncode == 0
    started = time.monotonic()
    assert fangzhi("build", corpora[0], "--index", index, cwd=tmp_path).returncode == 0
    whole_s = time.monotonic() - started
    with site(index, tmp_path) as address:
        client = Client(address)
        client.start()
        killed = 0
        for kill in range(KILLS):
            process = start("build", corpora[(kill + 1) % 2], "--index", index, cwd=tmp_path)
            time.sleep(whole_s * (0.3 + 0.7 * kill / KILLS))
            process.kill()
            killed += process.wait() != 0
            assert fangzhi("check", "--index", index, cwd=tmp_path).returncode == 0
        # What the killed builds left in the cache makes the same index as reading everything.
        done = fangzhi("build", corpora[1], "--index", index, cwd=tmp_path)
        time.sleep(0.5)
        client.stop.set()
        client.join(30)
    assert done.returncode == 0
    assert client.wrong == []
    assert client.answers > KILLS
    assert killed > KILLS // 2, "the builds were over before they were killed"
    assert len(client.generations) > 1
    left = [path.name for path in (index / "generations").iterdir()]
    assert len(left) <= 2
    kept = served(index)
    assert fangzhi("build", corpora[1], "--index", index, "--full", cwd=tmp_path).returncode == 0
    assert served(index) == kept


def test_ctrl_c_ends_a_build_with_1_and_leaves_the_served_index(tmp_path: Path) -> None:
    corpora = [write_corpus(tmp_path / name, name, reports) for name, reports in REPORTS.items()]
    index = tmp_path / "index"
    assert fangzhi("build", corpora[0], "--index", index, cwd=tmp_path).returncode == 0
    served = (index / "CURRENT").read_text()
    process = start("build", corpora[1], "--index", index, cwd=tmp_path)
    generations = index / "generations"
    deadline = time.monotonic() + 20
    while len(list(generations.iterdir())) < 2 and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 1
    assert (index / "CURRENT").read_text() == served
    assert [path.name for path in generations.iterdir()] == [served.strip()]


def test_a_full_disk_ends_a_build_with_4_and_leaves_the_served_index(tmp_path: Path) -> None:
    folder, index = write_files(tmp_path / "reports", 800), tmp_path / "index"
    first = write_corpus(tmp_path / "small", "small", 40)
    assert fangzhi("build", first, "--index", index, cwd=tmp_path).returncode == 0
    served = (index / "CURRENT").read_text()
    done = subprocess.run(
        [sys.executable, "-c", ON_A_FULL_DISK, "build", str(folder), "--index", str(index)],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 4, done.stderr
    assert f"cannot write the index in {index}" in done.stderr
    assert (index / "CURRENT").read_text() == served
    assert [path.name for path in (index / "generations").iterdir()] == [served.strip()]
