"""Strips of scanned lines: cut where a table's next column begins, set on the base line, in points.

What tells the assembly of a document (:mod:`extract.lines`) whether a paragraph goes on is geometry, and that of a
picture is blurred. So every stretch has two places: the one where it was seen, and the one in which the rows and cells
found here are plain: on one base line, on common left edges, rows apart, full lines reaching the edge of their cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extract.glyphs import ASCENT, DESCENT
from extract.scan_picture import DENSITY
from extract.scan_words import ReadLine, text_of
from extract.sheets import Strip

_POINT = 72 / DENSITY
# Thai letters that stand on the base line and do not reach above or below; how high they are, in ems.
_LETTER = re.compile("[กขคฆงจฉชซฌณดตถทธนบผพภมยรลวศษสหอฮ]")
_LETTER_HEIGHT = 0.55
_USUAL_EM = 12.0
# Blanks that are wider than this many ems part columns; in a row of a report less does, before a status (: เป็นไป,
# as planned, or : ไม่เป็นไป, with what is left of a ruled line) and where a cell above begins.
_WIDE, _WIDE_IN_ROW = 2.0, 0.5
_STATUS = re.compile(r"[^\sก-๛0-9:]{0,2}(?P<colon>:?)\s?(?:ไม่)?เป็นไป")
_THAI = re.compile("[ก-๎]")
# What opens a cell of a table: a colon, a report's number (รายงานครั้งที่), a label, a bullet or a number.
_OPENING = re.compile(r":|รายงานครั้ง|[^\s:][^:]{1,40} :(?:\s|$)|[-•]\s|[0-9]{1,2}\.(?:[0-9]\.?)?\s+[ก-ฮเ-ไ]")
# Labels that a form prints to the right of another field: budget received, budget spent, last day.
_SECOND = re.compile(r"(?:งบประมาณที่?(?:ได้รับ|ใช้ไป)|สิ้นสุดโครงการ)\s*:")
# How far the lines of one cell begin from its edge, and stand apart, in ems.
_ALIGNED, _PITCH = 0.9, 2.2
# A line of a cell goes on in the next where the next word would have come as near to the cell's edge as this, in ems.
_NEAR = 1.2
# What is put between rows, in ems, and between columns of rows of two kinds, in points.
_ROW_GAP, _COLUMN_GAP = 2.0, 3.0
# Lefts of one column, in points.
_SAME_LEFT, _WIDEST_COLUMN = 2.0, 4.0


@dataclass(slots=True)
class Part:
    """A stretch of a line; ``edges`` counts the rows' edges above it, ``cells`` the cells of its row.

    ``edge`` is the right edge of its cell, in dots, where the cell's text goes on in the next line, and ``above``
    how many stretches further up its cell begins.
    """

    characters: ReadLine
    edges: int
    cells: int
    edge: float | None = None
    above: int = 0


def parts_of(lines: Sequence[ReadLine]) -> list[Part]:
    """Cut lines into the stretches that become strips: from the top, in a row of a table cell by cell."""
    em = _em(lines) / _POINT
    rightmost = max((character.right for line in lines for character in line), default=0.0)
    ordered: list[Part] = []
    row: list[list[ReadLine]] = []
    edges = 0
    for line in lines:
        stretches = _stretches(_on_base_line(line), row, em)
        columns = [_column(stretch, row, em) for stretch in stretches]
        if None in columns or any(_OPENING.match(text_of(stretch)) for stretch in stretches):
            ordered += _closed(row, edges, rightmost, em)
            edges += len(row) > 1 or len(stretches) > 1
            row = [[stretch] for stretch in stretches]
            continue
        for stretch, column in zip(stretches, columns, strict=True):
            row[column or 0].append(stretch)
    return ordered + _closed(row, edges, rightmost, em)


def strips_of(parts: Sequence[Part]) -> list[tuple[Strip, Strip]]:
    """Each stretch as a strip where it was seen on the straightened page, and where it is put for the assembly."""
    em = _em([part.characters for part in parts])
    seen = [_strip(part.characters, em) for part in parts]
    put = [_strip(part.characters, em) for part in parts]
    _snap(put)
    for at, part in enumerate(parts):
        put[at].lefts[0] = min(put[at - part.above].lefts[0], put[at].rights[0])
    for part, strip in zip(parts, put, strict=True):
        down, aside = part.edges * _ROW_GAP * em, _COLUMN_GAP * (part.cells > 2)
        strip.top, strip.bottom = strip.top + down, strip.bottom + down
        strip.lefts, strip.rights = [x + aside for x in strip.lefts], [x + aside for x in strip.rights]
        if part.edge is not None:
            strip.rights[-1] = max(strip.rights[-1], part.edge * _POINT)
    return list(zip(seen, put, strict=True))


def _closed(row: Sequence[Sequence[ReadLine]], edges: int, rightmost: float, em: float) -> list[Part]:
    """The stretches of a row, cell by cell."""
    parts: list[Part] = []
    for at, cell in enumerate(row):
        edge = row[at + 1][0][0].left - em / 10 if at + 1 < len(row) else rightmost
        for above, (line, after) in enumerate(zip(cell, [*cell[1:], None], strict=True)):
            word = next((other.left for other in after if other.text == " "), after[-1].right) if after else 0.0
            goes_on = after is not None and line[-1].right + word - after[0].left > edge - _NEAR * em
            parts.append(Part(line, edges, len(row), edge if goes_on and len(row) > 1 else None, above))
    return parts


def _column(stretch: ReadLine, row: Sequence[Sequence[ReadLine]], em: float) -> int | None:
    """The cell of a row that a stretch of the next line goes on in."""
    if len(row) < 2 or stretch[0].base - max(cell[-1][0].base for cell in row) > _PITCH * em:
        return None
    left = stretch[0].left
    return next((at for at, cell in enumerate(row) if abs(cell[0][0].left - left) < _ALIGNED * em), None)


def _stretches(line: ReadLine, row: Sequence[Sequence[ReadLine]], em: float) -> list[ReadLine]:
    """Cut a line where a wide blank stands, the double colon that opens a cell, or the next cell of the row above."""
    stretches: list[ReadLine] = [[]]
    edges = [] if _OPENING.match(text_of(line)) or "::" in text_of(line) else [cell[0][0].left for cell in row[1:]]
    for at, character in enumerate(line):
        if _begins(line, at, stretches[-1], edges, em):
            stretches.append([])
        stretches[-1].append(character)
    return [kept for stretch in stretches if (kept := _trimmed(stretch))]


def _begins(line: ReadLine, at: int, before: ReadLine, edges: Sequence[float], em: float) -> bool:
    """Whether a cell begins with a character of a line."""
    if not before or line[at].text == " ":
        return False
    if text_of(line[at : at + 2]) == "::":
        return line[at - 1].text != ":"
    if line[at - 1].text != " ":
        return False
    gap = (line[at - 1].right - line[at - 1].left) / em
    status = _STATUS.match(text_of(line[at:])) if _THAI.search(text_of(before)) else None
    is_status = status is not None and (gap > _WIDE_IN_ROW or status["colon"] != "")
    is_cell = gap > _WIDE_IN_ROW and any(abs(edge - line[at].left) < _ALIGNED * em for edge in edges)
    is_second = _SECOND.match(text_of(line[at:])) is not None and any(character.text == ":" for character in before)
    return gap > _WIDE or is_status or is_cell or is_second


def _trimmed(stretch: ReadLine) -> ReadLine:
    while stretch and stretch[-1].text == " ":
        stretch = stretch[:-1]
    while stretch and stretch[0].text == " ":
        stretch = stretch[1:]
    return stretch


def _em(lines: Sequence[ReadLine]) -> float:
    """The size of type on a page, in points."""
    letters = [character for line in lines for character in line if _LETTER.match(character.text)]
    heights = [character.bottom - character.top for character in letters]
    return median(heights) * _POINT / _LETTER_HEIGHT if heights else _USUAL_EM


def _on_base_line(line: ReadLine) -> ReadLine:
    """Tell every character of a line where its letters stand."""
    letters = [character.bottom for character in line if _LETTER.match(character.text)]
    base = median(letters or [character.bottom for character in line])
    for character in line:
        character.base = base
    return line


def _strip(stretch: ReadLine, em: float) -> Strip:
    base = stretch[0].base * _POINT
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
