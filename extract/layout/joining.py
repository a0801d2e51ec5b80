"""Joining of rows: a row that goes on below, where cells are drawn line by line, and one that a page's end cuts."""

from __future__ import annotations

from collections.abc import Sequence

from extract.layout.edges import unit
from extract.layout.lines import SAME_PLACE, pitch
from extract.layout.openings import counts_on, ends_label, is_sign, label
from extract.layout.paragraphs import Paragraphs
from extract.layout.rows import PITCHES, Block, Row


def join_rows(pages: Sequence[list[Row]], by_level: Sequence[bool], paragraphs: Paragraphs, usual: float) -> None:
    """Put rows together that are pieces of one, on a page and over its end; the first piece takes the others' lines."""
    for rows, is_by_level in zip(pages, by_level, strict=True):
        if is_by_level:
            _join_levels(rows, paragraphs, usual)
    last: Row | None = None
    for rows in pages:
        if last is not None and rows:
            rows[:1] = _joined(last, rows[0], paragraphs)
        last = rows[-1] if rows else last


def _join_levels(rows: list[Row], paragraphs: Paragraphs, usual: float) -> None:
    kept: list[Row] = []
    for row in rows:
        is_near = kept and _is_right_under(kept[-1], row, usual)
        kept += _joined(kept[-1], row, paragraphs) if is_near else [row]
    rows[:] = kept


def _is_right_under(row: Row, after: Row, usual: float) -> bool:
    lowest, line = max(row.lines, key=lambda line: line.top), after.blocks[0].lines[0]
    return 0 < pitch(lowest, line) < usual * PITCHES


def _joined(before: Row, after: Row, paragraphs: Paragraphs) -> list[Row]:
    """What is left of a row when the one before has taken what goes on with it: nothing, a part, or all of it."""
    block, above = after.blocks[0], _above(before, after.blocks[0])
    rest = list[Row]()
    if above is not None and len(after.blocks) == 1 < len(before.blocks):
        if _is_behind(before, above, block):
            return [after]
        limit = before.limits()[before.blocks.index(above)]
        ends = [at for at, line in enumerate(block.lines) if line.right > limit]
        begun = [at for at in paragraphs.begin(block)[1:] if ends and at <= ends[-1]]
        # What reaches under the next cell is of none; only what goes on may be of one.
        if ends and (not begun or ends[0] < begun[0]):
            return [after]
        rest = [Row([paragraphs.part(block, begun[0])])] if ends else []
    if _continue(before, after, paragraphs):
        return rest
    return [after, *rest]


def _is_behind(row: Row, above: Block, block: Block) -> bool:
    """Whether a row is one line, its labelled values apart by tabs, which goes on at its beginning, below the first.

    The last one is empty there, or what goes on would have had room behind the first.
    """
    last = row.blocks[-1]
    if above is not row.blocks[0] or not (_is_value(above) and label(last.lines[0].text)):
        return False
    return ends_label(last.lines[-1].text) or unit(block.lines[0]) < row.blocks[1].left - above.right


def _is_value(block: Block) -> bool:
    return label(block.lines[0].text) is not None and not ends_label(block.lines[-1].text)


def _continue(before: Row, after: Row, paragraphs: Paragraphs) -> bool:
    """Put a row to the one before, where a paragraph of it goes on and no cell of it opens anew."""
    pairs = [(block, _above(before, block)) for block in after.blocks]
    going = [above is not None and paragraphs.continues(above, block) for block, above in pairs]
    opened = [_opens(above, block) for block, above in pairs]
    if not any(going) or any(opens and not goes for opens, goes in zip(opened, going, strict=True)):
        return False
    for block, above in pairs:
        if above is not None:
            above.add(block.lines)
        else:
            at = next((n for n, other in enumerate(before.blocks) if other.left > block.left), len(before.blocks))
            before.blocks.insert(at, block)
    return True


def _above(row: Row, block: Block) -> Block | None:
    """The block of a row in whose column another one stands."""
    return next((other for other in row.blocks if abs(other.left - block.lines[0].left) < SAME_PLACE), None)


def _opens(above: Block | None, block: Block) -> bool:
    """Whether a cell opens anew: with a sign, a label or the next number, or under a label that its colon ends."""
    text, said = block.lines[0].text, " ".join(line.text for line in above.lines) if above else ""
    return is_sign(text) or label(text) is not None or ends_label(said) or counts_on(said, text)
