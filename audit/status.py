"""The status of an OUT: what lies in it, how well it was read, and how the last runs went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow.parquet as pq

from audit.counting import counted, listed
from store import commit, runs
from store.folders import records
from store.log import Held, Log

_RUNS = 5


def status(out: Path) -> tuple[str, bool]:
    """The status in words, and whether there is something that a person should look at.

    Raises WrongWords where OUT holds no records.
    """
    held = [row for row in Log(records(out)).held.values() if row.status != "missing"]
    is_current = commit.is_current(out)
    parts = _documents(held), _tables(out, is_current), _issues(out), _runs(out)
    told = "\n\n".join(part for part in map("\n".join, parts) if part)
    return f"{told}\n", not is_current or any(row.status != "parsed" for row in held)


def _documents(held: Iterable[Held]) -> Iterator[str]:
    held = list(held)
    counts = Counter((row.layout or "no layout", row.status) for row in held)
    places = counted(len(held), "place")
    yield f"documents {len({row.document_id for row in held if row.document_id})} at {places}, counted by place"
    for (layout, status), count in sorted(counts.items()):
        covered = [row.coverage for row in held if (row.layout or "no layout", row.status) == (layout, status)]
        known = [share for share in covered if share is not None]
        share = f"{sum(known) / len(known):>9.2%} of the text claimed" if known else ""
        yield f"  {count:>8} {status:<13}{layout:<20}{share}"
    faults = Counter(row.fault for row in held if row.status != "parsed").most_common()
    if faults:
        yield from ("", "not parsed, by the problem that the log names")
    for fault, count in faults:
        yield f"  {count:>8} {fault}"


def _tables(out: Path, is_current: bool) -> Iterator[str]:
    yield f"tables    {out / 'tables'}" if is_current else "tables    behind records: the next ingest builds them again"
    for name, count in commit.row_counts(out).items():
        yield f"  {count:>8} {name}"


def _issues(out: Path) -> Iterator[str]:
    path = out / "tables" / "issues.parquet"
    if not path.exists():
        return
    columns = ["severity", "code", "finding"]
    found = pq.read_table(path, columns=columns).group_by(columns[:2]).aggregate([("finding", "count_distinct")])
    counts = sorted(zip(*(column.to_pylist() for column in found.columns), strict=True), key=_gravest)
    rows = counted(pq.read_metadata(path).num_rows, "row")
    yield f"issues    {sum(count for _, _, count in counts)}, in {rows} of tables/issues"
    for severity, code, count in counts:
        yield f"  {count:>8} {severity:<8} {code}"


def _gravest(counted: tuple[str, str, int]) -> tuple[int, int, str]:
    severity, code, count = counted
    return ("error", "warning", "info").index(severity), -count, code


def _runs(out: Path) -> Iterator[str]:
    last = list(runs.lines(out))[-_RUNS:]
    yield "last runs" if last else "no run has ended yet"
    for line in last:
        left = line.get("left", 0)
        documents = listed(line.get("documents", {})) or ("nothing read" if left else "nothing new")
        ended = "" if line.get("is_whole") else " (stopped, or not all folders could be looked into)"
        ended = f" (stopped: {counted(left, 'place')} still to be read)" if left else ended
        told = f"{line.get('opened', 0)} of {line.get('places', 0)} opened: {documents}{ended}"
        yield f"  {line.get('started', '')[:19]} {line.get('command', '')}  {told}"
