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


class Slices:
    """Texts in UTF-8, and where each of their code points begins.

    Raises OverflowError for more than Arrow's strings can hold.
    """

    def __init__(self, texts: Sequence[bytes]) -> None:
        # The zeros let the end of the last text be found as the beginnings are, and twelve bytes be read anywhere.
        self._data = b"".join([*texts, bytes(_SHORT)])
        self._ends = np.array([0, *accumulate(map(len, texts))])
        if len(self._data) > _MOST:
            raise OverflowError("the texts of these readings are too long together")
        # All bytes of a code point but the first are 0x80 to 0xBF.
        data = np.frombuffer(self._data, np.int8)
        self._points = np.flatnonzero(data >= -0x40)
        self._bases = np.searchsorted(self._points, self._ends)
        # A line feed ends a line, and so does a carriage return that none follows at once. Where one is the last of its
        # text, it matters to no code point of that text what the next begins with.
        after = np.flatnonzero((data == _FEED) | (data == _RETURN)) + 1
        self._lines = after[(data[after - 1] == _FEED) | (data[after] != _FEED)]

    def texts(self) -> Any:
        """The texts themselves."""
        ends = self._ends.astype(np.int32)
        return pa.StringArray.from_buffers(len(ends) - 1, pa.py_buffer(ends), pa.py_buffer(self._data))

    def cut(self, text: Any, starts: Any, ends: Any) -> Any:
        """Slices, each of the text of that number and between these code points of it."""
        begin = self._begin(text, starts)
        size = self._begin(text, ends) - begin
        views = np.zeros((len(begin), 4), np.int32)
        views[:, 0] = size
        views[:, 1:] = self._openings(begin, size)
        is_long = size > _SHORT
        views[is_long, 2], views[is_long, 3] = 0, begin[is_long]
        buffers = [None, pa.py_buffer(views), pa.py_buffer(self._data)]
        return pa.Array.from_buffers(pa.string_view(), len(views), buffers).cast(pa.string())

    def lines(self, text: Any, at: Any) -> Any:
        """The numbers, from 1, of the lines in which these code points of texts stand."""
        # Line ends up to the beginning of a text are those of the texts before it.
        return 1 + self._line_ends(self._begin(text, at)) - self._line_ends(self._ends)[text]

    def _begin(self, text: Any, at: Any) -> Any:
        """Where these code points of texts begin, or the texts end."""
        return self._points[self._bases[text] + at]

    def _line_ends(self, places: Any) -> Any:
        """How many lines have ended at these places."""
        return np.searchsorted(self._lines, places, "right")

    def _openings(self, begin: Any, size: Any) -> Any:
        """The first twelve bytes of slices, zeros behind shorter ones, as three numbers each."""
        windows = np.lib.stride_tricks.sliding_window_view(np.frombuffer(self._data, np.uint8), _SHORT)
        openings = windows[begin]
        openings[np.arange(_SHORT) >= size[:, None]] = 0
        return openings.view(np.int32)
