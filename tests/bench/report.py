"""The report of a bench: its table, its promises, and the pages of ``docs/`` that keep them."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from math import log
from pathlib import Path

_PACKAGES = ("raingan", "pyarrow", "duckdb", "numpy", "pypdfium2", "playa-pdf", "distributed", "ttp", "textfsm")
_HEAD = ("measured", "documents", "runs", "seconds", "a second", "MB/s", "of the floor", "peak memory, MB")
_BLOCK = "<!-- {name}: written by make bench -->"
_MB = 1e6
_PLANNED = 100_000_000


@dataclass(frozen=True)
class Line:
    """One thing that was measured: the median seconds of some runs over some documents, of so many bytes."""

    what: str
    runs: int
    seconds: float
    documents: int = 0
    size: int = 0
    peak: int = 0
    unit: str = ""

    def cells(self, floor: float) -> Iterable[str]:
        """The cells of its row; ``floor`` is documents a second."""
        rate = self.documents / self.seconds
        yield self.what
        yield f"{self.documents:,}{self.unit}" if self.documents else ""
        yield str(self.runs)
        yield figure(self.seconds)
        yield figure(rate) if self.documents else ""
        yield f"{self.size / self.seconds / _MB:.1f}" if self.size else ""
        yield f"{rate / floor:.1%}" if floor and self.size else ""
        yield f"{self.peak / _MB:.0f}" if self.peak else ""


@dataclass(frozen=True)
class Promise:
    """What has to show, and what showed."""

    wanted: str
    found: str
    is_kept: bool


@dataclass(frozen=True)
class Growth:
    """What an ingest of so many documents took: seconds, those of the merge among them, bytes written, memory."""

    documents: int
    seconds: float
    merge: float
    records: int
    tables: int
    peak: int


@dataclass
class Report:
    """What a bench measured; ``floor`` is documents a second."""

    command: str
    seed: int
    floor: float = 0.0
    groups: dict[str, list[Line]] = field(default_factory=dict)
    promises: list[Promise] = field(default_factory=list)
    growth: list[Growth] = field(default_factory=list)
    load: float = field(default_factory=lambda: os.getloadavg()[0])

    def add(self, group: str, *lines: Line) -> None:
        """Add lines to a group of the table."""
        self.groups.setdefault(group, []).extend(lines)

    def promise(self, wanted: str, found: str, is_kept: bool) -> None:
        """Hold what showed against what has to."""
        self.promises.append(Promise(wanted, found, is_kept))

    def __str__(self) -> str:
        parts = [self._origin(), self._table(), self._promises(), growth_table(self.growth)]
        return "\n\n".join(filter(None, parts))

    def write(self, docs: Path) -> None:
        """Renew what ``performance.md`` and ``scaling.md`` keep of a report."""
        parts = "\n\n".join([self._origin(), self._table(), self._promises()])
        _renew(docs / "performance.md", "report", parts)
        _renew(docs / "scaling.md", "growth", growth_table(self.growth))
        _renew(docs / "scaling.md", "plan", plan_table(self.growth[-1]))

    def _origin(self) -> str:
        load = f" Other programs kept it busy (load {self.load:.1f})." if self.load > _busy() else ""
        packages = ", ".join(f"{name} {found}" for name in _PACKAGES if (found := _version(name)))
        return (
            f"`{self.command}`, {datetime.now(UTC):%d %B %Y}, seed {self.seed}, on {_machine()}.{load}\n"
            f"Python {platform.python_version()}, {packages}."
        )

    def _table(self) -> str:
        rows = [[f"**{group}**", *[""] * (len(_HEAD) - 1)] if not line else list(line.cells(self.floor))
                for group, lines in self.groups.items() for line in (None, *lines)]  # fmt: skip
        return table(_HEAD, rows)

    def _promises(self) -> str:
        rows = [[each.wanted, each.found, "ok" if each.is_kept else "**short**"] for each in self.promises]
        return table(("must show", "showed", ""), rows) if rows else ""


def growth_table(growth: Sequence[Growth]) -> str:
    """What grows how: the measured sizes, and the exponent between neighbours (1 grows with the documents)."""
    if not growth:
        return ""
    head = ["", *(f"{each.documents:,} documents" for each in growth)]
    head += [f"exponent, {few.documents:,} to {many.documents:,}" for few, many in pairwise(growth)]
    what = {
        "seconds, merge included": [each.seconds for each in growth],
        "seconds of the merge": [each.merge for each in growth],
        "ms a document": [1000 * each.seconds / each.documents for each in growth],
        "`records/`, MB": [each.records / _MB for each in growth],
        "`tables/`, MB": [each.tables / _MB for each in growth],
        "peak memory, MB": [each.peak / _MB for each in growth],
    }
    sizes = [each.documents for each in growth]
    return table(head, [[name, *map(figure, values), *exponents(sizes, values)] for name, values in what.items()])


def plan_table(most: Growth) -> str:
    """What the largest measured size comes to where every exponent stays 1."""
    times = _PLANNED / most.documents
    what = {
        "reading": (most.seconds - most.merge, "ms", "core hours"),
        "merge": (most.merge, "ms", "core hours"),
        "`records/`": (most.records, "KB", "GB"),
        "`tables/`": (most.tables, "KB", "GB"),
    }
    head = ("", f"a document, measured at {most.documents:,}", f"{_PLANNED:,} documents")
    return table(head, [
        [name, f"{figure(1000 * value / most.documents / (1 if unit == 'ms' else _MB))} {unit}",
         f"{value * times / (3600 if unit == 'ms' else 1e9):,.0f} {planned}"]
        for name, (value, unit, planned) in what.items()
    ])  # fmt: skip


def exponents(sizes: Sequence[int], values: Sequence[float]) -> list[str]:
    """The exponents with which values grow between neighbouring sizes."""
    pairs = zip(pairwise(values), pairwise(sizes), strict=True)
    return [f"{log(many / few) / log(larger / smaller):.2f}" for (few, many), (smaller, larger) in pairs]


def figure(number: float) -> str:
    """A number with three digits that count."""
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.{1 if number >= 10 else 2 if number >= 1 else 3}f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _renew(path: Path, name: str, text: str) -> None:
    """Put text between the two marks of a block of a page."""
    mark = _BLOCK.format(name=name)
    before, _, rest = path.read_text(encoding="utf-8").partition(mark)
    _, found, after = rest.partition(mark)
    if not found:
        raise SystemExit(f"{path.name} lacks the marks {mark!r}.")
    path.write_text(f"{before}{mark}\n{text}\n{mark}{after}", encoding="utf-8")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _machine() -> str:
    """Cores, processor and memory, where the system tells them."""
    told = _read("/proc/cpuinfo")
    model = re.search(r"model name\s*: (.+)", told)
    memory = re.search(r"MemTotal:\s*(\d+)", _read("/proc/meminfo"))
    processor = model[1].strip() if model else platform.machine()
    held = f", {int(memory[1]) / 1e6:.0f} GB" if memory else ""
    return f"{os.cpu_count()} cores of {processor}{held}, {platform.system()}"


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""


def _busy() -> float:
    return 0.3 * (os.cpu_count() or 1)
