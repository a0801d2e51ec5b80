"""Moved lines: some printers move a line down that the end of a page would cut, and the gap above it is none.

Such lines stand last on their page, or, where the printer counts its pages otherwise, near its end, or at one height
on several pages, each behind a gap of a width of its own; the gaps between elements have one width, or few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from extract.layout.lines import SAME_PLACE, Line, is_gap, is_level, pitch

# How much wider than usual the pitch before a moved line may be.
WIDEST = 2.4
# Gaps of one width, in ems; how often a width may come that is no usual one; lines of different pages at one height.
_SAME_WIDTH, _RARE, _SAME_HEIGHT = 0.1, 3, 1.0
# How far from its page's last line a moved one stands, in lines.
_NEAR_END = 6.0


@dataclass(frozen=True, slots=True)
class Moved:
    """The lines of a document that were moved, and those that may have been, the last ones of their pages."""

    certain: frozenset[Line]
    last: frozenset[Line]

    def may_hold(self, line: Line) -> bool:
        """Whether a line may have been moved."""
        return line in self.certain or line in self.last


def moved_lines(pages: Sequence[Sequence[Line]], usual: float) -> Moved:
    """Find the moved lines of pages whose usual pitch is given."""
    gaps = [
        (after, round(pitch(before, after) / _SAME_WIDTH))
        for before, after in chain(*map(pairwise, pages))
        if abs(before.left - after.left) < SAME_PLACE and is_gap(before, after, usual)
    ]
    widths = Counter(width for _, width in gaps)
    odd = [line for line, width in gaps if sum(widths[width + step] for step in (-1, 0, 1)) <= _RARE]
    heights = {(line.page, round(line.top / _SAME_HEIGHT)) for line in odd}
    ends = {line.page: line.top for lines in pages for line in _lowest(lines)}
    near = _NEAR_END * usual
    certain = (line for line in odd if ends[line.page] - line.top < near * line.em or _stands_again(line, heights))
    return Moved(frozenset(certain), frozenset(chain(*map(_lowest, pages))))


def _stands_again(line: Line, heights: set[tuple[int, int]]) -> bool:
    """Whether an odd gap comes before a line at the same height on another page, too."""
    height = round(line.top / _SAME_HEIGHT)
    return any(page != line.page and abs(other - height) <= 1 for page, other in heights)


def _lowest(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page that stand lowest, side by side."""
    last = max(lines, key=lambda line: line.top, default=None)
    return [line for line in lines if last is not None and is_level(line, last)]
