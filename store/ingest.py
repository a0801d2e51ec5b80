"""Ingest: one run, from the INPUTs to finished tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from schemas.trail import BUNDLES
from store import files, part_files, runs, versions
from store.commit import publish, row_counts
from store.entries import Entries
from store.folders import is_remote
from store.found import Found, Setting, blank_row
from store.lock import locked
from store.log import PASSING, Log
from store.places import Place, Walk, resolve
from store.plan import Plan, plan, vanished
from store.supply import Bundle, Supply
from store.work import Crew, Stop, read_here


@dataclass(frozen=True, slots=True)
class Options:
    """How to ingest; with no jobs, everything happens in this process, with a scheduler, on a cluster."""

    jobs: int = 1
    timeout: float = 300.0
    max_bytes: int = 64 << 20
    forget_missing: bool = False
    scheduler: str | None = None

    @property
    def threads(self) -> int:
        """How many threads build the tables: as many as jobs, but more than two gain nothing."""
        return 2 if self.scheduler else max(1, min(self.jobs, 2))


class Watcher(Protocol):
    """Whoever wants to be told how a run goes on."""

    def begins(self, due: int, seen: int) -> None:
        """So many documents are to be read, of those at so many places."""

    def goes_on(self, read: int) -> None:
        """So many documents have been read."""

    def found(self, row: dict[str, Any]) -> None:
        """A document has its row in the log."""

    def ends(self) -> None:
        """Nothing is left to be read."""


@dataclass(slots=True)
class Outcome:
    """What a run came to.

    ``seen`` counts places, ``due`` those to be opened, ``left`` those of them that a run which was
    stopped did not come to. ``bundles`` counts the archives and dumps among what was opened,
    ``members`` what they held. ``documents`` counts the rows of the log by status, ``again`` the places
    that say what they said before, by fault, else by status; ``gone`` counts places that hold nothing any
    more, and whose reports stay in the tables.
    """

    run_id: str
    seen: int = 0
    due: int = 0
    left: int = 0
    gone: int = 0
    bundles: int = 0
    members: int = 0
    documents: Counter[str] = field(default_factory=Counter)
    again: Counter[str] = field(default_factory=Counter)
    issues: Counter[str] = field(default_factory=Counter)
    unlisted: list[str] = field(default_factory=list)
    is_stopped: bool = False
    is_rebuilt: bool = False
    tables: dict[str, int] = field(default_factory=dict)

    @property
    def opened(self) -> int:
        """How many places were opened."""
        return self.due - self.left

    def has_findings(self, is_strict: bool) -> bool:
        """Whether there is something that a person should look at."""
        unread = self.documents.total() - self.documents["parsed"] - self.documents["missing"]
        unread += sum(self.again[fault] for fault in PASSING)
        return bool(unread or self.unlisted or self.issues["error"] or (is_strict and self.issues["warning"]))


def ingest(inputs: Sequence[str], out: Path, options: Options, stop: Stop, watcher: Watcher) -> Outcome:
    """Read what is new or changed, append it to ``records/``, rebuild ``tables/`` where that changed.

    Raises WrongWords, CannotRun, or OSError where OUT cannot be written.
    """
    walk = resolve(inputs, out)
    with locked(out, "ingest"):
        return _Run(walk, out, options, stop, watcher).go()


class _Run:
    def __init__(self, walk: Walk, out: Path, options: Options, stop: Stop, watcher: Watcher) -> None:
        self.walk, self.out, self.options, self.stop, self.watcher = walk, out, options, stop, watcher
        self.records = out / "records"
        self.clock = runs.now()
        self.started = runs.start_after(out, self.clock)
        self.outcome = Outcome(runs.run_id(self.started))
        self.commits = 0

    def go(self) -> Outcome:
        files.sweep(self.out)
        if not is_remote(self.out):
            self.records.mkdir(exist_ok=True)  # A run that was stopped before it read anything leaves an OUT as well.
        # Tables that a killed run left behind must not stay so while this one reads.
        rebuilt = self.commits_exist and publish(self.out, self.options.threads)
        log = Log(self.records)
        made = plan(self.walk, log, runs.looks(self.out), self.options.max_bytes)
        self.outcome.seen, self.outcome.due = len(made.seen), len(made.due)
        self.outcome.left = self.outcome.due
        self._read(made, log)
        if self.options.forget_missing and not self.stop:
            self._forget(made.seen, log)
        elif not self.stop:
            self.outcome.gone = sum(1 for _ in vanished(self.walk, made.seen, log))
        self.outcome.unlisted = [f"{place}: {fault.strerror}" for place, fault in self.walk.unlisted]
        self.outcome.is_stopped = bool(self.stop)
        # What is known of places grows with the corpus, and the merge does not look at it.
        del made, log
        self.outcome.is_rebuilt = publish(self.out, self.options.threads) or rebuilt
        self.outcome.tables = row_counts(self.out)
        self._note()
        return self.outcome

    @property
    def commits_exist(self) -> bool:
        return (self.records / "documents").exists()

    def _setting(self, log: Log) -> Setting:
        known = frozenset(log.known)
        limits = (self.options.max_bytes, self.options.timeout)
        return Setting(self.records, self.outcome.run_id, self.started, *limits, known)

    def _read(self, made: Plan, log: Log) -> None:
        self.watcher.begins(len(made.due), self.outcome.seen)
        if made.due:
            supply = Supply(made.due, self.options.jobs, self.options.max_bytes)
            setting, entries, read = self._setting(log), Entries(log), 0
            for found in self._found(supply, setting):
                for place in found.bundles:
                    supply.expand(place)
                read += len(found.rows)
                self.outcome.left -= sum(row["place"] not in supply.members for row in found.rows)
                news, known = entries.of(found.rows)
                self._commit(news)
                self._pass_over(known)
                self.outcome.issues += found.issues
                self.watcher.goes_on(read)
            made.seen |= supply.members
            self._count(supply)
            self._close(supply.bundles, log)
        self.watcher.ends()

    def _found(self, supply: Supply, setting: Setting) -> Iterator[Found]:
        if self.options.scheduler:
            from store.cluster import Cluster

            return iter(Cluster(supply, self.options.scheduler, setting, self.stop))
        if self.options.jobs == 0:
            return read_here(supply, setting, self.stop)
        return iter(Crew(supply, self.options.jobs, setting, self.stop))

    def _close(self, bundles: Sequence[Bundle], log: Log) -> None:
        """Log the archives and dumps that were read to their end; all of their members have their rows."""
        if self.stop:
            return
        whole = [bundle for bundle in bundles if bundle.is_whole]
        setting = self._setting(log)
        # Where a document, or a fault of the archive itself, stood before, now only members stand.
        before = [log.held.get(bundle.place.url) for bundle in whole if bundle.is_sound]
        gone = {held.place for held in before if held is not None and held.status != "missing"}
        self._commit([_gone(bundle.place, setting) for bundle in whole if bundle.place.url in gone])
        if whole:
            opened = [_opened(bundle, setting) for bundle in whole]
            part_files.commit(self.records, self.outcome.run_id, opened, BUNDLES)

    def _commit(self, rows: list[dict[str, Any]]) -> None:
        """Make the readings that some rows name count."""
        if not rows:
            return
        part_files.commit(self.records, f"{self.outcome.run_id}-{self.commits:06d}", rows)
        self.commits += 1
        for row in rows:
            self.outcome.documents[row["status"]] += 1
            self.watcher.found(row)

    def _pass_over(self, rows: list[dict[str, Any]]) -> None:
        """Count what says nothing new, and tell of what could not be read again: it may be mended by now."""
        for row in rows:
            fault = (row["problem"] or "").partition(":")[0]
            self.outcome.again[fault or row["status"]] += 1
            if fault in PASSING:
                self.watcher.found(row)

    def _count(self, supply: Supply) -> None:
        """Count the archives and dumps; one that is damaged has a row of its own, as a document has."""
        self.outcome.bundles, self.outcome.members = len(supply.bundles), len(supply.members)
        self.outcome.seen += len(supply.members)
        self.outcome.left -= sum(bundle.is_sound for bundle in supply.bundles)

    def _forget(self, seen: set[str], log: Log) -> None:
        """Log the places that hold nothing any more."""
        setting = self._setting(log)
        places = [Place(root, source, "", None, None) for root, source in vanished(self.walk, seen, log)]
        self._commit([_gone(place, setting) for place in places])

    def _note(self) -> None:
        """Add this run's line to ``runs.jsonl``."""
        is_whole = not self.outcome.is_stopped and not self.outcome.unlisted
        note(self.out, "ingest", self.clock, self.outcome, self.walk.roots, is_whole)


def _gone(place: Place, setting: Setting) -> dict[str, Any]:
    """The row of the log for a place that holds nothing any more."""
    return blank_row(place, setting) | {"status": "missing", "size_bytes": None, "modified_at": None}


def _opened(bundle: Bundle, setting: Setting) -> dict[str, Any]:
    """The row of an archive or dump that was read to its end."""
    return {
        "place": bundle.place.url,
        "size_bytes": bundle.place.size,
        "modified_at": bundle.place.modified,
        "members": bundle.members,
        "max_bytes": setting.max_bytes,
        "reader": versions.raingan(),
        "ingested_at": setting.started,
        "run_id": setting.run_id,
    }


def note(out: Path, command: str, clock: int, outcome: Outcome, inputs: Sequence[str], is_whole: bool) -> None:
    """Add the line of a run that ends now to ``runs.jsonl``."""
    line = {
        "run_id": outcome.run_id,
        "command": command,
        "clock": clock,
        "started": runs.moment(clock).isoformat(timespec="milliseconds"),
        "ended": runs.moment(runs.now()).isoformat(timespec="milliseconds"),
        "inputs": list(inputs),
        "is_whole": is_whole,
        "places": outcome.seen,
        "opened": outcome.opened,
        "left": outcome.left,
        "documents": dict(outcome.documents),
        "issues": dict(outcome.issues),
        "tables": outcome.tables,
        "versions": versions.running(),
        "lock_sha256": versions.lock_sha256(),
    }
    runs.note(out, line)
