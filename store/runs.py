"""Runs: what starts one, and the line that each leaves in ``runs.jsonl``."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from schemas.trail import RECORDS
from store.faults import CannotRun
from store.folders import is_remote
from store.log import Looks

# As many characters for every run, so that runs sort as text in the order of their starts.
_FORM = "%Y%m%dT%H%M%S%fZ"
# What a run calls its parts.
_PART = re.compile(r"(?P<run>\d{8}T\d{12}Z)(?:-\d+)?\.parquet")


def run_id(started: int) -> str:
    """The id of the run that started at a number of microseconds since 1970.

    >>> run_id(1_600_000_000_000_001)
    '20200913T122640000001Z'
    """
    return moment(started).strftime(_FORM)


def moment(microseconds: int) -> datetime:
    """Microseconds since 1970 as a moment, exactly."""
    seconds, rest = divmod(microseconds, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)


def now() -> int:
    """Microseconds since 1970, by the clock."""
    return time.time_ns() // 1000


def start_after(out: Path, clock: int) -> int:
    """The start of a new run: the clock, or just after every earlier run where the clock went back.

    Runs that were killed count too: their parts lie in ``records/`` though nothing names them.
    Raises CannotRun where other files lie among them, whose rows would count as well.
    """
    earlier = max([_last_run(out / "records" / table.name) for table in RECORDS])
    earlier = max([earlier, *(str(line.get("run_id", "")) for line in lines(out))])
    if run_id(clock) > earlier:
        return clock
    last = datetime.strptime(earlier, _FORM).replace(tzinfo=UTC)
    return int(last.timestamp()) * 1_000_000 + last.microsecond + 1


def _last_run(folder: Path) -> str:
    """The last run that left a part in a folder, "" where none did."""
    last = ""
    for name in _names(folder):
        part = _PART.fullmatch(name)
        if part is None:
            raise CannotRun(f"{folder / name} is no part that a run wrote: move it out of this folder.")
        last = max(last, part["run"])
    return last


def _names(folder: Path) -> list[str]:
    if is_remote(folder):
        return [part.name for part in folder.glob("*.parquet")]
    try:
        return [name for name in os.listdir(folder) if name.endswith(".parquet")]  # noqa: PTH208 - only names.
    except FileNotFoundError:
        return []


def lines(out: Path) -> Iterator[dict[str, Any]]:
    """The lines of ``runs.jsonl``, but for one that a crash cut, perhaps inside a character."""
    path = out / "runs.jsonl"
    if not path.exists():
        return
    for line in path.read_bytes().splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue


def looks(out: Path) -> Looks:
    """When whole runs last looked at their INPUTs."""
    starts: dict[str, int] = {}
    for line in lines(out):
        if line.get("is_whole"):
            starts.update(dict.fromkeys(line["inputs"], line["clock"]))
    return Looks(starts)


def note(out: Path, line: Mapping[str, Any]) -> None:
    """Add the line of a run; after a line that a crash cut, on a line of its own."""
    path = out / "runs.jsonl"
    if is_remote(path):
        before = path.read_bytes() if path.exists() else b""
        path.write_bytes(before + json.dumps(line, ensure_ascii=False).encode() + b"\n")
        return
    with path.open("ab+") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
