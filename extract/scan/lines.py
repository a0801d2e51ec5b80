"""Parts of scanned lines: cut where a table's next column begins, and put together to cells and rows again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.letters import MARKS
from extract.scan.picture import DENSITY
from extract.scan.words import ReadLine, text_of

# Thai letters that stand on the base line and do not reach above or below; how high they are, in ems.
_LETTER = re.compile("[กขคฆงจฉชซฌณดตถทธนบผพภมยรลวศษสหอฮ]")
_LETTER_HEIGHT = 0.55
_USUAL_EM = 12.0
# Blanks that are wider than this many ems part columns; in a row of a report less does, before a status (: เป็นไป,
# as planned, or : ไม่เป็นไป, with what is left of a ruled line) and where a cell above begins.
_WIDE, _WIDE_IN_ROW = 2.0, 0.5
# The blank between a report's head and its date is narrower than this, in ems, where they stand in no table.
_NARROW = 0.6
_STATUS = re.compile(r"(?:[^\sก-๛0-9:]{0,2}(?P<colon>:?)|[^\s0-9:]{1,2}(?P<late>:))\s?(?:ไม่)?เ?เป็นไป")
_THAI = re.compile("[ก-๎]")
# What opens a cell of a table: a colon, a report's number (รายงานครั้งที่), a label, a bullet or a number.
_OPENING = re.compile(r":|รายงานครั้ง|[^\s:][^:]{1,40} ?:(?:\s|$)|[-•]\s|[0-9]{1,2}\.(?:[0-9]\.?)?\s+[ก-ฮเ-ไ]")
# Labels that a form prints to the right of another field: budget received, budget spent, last day.
_SECOND = re.compile(r"(?:งบประมาณที่?(?:ได้รับ|ใช้ไป)|สิ้นสุดโครงการ)\s*:")
# Blanks and what is left of ruled lines; signs that say nothing alone, nor marks that stand on no letter.
_BAR = " |¦"
_DUST = re.compile(f"[.,'`\"’‘“”~^_/\\\\|¦{MARKS}]{{1,3}}")
_SPECK = re.compile(r"^\s[.,'`’‘]$")
# What opens the row of a report.
_HEAD = re.compile(r"รายงาน(?: ?ครั้ง|\s\W?\s?:|\s\W?$)")
_SECOND_CELL, _FIGURES = re.compile("รายงาน[^:]{0,14}::"), re.compile("::")
# Cells of a report that hold one element each: its head, figures, a status.
_WHOLE = re.compile(r"รายงาน|:{0,2} ?ความก้าวหน้า|: ?(?:ไม่)?เป็นไป")
# How far the lines of one cell begin from its edge, and stand apart, in ems and in usual pitches of the page.
_ALIGNED, _PITCH, _PITCHES = 0.9, 2.2, 1.3
# A line of a cell goes on in the next where the next word would have come as near to the cell's edge as this, in ems.
_NEAR = 1.2


@dataclass(slots=True)
class Part:
    """A stretch of a line; ``row`` counts the rows above it, ``edges`` their edges, ``cells`` the cells of its row.

    ``edge`` is the right edge of its cell, in dots, where the cell's text goes on in the next line, and ``above``
    how many stretches further up its cell begins.
    """

    characters: ReadLine
    row: int
    edges: int
    cells: int
    edge: float | None = None
    above: int = 0


def parts_of(lines: Sequence[ReadLine]) -> list[Part]:
    """Cut lines into the stretches that become strips: from the top, in a row of a table cell by cell."""
    em = em_of(lines)
    rightmost = max((character.right for line in lines for character in line), default=0.0)
    second = _second_column([_on_base_line(line) for line in lines], em)
    pitches = [below[0].base - above[0].base for above, below in pairwise(lines)]
    pitch = max(_PITCH * em, _PITCHES * median(pitches or [0.0]))
    ordered: list[Part] = []
    row: list[list[ReadLine]] = []
    rows = edges = 0
    for line in lines:
        for stretches in _from_head(_stretches(line, _edges(line, row, second), em, second is not None)):
            columns = [_column(stretch, row, em, pitch) for stretch in stretches]
            if None in columns or _opens_row(stretches, columns, row):
                ordered += _closed(row, rows, edges, rightmost, em)
                rows += 1
                edges += len(row) > 1 or len(stretches) > 1
                row = [[stretch] for stretch in stretches]
                continue
            for stretch, column in zip(stretches, columns, strict=True):
                row[column or 0].append(stretch)
    ordered += _closed(row, rows, edges, rightmost, em)
    _set_edges(ordered, em)
    return ordered


def _opens_row(stretches: Sequence[ReadLine], columns: Sequence[int | None], row: Sequence[Sequence[ReadLine]]) -> bool:
    """Whether a line whose stretches stand in the columns of a row opens the next one; a label's end does not."""
    if 0 not in columns:
        return any(_OPENING.match(text_of(stretch)) for stretch in stretches)
    above, text = text_of(row[0][-1]), text_of(stretches[0])
    if above.endswith(":"):
        return True
    is_label = len(stretches) == 1 and ":" not in above and text.endswith(":")
    return not is_label and any(_OPENING.match(text_of(stretch)) for stretch in stretches)


def _set_edges(parts: Sequence[Part], em: float) -> None:
    """Tell how far the lines reach that go on: to where the longest of their column ends."""
    for at, part in enumerate(parts):
        after = parts[at + 1] if at + 1 < len(parts) and parts[at + 1].above else None
        if part.edge is None:
            continue
        left = parts[at - part.above].characters[0].left
        beside = [other for other in parts if other.cells > 1 and abs(other.characters[0].left - left) < _ALIGNED * em]
        reach = min(part.edge, max(other.characters[-1].right for other in beside))
        goes_on = after is not None and _goes_on(parts[at - part.above], part, after, reach - _NEAR * em)
        part.edge = reach if goes_on else None


def _goes_on(first: Part, part: Part, after: Part, edge: float) -> bool:
    """Whether the text of a cell goes on in its next line, the first word of which had no room in this one."""
    line, following = part.characters, after.characters
    word = next((other.left for other in following if other.text == " "), following[-1].right)
    return _WHOLE.match(text_of(first.characters)) is not None or line[-1].right + word - following[0].left > edge


def _second_column(lines: Sequence[ReadLine], em: float) -> float | None:
    """Where the second column of a page's reports begins; None where they stand in no table.

    There is one where their figures begin below the double colon behind a head, and not below the head.
    """
    heads = [(line, match) for line in lines if (match := _SECOND_CELL.match(text_of(line)))]
    if not heads:
        return 0.0
    colons = median(line[match.end() - 2].left for line, match in heads)
    figures = [line[0].left for line in lines if _FIGURES.match(text_of(line))]
    blanks = [line[match.end() - 2].left - line[match.end() - 3].left for line, match in heads]
    first = median(line[0].left for line, _ in heads)
    is_table = (
        abs(median(figures) - colons) < abs(median(figures) - first) if figures else median(blanks) > _NARROW * em
    )
    return colons if is_table else None


def _edges(line: ReadLine, row: Sequence[Sequence[ReadLine]], second: float | None) -> Sequence[float]:
    """Where cells of a line may begin: those of the row above, or of the page's other reports."""
    text = text_of(line)
    if _HEAD.match(text) and "::" not in text:
        return [second] if second else []
    return [] if _OPENING.match(text) or "::" in text else [cell[0][0].left for cell in row[1:]]


def _from_head(stretches: list[ReadLine]) -> list[list[ReadLine]]:
    """The stretches of a line; what stands before the head of a report's row is apart from it."""
    at = next((at for at, stretch in enumerate(stretches) if at and _HEAD.match(text_of(stretch))), 0)
    return [stretches[:at], stretches[at:]] if at else [stretches]


def _closed(row: Sequence[Sequence[ReadLine]], number: int, edges: int, rightmost: float, em: float) -> list[Part]:
    """The stretches of a row, cell by cell, with the edge of each cell."""
    parts: list[Part] = []
    for at, cell in enumerate(row):
        edge = row[at + 1][0][0].left - em / 10 if at + 1 < len(row) else rightmost
        limit = edge if len(row) > 1 else None
        parts += [Part(line, number, edges, len(row), limit, above) for above, line in enumerate(cell)]
    return parts


def _column(stretch: ReadLine, row: Sequence[Sequence[ReadLine]], em: float, pitch: float) -> int | None:
    """The cell of a row that a stretch of the next line goes on in."""
    if len(row) < 2 or stretch[0].base - max(cell[-1][0].base for cell in row) > pitch:
        return None
    left = stretch[0].left
    return next((at for at, cell in enumerate(row) if abs(cell[0][0].left - left) < _ALIGNED * em), None)


def _stretches(line: ReadLine, edges: Sequence[float], em: float, is_table: bool) -> list[ReadLine]:
    """Cut a line where a wide blank stands, the double colon that opens a cell, or the edge of one."""
    stretches: list[ReadLine] = [[]]
    for at, character in enumerate(line):
        if _begins(line, at, stretches[-1], edges, em, is_table):
            stretches.append([])
        stretches[-1].append(character)
    return [kept for stretch in stretches if (kept := _trimmed(stretch))]


def _begins(line: ReadLine, at: int, before: ReadLine, edges: Sequence[float], em: float, is_table: bool) -> bool:
    """Whether a cell begins with a character of a line."""
    if not before or line[at].text == " ":
        return False
    if text_of(line[at : at + 2]) == "::":
        return is_table and line[at - 1].text != ":"
    if line[at - 1].text != " ":
        return False
    gap = (line[at - 1].right - line[at - 1].left) / em
    status = _STATUS.match(text_of(line[at:])) if is_table and _THAI.search(text_of(before)) else None
    is_status = status is not None and (gap > _WIDE_IN_ROW or bool(status["colon"] or status["late"]))
    is_cell = gap > _WIDE_IN_ROW and any(abs(edge - line[at].left) < _ALIGNED * em for edge in edges)
    is_second = _SECOND.match(text_of(line[at:])) is not None and any(character.text == ":" for character in before)
    return gap > _WIDE or is_status or is_cell or is_second


def _trimmed(stretch: ReadLine) -> ReadLine:
    """A stretch without the blanks and the rests of ruled lines around it; empty where it is dust."""
    while stretch and (stretch[-1].text in _BAR or _SPECK.search(text_of(stretch[-2:]))):
        stretch = stretch[:-1]
    while stretch and stretch[0].text in _BAR:
        stretch = stretch[1:]
    return [] if _DUST.fullmatch(text_of(stretch)) else stretch


def em_of(lines: Sequence[ReadLine]) -> float:
    """The size of type on a page, in dots."""
    letters = [character for line in lines for character in line if _LETTER.match(character.text)]
    heights = [character.bottom - character.top for character in letters]
    return median(heights) / _LETTER_HEIGHT if heights else _USUAL_EM * DENSITY / 72


def _on_base_line(line: ReadLine) -> ReadLine:
    """Tell every character of a line where its letters stand."""
    letters = [character.bottom for character in line if _LETTER.match(character.text)]
    base = median(letters or [character.bottom for character in line])
    for character in line:
        character.base = base
    return line
