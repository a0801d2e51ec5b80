"""The headline progress of a project's page and the print link, which line ends may tear."""

from __future__ import annotations

from parsers.evaluation import with_whole_evaluation
from parsers.furniture import NUMBER, PRINT_LINK
from parsers.line_pattern import Lines, line_pattern, with_joined

# ความคืบหน้าโครงการ ร้อยละ N: the headline progress.
HEADLINE = line_pattern(r"ความคืบหน้าโครงการ\s*ร้อยละ\s*(?P<progress_percent>.*)", "ค")
# What a line end tore from the words of the link.
_TORN_LINK = line_pattern(r"ดูโครงการแผนปี\s*ฯ?\s*[:：]", "ด")
# The head of a page ends within so many lines below its headline, where line ends tear it.
_LINES = 12


def with_whole_head(lines: Lines, numbers: Lines) -> Lines:
    """Lines from a headline on with headline, print link and evaluation each on one line.

    ``numbers`` are the lone ones above them.
    """
    head = with_joined(lines[:_LINES], _TORN_LINK, PRINT_LINK.expression)
    return _with_whole_headline([*with_whole_evaluation(head), *lines[_LINES:]], numbers)


def _with_whole_headline(lines: Lines, numbers: Lines) -> Lines:
    """Lines with a headline joined to its progress, where that stands alone below it and a second time."""
    match = lines[0].fullmatch(HEADLINE) if len(lines) > 1 else None
    if match is None or match["progress_percent"] or not lines[1].fullmatch(NUMBER):
        return lines
    if lines[1].text not in [line.text for line in [*numbers, *lines[2:3]]]:
        return lines
    return [lines[0].to(lines[1]), *lines[2:]]
