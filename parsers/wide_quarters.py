"""Rows of the quarter table that keep their cells between tabs or bars, or stand on one line."""

from __future__ import annotations

import re
from itertools import takewhile

from extract.numbers import number, quarter_number
from extract.span import Span
from parsers.furniture import NUMBER
from parsers.line_pattern import Lines, line_pattern
from parsers.reading import Reading, Row

# How Markdown writes the end of a line inside a cell.
LINE_BREAK = r"<br\s*/?>"
_N = r"[-−]?[\d,]*+(?:\.\d++)?(?<=\d)"
_PAIR = rf"{_N}\s*/\s*(?:{_N})?|/\s*(?:{_N})?"
# Where the table has three columns the last holds two lines, 95 and 95 / 100, here joined to one.
_BROKEN = rf"[^\S\t]*+(?:{LINE_BREAK}[^\S\t]*+)+"
_LAST = rf"[^\S\t]*+(?:(?P<evaluation>{_N}|-)?(?:{_BROKEN}|[^\S\t]+(?={_N})))?(?P<scores>{_PAIR})\s*+"
# Where nothing is but one number and the slash, it may be either of the two.
_EITHER = re.compile(rf"{_N}\s*/")
# Cells between bars or tabs keep their places; between blanks, three numbers mean a blank third column.
_ROWS = (
    re.compile(rf"\|?\s*(?P<quarter>\d)\s*\|(?P<result>[^|]*)\|(?P<last>{_LAST})\|?"),
    re.compile(r"\|?\s*(?P<quarter>\d)\s*\|(?P<result>[^|]*)\|(?P<evaluation>[^|]*)\|(?P<scores>[^|]*)\|?"),
    re.compile(r"(?P<quarter>\d)[ ]*\t(?P<result>[^\t]*)\t(?P<evaluation>[^\t]*)\t(?P<scores>[^\t]*/[^\t]*)"),
    re.compile(rf"(?P<quarter>\d)[ ]*\t(?P<result>[^\t]*)\t(?P<last>{_LAST})"),
    re.compile(rf"(?P<quarter>\d)\s+(?P<result>{_N})(?:\s+(?P<evaluation>{_N})(?=\s+{_N}\s*/))?\s+(?P<scores>{_PAIR})"),
)
# The same three columns where the two lines are kept: the scores stand on the line below. A blank cell at the end of
# the line has left nothing.
_UPPER = re.compile(
    r"\|?\s*+(?P<quarter>\d)[ ]*(?P<between>[\t|])(?P<result>[^\t|]*)(?:(?P=between)(?P<evaluation>[^\t|]*))?"
)
# A row whose scores are blank, or a dash.
_VALUE = rf"[^\S\t]*+(?:{_N}|-)?[^\S\t]*+"
_SCORELESS = re.compile(
    rf"(?P<quarter>[1-4])[ ]*\t(?P<result>{_VALUE})(?:\t(?P<evaluation>{_VALUE})(?:\t\s*+(?P<scores>-))?)?"
)
_QUARTER_ALONE = re.compile(r"(?P<quarter>[1-4])(?P<result>)(?P<evaluation>)")
# The same between blanks, which keep no places: all is blank.
_BLANK = re.compile(r"(?P<quarter>[1-4])\s+(?P<result>-)(?:\s+(?P<evaluation>-))?\s+(?P<scores>-)")
# Scores go up to 100: such a number is the third column and the first of them, where what parts them is lost.
JOINED = r"(?:0[0-9]|[0-9]{4}|(?!100(?![0-9]))[1-9][0-9]{2})"
_JOINED = re.compile(JOINED)
SCORES = line_pattern(r"(?P<score_2_1>[-−]?[\d,.]*)\s*/\s*(?P<score_2_2>[-−]?[\d,.]*)")


def read_wide_row(reading: Reading, indicator: Row, lines: Lines, at: int) -> int | None:
    """Read the row on this line, and on the next where its last cell has two; gives the place after it."""
    line = lines[at]
    if line.end - line.start == 1:
        return _read_blank_row(reading, indicator, lines, at)
    if match := next((match for pattern in _ROWS if (match := line.fullmatch(pattern))), None):
        _read_row(reading, indicator, line, match, line.group(match, "scores"))
        return at + 1
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below and below.fullmatch(SCORES) and (match := line.fullmatch(_UPPER)):
        _read_row(reading, indicator, line, match, below)
        return at + 2
    # A line of a text may look like such a row, so that its quarter must be one that has not been read.
    if (match := line.fullmatch(_SCORELESS) or line.fullmatch(_BLANK)) and int(match["quarter"]) > last_quarter(
        indicator
    ):
        _read_row(reading, indicator, line, match, line.group(match, "scores"))
        return at + 1
    return None


def _read_blank_row(reading: Reading, indicator: Row, lines: Lines, at: int) -> int | None:
    """Read the row whose cells are blank on this line, where tabs part them and no line below is one of them.

    The scores may stand below.
    """
    match = lines[at].fullmatch(_QUARTER_ALONE) if _has_tab_behind(lines[at]) else None
    if match is None or int(match["quarter"]) <= last_quarter(indicator):
        return None
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below and below.fullmatch(SCORES):
        _read_row(reading, indicator, lines[at], match, below)
        return at + 2
    if below and below.fullmatch(NUMBER) and not _has_tab_behind(below):
        return None
    _read_row(reading, indicator, lines[at], match, lines[at].group(match, "result"))
    return at + 1


def _has_tab_behind(line: Span) -> bool:
    return line.document.view.startswith("\t", line.end)


def is_wide_row(lines: Lines, at: int, quarter: str) -> bool:
    """Whether the row of a quarter, with its scores, begins on this line."""
    line, below = lines[at], lines[at + 1 : at + 2]
    patterns = (*_ROWS, _UPPER) if below and below[0].fullmatch(SCORES) else _ROWS
    return any(match["quarter"] == quarter for pattern in patterns if (match := line.fullmatch(pattern)))


def last_quarter(indicator: Row) -> int:
    """The last quarter of which the table has had a row; 0 before the first."""
    rows = reversed(indicator.reading.of("indicator_results"))
    own = takewhile(lambda row: row.get("indicator_row") == indicator.number, rows)
    return max((row.get("quarter") or 0 for row in own), default=0)


def _read_row(reading: Reading, indicator: Row, line: Span, match: re.Match[str], scores: Span) -> None:
    row = reading.row("indicator_results", indicator_row=indicator.number)
    quarter, result, evaluation = (line.group(match, name) for name in ("quarter", "result", "evaluation"))
    values = (quarter, result, evaluation, scores)
    reading.claim_around(line, *[value for value in values if value.end <= line.end])
    row.read("quarter", quarter_number, quarter)
    row.read("result", number, result)
    row.read("evaluation", number, evaluation)
    if "last" in match.re.groupindex and line.group(match, "last").fullmatch(_EITHER):
        message = f"{scores.text!r} may be the third column or the first of the scores."
        row.issue("quarter-table-unclear", message, "score_2_1", scores)
    else:
        read_scores(row, scores)
    # So it does where there are none.
    row.places.setdefault("score_2_1", (line.end, line.end))


def read_scores(row: Row, scores: Span) -> None:
    """Read ``95 / 100``, either number of which may be missing."""
    match = scores.fullmatch(SCORES)
    if match is None and scores.text in ("", "-"):
        row.reading.claim(scores)
        return
    if match is None:
        row.issue("quarter-table-unclear", f"{scores.text!r} is no pair of scores.", "score_2_1", scores)
        return
    first = scores.group(match, "score_2_1")
    if row.get("evaluation") is None and first.match(_JOINED):
        message = f"{first.text!r} may be the third column and a score, joined to one number."
        row.issue("quarter-table-unclear", message, "score_2_1", first)
        second = scores.group(match, "score_2_2")
        row.reading.claim_around(scores, first, second)
        row.read("score_2_2", number, second)
    else:
        row.read_groups(scores, match, {"score_2_1": number, "score_2_2": number})
    # Where they are blank, the row still stands in the table.
    row.places.setdefault("score_2_1", (scores.start, scores.end))
