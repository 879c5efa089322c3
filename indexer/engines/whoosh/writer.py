"""The writer: reports into one Whoosh segment, the columns and the texts of a new generation."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from whoosh.index import create_in

from indexer import generations
from indexer.analysis.completing import Collector
from indexer.analysis.fold import fold
from indexer.analysis.grams import grams
from indexer.analysis.prose import listed_share
from indexer.analysis.words import tokenizer_of, tokens
from indexer.contract.documents import Paragraph, Report
from indexer.contract.errors import IndexDamagedError
from indexer.contract.lexicon import NO_LEXICON, Lexicon
from indexer.contract.manifest import Manifest
from indexer.engines.whoosh.collecting import ColumnsWriter
from indexer.engines.whoosh.columns import PERMILLE
from indexer.engines.whoosh.completions import save_completions
from indexer.engines.whoosh.generation import (
    DOCUMENTS,
    FOLDED,
    HEADINGS,
    ORIGINAL,
    SOURCES,
    TITLES,
    described,
    open_generation,
)
from indexer.engines.whoosh.inverting import InvertedCodec, Inverter
from indexer.engines.whoosh.schema import GRAMS, maker, whoosh_schema
from indexer.engines.whoosh.texts import TextsWriter

# How much of the postings is held in memory before it goes to a temporary file.
POOL_BYTES = 512 * 1024 * 1024


class WhooshWriter:
    """An IndexWriter (see contract/engine.py); holds the index's lock until publish or discard."""

    def __init__(self, index: Path, sources: tuple[str, ...], lexicon: Lexicon = NO_LEXICON) -> None:
        self._index = index
        self._sources = sources
        self._lexicon = lexicon
        self._tokenize = tokenizer_of(lexicon)
        self._completing = Collector(self._tokenize)
        self._build = generations.begin(index)
        try:
            self._open()
        except BaseException as exc:  # Ctrl-C too must not leave a generation behind
            self._build.discard()
            if isinstance(exc, OSError):
                raise generations.unwritable(index, exc) from exc
            raise

    def _open(self) -> None:
        folder = self._build.folder
        names = (ORIGINAL, FOLDED, TITLES, SOURCES, DOCUMENTS)
        self._texts = {name: TextsWriter(folder, name) for name in names}
        self._columns = ColumnsWriter()
        self._segment = create_in(str(folder), whoosh_schema()).writer(
            codec=InvertedCodec(compression=0), compound=False
        )
        self._inverter = self._segment.pool = Inverter(folder, POOL_BYTES)

    def add(self, report: Report) -> None:
        """See IndexWriter."""
        try:
            self._completing.begin(report)
            self._texts[DOCUMENTS].add(described(report))
            self._texts[TITLES].add(fold(report.title))
            self._texts[TITLES].add(fold(report.subtitle or ""))
            self._texts[SOURCES].add(fold(report.source or ""))
            self._columns.add(report, list(self._indexed(report)))
        except OSError as exc:
            raise generations.unwritable(self._index, exc) from exc

    def _indexed(self, report: Report) -> Iterator[tuple[int, ...]]:
        """Index each paragraph, and give the number of words in title, section and text, and how many
        thousandths of it are a list."""
        title = self._counted(report.title, report.subtitle or "")
        above: tuple[str, ...] = ()
        section = self._counted()
        for paragraph in report.paragraphs:
            if paragraph.section != above:
                above, section = paragraph.section, self._counted(*paragraph.section)
            folded = fold(paragraph.text)
            text = self._paragraph(paragraph, folded, title, section)
            yield title.total(), section.total(), text.total(), round(PERMILLE * listed_share(folded))

    def _paragraph(
        self, paragraph: Paragraph, folded: str, title: Counter[str], section: Counter[str]
    ) -> Counter[str]:
        found = tokens(folded, self._tokenize)
        self._completing.add(paragraph.text, found)
        text = Counter(token.text for token in found)
        self._texts[ORIGINAL].add(paragraph.text)
        self._texts[FOLDED].add(folded)
        row = self._segment.docnum
        self._segment.add_document()
        for field, terms in (("title", title), ("section", section), ("text", text)):
            self._inverter.add(row, field, terms)
        self._inverter.add(row, GRAMS, dict.fromkeys(grams(folded), 1))
        return text

    def group(self, cluster: Sequence[tuple[str, int]]) -> None:
        """See IndexWriter."""
        self._columns.group(cluster)

    def publish(self) -> Manifest:
        """See IndexWriter."""
        try:
            manifest = self._sealed()
            opened = open_generation(self._build.folder, manifest)
            if not opened.postings.paragraphs == opened.columns.paragraphs == manifest.paragraphs:
                raise IndexDamagedError(f"{self._build.folder} is not as it was written; check the disk")
            self._build.publish()
        except OSError as exc:
            raise generations.unwritable(self._index, exc) from exc
        finally:
            self.discard()
        return manifest

    def _sealed(self) -> Manifest:
        folder = self._build.folder
        self._segment.commit(merge=False)
        for leftover in folder.glob("*LOCK"):
            leftover.unlink()
        headings = TextsWriter(folder, HEADINGS)
        for heading in self._columns.save(folder):
            headings.add(fold(heading))
        for texts in (*self._texts.values(), headings):
            texts.close()
        save_completions(folder, self._completing.entries())
        return self._build.seal(
            generations.Made(
                maker=maker(self._lexicon),
                lexicon=self._lexicon,
                documents=self._columns.documents,
                paragraphs=self._columns.paragraphs,
                sources=self._sources,
            )
        )

    def discard(self) -> None:
        """See IndexWriter."""
        for texts in self._texts.values():
            texts.abandon()
        self._build.discard()  # Whoosh's temporary files lie in the same folder

    def _counted(self, *texts: str) -> Counter[str]:
        """How often each word stands in the texts."""
        return Counter(token.text for text in texts for token in tokens(fold(text), self._tokenize))
