"""Sources: the files that an OUT was read from, found again below a folder.

Places that lie below the folder are looked for where they were. Where none does, the folder is
taken for the input itself, moved or put back from a backup, and places are looked for by the path
below their input.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from store import places
from store.faults import WrongWords
from store.log import is_below


@dataclass(frozen=True, slots=True)
class Held:
    """A place that holds a document now."""

    place: str
    root: str
    source: str
    document_id: str
    reading_id: str | None
    encoding: str | None
    media_type: str | None
    reader: str | None


class Sources:
    """The folder with the sources of an OUT. Raises WrongWords where it is none."""

    def __init__(self, folder: Path, connection: duckdb.DuckDBPyConnection) -> None:
        if not folder.is_dir():
            raise WrongWords(f"--sources {folder}: there is no such folder.")
        self.folder = folder.absolute()
        self.url = places.url(self.folder)
        self._connection = connection
        self._is_in_place = self._count("place = ? OR starts_with(place, ? || '/')", self.url, self.url) > 0

    def _count(self, where: str, *values: str) -> int:
        found = self._connection.execute(f"SELECT count(*) FROM held WHERE {where}", values).fetchone()
        return int(found[0]) if found else 0

    def path(self, held: Held) -> Path | None:
        """Where a place should be found; None for one that lies elsewhere."""
        if not self._is_in_place:
            return self.folder / held.source
        return self.folder / held.place[len(self.url) + 1 :] if is_below(held.place, self.url) else None

    def of(self, document_id: str) -> list[Held]:
        """The places that hold a document."""
        names = ", ".join(Held.__slots__)
        sql = f"SELECT {names} FROM held WHERE document_id = ? ORDER BY place"
        return [Held(*row) for row in self._connection.cursor().execute(sql, [document_id]).fetchall()]
