"""The headline progress of a project's page, its chart and the print link, which line ends may tear or join."""

from __future__ import annotations

import re

from extract.span import Span
from parsers.evaluation import with_whole_evaluation
from parsers.furniture import NUMBER
from parsers.line_pattern import Lines, line_pattern

# ความคืบหน้าโครงการ ร้อยละ N: the headline progress.
HEADLINE = line_pattern(r"ความคืบหน้าโครงการ\s*ร้อยละ\s*(?P<progress_percent>.*)", "ค")
# An agency with its year, and the number of the chart beside it.
_YEAR_AND_NUMBER = re.compile(r"(?P<agency>[^:\n]*:\s*\(\s*\d{4}\s*\))\s+(?P<number>\d+(?:\.\d+)?)")
# The head of a page ends within so many lines below its headline, where line ends tear it.
_LINES = 12


def with_own_number(line: Span) -> Lines:
    """An agency with its year and the number of a chart, where they stand side by side; any other line whole."""
    match = line.fullmatch(_YEAR_AND_NUMBER)
    return [line.group(match, "agency"), line.group(match, "number")] if match else [line]


def with_whole_head(lines: Lines, numbers: Lines) -> Lines:
    """Lines from a headline on with headline, print link and evaluation each on one line.

    ``numbers`` are the lone ones above them.
    """
    return _with_whole_headline([*with_whole_evaluation(lines[:_LINES]), *lines[_LINES:]], numbers)


def _with_whole_headline(lines: Lines, numbers: Lines) -> Lines:
    """Lines with a headline joined to its progress, where that stands alone below it and a second time."""
    match = lines[0].fullmatch(HEADLINE) if len(lines) > 1 else None
    if match is None or match["progress_percent"] or not lines[1].fullmatch(NUMBER):
        return lines
    if lines[1].text not in [line.text for line in [*numbers, *lines[2:3]]]:
        return lines
    return [lines[0].to(lines[1]), *lines[2:]]
