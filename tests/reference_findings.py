"""What the merge has to tell of documents that say different things, written from the contract."""

from __future__ import annotations

from collections.abc import Sequence

from tests.reference_documents import Document, Key, Line, bare

# Merged as one: a null beside the others is silence.
TOGETHER: dict[str, list[tuple[str, ...]]] = {
    "projects": [
        ("evaluation_quarter", "evaluation_score"),
        ("unit_code", "unit_code_2"),
        ("agency", "agency_path"),
        ("fiscal_year_be", "fiscal_year"),
    ],
    "indicators": [("evaluation_quarter", "evaluation_score"), ("unit", "target", "result")],
}
TOLD = ("progress_percent", "narrative", "problem", "obstacle", "budget_spent_baht", "plan_status", "target_status")
ALWAYS = {"projects": ("name", "fiscal_year_be", "start_date", "end_date"), "updates": (*TOLD, "reported_on")}
# What rows are joined by, what follows from it, and what other rules are about.
PASSED_OVER = {"printed_number", "fiscal_year", "project_code", "indicator_code", "is_routine", "summary"}


def of_project(group: list[Document]) -> set[Key]:
    """The findings about the documents of one project, newest first."""
    found = disagreements("projects", [each.lines["projects"][0] for each in group])
    for each in group:
        later = [other for other in group if other.last and each.last and each.last < other.last]
        if any(each.modified > other.modified for other in later):
            found.add(("export-order-unclear", each.id))
    lists = [dict(each.updates) for each in group if each.rows["updates"]]
    return found | _changes(lists[0], lists[1:]) if lists else found


def _changes(newest: dict[Key, Line], older: list[dict[Key, Line]]) -> set[Key]:
    """Updates that vanished, in the newest document that has them, and those that were rewritten."""
    gone = dict[Key, Line]()
    for told in older:
        gone = {**{at: line for at, line in told.items() if at not in newest}, **gone}
    found: set[Key] = {("update-vanished", line.document.id, line.row) for line in gone.values()}
    for at, line in newest.items():
        others = [told[at] for told in older if at in told]
        changed = {name for name in TOLD for other in others if differ(line, other, name)}
        found |= {("update-rewritten", line.document.id, line.row, name) for name in changed}
        found |= disagreements("updates", [line, *others])
    return found


def differ(line: Line, other: Line, name: str) -> bool:
    """Whether both state a cell, and differently."""
    told = [each.cells[name].value for each in (line, other) if name in each.cells]
    if name == "agency_path" and None not in told:
        # A page prints the agency alone, a form all parts.
        told = [path[: min(map(len, told))] for path in told]
    return len(told) == 2 and bare(told[0]) != bare(told[1])


def disagreements(table: str, lines: Sequence[Line]) -> set[Key]:
    """Cells of which another document says otherwise than the newest that states them.

    Some cells of one project are compared always, others only between documents of equal last date.
    """
    found = set[Key]()
    for name in {name for line in lines for name in line.cells} - PASSED_OVER:
        together = next((names for names in TOGETHER.get(table, []) if name in names), (name,))
        stating = [line for line in lines if any(each in line.cells for each in together)]
        is_always = name in ALWAYS.get(table, ())
        for last in {line.document.last for line in stating}:
            giver, *others = [line for line in stating if is_always or line.document.last == last]
            is_silent = len(together) > 1 and name in giver.cells and giver.cells[name].value is None
            for other in others:
                if not is_silent and differ(giver, other, name):
                    found |= {("sources-disagree", table, name, line.document.id, line.row) for line in (giver, other)}
    return found
