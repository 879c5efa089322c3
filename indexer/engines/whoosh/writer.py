"""The writer: reports into segments, columns and completions of a new generation, beside the one before it.

What a report says goes to the workers, which write segments of some thousand paragraphs. Publishing merges
these, and older segments where the policy of sealing.py says so; all others are linked as they are.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from indexer import generations
from indexer.analysis.completing import Listing
from indexer.analysis.words import cutter_of
from indexer.contract.documents import Report
from indexer.contract.errors import IndexDamagedError, IndexUnavailableError
from indexer.contract.lexicon import NO_LEXICON, Lexicon
from indexer.contract.manifest import IndexFile, Manifest
from indexer.engines.whoosh.arrays import ArraysWriter
from indexer.engines.whoosh.codec import write_toc
from indexer.engines.whoosh.collecting import ColumnsWriter
from indexer.engines.whoosh.columns import CATALOG
from indexer.engines.whoosh.completions import save_completions
from indexer.engines.whoosh.generation import SEGMENTS, Generation, open_generation
from indexer.engines.whoosh.inverting import Texts, invert, shared_out
from indexer.engines.whoosh.mining import UNMINED, Added, Kept, mined
from indexer.engines.whoosh.postings import UNREADABLE
from indexer.engines.whoosh.schema import maker
from indexer.engines.whoosh.sealing import Sealed, pieces_of, seal
from indexer.engines.whoosh.texts import add_texts
from indexer.engines.whoosh.workers import Workers


class WhooshWriter:
    """An IndexWriter (see contract/engine.py); holds the index's lock until publish or discard."""

    def __init__(
        self,
        index: Path,
        sources: tuple[str, ...],
        lexicon: Lexicon = NO_LEXICON,
        memory_mb: int = 1024,
    ) -> None:
        self._index = index
        processes, self._batch_chars = shared_out(memory_mb)
        self._sources = sources
        self._lexicon = lexicon
        self._columns = ColumnsWriter()
        self._workers = Workers(processes)
        self._base: Generation | None = None
        self._known: dict[str, int] | None = None
        self._texts: list[str] = []
        self._documents: list[int] = []
        self._chars = 0
        self._runs: list[Path] = []
        self._said: list[Path] = []
        self._build = generations.begin(index)

    def add(self, report: Report, version: str = "") -> None:
        """See IndexWriter."""
        self._begin()
        self._columns.add(report, version)
        self._documents.append(len(self._texts))
        self._texts += [paragraph.text for paragraph in report.paragraphs]
        self._chars += sum(len(paragraph.text) for paragraph in report.paragraphs)
        if self._chars >= self._batch_chars:
            self._invert()

    def keep(self, document_id: str, version: str) -> bool:
        """See IndexWriter."""
        number = self._begin().get(document_id)
        return number is not None and self._columns.documents.keep(number, version)

    def _begin(self) -> dict[str, int]:
        """The numbers of the documents that may be kept, by id."""
        if self._known is None:
            self._base = _readable(self._index, self._lexicon)
            self._known = {} if self._base is None else self._columns.adopt(self._base)
        return self._known

    def _invert(self) -> None:
        path = self._build.folder / f"{len(self._runs)}.run"
        texts = Texts(paragraphs=self._texts, documents=self._documents)
        self._runs.append(path)
        self._texts, self._documents, self._chars = [], [], 0
        with generations.writing(self._index):
            self._said += self._workers.ask(invert, path, texts, self._lexicon)

    def group(self, cluster: Sequence[tuple[str, int]]) -> None:
        """See IndexWriter."""
        self._columns.group(cluster)

    def publish(self) -> Manifest:
        """See IndexWriter."""
        try:
            with generations.writing(self._index):
                manifest = self._sealed()
                opened = open_generation(self._build.folder, manifest)
                if (
                    not opened.columns.paragraphs
                    == sum(held.rows for held in opened.live)
                    == manifest.paragraphs
                ):
                    raise IndexDamagedError(f"{self._build.folder} is not as it was written; check the disk")
                self._build.publish()
        finally:
            self.discard()
        return manifest

    def _sealed(self) -> Manifest:
        if self._texts:
            self._invert()
        self._said += self._workers.finish()
        folder, columns = self._build.folder, self._columns
        pieces = pieces_of(self._base, columns.kept_rows(), self._runs)
        segments = seal(folder, self._build.generation, pieces, self._workers)
        with ArraysWriter(folder / CATALOG) as file:
            columns.save(file, cutter_of(self._lexicon))
            self._complete(file)
            sealed = segments()
            _add_segments(file, sealed)
        write_toc(folder, [segment.rows for segment in sealed])
        return self._build.seal(
            generations.Made(
                maker=maker(self._lexicon),
                lexicon=self._lexicon,
                documents=len(columns.documents),
                paragraphs=columns.paragraphs,
                sources=self._sources,
                linked=_linked(self._base, sealed),
            )
        )

    def _complete(self, file: ArraysWriter) -> None:
        """Write what queries may be completed to, and how many paragraphs that does not take in."""
        columns, kept = self._columns, None
        if self._base is not None and columns.documents.keeps_any:
            kept = Kept(held=self._base, rows=columns.kept_rows()[: self._base.columns.paragraphs])
        documents = columns.documents
        listing = Listing(titles=documents.titles(), themes=columns.themes(), regions=documents.regions())
        added = columns.paragraphs - (0 if kept is None else int(np.count_nonzero(kept.rows)))
        now = Added(paragraphs=added, said=self._said)
        entries, unmined = mined(now, listing, kept, self._lexicon, self._workers)
        save_completions(file, entries)
        file.add(UNMINED, np.array([unmined]))

    def discard(self) -> None:
        """See IndexWriter."""
        self._workers.stop()
        self._build.discard()


def _readable(index: Path, lexicon: Lexicon) -> Generation | None:
    """The generation that is served, read through, if we wrote it with this lexicon and it is whole."""
    try:
        manifest = generations.current(index, maker)
        if manifest.lexicon != lexicon:
            return None
        held = open_generation(generations.folder_of(index, manifest), manifest)
        held.check()
    except (*UNREADABLE, IndexUnavailableError):
        return None
    return held


def _linked(base: Generation | None, segments: Sequence[Sealed]) -> tuple[IndexFile, ...]:
    names = {segment.name for segment in segments}
    return tuple(file for file in base.manifest.files if file.name in names) if base else ()


def _add_segments(file: ArraysWriter, segments: Sequence[Sealed]) -> None:
    add_texts(file, SEGMENTS, [segment.name for segment in segments])
    for number, segment in enumerate(segments):
        file.add(f"dead_{number}", segment.dead)
