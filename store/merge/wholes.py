"""What is taken whole from the newest document that states any: strategy, steps, contacts, quarters.

The quarter table is its figures, taken whole; narratives join it: each is the newest that any
document states of its quarter, and makes a row where the table lacks the quarter. A
project's strategy is chosen with ``is_routine``: routine work states that there is none.
"""

from __future__ import annotations

from schemas.column import Table
from schemas.tables import CONTACTS, INDICATOR_RESULTS, PROJECTS, STEPS, STRATEGY_LINKS
from store.merge.engine import Engine
from store.merge.rows import has_made, rows_of
from store.merge.statements import bit

WHOLE = (STEPS, STRATEGY_LINKS, CONTACTS, INDICATOR_RESULTS)


def add_wholes(engine: Engine) -> None:
    """Make ``chosen_<table>``, the document of each entity's rows, and ``whole_keys_<table>``, their keys.

    ``whole_<table>`` are the rows, but of quarters, which are read where they are written.
    """
    for table in WHOLE:
        _add_chosen(engine, table)
        engine.table(
            f"whole_keys_{table.name}",
            f"SELECT k.* FROM keys_{table.name} k SEMI JOIN chosen_{table.name} USING (entity, age)",
        )
    _add_joining(engine)
    for table in WHOLE:
        if table != INDICATOR_RESULTS:
            keys, is_made = f"FROM whole_keys_{table.name}", has_made(engine, table)
            engine.view(f"whole_{table.name}", rows_of(table, keys, is_made=is_made))


def _add_chosen(engine: Engine, table: Table) -> None:
    """The newest document with rows; of a shared project's strategy the one that ``is_routine`` is from."""
    keys = f"SELECT entity, min(age) AS age FROM keys_{table.name} GROUP BY entity"
    if table == STRATEGY_LINKS:
        keys = f"""
            SELECT entity, coalesce(w.age, k.age) AS age FROM ({keys}) k LEFT JOIN (
                SELECT age_of(entity) AS entity, age_of(rid) AS age FROM givers_projects
                WHERE given & {bit(PROJECTS, "is_routine")} <> 0
            ) w USING (entity)
        """
        keys = f"SELECT entity, min(age) AS age FROM ({keys} UNION ALL {_ROUTINE}) GROUP BY entity"
    if table == INDICATOR_RESULTS:
        keys = f"""
            SELECT entity, coalesce(min(age) FILTER (bits & {FIGURES} <> 0), min(age)) AS age
            FROM keys_indicator_results GROUP BY entity
        """
    engine.table(f"chosen_{table.name}", f"SELECT entity, age, cohort FROM ({keys}) JOIN documents USING (age)")


# Of an indicator that is routine work the document that says so: a statement that there is no strategy.
_ROUTINE = """
    SELECT -o.indicator AS entity, min(d.age) AS age
    FROM all_indicators t JOIN documents d USING (reading_id) JOIN indicator_of o ON o.rid = rid(d.age, t."row")
    WHERE t.is_routine GROUP BY ALL
"""


def _add_joining(engine: Engine) -> None:
    """Make ``joining_narratives``: of a quarter's row, rid, the row of another document with its narrative, source.

    A quarter that the table lacks is given the row of the narrative, whose own it is, without its figures.
    """
    engine.table(
        "joining_narratives",
        f"""
        WITH newest AS (
            SELECT entity, part, min(age) AS age, arg_min(rid, age) AS source FROM keys_indicator_results
            WHERE bits & {bit(INDICATOR_RESULTS, "narrative")} <> 0 GROUP BY entity, part
        )
        SELECT coalesce(w.rid, n.source) AS rid, n.source, w.rid IS NULL AS is_alone
        FROM newest n
        LEFT JOIN whole_keys_indicator_results w USING (entity, part)
        WHERE w.rid IS DISTINCT FROM n.source
        """,
    )
    engine.insert(
        "whole_keys_indicator_results",
        "SELECT k.* FROM keys_indicator_results k SEMI JOIN (FROM joining_narratives WHERE is_alone) j USING (rid)",
    )


FIGURES = sum(bit(INDICATOR_RESULTS, name) for name in ("result", "evaluation", "score_2_1", "score_2_2"))
