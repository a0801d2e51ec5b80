"""Running heads and feet: the lines that a printer puts on every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extract.lines import Columns, Line, is_level
from extract.rows import by_lines

Level = list[Line]
# A head or foot has at most so many lines.
_DEEPEST = 4
# Lines of different pages that stand at one height, in points.
_SAME_HEIGHT = 3.0
# A line that is as long as this is not twice the same by chance.
_TELLING = 20
# What a browser prints: date and hour, an address; n/m. หน้า "page", จาก "of".
_PAGE_NUMBER = (
    r"(?:(?:หน้า(?:ที่)?|[Pp]age)\s*)?\d{1,4}\s*(?:/|จาก|of)\s*\d{1,4}|(?:หน้า(?:ที่)?|[Pp]age)\s*\d{1,4}|-\s*\d{1,4}\s*-"
)
_PRINTED_BY = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}[:.]\d{2}(?:\s*[AaPp][Mm]|\s*น\.)?(?:\t.*)?"
    rf"|(?:https?|file|ftp)://\S*(?:\t.*)?|about:\S*(?:\t.*)?|data:\S*(?:\t.*)?|(?:.*\t)?(?:{_PAGE_NUMBER})"
)
_NUMBERED = re.compile(_PAGE_NUMBER)


class Running:
    """The running lines of a document, found by what a browser prints and by what stands on several pages."""

    def __init__(self, pages: Sequence[Sequence[Line]], columns: Columns) -> None:
        self._levels = [_levels(lines) for lines in pages]
        self._columns = columns
        self._heads = Counter(_sign(level) for levels in self._levels for level in levels[:_DEEPEST])
        self._feet = Counter(_sign(level) for levels in self._levels for level in levels[-_DEEPEST:])
        self._enough = max(2, (len(pages) + 1) // 2)

    def heads(self, page: int) -> list[Level]:
        """The head of a page, counted from 0, line by line; a title stays text where it stands first."""
        levels, found = self._levels[page], list[Level]()
        for level in levels[:_DEEPEST]:
            is_again = page > 0 and (self._is_repeated(level, self._heads) or self._has_stood(page, level))
            if not (_is_printed(level, page) or is_again) or self._goes_on(page, level):
                break
            found.append(level)
        return found

    def feet(self, page: int) -> list[Level]:
        """The foot of a page, line by line."""
        levels, found = self._levels[page], list[Level]()
        for level in reversed(levels[-_DEEPEST:]):
            if not (_is_printed(level, page) or self._is_repeated(level, self._feet)):
                break
            found.insert(0, level)
        return found

    def _is_repeated(self, level: Level, seen: Counter[tuple[str, int]]) -> bool:
        text, height = _sign(level)
        if len(text) < _TELLING and "#" not in text:
            return False
        times = sum(seen[text, height + step] for step in (-1, 0, 1))
        return len(self._levels) > 1 and times >= self._enough

    def _has_stood(self, page: int, level: Level) -> bool:
        text = _text(level)
        if len(text) < _TELLING:
            return False
        return any(_text(other) == text for levels in self._levels[:page] for other in levels)

    def _goes_on(self, page: int, level: Level) -> bool:
        """Whether several cells of the page before go on in this line: a row that is cut alike on two pages."""
        before = self._levels[page - 1][-_DEEPEST:] if page else []
        lines = [line for other in before for line in other]
        return len(level) > 1 and all(any(self._columns.goes_on(one, line) for one in lines) for line in level)


def _levels(lines: Sequence[Line]) -> list[Level]:
    levels: list[Level] = []
    for line in by_lines(lines):
        if levels and is_level(levels[-1][0], line):
            levels[-1].append(line)
        else:
            levels.append([line])
    return levels


def _text(level: Level) -> str:
    return "\t".join(line.text for line in level)


def _sign(level: Level) -> tuple[str, int]:
    """What tells a line again on another page: its words, and its height; its number does not."""
    return _NUMBERED.sub("#", _text(level)), round(level[0].middle / _SAME_HEIGHT)


def _is_printed(level: Level, page: int) -> bool:
    """Whether a browser or an office program prints such a line by itself."""
    text = _text(level)
    return text == str(page + 1) or _PRINTED_BY.fullmatch(text) is not None
