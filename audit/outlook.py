"""A forecast in words: per column how many cells change, with examples, and what becomes of the coverage."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from audit.alignment import Change
from audit.counting import counted
from audit.finding import contrasted, shown
from audit.forecast import Prospect

_EXAMPLES = 3


class Outlook:
    """Adds up what would change over all documents."""

    def __init__(self) -> None:
        self.looked_at = 0
        self.elsewhere = 0
        self.other = 0
        self.stale = 0
        self.faults: Counter[str] = Counter()
        self.named: list[str] = []
        self.coverage = [0.0, 0.0]
        self.statuses: Counter[tuple[str, str]] = Counter()
        self.cells: Counter[tuple[str, str, str]] = Counter()
        self.examples: dict[tuple[str, str, str], list[str]] = {}
        self.issues: Counter[str] = Counter()
        self.fewer_issues: Counter[str] = Counter()
        self.moved = 0

    @property
    def has_findings(self) -> bool:
        """Whether anything would change, or could not be looked at."""
        return bool(self.other or self.faults)

    def add(self, prospect: Prospect) -> None:
        """Take in one document; one of another input than the sources is only counted."""
        if prospect.is_elsewhere:
            self.elsewhere += 1
            return
        self.looked_at += 1
        if prospect.fault:
            self.faults[prospect.fault.partition(":")[0]] += 1
            self.named.append(f"{prospect.entry.place}: {prospect.fault}")
            return
        if not prospect.is_other:
            self.stale += prospect.is_due
            return
        self.other += 1
        for side, logged in enumerate((prospect.before, prospect.after)):
            self.coverage[side] += logged["coverage"] or 0.0
        statuses = tuple(
            f"{each['status']} {each['layout'] or ''}".strip() for each in (prospect.before, prospect.after)
        )
        if statuses[0] != statuses[1]:
            self.statuses[statuses[0], statuses[1]] += 1
        self.issues += prospect.issues
        self.fewer_issues += prospect.fewer_issues
        self.moved += prospect.moved
        for change in prospect.cells:
            self._add(prospect, change)

    def _add(self, prospect: Prospect, change: Change) -> None:
        key = (change.table, change.column or "(whole rows)", change.kind)
        self.cells[key] += 1
        examples = self.examples.setdefault(key, [])
        if len(examples) < _EXAMPLES:
            examples.append(f"{prospect.entry.place} line {change.line or '?'}: {_told(change)}")

    def __str__(self) -> str:
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield f"{self.other} of {self.looked_at} documents change."
        if self.elsewhere:
            yield f"{counted(self.elsewhere, 'document')} with no place below --sources (no failure)"
        if self.stale:
            yield f"{self.stale} more were read by another version, which says the same."
        yield from self.named
        if self.other:
            before, after = (100 * side / self.other for side in self.coverage)
            yield f"coverage of those that change: {before:.3f}% -> {after:.3f}%"
        for (before_it, after_it), count in self.statuses.most_common():
            yield f"{count:>8} documents  {before_it} -> {after_it}"
        for (table, column, kind), count in sorted(self.cells.items()):
            yield f"{count:>8} {kind:<8} {table}.{column}"
            yield from (f"{'':>10}{example}" for example in self.examples[table, column, kind])
        for sign, counts in (("more", self.issues), ("fewer", self.fewer_issues)):
            yield from (f"{count:>8} {sign:<8} issues {code}" for code, count in counts.most_common())
        if self.moved:
            yield f"{self.moved:>8} pieces of text or notes change, and no cell with them"

    @property
    def as_json(self) -> str:
        """The same for machines."""
        told: dict[str, Any] = {
            "documents": self.looked_at,
            "changing": self.other,
            "not_below_sources": self.elsewhere,
            "read_by_other_versions": self.stale,
            "not_read": dict(self.faults),
            "coverage": dict(zip(("before", "after"), (self._share(side) for side in self.coverage), strict=True)),
            "cells": [
                {"table": table, "column": column, "kind": kind, "count": count, "examples": self.examples[key]}
                for key, count in sorted(self.cells.items())
                for table, column, kind in [key]
            ],
            "issues": {"more": dict(self.issues), "fewer": dict(self.fewer_issues)},
        }
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"

    def _share(self, total: float) -> float | None:
        return total / self.other if self.other else None


def _told(change: Change) -> str:
    if change.column is None:
        return shown(change.after if change.before is None else change.before)
    return " -> ".join(contrasted(change.before, change.after))
