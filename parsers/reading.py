"""A reading: the rows of cells, the claims and the issues that one document gives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

from extract.document import Document, Notice, blackness
from extract.span import Span
from extract.thai import ZERO_WIDTH
from parsers.row import Row as Row
from parsers.without_people import without_people
from schemas.frame import FRAMES
from schemas.kinds import KINDS

_WORD = re.compile(r"\S(?:[^\r\n]*\S)?")
# Notices that say of a value that it may be another one; the last says nothing where it stands in none.
_CUT = "text-cut"
_IN_CELLS = ("struck-out", "raised-digits", "page-cut", _CUT)
_ODD = re.compile(f"[{ZERO_WIDTH}\ue000-\uf8ff]")


class Issue(NamedTuple):
    """Something odd; offsets point into the document's text, ``line`` counts from 1."""

    code: str
    message: str
    table: str | None = None
    row: int | None = None
    column: str | None = None
    start: int | None = None
    end: int | None = None
    line: int | None = None

    @property
    def severity(self) -> str:
        """How grave it is: error, warning or info."""
        return KINDS[self.code].severity


@dataclass(slots=True)
class Reading:
    """What one document states: rows by table, issues, and the stretches that are accounted for.

    ``claims`` (of fields, labels and furniture) and ``held`` (of issues) are offsets into the
    document's view; everything that leaves the program points into its text. ``ends_in_text`` says that
    reports of the layout may end in a text, so that its end tells nothing.
    """

    document: Document
    layout: str | None
    version: str
    rows: dict[str, list[Row]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    claims: list[tuple[int, int]] = field(default_factory=list)
    held: list[tuple[int, int]] = field(default_factory=list)
    coverage: float = 1.0
    problem: str | None = None
    ends_in_text: bool = False

    def row(self, table: str, **derived: Any) -> Row:
        """Add a row; keyword arguments are its derived cells."""
        row = Row(self, FRAMES[table], len(self.of(table)), derived)
        self.add(row)
        return row

    def add(self, row: Row) -> None:
        """Add a row that is numbered as the next of its table."""
        self.rows.setdefault(row.table, []).append(row)

    def of(self, table: str) -> list[Row]:
        """The rows of a table, in the order of the document."""
        return self.rows.get(table, [])

    def claim(self, *spans: Span) -> None:
        """Account for labels and furniture."""
        self.claims += [(span.start, span.end) for span in spans]

    def claim_around(self, line: Span, *values: Span) -> None:
        """Account for the label of a line: all of it but the values that stand in it, given in order."""
        reached = line.start
        for value in values:
            start = value.start
            if value.end > start:
                if start > reached:
                    self.claims.append((reached, start))
                reached = value.end
        if reached < line.end:
            self.claims.append((reached, line.end))

    def issue(
        self, code: str, message: str, span: Span | None = None, row: Row | None = None, column: str | None = None
    ) -> None:
        """Report something odd."""
        start = end = line = None
        if span is not None:
            start, end = span.source
            line = self.document.line(start)
            self.held.append((span.start, span.end))
        table = row.table if row is not None else None
        number = row.number if row else None
        self.issues.append(Issue(code, without_people(message), table, number, column, start, end, line))

    def finish(self) -> Reading:
        """Measure the coverage, report every stretch that nobody accounted for, put the issues in order."""
        document = self.document
        text = document.text
        if not document.is_plain:
            self.claim(*document.running)
            self.claims += document.marks
        open_gaps = self._open_gaps(self.claims)
        if open_gaps:
            unclaimed = sum(blackness(text[slice(*document.source(*gap))]) for gap in open_gaps)
            self.coverage = 1 - unclaimed / document.blackness
            for start, end in self._open_gaps(self.claims + self.held):
                self._report_unclaimed(start, end)
        self._report_odd_characters()
        for notice in document.notices:
            line = None if notice.start is None else document.line(notice.start)
            cell = self._cell_of(notice)
            if notice.code == _CUT and not self._tells_cut(*cell):
                continue
            message = without_people(notice.message)
            self.issues.append(Issue(notice.code, message, *cell, notice.start, notice.end, line))
        self.issues.sort(key=lambda issue: (-1 if issue.start is None else issue.start, issue.code, issue.message))
        return self

    def _cell_of(self, notice: Notice) -> tuple[str | None, int | None, str | None]:
        """The table, row and column of the cell whose value may be another one."""
        if notice.code in _IN_CELLS and notice.start is not None and notice.end is not None:
            for row in chain.from_iterable(self.rows.values()):
                if column := row.column_at(notice.start, notice.end):
                    return row.table, row.number, column
        return None, None, None

    def _tells_cut(self, table: str | None, row: int | None, column: str | None) -> bool:
        """Whether the end of the text stands in a cell in which no report of the layout ends."""
        if table is None or row is None or column is None:
            return False
        value = self.of(table)[row].get(column)
        return not self.ends_in_text or column.endswith("code") or not isinstance(value, str | None)

    def _open_gaps(self, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The stretches that no range covers, but for blank ones."""
        view, reached, found = self.document.view, 0, []
        for start, end in sorted(ranges):
            if start > reached and not view[reached:start].isspace():
                found.append((reached, start))
            if end > reached:
                reached = end
        if view[reached:].strip():
            found.append((reached, len(view)))
        return found

    def _report_unclaimed(self, start: int, end: int) -> None:
        for match in _WORD.finditer(self.document.view, start, end):
            span = self.document.span(*match.span())
            self.issue("unclaimed-text", f"Nothing claims {span.raw[:80]!r}.", span)

    def _report_odd_characters(self) -> None:
        """One issue where the view left invisible or private-use characters out or exchanged them."""
        may_be_odd = self.document.is_mended and not self.document.is_windows_thai
        odd = [*_ODD.finditer(self.document.text)] if may_be_odd else []
        if odd:
            start, end = odd[0].span()
            message = f"{len(odd)} invisible or private-use characters were read through; the first stands here."
            self.issues.append(Issue("odd-characters", message, start=start, end=end, line=self.document.line(start)))
