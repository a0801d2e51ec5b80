"""Sections: the stretches between headings that stand alone on a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from extract.rule import Rule
from extract.span import Span
from extract.text import name_text, wrapped_name
from parsers.line_pattern import LinePattern, Lines, found
from parsers.printed_order import choose
from parsers.reading import Reading, Row
from parsers.slips import Slips, is_told, with_slips

# A longer line is no heading, whatever marks stand around it.
_LONGEST_HEADING = 160
THAI = re.compile("[ก-๛]")


def split(
    reading: Reading, lines: Lines, named: list[tuple[int, str]], order: Sequence[str], slips: Slips
) -> dict[str, Lines]:
    """Cut lines at their headings, given by place and name; before the first stands the section ``""``.

    Sections may come in any order. Where a heading stands more than once an author may have written the same words:
    the heading is the one that keeps the printed ``order`` of the others and looks most like the printed one, of these
    the first. Every other one is text, with an issue where it looks as much like it. A heading that is absent may
    stand there with one of the ``slips``.
    """
    named = [(at, name) for at, name in named if lines[at].end - lines[at].start <= _LONGEST_HEADING]
    chosen = dict(named)
    if len({*chosen.values()}) < len(named):
        chosen, others = choose(lines, named, order, slips)
        for line in others:
            reading.issue("label-repeated", f"The heading {line.text!r} stands again; it was read as text.", line)
    lines, chosen = with_slips(reading, lines, chosen, order, slips)
    cuts = sorted(chosen)
    reading.claim(*[lines[at] for at in cuts])
    sections = {"": lines[: cuts[0]] if cuts else lines}
    for at, end in pairwise([*cuts, len(lines)]):
        sections[chosen[at]] = lines[at + 1 : end]
    return sections


def open_section(sections: dict[str, Lines], name: str, first: Callable[[Lines], int]) -> Span | None:
    """Begin a section whose heading is missing where its ``first`` line stands in another one; gives that line."""
    for above, lines in [] if name in sections else list(sections.items()):
        if (at := first(lines)) < len(lines):
            sections[above], sections[name] = lines[:at], lines[at:]
            return lines[at]
    return None


def report_missing(
    owner: Row, sections: dict[str, Lines], names: Iterable[str], order: Sequence[str], slips: Slips
) -> None:
    """Report each of these headings that lacks between the two beside which it always stands."""
    for name in names:
        rank, printed = order.index(name), slips.printed[name]
        above, below = order[rank - 1], order[rank + 1]
        if name not in sections and above in sections and below in sections and not is_told(owner.reading, printed):
            message = f"The heading {printed.words[:44]} is missing: its section may stand in the one above."
            column = "is_routine" if name == "strategy" else name
            owner.issue("label-missing", message, column, next(iter(sections[above]), None))


def named_lines(lines: Lines, pattern: LinePattern) -> list[tuple[int, str]]:
    """The lines that a pattern names, as headings, by place and name."""
    return [(at, match.lastgroup or "") for at, match in found(lines, pattern)]


def take(reading: Reading, lines: Lines, furniture: LinePattern) -> Lines:
    """Claim the lines that are furniture, and give the others."""
    taken = {at for at, _ in found(lines, furniture)}
    if not taken:
        return lines
    reading.claim(*[lines[at] for at in taken])
    return [line for at, line in enumerate(lines) if at not in taken]


def read_text(row: Row, column: str, rule: Rule, lines: Lines) -> None:
    """Read a section's lines as one text; lines that do not follow one another are separate pieces."""
    row.read(column, rule, *pieces(lines))


def read_wrapped_name(row: Row, lines: Lines, rule: Rule = name_text) -> None:
    """Read a name, which may be wrapped between Thai letters, as Thai is without a blank."""
    torn = [above for above, below in pairwise(lines) if THAI.match(above.text[-1]) and below.match(THAI)]
    if torn:
        message = "The name runs over several lines: no blank was put between Thai letters."
        row.issue("value-torn", message, "name", torn[0])
        row.read("name", wrapped_name, *lines)
    else:
        row.read("name", rule, *pieces(lines))


def pieces(lines: Lines) -> Lines:
    """Join lines that stand next to one another into one stretch each."""
    if len(lines) < 2:
        return lines
    document = lines[0].document
    view, joined, start, end = document.view, [], lines[0].start, lines[0].end
    for line in lines[1:]:
        if view[end : line.start].strip():
            joined.append(document.span(start, end))
            start = line.start
        end = line.end
    return [*joined, document.span(start, end)]


def without_second(reading: Reading, lines: Lines, titles: Iterable[int], opens: Callable[[Lines], bool]) -> Lines:
    """The lines of the first report of a file; what a second one says is left unread, with an issue.

    ``opens`` is asked of a title, given by its place, and the four lines below it whether they open a report.
    """
    for at in titles:
        if at and opens(lines[at : at + 5]):
            leave_second(reading, lines[at:])
            return lines[:at]
    return lines


def leave_second(reading: Reading, lines: Lines) -> None:
    """Tell that these lines are a second report, which was left unread."""
    told = "A second report begins here; it was left unread: give it a file."
    reading.issue("second-report", told, lines[0].to(lines[-1]))
