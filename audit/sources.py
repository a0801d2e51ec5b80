"""Sources: the files that an OUT was read from, found again below a folder.

Places that lie below the folder are looked for where they were. Where none does, the folder is
taken for the input itself, moved or put back from a backup, and places are looked for by the path
below their input.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from store import places
from store.faults import WrongWords
from store.log import is_below


class Sources:
    """The folder with the sources of an OUT. Raises WrongWords where it is none."""

    def __init__(self, folder: Path, connection: duckdb.DuckDBPyConnection) -> None:
        if not folder.is_dir():
            raise WrongWords(f"--sources {folder}: there is no such folder.")
        self.folder = folder.absolute()
        self.url = places.url(self.folder)
        below = "SELECT count(*) FROM held WHERE place = ? OR starts_with(place, ? || '/')"
        ((count,),) = connection.cursor().execute(below, [self.url, self.url]).fetchall()
        self._is_in_place = count > 0

    def path(self, place: str, source: str) -> Path | None:
        """Where the file of a place should be found; None for one that lies elsewhere."""
        if not self._is_in_place:
            return self.folder / source
        return self.folder / place[len(self.url) + 1 :] if is_below(place, self.url) else None
