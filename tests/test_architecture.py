"""The walls of the house: who may import whom, what importing costs, and that every module says why it is."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(path for half in ("indexer", "searchapp") for path in (ROOT / half).rglob("*.py"))
LINES_MAX = 300

# A unit, and the units it may import besides itself; a module belongs to the first unit its name starts with.
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "indexer.contract": (),
    "indexer.analysis": ("indexer.contract",),
    "indexer.sources": ("indexer.contract",),
    "indexer.cleaning": ("indexer.contract",),
    "indexer.structure": ("indexer.contract",),
    "indexer.generations": ("indexer.contract",),
    "indexer.engines.whoosh": ("indexer.contract", "indexer.analysis", "indexer.generations"),
    "indexer.engines": (
        "indexer.contract",
        "indexer.analysis",
        "indexer.generations",
        "indexer.engines.whoosh",
    ),
    "indexer.sample": (),
    "indexer.settings": ("indexer.contract",),
    "indexer.lexicon": ("indexer.contract", "indexer.analysis"),
    "indexer.rules": (
        *("indexer.contract", "indexer.settings"),
        *("indexer.sources", "indexer.cleaning", "indexer.structure"),
    ),
    "indexer.reprints": ("indexer.contract", "indexer.analysis"),
    "indexer.readings": ("indexer.contract", "indexer.sources"),
    "indexer.tally": ("indexer.contract", "indexer.readings"),
    "indexer.pipeline": (
        *("indexer.contract", "indexer.sources", "indexer.cleaning", "indexer.structure"),
        *("indexer.readings", "indexer.reprints", "indexer.tally"),
    ),
    "indexer.evaluation": ("indexer.contract",),
    "indexer.shown": (
        *("indexer.contract", "indexer.sources", "indexer.readings"),
        *("indexer.pipeline", "indexer.tally"),
    ),
    "searchapp": ("indexer.contract", "indexer.analysis"),
}
COMPOSITION_ROOTS = ("indexer.cli", "indexer.commands", "indexer.__main__", "wsgi")
ONLY_IN = {
    "whoosh": "indexer.engines.whoosh",
    "bleach": "indexer.sources.html",
    "jieba": "indexer.analysis.words",
    "rjieba": "indexer.analysis.words",
    "flask": "searchapp",
    "ir_measures": "indexer.evaluation.measures",
}
# What a module imports where it is used: the engine asked for, and what loads slowly and is seldom used.
LATE: dict[str, tuple[str, ...]] = {
    "indexer.engines": ("indexer.engines.whoosh.",),
    "indexer.cli": ("searchapp.",),
    "indexer.pipeline": ("indexer.cleaning.", "indexer.structure."),
    "indexer.rules": ("indexer.cleaning.",),
    "indexer.sources.read": ("indexer.sources.",),
    "indexer.sources.bounded": ("pebble.",),
    "indexer.analysis.words": ("jieba",),
    "indexer.analysis.pinyin": ("pypinyin.",),
}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """The modules a file imports, and whether at its top."""
    tree = ast.parse(path.read_text("utf-8"))
    top = {id(node) for node in tree.body}
    top |= {id(inner) for node in tree.body if isinstance(node, ast.Try) for inner in node.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in top) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module}.{alias.name}", id(node) in top) for alias in node.names)


def unit_of(module: str) -> str | None:
    return next((unit for unit in MAY_IMPORT if module == unit or module.startswith(f"{unit}.")), None)


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_module_imports_only_what_its_unit_may(path: Path) -> None:
    name = module_name(path)
    if name == "indexer" or any(name == root or name.startswith(f"{root}.") for root in COMPOSITION_ROOTS):
        return
    unit = unit_of(name)
    assert unit is not None, f"{name} belongs to no unit of the table"
    for imported, _ in imports(path):
        other = unit_of(imported)
        assert imported.split(".")[0] not in ("indexer", "searchapp") or other is not None, imported
        assert other in (None, unit, *MAY_IMPORT[unit]), f"{name} may not import {imported}"


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_library_stays_in_its_room(path: Path) -> None:
    name = module_name(path)
    for imported, _ in imports(path):
        room = ONLY_IN.get(imported.split(".")[0])
        assert room is None or name == room or name.startswith(f"{room}."), f"{name} imports {imported}"


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_imports_stand_at_the_top(path: Path) -> None:
    late = [imported for imported, at_top in imports(path) if not at_top]
    assert [imported for imported in late if not imported.startswith(LATE.get(module_name(path), ()))] == []


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_module_has_a_charter_and_a_size(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), f"{path} opens with no docstring"
    assert len(text.splitlines()) <= LINES_MAX


def test_the_contract_needs_the_standard_library_only() -> None:
    for path in (ROOT / "indexer" / "contract").glob("*.py"):
        for imported, _ in imports(path):
            top = imported.split(".")[0]
            assert top in sys.stdlib_module_names or imported.startswith("indexer.contract"), imported


def test_importing_reads_no_dictionary_and_opens_no_index(tmp_path: Path) -> None:
    """jieba's dictionary is the one costly thing an import could load; the working folder is empty."""
    code = (
        "import indexer.cli, jieba, sys\n"
        "import indexer.commands.asking, indexer.commands.building, indexer.commands.demonstrating\n"
        "from indexer.analysis.fold import fold_table\n"
        "assert not jieba.dt.initialized\n"
        "assert fold_table.cache_info().currsize == 0\n"
        "assert not [name for name in sys.modules if name.split('.')[0] == 'whoosh'], 'whoosh is loaded'\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_a_build_loads_no_site_and_what_reads_only_with_the_first_file(tmp_path: Path) -> None:
    code = (
        "import indexer.commands.building, sys\n"
        "late = {'trafilatura', 'lxml', 'bleach', 'mammoth', 'pypdfium2', 'python_calamine', 'pebble'}\n"
        "late |= {'indexer.cleaning.steps', 'indexer.structure.read', 'jieba', 'pypinyin', 'opencc'}\n"
        "loaded = (late | {'flask', 'watchfiles'}) & set(sys.modules)\n"
        "assert not loaded, loaded\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_searching_and_serving_load_nothing_that_reads_files(tmp_path: Path) -> None:
    code = (
        "import indexer.cli, indexer.commands.asking, indexer.commands.serving, sys\n"
        "reading = {'trafilatura', 'mammoth', 'pypdfium2', 'lxml'} & set(sys.modules)\n"
        "assert not reading, reading\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
