"""Printed lines: whether a paragraph goes on from one to the next.

The rule, from geometry alone, since Thai is wrapped without a sign. A line goes on in the next one where

- both are of one size, and no more than a line's pitch apart;
- the next one begins where its column begins;
- no bullet, number, label or colon opens it, unless a bracket is still open;
- what stands in it up to its first blank (at most the longest Thai word) would not have fitted into the line
  before, up to the right edge of the column. That edge is where the longest line of the column ends, in the
  whole document, if another line, a neighbour column or the page's edge speaks for it.

What was wrapped at a blank has lost it, unless the producer prints blanks at line ends: between two Thai
letters none is put, elsewhere one, but for a hyphen or slash at the line's end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from extract.glyphs import ASCENT, DESCENT
from extract.pages import WRAP
from extract.sheets import Strip
from extract.thai import GLYPHS

# Lefts that differ by less are one column's, in points.
_SAME_LEFT = 1.5
# The longest word that a browser keeps whole, how near the edge a second line must come to speak for it, how
# far a column's edge may be from the next column or the page's edge, in ems.
_LONGEST_WORD, _NEAR, _FAR = 8.5, 4.0, 3.0
_TOLERANCE, _BLANK = 0.1, 0.35
# How much the sizes and pitches of lines of one paragraph differ.
_SIZES, _PITCHES = 1.15, 1.3
_USUAL_PITCH, _WIDEST_PITCH = 1.4, 3.3
# A pitch that is so much rarer than the most common one is not the usual one.
_OFTEN = 4
# How far a bullet's text hangs, in ems.
_HANGING = 3.5
# Units behind a number, and words before one that it completes: there, a number opens nothing.
_UNITS = "น\\.|บาท|ล้าน|%|คน|ราย|แห่ง|ไร่|ปี|เดือน|วัน|ชั่วโมง|นาที|เมตร|ตาราง|ลูกบาศก์|กิโล|มิลลิ|เซนติ|ลิตร|กรัม|ตัน|ต่อ"
_EXPECTING = re.compile("(?:ร้อยละ|เฉลี่ย|อยู่ที่|จำนวน|ประมาณ|วงเงิน|เวลา|กว่า|ถึง|และ|หรือ|เป็น|ราคา|=|[(])$")
# Signs; 1. or (1) or 1.2) and the numbers of sections; ก. and its like; the dots of a line to be filled in.
_BULLET = (
    r"[-–—•●○◦▪■□➢➤✓*·]|\(?\d{1,3}(?:\.\d+)*[.)](?!\d)"
    rf"|\d{{1,2}}(?:\.\d{{1,2}})+\s+(?=[-–ก-ฮเ-ไ])(?!{_UNITS})|[กขคงจฉช][.)]\s"
)
_LABEL = re.compile(r":(?!$)|[^\s:][^:]{0,30}?\s?::?(?:\s|$)|\S{1,20}?(?:\.{3}|…|_{3})")
# A line of several labelled values, the last of which began just now: no label follows.
_CHAINED = re.compile(r":.*:[^:]{0,24}$")
_STARTING = re.compile(r":(?!$)|[^:]{1,30}::")
_OPENING = re.compile(rf"{_BULLET}|{_LABEL.pattern}")
_BULLETED = re.compile(rf"(?:{_BULLET})")
_THAI = re.compile("[ก-ฯะ-ฺเ-๎]")
# What is not broken: up to a blank, though no line begins with a colon or the like.
_UNIT = re.compile(r" *\S+(?: +[:;,.!?)/]\S*)*")
_DIGITS = re.compile(r"\d+")
# No blank was lost behind a hyphen, a slash or an opening bracket, nor before a closing one.
_UNBROKEN, _CLOSING = re.compile(r"\S[-/]$|[(\[“]$"), re.compile(r"[)\]”,.]")


@dataclass(slots=True, eq=False)
class Line:
    """A strip on its page; ``text`` is what stands in it, without the blanks around it and old fonts' glyphs."""

    page: int
    strip: Strip
    text: str
    left: float
    right: float

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.strip.top

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.strip.bottom

    @property
    def em(self) -> float:
        """The size of its type."""
        return (self.strip.bottom - self.strip.top) / (ASCENT + DESCENT)

    @property
    def middle(self) -> float:
        """Half-way down."""
        return (self.strip.top + self.strip.bottom) / 2


def line_of(page: int, strip: Strip) -> Line:
    """Measure a strip without the blanks around it."""
    text = strip.text.strip()
    first = strip.text.index(text[0])
    return Line(page, strip, text.translate(GLYPHS), strip.lefts[first], strip.rights[first + len(text) - 1])


def is_level(one: Line, other: Line) -> bool:
    """Whether two lines of a page stand beside one another."""
    return one.top < other.middle < one.bottom and other.top < one.middle < other.bottom


def joint(before: Line, after: Line) -> str:
    """What stands between two printed lines of one paragraph."""
    has_blank = before.strip.text[-1] == " " or after.strip.text[0] == " "
    if has_blank or _UNBROKEN.search(before.text) or _CLOSING.match(after.text):
        return WRAP
    return WRAP if _is_thai(before.text, after.text) else " " + WRAP


class Columns:
    """The columns of a document: where each ends, and how far apart lines usually stand."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lefts = _merged(line.left for line in lines)
        self._rights: dict[float, list[float]] = {}
        self._cells: dict[tuple[float, float], list[float]] = {}
        for line in lines:
            self._rights.setdefault(self.left(line.left), []).append(line.right)
        for rights in self._rights.values():
            rights.sort()
        self._rightmost = max((line.right for line in lines), default=0.0)
        self._pitch = _usual_pitch(lines)

    def learn(self, left: float, limit: float, rights: Iterable[float]) -> None:
        """Take note of how far lines reach that begin in one column and end before another."""
        known = self._cells.setdefault((self.left(left), self.left(limit)), [])
        known += rights
        known.sort()

    def left(self, left: float) -> float:
        """The left edge of the column that a line begins in."""
        return min(self._lefts, key=lambda edge: abs(edge - left))

    def goes_on(self, before: Line, after: Line, left: float | None = None, limit: float = inf) -> bool:
        """Whether the paragraph of one line goes on in another.

        ``left`` is where the block of the first one begins, ``limit`` where the next block of its row does.
        """
        left = before.left if left is None else min(left, before.left)
        return (
            not (before.text[-1] == ":" and limit < inf)
            and self._are_of_one_paragraph(before, after)
            and self._begins_column(before, after, left)
            and not _is_opened(before.text, after.text, limit < inf)
            and _DIGITS.sub("0", before.text) != _DIGITS.sub("0", after.text)
            and self._is_full(before, after, left, limit)
        )

    def _are_of_one_paragraph(self, before: Line, after: Line) -> bool:
        if not 1 / _SIZES < after.em / before.em < _SIZES:
            return False
        return after.page != before.page or self.is_next(before, after)

    def is_next(self, before: Line, after: Line) -> bool:
        """Whether one line of a page follows another at the usual pitch."""
        return 0 < after.top - before.top < self._pitch * before.em * _PITCHES

    def _begins_column(self, before: Line, after: Line, left: float) -> bool:
        hang = after.left - left
        may_hang = _BULLETED.match(before.text) is not None and hang < _HANGING * before.em
        return abs(hang) < _SAME_LEFT or (hang > 0 and (may_hang or abs(after.left - before.left) < _SAME_LEFT))

    def _is_full(self, before: Line, after: Line, left: float, limit: float) -> bool:
        """Whether the first word of the next line, and the blank before it, would not have fitted into the line."""
        edge, em, strip = self._edge(left, before, limit), before.em, after.strip
        end = _UNIT.match(strip.text)
        word = strip.rights[end.end() - 1 if end else -1] - after.left
        blank = 0.0 if _is_thai(before.text, after.text) else _BLANK
        return edge is not None and before.right + min(word, _LONGEST_WORD * em) > edge - (blank + _TOLERANCE) * em

    def _edge(self, left: float, line: Line, limit: float) -> float | None:
        """The right edge of a column, where something speaks for it."""
        column = self.left(left)
        rights = self._cells.get((column, self.left(limit))) if limit < inf else None
        rights = rights or [right for right in self._rights[column] if right < limit]
        edge, em = max([line.right, *rights[-1:]]), line.em
        if self._rightmost - edge < _FAR * em or (len(rights) > 1 and edge - rights[-2] < _NEAR * em):
            return edge
        after = [other for other in self._lefts if other > edge]
        return edge if after and min(after) - edge < _FAR * em else None


def _merged(lefts: Iterable[float]) -> list[float]:
    """One left edge for those that hardly differ."""
    merged: list[float] = []
    for left in sorted(lefts):
        if not merged or left - merged[-1] > _SAME_LEFT:
            merged.append(left)
    return merged


def _usual_pitch(lines: Sequence[Line]) -> float:
    """How far apart the lines of a column usually stand, in ems."""
    pitches = Counter[float]()
    for before, after in zip(lines, lines[1:], strict=False):
        pitch = (after.top - before.top) / before.em
        if before.page == after.page and abs(before.left - after.left) < _SAME_LEFT and 0.9 < pitch < _WIDEST_PITCH:
            pitches[round(pitch, 1)] += 1
    most = max(pitches.values(), default=0)
    return min((pitch for pitch, times in pitches.items() if times * _OFTEN >= most), default=_USUAL_PITCH)


def _is_thai(before: str, after: str) -> bool:
    return _THAI.match(before[-1]) is not None and _THAI.match(after) is not None


def _is_opened(before: str, after: str, is_cell: bool) -> bool:
    """Whether a bullet, a number, a label or a colon opens a line, and nothing before it is still open."""
    if is_cell and after[-1] == ":":
        return False  # The end of a label that fills a cell of its own.
    if before.count("(") > before.count(")") or _EXPECTING.search(before):
        return _LABEL.match(after) is not None
    if _CHAINED.search(before):
        return _STARTING.match(after) is not None
    return _OPENING.match(after) is not None
