"""Cell by cell: of the documents that state a row, the newest statement of each cell.

The row of the newest document is the base; a *fill* is a cell that another document gives it.
Only numbers are stored and grouped, and only of rows that several documents state; text streams by
where a row is put together.
"""

from __future__ import annotations

from schemas.column import Table
from store.merge.choices import LAST, MERGED, Choice, choices
from store.merge.engine import Engine
from store.merge.statements import prints


def add_merged(engine: Engine) -> None:
    """Make ``merged_<table>``: one row an entity, the columns of the base row with the fills in place.

    ``filled_<table>`` is the part of it that several documents state.
    """
    for table in MERGED:
        _add_shared(engine, table)
        _add_winners(engine, table)
        _add_fills(engine, table)
        _add_filled(engine, table)


def _add_shared(engine: Engine, table: Table) -> None:
    """The rows of entities that several documents state, and their cells as numbers to compare."""
    name = table.name
    engine.table(
        f"several_{name}",
        f"SELECT entity FROM stated_{name} GROUP BY entity HAVING count(DISTINCT document_id) > 1",
    )
    engine.view(f"shared_{name}", f"SELECT * FROM rows_{name} SEMI JOIN several_{name} USING (entity)")
    engine.table(f"prints_{name}", f"SELECT {prints(table, 'r')} FROM shared_{name} r")


def _add_winners(engine: Engine, table: Table) -> None:
    """Per shared entity: the age of the newest document; of each choice, whose it is and what is stated.

    The document of a choice is told by its age, with LAST added where it counts last; ``_cohort`` is
    that of its last date, ``print_<column>`` the cell as a number.
    """
    won = []
    for each in choices(table):
        stated = f"FILTER ({each.stated})"
        won.append(f"min({each.after('r.age')}) {stated} AS {each.name}")
        won.append(f"min({each.after('r.cohort')}) {stated} AS {each.name}_cohort")
        won += [f"arg_min_null(r.{name}, {each.after('r.age')}) {stated} AS print_{name}" for name in each.columns]
    engine.table(
        f"winners_{table.name}",
        f"SELECT entity, min(age) AS base, {', '.join(won)} FROM prints_{table.name} r GROUP BY entity",
    )


def _add_fills(engine: Engine, table: Table) -> None:
    """Per entity and choice that is not the base's: the age of the document that gives it."""
    names = ", ".join(each.name for each in choices(table))
    engine.table(
        f"fills_{table.name}",
        f"""
        SELECT entity, base, choice, place % {LAST} AS age
        FROM (UNPIVOT winners_{table.name} ON {names} INTO NAME choice VALUE place)
        WHERE place % {LAST} <> base
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
    replaced = f"REPLACE ({', '.join(columns)})" if columns else ""
    engine.view(
        f"filled_{name}",
        f"""
        SELECT r.* {replaced}
        FROM shared_{name} r JOIN winners_{name} w ON w.entity = r.entity AND w.base = r.age
        {" ".join(_fill_join(name, each) for each in filled)}
        """,
    )
    engine.view(
        f"merged_{name}",
        f"""
        SELECT * FROM filled_{name}
        UNION ALL BY NAME
        SELECT * FROM rows_{name} ANTI JOIN several_{name} USING (entity)
        """,
    )


def _fill_join(name: str, choice: Choice) -> str:
    columns = ", ".join(f"s.{column}" for column in choice.columns)
    return f"""
        LEFT JOIN (
            SELECT s.entity, {columns} FROM shared_{name} s
            JOIN fills_{name} f ON s.entity = f.entity AND s.age = f.age
            WHERE f.choice = '{choice.name}'
        ) f_{choice.name} ON f_{choice.name}.entity = r.entity
    """
