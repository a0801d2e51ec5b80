"""Places: where reports lie, and what the file system says of them without opening any.

A place is written as the URL that fsspec opens: ``file://`` and the absolute path, with nothing
encoded, so that one file has one place whatever folder above it was given as INPUT.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from store.faults import WrongWords

# Names of what lies beside reports and is none: editors' and downloads' unfinished files, what
# desktops leave behind, and the expected files that raingan's own samples have.
_NOT_REPORTS = ("~", ".tmp", ".bak", ".swp", ".part", ".crdownload", ".expected.json")
_DESKTOPS = frozenset(("thumbs.db", "desktop.ini"))


class Place(NamedTuple):
    """A file that may hold a report; ``modified`` counts microseconds since 1970, UTC."""

    root: str
    source: str
    path: str
    size: int
    modified: int

    @property
    def url(self) -> str:
        """What the log calls the place."""
        return f"{self.root}/{self.source}"


@dataclass(slots=True)
class Walk:
    """A walk over the INPUTs; ``unlisted`` gathers the folders that could not be looked into."""

    inputs: Sequence[Path]
    out: Path
    unlisted: list[tuple[str, OSError]] = field(default_factory=list)

    @property
    def roots(self) -> list[str]:
        """The INPUTs as URLs."""
        return [url(path) for path in self.inputs]

    def __iter__(self) -> Iterator[Place]:
        for path in self.inputs:
            if path.is_dir():
                yield from self._folder(url(path), "", str(path), frozenset((_identity(path),)))
            else:
                yield _place(url(path.parent), path.name, str(path), path.stat())

    def _folder(self, root: str, below: str, path: str, above: frozenset[tuple[int, int]]) -> Iterator[Place]:
        """The files of a folder and the folders in it, in the order of their names."""
        try:
            with os.scandir(path) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as fault:
            self.unlisted.append((f"{root}/{below}" if below else f"{root}/", fault))
            return
        for entry in entries:
            if is_passed_over(entry.name):
                continue
            source = below + readable(entry.name)
            if entry.is_dir():
                identity = _identity(entry) if entry.is_symlink() else None
                if identity in above or self._is_out(entry):
                    continue  # A link to a folder above it would be walked for ever.
                within = above | {identity or _identity(entry)}
                yield from self._folder(root, source + "/", entry.path, within)
            elif (known := _status(entry)) is not None:
                yield _place(root, source, entry.path, known)

    def _is_out(self, entry: os.DirEntry[str]) -> bool:
        return entry.name == self.out.name and Path(entry.path).resolve() == self.out.resolve()


def resolve(inputs: Sequence[str], out: Path) -> Walk:
    """Make the INPUTs absolute, leaving out those that lie in others.

    Raises WrongWords for one that does not exist, or of a kind that is not read.
    """
    paths = []
    for name in inputs:
        if "://" in name:
            raise WrongWords(f"{name}: URLs are not read yet; give a file or a folder.")
        path = Path(os.path.abspath(name))  # noqa: PTH100 - resolve() would follow links, and places would move with them.
        if not path.exists():
            raise WrongWords(f"{name}: there is no such file or folder.")
        if path.resolve().is_relative_to(out.resolve()):
            raise WrongWords(f"{name} lies in OUT, {out}: name the folder that the reports are in.")
        paths.append(path)
    outermost = [path for path in paths if not any(other in path.parents for other in paths)]
    return Walk(list(dict.fromkeys(outermost)), out)


def is_passed_over(name: str) -> bool:
    """Whether a name in a folder says that it holds no report."""
    low = name.lower()
    return name[0] in ".#" or name.startswith("~$") or low.endswith(_NOT_REPORTS) or low in _DESKTOPS


def readable(name: str) -> str:
    """A file name as text; bytes that are no UTF-8 are written as escapes.

    >>> readable("a\\udcff.txt")
    'a\\\\xff.txt'
    """
    if name.isascii():
        return name
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def url(path: Path) -> str:
    """A local path as a URL."""
    name = readable(str(path)).replace(os.sep, "/")
    return f"file://{'' if name.startswith('/') else '/'}{name}".rstrip("/")


def _place(root: str, source: str, path: str, known: os.stat_result) -> Place:
    return Place(root, source, path, known.st_size, known.st_mtime_ns // 1000)


def _status(entry: os.DirEntry[str]) -> os.stat_result | None:
    """What the file system says of a file; None for what is no file, or vanished meanwhile."""
    try:
        known = entry.stat()
    except OSError:
        return None
    return known if stat.S_ISREG(known.st_mode) else None


def _identity(path: Path | os.DirEntry[str]) -> tuple[int, int]:
    known = path.stat()
    return known.st_dev, known.st_ino
