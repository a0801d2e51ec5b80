"""Reparse: every current document read again by the present parsers, where that says anything new.

A forecast tells which documents those are; they are read again as a run of their own, with part
files and a commit like any other. Places, times and names stay what the log says of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from audit.connection import opened_log
from audit.forecast import Prospect, forecast
from audit.members import Lying, Members
from audit.outlook import Outlook
from audit.sources import Sources
from store import files, part_files, runs
from store.commit import publish, row_counts
from store.folders import records
from store.found import Found, Setting
from store.ingest import Options, Outcome, Watcher, note
from store.lock import locked
from store.places import Place
from store.supply import Supply
from store.work import Crew, Stop, read_here


def foresee(out: Path, folder: Path) -> Outlook:
    """Tell what a reparse would change; nothing is written."""
    outlook = Outlook()
    with _opened(out, folder) as (prospects, _):
        for prospect in prospects:
            outlook.add(prospect)
    return outlook


def reparse(out: Path, folder: Path, options: Options, stop: Stop, watcher: Watcher) -> tuple[Outcome, Outlook]:
    """Read again what would change, append it to ``records/``, rebuild ``tables/``.

    Raises WrongWords, CannotRun, or OSError where OUT cannot be written.
    """
    records(out)  # Where there are none, nothing is made, not even a lock.
    with locked(out, "reparse"):
        files.sweep(out)
        publish(out)
        return _Run(out, options, stop, watcher).go(folder)


@contextmanager
def _opened(out: Path, folder: Path) -> Iterator[tuple[Iterator[Prospect], Sources]]:
    """What a reparse would change, document by document, and the sources that it is told from."""
    origin = records(out)
    with opened_log(origin, "reparse") as connection, Sources(folder, connection, origin) as sources:
        yield forecast(connection, origin, sources), sources


@dataclass(slots=True)
class _Due:
    """The documents to be read again: where each lies, and the rows of the log of its places."""

    lying: list[tuple[str, Lying]] = field(default_factory=list)
    held: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    max_bytes: int = 0

    def add(self, prospect: Prospect) -> None:
        if prospect.lying is not None:
            self.lying.append((prospect.entry.document_id, prospect.lying))
            self.held[prospect.entry.document_id] = prospect.entry.held or []

    def places(self) -> Iterator[Place]:
        """What is to be read, one after the other; members bring their bytes."""
        wanted: dict[Path, set[str]] = {}
        for _, lying in self.lying:
            if lying.member:
                wanted.setdefault(lying.path, set()).add(lying.member)
        with Members(wanted, self.max_bytes) as members:
            for document, lying in self.lying:
                first = self.held[document][0]
                place = Place(
                    first["root"], first["source"], str(lying.path), first["size_bytes"], first["modified_at"]
                )
                yield _with_bytes(place, lying, members) if lying.member else place


def _with_bytes(place: Place, lying: Lying, members: Members) -> Place:
    try:
        return place._replace(data=members.read(lying))
    except OSError as fault:
        return place._replace(problem=f"not-readable: {fault.strerror}.")


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
        with _opened(self.out, folder) as (prospects, sources):
            self.due.max_bytes = sources.max_bytes
            for prospect in prospects:
                self.outlook.add(prospect)
                self.outcome.seen += len(prospect.entry.held or ())
                if prospect.is_due:
                    self.due.add(prospect)
        self.outcome.due = self.outcome.left = len(self.due.lying)
        self._read()
        self.outcome.is_stopped = bool(self.stop)
        self.outcome.is_rebuilt = publish(self.out, self.options.threads)
        self.outcome.tables = row_counts(self.out)
        self._note()
        return self.outcome, self.outlook

    def _read(self) -> None:
        self.watcher.begins(self.outcome.due, self.outcome.seen)
        read = 0
        for found in self._found() if self.due.lying else ():
            read += len(found.rows)
            self.outcome.left -= len(found.rows)
            self._commit([row for each in found.rows for row in self._rows(each)])
            self.outcome.issues += found.issues
            self.watcher.goes_on(read)
        self.watcher.ends()

    def _found(self) -> Iterator[Found]:
        limits = self.options.max_bytes, self.options.timeout
        setting = Setting(self.out / "records", self.outcome.run_id, self.started, *limits)
        supply = Supply(self.due.places(), self.options.jobs, self.options.max_bytes)
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
        part_files.commit(self.out / "records", f"{self.outcome.run_id}-{self.commits:06d}", rows)
        self.commits += 1
        for row in rows:
            self.outcome.documents[row["status"]] += 1
            self.watcher.found(row)

    def _note(self) -> None:
        """Add this run's line to ``runs.jsonl``; it has looked at no INPUT as a whole."""
        note(self.out, "reparse", self.clock, self.outcome, [], not self.outcome.is_stopped)
