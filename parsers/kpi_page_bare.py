"""An indicator's page that lost its headings: one element a line.

The first line is ``ค่าเป้าหมาย <unit> : n`` (target). Result, type (two lines), print link and evaluation
follow, then paragraphs without labels. An empty quarter leaves no line, so that paragraph k is not
quarter k, and the definition follows with no marker: all paragraphs stand in ``summary``.
"""

from __future__ import annotations

from extract.document import Document
from extract.text import text
from parsers.bare_strategy import cut_strategy, first_strategy, is_barred, whole_strategy, without_torn
from parsers.evaluation import EVALUATION, with_whole_evaluation, without_unread_evaluation
from parsers.furniture import LINK, NUMBER, PRINT_LINK, TRAILING_LINE, first_content
from parsers.indicator import FIRST, KIND, LABELLED, LEVEL, SECOND, read_block
from parsers.line_pattern import Lines, any_of, first_of, found
from parsers.preamble import below_preamble
from parsers.reading import Reading, Row
from parsers.sections import read_text, take, without_second
from parsers.strategy import LEVELS, STRATEGY, read_strategy
from schemas.layouts import VERSIONS

NAME = "kpi_page_bare"
VERSION = VERSIONS[NAME]

_AMOUNT = any_of(FIRST, SECOND)
_CLOSING = any_of(EVALUATION, PRINT_LINK, LEVEL)
# A head has no more lines, and one with a slip stands at most so far above one that closes it.
_HEAD_LINES = 9
_NEAR = 2
_HEAD = any_of(LABELLED, NUMBER)


def identify(document: Document) -> bool:
    """Whether the first two lines are target and result."""
    at = first_content(document.lines)
    return opens(document.lines[at : at + 2])


def opens(lines: Lines) -> bool:
    """Whether the first two lines are target and result, in either order."""
    if len(lines) < 2:
        return False
    second = SECOND if lines[0].fullmatch(FIRST) else FIRST if lines[0].fullmatch(SECOND) else None
    return second is not None and lines[1].fullmatch(second) is not None


def parse(document: Document) -> Reading:
    """Read an indicator's page without headings."""
    reading = Reading(document, NAME, VERSION, ends_in_text=True)
    indicator = reading.row("indicators")
    lines = below_preamble(reading, first_content(document.lines))
    lines = without_second(reading, lines, [at for at, _ in found(lines, _AMOUNT)], _opens_again)
    lines = [*with_whole_evaluation(lines[:_HEAD_LINES], indicator), *lines[_HEAD_LINES:]]
    end = _end_of_head(lines)
    read_block(reading, indicator, lines[:end])
    trailing = first_of(lines, TRAILING_LINE)
    take(reading, lines[trailing:], TRAILING_LINE)
    paragraphs = without_unread_evaluation(indicator, take(reading, lines[end:trailing], LINK))
    paragraphs, strategy = _cut(reading, indicator, paragraphs)
    read_strategy(reading, indicator, "indicator", strategy)
    read_text(indicator, "summary", text, paragraphs)
    if paragraphs:
        message = "The page has lost its headings: quarterly reports, summary and definition stand together."
        indicator.issue("headings-lost", message, "summary")
    return reading


def _opens_again(lines: Lines) -> bool:
    """Whether a second page opens: target and result, and soon the type."""
    return opens(lines) and any(found(lines[2:4], KIND))


def _end_of_head(lines: Lines) -> int:
    """Where the labelled lines end: after the evaluation, else at the first line that is none of them.

    A line with a slip is one of them where one that closes the head follows: no paragraph stands above that.
    """
    closing = _CLOSING
    for at, line in enumerate(lines):
        if line.fullmatch(EVALUATION):
            return at + 1 + len(found(lines[at + 1 : at + 2], PRINT_LINK))
        if line.fullmatch(PRINT_LINK):
            closing = EVALUATION
        elif not line.fullmatch(_HEAD) and not found(lines[at + 1 : min(at + 1 + _NEAR, _HEAD_LINES)], closing):
            return at
    return len(lines)


def _cut(reading: Reading, indicator: Row, lines: Lines) -> tuple[Lines, Lines]:
    """Cut off the strategy that ends the page; one line alone may be a paragraph.

    What stands below a whole strategy is no paragraph, unless all of them do.
    """
    first = first_strategy(lines)
    if len(lines) - first == LEVELS:
        return lines[:first], lines[first:]
    if first == len(lines) and (at := whole_strategy(lines)) is not None:
        return lines[:at] or lines[LEVELS:], lines[at : at + LEVELS]
    is_certain = len(lines) - first > 1 or (first < len(lines) and is_barred(lines[first]))
    above, strategy = cut_strategy(reading, indicator, lines, first if is_certain else len(lines))
    if above and len(strategy) < LEVELS and above[0].document.view.find("|", above[0].start, above[-1].end) >= 0:
        _report_left(reading, indicator, above, strategy)
    return above, without_torn(reading, indicator, strategy)


def _report_left(reading: Reading, indicator: Row, lines: Lines, strategy: Lines) -> None:
    """Report lines of a strategy that may stand among the paragraphs, where what was found of it is not whole."""
    for line in lines:
        if is_barred(line) and (strategy or line.fullmatch(STRATEGY)):
            message = f"{line.text!r} looks like a strategy line; it was read into the summary."
            reading.issue("strategy-unclear", message, line, indicator)
