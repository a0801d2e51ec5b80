"""Cell by cell: of the documents that state a row, the newest statement of each cell.

The row of the newest document is the base; a *fill* is a cell that another document gives it.
Only numbers are grouped, and only rows that several documents state; text is fetched for fills.
"""

from __future__ import annotations

from schemas.column import Table
from store.merge.choices import LAST, MERGED, Choice, choices
from store.merge.engine import Engine


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
    """The rows of entities that several documents state."""
    engine.table(
        f"several_{table.name}",
        f"SELECT entity FROM stated_{table.name} GROUP BY entity HAVING count(DISTINCT document_id) > 1",
    )
    engine.table(
        f"shared_{table.name}", f"SELECT * FROM rows_{table.name} SEMI JOIN several_{table.name} USING (entity)"
    )


def _add_winners(engine: Engine, table: Table) -> None:
    """Per shared entity: the age of the newest document, and age and cohort of the one that gives each choice."""
    won = [
        f"min({each.after(number)}) FILTER ({each.stated}) AS {each.name}{ending}"
        for each in choices(table)
        for number, ending in (("r.age", ""), ("r.cohort", "_cohort"))
    ]
    engine.table(
        f"winners_{table.name}",
        f"SELECT entity, min(age) AS base, {', '.join(won)} FROM shared_{table.name} r GROUP BY entity",
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
            SELECT s.entity, {columns} FROM fills_{name} f
            JOIN shared_{name} s ON s.entity = f.entity AND s.age = f.age
            WHERE f.choice = '{choice.name}'
        ) f_{choice.name} ON f_{choice.name}.entity = r.entity
    """
