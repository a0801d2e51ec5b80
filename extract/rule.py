"""Rules: the named functions that turn a piece of source text into a cell.

A rule takes the exact source text of a value and returns the value, ``None`` when the text says
"none", or raises :class:`RuleError` when it cannot be read. It never guesses and has no other way
to fail, so whoever holds the text and the rule's name can always repeat the reading.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Rule = Callable[[str], Any]
AnyRule = TypeVar("AnyRule", bound=Rule)

RULES: dict[str, Rule] = {}
# The rules that tell a Thai digit from another before they write 0-9 for it, and therefore read the text alone.
VERBATIM: set[Rule] = set()
# The rules that look for marks before they repair, which may bring marks together, by the letters of those marks: they
# never read in a mended view where one of these stands.
UNMENDED: dict[Rule, str] = {}
# What some rules come to where the text is plain: repaired, with 0-9 for Thai digits, and no other blanks than spaces
# and line feeds, which stand for all line ends.
PLAINLY: dict[Rule, Rule] = {}
# What reads in some rules' stead where a page was exported as Markdown: rules that take its marks out.
MARKED: dict[Rule, Rule] = {}


class RuleError(ValueError):
    """A text that its rule cannot read.

    ``code`` is the stable kebab-case name of the fault; ``expected`` says in English what the
    rule would have accepted.
    """

    code = "unreadable-value"
    expected = "another form"

    def __init__(self, raw: str, reason: str | None = None) -> None:
        self.raw = raw
        self.reason = reason
        super().__init__(f"{raw!r}: {reason or 'expected ' + self.expected}")


def verbatim(function: AnyRule) -> AnyRule:
    """Have a rule read the text as it was decoded, never the view."""
    VERBATIM.add(function)
    return function


def unmended(marks: str) -> Callable[[AnyRule], AnyRule]:
    """Have a rule read the text as it was decoded where one of these letters stands in it and the view was mended."""

    def register(function: AnyRule) -> AnyRule:
        UNMENDED[function] = marks
        return function

    return register


def plainly(of: Rule) -> Callable[[AnyRule], AnyRule]:
    """Have a function read plain texts in a rule's stead: with the same values, but sooner."""

    def register(function: AnyRule) -> AnyRule:
        PLAINLY[of] = function
        return function

    return register


def marked(of: Rule) -> Callable[[AnyRule], AnyRule]:
    """Have a rule read in another's stead on pages that were exported as Markdown."""

    def register(function: AnyRule) -> AnyRule:
        MARKED[of] = function
        return function

    return register


def rule(function: AnyRule) -> AnyRule:
    """Register a function under its own name as a rule that cells may be read with."""
    name = function.__name__
    if name in RULES:
        raise ValueError(f"two rules are named {name}")
    RULES[name] = function
    return function
