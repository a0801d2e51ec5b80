"""Edges: how far the lines of a column can reach, so that a full line can be told from a short one.

Thai is wrapped without a sign. A line that ends where nothing more would have fitted was wrapped; one behind which
the next word would have fitted ends its element. The edge is where the longest line of the same column of the same
table ends, or, of text that stands in no table, the longest of the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import pairwise
from math import inf

from extract.layout.lines import SAME_PLACE, Line, has_drawn_blank
from extract.layout.rows import Block, Row

# The longest word that a browser keeps whole, the shortest, and a blank, in ems.
_LONGEST_WORD, _SHORTEST_WORD, _BLANK = 8.5, 1.2, 0.35
# Glyphs reach a little beyond their places, and blanks are of many widths.
_TOLERANCE = 0.3
# How far text that begins at another place may end from the others, in ems.
_INDENTED = 2.0
# How near the edge another line must come to speak for it, in ems; so many times as far off is no more than further in.
_NEAR, _FURTHER = 4.0, 3.0
# In a justified column more than this share of lines end at one place, that are at least so many.
_JUSTIFIED, _FEWEST, _SAME_RIGHT = 0.5, 5, 2.0
# A table's number, 0 for none, a column's left, the next column's left.
Place = tuple[int, float, float]
_PROSE = 0
_THAI = re.compile("[ก-๎]")
_DIGITS = re.compile("[0-9๐-๙]+")
# So many rows make a table.
_SEVERAL = 2
# What is not broken: up to a blank, though no line begins with a colon or the like.
_UNIT = re.compile(r" *\S+(?: +[:;,.!?)/%]\S*)*")


class Fit(Enum):
    """How full a line is: nothing more fits in, the next word may or may not, it would have."""

    FULL = 0
    DOUBTFUL = 1
    SHORT = 2


class Edge:
    """The right edge of a column."""

    __slots__ = ("is_justified", "right")

    def __init__(self, lines: Sequence[Line], frame: float) -> None:
        rights = sorted((line.right for line in lines), reverse=True)
        near = _NEAR * lines[0].em
        # One line that stands out of the frame is no measure.
        stands_out = len(rights) > 1 and rights[0] > frame + lines[0].em and rights[0] - rights[1] > near
        self.right = rights[stands_out]
        ended = _said(line for line in lines if self._ends_at(line))
        self.is_justified = ended >= _FEWEST and ended > _JUSTIFIED * _said(lines)

    def _ends_at(self, line: Line) -> bool:
        return abs(line.right - self.right) < _SAME_RIGHT

    def is_reached(self, lines: Sequence[Line], frame: float) -> bool:
        """Whether lines were wrapped at this edge, for enough of them end near it.

        Where the page has more room, these must be more than end further in: lines that nothing wraps end everywhere.
        """
        near = _NEAR * lines[0].em
        reaching = _said(line for line in lines if line.right > self.right - near)
        if reaching < _FEWEST or self.right > frame - near:
            return reaching >= _FEWEST
        return reaching > _said(line for line in lines if near <= self.right - line.right < _FURTHER * near)

    def fit(self, before: Line, after: Line, near: Sequence[Line]) -> Fit:
        """How full a line is, another one being the next; ``near`` are the lines of their block."""
        if has_drawn_blank(before):
            return Fit.FULL
        slack, em = self.right - before.right, before.em
        if slack < _SHORTEST_WORD * em:
            return Fit.FULL
        # A line without blanks cannot be stretched.
        if self.is_justified and " " in before.text and any(map(self._ends_at, near)):
            return Fit.SHORT
        is_thai = _THAI.match(after.text) is not None
        longest = min(unit(after), _LONGEST_WORD * em if is_thai else inf)
        if slack > longest + (_BLANK + _TOLERANCE) * em:
            return Fit.SHORT
        return Fit.DOUBTFUL


def _said(lines: Iterable[Line]) -> int:
    """How many different things lines say: those that say the same are as long by themselves."""
    return len({_DIGITS.sub("", line.text) for line in lines})


def unit(line: Line) -> float:
    """How wide what opens a line is, up to its first blank: Thai words stand together without blanks."""
    strip = line.strip
    end = _UNIT.match(strip.text)
    return strip.rights[end.end() - 1 if end else -1] - line.left


class Edges:
    """The edges of all columns of a document."""

    def __init__(self, rows: Sequence[Row], width: float) -> None:
        self._places: dict[Block, Place] = {}
        lines: dict[Place, list[Line]] = {}
        for place, block in _placed(rows):
            self._places[block] = place
            lines.setdefault(place, []).extend(block.lines)
        # The margins of a page are alike, more or less.
        frame = width - min((line.left for found in lines.values() for line in found), default=0.0)
        self._edges = {place: Edge(found, frame) for place, found in lines.items()}
        self._mend_prose(lines, frame)

    def _mend_prose(self, lines: dict[Place, list[Line]], frame: float) -> None:
        """Give text that stands in no table one edge, but where it begins at another place and ends at one near.

        Where no lines speak for it, the frame of the page does.
        """
        places = [place for place in lines if place[0] == _PROSE]
        if not places:
            return
        whole = Edge([line for place in places for line in lines[place]], frame)
        if not whole.is_reached([line for place in places for line in lines[place]], frame):
            whole.right = max(whole.right, frame)
        margin = min(place[1] for place in places)
        for place in places:
            # Text that begins further in may end further in, too.
            indented = Edge(lines[place], frame)
            reach = whole.right - (place[1] - margin)
            if whole.right - reach < _INDENTED * lines[place][0].em and indented.right < reach + _SAME_RIGHT:
                indented.right = reach
                self._edges[place] = indented
            else:
                self._edges[place] = whole

    def edge(self, block: Block) -> Edge:
        """The edge of the column that a block stands in."""
        return self._edges[self._places[block]]

    def is_in_table(self, block: Block) -> bool:
        """Whether a block is a cell of a table."""
        return self._places[block][0] != _PROSE

    def share(self, block: Block, other: Block) -> None:
        """Take another block for one of the same column."""
        self._places[other] = self._places[block]


def _placed(rows: Sequence[Row]) -> Iterator[tuple[Place, Block]]:
    """Every block with what tells its column: the number of its table, its left, and where the next column begins."""
    column = _columns(rows)
    inner = _inner(rows, column)
    table = 0
    for at, row in enumerate(rows):
        block = row.blocks[0]
        # A cell that pages cut may stand alone on one, below the head of its table.
        is_inner = len(row.blocks) == 1 and block.right < inner.get(column[block.left], 0.0)
        if not (is_inner or _is_in_table(rows, at)):
            table += 1
            yield (_PROSE, column[block.left], inf), block
            continue
        for block, limit in zip(row.blocks, row.limits(), strict=True):
            yield (table, column[block.left], column.get(limit, limit)), block


def _inner(rows: Sequence[Row], column: dict[float, float]) -> dict[float, float]:
    """The columns that stand behind and before others in several rows each, and where the next one begins at least."""
    behind, nexts = Counter[float](), dict[float, list[float]]()
    for row in rows:
        for before, after in pairwise(row.blocks):
            behind[column[after.left]] += 1
            nexts.setdefault(column[before.left], []).append(after.left)
    return {left: min(found) for left, found in nexts.items() if len(found) >= _SEVERAL and behind[left] >= _SEVERAL}


def _is_in_table(rows: Sequence[Row], at: int) -> bool:
    """Whether a row is one of a table: it has several cells, or one, and stands at a row that has one there.

    In the first column only between two such rows, for what begins there may well be text between two tables.
    """
    row = rows[at]
    if len(row.blocks) > 1:
        return True
    block = row.blocks[0]
    near = [other for other in rows[max(at - 1, 0) : at + 2] if len(other.blocks) > 1]
    if any(_begins_at(block, other) for row in near for other in row.blocks[1:]):
        return True
    return len(near) == 2 and all(
        _begins_at(block, other.blocks[0]) and block.right < other.blocks[1].left for other in near
    )


def _begins_at(block: Block, other: Block) -> bool:
    return abs(block.left - other.left) < SAME_PLACE


def _columns(rows: Sequence[Row]) -> dict[float, float]:
    """One left for those that hardly differ."""
    columns: dict[float, float] = {}
    last = -inf
    for left in sorted({block.left for row in rows for block in row.blocks}):
        if left - last > SAME_PLACE:
            last = left
        columns[left] = last
    return columns
