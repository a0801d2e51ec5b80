"""Slices of texts as Arrow strings, cut from the texts' UTF-8 without a Python string for each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import numpy as np
import pyarrow as pa

# A view of a string is four numbers. One of at most so many bytes is held by the last three; of a longer one they
# are its first four bytes, the number of a buffer, and its offset there.
_SHORT = 12
_MOST = (1 << 31) - 1
_FEED, _RETURN = b"\n\r"
# Where the bits of a byte are, those that are set before the others, and in their order.
_EIGHT = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1, bitorder="little")
_SET = np.argsort(1 - _EIGHT, axis=1, kind="stable")
# Eight bytes of 1, and of 128.
_ONES, _TOPS = np.uint64(0x0101010101010101), np.uint64(0x8080808080808080)


class Slices:
    """Texts in UTF-8, in which code points and lines are found by number.

    Raises OverflowError for more than Arrow's strings can hold.
    """

    def __init__(self, texts: Sequence[bytes]) -> None:
        ends = [0, *accumulate(map(len, texts))]
        # The zeros let the end of the last text be found as the beginnings are, twelve bytes be read anywhere, and bits
        # fill their words.
        self._data = b"".join([*texts, bytes(_SHORT + -(ends[-1] + _SHORT) % 64)])
        self._ends = np.array(ends)
        if len(self._data) > _MOST:
            raise OverflowError("the texts of these readings are too long together")
        # All bytes of a code point but the first are 0x80 to 0xBF.
        data = np.frombuffer(self._data, np.int8)
        self._points = _Bits(np.packbits(data >= -0x40, bitorder="little"))
        self._bases = self._points.count(self._ends)
        # A line feed ends a line, and so does a carriage return that none follows at once. Where one is the last of its
        # text, it matters to no code point of that text what the next begins with.
        feeds = np.packbits(data == _FEED, bitorder="little")
        if _RETURN in self._data:
            followed = feeds >> 1
            followed[:-1] |= feeds[1:] << 7
            feeds |= np.packbits(data == _RETURN, bitorder="little") & ~followed
        self._lines = _Bits(feeds)

    def texts(self) -> Any:
        """The texts themselves."""
        ends = self._ends.astype(np.int32)
        return pa.StringArray.from_buffers(len(ends) - 1, pa.py_buffer(ends), pa.py_buffer(self._data))

    def places(self, text: Any, at: Any) -> Any:
        """Where these code points, each of the text of that number, begin, or the texts end."""
        return self._points.places(self._bases[text] + at)

    def cut(self, begin: Any, end: Any) -> Any:
        """The slices between places."""
        size = end - begin
        views = np.empty((len(begin), 4), np.int32)
        views[:, 0] = size
        # Nobody looks at what stands behind the end of a short one.
        views[:, 1:] = self._openings(begin)
        is_long = size > _SHORT
        views[:, 2] = np.where(is_long, 0, views[:, 2])
        views[:, 3] = np.where(is_long, begin, views[:, 3])
        buffers = [None, pa.py_buffer(views), pa.py_buffer(self._data)]
        return pa.Array.from_buffers(pa.string_view(), len(views), buffers).cast(pa.string())

    def lines(self, text: Any, places: Any) -> Any:
        """The numbers, from 1, of the lines in which these places of texts are."""
        # Line ends up to the beginning of a text are those of the texts before it.
        return 1 + self._lines.count(places) - self._lines.count(self._ends)[text]

    def _openings(self, begin: Any) -> Any:
        """The twelve bytes from each place on, as three numbers."""
        windows = np.ndarray(len(self._data) - _SHORT + 1, f"V{_SHORT}", self._data, strides=1)
        return windows[begin].view(np.int32).reshape(-1, 3)


class _Bits:
    """Many bits, 64 in a word, in which set ones are found by number, and counted up to anywhere."""

    def __init__(self, packed: Any) -> None:
        self._words = packed.view(np.uint64)
        self._counts = np.bitwise_count(self._words)
        self._ends = np.cumsum(self._counts, dtype=np.int32)

    def places(self, numbers: Any) -> Any:
        """Where the set bits of these numbers, from 0, are."""
        at = np.searchsorted(self._ends, numbers, "right")
        words = self._words[at]
        rest = (numbers - self._ends[at] + self._counts[at]).astype(np.uint64)
        # For each byte of a word, how many bits are set up to its end. Where no more than stand before the wanted one,
        # the 128 that is added is not borrowed from, and the byte is passed over.
        ends = np.bitwise_count(words.view(np.uint8)).view(np.uint64) * _ONES
        passed = 8 * np.bitwise_count((rest * _ONES + _TOPS - ends) & _TOPS).astype(np.uint64)
        rest -= ends << 8 >> passed & 0xFF
        return at * 64 + passed.view(np.int64) + _SET[words >> passed & 0xFF, rest]

    def count(self, places: Any) -> Any:
        """How many bits before each place are set."""
        at = places >> 6
        return self._ends[at] - np.bitwise_count(self._words[at] >> (places & 63).astype(np.uint64))
