"""Spans and cells: a value never travels without the place it was read from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from extract.rule import Rule
from extract.thai import Sound

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

    def fullmatch(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Match the whole stretch."""
        return pattern.fullmatch(self.document.view, self.start, self.end)

    def search(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Find the first match inside the stretch."""
        return pattern.search(self.document.view, self.start, self.end)

    def group(self, match: re.Match[str], group: int | str = 0) -> Span:
        """Cut one group of a match out, without the blanks around it; empty where it took no part."""
        start, end = match.span(group)
        if start < 0:
            return Span(self.document, 0, 0)
        view = self.document.view
        if start == end or view[start].isspace() or view[end - 1].isspace():
            return self.document.trimmed(start, end)
        return Span(self.document, start, end)

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
    document = spans[0].document
    text = document.text
    if document.is_plain:
        pieces = tuple([(span.start, span.end) for span in spans])
    else:
        pieces = tuple([piece for span in spans for piece in document.pieces(*span.source)])
    start, end = pieces[0]
    raw = text[start:end] if len(pieces) == 1 else "\n".join([text[start:end] for start, end in pieces])
    value = _remembered(rule, raw) if len(raw) < _SHORT else rule(Sound(raw) if document.is_sound else raw)
    return Cell(value, rule.__name__, pieces)


@lru_cache(maxsize=1 << 14)
def _remembered(rule: Rule, raw: str) -> Any:
    """The value of a short text, which is likely to come again: a rule is a pure function."""
    return rule(raw)
