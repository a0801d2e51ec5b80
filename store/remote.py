"""Remote: INPUTs on object stores and on whatever else fsspec opens.

An object store is listed at once, however deep; its listing is held in memory until the plan of the
run is made, which takes about 1.5 KB an object. Other file systems are listed folder by folder.
"""

from __future__ import annotations

import errno
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from extract.names import is_passed_over, is_path_passed_over
from extract.urls import scheme, without_secrets
from store.faults import WrongWords
from store.places import Place, Unlisted

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# What file systems call the time of a change.
_MODIFIED = ("LastModified", "last_modified", "mtime", "updated", "modified")
# What raingan's extras bring; of other stores fsspec says what to install.
_EXTRAS = {"s3": "s3", "s3a": "s3"}
# Errors of libraries that are named so will not pass by waiting.
_WRONG = ("Credential", "Validation")
_WITHIN = frozenset(("zip", "tar", "libarchive", "simplecache", "filecache", "blockcache", "cached", "dir"))


@dataclass(frozen=True, slots=True)
class Remote:
    """An INPUT that fsspec opens: a folder with all that lies below it, or one object.

    ``opened`` is the URL as given, ``fault`` why nothing is known of it; what lies in ``out`` is no report.
    """

    opened: str
    is_folder: bool
    known: dict[str, Any]
    fault: OSError | None = None
    out: str = ""

    @property
    def url(self) -> str:
        """What the log calls it."""
        return without_secrets(self.opened)

    def places(self, unlisted: Unlisted) -> Iterator[Place]:
        """The objects, in the order of their names."""
        if self.fault is not None:
            unlisted.append((f"{self.url}/", self.fault))
        elif self.is_folder:
            yield from self._below(unlisted)
        else:
            root, _, source = self.url.rpartition("/")
            yield Place(root, source, self.opened, self.known.get("size"), modified(self.known))

    def _below(self, unlisted: Unlisted) -> Iterator[Place]:
        system, path = file_system(self.opened)
        top = f"{path.rstrip('/')}/"
        url = self.url
        missed: Unlisted = []
        for known in _flat(system, top, missed) if _is_flat(system) else _deep(system, top, missed):
            below = known["name"].removeprefix(top)
            if self.out and f"{self.opened}/{below}".startswith(f"{self.out}/"):
                continue
            yield Place(url, below, f"{self.opened}/{below}", known.get("size"), modified(known))
        unlisted += [(f"{url}/{folder.removeprefix(top)}", fault) for folder, fault in missed]


def look(name: str, out: str = "") -> Remote:
    """What an INPUT is, by asking its store.

    Raises WrongWords for one that there is not, that cannot be asked, or that lies in OUT.
    """
    opened = name.rstrip("/")
    if f"{opened}/".startswith(f"{out}/"):
        raise WrongWords(f"{name} lies in OUT, {out}: reports and OUT need a folder each.")
    called = without_secrets(opened)
    if opened.endswith(":") or "://" not in opened:
        raise WrongWords(f"{name} names no folder and no object.")
    try:
        system, path = file_system(opened)
        known = system.info(path)
    except (ImportError, ValueError) as fault:
        raise WrongWords(f"{called}: {_said(fault)}.") from fault
    except FileNotFoundError:
        raise WrongWords(f"{called}: there is no such object or folder.") from None
    except Exception as fault:
        if any(word in type(fault).__name__ for word in _WRONG):
            raise WrongWords(f"{called}: {_said(fault)}.") from fault
        return Remote(opened, True, {}, as_os_error(fault, opened))
    is_marker = name.endswith("/") and not known.get("size")
    return Remote(opened, known["type"] == "directory" or is_marker, known, out=out)


def file_system(url: str) -> tuple[AbstractFileSystem, str]:
    """The file system of a URL, and what it calls the place.

    Not by ``fsspec.url_to_fs``, which takes ``::`` in the name of an object for the end of a URL.
    Raises ImportError or ValueError, with the sentence that says what is missing.
    """
    from fsspec import get_filesystem_class

    kind = scheme(url)
    if kind in _WITHIN:
        raise ValueError(
            "URLs in URLs are not read: give that of the file alone; archives are opened by raingan itself"
        )
    try:
        opener = get_filesystem_class(kind)
    except ImportError as fault:
        extra = _EXTRAS.get(kind)
        raise ImportError(f"pip install 'raingan[{extra}]' to read it" if extra else str(fault)) from fault
    system = opener(**opener._get_kwargs_from_urls(url))
    # One object serves the whole process; what it remembers of sizes may be long past.
    system.invalidate_cache()
    return system, opener._strip_protocol(url)


def as_os_error(fault: Exception, url: str) -> OSError:
    """A fault of whatever kind a store's library raises, with a sentence that names no secret."""
    called = without_secrets(url)
    if isinstance(fault, FileNotFoundError):
        return OSError(errno.ENOENT, "there is nothing here any more", called)
    said = _said(fault).replace(url, called)
    if isinstance(fault, PermissionError):
        return OSError(errno.EACCES, f"the store refuses it: {said}", called)
    return OSError(errno.EIO, f"the store cannot be read: {said}", called)


def modified(known: dict[str, Any]) -> int | None:
    """When an object was changed, in microseconds since 1970; None where its store does not say.

    >>> modified({"LastModified": datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC)})
    1600000000000000
    >>> modified({"updated": "2020-09-13T12:26:40.5Z"}), modified({"mtime": 1.6e9}), modified({})
    (1600000000500000, 1600000000000000, None)
    """
    said = next((known[name] for name in _MODIFIED if known.get(name)), None)
    if isinstance(said, (int, float)):
        return round(said * 1_000_000)
    if isinstance(said, str):
        try:
            said = datetime.fromisoformat(said)
        except ValueError:
            return None
    if not isinstance(said, datetime):
        return None
    aware = said if said.tzinfo else said.replace(tzinfo=UTC)
    return (aware - _EPOCH) // timedelta(microseconds=1)


def _is_flat(system: AbstractFileSystem) -> bool:
    """Whether a file system lists everything below a folder in one go, as object stores do."""
    from fsspec.asyn import AsyncFileSystem

    return isinstance(system, AsyncFileSystem) and type(system)._find is not AsyncFileSystem._find


def _flat(system: AbstractFileSystem, top: str, missed: Unlisted) -> Iterator[dict[str, Any]]:
    try:
        found = system.find(top.rstrip("/"), detail=True)
    except Exception as fault:
        missed.append((top, as_os_error(fault, top)))
        return
    names = sorted(name for name in found if name.startswith(top))
    for name in names:
        known = found.pop(name)
        if known["type"] == "file" and not _is_marker(known, names) and not is_path_passed_over(name.removeprefix(top)):
            yield known


def _is_marker(known: dict[str, Any], names: list[str]) -> bool:
    """Whether an empty object stands for a folder, as the programs of stores leave them."""
    name = known["name"]
    if known["size"]:
        return False
    at = bisect_left(names, f"{name}/")
    return name.endswith(("/", "_$folder$")) or (at < len(names) and names[at].startswith(f"{name}/"))


def _deep(system: AbstractFileSystem, folder: str, missed: Unlisted) -> Iterator[dict[str, Any]]:
    try:
        listed = system.ls(folder.rstrip("/") or "/", detail=True)
    except Exception as fault:
        missed.append((folder, as_os_error(fault, folder)))
        return
    system.invalidate_cache()
    for known in sorted(listed, key=lambda known: str(known["name"])):
        name = known["name"].rstrip("/")
        if name == folder.rstrip("/") or is_passed_over(name.rpartition("/")[2]):
            continue
        if known["type"] == "directory":
            yield from _deep(system, f"{name}/", missed)
        elif known["type"] == "file":
            yield known


def _said(fault: Exception) -> str:
    """What a library says of a fault, in one line without its full stop."""
    text = " ".join(str(fault).split()) or type(fault).__name__
    return text[:300].rstrip(".")
