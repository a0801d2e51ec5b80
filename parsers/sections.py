"""Sections: the stretches between headings that stand alone on a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from extract.rule import Rule
from extract.span import Span
from parsers.reading import Reading, Row

Lines = list[Span]
# A longer line is no heading, whatever marks stand around it.
_LONGEST_HEADING = 160


def heading(words: str) -> re.Pattern[str]:
    """The pattern of a heading, with or without the marks of Markdown and a colon."""
    return re.compile(rf"[\\*#\s]*{words}[\\*\s:.…]*")


def any_of(*patterns: re.Pattern[str]) -> re.Pattern[str]:
    """One pattern for what any of these matches: one search is faster than several."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns))


def one_of(**patterns: re.Pattern[str]) -> re.Pattern[str]:
    """One pattern out of several; ``lastgroup`` of a match names the first of them that matches."""
    return re.compile("|".join(f"(?P<{name}>{pattern.pattern})" for name, pattern in patterns.items()))


def found(lines: Lines, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """The lines that are what the pattern says, as places and matches."""
    view, fullmatch = lines[0].document.view if lines else "", pattern.fullmatch
    for at, line in enumerate(lines):
        if match := fullmatch(view, line.start, line.end):
            yield at, match


def first_of(lines: Lines, pattern: re.Pattern[str]) -> int:
    """The place of the first line that is what the pattern says; behind the last line where there is none."""
    return next((at for at, _ in found(lines, pattern)), len(lines))


def split(reading: Reading, lines: Lines, headings: re.Pattern[str], narratives: str = "") -> dict[str, Lines]:
    """Cut lines at their headings, one pattern that names them; before the first stands the section ``""``.

    Sections may come in any order. Where a heading stands more than once an author may have
    written the same words, most likely in the section ``narratives``: the heading is the one that
    keeps the printed order of the others, of these the last for what stands behind the narratives
    and else the first. Every other one is text, with an issue.
    """
    places: dict[str, list[int]] = {}
    for at, match in found(lines, headings):
        if lines[at].end - lines[at].start <= _LONGEST_HEADING:
            places.setdefault(match.lastgroup or "", []).append(at)
    marked = {name: _marked(lines, all_places) for name, all_places in places.items()}
    chosen = _choose(marked, list(headings.groupindex), narratives)
    for at in sorted(at for all_places in places.values() for at in all_places if at not in chosen):
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
    places = [*found(lines, head)]
    ends = [*(at for at, _ in places[1:]), len(lines)]
    parts = [(lines[at], match, lines[at + 1 : end]) for (at, match), end in zip(places, ends, strict=False)]
    return lines[: places[0][0]] if places else lines, parts


def take(reading: Reading, lines: Lines, furniture: re.Pattern[str]) -> Lines:
    """Claim the lines that are furniture, and give the others."""
    taken = {at for at, _ in found(lines, furniture)}
    reading.claim(*(lines[at] for at in taken))
    return [line for at, line in enumerate(lines) if at not in taken]


def read_text(row: Row, column: str, rule: Rule, lines: Lines) -> None:
    """Read a section's lines as one text; lines that do not follow one another are separate pieces."""
    row.read(column, rule, *pieces(lines))


def pieces(lines: Lines) -> Lines:
    """Join lines that stand next to one another into one stretch each."""
    joined: Lines = []
    view = lines[0].document.view if lines else ""
    for line in lines:
        if joined and not view[joined[-1].end : line.start].strip():
            joined[-1] = joined[-1].to(line)
        else:
            joined.append(line)
    return joined


def without_second(reading: Reading, lines: Lines, title: re.Pattern[str], opens: Callable[[Lines], bool]) -> Lines:
    """The lines of the first report of a file; what a second one says is left unread, with an issue.

    ``opens`` is asked of a title and the four lines below it whether they open a report.
    """
    for at, _ in found(lines, title):
        if at and opens(lines[at : at + 5]):
            second = lines[at].to(lines[-1])
            reading.issue("second-report", "A second report begins here; it was left unread: give it a file.", second)
            return lines[:at]
    return lines
