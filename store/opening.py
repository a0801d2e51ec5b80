"""Opening: a place as a binary file, wherever it lies."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from extract.urls import WEB, scheme, without_secrets
from store import standard
from store.faults import WrongWords
from store.urls import LOCAL, local_path

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

# So much of an object is fetched at once: of a large one, and of any at first.
_BLOCK = 8 << 20
_SMALL = 1 << 20


def open_place(path: str) -> BinaryIO:
    """The path or URL of a place as a file in which one may seek.

    No more is fetched than is read. Raises OSError, whose ``strerror`` says what to know of it.
    """
    kind = scheme(path)
    if kind in WEB:
        from store.web import open_page

        return open_page(path)
    if not kind or kind == standard.SCHEME or kind in LOCAL:
        return Path(local_path(path) if kind else path).open("rb")
    return _open_object(path)


def read_source(name: str) -> bytes:
    """The bytes of one document: of a file, a URL, or standard input.

    Raises WrongWords for what is none, and OSError.
    """
    if name == standard.NAME:
        return standard.piped().read()
    if scheme(name) not in WEB | LOCAL | {""}:
        from store.remote import look

        found = look(name)
        if found.fault is not None:
            raise found.fault
        if found.is_folder:
            raise WrongWords(f"{without_secrets(name)} is a folder; parse reads one document.")
    try:
        with open_place(name) as file:
            return file.read()
    except (FileNotFoundError, IsADirectoryError) as fault:
        raise WrongWords(f"{without_secrets(name)}: {fault.strerror}; parse reads one document.") from None


def _open_object(url: str) -> BinaryIO:
    from store.arriving import Arriving, Translated
    from store.remote import as_os_error, file_system

    try:
        system, path = file_system(url)
        data = _small(system, path)
        file = system.open(path, "rb", block_size=_BLOCK) if data is None else io.BytesIO(data)
    except Exception as fault:
        raise as_os_error(fault, url) from fault
    translated = Translated(file, lambda fault: as_os_error(fault, url))
    return io.BufferedReader(translated if file.seekable() else Arriving(io.BufferedReader(translated)))


def _small(system: AbstractFileSystem, path: str) -> bytes | None:
    """An object that a single request gets whole, as nearly all reports are; None for larger ones.

    To open one takes a request more, for its size.
    """
    try:
        data: bytes = system.cat_file(path, start=0, end=_SMALL)
    except (FileNotFoundError, PermissionError):
        raise
    except Exception:
        return None  # Of an empty object some stores have no first bytes. Opening it tells whether it is that.
    return data if len(data) < _SMALL else None
