"""Every committed reading: its rows all there, its trail walked, its text parsed again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from audit.check.derivations import derivations
from audit.check.fresh import fresh
from audit.check.replay import pointers, rules, spans
from audit.check.scope import Scope
from audit.check.subject import Subject
from audit.finding import Finding, Words
from audit.lots import Entry, Lot, Values, lots
from store.rows import READ

Proof = Callable[[Subject], Iterator[Finding]]


def readings(scope: Scope, further: Proof | None = None) -> Iterator[Finding]:
    """Look at every committed reading, lot by lot; ``further`` is asked about each as well."""
    for lot in lots(scope.connection, scope.records, scope.unsound):
        yield from _parts(scope, lot)
        files = {table: scope.name(path) for table, path in lot.parts.items()}
        for (entry, values), digest in zip(lot.stored(), lot.digests(), strict=True):
            subject = Subject(entry, values, files)
            yield from _whole(subject, digest)
            yield from _proofs(scope, subject)
            if further is not None:
                yield from further(subject)


def _parts(scope: Scope, lot: Lot) -> Iterator[Finding]:
    """Part files that are damaged, missing, or hold what others hold."""
    place = lot.entries[0].place
    for table, path, fault in lot.unread:
        yield Finding("file-unreadable", scope.name(path), table, expected="its rows", found=fault[:200], place=place)
    for table, path in lot.doubled:
        expected = f"the rows of batch {lot.name} in {scope.name(lot.parts[table])} alone"
        yield Finding("rows-doubled", scope.name(path), table, expected=expected, found="the same readings", place=place)
    documents = {entry.reading_id: entry.document_id for entry in lot.entries}
    for table, reading, document in lot.owners():
        if documents[reading] != document:
            file = scope.name(lot.parts[table])
            yield Finding("owner-differs", file, table, None, "document_id", documents[reading], str(document), place)
