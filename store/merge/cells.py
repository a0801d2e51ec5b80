"""Cell by cell: of the documents that state a row, the newest statement of each cell.

The row of the newest document is the base; what another gives it are cells that no newer one states. A unit that a
path of three ends with goes with the path: where the path that is taken is no beginning of it, it is silence.
"""

from __future__ import annotations

from schemas.column import Table
from schemas.tables import PROJECTS
from store.merge.choices import choices
from store.merge.engine import Engine
from store.merge.prints import add_prints
from store.merge.rows import has_made, rows_of
from store.merge.statements import bit, bits_where, plain


def add_merged(engine: Engine, table: Table) -> None:
    """Make ``prints_<table>`` of the rows that are shared, and ``givers_<table>``: who gives an entity its cells.

    Per entity and row, by rid, the bits of the columns that are ``given``: those of choices that the
    row states and none does that counts before it. The base is a giver too.
    """
    add_prints(engine, table, f"prints_{table.name}", f"FROM keys_{table.name} WHERE is_shared")
    if table == PROJECTS:
        _leave_other_units(engine)
    engine.table(f"givers_{table.name}", givers(table, f"prints_{table.name}", "entity"))


def givers(table: Table, prints: str, alike: str) -> str:
    """SQL: the rows that give others cells, among those that are ``alike`` in some columns, and the bits of these."""
    given = "(stated & ~coalesce(bit_or(stated) OVER newer, 0))"
    if any(choice.later for choice in choices(table)):
        given += f" | (last & ~bit_or(stated) OVER (PARTITION BY {alike}) & ~coalesce(bit_or(last) OVER newer, 0))"
    return f"""
        SELECT * FROM (
            SELECT {alike}, rid, {given} AS given
            FROM (SELECT {alike}, rid, {_stated(table, is_last=False)} AS stated, {_stated(table, is_last=True)} AS last
                  FROM {prints})
            WINDOW newer AS (PARTITION BY {alike} ORDER BY rid ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        ) WHERE given <> 0
    """


def _leave_other_units(engine: Engine) -> None:
    """Leave out what paths of three say of the unit where the path that is taken does not begin them."""
    rows = rows_of(PROJECTS, "FROM keys_projects WHERE is_shared", is_made=has_made(engine, PROJECTS))
    path, unit = PROJECTS.column("agency_path"), PROJECTS.column("unit")
    begun = plain(path, "r").replace("r.agency_path", "r.agency_path[:len(taken.agency_path)]")
    engine.update(
        "prints_projects",
        f"said = said & ~{bit(PROJECTS, unit.name)}",
        f"""
        WITH r AS ({rows}),
        first AS (
            SELECT entity, min(rid) AS rid FROM prints_projects
            WHERE said & {bit(PROJECTS, "agency") | bit(PROJECTS, path.name)} <> 0 GROUP BY entity
        )
        SELECT r.rid FROM r JOIN first ON first.entity = r.entity JOIN r AS taken ON taken.rid = first.rid
        WHERE r.agency_path IS DISTINCT FROM taken.agency_path
            AND len(r.agency_path) = 3 AND plain(r.agency_path[3]) = {plain(unit, "r")}
            AND ({begun} = {plain(path, "taken")}) IS NOT TRUE
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
