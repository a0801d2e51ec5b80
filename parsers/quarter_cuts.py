"""Where the rows of a quarter table end that has a line for a cell.

Blank cells leave blank lines, or none, so that a number below a quarter may be a value of it or the next quarter.
What stands further down tells: scores end a row, and the quarters follow one another. A row is sure where all ways to
cut the lines into rows agree on it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from extract.pages import PAGE_END
from extract.span import Span
from parsers.furniture import NUMBER
from parsers.line_pattern import Lines, any_of, line_pattern, one_of
from parsers.reading import Row
from parsers.wide_quarters import SCORES

# The values below the head; the scores end a row.
VALUE = one_of(number=any_of(NUMBER, line_pattern("-")), scores=SCORES)
# So few rows have no most.
_FEW = 2
_QUARTERS = ("1", "2", "3", "4")
# The empty lines below a row, up to the end of a page, and the next quarter.
_BELOW = re.compile(r"(?P<blanks>[^\S\f]*+)(?P<quarter>[2-4๒-๔][^\S\r\n]*+[\r\n])?")

# Where the rows begin, and where the last one ends.
_Cut = tuple[int, ...]


def row_end(lines: Lines, at: int) -> tuple[int, bool] | None:
    """Where the row whose quarter stands here ends, and whether that is sure.

    A row that is not sure ends where all ways to cut the lines agree again. None where there is no way.
    """
    cuts = _cuts(lines, at)
    if len(cuts) > 1:
        fewest = min(_gaps(lines, cut) for cut in cuts)
        cuts = [cut for cut in cuts if _gaps(lines, cut) == fewest]
    if len(cuts) > 1:
        cuts = [cut for cut in cuts if _is_even(lines, cut)] or cuts
    if not cuts:
        return None
    end = min(set.intersection(*[set(cut[1:]) for cut in cuts]))
    return end, all(cut[1] == end for cut in cuts)


def is_scores(lines: Lines, at: int, place: int) -> bool:
    """Whether the line at a place is the scores of the row at ``at``; a dash in the fourth place, at its end, is."""
    if lines[place].fullmatch(SCORES):
        return True
    is_end = place + 1 == len(lines) or lines[place + 1].text in _QUARTERS
    return is_end and place == at + 3 and lines[place].text == "-"


def has_blank_cells(lines: Lines) -> bool:
    """Whether a row without scores has an empty line for each cell that it lacks, all below its values."""
    document = lines[0].document
    places = [document.line(line.source[0]) for line in lines]
    if len(lines) > 3 or places[-1] - places[0] >= len(lines):
        return False
    match = _BELOW.match(document.text, lines[-1].source[1])
    assert match is not None, "it may match nothing"
    # Below the last row an empty line may be the one that parts it from what follows.
    return document.line(match.end("blanks")) - places[0] >= (5 if match["quarter"] is None else 4)


def has_result(table: Lines, quarter: Span, value: Span, scores: Span) -> bool | None:
    """Whether the only value of a row is its result; None where that is not clear.

    More line ends before the value than after it: the first of two columns is blank, unless a page ends there, lines
    of a printed page stand there, or blank ones below all quarters, as programs that cut pages into blocks leave them.
    Where most rows have a line for their blank cell, one without may have lost that of either column.
    """
    before, after = _distance(quarter, value), _distance(value, scores)
    if before <= after:
        return None if _lacks_line(_heights(table), before + after) else True
    if PAGE_END in quarter.to(value).raw or quarter.document.view[quarter.end : value.start].strip():
        return None
    usual, others = _depths(table)
    if usual:
        return None if min(usual) < before <= max(usual) else before <= min(usual)
    return None if others > 1 else False


def is_uneven(rows: list[Row]) -> bool:
    """Whether most rows of a table with one value have a line for their blank cell, and some have not."""
    heights = []
    for row in rows:
        places = row.places
        if ("result" in places) != ("evaluation" in places) and "quarter" in places and "score_2_1" in places:
            start, end = places["quarter"][1], places["score_2_1"][0]
            heights.append(row.reading.document.view.count("\n", start, end))
    return len(heights) > _FEW and any(_lacks_line(heights, height) for height in {*heights})


def _heights(table: Lines) -> list[int]:
    """How many lines the scores stand below their quarters, in rows with one value."""
    quarters = [at for at, line in enumerate(table) if line.text in _QUARTERS]
    return [_distance(table[at], table[at + 2]) for at in quarters if _next_scores(table, at) == at + 2]


def _lacks_line(heights: list[int], height: int) -> bool:
    """Whether most rows are a line higher than one of this height."""
    return heights.count(height + 1) > heights.count(height) and max(heights) == height + 1


def _depths(table: Lines) -> tuple[list[int], int]:
    """How many lines below their quarters the results stand, and how many rows have a value that may be none."""
    depths: list[int] = []
    others = 0
    for at, quarter in enumerate(table):
        if quarter.text not in _QUARTERS or (end := _next_scores(table, at)) is None:
            continue
        depth = _distance(quarter, table[at + 1])
        if end == at + 2 and depth > _distance(table[at + 1], table[end]):
            others += 1
        elif PAGE_END not in quarter.to(table[at + 1]).raw:
            depths.append(depth)
    return depths, others


def _next_scores(table: Lines, at: int) -> int | None:
    """Where the scores of a row of one or two values are."""
    for end in range(at + 1, min(at + 4, len(table))):
        match = table[end].fullmatch(VALUE)
        if match is None or table[end].text == str(int(table[at].text) + 1):
            return None
        if match.lastgroup == "scores":
            return end if end > at + 1 else None
    return None


def _distance(above: Span, below: Span) -> int:
    """How many lines one stretch stands below another."""
    return above.document.line(below.source[0]) - above.document.line(above.source[1])


def _cuts(lines: Lines, at: int) -> list[_Cut]:
    """All ways to cut the lines from a quarter on into rows of at most two values and, below them, scores."""
    cuts: list[_Cut] = []
    for place in range(at + 1, min(at + 4, len(lines) + 1)):
        has_scores = place < len(lines) and is_scores(lines, at, place)
        end = place + has_scores
        below = lines[end].text if end < len(lines) else ""
        if below in _QUARTERS:
            # Where an earlier quarter is below, one of the numbers is a stray one, and this is no way.
            cuts += [(at, *cut) for cut in _cuts(lines, end)] if below > lines[at].text else ()
        elif has_scores or end == len(lines) or _is_text(below):
            cuts.append((at, end))
        if has_scores or end == len(lines) or not lines[place].fullmatch(VALUE):
            break
    return cuts


def _is_text(below: str) -> bool:
    """Whether a line is too long for an odd cell of the table."""
    return len(below) > 16 and not below[0].isdigit()


def _gaps(lines: Lines, cut: _Cut) -> int:
    """How many quarters a cut leaves out between its rows."""
    return int(lines[cut[-2]].text) - int(lines[cut[0]].text) - (len(cut) - 2)


def _is_even(lines: Lines, cut: _Cut) -> bool:
    """Whether rows stand equally far apart, and each of their cells in its place, as where blank lines are kept."""
    document = lines[cut[0]].document
    places = {at: document.line(lines[at].source[0]) for at in range(cut[0], cut[-1])}
    heights = {places[below] - places[above] for above, below in pairwise(cut[:-1])}
    if len(heights) != 1 or (height := heights.pop()) % 4:
        return False

    def is_in_place(begin: int, at: int) -> bool:
        column = (places[at] - places[begin]) * 4 / height
        return column == 3 if is_scores(lines, begin, at) else column in (1, 2)

    return all(is_in_place(begin, at) for begin, end in pairwise(cut) for at in range(begin + 1, end))
