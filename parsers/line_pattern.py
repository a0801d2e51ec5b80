"""Patterns of whole lines, told apart by the first character before a pattern is tried.

A page is asked for a dozen kinds of lines, and most lines are none of them. Looking at one character costs a
fraction of what a pattern costs that fails at it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from extract.pages import PAGE_END
from extract.span import Span

Lines = list[Span]

_BLANK_LINE = re.compile(rf"(?:\r\n?+|\n)[^\S\r\n{PAGE_END}]*+[\r\n]")


class LinePattern:
    """What a whole line is; ``initials`` are the characters that such a line may begin with, all where it is None.

    A line is trimmed and not empty, so that blanks at the front of the pattern are no initials. ``fullmatch`` is
    that of the expression: for a single line it costs as much to look first.
    """

    __slots__ = ("expression", "fullmatch", "initials")

    def __init__(self, expression: str, initials: frozenset[str] | None) -> None:
        self.expression = re.compile(expression)
        self.fullmatch = self.expression.fullmatch
        self.initials = initials

    @property
    def names(self) -> list[str]:
        """The names of its groups, in order."""
        return list(self.expression.groupindex)


def line_pattern(expression: str, initials: str = "") -> LinePattern:
    """The pattern of a line that begins with one of these characters, with any where none are given."""
    return LinePattern(expression, frozenset(initials) or None)


def heading(words: str) -> LinePattern:
    """The pattern of a heading, with or without the marks of Markdown and a colon; words begin with a letter."""
    return line_pattern(rf"[\\*#\s]*+{words}[\\*\s:.…]*+", rf"\*#{words[0]}")


def headings(**words: str) -> LinePattern:
    """One pattern out of several headings; ``lastgroup`` of a match names the heading, by a group that is empty."""
    said = "|".join(f"{expression}(?P<{name}>)" for name, expression in words.items())
    initials = "".join(expression[0] for expression in words.values())
    return line_pattern(rf"[\\*#\s]*+(?:{said})[\\*\s:.…]*+", rf"\*#{initials}")


def any_of(*patterns: LinePattern) -> LinePattern:
    """One pattern for what any of these matches: one search is faster than several."""
    expression = "|".join(f"(?:{pattern.expression.pattern})" for pattern in patterns)
    return LinePattern(expression, _initials(patterns))


def one_of(**patterns: LinePattern) -> LinePattern:
    """One pattern out of several; ``lastgroup`` of a match names the first of them that matches."""
    expression = "|".join(f"(?P<{name}>{pattern.expression.pattern})" for name, pattern in patterns.items())
    return LinePattern(expression, _initials(patterns.values()))


def _initials(patterns: Iterable[LinePattern]) -> frozenset[str] | None:
    initials: frozenset[str] = frozenset()
    for pattern in patterns:
        if pattern.initials is None:
            return None
        initials |= pattern.initials
    return initials


def found(lines: Lines, pattern: LinePattern) -> list[tuple[int, re.Match[str]]]:
    """The lines that are what the pattern says, as places and matches."""
    view, initials, fullmatch = lines[0].document.view if lines else "", pattern.initials, pattern.fullmatch
    if initials is None:
        return [(at, match) for at, line in enumerate(lines) if (match := fullmatch(view, line.start, line.end))]
    return [
        (at, match)
        for at, line in enumerate(lines)
        if view[line.start] in initials and (match := fullmatch(view, line.start, line.end))
    ]


def ending_of(line: Span, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Match from the last colon of a line to its end."""
    view = line.document.view
    colon = view.rfind(":", line.start, line.end)
    return pattern.fullmatch(view, colon, line.end) if colon >= 0 else None


def are_parted(above: Span, line: Span) -> bool:
    """Whether a blank line stands between two lines."""
    return _BLANK_LINE.search(line.document.view, above.end, line.start) is not None


def are_next(above: Span, line: Span) -> bool:
    """Whether nothing stands between two lines: those that printers put between pages are taken out."""
    return not line.document.view[above.end : line.start].strip()


def with_parted(lines: Lines, pattern: LinePattern) -> Lines:
    """Lines with the first that is what the pattern says parted into the groups of it."""
    for at, match in found(lines, pattern)[:1]:
        lines = [*lines[:at], *(lines[at].group(match, name) for name in pattern.names), *lines[at + 1 :]]
    return lines


def with_whole(lines: Lines, torn: LinePattern, goes_on: Callable[[Span, Span], object]) -> Lines:
    """Lines with each that is what the pattern says joined to the next one, where that goes on with it right below."""
    for at, _ in found(lines[:-1], torn)[::-1]:
        if are_next(lines[at], lines[at + 1]) and goes_on(lines[at], lines[at + 1]):
            lines = [*lines[:at], lines[at].to(lines[at + 1]), *lines[at + 2 :]]
    return lines


def with_joined(lines: Lines, torn: LinePattern, whole: re.Pattern[str]) -> Lines:
    """Lines with each that is what ``torn`` says joined to the next one, where the two are what ``whole`` says."""
    return with_whole(lines, torn, lambda line, below: line.to(below).fullmatch(whole))


def first_of(lines: Lines, pattern: LinePattern) -> int:
    """The place of the first line that is what the pattern says; behind the last line where there is none."""
    view, initials, fullmatch = lines[0].document.view if lines else "", pattern.initials, pattern.fullmatch
    for at, line in enumerate(lines):
        if (initials is None or view[line.start] in initials) and fullmatch(view, line.start, line.end):
            return at
    return len(lines)
