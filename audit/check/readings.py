"""Every committed reading: its rows all there, its trail walked, its text parsed again."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator

from audit.check.derivations import derivations
from audit.check.fresh import differences, outcomes, parsed
from audit.check.replay import pointers, rules, spans
from audit.check.scope import Scope
from audit.check.subject import Subject
from audit.finding import Finding, Where, Words
from audit.lots import Lot, Values, lots
from schemas.trail import DOCUMENTS, TEXTS

Proof = Callable[[Subject], Iterator[Finding]]


def readings(scope: Scope, further: Proof | None = None) -> Iterator[Finding]:
    """Look at every committed reading, lot by lot; ``further`` is asked about each as well."""
    for lot in lots(scope.connection, scope.records, scope.unsound):
        yield from _Lot(scope, lot).findings(further)


class _Lot:
    """A lot under check; ``lacking`` are the tables that must have a part for it, and have none."""

    def __init__(self, scope: Scope, lot: Lot) -> None:
        self.scope, self.lot = scope, lot
        self.files = {table: scope.name(path) for table, path in lot.parts.items()}
        self.lacking: set[str] = set()

    def findings(self, further: Proof | None) -> Iterator[Finding]:
        yield from self._parts()
        yield from self._owners()
        if TEXTS.name not in self.files:
            yield self._lack(TEXTS.name)
        for (entry, values), digest in zip(self.lot.stored(), self.lot.digests(), strict=True):
            subject = Subject(entry, values, self.files)
            yield from self._proofs(subject, digest)
            if further is not None:
                yield from further(subject)

    def _parts(self) -> Iterator[Finding]:
        """Part files that are damaged, or hold what another one holds."""
        place = self.lot.entries[0].place
        for table, path, fault in self.lot.unread:
            yield Finding("file-unreadable", Where(self.scope.name(path), table), ("its rows", fault), place)
        for table, path in self.lot.doubled:
            said = f"the rows of batch {self.lot.name} only in {self.files[table]}", "the same readings"
            yield Finding("rows-doubled", Where(self.scope.name(path), table), said, place)

    def _owners(self) -> Iterator[Finding]:
        """Rows that name another document than their reading's."""
        entries = {entry.reading_id: entry for entry in self.lot.entries}
        for table, reading, document in self.lot.owners():
            entry = entries[reading]
            if document != entry.document_id:
                said = entry.document_id, f"{document} in rows of reading {reading}"
                yield Finding("owner-differs", Where(self.files[table], table, None, "document_id"), said, entry.place)

    def _lack(self, table: str) -> Finding:
        self.lacking.add(table)
        first, count = self.lot.entries[0], len(self.lot.entries)
        expected = f"the rows of {count} readings from {first.reading_id} on"
        where = Where(f"records/{table}/{self.lot.name}.parquet", table)
        return Finding("part-missing", where, (expected, "no part with them"), first.place)

    def _proofs(self, subject: Subject, digest: str) -> Iterator[Finding]:
        proved, entry = self.scope.tally.proved, subject.entry
        proved["readings"] += 1
        proved["pieces of text"] += len(subject.pieces)
        expected: Values = {}
        for proof in (spans, pointers, derivations):
            yield from proof(subject)
        if entry.is_stale:
            self.scope.tally.notes["stale-reading"] += 1
        else:
            proved["cells replayed"] += len(subject.cells)
            expected = yield from self._by_present_parser(subject)
        yield from self._digest(subject, digest, expected)

    def _by_present_parser(self, subject: Subject) -> Generator[Finding, None, Values]:
        """What only the parser that read a document can prove; gives what it reads today."""
        seen: set[str] = set()
        for finding in rules(subject):
            seen.add(finding.where.cell)
            yield finding
        if subject.text is None:
            return {}
        try:
            reading, expected = parsed(subject)
        except Exception as fault:
            said = Words("a text that can be parsed"), Words(f"{type(fault).__name__}: {fault}"[:200])
            yield subject.finding("parse-crashed", TEXTS, (None, None, None), *said)
            return {}
        yield from (self._lack(table) for table in expected if table not in self.files and table not in self.lacking)
        yield from outcomes(subject, reading)
        yield from differences(subject, reading, expected, seen)
        return expected

    def _digest(self, subject: Subject, digest: str, expected: Values) -> Iterator[Finding]:
        """Row count and digest against the log; where a whole part is missing, that has its finding."""
        entry = subject.entry
        count = sum(map(len, subject.values.values()))
        lost = sum(1 if table == TEXTS.name else len(expected.get(table, ())) for table in self.lacking)
        if self.lacking and count + lost == entry.row_count:
            return
        address = ("documents", None, None)
        if count != entry.row_count:
            said = Words(f"{entry.row_count} rows of reading {entry.reading_id}"), Words(f"{count}")
            yield subject.finding("row-count-differs", DOCUMENTS, address, *said)
        elif digest != entry.rows_sha256:
            said = Words(f"rows of reading {entry.reading_id} with digest {entry.rows_sha256}"), Words(digest)
            yield subject.finding("digest-differs", DOCUMENTS, address, *said)
