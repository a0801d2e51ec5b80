"""Contents: the bytes of a place, within the limits of a run."""

from __future__ import annotations

import io
import os
from typing import BinaryIO, NamedTuple

from extract import bundles
from store.opening import open_place
from store.places import Place

# As much of a large file as tells whether it is an archive or a dump.
_HEAD = 1 << 16
_READ_ONLY = os.O_RDONLY | getattr(os, "O_BINARY", 0)


class TooLarge(ValueError):
    """A file that has more bytes than the run allows."""


class Bundled(Exception):
    """A file that is no document but holds some: an archive or a dump."""


class Contents(NamedTuple):
    """Bytes, how many they are, and the time that their place had before the first of them was read."""

    data: bytes
    size: int
    modified: int | None


def contents(place: Place, limit: int) -> Contents:
    """The bytes of a file, of what a URL names, or of a member.

    Raises OSError, Bundled, and TooLarge without having read more than the limit.
    """
    if place.data is not None:
        return Contents(place.data, len(place.data), place.modified)
    return _of_url(place, limit) if "://" in place.path else _of_file(place.path, limit)


def _of_file(path: str, limit: int) -> Contents:
    # Files are many and small: a file object asks the system twice as often.
    descriptor = os.open(path, _READ_ONLY)
    try:
        status = os.fstat(descriptor)
        data = _rest(descriptor, status.st_size) if status.st_size <= limit else b""
    finally:
        os.close(descriptor)
    if status.st_size <= limit:
        _pass_on(data[:_HEAD], io.BytesIO(data))
    else:
        with open(path, "rb") as whole:  # noqa: PTH123
            _pass_on(whole.read(_HEAD), whole)
    _limit(max(status.st_size, len(data)), limit)
    return Contents(data, len(data), status.st_mtime_ns // 1000)


def _rest(descriptor: int, size: int) -> bytes:
    """All bytes from here to the end, which are ``size`` if the file stays as it is."""
    data = os.read(descriptor, size + 1)
    if len(data) == size:
        return data
    pieces = [data]
    while data:
        data = os.read(descriptor, _HEAD)
        pieces.append(data)
    return b"".join(pieces)


def _of_url(place: Place, limit: int) -> Contents:
    with open_place(place.path) as file:
        data = file.read(limit + 1)
        _pass_on(data, file)
    _limit(len(data), limit)
    return Contents(data, len(data), place.modified)


def _pass_on(head: bytes, file: BinaryIO) -> None:
    """Raise Bundled for an archive or dump."""
    if bundles.may_be_bundle(head) and bundles.is_bundle(file):
        raise Bundled


def _limit(size: int, limit: int) -> None:
    if size > limit:
        raise TooLarge(f"{size} bytes are more than the limit of {limit} (--max-bytes).")
