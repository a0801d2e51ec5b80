"""Paragraphs: whether one goes on from a printed line to the next.

Thai is wrapped without a sign, so this is decided by a rule, from what speaks for and against:

- lines of two sizes, further apart than usual, or not beginning where their column begins are never of one;
- a line that would have had room for the next word ends its paragraph (:mod:`extract.layout.edges`);
- a bullet, the next number of a list, a label, or words that open elements elsewhere begin one, and words that end
  elements elsewhere end one (:mod:`extract.layout.openings`); a number, an amount or a bracket does not;
- where this document leaves a gap behind every short line, lines without one belong together;
- where what follows most full lines stands apart, none is wrapped: none goes on over a gap or a page's end;
- else a full line goes on, one that is not quite full where the page's printer may have broken a long word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.layout.edges import Edges, Fit
from extract.layout.lines import SAME_PLACE, Line, is_thai, pitch, places
from extract.layout.lines import is_gap as stand_apart
from extract.layout.moved import WIDEST, Moved
from extract.layout.openings import (
    Number,
    are_next,
    are_siblings,
    colons,
    counts_on,
    ending,
    ends_label,
    is_certain,
    is_code,
    is_expecting,
    is_filled,
    is_numbered,
    is_open,
    is_sign,
    label,
    number,
    opening,
)
from extract.layout.rows import PITCHES, Block, Row

# How much the sizes of lines of one paragraph differ.
_SIZES = 1.15
# A line with so much room behind it is a short one even where no gap tells, in ems.
_SHORT = 12.0
# How far a bullet's text hangs, in ems.
_HANGING = 3.5
# So often must be seen what is a rule of this document, and so rarely what speaks against it.
_OFTEN, _RARE = 5, 0.05
_TWICE = 2


class Paragraphs:
    """What a document shows of its paragraphs, learned from the lines where there is no doubt."""

    def __init__(self, pages: Sequence[Sequence[Row]], usual: float, moved: Moved, edges: Edges) -> None:
        self._usual = usual
        self._moved = moved
        self._edges = edges
        self._openings, self._endings = Counter[str](), Counter[str]()
        self._joints = Counter[str]()
        self._headings = set[Number]()
        gaps, wraps = [0, 0], [0, 0]
        for rows in pages:
            for before, after, block, is_cut in _pairs(rows):
                said = _said(block, before)
                fit, is_cell = edges.edge(block).fit(before, after, block.lines), self._is_cell(block)
                is_gap = (is_cut or not is_cell) and stand_apart(before, after, usual)
                if fit is Fit.SHORT or is_gap or is_certain(after.text):
                    self._openings[opening(after.text)] += 1
                    self._add_heading(number(after.text))
                    self._endings[ending(said)] += 1
                elif fit is Fit.FULL and not is_cut:
                    self._joints[opening(after.text)] += 1
                    self._joints[ending(said)] += 1
                if not is_cell:
                    gaps[is_gap] += fit is Fit.SHORT
                    wraps[is_cut or pitch(before, after) > usual * PITCHES] += fit is not Fit.SHORT
        # Where what follows most full lines stands apart, they were not wrapped: they are just the longest ones.
        self._wraps = wraps[0] >= max(wraps[1], 1)
        self._has_gaps = gaps[1] >= _OFTEN and gaps[0] <= _RARE * gaps[1]

    def _add_heading(self, found: Number | None) -> None:
        if found is not None:
            self._headings.add(found)

    def begin(self, block: Block) -> list[int]:
        """The places of those lines of a block with which its paragraphs begin."""
        found = [0]
        for at in range(1, len(block.lines)):
            if not self._goes_on(block, found[-1], at):
                found.append(at)
        return found

    def continues(self, block: Block, after: Block) -> bool:
        """Whether the paragraph that ends a block goes on in another one: below, or on the next page."""
        whole = Block([*block.lines, *after.lines])
        self._edges.share(block, whole)
        return self._goes_on(whole, self.begin(block)[-1], len(block.lines))

    def part(self, block: Block, at: int) -> Block:
        """Part a block before one of its lines, and give the rest."""
        rest = block.split(at)
        self._edges.share(block, rest)
        return rest

    def _goes_on(self, block: Block, start: int, at: int) -> bool:
        lines = block.lines
        before, after = lines[at - 1], lines[at]
        if after.is_item or not (_are_of_one_size(before, after) and self._begins_column(block, start, at)):
            return False
        if self._is_cell(block) and _are_label(lines[start:at]):
            return False
        edge = self._edges.edge(block)
        fit = edge.fit(before, after, lines)
        if not self._is_next(before, after, fit, self._is_cell(block)):
            return False
        if fit is Fit.SHORT and not (self._is_tight(block, at) and edge.right - before.right < _SHORT * before.em):
            return False
        return not self._opens(block, start, at, fit)

    def _is_tight(self, block: Block, at: int) -> bool:
        """Whether there is no gap between two lines of a text in which elements have gaps between them."""
        before, after = block.lines[at - 1], block.lines[at]
        is_near = before.page == after.page and not stand_apart(before, after, self._usual)
        return is_near and self._has_gaps and not self._is_cell(block)

    def _is_next(self, before: Line, after: Line, fit: Fit, is_cell: bool) -> bool:
        """Whether one line stands right under another, or, where text wraps, begins its page or may have been moved."""
        can_be_apart = is_cell or self._wraps
        if after.page != before.page:
            return can_be_apart
        is_full = is_cell or fit is Fit.FULL
        is_moved = after in self._moved.certain or (is_full and after in self._moved.last)
        widest = WIDEST if can_be_apart and is_moved else PITCHES
        return 0 < pitch(before, after) < self._usual * widest

    def _begins_column(self, block: Block, start: int, at: int) -> bool:
        first, before, after = block.lines[start], block.lines[at - 1], block.lines[at]
        hang, slack = after.left - block.left, self._edges.edge(block).right - before.right
        indent = before.left - block.left
        _, middle, right = (abs(one - other) < SAME_PLACE for one, other in places(before, after))
        if indent > SAME_PLACE and abs(indent - slack) < SAME_PLACE and not (middle or self._is_cell(block)):
            return False  # A title that stands in the middle.
        if abs(hang) < SAME_PLACE or abs(after.left - before.left) < SAME_PLACE:
            return True
        is_listed = is_sign(first.text) or number(first.text) is not None
        if 0 < hang < _HANGING * before.em and is_listed and at - 1 == start:
            return True
        # Lines that stand in the middle, and cells whose lines end on one place.
        return middle or (right and self._is_cell(block))

    def _is_cell(self, block: Block) -> bool:
        return self._edges.is_in_table(block)

    def _opens(self, block: Block, start: int, at: int, fit: Fit) -> bool:
        """Whether an element begins with a line, as far as its words and those before tell."""
        lines = [line.text for line in block.lines]
        text, said, below = lines[at], " ".join(lines[start:at]), lines[at + 1 :]
        if self._is_cell(block) and ends_label(text) and not below:
            return False  # The end of a label that fills a cell of its own.
        if self._is_cell(block) and counts_on(said, text):
            return True
        if is_certain(text) or (label(text) and self._is_known(self._openings, opening(text), _TWICE)):
            return True
        if is_open(said):
            return False
        if not self._is_cell(block) and self._is_heading(text, below):
            return True
        if not is_expecting(said) and is_numbered(text, lines[start], below):
            return True
        if self._is_tight(block, at):
            return False
        if (label(text) and colons(said) <= 1) or are_siblings(lines[start], text, fit is Fit.DOUBTFUL):
            return True
        return not self._is_cell(block) and self._begins_text(text, said, fit)

    def _begins_text(self, text: str, said: str, fit: Fit) -> bool:
        """Whether an element begins with a line of a text that stands in no table, where its words tell less."""
        if is_filled(text) or self._is_known(self._endings, ending(said), 1):
            return True
        is_known = self._is_known(self._openings, opening(text), _TWICE)
        return fit is Fit.DOUBTFUL and (is_known or is_code(text))

    def _is_heading(self, text: str, below: Sequence[str]) -> bool:
        """Whether the number of a section opens a line, right before or behind one that is known.

        One that has no parts, as 2. has none, also opens lists: there, another element must begin below it.
        """
        own = number(text)
        if own is None or not any(are_next(own, other) for other in self._headings):
            return False
        if len(own[1]) > 1:
            return True
        after = number(below[0]) if below else None
        return below == [] or is_certain(below[0]) or (after is not None and after[1][:-1] == own[1])

    def _is_known(self, seen: Counter[str], words: str, least: int) -> bool:
        """Whether words begin or end elements more often than not."""
        return words != "" and seen[words] >= max(least, _TWICE * self._joints[words])


def _pairs(rows: Sequence[Row]) -> Iterator[tuple[Line, Line, Block, bool]]:
    """Lines of a page that stand one under another in a column, the block of the first; whether that ends with it."""
    last: dict[float, Block] = {}
    for row in rows:
        for block in row.blocks:
            above = last.get(round(block.left))
            if above is not None:
                yield above.lines[-1], block.lines[0], above, True
            for before, after in pairwise(block.lines):
                yield before, after, block, False
            last[round(block.left)] = block


def _are_of_one_size(one: Line, other: Line) -> bool:
    """Whether two lines are of one size, as far as they show it: that of other scripts may not be that of Thai."""
    return 1 / _SIZES < one.size / other.size < _SIZES or is_thai(one.text) != is_thai(other.text)


def _are_label(lines: Sequence[Line]) -> bool:
    """Whether lines of a cell are a label that its colon ends, and no value that :: opens."""
    return not is_sign(lines[0].text) and ends_label(" ".join(line.text for line in lines))


def _said(block: Block, line: Line) -> str:
    """The text of a line of a block, and of the one above: what ends with it may begin there."""
    at = block.lines.index(line)
    return " ".join(other.text for other in block.lines[max(at - 1, 0) : at + 1])
