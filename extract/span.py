"""Spans and cells: a value never travels without the place it was read from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from extract.rule import Rule

if TYPE_CHECKING:
    from extract.document import Document


# Dates, numbers, statuses and codes are shorter.
_SHORT = 32


class Cell(NamedTuple):
    """A value, the name of the rule that read it, and where its pieces stand in the source.

    ``pieces`` are ``(start, end)`` code point offsets into the document's text, in reading order.
    """

    value: Any
    rule: str
    pieces: tuple[tuple[int, int], ...]


class Whole(Protocol):
    """What matches whole stretches: a compiled expression, or what looks before it tries one."""

    def fullmatch(self, text: str, start: int, end: int, /) -> re.Match[str] | None:
        """Match the whole stretch of a text."""


class Span:
    """A stretch of a document; offsets count code points of the document's *view*.

    The view is the text as patterns want to see it (see :mod:`extract.document`); ``source``
    gives the offsets into the text as it was decoded.
    """

    __slots__ = ("document", "end", "start")

    def __init__(self, document: Document, start: int, end: int) -> None:
        self.document = document
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"Span({self.start}, {self.end}, {self.text!r})"

    def __bool__(self) -> bool:
        return self.end > self.start

    @property
    def text(self) -> str:
        """The stretch as patterns see it."""
        return self.document.view[self.start : self.end]

    @property
    def source(self) -> tuple[int, int]:
        """Start and end in the decoded text."""
        return self.document.source(self.start, self.end)

    @property
    def raw(self) -> str:
        """The stretch exactly as it was decoded."""
        start, end = self.source
        return self.document.text[start:end]

    def opens(self, characters: str) -> bool:
        """Whether the first character is one of these: a cheap test before a pattern."""
        return self.document.view[self.start : self.start + 1] in characters

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Match at the start of the stretch."""
        return pattern.match(self.document.view, self.start, self.end)

    def fullmatch(self, pattern: Whole) -> re.Match[str] | None:
        """Match the whole stretch."""
        return pattern.fullmatch(self.document.view, self.start, self.end)

    def search(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Find the first match inside the stretch."""
        return pattern.search(self.document.view, self.start, self.end)

    def group(self, match: re.Match[str], group: int | str = 0) -> Span:
        """Cut one group of a match out, without the blanks around it; empty where it took no part."""
        start, end = match.span(group)
        document = self.document
        if start < 0:
            return Span(document, 0, 0)
        view = document.view
        if start == end or view[start].isspace() or view[end - 1].isspace():
            return document.trimmed(start, end)
        return Span(document, start, end)

    def to(self, other: Span) -> Span:
        """Reach from the start of this stretch to the end of another."""
        return Span(self.document, self.start, other.end)

    def read(self, rule: Rule) -> Cell:
        """Read the stretch by a rule.

        Raises RuleError where the rule cannot read it.
        """
        return read(rule, [self])


def read(rule: Rule, spans: Sequence[Span]) -> Cell:
    """Read one value from stretches that belong together, joined by line breaks.

    Raises RuleError where the rule cannot read them.
    """
    span = spans[0]
    document = span.document
    if len(spans) == 1 and document.is_plain:
        # Nearly every cell is one piece, with the same offsets in text and view.
        start, end = piece = span.start, span.end
        pieces: tuple[tuple[int, int], ...] = (piece,)
        raw = document.text[start:end]
    else:
        pieces = document.places(spans)
        raw = "\n".join([document.text[start:end] for start, end in pieces])
    value = _remembered(rule, raw) if len(raw) < _SHORT else rule(document.known(raw, pieces))
    # The constructor of a named tuple is a function of Python; this is the one of C below it.
    return tuple.__new__(Cell, (value, rule.__name__, pieces))


@lru_cache(maxsize=1 << 14)
def _remembered(rule: Rule, raw: str) -> Any:
    """The value of a short text, which is likely to come again: a rule is a pure function."""
    return rule(raw)
