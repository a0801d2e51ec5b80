"""Differences for people: a line each, and what they come to."""

from __future__ import annotations

import json
from collections import Counter

from audit.diff.differences import Difference
from audit.diff.rewriting import RENUMBERED
from audit.finding import contrasted, shown
from schemas.tables import UPDATES


def is_renumbering(difference: Difference) -> bool:
    """Whether only the number that an update is printed under differs, as it does with every new report."""
    return (difference.table, difference.column) == (UPDATES.name, RENUMBERED)


def line(difference: Difference) -> str:
    """A difference on a line of its own; nothing for a new number, which is only counted."""
    if is_renumbering(difference):
        return ""
    identity = " ".join(difference.identity.split("\x1f"))
    cell = f"{difference.table}[{identity}]" + (f".{difference.column}" if difference.column else "")
    marks = f"{difference.cause}, REWRITTEN" if difference.is_rewritten else difference.cause
    before, after = difference.places
    places = f"{before} -> {after}" if before and after and before != after else after or before
    return f"{difference.kind:<8} {cell}  {_values(difference)}  {marks}  ({places})\n"


def _values(difference: Difference) -> str:
    if difference.column is None:
        return shown(difference.after if difference.before is None else difference.before)
    return " -> ".join(contrasted(difference.before, difference.after))


class Sums:
    """Counts differences as they come."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str, str, str]] = Counter()
        self.renumbered = 0
        self.rewritten = 0

    def add(self, difference: Difference) -> None:
        """Take in one."""
        if is_renumbering(difference):
            self.renumbered += 1
            return
        what = "cells" if difference.column else "rows"
        self.counts[difference.table, what, difference.kind, difference.cause] += 1
        self.rewritten += difference.is_rewritten

    def __bool__(self) -> bool:
        return bool(self.counts or self.renumbered)

    def __str__(self) -> str:
        told = [
            f"{count:>8} {what} of {table} {kind}: {cause}"
            for (table, what, kind, cause), count in sorted(self.counts.items())
        ]
        if self.renumbered:
            told.append(f"{self.renumbered:>8} updates are printed under another number")
        if self.rewritten:
            told.append(f"{self.rewritten:>8} of them rewrite a past update")
        return "\n".join([*told, ""]) if told else "Nothing differs.\n"

    @property
    def as_json(self) -> str:
        """The same for machines, on one line."""
        names = "table", "what", "kind", "cause"
        counts = [{**dict(zip(names, key, strict=True)), "count": count} for key, count in sorted(self.counts.items())]
        told = {"counts": counts, "renumbered": self.renumbered, "rewritten": self.rewritten}
        return json.dumps({"summary": told}, ensure_ascii=False) + "\n"
