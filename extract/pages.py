"""Pages: where the characters of a document stand on paper, in PDF points from the upper left corner."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

# A reader of pages ends every page with a form feed. Where a line ends and its paragraph goes on, it
# puts a space that no report holds (U+205F): what was joined, and where, can be seen in the text for
# ever. The view that patterns are matched on has none of them, and no cell (see extract.thai).
PAGE_END = "\f"
WRAP = "\u205f"
# A line that a printer puts on every page, its head or foot, begins with a vertical tab: it is no line of the report.
RUNNING = "\v"


class Box(NamedTuple):
    """A stretch of one printed line: the page, from 1, and its edges in points from the upper left corner."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page.

    ``start`` is the offset of its first character in the document's text; ``lefts`` and ``rights``
    hold the edges of each of its characters.
    """

    start: int
    page: int
    top: float
    bottom: float
    lefts: Sequence[float]
    rights: Sequence[float]


class Pages:
    """The printed lines of a document, in the order of its text, and how many pages it has."""

    def __init__(self, count: int, lines: Sequence[PrintedLine]) -> None:
        self.count = count
        self.lines = lines
        self._starts = [line.start for line in lines]

    def box(self, text: str, start: int, end: int) -> Box | None:
        """The box around the characters of a stretch that are not blank, on the line where it begins.

        None where the stretch holds none. Widths of nothing, as marks have them, count.
        """
        while start < end and text[start].isspace():
            start += 1
        at = bisect_right(self._starts, start) - 1
        if at < 0 or start >= end:
            return None
        line = self.lines[at]
        stretch = range(start - line.start, min(end - line.start, len(line.lefts)))
        inked = [n for n in stretch if not text[line.start + n].isspace()]
        if not inked:
            return None
        x0, x1 = min(line.lefts[n] for n in inked), max(line.rights[n] for n in inked)
        return Box(line.page, round(x0, 2), round(line.top, 2), round(x1, 2), round(line.bottom, 2))
