"""Rows in numbers: what several documents state is compared without holding its text."""

from __future__ import annotations

from collections.abc import Callable

from schemas.column import Column, Table
from store.merge.engine import Engine
from store.merge.statements import NAMED, cells, plain

_KEPT = ("rid", "age", "cohort", "entity", "part", "bits", "is_bare")


def add_prints(engine: Engine, table: Table) -> None:
    """Make ``prints_<table>``: the rows of entities that several documents state, in numbers.

    The numbers of two rows of one entity are equal where their cells are, as they are compared.
    """
    name = table.name
    engine.table(f"prints_{name}", _prints(table, _raw, "WHERE r.is_shared"))
    # Exports of one project mostly repeat each other to the letter. Where they do not, the costly look
    # past blanks and bullets is taken at all rows of the entity.
    unlike = " OR ".join(f"min({column.name}) <> max({column.name})" for column in cells(table) if _is_text(column))
    engine.table(f"unlike_{name}", f"SELECT entity FROM prints_{name} GROUP BY entity HAVING {unlike}")
    if engine.has_rows(f"unlike_{name}"):
        engine.delete(f"prints_{name}", f"entity IN (FROM unlike_{name})")
        engine.insert(f"prints_{name}", prints(table, f"SEMI JOIN unlike_{name} USING (entity)"))


def prints(table: Table, which: str) -> str:
    """SQL: some rows ``r`` of a table, in numbers that are equal where cells are as they are compared.

    A null cell is null.
    """
    return _prints(table, plain, which)


def _prints(table: Table, form: Callable[[Column, str], str], which: str) -> str:
    cell = "CASE WHEN r.{name} IS NOT NULL THEN hash({value}) END AS {name}"
    numbers = [cell.format(name=column.name, value=form(column, "r")) for column in cells(table)]
    numbers += ["r.is_named"] if table in NAMED else []
    return f"SELECT {', '.join([*(f'r.{column}' for column in _KEPT), *numbers])} FROM rows_{table.name} r {which}"


def _raw(column: Column, row: str) -> str:
    return f"{row}.{column.name}"


def _is_text(column: Column) -> bool:
    return column.type in ("string", "list<string>")
