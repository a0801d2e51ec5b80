"""Cell by cell: of the documents that state a row, the newest statement of each cell.

The row of the newest document is the base; a *fill* is a cell that another document gives it.
"""

from __future__ import annotations

from schemas.column import Table
from store.merge.choices import LAST, MERGED, Choice, choices
from store.merge.engine import Engine
from store.merge.prints import add_prints


def add_merged(engine: Engine) -> None:
    """Make ``merged_<table>``: one row an entity, the columns of the base row with the fills in place."""
    for table in MERGED:
        add_prints(engine, table)
        _add_winners(engine, table)
        _add_fills(engine, table)
        _add_filled(engine, table)


def _add_winners(engine: Engine, table: Table) -> None:
    """Per shared entity and choice: the rid of the row that gives it, and what that states.

    LAST is added to a rid that counts last, and to the ``_cohort`` of its document; ``print_<column>``
    is the cell as a number.
    """
    won = []
    for each in choices(table):
        stated = f"FILTER ({each.stated})"
        won.append(f"min({each.after('r.rid')}) {stated} AS {each.name}")
        won.append(f"min({each.after('r.cohort')}) {stated} AS {each.name}_cohort")
        won += [f"arg_min_null(r.{name}, {each.after('r.rid')}) {stated} AS print_{name}" for name in each.columns]
    engine.table(f"winners_{table.name}", f"SELECT entity, {', '.join(won)} FROM prints_{table.name} r GROUP BY entity")


def _add_fills(engine: Engine, table: Table) -> None:
    """Per entity and choice that the base does not give: the rid of the row that does."""
    names = ", ".join(each.name for each in choices(table))
    engine.table(
        f"fills_{table.name}",
        f"""
        SELECT entity, choice, place % {LAST} AS rid
        FROM (UNPIVOT winners_{table.name} ON {names} INTO NAME choice VALUE place)
        WHERE place % {LAST} <> entity
        """,
    )


def _add_filled(engine: Engine, table: Table) -> None:
    name = table.name
    given = engine.values(f"SELECT DISTINCT choice FROM fills_{name}")
    filled = [each for each in choices(table) if each.name in given]
    columns = [
        f"CASE WHEN f_{each.name}.entity IS NULL THEN r.{column} ELSE f_{each.name}.{column} END AS {column}"
        for each in filled
        for column in each.columns
    ]
    _add_filling(engine, table, filled)
    replaced = f"REPLACE ({', '.join(columns)})" if columns else ""
    engine.view(
        f"merged_{name}",
        f"""
        SELECT r.* {replaced} FROM (SELECT * FROM rows_{name} WHERE rid = entity) r
        {" ".join(_fill_join(name, each) for each in filled)}
        """,
    )


def _add_filling(engine: Engine, table: Table, filled: list[Choice]) -> None:
    """The rows that give any fill, as far as they give some: kept, or each choice would look for its own."""
    columns = ", ".join(["r.rid", "r.entity", *(f"r.{column}" for each in filled for column in each.columns)])
    giving = f"SEMI JOIN fills_{table.name} USING (rid)"
    engine.table(f"filling_{table.name}", f"SELECT {columns} FROM rows_{table.name} r {giving}")


def _fill_join(name: str, choice: Choice) -> str:
    columns = ", ".join(f"s.{column}" for column in choice.columns)
    return f"""
        LEFT JOIN (
            SELECT s.entity, {columns} FROM filling_{name} s
            SEMI JOIN (SELECT rid FROM fills_{name} WHERE choice = '{choice.name}') f ON f.rid = s.rid
        ) f_{choice.name} ON f_{choice.name}.entity = r.entity
    """
