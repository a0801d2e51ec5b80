"""Places: where reports lie, and what the file system says of them without opening any.

A place is written as the URL that fsspec opens: ``file://`` and the absolute path, with nothing
encoded, so that one file has one place whatever folder above it was given as INPUT.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from extract.names import is_of_saved_page, is_passed_over
from extract.urls import WEB, scheme
from store.faults import WrongWords
from store.folders import is_remote
from store.urls import LOCAL, local_path

_STANDARD = "-"
_ESCAPED = re.compile(rb"\\x([89a-f][0-9a-f])")
# What the file system answers where a name leads to nothing: among them a link to itself.
_NOWHERE = frozenset((errno.ENOENT, errno.ENOTDIR, errno.ELOOP))

# Folders that could not be looked into, as the log calls them, and why.
Unlisted = list[tuple[str, OSError]]


class Place(NamedTuple):
    """A file that may hold a report, or a member of an archive or dump.

    ``modified`` counts microseconds since 1970, UTC; None where the store of the file tells no time.
    A member brings its bytes, or the problem that stands in their place.
    """

    root: str
    source: str
    path: str
    size: int | None
    modified: int | None
    data: bytes | None = None
    problem: str | None = None

    @property
    def url(self) -> str:
        """What the log calls the place."""
        return f"{self.root}/{self.source}"

    def member(self, name: str, data: bytes | None, problem: str | None) -> Place:
        """The place of a member of the archive or dump that lies here."""
        size = None if data is None else len(data)
        return Place(self.root, f"{self.source}!{name}", self.path, size, self.modified, data, problem)


class Input(Protocol):
    """What was given as INPUT."""

    @property
    def is_folder(self) -> bool:
        """Whether others may lie in it."""

    @property
    def url(self) -> str:
        """What the log calls it."""

    def places(self, unlisted: Unlisted) -> Iterator[Place]:
        """The places in it; folders that cannot be looked into are added to ``unlisted``."""


@dataclass(slots=True)
class Walk:
    """A walk over the INPUTs; ``unlisted`` gathers the folders that could not be looked into."""

    inputs: Sequence[Input]
    unlisted: Unlisted = field(default_factory=list)

    @property
    def roots(self) -> list[str]:
        """The INPUTs as URLs."""
        return [given.url for given in self.inputs]

    def __iter__(self) -> Iterator[Place]:
        for given in self.inputs:
            yield from given.places(self.unlisted)


@dataclass(frozen=True, slots=True)
class Local:
    """A file, or a folder with all that lies below it but OUT."""

    path: Path
    out: Path

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder now."""
        return self.path.is_dir()

    @property
    def url(self) -> str:
        """The path as a URL."""
        return url(self.path)

    def places(self, unlisted: Unlisted) -> Iterator[Place]:
        """The files, in the order of their names."""
        if self.is_folder:
            top = self.path.stat()
            yield from self._folder(self.url, "", str(self.path), frozenset(((top.st_dev, top.st_ino),)), unlisted)
        else:
            yield _place(url(self.path.parent), self.path.name, str(self.path), self.path.stat())

    def _folder(
        self, root: str, below: str, path: str, above: frozenset[tuple[int, int]], unlisted: Unlisted
    ) -> Iterator[Place]:
        """The files of a folder and the folders in it, in the order of their names."""
        try:
            with os.scandir(path) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as fault:
            unlisted.append((f"{root}/{below}" if below else f"{root}/", fault))
            return
        is_of_page = _is_saved_with_page(path)
        for entry in entries:
            if is_passed_over(entry.name) or (is_of_page and is_of_saved_page(entry.name)):
                continue
            source = below + readable(entry.name)
            try:
                known = _status(entry)
            except OSError as fault:
                is_closed = isinstance(fault, PermissionError) and not entry.is_symlink()
                unlisted.append((f"{root}/{below if is_closed else source}", fault))
                if is_closed:
                    return  # The folder may be listed and not entered: so it is with all that lies in it.
                continue
            if known is None:
                continue
            if stat.S_ISDIR(known.st_mode):
                identity = known.st_dev, known.st_ino
                if (entry.is_symlink() and identity in above) or self._is_out(entry):
                    continue  # A link to a folder above it would be walked for ever.
                yield from self._folder(root, source + "/", entry.path, above | {identity}, unlisted)
            elif stat.S_ISREG(known.st_mode):
                yield _place(root, source, entry.path, known)

    def _is_out(self, entry: os.DirEntry[str]) -> bool:
        """Whether a folder is OUT, or another one that ingest made."""
        if not is_remote(self.out) and entry.name == self.out.name and Path(entry.path).resolve() == self.out.resolve():
            return True
        return _was_ingested_into(Path(entry.path))


def resolve(inputs: Sequence[str], out: Path) -> Walk:
    """Find the INPUTs, leaving out those that lie in others.

    Raises WrongWords for one that does not exist, or of a kind that is not read.
    """
    if inputs.count(_STANDARD) > 1:
        raise WrongWords(f"{_STANDARD} is standard input, which can be read only once: give it once.")
    given = [_input(name, out) for name in inputs]
    folders = {found.url for found in given if found.is_folder}
    outermost = {found.url: found for found in given if not any(_is_in(found.url, folder) for folder in folders)}
    return Walk(list(outermost.values()))


def _input(name: str, out: Path) -> Input:
    kind = scheme(name)
    if name == _STANDARD:
        from store.standard import Standard

        return Standard()
    if kind in WEB:
        from store.web import Page

        return Page(name)
    if kind and kind not in LOCAL:
        from store.remote import look

        return look(name, str(out))
    return _local(local_path(name) if kind else name, out)


def _local(name: str, out: Path) -> Local:
    path = Path(os.path.abspath(name))  # noqa: PTH100 - resolve() would follow links, and places would move with them.
    if not path.exists():
        raise WrongWords(f"{name}: there is no such file or folder.")
    if not is_remote(out) and path.resolve().is_relative_to(out.resolve()):
        raise WrongWords(f"{name} lies in OUT, {out}: reports and OUT need a folder each.")
    if _was_ingested_into(path):
        raise WrongWords(f"{name} is the OUT of another ingest: name the folder that the reports are in.")
    return Local(path, out)


def _was_ingested_into(folder: Path) -> bool:
    return (folder / "runs.jsonl").is_file() and (folder / "records").is_dir()


def _is_in(url: str, folder: str) -> bool:
    return url.startswith(folder) and url[len(folder) : len(folder) + 1] == "/"


def readable(name: str) -> str:
    """A file name as text; bytes that are no UTF-8 are written as escapes.

    >>> readable("a\\udcff.txt")
    'a\\\\xff.txt'
    """
    if name.isascii():
        return name
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def original(name: str) -> str:
    """The file name that was written so: the other way of ``readable``, where no name holds such escapes itself.

    >>> original("a\\\\xff.txt") == "a\\udcff.txt"
    True
    """
    return os.fsdecode(_ESCAPED.sub(lambda escape: bytes([int(escape[1], 16)]), os.fsencode(name)))


def url(path: Path) -> str:
    """A local path as a URL, to which a slash and the path below it are added: that of the topmost folder is empty."""
    name = readable(str(path)).replace(os.sep, "/")
    return f"file://{'' if name.startswith('/') else '/'}{name}".removesuffix("/")


def _place(root: str, source: str, path: str, known: os.stat_result) -> Place:
    return Place(root, source, path, known.st_size, known.st_mtime_ns // 1000)


def _is_saved_with_page(folder: str) -> bool:
    """Whether a folder is the one that a browser made beside a page which it saved with all that it shows."""
    page = folder.removesuffix("_files")
    return page != folder and any(os.path.isfile(f"{page}{ending}") for ending in (".html", ".htm"))  # noqa: PTH113


def _status(entry: os.DirEntry[str]) -> os.stat_result | None:
    """What the file system says of an entry; None for one that vanished meanwhile, or a link that leads nowhere.

    Raises OSError where it does not say.
    """
    try:
        return entry.stat()
    except OSError as fault:
        if fault.errno in _NOWHERE:
            return None
        raise
