"""Where the strategy begins without its heading, though bars are missing or lines were wrapped before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.digits import arabic
from extract.span import Span
from parsers.line_pattern import Lines
from parsers.reading import Reading, Row
from parsers.sections import pieces
from parsers.strategy import LEVELS, ROUTINE, STRATEGY, is_strategy

# A line with a code of four parts, where its bar is missing.
_TACTIC = re.compile(r"[^\d\n]{0,30}+\d+\.\d+\.\d+\.\d")
# Four lines, each wrapped twice, are not longer.
_LONGEST = 12


def first_strategy(lines: Lines, start: int = 0) -> int:
    """Where the strategy lines begin that end these lines, at ``start`` at the earliest."""
    first = len(lines)
    while first > start and is_strategy(lines[first - 1]):
        first -= 1
    return first


def open_strategy(reading: Reading, owner: Row, sections: dict[str, Lines], order: Sequence[str]) -> None:
    """Begin the strategy at its lines, with which the section above it ends, where its heading is missing."""
    above = next((name for name in order[: order.index("strategy")][::-1] if name in sections), None)
    if above is None or "strategy" in sections:
        return
    lines = sections[above]
    strategy = lines[first_strategy(lines) :] or cut_strategy(reading, owner, lines, len(lines))[1]
    if _is_certain(strategy):
        message = f"The heading of the strategy is missing; it was known by its lines, from {strategy[0].text!r} on."
        reading.issue("label-missing", message, strategy[0], owner)
        sections[above], sections["strategy"] = lines[: len(lines) - len(strategy)], strategy
        return
    # A single line may be an author's.
    for line in strategy if len(strategy) > 1 else []:
        message = f"{line.text!r} looks like a strategy line, whose heading is missing; it was read as text."
        reading.issue("strategy-unclear", message, line, owner)


def _is_certain(lines: Lines) -> bool:
    """Whether lines that look like a strategy surely are all of one: a line a level, or routine work."""
    if len(lines) != LEVELS:
        return bool(lines) and all(line.fullmatch(ROUTINE) for line in lines)
    return all(line.fullmatch(STRATEGY) or line.fullmatch(ROUTINE) or not is_barred(line) for line in lines)


def whole_strategy(lines: Lines) -> int | None:
    """Where the first lines stand that surely are a strategy, a line a level or all routine work, each with its bar."""
    for at in range(len(lines) - LEVELS + 1):
        four = lines[at : at + LEVELS]
        if all(map(is_barred, four)) and (all(line.fullmatch(ROUTINE) for line in four) or len(_whole(four)) == LEVELS):
            return at
    return None


def cut_strategy(reading: Reading, owner: Row, lines: Lines, first: int, start: int = 0) -> tuple[Lines, Lines]:
    """Cut off the strategy that ends these lines where its codes tell, its wrapped lines joined, else at ``first``.

    The code of a pillar has one part, and each below it one more.
    """
    last = len(lines) - 1
    if last < 0 or not (is_barred(lines[last]) or lines[last].match(_TACTIC)):
        return lines[:first], lines[first:]
    for at in range(last, max(start, len(lines) - _LONGEST) - 1, -1):
        whole = _whole(lines[at:])
        # Where a level has no line, what looks like the rest of one may be that of the level, without its code.
        if len(whole) == LEVELS or (len(whole) == len(lines) - at > 1 and is_barred(lines[last])):
            _report_wrapped(reading, owner, whole)
            return lines[:at], whole
    return lines[:first], lines[first:]


def _whole(lines: Lines) -> Lines:
    """Lines from a pillar down, each with those that it was wrapped over; nothing where they are others."""
    whole: Lines = []
    at, pillar = 0, ""
    while at < len(lines):
        code = _code(lines, at)
        pillar = pillar or code[0]
        end = _end_of(lines, at)
        joined = pieces(lines[at:end])
        if not pillar or code[0] != pillar or len(code) != len(whole) + 1 or len(joined) > 1:
            return []
        whole, at = whole + joined, end
    return whole


def _code(lines: Lines, at: int) -> list[str]:
    """The parts of a line's code; a single empty one where it has none, or no title."""
    match = lines[at].fullmatch(STRATEGY) if at < len(lines) else None
    return arabic(match["code"]).rstrip(".").split(".") if match and match["title"] else [""]


def _end_of(lines: Lines, at: int) -> int:
    """The place behind a strategy line; one that was wrapped ends at a bar above the next code."""
    for end in range(at, len(lines)):
        if end > at and lines[end].fullmatch(STRATEGY):
            break
        if is_barred(lines[end]):
            return end + 1
    return at + 1


def is_barred(line: Span) -> bool:
    """Whether a line ends in a bar."""
    return line.document.view[line.end - 1] == "|"


def _report_wrapped(reading: Reading, owner: Row, lines: Lines) -> None:
    for line in lines:
        if len(line.text.splitlines()) > 1:
            reading.issue("value-torn", "The strategy line runs over several lines, up to its bar.", line, owner)


def without_torn(reading: Reading, owner: Row, lines: Lines) -> Lines:
    """Strategy lines of which nothing tells where they begin, without the first where it may be the rest of a line."""
    if not lines or lines[0].fullmatch(ROUTINE) or _opens(lines):
        return lines
    message = f"Where the strategy begins is not clear: {lines[0].text!r} may be the rest of a line."
    reading.issue("strategy-unclear", message, lines[0], owner)
    return lines[1:]


def _opens(lines: Lines) -> bool:
    """Whether the first of some strategy lines opens one: by its words, or by its code and those that follow."""
    code, below, match = _code(lines, 0), _code(lines, 1), lines[0].fullmatch(STRATEGY)
    if match is None or not code[0]:
        return False
    is_above = code[0] == below[0] and len(code) + 1 == len(below)
    return bool(match["prefix"] or match["lead"]) or is_above or LEVELS in (len(code), len(lines))
