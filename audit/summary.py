"""What a run came to, in a few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audit.counting import counted, listed
from store.ingest import Outcome

_SEVERITIES = ("error", "warning", "info")
# Tables that a person wants counted first; the rest stands in `raingan status`.
_TOLD = {"projects": "project", "updates": "update", "indicators": "indicator"}


def summary(outcome: Outcome, out: Path) -> str:
    """A sentence or two on what was read, what was odd, and what the tables hold."""
    told = [*_documents(outcome), *_issues(outcome.issues)]
    told += [f"Not looked into: {place}." for place in outcome.unlisted]
    tables = ", ".join(counted(outcome.tables.get(name, 0), noun) for name, noun in _TOLD.items())
    state = "" if outcome.is_rebuilt else " (unchanged)"
    return " ".join([*told, f"{out / 'tables'}{state}: {tables}."])


def facts(outcome: Outcome) -> dict[str, Any]:
    """The same for machines."""
    return {
        "run_id": outcome.run_id,
        "places": outcome.seen,
        "opened": outcome.opened,
        "left": outcome.left,
        "gone": outcome.gone,
        "bundles": outcome.bundles,
        "members": outcome.members,
        "documents": dict(outcome.documents),
        "as_before": dict(outcome.again),
        "issues": dict(outcome.issues),
        "unlisted": outcome.unlisted,
        "is_rebuilt": outcome.is_rebuilt,
        "tables": outcome.tables,
    }


def _documents(outcome: Outcome) -> Iterator[str]:
    """What was opened, what came of it, and what is left."""
    if outcome.bundles:
        opened, bundles = counted(outcome.opened, "place"), counted(outcome.bundles, "archive or dump")
        yield f"{opened} opened, among them {bundles} with {counted(outcome.members, 'document')}."
    if outcome.documents:
        yield f"{counted(outcome.documents.total(), 'document')}: {listed(outcome.documents)}."
    elif not outcome.left:
        yield f"{counted(outcome.seen, 'place')}, nothing new."
    if outcome.again:
        yield f"Opened, and as before: {listed(outcome.again)}."
    if outcome.left:
        when = "" if outcome.documents or outcome.again else " before anything was read"
        yield f"Stopped{when}: {counted(outcome.left, 'place')} still to be read."
    if outcome.gone:
        yield f"Gone, and still in the tables: {counted(outcome.gone, 'place')} (--forget-missing takes them out)."


def _issues(issues: Counter[str]) -> list[str]:
    found = [f"{issues[severity]} {severity}" for severity in _SEVERITIES if issues[severity]]
    return [f"Issues in what was read: {', '.join(found)}."] if found else []
