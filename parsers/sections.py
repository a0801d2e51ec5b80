"""Sections: the stretches between headings that stand alone on a line."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extract.rule import Rule
from extract.span import Span
from parsers.reading import Reading, Row

Lines = list[Span]


def is_any(line: Span, patterns: tuple[re.Pattern[str], ...]) -> bool:
    """Whether the whole line is one of the patterns."""
    return any(line.fullmatch(pattern) for pattern in patterns)


def split(reading: Reading, lines: Lines, headings: Mapping[str, re.Pattern[str]]) -> dict[str, Lines]:
    """Cut lines at their headings; what stands before the first is the section ``""``.

    Sections may come in any order. A heading that stands again counts as text of the section it
    stands in, with an issue: an author may have written the same words.
    """
    sections: dict[str, Lines] = {"": []}
    current = sections[""]
    for line in lines:
        name = next((name for name, pattern in headings.items() if line.fullmatch(pattern)), None)
        if name is None:
            current.append(line)
        elif name in sections:
            reading.issue("label-repeated", f"The heading {line.text!r} stands again; it was read as text.", line)
            current.append(line)
        else:
            reading.claim(line)
            current = sections[name] = []
    return sections


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
