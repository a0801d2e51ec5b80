"""The steps of the merge, which tables each looks at, and which nobody looks at any more.

They stand in an order in which one thread can do them; between steps that look at nothing of one
another, several threads choose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from schemas.column import Table
from schemas.tables import (
    INDICATOR_RESULTS,
    INDICATORS,
    PROJECTS,
    STRATEGY_LINKS,
    UPDATES,
)
from schemas.trail import ISSUES, ORIGINS, TABLES
from store.merge.agenda import Step
from store.merge.cells import add_merged
from store.merge.choices import MERGED
from store.merge.disagreements import add_disagreements
from store.merge.documents import add_documents
from store.merge.findings import add_findings, add_found
from store.merge.indicators import add_indicator_ids, add_stated_indicators
from store.merge.keys import KEYED, add_keys, add_wanted
from store.merge.oddities import add_oddities
from store.merge.origins import add_origins
from store.merge.projects import add_project_ids
from store.merge.repetitions import add_repetitions
from store.merge.rewritings import add_rewritings
from store.merge.rows import add_rows
from store.merge.statements import add_statements
from store.merge.updates import add_dated_updates, add_directions, add_update_slots
from store.merge.wholes import WHOLE, add_wholes

# The keys of rows that are taken whole, or not at all; a quarter's narrative may still be given to others.
_TOLD_WHOLE = tuple(f"keys_{table.name}" for table in WHOLE if table != INDICATOR_RESULTS)


def _names(what: str, tables: Iterable[Table]) -> tuple[str, ...]:
    return tuple(f"{what} {table.name}" for table in tables)


def _each(
    what: str, act: Callable[..., None], tables: Iterable[Table], after: Callable[[Table], tuple[str, ...]]
) -> list[Step]:
    return [Step(f"{what} {table.name}", partial(act, table=table), after(table)) for table in tables]


def _ids_of(table: Table) -> tuple[str, ...]:
    """What tells what the rows of a table are about."""
    if table == UPDATES:
        return ("update slots",)
    return ("indicator ids",) if table in (INDICATORS, INDICATOR_RESULTS, STRATEGY_LINKS) else ("project ids",)


def _written_after(table: Table) -> tuple[str, ...]:
    if table in MERGED:
        return (f"merge {table.name}",)
    return {ISSUES: ("findings",), ORIGINS: ("origins",)}.get(table, ("wholes",))


def identities_after(opened: tuple[str, ...]) -> list[Step]:
    """The steps that tell which project, update and indicator each row is about."""
    return [
        Step("documents", add_documents, opened),
        Step("dated updates", add_dated_updates, ("documents",)),
        Step("project ids", add_project_ids, ("dated updates",), ("first_years", "coded", "digests", "joined")),
        Step("stated indicators", add_stated_indicators, ("documents",)),
        Step("directions", add_directions, ("dated updates",)),
        Step(
            "indicator ids",
            add_indicator_ids,
            ("project ids", "stated indicators"),
            ("stated_indicators", "indicator_rows", "known_names", "locals", "local_numbers"),
        ),
        Step(
            "update slots", add_update_slots, ("project ids", "directions"), ("directions", "undated_words", "places")
        ),
    ]


def steps_after(opened: tuple[str, ...], write: Callable[..., None]) -> list[Step]:
    """The steps from opened records to written tables."""
    return [
        *identities_after(opened),
        *_each("keys", add_keys, KEYED, _ids_of),
        Step("wanted", add_wanted, _names("keys", KEYED)),
        Step("statements", add_statements, ("wanted",), ("wanted", "column_bits")),
        *_each("rows", add_rows, KEYED, lambda table: ("statements",)),
        Step("found", add_found),
        Step("oddities", add_oddities, (*_names("rows", KEYED), "found"), ("statements", "held", "endings")),
        Step("repetitions", add_repetitions, ("oddities",), tuple(f"all_keys_{table.name}" for table in KEYED)),
        *_each("merge", add_merged, MERGED, lambda table: (f"rows {table.name}",)),
        Step("wholes", add_wholes, (*_names("rows", WHOLE), f"merge {PROJECTS.name}")),
        Step("origins", add_origins, (*_names("merge", MERGED), "wholes")),
        Step("rewritings", add_rewritings, (f"merge {UPDATES.name}", "repetitions"), ("dated_updates",)),
        Step(
            "disagreements",
            add_disagreements,
            ("origins", "rewritings"),
            tuple(f"prints_{table.name}" for table in MERGED),
        ),
        Step("findings", add_findings, ("disagreements",), ("found", "found_pieces", *_TOLD_WHOLE)),
        *_each("write", write, TABLES, _written_after),
    ]
