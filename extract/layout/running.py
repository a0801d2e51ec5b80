"""Running heads and feet: the lines that a printer puts on every page.

Nothing is taken for one because it is repeated: reports repeat their texts. A running line stands first or last on
its page, with the same words, but for the page's number, at the same height, on every page but perhaps the first;
on three pages at least, or on all of two, or outside the frame in which the first page's lines stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.layout.lines import Line, levels

Level = list[Line]
# A head or foot has at most so many lines.
_DEEPEST = 4
# Lines of different pages that stand at one height, in points.
_SAME_HEIGHT = 2.0
_ENOUGH = 3
# How far a browser's own lines stand from the others, in ems.
_APART = 1.0
# How near the edge of its page a browser prints its own lines, in ems.
_OUTERMOST = 2.0
# How near the edge of its page a cut line stands, in ems.
_AT_EDGE = 0.5
# A letter with what reaches up from it; how far one stands from its place in a line of another page, in points; of
# how many lines of its own page it may be one.
_CLUSTER = re.compile("[ก-ฮ][ุู]?[ัิ-ื็-๎]+|[โ-ไ]")
_SAME_LEFT = 1.5
_LOWEST = 2
# n/m and the like, with the word page; หน้า "page", จาก "of".
_PAGE_NUMBER = re.compile(
    r"(?<![\d/])(?:(?:(?:หน้า(?:ที่)?|[Pp]age)\s*)?\d{1,4}\s*(?:/|จาก|of)\s*\d{1,4}|(?:หน้า(?:ที่)?|[Pp]age)\s*\d{1,4}|-\s*\d{1,4}\s*-)"
    r"(?![\d/])"
)
_DIGITS = re.compile(r"\d+")
# What a browser prints: date and hour, an address.
_PRINTED = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}[:.]\d{2}(?:\s*[AaPp][Mm]|\s*น\.)?(?:\t.*)?"
    r"|(?:(?:https?|file|ftp)://|about:|data:)\S*(?:\t.*)?"
)


class Running:
    """The running lines of a document."""

    def __init__(self, pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> None:
        self._levels = [levels(lines) for lines in pages]
        self._shreds = [self._shred(at) for at in range(len(pages))]
        for at, shred in enumerate(self._shreds):
            self._levels[at] = [left for level in self._levels[at] if (left := [x for x in level if x not in shred])]
        self._filled = [at for at, found in enumerate(self._levels) if found]
        self._heights = heights

    def heads(self, page: int) -> list[Level]:
        """The head of a page, counted from 0, line by line; a title stays text where it stands first."""
        found = list[Level]()
        for depth in range(min(_DEEPEST, len(self._levels[page]))):
            if not self._is_running(page, depth) or (self._is_first(page) and not self._is_empty(page, depth)):
                break
            found.append(self._levels[page][depth])
        return found

    def cut(self, page: int) -> list[Level]:
        """The line at the end of a page that the page's end cuts, and that stands whole at the head of the next one.

        Some printers paint such a line on both pages, over the edge of one of them.
        """
        here, there = self._levels[page], self._levels[page + 1] if page + 1 < len(self._levels) else []
        if len(here) < 2 or len(there) < 2 or _places(here[-1]) != _places(there[0]):
            return []
        near = _AT_EDGE * there[0][0].em
        is_cut = there[0][0].top < near or here[-1][0].bottom > self._heights[page] - near
        return [here[-1]] if is_cut else []

    def shreds(self, page: int) -> list[Level]:
        """The letters at the end of a page that are of a line of the next one, and reach up above it."""
        return [self._shreds[page]] if self._shreds[page] else []

    def _shred(self, page: int) -> Level:
        lowest, there = self._levels[page][-_LOWEST:], self._levels[page + 1] if page + 1 < len(self._levels) else []
        found = [line for level in lowest for line in level if _CLUSTER.fullmatch(line.text)]
        return found if found and any(_is_shred(found, level) for level in there[:_DEEPEST]) else []

    def feet(self, page: int) -> list[Level]:
        """The foot of a page, line by line: it stands apart from the body, or says nothing about the report."""
        most = min(_DEEPEST, len(self._levels[page]) - len(self.heads(page)))
        depth = 0
        while depth < most and self._is_running(page, -depth - 1):
            depth += 1
        while depth and not (self._is_empty(page, -depth) or self._is_apart_somewhere(page, -depth)):
            depth -= 1
        return self._levels[page][len(self._levels[page]) - depth :]

    def _is_first(self, page: int) -> bool:
        return page == self._filled[0]

    def _is_empty(self, page: int, depth: int) -> bool:
        """Whether a line says nothing about the report: a page's number, what a browser prints."""
        return self._text(page, depth) == "#" or _PRINTED.fullmatch(self._said(page, depth)) is not None

    def _is_running(self, page: int, depth: int) -> bool:
        if len(self._filled) == 1:
            return self._is_empty(page, depth) and (self._is_apart(page, depth) or self._is_outermost(page, depth))
        again = {other for other in self._filled if self._is_again(page, depth, other)}
        if again == set(self._filled):
            return True
        return again == set(self._filled[1:]) and (
            len(again) >= _ENOUGH or (len(again) > 1 and self._is_outside(page, depth))
        )

    def _is_again(self, page: int, depth: int, other: int) -> bool:
        found = self._levels[other]
        return (
            len(found) >= max(depth + 1, -depth)
            and abs(found[depth][0].middle - self._levels[page][depth][0].middle) < _SAME_HEIGHT
            and self._text(other, depth) == self._text(page, depth)
        )

    def _said(self, page: int, depth: int) -> str:
        return "\t".join(line.text for line in self._levels[page][depth])

    def _text(self, page: int, depth: int) -> str:
        """The words of a line, the numbers of pages and hours as signs."""
        text = self._said(page, depth)
        if _PRINTED.fullmatch(text):
            return _DIGITS.sub("#", text)  # The minute may have passed while it was printed.
        return "#" if text == str(page + 1) else _PAGE_NUMBER.sub("#", text)

    def _is_outside(self, page: int, depth: int) -> bool:
        """Whether a line stands above or below all lines of the first page."""
        line, body = self._levels[page][depth][0], self._levels[self._filled[0]]
        return line.bottom < body[0][0].top or line.top > body[-1][0].bottom

    def _is_outermost(self, page: int, depth: int) -> bool:
        """Whether a browser's line stands at the very edge of its page, where a report has no text."""
        line = self._levels[page][depth][0]
        room = line.top if depth >= 0 else self._heights[page] - line.bottom
        return room < _OUTERMOST * line.em and _PRINTED.fullmatch(self._said(page, depth)) is not None

    def _is_apart_somewhere(self, page: int, depth: int) -> bool:
        """Whether a line stands apart on one of the pages on which it stands: on another, text may reach down to it."""
        return any(self._is_apart(other, depth) for other in self._filled if self._is_again(page, depth, other))

    def _is_apart(self, page: int, depth: int) -> bool:
        found = self._levels[page]
        if len(found) <= max(depth + 1, -depth):
            return False
        line, other = found[depth][0], found[depth + 1 if depth >= 0 else depth - 1][0]
        return max(other.top - line.bottom, line.top - other.bottom) > _APART * line.em


def _is_shred(level: Level, whole: Level) -> bool:
    """Whether every letter of a line stands within a word of another one, at its place there or just behind."""
    return all(any(_is_within(line, other) for other in whole) for line in level)


def _is_within(line: Line, other: Line) -> bool:
    text, strip = line.strip.text.strip(), other.strip
    at = strip.text.find(text)
    while at >= 0:
        end = at + len(text)
        is_near = min(abs(line.left - strip.lefts[at]), abs(line.left - strip.rights[at])) < _SAME_LEFT
        if is_near and (strip.text[:at][-1:].strip() or strip.text[end : end + 1].strip()):
            return True
        at = strip.text.find(text, at + 1)
    return False


def _places(level: Level) -> list[tuple[str, int]]:
    """The words of a line, and where they stand."""
    return [(line.text, round(line.left)) for line in level]
