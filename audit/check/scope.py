"""What a check looks at, and the count of what it has proved."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from audit.connection import connected
from audit.counting import counted
from store import runs
from store.current import add_current


@dataclass(slots=True)
class Tally:
    """How much was looked at: ``proved`` counts what was tested, ``notes`` what is odd and no failure."""

    proved: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        told = [f"{count:>10} {what}" for what, count in self.proved.items()]
        notes = [f"{count:>10} {what} (no failure)" for what, count in self.notes.items()]
        found = [f"{count:>10} {code}" for code, count in self.findings.most_common()]
        verdict = f"{counted(self.findings.total(), 'finding')}:" if found else "Every promise is kept."
        return "\n".join(["looked at", *told, *notes, verdict, *found]) + "\n"

    @property
    def as_json(self) -> str:
        """The count for machines, on one line."""
        sums = {"proved": dict(self.proved), "notes": dict(self.notes), "findings": dict(self.findings)}
        return json.dumps({"summary": sums}, ensure_ascii=False) + "\n"


@dataclass(slots=True)
class Scope:
    """An OUT under check. Nothing is ever written to it; what the check needs to write goes to ``scratch``.

    ``unsound`` are the files that cannot be read or have the wrong columns: each is a finding of
    its own, and later proofs pass over it.
    """

    out: Path
    scratch: Path
    connection: duckdb.DuckDBPyConnection
    tally: Tally
    unsound: set[Path] = field(default_factory=set)

    @property
    def records(self) -> Path:
        """Where the records lie."""
        return self.out / "records"

    def name(self, path: Path) -> str:
        """A file of OUT as findings name it."""
        return path.relative_to(self.out).as_posix()

    def runs(self) -> list[dict[str, Any]]:
        """The lines of ``runs.jsonl``; none where they cannot be read."""
        try:
            return list(runs.lines(self.out))
        except ValueError:
            return []

    def is_sound(self, table: str) -> bool:
        """Whether a file of ``tables/`` can be asked."""
        path = self.out / "tables" / f"{table}.parquet"
        return path.exists() and path not in self.unsound

    def open_log(self) -> None:
        """Make the tables ``held`` and ``current`` and the view ``log``. Raises duckdb.Error."""
        add_current(self.connection, self.records)

    def place(self, document_id: str | None) -> str:
        """A place that holds or held a document; empty where the log knows none."""
        sql = "SELECT min(place) FROM log WHERE document_id = ?"
        ((place,),) = self.connection.cursor().execute(sql, [document_id]).fetchall()
        return place or ""


@contextmanager
def opened(out: Path, tally: Tally) -> Iterator[Scope]:
    """Look at an OUT; the folder for what has to be written goes when the check ends."""
    with connected("check") as (connection, folder):
        yield Scope(out, folder, connection, tally)
