"""The shape of the program, held by reading its imports: one direction, pure in the middle, short files."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.layouts import VERSIONS

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ["extract", "schemas", "parsers", "store", "audit", "pipeline"]
PURE = ["extract", "schemas", "parsers"]
LINES, LINES_OF_FUNCTION = 300, 40

# Modules that reach outside the program.
DISK = {"fileinput", "filelock", "fsspec", "glob", "mmap", "os", "pathlib", "shutil", "sqlite3", "tempfile"}
NETWORK = {"ftplib", "http", "select", "socket", "socketserver", "ssl", "urllib.request"}
PROCESSES = {"asyncio", "concurrent", "multiprocessing", "signal", "subprocess", "sys", "threading"}
CLOCK_AND_CHANCE = {"random", "secrets", "time", "uuid"}
TABLES = {"duckdb", "pandas", "pyarrow"}
IMPURE = DISK | NETWORK | PROCESSES | CLOCK_AND_CHANCE | TABLES | {"logging", "tqdm"}
# Their names that only compute.
COMPUTES = {"pathlib.PurePath", "pathlib.PurePosixPath", "pathlib.PureWindowsPath"}
# One module may turn the declared tables into Arrow's, one opens what is inside an archive.
ALLOWED = {("schemas/arrow.py", "pyarrow"), ("extract/bundles/zips.py", "open")}
# Built-in functions and methods that do the same without an import.
IMPURE_CALLS = {"open", "input", "print", "now", "today", "utcnow"}
# `(...)*+`, which Python before 3.11.5 matches wrongly where the group has other ways (cpython issue 106052);
# `(?>(...)*)` says the same.
POSSESSIVE_GROUP = re.compile(r"\)(?:[?*+]|\{[0-9,]*\})\+")


def sources(layer: str) -> list[Path]:
    """The files of one layer: a package's modules, or the one module."""
    module = ROOT / f"{layer}.py"
    return [module] if module.exists() else sorted((ROOT / layer).rglob("*.py"))


def files(layers: list[str]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for layer in layers for path in sources(layer)]


def nodes(file: str) -> Iterator[ast.AST]:
    return ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"), file))


def imports(file: str) -> set[str]:
    """Full dotted names of what a file imports, anywhere in it.

    A relative import counts as one from the file's own layer.
    """
    names: set[str] = set()
    for node in nodes(file):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or "" if not node.level else file.split("/")[0]
            names.update(f"{origin}.{alias.name}" for alias in node.names)
    return names


def prefixes(name: str) -> set[str]:
    """``a.b.c`` is also an import of ``a.b`` and of ``a``."""
    parts = name.split(".")
    return {".".join(parts[:end]) for end in range(1, len(parts) + 1)}


def calls(file: str) -> set[str]:
    """The last names of the functions and methods that a file calls."""
    functions = [node.func for node in nodes(file) if isinstance(node, ast.Call)]
    plain = {function.id for function in functions if isinstance(function, ast.Name)}
    return plain | {function.attr for function in functions if isinstance(function, ast.Attribute)}


@pytest.mark.parametrize("layer", LAYERS)
def test_imports_run_one_way(layer: str) -> None:
    above = set(LAYERS[LAYERS.index(layer) + 1 :])
    wrong = [(file, name) for file in files([layer]) for name in imports(file) if name.split(".")[0] in above]
    assert not wrong, f"{layer} may import only {LAYERS[: LAYERS.index(layer)]}"


@pytest.mark.parametrize("file", files(PURE))
def test_pure_layers_touch_nothing_outside(file: str) -> None:
    wrong = {
        module
        for name in imports(file) - COMPUTES
        for module in prefixes(name) & IMPURE
        if (file, module) not in ALLOWED
    }
    assert not wrong, f"{file} must be a pure function of its arguments"
    called = {name for name in calls(file) & IMPURE_CALLS if (file, name) not in ALLOWED}
    assert not called, f"{file} must be a pure function of its arguments"


@pytest.mark.parametrize("file", files(LAYERS))
def test_patterns_match_alike_in_every_python(file: str) -> None:
    texts = [node.value for node in nodes(file) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert [text for text in texts if POSSESSIVE_GROUP.search(text)] == []


def test_a_possessive_group_is_seen() -> None:
    wrong = [r"(?:a*b)*+", r"(a)++", r"(a|ab)?+c", r"(a){2,}+"]
    assert all(POSSESSIVE_GROUP.search(pattern) for pattern in wrong)
    assert not any(POSSESSIVE_GROUP.search(pattern) for pattern in [r"(?>(?:a*b)*)", r"a*+(b)+c", r"[)]*+"])


@pytest.mark.parametrize("file", files([*LAYERS, "tests"]))
def test_files_are_short(file: str) -> None:
    lines = (ROOT / file).read_text(encoding="utf-8").count("\n")
    assert lines <= LINES, f"{file} has {lines} lines: split it where its subject changes"


@pytest.mark.parametrize("file", files(LAYERS))
def test_functions_are_short(file: str) -> None:
    functions = [node for node in nodes(file) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [each.name for each in functions if (each.end_lineno or 0) - each.lineno >= LINES_OF_FUNCTION]
    assert long == []


def test_blocks_know_no_layout() -> None:
    layouts = {f"parsers.{name}" for name in VERSIONS}
    # What chooses among the layouts, what cuts their headings out of joined lines before one is chosen, and what
    # finds a report of one below that of another.
    above = ("__init__", "joints", "second")
    blocks = [file for file in files(["parsers"]) if Path(file).stem not in (*above, *VERSIONS)]
    wrong = [(file, name) for file in blocks for name in imports(file) if prefixes(name) & layouts]
    assert not wrong, "what layouts share looks into none of them"


def test_the_program_was_read() -> None:
    assert files(["extract"]), "an empty list of files would pass every test above"
