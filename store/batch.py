"""Reading a batch of places: open, digest, decode, parse, and write the part files of what they said.

This is all that a worker does. It decides nothing: which places to read, and whether what came of
it is worth a row of the log, is for the run that asked.
"""

from __future__ import annotations

import hashlib
import os
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

import parsers
from extract.codes import named_code
from extract.container import Unreadable, open_document
from schemas.trail import DOCUMENTS
from store import parts, versions
from store.places import Place
from store.rows import rows

_COLUMNS = DOCUMENTS.standing_in("records")
_BLANK: dict[str, Any] = {column.name: None for column in _COLUMNS}
# What Arrow raises for a value that its column cannot hold.
_MISFIT = (pa.ArrowException, OverflowError, TypeError, UnicodeError)


@dataclass(frozen=True, slots=True)
class Setting:
    """What all batches of a run share; ``known`` holds the digests of documents not to be read again."""

    records: Path
    run_id: str
    started: int
    max_bytes: int
    timeout: float
    known: frozenset[str] = frozenset()


@dataclass(slots=True)
class Found:
    """What a batch found: rows for the log, and issues by severity.

    A row without status is one of a document that need not be read again.
    """

    rows: list[dict[str, Any]] = field(default_factory=list)
    issues: Counter[str] = field(default_factory=Counter)


def read_batch(number: int, places: Sequence[Place], setting: Setting, goes_on: Callable[[int], bool]) -> Found:
    """Read places and write their part files; ``goes_on`` is asked before each, and may end the batch."""
    try:
        return _Batch(number, setting, is_wary=False).read(places, goes_on)
    except _MISFIT:
        # Some value fits no column. Again, one document at a time, so that it costs only its own.
        return _Batch(number, setting, is_wary=True).read(places, goes_on)


def blank_row(place: Place, setting: Setting) -> dict[str, Any]:
    """The row of the log for a place of which nothing is known yet."""
    return _BLANK | {
        "place": place.url,
        "root": place.root,
        "source": place.source,
        "named_code": named_code(place.url),
        "size_bytes": place.size,
        "modified_at": place.modified,
        "ingested_at": setting.started,
        "run_id": setting.run_id,
    }


def failed(row: dict[str, Any], problem: str) -> dict[str, Any]:
    """The row of a place that could not be read."""
    return row | {"status": "unreadable", "problem": problem, "parser_version": versions.every_parser()}


class _Batch:
    def __init__(self, number: int, setting: Setting, is_wary: bool) -> None:
        self.name = f"{setting.run_id}-{number:06d}"
        self.setting = setting
        self.is_wary = is_wary
        self.parts = parts.Batch()
        self.found = Found()
        self.read_here: dict[str, dict[str, Any]] = {}

    def read(self, places: Sequence[Place], goes_on: Callable[[int], bool]) -> Found:
        for at, place in enumerate(places):
            if not goes_on(at):
                break
            self.found.rows.append(self._look(place))
        goes_on(-1)
        self._write()
        return self.found

    def _write(self) -> None:
        if not len(self.parts):
            return
        tables = self.parts.tables()
        readings = {row["reading_id"]: row for row in self.read_here.values() if row["reading_id"]}
        for row, (count, digest) in zip(readings.values(), self.parts.counted(tables), strict=True):
            row.update(row_count=count, rows_sha256=digest)
        parts.write(self.setting.records, self.name, tables)

    def _look(self, place: Place) -> dict[str, Any]:
        row = blank_row(place, self.setting)
        try:
            data, status = read_bytes(place.path, self.setting.max_bytes)
        except TooLarge as fault:
            return failed(row, f"too-large: {fault}")
        except OSError as fault:
            return failed(row, f"not-readable: {fault.strerror or fault}.")
        row.update(size_bytes=status.st_size, modified_at=status.st_mtime_ns // 1000)
        row["document_id"] = digest = hashlib.sha256(data).hexdigest()
        if digest in self.setting.known or digest in self.read_here:
            return row
        self.read_here[digest] = row
        return self._read(row, data)

    def _read(self, row: dict[str, Any], data: bytes) -> dict[str, Any]:
        try:
            return self._parse(row, data)
        except Unreadable as fault:
            row.update(failed(row, str(fault)))
        except Exception as fault:
            row.update(failed(row, f"crashed: {_told(fault)}"), reading_id=None)
        return row

    def _parse(self, row: dict[str, Any], data: bytes) -> dict[str, Any]:
        document = open_document(data)
        row.update(described(document))
        reading = parsers.parse(document)
        stated = rows(reading)
        if self.is_wary:
            _try(stated)
        reading_id = f"{self.name}-{len(self.parts):04d}"
        self.parts.add(row["document_id"], reading_id, stated)
        row.update(outcome(reading), reading_id=reading_id)
        self.found.issues.update(issue.severity for issue in reading.issues)
        return row


def described(document: Any) -> dict[str, Any]:
    """What the log says of a decoded document."""
    origin = document.origin
    return {
        "media_type": origin.media_type,
        "encoding": origin.encoding,
        "reader": origin.reader,
        "pages": document.pages.count if document.pages else None,
        "characters": len(document.text),
    }


def outcome(reading: Any) -> dict[str, Any]:
    """What the log says of a reading."""
    is_parsed = reading.layout is not None
    return {
        "layout": reading.layout,
        "status": "parsed" if is_parsed else "unrecognised",
        "problem": reading.problem,
        "coverage": reading.coverage,
        "parser_version": versions.parser(reading.layout) if is_parsed else versions.every_parser(),
    }


class TooLarge(ValueError):
    """A file that has more bytes than the run allows."""


def read_bytes(path: str, limit: int) -> tuple[bytes, os.stat_result]:
    """The bytes of a file, and its size and time as they were before the first byte was read.

    Raises OSError, and TooLarge without having read more than the limit.
    """
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a path is a string here, for speed.
        status = os.fstat(file.fileno())
        data = file.readall() if status.st_size <= limit else b""
    if max(status.st_size, len(data)) > limit:
        raise TooLarge(f"{max(status.st_size, len(data))} bytes are more than the limit of {limit} (--max-bytes).")
    return data, status


def _try(stated: dict[str, list[Any]]) -> None:
    alone = parts.Batch()
    alone.add("", "", stated)
    alone.tables()


def _told(fault: Exception) -> str:
    """An unexpected error as a sentence that says where in raingan it arose."""
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    where = "/".join(Path(frame.filename).parts[-2:])
    said = " ".join(str(fault).split())[:300]
    return f"{type(fault).__name__}: {said} ({where}, line {frame.lineno})."
