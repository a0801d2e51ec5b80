"""Rows and blocks: lines that stand one under another, and blocks that stand beside one another.

Machine-made PDFs draw a table cell by cell, so what is drawn next is kept together: a line right under the one
before goes on in its block, one to the right of it begins the next block of its row. Which lines of a block that row
takes is told by the cells of a row having one top, one middle or one bottom. Where what is drawn jumps to and fro
the lines are sorted first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import inf

from extract.layout.lines import SAME_PLACE, Line, is_gap, is_level, levels, pitch, places
from extract.layout.moved import WIDEST, Moved
from extract.layout.openings import is_certain, label

# How much wider than usual the pitch of a block's lines may be.
PITCHES = 1.3
# How far an indented line stands from the others, at most and at least, in ems.
_INDENT, _LEAST_INDENT = 4.0, 0.8
# What a line is wide at least that fills its page, more or less, in ems.
_LONG = 25.0
# How far lines that end on one place begin from one another, in ems.
_WIDEST_SHIFT = 10.0
# How much the tops or middles of a row's cells differ, in ems; how far a cell may reach into the next one.
_ALIGNED, _REACH = 0.3, 1.0
# How far they overlap at least where they are not aligned, in ems: lines that stand close do so a little.
_OVERLAP = 0.3
# More jumps up and to the left than one in so many lines: the order is none.
_LINES_A_JUMP, _FEWEST_JUMPS = 6, 4


class Block:
    """Lines one under another: a paragraph or several, a cell of a table; from its left edge to its right one."""

    __slots__ = ("left", "lines", "right")

    def __init__(self, lines: list[Line]) -> None:
        self._keep(lines)

    def _keep(self, lines: list[Line]) -> None:
        self.lines = lines
        self.left = min(line.left for line in lines)
        self.right = max(line.right for line in lines)

    def add(self, lines: Sequence[Line]) -> None:
        """Add lines at its end."""
        self.lines += lines
        for line in lines:
            self.left, self.right = min(self.left, line.left), max(self.right, line.right)

    def split(self, at: int) -> Block:
        """Keep the lines before a place, and give the others."""
        rest = Block(self.lines[at:])
        self._keep(self.lines[:at])
        return rest


@dataclass(slots=True, eq=False)
class Row:
    """Blocks side by side."""

    blocks: list[Block]

    def limits(self) -> list[float]:
        """How far each block can reach: to where the next one begins."""
        return [*(block.left for block in self.blocks[1:]), inf]

    @property
    def lines(self) -> list[Line]:
        """The lines of all its blocks."""
        return [line for block in self.blocks for line in block.lines]


def in_order(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page as they are drawn; from the top where they are drawn in no order."""
    if _jumps(lines) > max(_FEWEST_JUMPS, len(lines) // _LINES_A_JUMP):
        return [*chain(*levels(lines))]
    return list(lines)


def are_by_level(lines: Sequence[Line]) -> bool:
    """Whether the lines of a page are drawn from the top, through the cells of rows."""
    return list(lines) == [*chain(*levels(lines))]


def rows(lines: Sequence[Line], usual: float, moved: Moved) -> list[Row]:
    """Group the lines of a page, in the order of drawing, whose usual pitch is given."""
    made: list[Row] = []
    block: Block | None = None
    for line in lines:
        widest = usual * (WIDEST if moved.may_hold(line) else PITCHES)
        if block is not None and _is_under(block, line, widest, len(made[-1].blocks) == 1):
            block.add([line])
            continue
        block = Block([line])
        made.append(Row([block]))
    return _put_together(made, usual)


def _is_under(block: Block, line: Line, widest: float, is_alone: bool) -> bool:
    last = block.lines[-1]
    if is_level(last, line) or not 0 < pitch(last, line) < widest:
        return False
    is_opened = is_alone and len(block.lines) == 1
    # The end of a paragraph whose first line is a long one may be shorter than its indent.
    reach = _INDENT * last.em if is_opened and last.right - last.left > _LONG * last.em else 0.0
    if not (line.left < block.right and line.right > block.left - reach):
        return False
    shift = line.left - block.left
    _, middle, right = (abs(one - other) < SAME_PLACE for one, other in places(last, line))
    if abs(shift) < SAME_PLACE or middle or (right and abs(shift) < _WIDEST_SHIFT * last.em):
        return True
    # What begins a little aside stands in another table, or in none.
    if not _LEAST_INDENT * last.em < abs(shift) < _INDENT * last.em:
        return False
    return shift > 0 or is_opened


def _put_together(blocks: Sequence[Row], usual: float) -> list[Row]:
    """Put the blocks of each row together."""
    made: list[Row] = []
    for single in blocks:
        block = single.blocks[0]
        at = _beside(made[-1], block, usual) if made else None
        if at is None:
            made.append(single)
            continue
        if at:
            # The lines above belong to a row of their own, whose further cells are empty.
            made.append(Row([made[-1].blocks[-1].split(at)]))
        made[-1].blocks.append(block)
    return made


def _beside(row: Row, block: Block, usual: float) -> int | None:
    """From which of its lines on the last block of a row stands to the left of a block, in one row; None: nowhere."""
    lines = row.blocks[-1].lines
    at = _aligned(lines, block.lines, usual)
    if at is None:
        # Where a page's end cut the row, its cells are not aligned any more.
        above, below = min(line.top for line in row.lines), max(line.bottom for line in row.lines)
        overlap = min(below, block.lines[-1].bottom) - max(above, block.lines[0].top)
        at = 0 if overlap > _OVERLAP * lines[0].em else None
    if at is None or block.left < max(line.right for line in lines[at:]) - _REACH * lines[0].em:
        return None
    return at


def _aligned(lines: Sequence[Line], others: Sequence[Line], usual: float) -> int | None:
    """From which of its lines on one block has the same top or the same middle as another; None where none has.

    The same middle counts first from its first line, from one that opens an element, or from one behind a gap; else it
    is enough that these lines are more than those of the other block beside them.
    """
    near = _ALIGNED * lines[0].em
    apart = list[float]()
    for at in range(len(lines)):
        apart.append(_tops_apart(lines[at:], others))
        if at == 0 or _may_begin(lines[at - 1], lines[at], usual):
            apart[at] = min(apart[at], _middles_apart(lines[at:], others))
    best = _nearest(apart, near)
    if best is None:
        # What begins below the last line may be a cell of the next row.
        beside = [line for line in others if line.top < lines[-1].bottom]
        higher = [at for at, line in enumerate(lines) if beside and line.top < beside[0].top]
        best = _nearest([_middles_apart(lines[at:], beside) for at in higher], near)
    return best


def _nearest(apart: Sequence[float], near: float) -> int | None:
    best = min(range(len(apart)), key=lambda at: round(apart[at] / near), default=None)
    return best if best is not None and apart[best] < near else None


def _may_begin(before: Line, line: Line, usual: float) -> bool:
    return is_gap(before, line, usual) or is_certain(line.text) or label(line.text) is not None


def _tops_apart(lines: Sequence[Line], others: Sequence[Line]) -> float:
    return abs(lines[0].top - others[0].top)


def _middles_apart(lines: Sequence[Line], others: Sequence[Line]) -> float:
    return abs(lines[0].top + lines[-1].bottom - others[0].top - others[-1].bottom) / 2


def _jumps(lines: Sequence[Line]) -> int:
    """How often what is drawn goes up without going to the right."""
    pairs = pairwise(lines)
    return sum(after.bottom < before.top and after.left < before.right for before, after in pairs)
