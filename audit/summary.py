"""What a run came to, in a few words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from store.ingest import Outcome

_SEVERITIES = ("error", "warning", "info")
# Tables that a person wants counted first; the rest stands in `raingan status`.
_TOLD = ("projects", "updates", "indicators")


def summary(outcome: Outcome, out: Path) -> str:
    """A sentence or two on what was read, what was odd, and what the tables hold."""
    told = [_documents(outcome), *_issues(outcome.issues)]
    told += [f"Not looked into: {place}." for place in outcome.unlisted]
    tables = ", ".join(f"{outcome.tables.get(name, 0)} {name}" for name in _TOLD)
    state = "" if outcome.is_rebuilt else " (unchanged)"
    return " ".join([*told, f"{out / 'tables'}{state}: {tables}."])


def facts(outcome: Outcome) -> dict[str, Any]:
    """The same for machines."""
    return {
        "run_id": outcome.run_id,
        "places": outcome.seen,
        "opened": outcome.due,
        "documents": dict(outcome.documents),
        "issues": dict(outcome.issues),
        "unlisted": outcome.unlisted,
        "is_rebuilt": outcome.is_rebuilt,
        "tables": outcome.tables,
    }


def _documents(outcome: Outcome) -> str:
    if not outcome.documents:
        return f"{outcome.seen} places, nothing new."
    counted = ", ".join(f"{count} {status}" for status, count in sorted(outcome.documents.items()))
    return f"{outcome.documents.total()} documents: {counted}."


def _issues(issues: Counter[str]) -> list[str]:
    counted = [f"{issues[severity]} {severity}" for severity in _SEVERITIES if issues[severity]]
    return [f"Issues: {', '.join(counted)}."] if counted else []
