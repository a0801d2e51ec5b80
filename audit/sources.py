"""Sources: the files that an OUT was read from, and the members of archives and dumps, found again below a folder.

Places that lie below the folder are looked for where they were. Where none does, the folder is
taken for the input itself, moved or put back from a backup, and places are looked for by the path
below their input.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from audit.members import Lying, Members
from schemas.trail import BUNDLES
from store import places
from store.current import record_parts
from store.faults import WrongWords
from store.ingest import Options
from store.log import is_below

_MEMBERS = """
    SELECT document_id, place, source FROM held
    WHERE contains(source, '!') AND document_id IN (SELECT document_id FROM current) ORDER BY document_id, place
"""


class Sources:
    """The folder with the sources of an OUT. Raises WrongWords where it is none."""

    def __init__(self, folder: Path, connection: duckdb.DuckDBPyConnection, records: Path) -> None:
        if not folder.is_dir():
            raise WrongWords(f"--sources {folder}: there is no such folder.")
        self.folder = folder.absolute()
        self.url = places.url(self.folder)
        self._is_in_place = self._holds(connection)
        self.max_bytes = _max_bytes(connection, records)
        self._members = Members(self._wanted(connection), self.max_bytes)

    def __enter__(self) -> Sources:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._members.__exit__(kind, fault, at)

    def find(self, place: str, source: str) -> Lying | None:
        """Where the document of a place should lie; None for one that lies elsewhere.

        A file whose name holds ``!`` goes before a member of an archive or dump.
        """
        path = self._path(place, source)
        if path is None or "!" not in source or os.path.isfile(path):  # noqa: PTH113 - it minds no long names.
            return None if path is None else Lying(Path(path))
        at = source.find("!")
        while at >= 0:
            rest = source[at:]
            bundle = path[: -len(rest)]
            if os.path.isfile(bundle):  # noqa: PTH113
                return Lying(Path(bundle), rest[1:], source[:at].rpartition("/")[2])
            at = source.find("!", at + 1)
        return Lying(Path(path))

    def read(self, lying: Lying) -> bytes:
        """The bytes of a file or a member. Raises OSError."""
        return self._members.read(lying) if lying.member else lying.path.read_bytes()

    def found(self, held: Iterable[dict[str, Any]]) -> list[Lying]:
        """Where to read a document: all files that hold it, and then the one member that is meant to be asked for."""
        lying = [found for each in held if (found := self.find(each["place"], each["source"])) is not None]
        return [each for each in lying if not each.member] + [each for each in lying if each.member][:1]

    def _path(self, place: str, source: str) -> str | None:
        if not self._is_in_place:
            below = source
        elif is_below(place, self.url):
            below = place[len(self.url) + 1 :]
        else:
            return None
        path = f"{self.folder}/{below}"
        # The bytes of a name that is no UTF-8 are written as escapes, which a name may also hold itself.
        return path if "\\x" not in below or os.path.exists(path) else f"{self.folder}/{places.original(below)}"  # noqa: PTH110

    def _holds(self, connection: duckdb.DuckDBPyConnection) -> bool:
        below = "SELECT count(*) FROM held WHERE place = ? OR starts_with(place, ? || '/')"
        ((count,),) = connection.cursor().execute(below, [self.url, self.url]).fetchall()
        return bool(count)

    def _wanted(self, connection: duckdb.DuckDBPyConnection) -> dict[Path, set[str]]:
        """Of each document the member that it will be read from: its first one whose archive is there."""
        wanted: dict[Path, set[str]] = {}
        last = None
        for document, place, source in _rows(connection, _MEMBERS):
            if document != last and (lying := self.find(place, source)) is not None and lying.member:
                wanted.setdefault(lying.path, set()).add(lying.member)
                last = document
        return wanted


def _max_bytes(connection: duckdb.DuckDBPyConnection, records: Path) -> int:
    """The largest limit that members were read under, and are looked for again."""
    parts = record_parts(records, BUNDLES)
    most = connection.read_parquet(parts).max("max_bytes").fetchall()[0][0] if parts else 0
    return max(most or 0, Options().max_bytes)


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[tuple[Any, ...]]:
    cursor = connection.cursor().execute(sql)
    while rows := cursor.fetchmany(10_000):
        yield from rows
