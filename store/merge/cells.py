"""Cell by cell: of the documents that state a row, the newest statement of each cell.

The row of the newest document is the base; what another gives it are cells that no newer one states.
"""

from __future__ import annotations

from schemas.column import Table
from store.merge.choices import choices
from store.merge.engine import Engine
from store.merge.prints import add_prints
from store.merge.statements import bits_where


def add_merged(engine: Engine, table: Table) -> None:
    """Make ``prints_<table>`` of the rows that are shared, and ``givers_<table>``: who gives an entity its cells.

    Per entity and row, by rid, the bits of the columns that are ``given``: those of choices that the
    row states and none does that counts before it. The base is a giver too.
    """
    add_prints(engine, table, f"prints_{table.name}", f"FROM keys_{table.name} WHERE is_shared")
    given = "(stated & ~coalesce(bit_or(stated) OVER newer, 0))"
    if any(choice.later for choice in choices(table)):
        given += " | (last & ~bit_or(stated) OVER (PARTITION BY entity) & ~coalesce(bit_or(last) OVER newer, 0))"
    engine.table(
        f"givers_{table.name}",
        f"""
        SELECT * FROM (
            SELECT entity, rid, {given} AS given
            FROM (SELECT entity, rid, {_stated(table, is_last=False)} AS stated, {_stated(table, is_last=True)} AS last
                  FROM prints_{table.name})
            WINDOW newer AS (PARTITION BY entity ORDER BY rid ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        ) WHERE given <> 0
        """,
    )


def _stated(table: Table, *, is_last: bool) -> str:
    """SQL: the bits of the choices that a row states, of those that count last or of all others."""
    alone, terms = 0, []
    for each in choices(table):
        if each.later is None and len(each.columns) == 1 and not each.also:
            alone |= 0 if is_last else each.bits
        elif each.later is not None:
            terms.append((each.bits, f"{'' if is_last else 'NOT '}{each.later} AND said & {each.bits} <> 0"))
        elif not is_last:
            terms.append((each.bits, f"said & {each.bits | each.also} <> 0"))
    return f"((said & {alone}) | {bits_where(terms)})"
