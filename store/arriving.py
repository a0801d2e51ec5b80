"""Arriving: files that come over a network, read as if they lay on a disk."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable
from typing import Protocol

_CHUNK = 1 << 20
# What arrived is kept in memory up to here, and on the disk beyond.
_IN_MEMORY = 8 << 20


class Stream(Protocol):
    """Whatever gives bytes until there are no more."""

    def read(self, size: int, /) -> bytes:
        """Some bytes, at most so many; none at the end."""

    def close(self) -> None:
        """Let it go."""


class _Seekable(io.RawIOBase):
    """A file that is read, and in which one may seek."""

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True


class Arriving(_Seekable):
    """A stream in which one may seek: what has arrived is kept, and no more is fetched than was asked for."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._kept = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by close().
        self._length = self._at = 0
        self._is_whole = False

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read some bytes; none at the end."""
        wanted = min(len(buffer), _CHUNK)
        self._fetch(self._at + wanted)
        self._kept.seek(self._at)
        data = self._kept.read(wanted)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to a position."""
        if whence == os.SEEK_END:
            self._fetch(None)
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._length}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        """The position."""
        return self._at

    def close(self) -> None:
        """Let go of it, and of what was kept."""
        if not self.closed:
            self._stream.close()
            self._kept.close()
        super().close()

    def _fetch(self, until: int | None) -> None:
        """Have everything up to a position, or to the end."""
        self._kept.seek(self._length)
        while not self._is_whole and (until is None or self._length < until):
            data = self._stream.read(_CHUNK)
            self._is_whole = not data
            self._length += self._kept.write(data)


class Translated(_Seekable):
    """A file of a library whose faults are of its own kinds: here they are OSErrors."""

    def __init__(self, file: io.IOBase, translate: Callable[[Exception], OSError]) -> None:
        self._file, self._translate = file, translate

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read some bytes; none at the end."""
        try:
            data: bytes = self._file.read(min(len(buffer), _CHUNK))
        except Exception as fault:
            raise self._translate(fault) from fault
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to a position."""
        try:
            return self._file.seek(offset, whence)
        except Exception as fault:
            raise self._translate(fault) from fault

    def tell(self) -> int:
        """The position."""
        return self._file.tell()

    def close(self) -> None:
        """Let go of it."""
        if not self.closed:
            self._file.close()
        super().close()
