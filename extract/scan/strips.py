"""Strips of a scan: the stretches of its lines where they were seen, and where they are put for the assembly.

What tells the assembly of a document (:mod:`extract.layout.assembly`) whether a paragraph goes on is geometry, and
that of a picture is blurred. So every stretch has two places: the one where it was seen, and one on a page on which
the rows and cells of :mod:`extract.scan.lines` are plain: lines at one pitch, on common left edges, rows apart, full
lines reaching the edge of their cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median

from extract.scan.lines import Part, em_of
from extract.scan.picture import DENSITY
from extract.scan.words import ReadLine, text_of
from extract.sheets import ASCENT, DESCENT, Strip

_POINT = 72 / DENSITY
# How far apart lines usually stand, what is put between rows, both in ems, and between columns of two kinds, in points.
_PITCH, _ROW_GAP, _COLUMN_GAP = 1.4, 2.0, 3.0
# A line that stands further below another than this many pitches does so on purpose; what is left of such a gap.
_APART, _WIDEST_GAP = 1.3, 2.0
# Lefts of one column, in points.
_SAME_LEFT, _WIDEST_COLUMN = 2.0, 4.0


def strips_of(parts: Sequence[Part]) -> list[tuple[Strip, Strip]]:
    """Each stretch as a strip where it is put, and where it was seen on the straightened page."""
    em = em_of([part.characters for part in parts]) * _POINT
    seen = [_strip(part.characters, part.characters[0].base * _POINT, em) for part in parts]
    put = [_strip(part.characters, base, em) for part, base in zip(parts, _bases(parts, em), strict=True)]
    _snap(put)
    for at, part in enumerate(parts):
        put[at].lefts[0] = min(put[at - part.above].lefts[0], put[at].rights[0])
    for part, strip in zip(parts, put, strict=True):
        aside = _COLUMN_GAP * (part.cells > 2)
        strip.lefts, strip.rights = [x + aside for x in strip.lefts], [x + aside for x in strip.rights]
        if part.edge is not None:
            strip.rights[-1] = max(strip.rights[-1], part.edge * _POINT)
    return list(zip(put, seen, strict=True))


def _bases(parts: Sequence[Part], em: float) -> list[float]:
    """The base lines on which stretches are put, in points: at one pitch, with the gaps between rows."""
    bases = [part.characters[0].base * _POINT for part in parts]
    apart = [below - above for above, below in pairwise(sorted(set(bases))) if em < below - above < 2 * _PITCH * em]
    usual, pitch = median(apart) if apart else _PITCH * em, _PITCH * em
    put: list[float] = []
    lowest = last = 2 * em
    edges = 0
    for _, group in groupby(zip(parts, bases, strict=True), key=lambda pair: pair[0].row):
        row = list(group)
        first = min(base for _, base in row)
        gap = min(max(first - last - _APART * usual, 0.0), _WIDEST_GAP * pitch)
        top = lowest + pitch + gap + (row[0][0].edges - edges) * _ROW_GAP * em
        put += [top + part.above * pitch for part, _ in row]
        lowest, last, edges = max(put[-len(row) :]), max(base for _, base in row), row[0][0].edges
    return put


def _strip(stretch: ReadLine, base: float, em: float) -> Strip:
    return Strip(
        text_of(stretch),
        [character.left * _POINT for character in stretch],
        [character.right * _POINT for character in stretch],
        base - ASCENT * em,
        base + DESCENT * em,
    )


def _snap(strips: Sequence[Strip]) -> None:
    """Put strips that begin at nearly one place on one left edge: letters stand apart from it by their shapes."""
    column: list[Strip] = []
    for strip in sorted(strips, key=lambda strip: strip.lefts[0]):
        left = strip.lefts[0]
        if column and (left - column[-1].lefts[0] > _SAME_LEFT or left - column[0].lefts[0] > _WIDEST_COLUMN):
            _align(column)
            column = []
        column.append(strip)
    _align(column)


def _align(column: Sequence[Strip]) -> None:
    if column:
        edge = median(strip.lefts[0] for strip in column)
        for strip in column:
            strip.lefts[0] = min(edge, strip.rights[0])
