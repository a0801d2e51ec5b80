"""Cell by cell: of the documents that state a row, the newest statement of each cell.

The row of the newest document is the base; a *fill* is a cell that another document gives it.
"""

from __future__ import annotations

from schemas.column import Table
from store.merge.choices import LAST, Choice, choices
from store.merge.engine import Engine
from store.merge.prints import add_prints


def add_merged(engine: Engine, table: Table) -> None:
    """Make ``fills_<table>``: per entity the rid of each other row that gives it cells, and the bits of the choices."""
    add_prints(engine, table, f"prints_{table.name}", f"FROM keys_{table.name} WHERE is_shared")
    _add_winners(engine, table)
    _add_fills(engine, table)


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
    names = ", ".join(each.name for each in choices(table))
    given = " ".join(f"WHEN '{each.name}' THEN {given_bit(each)}" for each in choices(table))
    engine.table(
        f"fills_{table.name}",
        f"""
        SELECT entity, place % {LAST} AS rid, bit_or(CAST(CASE choice {given} END AS BIGINT)) AS given
        FROM (UNPIVOT winners_{table.name} ON {names} INTO NAME choice VALUE place)
        WHERE place % {LAST} <> entity GROUP BY ALL
        """,
    )


def given_bit(choice: Choice) -> int:
    """The bit of a choice in what one row gives another."""
    return 1 << choices(choice.table).index(choice)
