"""What the reference of the merge reads: the documents of ``records/``, each by the reading that counts.

Written from the contract, section "records/" and the first rules of "How documents become one row",
and not from ``store/merge``.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from schemas.tables import STATED

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Key = tuple[Any, ...]

COLUMNS = {table.name: [column.name for column in table.standing_in("both")] for table in STATED}
PROJECT_CODE = re.compile(r"\d{8}-\d{4}")


@dataclass(frozen=True)
class Cell:
    """A value that a document states, none among them."""

    value: Any
    document: str
    row: int


@dataclass
class Line:
    """What one document says of one row: its stated cells by column."""

    document: Document
    row: int
    cells: dict[str, Cell]


@dataclass
class Document:
    """The reading of a document that counts."""

    id: str
    layout: str
    modified: datetime
    named: str | None
    rows: Rows
    stated: set[Key]
    doubted: set[int]
    lines: dict[str, list[Line]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lines = {name: [self._line(name, row) for row in rows] for name, rows in self.rows.items()}

    def _line(self, table: str, row: Row) -> Line:
        told = {name for name in COLUMNS[table] if (table, row["row"], name) in self.stated}
        told |= {"fiscal_year"} if "fiscal_year_be" in told else set()
        return Line(self, row["row"], {name: Cell(row[name], self.id, row["row"]) for name in told})

    @property
    def last(self) -> date | None:
        """The latest update date read without an issue."""
        read = [
            row["reported_on"] or row["page_date"] for row in self.rows["updates"] if row["row"] not in self.doubted
        ]
        return max((on for on in read if on), default=None)

    @property
    def age(self) -> tuple[date, datetime, str]:
        """Newest: by the latest update date (null is oldest), then by the modified time, then by document_id."""
        return (self.last or date.min, self.modified, self.id)

    @property
    def code(self) -> str | None:
        """The project's code, from the text, else from the name."""
        named = self.named if self.named and PROJECT_CODE.fullmatch(self.named) else None
        return self.rows["projects"][0]["project_code"] or named

    @property
    def named_indicator(self) -> str | None:
        """The indicator's code that the name holds."""
        return self.named if self.named and not PROJECT_CODE.fullmatch(self.named) else None

    @property
    def year(self) -> int | None:
        """The fiscal year, Buddhist era, that the document states."""
        year: int | None = self.rows["projects"][0]["fiscal_year_be"]
        return year

    @property
    def first(self) -> int | None:
        """The fiscal year, Common Era, of the earliest update."""
        days = [each["reported_on"] or each["page_date"] for each in self.rows["updates"]]
        return min((day.year + (day.month >= 10) for day in days if day), default=None)

    @property
    def likeness(self) -> str | None:
        """The digest that a bare page shares with a coded one; None where a part of it is unknown."""
        row = self.rows["projects"][0]
        if row["rationale"] is None or row["objectives"] is None or self.first is None:
            return None
        parts = [row[name] or "" for name in ("unit_code", "unit_code_2", "rationale", "objectives", "targets")]
        return digest("\x1f".join([*map(squeezed, parts), f"{self.first:04}"]))

    @property
    def updates(self) -> list[tuple[Key, Line]]:
        """Reports from the oldest, each with what it is matched by: its date and its place among that date's.

        Undated ones keep their printed neighbours. The contract does not say how they are matched: by the date
        before them and their words.
        """
        rows = sorted(self.rows["updates"], key=lambda row: int(row["row"]), reverse=self._is_newest_first())
        days = [row["reported_on"] or row["page_date"] for row in rows]
        for at, day in enumerate(days):
            days[at] = day or (days[at - 1] if at else next((each for each in days if each), date.min))
        order = sorted(range(len(rows)), key=lambda at: days[at])
        lines, seen = {line.row: line for line in self.lines["updates"]}, Counter[Any]()
        told, before = list[tuple[Key, Line]](), None
        for row in (rows[at] for at in order):
            before = row["reported_on"] or row["page_date"] or before
            words = None if row["reported_on"] or row["page_date"] else bare(row["narrative"] or "")
            seen[before, words] += 1
            told.append(((before, words, seen[before, words]), lines[row["row"]]))
        return told

    def _is_newest_first(self) -> bool:
        days = [row["reported_on"] or row["page_date"] for row in self.rows["updates"]]
        days = [day for day in days if day]
        rising = sum((b > a) - (b < a) for a, b in pairwise(days))
        return rising < 0 or (rising == 0 and self.layout != "print_form")


def squeezed(text: str) -> str:
    """A text without its blanks."""
    return "".join(text.split())


def bare(value: Any) -> Any:
    """A value as it is compared: without blanks and bullets."""
    return re.sub(r"[\s\-•*]", "", str(value)) if isinstance(value, str | list) else value


def digest(text: str) -> str:
    """The first 16 hex digits of a text's sha256."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def current(rows: Rows) -> list[Document]:
    """The documents that places hold now: a place's latest run is what it holds."""
    last = {row["place"]: row["run_id"] for row in sorted(rows["documents"], key=lambda row: str(row["run_id"]))}
    held: dict[str, list[Row]] = defaultdict(list)
    for row in rows["documents"]:
        if row["run_id"] == last[row["place"]] and row["status"] == "parsed":
            held[row["document_id"]].append(row)
    own = _by_reading(rows)
    return [_document(held[id], own[_reading(id, rows["documents"])]) for id in sorted(held)]


def _by_reading(rows: Rows) -> dict[str, Rows]:
    """The rows of each reading; those that no document names are never asked for."""
    own: dict[str, Rows] = defaultdict(lambda: defaultdict(list))
    for table in (*COLUMNS, "fields", "issues"):
        for row in rows[table]:
            own[row["reading_id"]][table].append(row)
    return own


def _reading(id: str, log: list[Row]) -> str:
    """Of several committed readings of a document the latest run's counts, within a run the smallest id."""
    committed = [row for row in log if row["document_id"] == id and row["reading_id"]]
    run = max(row["run_id"] for row in committed)
    return min(str(row["reading_id"]) for row in committed if row["run_id"] == run)


def _document(places: list[Row], own: Rows) -> Document:
    """A statement is a cell that has fields; the contract is silent on unread cells, which are taken as null ones."""
    unread = [row for row in own["issues"] if row["severity"] == "error" and row["column_name"]]
    on_dates = [row for row in own["issues"] if (row["table_name"], row["column_name"]) == ("updates", "reported_on")]
    names = {row["named_code"] for row in places} - {None}
    return Document(
        places[0]["document_id"],
        places[0]["layout"],
        max(row["modified_at"] for row in places),
        names.pop() if len(names) == 1 else None,
        {name: sorted(own[name], key=lambda row: int(row["row"])) for name in COLUMNS},
        {(row["table_name"], row["row"], row["column_name"]) for row in own["fields"] + unread},
        {row["row"] for row in on_dates},
    )
