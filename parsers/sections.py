"""Sections: the stretches between headings that stand alone on a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from extract.rule import Rule
from extract.span import Span
from parsers.reading import Reading, Row

Lines = list[Span]
# A longer line is no heading, whatever marks stand around it.
_LONGEST_HEADING = 160


def heading(words: str) -> re.Pattern[str]:
    """The pattern of a heading, with or without the marks of Markdown and a colon."""
    return re.compile(rf"[\\*#\s]*{words}[\\*\s:.…]*")


def is_any(line: Span, patterns: tuple[re.Pattern[str], ...]) -> bool:
    """Whether the whole line is one of the patterns."""
    return any(line.fullmatch(pattern) for pattern in patterns)


def split(
    reading: Reading, lines: Lines, headings: Mapping[str, re.Pattern[str]], narratives: str = ""
) -> dict[str, Lines]:
    """Cut lines at their headings; what stands before the first is the section ``""``.

    Sections may come in any order. Where a heading stands more than once an author may have
    written the same words, most likely in the section ``narratives``: the heading is the one that
    keeps the printed order of the others, of these the last for what stands behind the narratives
    and else the first. Every other one is text, with an issue.
    """
    found: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if line.end - line.start > _LONGEST_HEADING:
            continue
        name = next((name for name, pattern in headings.items() if line.fullmatch(pattern)), None)
        if name is not None:
            found.setdefault(name, []).append(at)
    marked = {name: _marked(lines, places) for name, places in found.items()}
    chosen = _choose(marked, list(headings), narratives)
    for at in sorted(at for places in found.values() for at in places if at not in chosen):
        reading.issue("label-repeated", f"The heading {lines[at].text!r} stands again; it was read as text.", lines[at])
    sections: dict[str, Lines] = {"": []}
    current = sections[""]
    for at, line in enumerate(lines):
        if at in chosen:
            reading.claim(line)
            current = sections[chosen[at]] = []
        else:
            current.append(line)
    return sections


def _marked(lines: Lines, places: list[int]) -> list[int]:
    """The places where the heading has stars or another mark, where it has one at all."""
    return [at for at in places if lines[at].text.startswith(("*", "#", "\\"))] or places


def _choose(found: dict[str, list[int]], order: list[str], narratives: str) -> dict[int, str]:
    """Choose one place for every heading."""
    single = {name: places[0] for name, places in found.items() if len(places) == 1}
    chosen = {at: name for name, at in single.items()}
    for name, places in found.items():
        if name not in single:
            before = [at for other, at in single.items() if order.index(other) < order.index(name)]
            after = [at for other, at in single.items() if order.index(other) > order.index(name)]
            fitting = [at for at in places if max(before, default=-1) < at < min(after, default=at + 1)]
            is_behind = narratives in order and order.index(name) > order.index(narratives)
            chosen[(fitting or places)[-1 if is_behind else 0]] = name
    return chosen


def opened(lines: Lines, head: re.Pattern[str]) -> tuple[Lines, list[tuple[Span, re.Match[str], Lines]]]:
    """Cut lines before every line that is a head: the lines before the first, then head, match and body of each."""
    before: Lines = []
    parts: list[tuple[Span, re.Match[str], Lines]] = []
    for line in lines:
        if match := line.fullmatch(head):
            parts.append((line, match, []))
        else:
            (parts[-1][2] if parts else before).append(line)
    return before, parts


def take(reading: Reading, lines: Lines, *patterns: re.Pattern[str]) -> Lines:
    """Claim the lines that are one of the patterns as furniture, and give the others."""
    rest = []
    for line in lines:
        if is_any(line, patterns):
            reading.claim(line)
        else:
            rest.append(line)
    return rest


def read_text(row: Row, column: str, rule: Rule, lines: Lines) -> None:
    """Read a section's lines as one text; lines that do not follow one another are separate pieces."""
    row.read(column, rule, *pieces(lines))


def pieces(lines: Lines) -> Lines:
    """Join lines that stand next to one another into one stretch each."""
    joined: Lines = []
    for line in lines:
        if joined and not line.document.view[joined[-1].end : line.start].strip():
            joined[-1] = joined[-1].to(line)
        else:
            joined.append(line)
    return joined


def around(line: Span, *values: Span) -> Lines:
    """The parts of a line that are label: all but the values that stand in it, given in order."""
    parts, reached = [], line.start
    for value in values:
        if value:
            parts.append(line.document.span(reached, value.start))
            reached = value.end
    return [*parts, line.document.span(reached, line.end)]


def without_second(reading: Reading, lines: Lines, opens: Callable[[Lines], bool]) -> Lines:
    """The lines of the first report of a file; what a second one says is left unread, with an issue.

    ``opens`` is asked of five lines at a time whether they open a report.
    """
    for at in range(1, len(lines)):
        if opens(lines[at : at + 5]):
            second = lines[at].to(lines[-1])
            reading.issue("second-report", "A second report begins here; it was left unread: give it a file.", second)
            return lines[:at]
    return lines
