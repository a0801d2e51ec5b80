"""The sources under ``--sources`` read again: their digests, their text, and what it says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import parsers
from audit.check.fresh import differences, values
from audit.check.scope import Scope
from audit.check.subject import Subject
from audit.finding import Finding, Where, Words, contrasted
from audit.sources import Sources
from extract.container import Unreadable, open_document
from extract.document import Document

_UNREAD = """
    SELECT DISTINCT place, source, document_id FROM held
    WHERE reading_id IS NULL AND document_id NOT IN (SELECT document_id FROM current) ORDER BY place
"""


class Origins:
    """Compares readings with the files that they were read from."""

    def __init__(self, scope: Scope, sources: Sources) -> None:
        self.scope, self.sources = scope, sources

    def of(self, subject: Subject) -> Iterator[Finding]:
        """Look at every place that holds the document of a reading."""
        for held in subject.entry.held or ():
            data = yield from self._bytes(held["place"], held["source"])
            if data is None:
                continue
            self.scope.tally.proved["sources read"] += 1
            digest = hashlib.sha256(data).hexdigest()
            if digest != subject.entry.document_id:
                yield _finding("source-changed", held["place"], "document_id", subject.entry.document_id, digest)
            yield from self._read(subject, data, held["place"])

    def unread(self) -> Iterator[Finding]:
        """Look at the files that could not be read: whether they are still what they were."""
        cursor = self.scope.connection.cursor().execute(_UNREAD)
        while rows := cursor.fetchmany(1_000):
            for place, source, document in rows:
                data = yield from self._bytes(place, source)
                if data is not None and (digest := hashlib.sha256(data).hexdigest()) != document:
                    yield _finding("source-changed", place, "document_id", document, digest)

    def _bytes(self, place: str, source: str) -> Any:
        path = None if "!" in source else self.sources.path(place, source)
        if path is None:
            self.scope.tally.notes["places not below --sources"] += 1
            return None
        try:
            return Path(path).read_bytes()
        except OSError as fault:
            yield _finding("source-missing", place, None, Words(str(path)), Words(fault.strerror or "not readable"))
            return None

    def _read(self, subject: Subject, data: bytes, place: str) -> Iterator[Finding]:
        try:
            document = open_document(data)
        except Unreadable as fault:
            yield _finding("source-differs", place, None, Words("a readable document"), Words(str(fault)))
            return
        for column in ("media_type", "encoding", "reader"):
            said = getattr(subject.entry, column), getattr(document.origin, column)
            if said[0] != said[1]:
                yield _finding("source-differs", place, column, said[1], said[0])
        if document.text != subject.text or document.pages is not None:
            yield from self._cells(subject, document, place)

    def _cells(self, subject: Subject, document: Document, place: str) -> Iterator[Finding]:
        """What the source says otherwise than the stored text, and where it stands on paper.

        Where there is no paper and both are the same, the stored text has been parsed already.
        """
        if subject.text is not None and document.text != subject.text:
            yield _finding("text-differs", place, "text", document.text, subject.text)
        if not subject.entry.is_stale:
            reading = parsers.parse(document)
            for found in differences(subject, reading, values(reading), set()):
                yield replace(found, code="source-differs", place=place)


def _finding(code: str, place: str, column: str | None, expected: Any, found: Any) -> Finding:
    return Finding(code, Where("records/documents", "documents", None, column), contrasted(expected, found), place)
