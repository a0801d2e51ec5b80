"""The log: that every row of it holds together, and that the runs wrote what they say they wrote."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from audit.check.scope import Scope
from audit.counting import counted
from audit.finding import Finding, Where, shown
from extract.codes import named_code
from schemas.trail import DOCUMENTS
from store import runs
from store.current import record_parts

_DIGEST = re.compile(r"[0-9a-f]{64}")
_STATUSES = ("parsed", "unrecognised", "unreadable", "missing")
# What all rows that name one reading say alike.
_OF_READING = (
    *("document_id", "layout", "status", "problem", "characters", "coverage", "parser_version", "row_count"),
    *("rows_sha256", "encoding", "media_type", "reader"),
)
_COLUMNS = (
    *("filename", "place", "root", "source", "document_id", "reading_id", "named_code", "layout", "status"),
    *("problem", "coverage", "parser_version", "row_count", "rows_sha256", "ingested_at", "run_id"),
)


def history(scope: Scope) -> Iterator[Finding]:
    """Look at every row of the log, and at every line of ``runs.jsonl``."""
    parts = record_parts(scope.records, DOCUMENTS)
    if not parts:
        return
    _name_files(scope, parts)
    yield from _rows(scope)
    yield from _doubled(scope)
    yield from _disagreeing(scope)
    yield from _sized(scope)
    yield from _runs(scope)


def _name_files(scope: Scope, parts: list[str]) -> None:
    """Make the view ``logged``: the log with the file that each row stands in."""
    found = scope.connection.read_parquet(parts, union_by_name=True, filename=True)
    found.create_view("named_parts")
    names = [column.name for column in DOCUMENTS.standing_in("records")]
    columns = ", ".join(name if name in found.columns else f"CAST(NULL AS VARCHAR) AS {name}" for name in names)
    scope.connection.execute(f"CREATE VIEW logged AS SELECT filename, {columns} FROM named_parts")


def _rows(scope: Scope) -> Iterator[Finding]:
    cursor = scope.connection.cursor().execute(f"SELECT {', '.join(_COLUMNS)} FROM logged")
    while fetched := cursor.fetchmany(10_000):
        scope.tally.proved["rows of the log"] += len(fetched)
        for values in fetched:
            row = dict(zip(_COLUMNS, values, strict=True))
            for column, expected in _faults(row):
                yield _finding(scope, "log-row-wrong", row, column, expected, shown(row[column]))


def _finding(scope: Scope, code: str, row: dict[str, Any], column: str | None, expected: str, found: str) -> Finding:
    file = "records/documents/" + row["filename"].replace("\\", "/").rpartition("/")[2]
    key = json.dumps([row["place"], row["document_id"], row["run_id"]], ensure_ascii=False)
    return Finding(code, Where(file, DOCUMENTS.name, key, column), (expected, found), row["place"] or "")


def _faults(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The columns of a row of the log that cannot be right, with what they should hold."""
    is_read = row["reading_id"] is not None
    of_place = {"place": f"{row['root']}/{row['source']}", "named_code": named_code(row["place"] or "")}
    of_run = {"run_id": _run_of(row["ingested_at"])}
    for column, expected in {**of_place, **of_run}.items():
        if row[column] != expected:
            yield column, shown(expected)
    if row["document_id"] is not None and not _DIGEST.fullmatch(row["document_id"]):
        yield "document_id", "a sha256"
    if row["status"] not in _STATUSES:
        yield "status", "one of " + ", ".join(_STATUSES)
    if is_read != (row["status"] in ("parsed", "unrecognised")):
        yield "reading_id", f"{'a reading' if not is_read else 'null'} where the status is {row['status']}"
    yield from _faults_of_reading(row, is_read)


def _faults_of_reading(row: dict[str, Any], is_read: bool) -> Iterator[tuple[str, str]]:
    is_parsed = row["status"] == "parsed"
    if (row["layout"] is not None) != is_parsed:
        yield "layout", "a layout where the document was parsed, else null"
    if (row["problem"] is None) != (row["status"] in ("parsed", "missing")):
        yield "problem", "a problem where the document was not parsed, else null"
    if is_parsed and not (row["parser_version"] or "").startswith(f"{row['layout']} "):
        yield "parser_version", f"a version of {row['layout']}"
    for column in ("row_count", "rows_sha256", "coverage"):
        if (row[column] is not None) != is_read:
            yield column, "a value where there is a reading, else null"
    if is_read and row["coverage"] is not None and not 0 <= row["coverage"] <= 1:
        yield "coverage", "a share from 0 to 1"


def _run_of(started: datetime | None) -> str | None:
    if started is None:
        return None
    return runs.run_id(int(started.timestamp()) * 1_000_000 + started.microsecond)


def _doubled(scope: Scope) -> Iterator[Finding]:
    """Rows of the log that stand twice."""
    cursor = scope.connection.cursor().execute(
        """
        SELECT max(filename) AS filename, place, document_id, run_id, count(*), string_agg(DISTINCT filename, ' and ')
        FROM logged GROUP BY place, document_id, run_id HAVING count(*) > 1 ORDER BY ALL
        """
    )
    for filename, place, document, run, count, files in cursor.fetchall():
        row = {"filename": filename, "place": place, "document_id": document, "run_id": run}
        yield _finding(scope, "key-doubled", row, None, "one row", f"{count} rows, in {files}")


def _disagreeing(scope: Scope) -> Iterator[Finding]:
    """Readings of which the log says different things in different rows."""
    several = ", ".join(f"count(DISTINCT coalesce(CAST({name} AS VARCHAR), '')) > 1" for name in _OF_READING)
    cursor = scope.connection.cursor().execute(
        f"""
        SELECT * FROM (
            SELECT max(filename), min(place), max(document_id), max(run_id), reading_id, [{several}] AS several
            FROM logged WHERE reading_id IS NOT NULL GROUP BY reading_id
        ) WHERE list_contains(several, true) ORDER BY reading_id
        """
    )
    for filename, place, document, run, reading, differ in cursor.fetchall():
        row = {"filename": filename, "place": place, "document_id": document, "run_id": run}
        for column in (name for name, is_several in zip(_OF_READING, differ, strict=True) if is_several):
            yield _finding(scope, "log-disagrees", row, column, f"one value for reading {reading}", "several")


def _sized(scope: Scope) -> Iterator[Finding]:
    """Documents of several sizes: a digest has one."""
    cursor = scope.connection.cursor().execute(
        """
        SELECT max(filename), min(place), document_id, max(run_id), list(DISTINCT size_bytes ORDER BY size_bytes)
        FROM logged WHERE document_id IS NOT NULL
        GROUP BY document_id HAVING count(DISTINCT size_bytes) > 1 ORDER BY document_id
        """
    )
    for filename, place, document, run, sizes in cursor.fetchall():
        row = {"filename": filename, "place": place, "document_id": document, "run_id": run}
        yield _finding(scope, "log-disagrees", row, "size_bytes", "one size for a document", shown(sizes))


def _runs(scope: Scope) -> Iterator[Finding]:
    """Runs that committed other rows than they say; those that were killed have no line, but one has ended."""
    cursor = scope.connection.cursor().execute("SELECT run_id, status, count(*) FROM logged GROUP BY ALL")
    written: dict[str, Counter[str]] = {}
    for run, status, count in cursor.fetchall():
        written.setdefault(run, Counter())[status] += count
    lines, last = scope.runs(), ""
    if not lines:
        path = scope.out / "runs.jsonl"
        code, stands = ("file-unreadable", "other bytes") if _size(path) else ("runs-missing", "none")
        yield Finding(code, Where(path.name), (f"a line of JSON for each of {counted(len(written), 'run')}", stands))
    elif silent := len(written.keys() - {str(line.get("run_id")) for line in lines}):
        scope.tally.notes["runs without a line in runs.jsonl: killed, or their lines are lost"] += silent
    for line in lines:
        run = str(line.get("run_id"))
        scope.tally.proved["runs"] += 1
        if run <= last:
            yield Finding("run-order", Where("runs.jsonl"), (f"a run after {last}", run))
        last = run
        told, found = line.get("documents", {}), dict(written.get(run, {}))
        if told != found:
            expected = f"{_counted(told)} in the log by run {run}"
            yield Finding("run-differs", Where("runs.jsonl"), (expected, _counted(found)))


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {status}" for status, count in sorted(counts.items())) or "no row"
