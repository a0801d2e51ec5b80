"""Findings: promises that an OUT does not keep, one line each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

_LONGEST = 80
_LEAD = 24


class Where(NamedTuple):
    """Where something stands in OUT: a file, and in it a row by its number in its document or by its key."""

    file: str
    table: str | None = None
    row: int | str | None = None
    column: str | None = None

    @property
    def cell(self) -> str:
        """Table, row and column in one word; empty where no table is meant."""
        if self.table is None:
            return self.column or ""
        row = "" if self.row is None else f"[{self.row}]"
        return f"{self.table}{row}{'.' + self.column if self.column else ''}"


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not hold: ``said`` is what was expected and what was found, in words.

    ``place`` and ``line`` tell where the report says it.
    """

    code: str
    where: Where
    said: tuple[str, str]
    place: str = ""
    line: int | None = None

    @property
    def as_line(self) -> str:
        """The finding for people."""
        source = f"{self.place} line {self.line}" if self.line else self.place
        expected, found = (" ".join(each.split()) for each in self.said)
        parts = [self.code, self.where.file, self.where.cell, f"expected {expected}, found {found}"]
        return "  ".join(part for part in [*parts, f"({source})" if source else ""] if part)

    @property
    def as_json(self) -> str:
        """The finding for machines."""
        said = dict(zip(("expected", "found"), self.said, strict=True))
        told = {"code": self.code, **self.where._asdict(), **said, "place": self.place, "line": self.line}
        return json.dumps(told, ensure_ascii=False)


class Words(str):
    """Words that stand in a finding as they are, unlike a text that is quoted."""


def shown(value: Any) -> str:
    """A value on one line, cut where it is long.

    >>> shown(None), shown(Decimal("1.50")), shown("two\\nlines")
    ('null', '1.50', '"two\\\\nlines"')
    """
    if value is None:
        return "null"
    if isinstance(value, Words):
        return str(value)
    if isinstance(value, float | Decimal | date):
        return str(value)
    told = json.dumps(value, ensure_ascii=False, default=str)
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1]}…"


def contrasted(expected: Any, found: Any) -> tuple[str, str]:
    """Two values that differ, long texts cut so that the first difference shows."""
    texts = [value for value in (expected, found) if isinstance(value, str) and not isinstance(value, Words)]
    if len(texts) < 2:
        return shown(expected), shown(found)
    same = next((n for n, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b), None)
    start = min(len(expected), len(found)) if same is None else same
    if start <= _LEAD or max(len(expected), len(found)) <= _LONGEST:
        return shown(expected), shown(found)
    cut = start - _LEAD
    return f"…{shown(expected[cut:])}", f"…{shown(found[cut:])}"
