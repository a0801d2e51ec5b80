"""Which document each cell of a merged row is taken from, declared.

A choice is the cells that are taken together: most stand alone, some say one thing between them
and never come from two documents.
"""

from __future__ import annotations

from dataclasses import dataclass

from schemas.column import Table
from schemas.tables import INDICATORS, PROJECTS, UPDATES
from store.merge.statements import LINES, bit, cells


@dataclass(frozen=True, slots=True)
class Choice:
    """Cells that are taken from one document: the newest that states any of them.

    ``also`` are bits of what else states them; ``later`` is the column of a row that tells that its
    statement counts only where no other document states one.
    """

    table: Table
    columns: tuple[str, ...]
    also: int = 0
    later: str | None = None

    @property
    def bits(self) -> int:
        """The bits of its columns."""
        return sum(bit(self.table, column) for column in self.columns)


_TOGETHER = (
    Choice(PROJECTS, ("project_code",), later="is_named"),
    Choice(PROJECTS, ("agency", "agency_path")),
    Choice(PROJECTS, ("unit_code", "unit_code_2")),
    Choice(PROJECTS, ("fiscal_year", "fiscal_year_be")),
    Choice(PROJECTS, ("evaluation_quarter", "evaluation_score")),
    Choice(PROJECTS, ("is_routine",), also=LINES),
    Choice(INDICATORS, ("indicator_code",), later="is_named"),
    Choice(INDICATORS, ("unit", "target", "result")),
    Choice(INDICATORS, ("evaluation_quarter", "evaluation_score")),
    Choice(INDICATORS, ("summary",), later="is_bare"),
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
