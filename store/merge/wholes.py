"""What is taken whole from the newest document that states any: strategy, steps, contacts, quarters.

A narrative of a quarter is a cell of the quarter table, so it comes from the same document as the
numbers. A project's strategy is chosen with ``is_routine``: routine work states that there is none.
"""

from __future__ import annotations

from schemas.column import Table
from schemas.tables import CONTACTS, INDICATOR_RESULTS, STEPS, STRATEGY_LINKS
from store.merge.choices import LAST
from store.merge.engine import Engine

WHOLE = (STEPS, STRATEGY_LINKS, CONTACTS, INDICATOR_RESULTS)


def add_wholes(engine: Engine) -> None:
    """Make ``chosen_<table>``, the document that each entity's rows are taken from, and ``whole_<table>``, the rows."""
    for table in WHOLE:
        _add_chosen(engine, table)
        engine.table(
            f"whole_keys_{table.name}",
            f"SELECT k.* FROM keys_{table.name} k SEMI JOIN chosen_{table.name} USING (entity, age)",
        )
        engine.view(
            f"whole_{table.name}", f"SELECT r.* FROM rows_{table.name} r SEMI JOIN whole_keys_{table.name} USING (rid)"
        )


def _add_chosen(engine: Engine, table: Table) -> None:
    """The newest document with rows; of a shared project's strategy the one that ``is_routine`` is from."""
    keys = f"SELECT entity, min(age) AS age FROM keys_{table.name} GROUP BY entity"
    if table == STRATEGY_LINKS:
        keys = f"""
            SELECT entity, coalesce(w.age, k.age) AS age FROM ({keys}) k LEFT JOIN (
                SELECT p.project AS entity, b.age FROM (
                    SELECT (entity - entity % 1048576) // 1048576 AS project, is_routine % {LAST} AS rid
                    FROM winners_projects
                ) p JOIN keys_projects b USING (rid)
            ) w USING (entity)
        """
    engine.table(f"chosen_{table.name}", f"SELECT entity, age, cohort FROM ({keys}) JOIN documents USING (age)")
