"""Ordinary blocks: the lines of one report, step or row of a table, matched and read at once.

Nearly all of them look alike to the letter, and line by line each line is asked several times what it is. The pattern
of a block says less than those of its lines: whatever it matches, they match one by one, with the same values. What
is not in the ordinary form is read line by line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from extract.rule import Rule, RuleError
from extract.span import Span
from parsers.line_pattern import LinePattern, Lines, first_of
from parsers.reading import Reading, Row
from parsers.row import Groups
from schemas.frame import FRAMES

# What is left of a line, without the blanks at its end.
REST = r"(?>(?:[^\n]*\S)?)"
_BLANKS = r"[^\S\n]*+"
# From one line to the next that is not blank.
BREAK = rf"{_BLANKS}\n\s*+"

# The place of the next head in lines that begin below another; behind the last line where there is none.
_NextOne = Callable[[Lines, LinePattern], int]
# Reads a block line by line, from its head and the lines below it; gives those that are none of its own.
_ReadOne = Callable[[Reading, Span, Lines], Lines]


def ordinary(expression: str) -> re.Pattern[str]:
    """The pattern of lines in their ordinary form, in which a blank stands for any number of blanks."""
    return re.compile(expression.replace(" ", _BLANKS))


def paragraph(stop: str, *endings: str) -> str:
    """The pattern of what is left of a line and of the lines below it, up to one that begins with ``stop``.

    None of these lines ends with one of the ``endings``.
    """
    ended = "".join(rf"(?<!{ending})" for ending in endings)
    return rf"(?>(?:[^\n]*\S(?>(?:{ended}{BREAK}(?!{stop}){REST})*))?){ended}"


class Block:
    """A block that is a row of a table, by the patterns of its lines, in which a blank stands for any number of blanks.

    ``rules`` read its groups, which neither begin nor end in blanks, in the order in which a row keeps its cells.
    ``following`` is the line that begins the next block, where all lines up to that one belong to this one.
    """

    __slots__ = ("expression", "following", "frame", "groups", "match")

    def __init__(self, table: str, rules: dict[str, Rule], *lines: str, following: str = "") -> None:
        self.expression = ordinary(BREAK.join(lines))
        self.match = self.expression.match
        self.frame = FRAMES[table]
        self.groups = Groups(self.frame, self.expression.groupindex, rules)
        self.following = ordinary(following).fullmatch if following else None

    def read(self, reading: Reading, lines: Lines, at: int, **derived: Any) -> int:
        """Read the blocks that follow one another from a line on; gives the place of the first line behind them."""
        match = self._match_at(lines, at)
        # Where the next block follows, so does its first line, unless a lone return parts it.
        is_seen = not reading.document.has_lone_returns
        while match and (end := _end_of(match, lines, at)):
            after = self._match_at(lines, end)
            is_all = (is_seen and after) or self._is_all(lines, end)
            if not is_all or not self.fill(reading, match, None, **derived):
                break
            at, match = end, after
        return at

    def _match_at(self, lines: Lines, at: int) -> re.Match[str] | None:
        return self.match(lines[at].document.view, lines[at].start) if at < len(lines) else None

    def read_all(
        self, reading: Reading, lines: Lines, head: LinePattern, read_one: _ReadOne, next_one: _NextOne = first_of
    ) -> Lines:
        """Read all blocks, each from a head to the next: ordinary ones at once, any other by ``read_one``.

        Gives the lines before the first head, and those that ``read_one`` gives back.
        """
        at = first_of(lines, head)
        rest = lines[:at]
        while (at := self.read(reading, lines, at)) < len(lines):
            end = at + 1 + next_one(lines[at + 1 :], head)
            rest += read_one(reading, lines[at], lines[at + 1 : end])
            at = end
        return rest

    def _is_all(self, lines: Lines, end: int) -> bool:
        """Whether a block that ends here is followed by none of its own lines."""
        if self.following is None or end == len(lines):
            return True
        line = lines[end]
        return self.following(line.document.view, line.start, line.end) is not None

    def read_into(self, row: Row, lines: Lines) -> tuple[re.Match[str], int] | None:
        """Read the block that the first lines are into a row; gives its match and the place behind it."""
        whole = matched_lines(self.expression, lines)
        return whole if whole and self.fill(row.reading, whole[0], row) else None

    def fill(self, reading: Reading, match: re.Match[str], row: Row | None, **derived: Any) -> bool:
        """Read a match into a row, a new one where none is given.

        False, and nothing is read, where a rule fails or the row says otherwise: what is amiss is told line by line.
        """
        # Rules that take marks out are found cell by cell.
        if reading.document.is_marked:
            return False
        number = len(reading.of(self.frame.name)) if row is None else row.number
        read = Row(reading, self.frame, number, derived)
        try:
            read.read_match(match, self.groups)
        except RuleError:
            return False
        if row is not None and row.contradicts(read):
            return False
        reading.claims.append(match.regs[0])
        if row is None:
            reading.add(read)
        else:
            row.add(read)
        return True


def matched_lines(expression: re.Pattern[str], lines: Lines, at: int = 0) -> tuple[re.Match[str], int] | None:
    """Match whole lines from this one on; gives the place behind them, too."""
    match = expression.match(lines[at].document.view, lines[at].start) if at < len(lines) else None
    end = _end_of(match, lines, at) if match else None
    return (match, end) if match and end else None


def _end_of(match: re.Match[str], lines: Lines, at: int) -> int | None:
    """The place behind the lines from this one on that a match is; None where it is others, or not all of the last."""
    view, (first, last) = match.string, match.span()
    end, reached = at + 1, lines[at].end
    while reached < last and end < len(lines):
        line = lines[end]
        # What is taken out of the lines is still between them; a single character is the line end.
        if line.start - reached != 1 and not view[reached : line.start].isspace():
            return None
        end, reached = end + 1, line.end
    has_lone_return = lines[at].document.has_lone_returns and _has_lone_return(view, first, last)
    return end if reached == last and not has_lone_return else None


def _has_lone_return(view: str, start: int, end: int) -> bool:
    """Whether there is a carriage return that ends a line alone, which no pattern of a block knows."""
    return view.count("\r", start, end) > view.count("\r\n", start, end)
