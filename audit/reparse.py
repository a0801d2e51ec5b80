"""Reparse: every current document read again by the present parsers, where that says anything new.

A forecast tells which documents those are; they are read again as a run of their own, with part
files and a commit like any other. Places, times and names stay what the log says of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from audit.asof import records
from audit.connection import opened_log
from audit.forecast import Prospect, forecast
from audit.outlook import Outlook
from audit.sources import Sources
from store import files, parts, runs
from store.batch import Found, Setting
from store.commit import publish, row_counts
from store.ingest import Options, Outcome, Watcher, note
from store.lock import locked
from store.places import Place
from store.supply import Supply
from store.work import Crew, Stop, read_here


def foresee(out: Path, folder: Path) -> Outlook:
    """Tell what a reparse would change; nothing is written."""
    outlook = Outlook()
    for prospect in _prospects(out, folder):
        outlook.add(prospect)
    return outlook


def reparse(out: Path, folder: Path, options: Options, stop: Stop, watcher: Watcher) -> tuple[Outcome, Outlook]:
    """Read again what would change, append it to ``records/``, rebuild ``tables/``.

    Raises WrongWords, CannotRun, or OSError where OUT cannot be written.
    """
    origin = records(out)
    with locked(out, "reparse"):
        files.sweep(origin)
        publish(out)
        return _Run(out, options, stop, watcher).go(folder)


def _prospects(out: Path, folder: Path) -> Iterator[Prospect]:
    origin = records(out)
    with opened_log(origin, "reparse") as connection:
        yield from forecast(connection, origin, Sources(folder, connection))


@dataclass(slots=True)
class _Due:
    """The documents to be read again: where each lies, and the rows of the log of its places."""

    places: list[Place] = field(default_factory=list)
    held: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, prospect: Prospect) -> None:
        held = prospect.entry.held or []
        first = held[0]
        place = first["root"], first["source"], str(prospect.path), first["size_bytes"], first["modified_at"]
        self.places.append(Place(*place))
        self.held[prospect.entry.document_id] = held


class _Run:
    def __init__(self, out: Path, options: Options, stop: Stop, watcher: Watcher) -> None:
        self.out, self.options, self.stop, self.watcher = out, options, stop, watcher
        self.clock = runs.now()
        self.started = runs.start_after(out, self.clock)
        self.outcome = Outcome(runs.run_id(self.started))
        self.outlook = Outlook()
        self.due = _Due()
        self.commits = 0

    def go(self, folder: Path) -> tuple[Outcome, Outlook]:
        for prospect in _prospects(self.out, folder):
            self.outlook.add(prospect)
            self.outcome.seen += len(prospect.entry.held or ())
            if prospect.is_due:
                self.due.add(prospect)
        self.outcome.due = len(self.due.places)
        self._read()
        self.outcome.is_stopped = bool(self.stop)
        self.outcome.is_rebuilt = publish(self.out)
        self.outcome.tables = row_counts(self.out)
        self._note()
        return self.outcome, self.outlook

    def _read(self) -> None:
        self.watcher.begins(self.outcome.due, self.outcome.seen)
        read = 0
        for found in self._found() if self.due.places else ():
            read += len(found.rows)
            self._commit([row for each in found.rows for row in self._rows(each)])
            self.outcome.issues += found.issues
            self.watcher.goes_on(read)
        self.watcher.ends()

    def _found(self) -> Iterator[Found]:
        limits = self.options.max_bytes, self.options.timeout
        setting = Setting(self.out / "records", self.outcome.run_id, self.started, *limits)
        supply = Supply(self.due.places, self.options.jobs, self.options.max_bytes)
        if self.options.jobs == 0:
            return read_here(supply, setting, self.stop)
        return iter(Crew(supply, self.options.jobs, setting, self.stop))

    def _rows(self, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """The row of a document for each of its places; none where the file has become another one meanwhile."""
        for held in self.due.held.get(row["document_id"], ()):
            yield row | held

    def _commit(self, rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        parts.commit(self.out / "records", f"{self.outcome.run_id}-{self.commits:06d}", rows)
        self.commits += 1
        for row in rows:
            self.outcome.documents[row["status"]] += 1
            self.watcher.found(row)

    def _note(self) -> None:
        """Add this run's line to ``runs.jsonl``; it has looked at no INPUT as a whole."""
        note(self.out, "reparse", self.clock, self.outcome, [], not self.outcome.is_stopped)
