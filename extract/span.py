"""Spans and cells: a value never travels without the place it was read from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from extract.rule import MARKED, PLAINLY, UNMENDED, VERBATIM, Rule

if TYPE_CHECKING:
    from extract.document import Document


# Dates, numbers, statuses and codes are shorter, and likely to come again.
SHORT = 32
# So many short texts are remembered of a rule before it begins anew.
_MANY = 1 << 12
# So many rules are numbered.
RULES = 1 << 8

Place = tuple[int, int]


class Cell(NamedTuple):
    """A value, the name of the rule that read it, and where its pieces stand in the source.

    ``pieces`` are ``(start, end)`` code point offsets into the document's text, in reading order.
    """

    value: Any
    rule: str
    pieces: tuple[Place, ...]


class Reader(dict[str, Any]):
    """A rule at work; its values of short texts that it has read before, for a rule is a pure function.

    ``number`` is that of the rule in READERS.
    """

    def __init__(self, rule: Rule, number: int) -> None:
        self.rule = rule
        self._plainly = PLAINLY.get(rule)
        self.number = number
        self.is_verbatim = rule in VERBATIM
        self.marks = UNMENDED.get(rule, "")

    def __missing__(self, raw: str) -> Any:
        value = self.rule(raw)
        if len(self) >= _MANY:
            self.clear()
        self[raw] = value
        return value

    def read(self, document: Document, places: tuple[Place, ...]) -> tuple[Any, tuple[Place, ...]]:
        """Read one value from stretches of the view that belong together, joined by line breaks; gives its pieces too.

        Raises RuleError where the rule cannot read them.
        """
        # A plain document is the usual one; there a stretch of the view is a piece of the text with the same offsets.
        if document.is_plain:
            pieces, is_in_view = places, not self.is_verbatim
        else:
            pieces, is_whole = document.located(places)
            is_in_view = (
                is_whole and not self.is_verbatim and not (self.marks and _holds(document.view, places, self.marks))
            )
        words, cuts = (document.view, places) if is_in_view else (document.text, pieces)
        if len(cuts) == 1:
            ((start, end),) = cuts
            raw = words[start:end]
        else:
            raw = "\n".join([words[start:end] for start, end in cuts])
        if len(raw) < SHORT:
            return self[raw], pieces
        return self.read_long(document, raw) if is_in_view else self.rule(raw), pieces

    def read_long(self, document: Document, raw: str) -> Any:
        """Read a text of the view that is not short, with what is known of it."""
        if self._plainly is not None and (plain := document.plain(raw)) is not None:
            return self._plainly(plain)
        return self.rule(document.known(raw))


def _holds(view: str, places: tuple[Place, ...], letters: str) -> bool:
    """Whether one of these letters stands in stretches of the view, which mending neither adds nor drops."""
    return any(view.find(letter, start, end) >= 0 for letter in letters for start, end in places)


class _Readers(dict[Rule, Reader]):
    """The readers of rules, numbered in the order in which they were first asked for."""

    def __missing__(self, rule: Rule) -> Reader:
        assert len(self) < RULES, "numbers of rules are told in a byte"
        self[rule] = reader = Reader(rule, len(self))
        return reader


READERS = _Readers()


def marked_reader(rule: Rule) -> Reader:
    """What reads by a rule on a page that was exported as Markdown: by its twin that takes marks out, if it has one."""
    return READERS[MARKED.get(rule, rule)]


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

    def split(self, pattern: re.Pattern[str]) -> list[Span]:
        """Cut out what matches; gives what stands between, trimmed, some of which may be empty."""
        document, reached, parts = self.document, self.start, list[Span]()
        for match in pattern.finditer(document.view, self.start, self.end):
            parts.append(document.trimmed(reached, match.start()))
            reached = match.end()
        return [*parts, document.trimmed(reached, self.end)]

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
        reader = marked_reader(rule) if self.document.is_marked else READERS[rule]
        value, pieces = reader.read(self.document, ((self.start, self.end),))
        return Cell(value, reader.rule.__name__, pieces)
