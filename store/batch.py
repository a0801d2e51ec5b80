"""Reading a batch of places: open, digest, decode, parse, and write the part files of what they said.

This is all that a worker does. It decides nothing: which places to read, and whether what came of
it is worth a row of the log, is for the run that asked.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

import parsers
from extract.container import Unreadable, open_document
from extract.document import Document
from parsers.checks import check
from parsers.reading import Reading
from store import part_files, parts, versions
from store.contents import Bundled, TooLarge, contents
from store.found import Found, Setting, blank_row, failed
from store.places import Place
from store.rows import Values, release, values

# What Arrow raises for a value that its column cannot hold.
_MISFIT = (pa.ArrowException, OverflowError, TypeError, UnicodeError)
# So many documents go from step to step together, or so many bytes or letters of theirs.
_FEW, _LENGTH = 8, 1 << 18


def read_batch(number: int, places: Sequence[Place], setting: Setting, goes_on: Callable[[int], bool]) -> Found:
    """Read places and write their part files beside where they belong.

    ``goes_on`` is asked before each place, and may end the batch; it is told again before each further step.
    """
    try:
        return _Batch(number, setting, is_wary=False).read(places, goes_on)
    except _MISFIT:
        # Some value fits no column. Again, one document at a time, so that it costs only its own.
        return _Batch(number, setting, is_wary=True).read(places, goes_on)


def _crashed(row: dict[str, Any], fault: Exception) -> dict[str, Any]:
    """The row of a document that raingan itself failed at."""
    return failed(row, f"crashed: {_where(fault)}") | {"reading_id": None}


class _Taken(NamedTuple):
    """The bytes of a document to be read, its place in the batch and its row of the log."""

    at: int
    row: dict[str, Any]
    data: bytes


class _Opened(NamedTuple):
    """A document to be parsed, and whether its bytes are its text in UTF-8."""

    at: int
    row: dict[str, Any]
    document: Document
    is_utf8: bool


class _Batch:
    def __init__(self, number: int, setting: Setting, is_wary: bool) -> None:
        self.name = f"{setting.run_id}-{number:06d}"
        self.setting = setting
        self.is_wary = is_wary
        self.parts = parts.Batch()
        self.found = Found()
        self.read_here: dict[str, dict[str, Any]] = {}
        self.taken: list[_Taken] = []

    def read(self, places: Sequence[Place], goes_on: Callable[[int], bool]) -> Found:
        for at, place in enumerate(places):
            if not goes_on(at):
                break
            try:
                self.found.rows.append(self._look(at, place))
            except Bundled:
                self.found.bundles.append(place)
            if len(self.taken) == _FEW or sum(len(one.data) for one in self.taken) > _LENGTH:
                self._read_taken(goes_on)
        self._read_taken(goes_on)
        goes_on(-1)
        self._write()
        return self.found

    def _write(self) -> None:
        if not len(self.parts):
            return
        tables = self.parts.tables()
        readings = {row["reading_id"]: row for row in self.read_here.values() if row["reading_id"]}
        for row, (count, digest) in zip(readings.values(), self.parts.counted(), strict=True):
            row.update(row_count=count, rows_sha256=digest)
        self.found.parts = part_files.put_beside(self.setting.records, self.name, tables)

    def _look(self, at: int, place: Place) -> dict[str, Any]:
        row = blank_row(place, self.setting)
        if place.problem is not None:
            return failed(row, place.problem)
        try:
            found = contents(place, self.setting.max_bytes)
        except TooLarge as fault:
            return failed(row, f"too-large: {fault}")
        except OSError as fault:
            return failed(row, f"not-readable: {fault.strerror or fault}.")
        digest = hashlib.sha256(found.data).hexdigest()
        row.update(size_bytes=found.size, modified_at=found.modified, document_id=digest)
        if digest not in self.setting.known and digest not in self.read_here:
            self.read_here[digest] = row
            self.taken.append(_Taken(at, row, found.data))
        return row

    def _read_taken(self, goes_on: Callable[[int], bool]) -> None:
        """Read what was taken, together: what a step needs stays in the processor's caches. Nothing waits for much."""
        taken, self.taken = self.taken, []
        opened: list[_Opened] = []
        for one in taken:
            goes_on(one.at)
            opened += self._opened(*one)
            if sum(len(one.document.text) for one in opened) > _LENGTH:
                self._parse(opened, goes_on)
                opened = []
        self._parse(opened, goes_on)

    def _opened(self, at: int, row: dict[str, Any], data: bytes) -> list[_Opened]:
        """The document that the bytes are; none where they cannot be read."""
        try:
            document = open_document(data)
            row.update(described(document))
            return [_Opened(at, row, document, document.utf8 is data)]
        except Unreadable as fault:
            row.update(failed(row, str(fault)))
        except Exception as fault:
            row.update(_crashed(row, fault))
        return []

    def _parse(self, opened: Sequence[_Opened], goes_on: Callable[[int], bool]) -> None:
        """Parse documents together; where that fails with one of them, each by itself."""
        try:
            told = self._told(opened, goes_on)
        except Exception as fault:
            if len(opened) == 1:
                opened[0].row.update(_crashed(opened[0].row, fault))
            else:
                for one in opened:
                    self._parse([one], goes_on)
        else:
            for one, reading, stated in told:
                self._add(one, reading, stated)
                self.parts.pack()

    def _told(self, opened: Sequence[_Opened], goes_on: Callable[[int], bool]) -> list[tuple[_Opened, Reading, Values]]:
        """What documents say: each step is taken with all of them before the next."""

        def each(step: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
            done = []
            for one, item in zip(opened, items, strict=True):
                goes_on(one.at)
                done.append(step(item))
            return done

        readings = each(parsers.read, [one.document for one in opened])
        each(check, readings)
        each(Reading.finish, readings)
        stated = each(values, readings)
        if self.is_wary:
            each(_try, stated)
        return list(zip(opened, readings, stated, strict=True))

    def _add(self, one: _Opened, reading: Reading, stated: Values) -> None:
        reading_id = f"{self.name}-{len(self.parts):04d}"
        self.parts.add(one.row["document_id"], reading_id, stated, is_utf8=one.is_utf8)
        one.row.update(outcome(reading), reading_id=reading_id)
        self.found.issues.update(issue.severity for issue in reading.issues)
        release(reading)


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


def _try(stated: Values) -> None:
    alone = parts.Batch()
    alone.add("", "", stated)
    alone.tables()


def _where(fault: Exception) -> str:
    """An unexpected error as a sentence that says where in raingan it arose."""
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    where = "/".join(Path(frame.filename).parts[-2:])
    said = " ".join(str(fault).split())[:300]
    return f"{type(fault).__name__}: {said} ({where}, line {frame.lineno})."
