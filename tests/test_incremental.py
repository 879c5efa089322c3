"""A build from the cache gives the index that a build from nothing gives: random sequences of changes."""

import os
import shutil
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from indexer.contract.documents import Report
from indexer.contract.engine import IndexWriter
from indexer.contract.manifest import Manifest
from indexer.contract.query import Everything, Words
from indexer.contract.reading import ReadingRules
from indexer.contract.results import Filters, SearchRequest
from indexer.contract.vocabulary import Theme
from indexer.engines import open_searcher, open_writer
from indexer.pipeline import BuildPlan, build
from indexer.readings.cache import FILE_NAME as READINGS
from indexer.readings.cache import Readings
from indexer.reprints import Reprints
from indexer.reprints.collecting import FILE_NAME as REPRINTS
from indexer.tally import BuildReport

SEED = 20261
SEQUENCES = 200
STEPS = 8
# The engine's files and answers are compared at the end of every so many sequences.
ENGINE_EVERY = 4
# Thousands of small files come and go: in memory, where the system offers that, it takes a tenth of the time.
MEMORY = Path("/dev/shm")  # noqa: S108 -- each sequence makes a folder of its own there
REGIONS = ("慈溪市", "安溪县", "甘孜州", "朝阳区", "")
YEARS = (2019, 2021, 2024)
BODIES = (
    "今年新修村道{n}公里，去年是{m}公里，沿线种树三千棵。",
    "图书馆夜间 开放{n}天，读者增加三成，宁波市和杭州市派人来看过。",
    "各级各部门要深入贯彻落实会议精神，切实加强组织领导，确保各项工作任务落到实处。",
    "2018年起轮灌{n}次，渠水到了田头，二〇一九年又添两处。",
)
OTHER_FIGURES = bytes.maketrans(b"1234", b"2143")
FOLDERS = ("", "甲/", "乙/")
NAMES = ("一", "二", "三")
names = st.builds("{}{}".format, st.sampled_from(FOLDERS), st.sampled_from(NAMES))
bodies = st.builds(
    lambda place, year, parts, n: (place, year, [part.format(n=n, m=n + 1) for part in parts]),
    st.sampled_from(REGIONS),
    st.sampled_from(YEARS),
    st.lists(st.sampled_from(BODIES), min_size=1, max_size=3),
    st.integers(1, 4),
)
Body = tuple[str, int, list[str]]


def as_text(body: Body) -> bytes:
    place, year, parts = body
    lines = [f"{place}{year}年工作报告", f"{place}办公室 {year}年5月6日", "一、做过的事", *parts]
    return "\n\n".join(lines).encode("gb18030" if year == YEARS[0] else "utf-8")


def as_markdown(body: Body) -> bytes:
    place, year, parts = body
    return "\n\n".join([f"# {place}{year}年报告", "## 经过", *parts]).encode()


def as_table(body: Body) -> bytes:
    place, year, parts = body
    rows = [f'{place}第{number}号,"{part}",{year}-0{number + 1}-02' for number, part in enumerate(parts)]
    return "\n".join(["title,text,date", *rows, "空,,"]).encode()


def as_nothing(_: Body) -> bytes:
    """What no reader makes sense of."""
    return bytes(range(256)) * 8


KINDS: dict[str, Callable[[Body], bytes]] = {
    ".txt": as_text,
    ".md": as_markdown,
    ".csv": as_table,
    ".png": as_nothing,
}
kinds = st.sampled_from(sorted(KINDS))
# Each of them reads every text, or every table, in another way.
rules_of_reading = st.sampled_from(
    [
        ReadingRules(),
        ReadingRules(without=frozenset({"inner spaces"})),
        ReadingRules(columns=(("title", "source"),)),
        ReadingRules(themes=(Theme(name="往事", words=("做过的事", "经过")),)),
    ]
)


class Recorder:
    """An IndexWriter that keeps the calls: an engine makes of equal calls an equal index. A report that is
    kept is one that was added to what was served before."""

    def __init__(self, served: "Recorder | None" = None) -> None:
        self.reports: list[Report] = []
        self.versions: list[str] = []
        self.clusters: list[tuple[tuple[str, int], ...]] = []
        self.kept = 0
        self._served: dict[tuple[str, str], Report] = {}
        if served is not None:
            added = zip(served.reports, served.versions, strict=True)
            self._served = {(report.id, version): report for report, version in added}

    def add(self, report: Report, version: str = "") -> None:
        assert version, "a build with a cache names the content"
        self.reports.append(report)
        self.versions.append(version)

    def keep(self, document_id: str, version: str) -> bool:
        report = self._served.get((document_id, version))
        if report is not None:
            self.add(report, version)
            self.kept += 1
        return report is not None

    def group(self, cluster: Sequence[tuple[str, int]]) -> None:
        self.clusters.append(tuple(cluster))

    def publish(self) -> Manifest:
        return Manifest(
            generation="g",
            built_at=datetime(2024, 5, 1, tzinfo=UTC),
            engine="recorder",
            schema="",
            analyzer="",
            documents=len(self.reports),
            paragraphs=0,
            sources=(),
            files=(),
        )

    def discard(self) -> None:
        """Nothing is held."""


class Folder(RuleBasedStateMachine):
    """A folder of reports that is changed and built; each build is held against a fresh one."""

    files: Bundle[Path] = Bundle("files")
    sequences = 0

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(mkdtemp(prefix="fangzhi-incremental-", dir=MEMORY if MEMORY.is_dir() else None))
        self.reports = self.home / "reports"
        self.reports.mkdir()
        self.wanted = ReadingRules()
        self.served = Recorder()
        self.ran = False

    def teardown(self) -> None:
        """Every sequence ends with a build; the reports are there from `begin` on."""
        try:
            if self.ran:
                self.built_and_compared()
                type(self).sequences += 1
                if self.sequences % ENGINE_EVERY == 0:
                    self.indexes_compared()
        finally:
            shutil.rmtree(self.home)

    def write(self, name: str, content: bytes) -> Path:
        path = self.reports / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return path

    @initialize(target=files, name=names, body=bodies)
    def begin(self, name: str, body: Body) -> Path:
        """There is always a good report, so that there is always something to index, and a table."""
        self.write("始.txt", as_text(body))
        self.write("始.csv", as_table(body))
        self.ran = True
        return self.write(f"{name}.txt", as_text(body))

    @invariant()
    def every_change_is_built(self) -> None:
        if self.ran:
            self.build_again()

    @rule(target=files, name=names, kind=kinds, body=bodies)
    def add_or_change(self, name: str, kind: str, body: Body) -> Path:
        return self.write(name + kind, KINDS[kind](body))

    @rule(target=files, file=files, name=names)
    def copy(self, file: Path, name: str) -> Path:
        """Two files of one content."""
        content = file.read_bytes() if file.is_file() else b""
        return self.write(f"{name}{file.suffix}", content)

    @rule(target=files, file=consumes(files), name=names)
    def rename(self, file: Path, name: str) -> Path:
        target = self.reports / f"{name}{file.suffix}"
        target.parent.mkdir(exist_ok=True)
        return file.replace(target) if file.is_file() else target

    @rule(file=consumes(files))
    def delete(self, file: Path) -> None:
        file.unlink(missing_ok=True)

    @rule(file=files)
    def retouch(self, file: Path) -> None:
        """Some figures become others: neither the length of the file nor its time tells."""
        if file.is_file():
            before = file.stat()
            file.write_bytes(file.read_bytes().translate(OTHER_FIGURES))
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    @rule(file=files)
    def damage_and_mend(self, file: Path) -> None:
        """A file that cannot be read at one build and is as before at the next."""
        if file.is_file():
            content = file.read_bytes()
            file.write_bytes(as_nothing(("", 0, [])))
            self.built_and_compared()
            file.write_bytes(content)

    @rule(file=files, place=st.sampled_from(REGIONS), year=st.sampled_from(YEARS))
    def say_beside(self, file: Path, place: str, year: int) -> None:
        row = f"{file.relative_to(self.reports)},{place},{year}-07-08"
        self.write("metadata.csv", f"path,region,date\n{row}\n".encode())

    @rule()
    def say_nothing_beside(self) -> None:
        (self.reports / "metadata.csv").unlink(missing_ok=True)

    @rule(name=st.sampled_from(NAMES), members=st.lists(st.tuples(names, kinds, bodies), max_size=3))
    def pack(self, name: str, members: list[tuple[str, str, Body]]) -> None:
        unique = {member + kind: KINDS[kind](body) for member, kind, body in members}
        with zipfile.ZipFile(self.reports / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for member, content in unique.items():
                archive.writestr(member, content)

    @rule(name=st.sampled_from(NAMES))
    def unpack(self, name: str) -> None:
        (self.reports / f"{name}.zip").unlink(missing_ok=True)

    @rule(rules=rules_of_reading)
    def change_the_rules(self, rules: ReadingRules) -> None:
        self.wanted = rules

    @rule(name=st.sampled_from([READINGS, REPRINTS]), at=st.integers(0, 1 << 30))
    def damage_what_is_kept(self, name: str, at: int) -> None:
        cache = self.home / "index" / name
        if cache.exists():  # a damaged one is removed by the build that finds it out
            content = bytearray(cache.read_bytes())
            content[at % len(content)] ^= 0x5A
            cache.write_bytes(content)

    @rule(name=st.sampled_from([READINGS, REPRINTS]))
    def lose_what_is_kept(self, name: str) -> None:
        (self.home / "index" / name).unlink(missing_ok=True)

    @rule()
    def lose_the_index(self) -> None:
        """As where another analyzer or lexicon made it: nothing is taken over."""
        self.served = Recorder()

    @rule()
    def index_it(self) -> None:
        """A build with the engine over what it served before, if it did."""
        self.built(open_writer("whoosh", self.home / "index", ["reports"]))

    @rule(full=st.booleans())
    def compare(self, full: bool) -> None:
        self.built_and_compared(full=full)

    def built_and_compared(self, *, full: bool = False) -> None:
        built, fresh = self.build_again(full=full), Recorder()
        given_up = bool(self.said)  # and so nothing is kept of what was read
        anew = self.built(fresh, into="fresh")
        kept = self.served
        assert (kept.reports, kept.versions, kept.clusters) == (fresh.reports, fresh.versions, fresh.clusters)
        assert content_of(built) == content_of(anew)
        assert built.unchanged + built.read == anew.read
        assert not full or (built.unchanged, kept.kept) == (0, 0)
        if not given_up:
            assert self.build_again().read == 0  # nor is a file read again that no reader makes sense of
            assert self.served.kept == len(self.served.reports)
        shutil.rmtree(self.home / "fresh")

    def build_again(self, *, full: bool = False) -> BuildReport:
        """A build over what is served, which it becomes."""
        writer = Recorder(self.served)
        built = self.built(writer, full=full)
        self.served = writer
        return built

    def indexes_compared(self) -> None:
        """The same with the engine: what it answers over reports that it kept, and over all of them anew."""
        index, beside = self.home / "index", self.home / "fresh"
        self.index_it()
        anew = self.built(open_writer("whoosh", beside, ["reports"]), into="fresh")
        assert anew.manifest is not None
        assert answers(index) == answers(beside)

    def built(self, writer: IndexWriter, *, full: bool = False, into: str = "index") -> BuildReport:
        index = self.home / into
        index.mkdir(exist_ok=True)
        self.said: list[str] = []
        with (
            Readings(index, self.wanted, self.said.append, full=full) as readings,
            Reprints(index, self.said.append, full=full) as reprints,
        ):
            plan = BuildPlan(rules=self.wanted, readings=readings, reprints=reprints)
            return build([self.reports], writer, plan)


def content_of(built: BuildReport) -> dict[str, Any]:
    """Everything but when, how long, and what was read from where."""
    left_out = ("read", "unchanged", "seconds", "manifest")
    return {name: getattr(built, name) for name in built.__slots__ if name not in left_out}


def answers(index: Path) -> list[Any]:
    """Every report as read back, and what searches say."""
    searcher = open_searcher("whoosh", index)
    requests = [
        SearchRequest(query=Everything(), limit=1000),
        SearchRequest(query=Words(text="村道"), limit=1000),
        SearchRequest(query=Everything(), filters=Filters(mentioned_regions=("宁波市",)), limit=1000),
    ]
    results = [searcher.search(request) for request in requests]
    found = [(result.hits, result.paragraphs, result.documents, result.facets) for result in results]
    ids = sorted({hit.document for hit in results[0].hits})
    return [*found, *((document, searcher.read(document)) for document in ids)]


@pytest.mark.timeout(280)
def test_a_build_from_the_cache_equals_a_build_from_nothing() -> None:
    print(f"seed {SEED}")

    @seed(SEED)
    @settings(
        max_examples=SEQUENCES,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    class Sequences(Folder):
        pass

    run_state_machine_as_test(Sequences)
    assert Sequences.sequences >= SEQUENCES
