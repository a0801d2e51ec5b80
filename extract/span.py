"""Spans and cells: a value never travels without the place it was read from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from extract.rule import UNMENDED, VERBATIM, Rule

if TYPE_CHECKING:
    from extract.document import Document


# Dates, numbers, statuses and codes are shorter, and likely to come again.
_SHORT = 32
# So many short texts are remembered of a rule before it begins anew.
_MANY = 1 << 12

Place = tuple[int, int]


class Cell(NamedTuple):
    """A value, the name of the rule that read it, and where its pieces stand in the source.

    ``pieces`` are ``(start, end)`` code point offsets into the document's text, in reading order.
    """

    value: Any
    rule: str
    pieces: tuple[Place, ...]


class _Values(dict[str, Any]):
    """The values of short texts that a rule has read before: a rule is a pure function."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.name = rule.__name__
        self.is_verbatim = rule in VERBATIM
        self.is_unmended = rule in VERBATIM or rule in UNMENDED

    def __missing__(self, raw: str) -> Any:
        value = self.rule(raw)
        if len(self) >= _MANY:
            self.clear()
        self[raw] = value
        return value


class _Memory(dict[Rule, _Values]):
    """What each rule has read."""

    def __missing__(self, rule: Rule) -> _Values:
        self[rule] = values = _Values(rule)
        return values


_REMEMBERED = _Memory()
# The constructor of a named tuple is a function of Python; this is the one of C below it.
_new = tuple.__new__


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
        return read(rule, self.document, ((self.start, self.end),))


def read(rule: Rule, document: Document, places: tuple[Place, ...]) -> Cell:
    """Read one value from stretches of the view that belong together, joined by line breaks.

    Raises RuleError where the rule cannot read them.
    """
    values = _REMEMBERED[rule]
    # A plain document is the usual one; there a stretch of the view is a piece of the text with the same offsets.
    if document.is_plain:
        pieces, is_in_view = places, not values.is_verbatim
    else:
        pieces, is_whole = document.located(places)
        is_in_view = is_whole and not values.is_unmended
    words, cuts = (document.view, places) if is_in_view else (document.text, pieces)
    if len(cuts) == 1:
        ((start, end),) = cuts
        raw = words[start:end]
    else:
        raw = "\n".join([words[start:end] for start, end in cuts])
    value = values[raw] if len(raw) < _SHORT else rule(document.known(raw) if is_in_view else raw)
    return _new(Cell, (value, values.name, pieces))


def read_groups(
    rules: Sequence[tuple[int, str, Rule]], document: Document, groups: Sequence[Place]
) -> tuple[dict[str, Cell], dict[str, Place]]:
    """Read groups of a match by their rules, as :func:`read` does; gives cells and places by column.

    Groups neither begin nor end in blanks; those that are empty give nothing. Raises RuleError where a rule fails.
    """
    view, shift = document.view, document.shift(*groups[0])
    cells: dict[str, Cell] = {}
    places: dict[str, Place] = {}
    for group, column, rule in rules:
        start, end = place = groups[group]
        if start < end:
            places[column] = place
            values = _REMEMBERED[rule]
            if shift is None or values.is_verbatim:
                cells[column] = read(rule, document, (place,))
                continue
            raw = view[start:end]
            value = values[raw] if end - start < _SHORT else rule(document.known(raw))
            piece = (start + shift, end + shift) if shift else place
            cells[column] = _new(Cell, (value, values.name, (piece,)))
    return cells, places
