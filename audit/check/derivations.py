"""Cells that are a function of other cells of their document: recomputed, whoever read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from audit.check.subject import STATED_COLUMNS, Subject
from audit.finding import Finding, Words
from extract.fiscal import fiscal_year_of_be
from schemas.kinds import KINDS
from schemas.trail import ISSUES

# What a derived cell may hold where no other cell tells.
_DOMAINS: dict[tuple[str, str], tuple[Any, ...]] = {
    ("strategy_links", "subject"): ("project", "indicator"),
    ("strategy_links", "level"): (1, 2, 3, 4),
    ("contacts", "role"): ("responsible", "coordinator"),
}
_OF_INDICATOR = ("project_indicators", "indicator_results")


def derivations(subject: Subject) -> Iterator[Finding]:
    """Row numbers, years, numbers within a role, rows of indicators, domains, severities."""
    yield from _numbers(subject)
    roles: Counter[str] = Counter()
    for (table, number), row in subject.rows.items():
        roles[row.get("role", "")] += 1
        for column, expected in _derived(table, row, roles):
            if row[column] != expected:
                yield subject.finding("derived-differs", table, (table, number, column), expected, row[column])
        yield from _outside(subject, table, number, row)
    yield from _severities(subject)


def _numbers(subject: Subject) -> Iterator[Finding]:
    """Rows are numbered from 0, each once."""
    for table in STATED_COLUMNS:
        numbers = [row[0] for row in subject.values.get(table, [])]
        if sorted(numbers) != list(range(len(numbers))):
            twice = [number for number, count in Counter(numbers).items() if count > 1]
            at = min(twice, default=None)
            yield subject.finding(
                "row-doubled" if twice else "row-missing",
                table,
                (table, at, None),
                Words(f"rows numbered from 0 to {len(numbers) - 1}"),
                numbers,
            )


def _derived(table: str, row: dict[str, Any], roles: Counter[str]) -> Iterator[tuple[str, Any]]:
    """The derived columns of a row, and what they should hold."""
    if table == "projects":
        printed = row["fiscal_year_be"]
        yield "fiscal_year", None if printed is None else fiscal_year_of_be(printed)
    if table == "contacts":
        yield "n", roles[row["role"]]


def _outside(subject: Subject, table: str, number: int, row: dict[str, Any]) -> Iterator[Finding]:
    for (name, column), allowed in _DOMAINS.items():
        if name == table and row[column] not in allowed:
            expected = Words("one of " + ", ".join(map(str, allowed)))
            yield subject.finding("derived-differs", table, (table, number, column), expected, row[column])
    if table in _OF_INDICATOR and ("indicators", row["indicator_row"]) not in subject.rows:
        address = (table, number, "indicator_row")
        yield subject.finding("derived-differs", table, address, Words("a row of indicators"), row["indicator_row"])


def _severities(subject: Subject) -> Iterator[Finding]:
    if subject.entry.is_stale:
        return  # Another raingan may have weighed its issues otherwise.
    for note in subject.notes:
        expected = KINDS[note.code].severity if note.code in KINDS else Words("a kind of issue that is declared")
        if note.severity != expected:
            address = (note.table_name, note.row, note.column_name)
            yield subject.finding("issue-differs", ISSUES, address, expected, Words(f"{note.severity} {note.code}"))
