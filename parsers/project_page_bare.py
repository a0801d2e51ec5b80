"""A project's page that lost its headings: one element a line.

The first line is ``ความคืบหน้าโครงการ ร้อยละ N`` (progress, percent). Name, code, agency, fiscal year,
evaluation score, quarter table and steps are lost. Between the evaluation and the unit codes stands
the rationale; between the unit codes and the strategy exactly two lines: objectives, targets.
"""

from __future__ import annotations

from extract.document import Document
from extract.text import text
from parsers.bare_strategy import cut_strategy, first_strategy, is_barred, without_torn
from parsers.evaluation import without_unread_evaluation
from parsers.furniture import LINK, NUMBER, TRAILING_LINE, first_content
from parsers.headline import HEADLINE
from parsers.indicator import OPENING, read_indicators
from parsers.line_pattern import Lines, any_of, first_of, found
from parsers.preamble import below_preamble
from parsers.progress import HEAD, last_line_of_updates, read_updates, with_whole_heads
from parsers.project_head import (
    HEAD_END,
    read_below_headline,
    read_unit_code_line,
    with_unit_codes,
)
from parsers.reading import Reading, Row
from parsers.sections import pieces, read_text, take, without_second
from parsers.strategy import LEVELS, ROUTINE, STRATEGY, read_strategy
from schemas.layouts import VERSIONS

NAME = "project_page_bare"
VERSION = VERSIONS[NAME]

# What opens the lines below the reports.
_FOLLOWING = any_of(OPENING, TRAILING_LINE)


def identify(document: Document) -> bool:
    """Whether the first line is the headline progress."""
    at = first_content(document.lines)
    return any(found(document.lines[at : at + 1], HEADLINE))


def parse(document: Document) -> Reading:
    """Read a project's page without headings."""
    reading = Reading(document, NAME, VERSION)
    project = reading.row("projects")
    lines = below_preamble(reading, first_content(document.lines))
    lines, start = _first_head(without_second(reading, lines, [at for at, _ in found(lines, HEADLINE)], opens))
    end = start
    if start < len(lines):
        end += last_line_of_updates(lines[start:], _FOLLOWING)
    else:
        start = end = first_of(lines, _FOLLOWING)
    _read_project(reading, project, take(reading, lines[:start], LINK))
    read_updates(reading, lines[start:end])
    read_indicators(reading, _without_trailing(reading, take(reading, lines[end:], LINK)))
    return reading


def _without_trailing(reading: Reading, lines: Lines) -> Lines:
    """Lines without the trailing headings, below which a number alone repeats none of the indicator above."""
    trailing = first_of(lines, TRAILING_LINE)
    below = take(reading, lines[trailing:], TRAILING_LINE)
    numbers = {at for at, _ in found(below, NUMBER)}
    return lines[:trailing] + [line for at, line in enumerate(below) if at not in numbers]


def _first_head(lines: Lines) -> tuple[Lines, int]:
    """The place of the first report, whose head is joined where line ends tear it: it follows the strategy."""
    start = first_of(lines, HEAD)
    if start and is_barred(lines[start - 1]):
        return lines, start
    above = with_whole_heads(lines[:start])
    return (lines, start) if len(above) == start else ([*above, *lines[start:]], first_of(above, HEAD))


def opens(lines: Lines) -> bool:
    """Whether a headline opens a page: soon there is the print link or the evaluation."""
    return any(found(lines[1:], HEAD_END))


def _read_project(reading: Reading, project: Row, lines: Lines) -> None:
    """Read what stands between the headline and the reports."""
    rest = without_unread_evaluation(project, read_below_headline(reading, project, lines, [], 1))
    rest, places = with_unit_codes(rest)
    codes = _place_of_codes(rest, places)
    above, strategy = _cut(reading, project, rest, codes if codes < len(rest) else 0)
    if codes == len(rest):
        _report_unclear(reading, project, above, "There is no line of unit codes")
        strategy = without_torn(reading, project, strategy)
    else:
        read_text(project, "rationale", text, read_unit_code_line(project, rest, codes))
        if not _read_two_lines(reading, project, above[codes + 1 :]):
            strategy = without_torn(reading, project, strategy)
    read_strategy(reading, project, "project", strategy)


def _place_of_codes(lines: Lines, places: list[int]) -> int:
    """The place of the unit codes; of several, which a text may quote, where two lines stand below, before strategy.

    Behind the last line where there is none.
    """
    if len(places) > 1:
        places = [at for at in places if first_strategy(lines, at) == at + 3]
    return places[0] if len(places) == 1 else len(lines)


def _cut(reading: Reading, project: Row, lines: Lines, start: int) -> tuple[Lines, Lines]:
    """Cut off the strategy: its lines are the last ones before the reports."""
    first = first_strategy(lines, start)
    if first < len(lines) and not is_barred(lines[first]):
        first = next((at for at in range(first, len(lines)) if is_barred(lines[at])), first)
    if len(lines) - first == LEVELS and (lines[first].fullmatch(STRATEGY) or lines[first].fullmatch(ROUTINE)):
        return lines[:first], lines[first:]
    return cut_strategy(reading, project, lines, first, start)


def _read_two_lines(reading: Reading, project: Row, lines: Lines) -> bool:
    """Read objectives and targets; False, and nothing is read, where there are not two lines."""
    if len(lines) == 2:
        project.read("objectives", text, lines[0])
        project.read("targets", text, lines[1])
        return True
    _report_unclear(reading, project, lines, f"Not two lines but {len(lines)} stand between unit codes and strategy")
    return False


def _report_unclear(reading: Reading, project: Row, lines: Lines, why: str) -> None:
    for span in pieces(lines):
        reading.issue("objectives-unclear", f"{why}: which is which is not clear.", span, project)
    if not lines:
        project.issue(
            "objectives-unclear",
            f"{why}: objectives and targets are missing.",
            "objectives",
            project.span("unit_code"),
        )
