"""The engines that are measured, by name; only the one asked for is imported."""

import sqlite3
from importlib import import_module
from importlib.metadata import version

from benchmarks.engines.seam import Engine

# Engine to its class, in the module of its name.
_CLASSES = {
    "fangzhi": "Fangzhi",
    "tutorial": "Tutorial",
    "fts5": "Fts5",
    "tantivy": "Tantivy",
    "trigram": "Trigram",
}
ENGINES = tuple(_CLASSES)
# Whoosh as in tutorials takes most of an hour for a million paragraphs; phrases are compared on real ones.
PARAGRAPHS_MAX = {"tutorial": 400_000, "trigram": 400_000}
_PHRASE, _TOO_SHORT = (
    "phrase",
    "phrase2",
)  # how names of classes begin; trigrams find nothing of two characters


def load(name: str) -> Engine:
    """The engine of that name, with all that it imports."""
    engine: Engine = getattr(import_module(f"benchmarks.engines.{name}"), _CLASSES[name])()
    return engine


def answers(engine: str, name: str) -> bool:
    """Whether an engine is asked a class of queries."""
    match engine:
        case "fts5" | "tantivy":
            return not name.startswith(_PHRASE)
        case "trigram":
            return name.startswith(_PHRASE)
    return True


def must_agree(engine: str, name: str) -> bool:
    """Whether an engine finds the same as the others in a class; Whoosh as in tutorials cuts other words."""
    return engine != "tutorial" and not (engine == "trigram" and name.startswith(_TOO_SHORT))


def version_of(engine: str) -> str:
    """What the engine is, for the table."""
    match engine:
        case "tutorial":
            return f"Whoosh {version('whoosh')}, jieba {version('jieba')}"
        case "fts5" | "trigram":
            return f"SQLite {sqlite3.sqlite_version}"
        case "tantivy":
            return f"tantivy-py {version('tantivy')}"
    return f"Fangzhi {version('fangzhi')}"
