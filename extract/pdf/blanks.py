"""Blanks that a page does not draw in their turn: each is put where it stands.

Where a font has no blank, another one lends it, and some programs draw all blanks of a text before the text itself. An
empty row may be drawn as a blank, too, which is none of any line.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from math import inf
from typing import NamedTuple

from extract.pdf.glyphs import DRAWN, LONGEST_CLUSTER, OFF, Stroke

# How far from the end of a text the blank behind it may begin, in ems.
_BEHIND = 0.5
# The same at the end of a line, which may be a stretched one; what stands further away is another cell's.
_FARTHEST = 2.0


class Blank(NamedTuple):
    """A blank that is drawn alone: the line that it stands on, its left edge and its size."""

    baseline: float
    left: float
    size: float

    def is_behind(self, baseline: float, rights: Sequence[float]) -> bool:
        """Whether it stands where a text ends; the letter that bears its last mark may end behind the mark."""
        is_level = abs(baseline - self.baseline) < OFF * self.size
        return is_level and abs(self.left - _end(rights)) < _BEHIND * self.size


def with_blanks(strokes: Sequence[Stroke], blanks: Sequence[Blank]) -> list[Stroke]:
    """The strokes, with blanks before those that stand behind one, and behind those that end a line with one."""
    found, ended = list(strokes), set[int]()
    heights = sorted((stroke.baseline, at) for at, stroke in enumerate(found))
    for blank in blanks:
        near = OFF * blank.size
        start, stop = (bisect(heights, (blank.baseline + off,)) for off in (-near, near))
        line = sorted((found[at].lefts[0], at) for _, at in heights[start:stop])
        place = bisect(line, (blank.left,))
        gap = (blank.left - _end(found[line[place - 1][1]].rights)) / blank.size if place else -inf
        if gap < -_BEHIND:
            continue  # It stands before its line, or within a text, which has its own.
        if place < len(line):
            at = line[place][1]
            found[at] = found[at]._replace(blank=DRAWN)
        elif gap < _FARTHEST:
            ended.add(line[-1][1])
    return [*_ended(found, ended)]


def _ended(strokes: Sequence[Stroke], ended: set[int]) -> Iterator[Stroke]:
    for at, stroke in enumerate(strokes):
        yield stroke
        if at in ended:
            end = _end(stroke.rights)
            yield Stroke(" ", [end], [end], stroke.baseline, stroke.size)


def _end(rights: Sequence[float]) -> float:
    return max(rights[-LONGEST_CLUSTER:])
