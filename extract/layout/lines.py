"""Printed lines: what stands on one line of a page, and how far from others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from extract.pages import WRAP
from extract.sheets import ASCENT, DESCENT, Strip
from extract.thai import GLYPHS

# Lefts that differ by less are one column's, in points.
SAME_PLACE = 1.5
# The usual pitch where nothing tells, and the widest that may be one, in ems; how much rarer than the most common one
# a usual one may be; so many are enough to tell.
_USUAL_PITCH, _WIDEST_PITCH, _OFTEN, _FEWEST = 1.4, 3.3, 4, 3
# How near the end of its column a long line ends, in ems.
_LONG = 3.0
# How much the pitches of lines differ that have no gap between them, for printers round them, in ems.
_NO_GAP = 0.14
_THAI = re.compile("[ก-ฯะ-ฺเ-๎]")
# No blank was lost behind a hyphen, a slash or an opening bracket, nor before a closing one.
_UNBROKEN, _CLOSING = re.compile(r"\S[-/]$|[(\[“]$"), re.compile(r"[)\]”,.]")
# An address that is longer than its line is broken anywhere; what goes on with one.
_ADDRESS, _IN_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$"), re.compile(r"[a-z_~?&=#%/-]")


@dataclass(slots=True, eq=False)
class Line:
    """A strip on its page; ``text`` is what stands in it, without the blanks around it and old fonts' glyphs.

    ``is_item`` tells that it was drawn as one of a list, with a marker of its own.
    """

    page: int
    strip: Strip
    text: str
    left: float
    right: float
    top: float
    bottom: float
    is_item: bool = False

    @property
    def em(self) -> float:
        """The size of its type, the largest where there are several."""
        return (self.bottom - self.top) / (ASCENT + DESCENT)

    @property
    def size(self) -> float:
        """The size of its Thai letters, if it has any."""
        return self.strip.size or self.em

    @property
    def middle(self) -> float:
        """Half-way down."""
        return (self.top + self.bottom) / 2


def line_of(page: int, strip: Strip, *, is_item: bool = False) -> Line:
    """Measure a strip without the blanks around it."""
    text = strip.text.strip()
    first = strip.text.index(text[0])
    left, right = strip.lefts[first], strip.rights[first + len(text) - 1]
    return Line(page, strip, text.translate(GLYPHS), left, right, strip.top, strip.bottom, is_item)


def is_level(one: Line, other: Line) -> bool:
    """Whether two lines of a page stand beside one another."""
    return one.top < other.middle < one.bottom and other.top < one.middle < other.bottom


def levels(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of a page from the top, those that stand side by side together and from the left."""
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.middle, line.left)):
        if found and is_level(found[-1][0], line):
            found[-1].append(line)
        else:
            found.append([line])
    return [sorted(level, key=lambda line: line.left) for level in found]


def is_thai(text: str) -> bool:
    """Whether it holds Thai letters."""
    return _THAI.search(text) is not None


def is_thai_joint(before: str, after: str) -> bool:
    """Whether Thai letters stand on both sides of a line's end."""
    return _THAI.match(before[-1]) is not None and _THAI.match(after) is not None


def has_drawn_blank(before: Line) -> bool:
    """Whether a blank was drawn at the end of a line: only where it goes on."""
    return before.strip.text[-1] == " "


def joint(before: Line, after: Line) -> str:
    """What stands between two printed lines of one paragraph.

    What was wrapped at a blank has lost it, unless the producer draws blanks at line ends: between two Thai
    letters none is put, elsewhere one, but for a hyphen or slash at the line's end, and within an address.
    """
    is_blank = has_drawn_blank(before) or after.strip.text[0] == " "
    if is_blank or _UNBROKEN.search(before.text) or _CLOSING.match(after.text):
        return WRAP
    is_address = _IN_ADDRESS.match(after.text) and _ADDRESS.search(before.text)
    return WRAP if is_address or is_thai_joint(before.text, after.text) else " " + WRAP


def places(one: Line, other: Line) -> Iterator[tuple[float, float]]:
    """The left edges of two lines, their middles, their right edges: one of them is that of a whole cell."""
    yield one.left, other.left
    yield (one.left + one.right) / 2, (other.left + other.right) / 2
    yield one.right, other.right


def pitch(before: Line, after: Line) -> float:
    """How far a line stands under another one of its page, in ems of the first."""
    return (after.top - before.top) / before.em


def is_gap(before: Line, after: Line, usual: float) -> bool:
    """Whether two lines of a page stand further apart than those of a paragraph, whose usual pitch is given."""
    return pitch(before, after) > usual + _NO_GAP


def usual_pitch(pages: Sequence[Sequence[Line]]) -> float:
    """How far apart the lines of a paragraph usually stand, in ems: the least of the distances that are common.

    Those below long lines count, for these are the ones that go on. Where there are hardly any, even the longest lines
    may have ended paragraphs: then no distance is usual that is wider than what is common between all lines.
    """
    reached: dict[int, float] = {}
    for line in chain(*pages):
        reached[round(line.left)] = max(reached.get(round(line.left), 0.0), line.right)
    every, below_long = list[float](), list[float]()
    for before, after in chain(*map(pairwise, pages)):
        found = pitch(before, after)
        if abs(before.left - after.left) < SAME_PLACE and 0.9 < found < _WIDEST_PITCH:
            every.append(found)
            if reached[round(before.left)] - before.right < _LONG * before.em:
                below_long.append(found)
    usual = _common(below_long)
    return usual if len(below_long) >= _FEWEST else min(usual, _common(every))


def _common(pitches: Sequence[float]) -> float:
    """The least of the pitches that are common, the mean of those that hardly differ from it."""
    alike: dict[float, list[float]] = {}
    for found in pitches:
        alike.setdefault(round(found, 1), []).append(found)
    most = max(map(len, alike.values()), default=0)
    common = min((about for about, same in alike.items() if len(same) * _OFTEN >= most), default=None)
    return _USUAL_PITCH if common is None else sum(alike[common]) / len(alike[common])
