"""A forecast: which cells, issues and how much coverage would change if every document were read again.

Every document that counts is read from its source by the present parsers and compared with its
reading. One whose source is lost or has changed is only named: the next ingest reads what changed.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

import parsers
from audit.alignment import Change, changes
from audit.entries import Entry
from audit.lots import Values, lots
from audit.members import Lying
from audit.sources import Sources
from extract.container import Unreadable, open_document
from store.batch import described, outcome
from store.faults import CannotRun
from store.rows import rows

# What the log says of a reading that a fresh one may say otherwise.
_LOGGED = (
    "layout",
    "status",
    "problem",
    "coverage",
    "parser_version",
    "media_type",
    "encoding",
    "reader",
    "characters",
)


@dataclass(slots=True)
class Prospect:
    """What reading one document again would change; ``fault`` says why it cannot be read.

    A document ``is_elsewhere`` that has no place below the sources.
    """

    entry: Entry
    lying: Lying | None = None
    fault: str = ""
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    cells: list[Change] = field(default_factory=list)
    issues: Counter[str] = field(default_factory=Counter)
    fewer_issues: Counter[str] = field(default_factory=Counter)
    moved: int = 0
    is_elsewhere: bool = False

    @property
    def is_other(self) -> bool:
        """Whether anything that people read would change."""
        told = {name for name in self.after if self.after[name] != self.before[name]} - {"parser_version"}
        return bool(told or self.cells or self.issues or self.fewer_issues or self.moved)

    @property
    def is_due(self) -> bool:
        """Whether a new reading would say anything new, be it only who read."""
        return self.lying is not None and (self.is_other or self.before != self.after)


def forecast(connection: duckdb.DuckDBPyConnection, records: Path, sources: Sources) -> Iterator[Prospect]:
    """Look at every document that some place holds, one after the other.

    Raises CannotRun where a part file is damaged.
    """
    for lot in lots(connection, records):
        for _, path, fault in lot.unread:
            raise CannotRun(f"{path} is damaged: put it back from a backup. ({fault})")
        for entry, values in lot.stored():
            if entry.held:
                yield _prospect(entry, values, sources)


def _prospect(entry: Entry, values: Values, sources: Sources) -> Prospect:
    found = sources.found(entry.held or ())
    if not found:
        return Prospect(entry, is_elsewhere=True)
    try:
        lying, data = _bytes(entry, found, sources)
    except LookupError as fault:
        return Prospect(entry, fault=str(fault.args[0]))
    try:
        document = open_document(data)
        reading = parsers.parse(document)
    except Unreadable as fault:
        return Prospect(entry, lying, f"unreadable: {fault}")
    except Exception as fault:
        return Prospect(entry, lying, f"crashed: {type(fault).__name__}: {fault}.")
    said = {**described(document), **outcome(reading)}
    before = {name: getattr(entry, name) for name in _LOGGED}
    prospect = Prospect(entry, lying, "", before, {name: said[name] for name in _LOGGED})
    _compare(prospect, values, {name: [tuple(row) for row in found] for name, found in rows(reading).items()})
    return prospect


def _bytes(entry: Entry, found: Iterable[Lying], sources: Sources) -> tuple[Lying, bytes]:
    """The document, from the first of some places that still has it.

    Raises LookupError, which says what is the matter with the first place.
    """
    faults = []
    for lying in found:
        try:
            data = sources.read(lying)
        except OSError as fault:
            faults.append(f"source-missing: {lying}: {fault.strerror}.")
            continue
        if hashlib.sha256(data).hexdigest() == entry.document_id:
            return lying, data
        faults.append(f"source-changed: {lying} is another document now; raingan ingest reads it.")
    raise LookupError(faults[0])


def _compare(prospect: Prospect, before: Values, after: Values) -> None:
    if before == after:
        return
    prospect.cells = list(changes(before, after))
    stood, stand = (Counter(row[1] for row in values.get("issues", [])) for values in (before, after))
    prospect.issues, prospect.fewer_issues = stand - stood, stood - stand
    if not prospect.cells:
        pieces = [{row[:1] + row[2:] for row in values.get("fields", [])} for values in (before, after)]
        prospect.moved = len(pieces[0] ^ pieces[1]) or int(not (prospect.issues or prospect.fewer_issues))
