"""The sources under ``--sources`` read again: their digests, their text, and what it says.

What a document says is compared with each file that holds it, and with one member of an archive or
dump; the digests of all members are taken in one pass over each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

import parsers
from audit.check.fresh import differences, values
from audit.check.scope import Scope
from audit.check.subject import Subject
from audit.finding import Finding, Where, Words, contrasted
from audit.members import Lying, unpacked
from audit.sources import Sources
from extract.container import Unreadable, open_document
from extract.document import Document

_UNREAD = """
    SELECT DISTINCT place, source, document_id, size_bytes FROM held
    WHERE reading_id IS NULL AND document_id NOT IN (SELECT document_id FROM current) ORDER BY place
"""
_MEMBERS = "SELECT DISTINCT place, source, document_id, size_bytes FROM held WHERE contains(source, '!') ORDER BY place"

# What the log says of the bytes of a place: their digest and how many they are.
Logged = tuple[str, int]


class Origins:
    """Compares readings with the files that they were read from."""

    def __init__(self, scope: Scope, sources: Sources) -> None:
        self.scope, self.sources = scope, sources

    def of(self, subject: Subject) -> Iterator[Finding]:
        """Look at every file that holds the document of a reading, and at one member that does."""
        is_compared = False
        for held in subject.entry.held or ():
            lying = self._lying(held["place"], held["source"])
            if lying is None or (lying.member and is_compared):
                continue
            is_compared = is_compared or bool(lying.member)
            logged = subject.entry.document_id, held["size_bytes"]
            data = yield from self._bytes(held["place"], lying, logged)
            if data is not None:
                yield from self._read(subject, data, held["place"])

    def unread(self) -> Iterator[Finding]:
        """Look at the files that could not be read: whether they are still what they were."""
        for place, source, logged in self._held(_UNREAD):
            lying = self._lying(place, source)
            if lying is not None and not lying.member:
                yield from self._bytes(place, lying, logged)

    def members(self) -> Iterator[Finding]:
        """Look at every member of an archive or dump, each of which is read once."""
        found = ((self.sources.find(place, source), place, logged) for place, source, logged in self._held(_MEMBERS))
        members = ((lying, place, logged) for lying, place, logged in found if lying is not None and lying.member)
        for _, of_bundle in groupby(members, key=lambda each: each[0].path):
            bundle = list(of_bundle)
            yield from self._bundle(bundle[0][0], {lying.member: (place, logged) for lying, place, logged in bundle})

    def _bundle(self, bundle: Lying, held: dict[str, tuple[str, Logged]]) -> Iterator[Finding]:
        fault = "the archive has no such member"
        try:
            for member in unpacked(bundle, self.sources.max_bytes):
                place, logged = held.get(member.name, ("", ("", 0)))
                if not place or member.data is None:
                    continue
                del held[member.name]
                yield from self._digest(place, logged, member.data)
        except OSError as raised:
            fault = raised.strerror or "not readable"
        for name, (place, _) in held.items():
            yield _finding("source-missing", place, None, Words(f"{bundle.path}!{name}"), Words(fault))

    def _held(self, sql: str) -> Iterator[tuple[str, str, Logged]]:
        cursor = self.scope.connection.cursor().execute(sql)
        while rows := cursor.fetchmany(1_000):
            yield from ((place, source, (document, size)) for place, source, document, size in rows)

    def _lying(self, place: str, source: str) -> Lying | None:
        lying = self.sources.find(place, source)
        if lying is None:
            self.scope.tally.notes["places not below --sources"] += 1
        return lying

    def _bytes(self, place: str, lying: Lying, logged: Logged) -> Generator[Finding, None, bytes | None]:
        """The bytes of a place; what is to be said of those of members is said where all of them are looked at."""
        try:
            data = self.sources.read(lying)
        except OSError as fault:
            if not lying.member:
                yield _finding(
                    "source-missing", place, None, Words(str(lying)), Words(fault.strerror or "not readable")
                )
            return None
        if not lying.member:
            yield from self._digest(place, logged, data)
        return data

    def _digest(self, place: str, logged: Logged, data: bytes) -> Iterator[Finding]:
        self.scope.tally.proved["sources read"] += 1
        document, size = logged
        digest = hashlib.sha256(data).hexdigest()
        if digest != document:
            yield _finding("source-changed", place, "document_id", document, digest)
        elif size != len(data):
            yield _finding("log-differs", place, "size_bytes", len(data), size)

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
