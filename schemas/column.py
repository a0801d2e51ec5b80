"""What a table and a column are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# Where a value comes from: *read* from a stretch of source text by a rule; *derived* from other
# cells of the same document; *merged*, made when documents become one row; *logged* by the run.
Origin = Literal["read", "derived", "merged", "logged"]
# Where a column stands: in what each document says, in what analysts open, or in both.
Place = Literal["both", "records", "tables"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``type`` is the name of its Arrow type, ``thai`` its label, ``unit`` what its numbers count."""

    name: str
    type: str
    description: str
    thai: str
    unit: str = ""
    origin: Origin = "read"
    place: Place = "both"


@dataclass(frozen=True, slots=True)
class Table:
    """One table; ``key`` names the columns that tell its rows apart in ``tables/``."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """Find a column by its name; KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")

    def standing_in(self, place: Place) -> tuple[Column, ...]:
        """The columns that the table has in ``records`` or in ``tables``."""
        return tuple(column for column in self.columns if column.place in ("both", place))
