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


class Slices:
    """Texts in UTF-8, and where each of their code points begins.

    Raises OverflowError for more than Arrow's strings can hold.
    """

    def __init__(self, texts: Sequence[bytes]) -> None:
        # The zeros let the end of the last text be found as the beginnings are, and twelve bytes be read anywhere.
        self._data = b"".join([*texts, bytes(_SHORT)])
        self._ends = [0, *accumulate(map(len, texts))]
        if len(self._data) > _MOST:
            raise OverflowError("the texts of these readings are too long together")
        # All bytes of a code point but the first are 0x80 to 0xBF.
        self._points = np.flatnonzero(np.frombuffer(self._data, np.int8) >= -0x40)

    def texts(self) -> Any:
        """The texts themselves."""
        ends = np.array(self._ends, np.int32)
        return pa.StringArray.from_buffers(len(ends) - 1, pa.py_buffer(ends), pa.py_buffer(self._data))

    def cut(self, text: Any, starts: Any, ends: Any) -> Any:
        """Slices, each of the text of that number and between these code points of it."""
        base = np.searchsorted(self._points, self._ends)[text]
        begin = self._points[base + starts]
        size = self._points[base + ends] - begin
        views = np.zeros((len(begin), 4), np.int32)
        views[:, 0] = size
        views[:, 1:] = self._openings(begin, size)
        is_long = size > _SHORT
        views[is_long, 2], views[is_long, 3] = 0, begin[is_long]
        buffers = [None, pa.py_buffer(views), pa.py_buffer(self._data)]
        return pa.Array.from_buffers(pa.string_view(), len(views), buffers).cast(pa.string())

    def _openings(self, begin: Any, size: Any) -> Any:
        """The first twelve bytes of slices, zeros behind shorter ones, as three numbers each."""
        windows = np.lib.stride_tricks.sliding_window_view(np.frombuffer(self._data, np.uint8), _SHORT)
        openings = windows[begin]
        openings[np.arange(_SHORT) >= size[:, None]] = 0
        return openings.view(np.int32)
