"""Which document each cell of a merged row is taken from, declared.

A choice is the cells that are taken together: most stand alone, some say one thing between them
and never come from two documents.
"""

from __future__ import annotations

from dataclasses import dataclass

from schemas.column import Table
from schemas.tables import INDICATORS, PROJECTS, UPDATES
from store.merge.statements import LINES, cells, said

# Added to the rid of a row whose statement counts only where no other document states one.
LAST = 1 << 60


@dataclass(frozen=True, slots=True)
class Choice:
    """Cells that are taken from one document: the newest that states any of them.

    ``also`` is SQL for what else states them, ``later`` for what makes a document count after all
    others; both speak of a row ``r``.
    """

    table: Table
    columns: tuple[str, ...]
    also: str = "false"
    later: str = "false"

    @property
    def name(self) -> str:
        """The first of its columns."""
        return self.columns[0]

    @property
    def stated(self) -> str:
        """SQL: whether the row ``r`` states any of the cells."""
        return " OR ".join([*(said(self.table, column, "r") for column in self.columns), self.also])

    def after(self, number: str) -> str:
        """SQL: a number of the row ``r`` that grows with its age, put behind all others where it counts last."""
        return f"{number} + CASE WHEN {self.later} THEN {LAST} ELSE 0 END"


_TOGETHER = (
    Choice(PROJECTS, ("project_code",), later="r.is_named"),
    Choice(PROJECTS, ("agency", "agency_path")),
    Choice(PROJECTS, ("unit_code", "unit_code_2")),
    Choice(PROJECTS, ("fiscal_year", "fiscal_year_be")),
    Choice(PROJECTS, ("evaluation_quarter", "evaluation_score")),
    Choice(PROJECTS, ("is_routine",), also=f"r.bits & {LINES} <> 0"),
    Choice(INDICATORS, ("indicator_code",), later="r.is_named"),
    Choice(INDICATORS, ("unit", "target", "result")),
    Choice(INDICATORS, ("evaluation_quarter", "evaluation_score")),
    Choice(INDICATORS, ("summary",), later="r.is_bare"),
)
# Cells of the newest document alone, which no other fills.
_OF_NEWEST = {(UPDATES, "printed_number")}

MERGED = (PROJECTS, UPDATES, INDICATORS)


def choices(table: Table) -> list[Choice]:
    """The choices of a merged table; every stated cell stands in one, but for those of the newest alone."""
    together = [choice for choice in _TOGETHER if choice.table == table]
    grouped = {column for choice in together for column in choice.columns}
    alone = [column.name for column in cells(table) if column.name not in grouped]
    return together + [Choice(table, (name,)) for name in alone if (table, name) not in _OF_NEWEST]
