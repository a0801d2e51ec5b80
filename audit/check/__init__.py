"""Check: every promise of an OUT, tested.

The proofs run in this order, each in a module of its own: the shape of every file, the log, every
reading (its text, its trail, a fresh parse, its source), the tables as they stand, the tables
rebuilt. Nothing is written to OUT, so a copy that is only readable can be checked, and a run that
goes on meanwhile is noticed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from audit.check.files import Origins
from audit.check.history import history
from audit.check.keys import keys
from audit.check.readings import readings
from audit.check.rebuild import rebuild
from audit.check.scope import Scope, Tally, opened
from audit.check.shapes import shapes
from audit.check.tables import tables
from audit.finding import Finding, Where
from audit.sources import Sources
from schemas.trail import DOCUMENTS
from store import commit
from store.faults import CannotRun
from store.folders import records
from store.lock import held_by

__all__ = ["Tally", "check"]


def check(out: Path, sources: Path | None, tally: Tally) -> Iterator[Finding]:
    """Give every finding, one after the other, and count them in ``tally``.

    Raises WrongWords where OUT holds no records, CannotRun where a run writes to OUT, or did meanwhile.
    """
    records(out)
    before = _standing(out)
    with opened(out, tally) as scope:
        for finding in _until_damage(_findings(scope, sources)):
            # A run that goes on would make a thousand of what is not yet done.
            if not tally.findings:
                _expect(out, before)
            tally.findings[finding.code] += 1
            yield finding
    _expect(out, before)


def _standing(out: Path) -> list[object]:
    """What a run changes: the commits in the records, and the files of the tables."""
    if (holder := held_by(out)) is not None:
        raise CannotRun(f"{out} is in use by {holder}. Wait for its end, then check again.")
    files = sorted(path for path in (out / "tables.json", *(out / "tables").glob("*.parquet")) if path.exists())
    return [
        commit.state(out / "records"),
        *((path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files),
    ]


def _expect(out: Path, before: list[object]) -> None:
    """Raise CannotRun where a run writes to OUT, or did meanwhile."""
    if _standing(out) != before:
        raise CannotRun(f"A run wrote to {out} while it was checked: wait for its end, then check again.")


def _until_damage(found: Iterator[Finding]) -> Iterator[Finding]:
    """All findings; where a file is damaged in a way that only the database minds, that is the last one."""
    try:
        yield from found
    except duckdb.Error as fault:
        yield Finding("file-unreadable", Where("records"), ("files that can be asked", str(fault)[:200]))


def _findings(scope: Scope, sources: Path | None) -> Iterator[Finding]:
    yield from shapes(scope)
    if any(path.parent.name == DOCUMENTS.name for path in scope.unsound):
        return  # Without the log nothing else can be told apart; its damaged part has been named.
    scope.open_log()
    yield from history(scope)
    if sources is None:
        yield from readings(scope, None)
    else:
        yield from _read_again(scope, sources)
    yield from keys(scope)
    yield from tables(scope)
    yield from rebuild(scope)


def _read_again(scope: Scope, folder: Path) -> Iterator[Finding]:
    with Sources(folder, scope.connection, scope.records) as sources:
        origins = Origins(scope, sources)
        yield from readings(scope, origins.of)
        yield from origins.unread()
        yield from origins.members()
