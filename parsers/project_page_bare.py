"""A project's page that lost its headings: one element a line.

The first line is ``ความคืบหน้าโครงการ ร้อยละ N`` (progress, percent). Name, code, agency, fiscal year,
evaluation score, quarter table and steps are lost. Between the evaluation and the unit codes stands
the rationale; between the unit codes and the strategy exactly two lines: objectives, targets.
"""

from __future__ import annotations

from extract.document import Document
from extract.span import Span
from extract.text import text
from parsers.evaluation import EVALUATION
from parsers.furniture import LINKS, PRINT_LINK, TRAILING, first_content
from parsers.indicator import opens_indicator, read_indicators
from parsers.progress import HEAD, last_line_of_updates, read_updates
from parsers.project_page import HEADLINE, UNIT_CODES, read_below_headline, read_unit_codes
from parsers.reading import Reading, Row
from parsers.sections import Lines, is_any, pieces, read_text, take, without_second
from parsers.strategy import first_strategy, read_strategy

NAME = "project_page_bare"
VERSION = "1"


def identify(document: Document) -> bool:
    """Whether the first line is the headline progress."""
    at = first_content(document.lines)
    return at < len(document.lines) and document.lines[at].fullmatch(HEADLINE) is not None


def parse(document: Document) -> Reading:
    """Read a project's page without headings."""
    reading = Reading(document, NAME, VERSION)
    project = reading.row("projects")
    at = first_content(document.lines)
    reading.claim(*document.lines[:at])
    lines = without_second(reading, document.lines[at:], _opens)
    start = next((n for n, line in enumerate(lines) if line.fullmatch(HEAD)), None)
    if start is None:
        start = next((n for n, line in enumerate(lines) if _follows(line)), len(lines))
    _read_project(reading, project, take(reading, lines[:start], *LINKS))
    after = lines[start:]
    end = last_line_of_updates(after, _follows) if any(line.fullmatch(HEAD) for line in after) else 0
    read_updates(reading, after[:end])
    read_indicators(reading, take(reading, after[end:], *LINKS, *TRAILING))
    return reading


def _opens(lines: Lines) -> bool:
    """Whether the lines open a page: the headline, and soon the print link or the evaluation."""
    return lines[0].fullmatch(HEADLINE) is not None and any(
        is_any(line, (PRINT_LINK, EVALUATION)) for line in lines[1:5]
    )


def _follows(line: Span) -> bool:
    """Whether a line opens what stands below the reports."""
    return opens_indicator(line) or is_any(line, TRAILING)


def _read_project(reading: Reading, project: Row, lines: Lines) -> None:
    """Read what stands between the headline and the reports."""
    rest = read_below_headline(reading, project, lines, [], 1)
    codes = next((n for n, line in enumerate(rest) if line.fullmatch(UNIT_CODES)), None)
    first = _first_strategy(rest, codes or 0)
    if codes is None:
        _report_unclear(reading, project, rest[:first], "There is no line of unit codes")
    else:
        read_unit_codes(project, rest[codes])
        read_text(project, "rationale", text, rest[:codes])
        _read_two_lines(reading, project, rest[codes + 1 : first])
    read_strategy(reading, project, "project", rest[first:])


def _first_strategy(lines: Lines, start: int) -> int:
    """Where the strategy begins: its lines are the last ones before the reports."""
    first = first_strategy(lines, start)
    barred = [at for at in range(first, len(lines)) if lines[at].text.endswith("|")]
    return barred[0] if barred else first


def _read_two_lines(reading: Reading, project: Row, lines: Lines) -> None:
    if len(lines) == 2:
        project.read("objectives", text, lines[0])
        project.read("targets", text, lines[1])
    else:
        _report_unclear(
            reading, project, lines, f"Not two lines but {len(lines)} stand between unit codes and strategy"
        )


def _report_unclear(reading: Reading, project: Row, lines: Lines, why: str) -> None:
    for span in pieces(lines):
        reading.issue("objectives-unclear", f"{why}: which is which is not clear.", span, project)
    if not lines:
        project.issue(
            "objectives-unclear",
            f"{why}: objectives and targets are missing.",
            "objectives",
            project.spans.get("unit_code"),
        )
