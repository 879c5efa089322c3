"""Relevance: `python -m benchmarks.relevance` measures the search on two judged sets beside plain BM25.

Reads ../shared/data/relevance: each passage becomes a paragraph of a report without a title (the titles of
pufa.jsonl are its questions). The questions are put to `fangzhi eval` as they are and in traditional script
(OpenCC's s2t). The baselines rank the same passages, folded as ours are, by BM25 over the character bigrams
of runs of letters, and over jieba's words; each with two usual pairs of constants. Nothing of it all is kept.
"""

import json
import math
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jieba
import numpy as np
from click.testing import CliRunner
from numpy.typing import NDArray
from opencc import OpenCC
from rich.table import Table

from indexer.analysis.fold import fold
from indexer.cli import main
from indexer.commands.evaluating import HITS
from indexer.contract.documents import Paragraph, Report
from indexer.engines import open_writer
from indexer.evaluation.judged import read_judged
from indexer.evaluation.measures import MEASURES, means, measured
from indexer.shown import console

DATA = Path(__file__).parents[2] / "shared" / "data" / "relevance"
CONSTANTS = ((1.2, 0.75), (0.9, 0.4))  # k1 and b: of the textbook, and of Anserini
TRADITIONAL_LOSES_MAX = 0.005
_RUN = re.compile(r"\w+")
_MRR = MEASURES.index("MRR@10")

Cut = Callable[[str], list[str]]
Values = tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedSet:
    """Passages by report; questions by id, each answered by the passages of one report."""

    passages: Mapping[str, tuple[str, ...]]
    questions: Mapping[str, str]
    answered_by: Mapping[str, str]


def pufa() -> JudgedSet:
    """Questions on bank and regulator news."""
    rows = _rows("pufa.jsonl")
    return JudgedSet(
        passages={row["id"]: tuple(map(_one_line, row["passages"])) for row in rows},
        questions={row["id"]: _one_line(row["query"]) for row in rows},
        answered_by={row["id"]: row["id"] for row in rows},
    )


def cmrc() -> JudgedSet:
    """Paragraphs of an encyclopedia, each with several questions."""
    rows = _rows("cmrc2018.jsonl")
    asked = {
        f"{row['id']}-q{at}": (row["id"], text) for row in rows for at, text in enumerate(row["queries"])
    }
    return JudgedSet(
        passages={row["id"]: (_one_line(row["text"]),) for row in rows},
        questions={name: _one_line(text) for name, (_, text) in asked.items()},
        answered_by={name: row for name, (row, _) in asked.items()},
    )


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def built(judged: JudgedSet, folder: Path) -> None:
    """An index of the passages."""
    writer = open_writer("whoosh", folder, ["relevance"])
    for name, passages in judged.passages.items():
        paragraphs = tuple(
            Paragraph(ordinal=at, section=(), theme=None, text=text)
            for at, text in enumerate(passages, start=1)
        )
        writer.add(
            Report(
                id=name,
                title="",
                subtitle=None,
                date=None,
                source=None,
                author=None,
                url=None,
                region=None,
                paragraphs=paragraphs,
            )
        )
    writer.publish()


def write_judgements(judged: JudgedSet, folder: Path) -> tuple[Path, Path, Path]:
    """TREC files: the questions, the questions in traditional script, the passages that answer them."""
    simplified, traditional, judgements = (folder / name for name in ("q.tsv", "q-trad.tsv", "qrels.txt"))
    to_traditional = OpenCC("s2t").convert
    for path, convert in ((simplified, str), (traditional, to_traditional)):
        path.write_text("".join(f"{q}\t{convert(text)}\n" for q, text in judged.questions.items()), "utf-8")
    names = ((q, name) for q, row in judged.answered_by.items() for name, _ in _named(row, judged))
    judgements.write_text("".join(f"{q} 0 {name} 1\n" for q, name in names), "utf-8")
    return simplified, traditional, judgements


def _named(report: str, judged: JudgedSet) -> Iterator[tuple[str, str]]:
    return ((f"{report}#p{at}", text) for at, text in enumerate(judged.passages[report], start=1))


def ours(queries: Path, judgements: Path, index: Path) -> Values:
    """The means that `fangzhi eval` prints."""
    args = ["eval", str(queries), str(judgements), "--index", str(index), "--json"]
    result = CliRunner().invoke(main, args, catch_exceptions=False)
    said = json.loads(result.stdout)
    if not said["ok"]:
        raise RuntimeError(said["error"])
    return tuple(said["measures"][name] for name in MEASURES)


class Bm25:
    """Plain BM25 of passages cut into terms; a term counts as often as the passage holds it, and once in the
    question."""

    def __init__(self, passages: Mapping[str, str], cut: Cut, k1: float, b: float) -> None:
        self._names, self._cut = list(passages), cut
        held = [Counter(cut(fold(text))) for text in passages.values()]
        lengths = np.array([sum(counts.values()) for counts in held])
        norms = k1 * (1 - b + b * lengths / lengths.mean())
        postings: dict[str, tuple[list[int], list[int]]] = {}
        for row, counts in enumerate(held):
            for term, count in counts.items():
                rows, frequencies = postings.setdefault(term, ([], []))
                rows.append(row)
                frequencies.append(count)
        self._impacts: dict[str, tuple[NDArray[np.intp], NDArray[np.float64]]] = {}
        for term, (rows, frequencies) in postings.items():
            at, counted = np.array(rows), np.array(frequencies)
            idf = math.log(1 + (len(held) - len(rows) + 0.5) / (len(rows) + 0.5))
            self._impacts[term] = at, idf * counted * (k1 + 1) / (counted + norms[at])

    def best(self, question: str) -> list[str]:
        """The first HITS passages that hold any of the terms."""
        scores = np.zeros(len(self._names))
        for term in dict.fromkeys(self._cut(fold(question))):
            if term in self._impacts:
                rows, impacts = self._impacts[term]
                scores[rows] += impacts
        order = np.argsort(-scores, kind="stable")[:HITS]
        return [self._names[row] for row in order[scores[order] > 0].tolist()]


def bigrams(text: str) -> list[str]:
    """The character bigrams of runs of letters; a run of one character as it is."""
    runs = _RUN.findall(text)
    return [run[at : at + 2] for run in runs for at in range(max(1, len(run) - 1))]


def jieba_words(text: str) -> list[str]:
    """jieba's words without punctuation."""
    return [word for word in jieba.lcut(text) if _RUN.search(word)]


def baselines(judged: JudgedSet, queries: Path, judgements: Path) -> Iterator[tuple[str, Values]]:
    """Each baseline by name, measured as ours is."""
    asked = read_judged(queries, judgements).queries
    passages = {name: text for row in judged.passages for name, text in _named(row, judged)}
    for name, cut in (("bigrams", bigrams), ("jieba words", jieba_words)):
        for k1, b in CONSTANTS:
            ranking = Bm25(passages, cut, k1, b)
            run = {query.id: ranking.best(query.text) for query in asked}
            yield f"BM25, {name}, k1 {k1}, b {b}", means(measured(asked, run))


def measure(name: str, judged: JudgedSet, table: Table) -> list[str]:
    """One set: its rows for the table, and what does not hold."""
    with tempfile.TemporaryDirectory(prefix="fangzhi-bench-") as place:
        folder = Path(place)
        built(judged, folder / "index")
        simplified, traditional, judgements = write_judgements(judged, folder)
        rows = dict(baselines(judged, simplified, judgements))
        best = max(values[_MRR] for values in rows.values())
        started = time.perf_counter()
        rows["fangzhi"] = ours(simplified, judgements, folder / "index")
        rows["fangzhi, traditional"] = ours(traditional, judgements, folder / "index")
        seconds = time.perf_counter() - started
    for ranked_by, values in rows.items():
        table.add_row(name, ranked_by, *(f"{100 * value:.2f}" for value in values))
    table.add_row(name, f"({1000 * seconds / len(judged.questions) / 2:.1f} ms a question)", end_section=True)
    mrr, in_traditional = rows["fangzhi"][_MRR], rows["fangzhi, traditional"][_MRR]
    failed = [] if mrr > best else [f"{name}: MRR@10 is not above the better baseline"]
    if abs(mrr - in_traditional) > TRADITIONAL_LOSES_MAX:
        failed.append(f"{name}: traditional queries differ by more than 0.5 points")
    return failed


def run(names: Sequence[str]) -> int:
    """Print the table; 1 where the search is not better than the baselines."""
    sets = {"pufa": pufa, "cmrc2018": cmrc}
    table = Table("set", "ranked by", box=None)
    for name in MEASURES:
        table.add_column(name, justify="right")
    failed = [line for name in names or sets for line in measure(name, sets[name](), table)]
    console.out().print(table)
    for line in failed:
        console.warn(line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
