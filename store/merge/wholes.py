"""What is taken whole from the newest document that states any: strategy, steps, contacts, quarters.

A narrative of a quarter is a cell of the quarter table, so it comes from the same document as the
numbers. A project's strategy is chosen with ``is_routine``: routine work states that there is none.
"""

from __future__ import annotations

from schemas.tables import CONTACTS, INDICATOR_RESULTS, STEPS, STRATEGY_LINKS
from store.merge.choices import LAST
from store.merge.engine import Engine
from store.merge.rows import SEPARATOR

WHOLE = (STEPS, STRATEGY_LINKS, CONTACTS, INDICATOR_RESULTS)


def add_wholes(engine: Engine) -> None:
    """Make ``whole_<table>``: the rows of the one document that each entity takes them from."""
    for table in WHOLE:
        engine.table(
            f"chosen_{table.name}",
            f"SELECT entity, min(age) AS age, min(cohort) AS cohort FROM rows_{table.name} GROUP BY entity"
            if table != STRATEGY_LINKS
            else _CHOSEN_STRATEGIES,
        )
        engine.view(
            f"whole_{table.name}", f"SELECT * FROM rows_{table.name} SEMI JOIN chosen_{table.name} USING (entity, age)"
        )


# Of a project that one document states, the document; of a shared one, what is_routine came from.
_CHOSEN_STRATEGIES = f"""
    WITH of_projects AS (
        SELECT 'project' || {SEPARATOR} || entity AS entity, is_routine % {LAST} AS age FROM winners_projects
    ),
    chosen AS (
        SELECT r.entity, coalesce(any_value(o.age), min(r.age)) AS age
        FROM rows_strategy_links r LEFT JOIN of_projects o USING (entity) GROUP BY r.entity
    )
    SELECT entity, age, cohort FROM chosen JOIN documents USING (age)
"""
