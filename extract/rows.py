"""Rows and blocks: lines that stand one under another, and blocks that stand beside one another.

Machine-made PDFs draw a table cell by cell, so what comes next is kept together as it comes: a line right
under the one before goes on in its block; one to the right of it, no higher than the row before ends, begins
the next block of its row. Some report writers draw line by line across the cells: there, a line in which a
block's paragraph goes on is put to that block. Where what is drawn jumps to and fro the lines are sorted first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from extract.lines import Columns, Line, is_level

# How far a line may stand out to the left of its block, in ems: in a table, and where an indented line opens it.
_OUTDENT, _INDENT = 0.5, 4.0
# More jumps up and to the left than one in so many lines: the order is none.
_LINES_A_JUMP = 6
_FEWEST_JUMPS = 4


@dataclass(slots=True, eq=False)
class Block:
    """Lines one under another: a paragraph or several, a cell of a table."""

    lines: list[Line]

    @property
    def left(self) -> float:
        """Where it begins."""
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        """Where its longest line ends."""
        return max(line.right for line in self.lines)


@dataclass(slots=True, eq=False)
class Row:
    """Blocks side by side."""

    blocks: list[Block]

    def limits(self) -> list[float]:
        """How far each block can reach: to where the next one begins."""
        return [*(block.left for block in self.blocks[1:]), inf]

    def continued(self, line: Line, columns: Columns) -> Block | None:
        """The block that goes on in a line."""
        for block, limit in zip(self.blocks, self.limits(), strict=True):
            if columns.goes_on(block.lines[-1], line, block.left, limit):
                return block
        return None

    def bottom(self, page: int) -> float:
        """Where it ends on a page."""
        return max((line.bottom for block in self.blocks for line in block.lines if line.page == page), default=0.0)


def rows(lines: Sequence[Line], columns: Columns) -> list[Row]:
    """Group the lines of a page."""
    if _jumps(lines) > max(_FEWEST_JUMPS, len(lines) // _LINES_A_JUMP):
        lines = by_lines(lines)
    is_by_lines = lines == by_lines(lines)
    made: list[Row] = []
    for line in lines:
        if made and (block := _block_of(line, made[-1], is_by_lines, columns)) is not None:
            block.lines.append(line)
        elif made and (at := _beside(made, line, columns)) is not None:
            _split(made, at)
            made[-1].blocks.append(Block([line]))
        else:
            made.append(Row([Block([line])]))
    for row in made:
        for block, limit in zip(row.blocks[:-1], row.limits(), strict=False):
            columns.learn(block.left, limit, (line.right for line in block.lines))
    return made


def by_lines(lines: Sequence[Line]) -> list[Line]:
    """Sort the lines of a page: from the top, those that stand side by side from the left."""
    levels: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.middle, line.left)):
        if levels and is_level(levels[-1][0], line):
            levels[-1].append(line)
        else:
            levels.append([line])
    return [line for level in levels for line in sorted(level, key=lambda line: line.left)]


def continue_row(before: Row, after: Row, columns: Columns) -> bool:
    """Put the first row of a page to the last one of the page before, where a block of it goes on."""
    pairs = [(block, before.continued(block.lines[0], columns)) for block in after.blocks]
    if not any(found for _, found in pairs):
        return False
    for block, found in pairs:
        if found is not None:
            found.lines += block.lines
        else:
            at = next((n for n, other in enumerate(before.blocks) if other.left > block.left), len(before.blocks))
            before.blocks.insert(at, block)
    return True


def _block_of(line: Line, row: Row, is_by_lines: bool, columns: Columns) -> Block | None:
    """The block of the last row that the line stands right under."""
    if _is_under(row.blocks[-1], line, columns, len(row.blocks) == 1):
        return row.blocks[-1]
    return row.continued(line, columns) if is_by_lines else None


def _is_under(block: Block, line: Line, columns: Columns, is_alone: bool) -> bool:
    last = block.lines[-1]
    if not columns.is_next(last, line) or is_level(last, line):
        return False
    outdent = (_INDENT if is_alone else _OUTDENT) * last.em
    return block.left - outdent < line.left < block.right


def _beside(made: Sequence[Row], line: Line, columns: Columns) -> int | None:
    """From which of its lines on the last block stands to the left of the line, in one row; None where none does."""
    row, lines = made[-1], made[-1].blocks[-1].lines
    at = next((n for n, other in enumerate(lines) if is_level(other, line) or other.middle > line.middle), None)
    if at is None:
        # Nothing of the block is so low, but another block of the row may be.
        at = 0 if line.middle < row.bottom(line.page) else len(lines)
    while 0 < at < len(lines) and columns.goes_on(lines[at - 1], lines[at]):
        at -= 1  # A cell may stand beside the middle of a paragraph.
    if at == len(lines) or line.left < max(other.right for other in lines[at:]) - line.em:
        return None
    above = lines[at - 1].bottom if at else made[-2].bottom(line.page) if len(made) > 1 else 0.0
    return at if above - line.em / 2 < line.middle else None


def _split(made: list[Row], at: int) -> None:
    """Begin a new row with the lines of the last block from one on, where it is not the first."""
    last = made[-1].blocks[-1]
    if at:
        made.append(Row([Block(last.lines[at:])]))
        del last.lines[at:]


def _jumps(lines: Sequence[Line]) -> int:
    """How often what is drawn goes up without going to the right."""
    pairs = zip(lines, lines[1:], strict=False)
    return sum(after.bottom < before.top and after.left < before.right for before, after in pairs)
