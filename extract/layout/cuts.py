"""Cuts: strips that run over the edge of a column, where the blank between two cells looked like one of a line.

A reader sees one page, and where a table has one row on it nothing tells its columns from wide blanks. The whole
document does: other lines begin where a word of the strip does, behind a wide blank, and hardly any that begins
where the strip does reaches as far.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from extract.sheets import ASCENT, DESCENT, Sheet, Strip

# How wide a blank is, at least, between two cells, in ems, and where both cells open alike; places that are one, in
# points.
_WIDE, _NARROW, _SAME_PLACE = 0.75, 0.15, 1.0
# So many letters tell a cell that opens as others in its column do.
_OPENING = 2
_BLANK = re.compile(r"(?<=[^ ]) +(?=[^ ])")
_LONGEST_CLUSTER = 3
# So many lines must begin at the edge of a column, and so many where the strip does; of these, so many may reach it.
_FEWEST, _ENOUGH, _REACHING = 2, 4, 0.2
# How near a cell's beginning a blank ends that fills the gap before it, in points.
_FILLED = 0.5


class _Columns:
    """What begins where in a document, and how far it reaches."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._begun: dict[int, list[Strip]] = {}
        self._order: dict[int, int] = {}
        for strip in chain.from_iterable(sheet.strips for sheet in sheets):
            self._begun.setdefault(_place(strip.lefts[0]), []).append(strip)
            self._order[id(strip)] = len(self._order)

    def _at(self, left: float) -> list[Strip]:
        place = _place(left)
        return [strip for step in (-1, 0, 1) for strip in self._begun.get(place + step, [])]

    def begins(self, strip: Strip, start: int, at: int, gap: float) -> bool:
        """Whether a column begins with a character behind a blank of a width in ems, in a cell that begins at one."""
        others, opening = self._at(strip.lefts[at]), strip.text[at : at + _OPENING]
        alike = [other for other in others if other.text[:_OPENING] == opening and len(opening) == _OPENING]
        if len(others if gap >= _WIDE else alike) < _FEWEST:
            return False
        beside = self._at(strip.lefts[start])
        reaching = sum(other.rights[-1] > strip.lefts[at] for other in beside)
        if len(beside) >= _ENOUGH and reaching <= _REACHING * len(beside):
            return True
        # Words and numbers may stand below one another by chance, signs do not.
        is_sign = not any(char.isalnum() for char in opening)
        return is_sign and len(alike) >= _FEWEST and self._are_parted([strip, *alike], beside, strip.lefts[at])

    def _are_parted(self, alike: Sequence[Strip], beside: Sequence[Strip], left: float) -> bool:
        """Whether among the strips from the first to the last of some, those beside a place hardly ever run over it.

        What has a blank before it there does not. Text above and below a table may begin where its first column does.
        """
        orders = [self._order[id(strip)] for strip in alike]
        within = [strip for strip in beside if min(orders) <= self._order[id(strip)] <= max(orders)]
        crossing = sum(strip.rights[-1] > left and not _has_gap(strip, left) for strip in within)
        return len(within) >= _ENOUGH and crossing <= _REACHING * len(within)


def _has_gap(strip: Strip, left: float) -> bool:
    return any(abs(strip.lefts[at] - left) < _SAME_PLACE for at, _ in _gaps(strip))


def cut_lines(sheets: Sequence[Sheet]) -> list[list[Strip]]:
    """The strips of every page in order, cut where a column begins."""
    columns = _Columns(sheets)
    return [[part for strip in sheet.strips for part in _parts(strip, columns)] for sheet in sheets]


def _parts(strip: Strip, columns: _Columns) -> Iterator[Strip]:
    begun = 0
    for at, gap in _gaps(strip):
        if columns.begins(strip, begun, at, gap):
            yield _part(strip, begun, at)
            begun = at
    yield _part(strip, begun, len(strip.text)) if begun else strip


def _gaps(strip: Strip) -> Iterator[tuple[int, float]]:
    """The places of characters behind a blank, and how wide that is, in ems."""
    em = (strip.bottom - strip.top) / (ASCENT + DESCENT)
    for blank in _BLANK.finditer(strip.text):
        start, at = blank.span()
        # A mark may end before its letter does.
        gap = strip.lefts[at] - max(strip.rights[max(start - _LONGEST_CLUSTER, 0) : start])
        if gap > _NARROW * em:
            yield at, gap / em


def _part(strip: Strip, start: int, stop: int) -> Strip:
    # A blank that fills the whole gap between two cells was put there by the reader.
    if stop < len(strip.text) and strip.text[stop - 1] == " " and strip.rights[stop - 1] > strip.lefts[stop] - _FILLED:
        stop -= 1
    doubts = [at - start for at in strip.doubts if start <= at < stop]
    text, lefts, rights = strip.text[start:stop], strip.lefts[start:stop], strip.rights[start:stop]
    return Strip(text, lefts, rights, strip.top, strip.bottom, doubts, strip.size)


def _place(place: float) -> int:
    return round(place / _SAME_PLACE)
