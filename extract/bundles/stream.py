"""Streams: bytes read forwards, once, with a look ahead and a bound on what is read in vain."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO, Protocol

from extract.bundles.damage import DAMAGE, told

# What is asked of a file at a time, and the longest look ahead.
CHUNK = 1 << 16
AHEAD = 1 << 20
# More than this is never asked for at once but by a header that lies about its size.
_MOST_AT_ONCE = 16 << 20
# Members that are skipped may cost their decompression; this many times the limit of one, or at
# least so many bytes, is given to it.
_SKIPPED = 16
_SKIPPED_AT_LEAST = 64 << 20


class Readable(Protocol):
    """What can be read forwards."""

    def read(self, size: int, /) -> bytes:
        """Up to so many bytes; none only at the end."""


class TooLarge(ValueError):
    """More bytes than a document may have; the message is a problem's."""

    def __init__(self, size: int | None, max_bytes: int) -> None:
        count = f"more than {max_bytes}" if size is None else str(size)
        super().__init__(f"too-large: {count} bytes, and documents may have {max_bytes} (--max-bytes).")


class Stream:
    """A file read forwards, as far as tarfile and the decompressors need one.

    ``source`` is the file itself where one can move in it freely.
    """

    def __init__(self, file: Readable, max_bytes: int, source: BinaryIO | None = None) -> None:
        self._source = source
        self._next = _reading(file)
        self._max_bytes = max_bytes
        self._ahead, self._at = b"", 0
        self._read = 0
        self._fault: Exception | None = None

    @property
    def most_skipped(self) -> int:
        """How many bytes may be read only to be passed over."""
        return max(_SKIPPED * self._max_bytes, _SKIPPED_AT_LEAST)

    def peek(self, size: int) -> bytes:
        """The next bytes without reading them; fewer at the end, or where damage follows that will be raised there."""
        self._fill(size)
        if self._at == len(self._ahead):
            self._raise()
        return self._ahead[self._at : self._at + size]

    def read(self, size: int) -> bytes:
        """The next bytes, fewer only at the end."""
        if not 0 <= size <= _MOST_AT_ONCE:
            raise ValueError(f"a header says that it has {size} bytes")
        return self._taken(len(self._certain(size)))

    def line(self, most: int) -> bytes | None:
        """The next line with its end; empty at the end, None for one of more than ``most`` bytes."""
        end = self._ahead.find(b"\n", self._at, self._at + most) + 1
        if end:
            return self._taken(end - self._at)
        size = min(CHUNK, most + 1)
        while True:
            head = self.peek(size)
            end = head.find(b"\n", 0, most) + 1
            if end:
                return self._taken(end)
            if len(head) < size:
                return self._taken(len(self._certain(size)))
            if size > most:
                self._skip_line()
                return None
            size = min(2 * size, most + 1)

    def _taken(self, size: int) -> bytes:
        """Bytes that have been looked at already, however many."""
        self._at += size
        return self._ahead[self._at - size : self._at]

    def _skip_line(self) -> None:
        skipped = 0
        while chunk := self.peek(CHUNK):
            end = chunk.find(b"\n") + 1
            self._at += end or len(chunk)
            skipped += len(chunk)
            if end:
                return
            if skipped > self.most_skipped:
                raise ValueError(f"a line has more than {skipped} bytes")

    def whole(self, size: int | None = None) -> bytes:
        """All bytes from here on, ``size`` of them where that is known. Raises TooLarge."""
        if size is not None and size > self._max_bytes:
            raise TooLarge(size, self._max_bytes)
        head = self._certain(self._max_bytes + 1)
        if len(head) > self._max_bytes:
            raise TooLarge(None, self._max_bytes)
        return self._taken(len(head))

    def movable(self) -> BinaryIO:
        """The same bytes as a file in which one can move; in memory if need be, and then TooLarge may be raised."""
        if self._source is None:
            self._source = BytesIO(self.whole())
            self._ahead, self._at, self._read = b"", 0, 0
            self._next = _reading(self._source)
        self._source.seek(0)
        return self._source

    def tell(self) -> int:
        """How many bytes have been read."""
        return self._read - len(self._ahead) + self._at

    def seek(self, position: int) -> int:
        """Pass over bytes up to a position.

        Raises ValueError for one that lies behind or too far away, EOFError past the end.
        """
        distance = position - self.tell()
        if distance < 0:
            raise ValueError("a header points backwards")
        if distance > CHUNK and self._source is not None:
            self._source.seek(position - 1)
            self._ahead, self._at, self._read = b"", 0, position - 1
            distance = 1
        if distance > self.most_skipped:
            raise ValueError(f"a member of {distance} bytes would have to be decompressed to be passed over")
        while distance:
            passed = len(self.read(min(distance, CHUNK)))
            if not passed:
                raise EOFError("it ends in the middle of a member")
            distance -= passed
        return position

    def _certain(self, size: int) -> bytes:
        """The next bytes without reading them, fewer only at the end."""
        head = self.peek(size)
        if len(head) < size:
            self._raise()
        return head

    def _raise(self) -> None:
        if self._fault is not None:
            raise self._fault

    def _fill(self, size: int) -> None:
        """Look ahead up to so many bytes, the end, or damage. Raises OSError for a fault of the disk."""
        have = len(self._ahead) - self._at
        if have >= size or self._fault is not None:
            return
        chunks = [self._ahead[self._at :]]
        try:
            while have < size and (more := self._next(CHUNK)):
                chunks.append(more)
                have += len(more)
                self._read += len(more)
        except DAMAGE as fault:
            told(fault)
            self._fault = fault
        self._ahead, self._at = b"".join(chunks), 0


def _reading(file: Readable) -> Callable[[int], bytes]:
    """What reads on, little by little where it can: bytes before damage are not lost then."""
    little: Callable[[int], bytes] | None = getattr(file, "read1", None)
    return little or file.read
