"""The quarter table and the quarterly narratives of an indicator.

A row is four lines: quarter, result, a third column that may be blank, and ``95 / 100``. Where a converter
kept the table, a row is one line or two (see :mod:`parsers.wide_quarters`).
"""

from __future__ import annotations

import re
from typing import Any

from extract.numbers import number, quarter_number
from extract.pages import PAGE_END
from extract.span import Span
from extract.text import name_text, text
from parsers.block import BREAK, Block, matched_lines
from parsers.furniture import NUMBER
from parsers.line_pattern import Lines, any_of, line_pattern
from parsers.quarter_cuts import VALUE, has_blank_cells, has_result, is_scores, is_uneven, row_end
from parsers.reading import Reading, Row
from parsers.wide_quarters import JOINED, LINE_BREAK, SCORES, is_wide_row, last_quarter, read_scores, read_wide_row

# ไตรมาสที่ (1 - 4) *ผลงาน* (unit) *ผลประเมินตัวชี้วัด* (* 2.1 / 2.2 *): the head of the table.
TABLE_HEAD = line_pattern(
    rf"\|?\s*ไตรมาส(?:ที่)?(?:\s*(?:{LINE_BREAK}\s*)?\(\s*1\s*[-–]\s*4\s*\)|$|[ ]*\t[\s\\*]*ผลงาน)", "|ไ"
)
_COLUMNS = r"\(\s*[\\*]*\s*2\.1\s*/\s*2\.2\s*[\\*]*\s*\)"
# A row of Markdown without a word, as one above the table is that has no head.
NO_CELLS = line_pattern(r"\|[\s:-]*+\|[|\s:-]*+", "|")
_HEAD = any_of(
    line_pattern(r"ไตรมาส(?:ที่)?(?:\s*\(\s*1\s*[-–]\s*4\s*\))?", "ไ"),
    line_pattern(r"\(\s*1\s*[-–]\s*4\s*\)", "("),
    # Markdown may have put a backslash before a star.
    line_pattern(r"[\\*]*\s*ผลงาน\s*[\\*]*", r"\*ผ"),
    line_pattern(rf"[\\*]*\s*ผลประเมินตัวชี้วัด\s*[\\*]*(?:{_COLUMNS})?", r"\*ผ"),
    line_pattern(_COLUMNS, "("),
    line_pattern(r"(?=[|\s:-]*?--)[|\s:-]*+", "|:-"),
)
# The head of a table that stands on one line; the last line of its last cell may stand below.
_WIDE_HEAD = line_pattern(
    rf"[|\s]*ไตรมาส(?:ที่)?.*ผลงาน[\s\\*|]*(?:{LINE_BREAK}\s*)?(?:\((?P<unit>[^()]*)\))?"
    r".*(?:2\.1\s*/\s*2\.2.*|ผลประเมินตัวชี้วัด[\s\\*]*)",
    "|ไ",
)
# The head in six lines, with its blanks as the system prints them: tabs would part cells.
_PLAIN_HEAD = re.compile(
    BREAK.join(
        (
            r"ไตรมาสที่",
            r"\(1 - 4\)",
            r"\*ผลงาน\*",
            r"(?P<measured>\((?P<unit>(?>(?:[^\s\d*()|][^\t\n()|]*+)?))\))",
            r"\*ผลประเมินตัวชี้วัด\*",
            r"\(\* 2\.1 / 2\.2 \*\)",
        )
    )
)
# A row of four lines, or of three: its third column is blank. Where the next quarter stands for one of its values, what
# is below tells whose scores they are (see :mod:`parsers.quarter_cuts`).
_NEXT = "|".join(rf"{quarter}\s++(?:\S++\s++)?{quarter + 1}\s++(?!/)" for quarter in (1, 2, 3))
_DIGITS = r"[0-9]++(?>(?:,[0-9]++)*)(?>(?:\.[0-9]++)?)"
_ROW = Block(
    "indicator_results",
    {"quarter": quarter_number, "result": number, "evaluation": number, "score_2_1": number, "score_2_2": number},
    rf"(?!{_NEXT})(?P<quarter>[1-4])"
    rf"(?:\r?\n|{BREAK}(?={_DIGITS}{BREAK}{_DIGITS}{BREAK}{_DIGITS} /))(?P<result>{_DIGITS})",
    rf"(?>(?P<evaluation>{_DIGITS}){BREAK}|(?!{JOINED}))(?P<score_2_1>{_DIGITS}) / (?P<score_2_2>{_DIGITS})",
)
_EDGE = re.compile(r"\t|(?<=\s)\||\|(?=\s)")
# The unit of the results, whose column may be named on the same line.
_UNIT = line_pattern(r"(?:[\\*]*\s*ผลงาน\s*[\\*]*)?\(\s*(?P<unit>.*?)\s*\)", r"(\*ผ")
# What a line of the head begins with; the first of its cells does.
_INITIALS = {initial for pattern in (_WIDE_HEAD, _HEAD, _UNIT) for initial in pattern.initials or ()}
_QUARTER = re.compile(r"\d")
# What stands where a number should, as n/a does; more words, or a colon, are no cell.
_ODD = re.compile(r"[^\d\t|:]{1,16}")
# What is no part of the table, and how many lines one odd row may have left at most.
_ELSE = re.compile(r".*:|[|\s]*ไตรมาส")
_FAR = 12
# Four rows have no more lines.
_LONGEST = 16


def read_quarter_table(reading: Reading, indicator: Row, lines: Lines, at: int) -> int:
    """Read the table whose head stands at ``at``; gives the place of the first line after it.

    Where some rows have lost the line of a blank cell, all are read once more, each beside the others.
    """
    start = _read_head(reading, indicator, lines, at)
    counts = [len(said) for said in _said(reading)]
    at = _read_rows(reading, indicator, lines, start, is_ordinary=True)
    if is_uneven(reading.of("indicator_results")[counts[0] :]):
        for said, count in zip(_said(reading), counts, strict=True):
            del said[count:]
        at = _read_rows(reading, indicator, lines, start, is_ordinary=False)
    return at


def _said(reading: Reading) -> tuple[list[Any], ...]:
    """What the rows of a table add to."""
    return reading.of("indicator_results"), reading.claims, reading.held, reading.issues


def _read_rows(reading: Reading, indicator: Row, lines: Lines, at: int, *, is_ordinary: bool) -> int:
    while at < len(lines):
        after: int | None = _ROW.read(reading, lines, at, indicator_row=indicator.number) if is_ordinary else at
        if after == at:
            after = read_wide_row(reading, indicator, lines, at) or _read_odd(reading, indicator, lines, at)
        if after is None:
            break
        at = after
    return at


def _read_odd(reading: Reading, indicator: Row, lines: Lines, at: int) -> int | None:
    """Read the row, a line for a cell, whose quarter stands here, or pass over what is none; gives what follows."""
    is_digit = lines[at].fullmatch(_QUARTER) is not None
    if is_digit and last_quarter(indicator) < int(lines[at].text) <= 4 and (found := row_end(lines, at)):
        end, is_sure = found
        _read_row(indicator, lines, at, end, has_scores=is_scores(lines, at, end - 1), is_sure=is_sure)
        return end
    scores = _scores_below(lines, at) if is_digit else None
    is_stray = not is_digit or _is_stray(indicator, int(lines[at].text), is_far=scores == at + 4)
    if is_stray and (after := _pass_over(reading, indicator, lines, at)):
        return after
    if not is_digit:
        return None
    end = _end_without_scores(lines, at) if scores is None else scores + 1
    is_sure = all(line.text != str(int(lines[at].text) + 1) for line in lines[at + 1 : end])
    _read_row(indicator, lines, at, end, has_scores=scores is not None, is_sure=is_sure)
    return end


def _is_stray(indicator: Row, digit: int, *, is_far: bool) -> bool:
    """Whether a digit is no quarter, or one that was read before, with too many lines to the scores below it."""
    return not 1 <= digit <= 4 or (is_far and digit <= last_quarter(indicator))


def _scores_below(lines: Lines, at: int) -> int | None:
    """Where the scores of the row are whose quarter stands here; a dash in the fourth place is scores too."""
    for n in range(at + 1, min(at + 5, len(lines))):
        if is_scores(lines, at, n):
            return n
        if not (lines[n].fullmatch(VALUE) or lines[n].fullmatch(_ODD)):
            return None
    return None


def _is_next(lines: Lines, at: int, place: int) -> bool:
    """Whether the table ends before this place, or the quarter after the one at ``at`` stands there."""
    return place >= len(lines) or lines[place].text == str(int(lines[at].text) + 1)


def _end_without_scores(lines: Lines, at: int) -> int:
    """Where a row without scores ends: after its quarter alone, for nothing tells its columns apart."""
    end = at + 1
    while end < len(lines) and not _is_next(lines, at, end) and lines[end].fullmatch(VALUE):
        end += 1
    return end


def _pass_over(reading: Reading, indicator: Row, lines: Lines, at: int) -> int | None:
    """Leave lines that are no row unread, up to the next row; gives its place, None where there is none."""
    reach = next((n for n in range(at, len(lines)) if n == at + _FAR or lines[n].match(_ELSE)), len(lines))
    for quarter in range(last_quarter(indicator) + 1, 5):
        for n in range(at + 1, reach):
            if _opens_row(lines, n, str(quarter)):
                message = "These lines of the quarter table are no row."
                reading.issue("quarter-table-unclear", message, lines[at].to(lines[n - 1]), indicator)
                return n
    return None


def _opens_row(lines: Lines, at: int, quarter: str) -> bool:
    """Whether the row of a quarter begins here: a lone number may be a value of another row."""
    if lines[at].text != quarter:
        return is_wide_row(lines, at, quarter)
    end = _scores_below(lines, at)
    return end is not None and (end == at + 3 or _is_below_scores(lines, at))


def _is_below_scores(lines: Lines, at: int) -> bool:
    """Whether scores stand above a line, or the second of them does, torn off."""
    is_torn = lines[at - 2].text.endswith("/") and lines[at - 1].fullmatch(NUMBER)
    return lines[at - 2 if is_torn else at - 1].fullmatch(SCORES) is not None


def _read_head(reading: Reading, indicator: Row, lines: Lines, at: int) -> int:
    first = lines[at]
    if whole := matched_lines(_PLAIN_HEAD, lines, at):
        match, at = whole
        reading.claims.append(match.span())
        # What is printed as its value stands is read as this value.
        if match["unit"] != indicator.get("unit"):
            _check_unit(indicator, first.group(match, "measured"), first.group(match, "unit"))
    while at < len(lines) and _read_head_line(reading, indicator, lines[at]):
        at += 1
    return at


def _read_head_line(reading: Reading, indicator: Row, line: Span) -> bool:
    """Read a line of the head; where a cell has two lines, the next cell begins behind a tab or bar on the second."""
    if line.document.view[line.start] not in _INITIALS:
        return False
    if match := line.fullmatch(_WIDE_HEAD):
        _check_unit(indicator, line, line.group(match, "unit"))
        return True
    if line.fullmatch(_HEAD):
        reading.claim(line)
        return True
    cells = [cell for cell in line.split(_EDGE) if cell]
    if not all(cell.fullmatch(_HEAD) or cell.fullmatch(_UNIT) for cell in cells):
        return False
    for cell in cells:
        if not cell.fullmatch(_HEAD) and (match := cell.fullmatch(_UNIT)):
            _check_unit(indicator, cell, cell.group(match, "unit"))
    reading.claim(line)
    return True


def _check_unit(indicator: Row, line: Span, unit: Span) -> None:
    indicator.reading.claim(line)
    known = indicator.get("unit")
    if unit and known is not None and unit.read(name_text).value != known:
        message = f"The quarter table counts in {unit.text!r}, the label in {known!r}."
        indicator.issue("unit-disagrees", message, "unit", line)


def _read_row(indicator: Row, table: Lines, at: int, end: int, *, has_scores: bool, is_sure: bool) -> None:
    reading, lines, table = indicator.reading, table[at:end], table[max(at - _LONGEST, 0) : end + _LONGEST]
    row = reading.row("indicator_results", indicator_row=indicator.number)
    row.read("quarter", quarter_number, lines[0])
    if not is_sure:
        message = "These lines may belong to this quarter or to another one."
        row.issue("quarter-table-unclear", message, None, lines[1].to(lines[-1]))
    elif has_scores:
        _read_columns(row, table, lines[:-1], lines[-1])
        read_scores(row, lines[-1])
    else:
        if has_blank_cells(lines):
            # The row stands in the table, whatever its cells say.
            row.mark("score_2_1", lines[0].document.span(lines[-1].end, lines[-1].end))
        else:
            reading.issue("quarter-table-unclear", "A row of the quarter table has no scores.", lines[0], indicator)
        _read_columns(row, table, lines, None)


def _read_columns(row: Row, table: Lines, lines: Lines, scores: Span | None) -> None:
    if len(lines) == 4 and not lines[3].fullmatch(VALUE):
        row.issue("quarter-table-unclear", f"{lines[3].text!r} stands between a row and its scores.", None, lines[3])
        lines = lines[:3]
    columns = _columns(table, lines, scores)
    if columns is None:
        for line in lines[1:]:
            row.issue("quarter-table-unclear", f"The column of {line.text!r} is not clear.", None, line)
    else:
        row.read("result", number, columns[0])
        row.read("evaluation", number, columns[1])


def _columns(table: Lines, lines: Lines, scores: Span | None) -> tuple[Span, Span] | None:
    """Result and third column: by place where each has its line, else the third column is the blank one."""
    nothing = lines[0].document.span(0, 0)
    if len(lines) == 3:
        is_odd = any(not line.fullmatch(VALUE) for line in lines)
        return None if is_odd and PAGE_END in lines[0].to(lines[2]).raw else (lines[1], lines[2])
    if len(lines) == 1:
        return nothing, nothing
    if len(lines) != 2:
        return None
    if scores is None:
        return (lines[1], nothing) if has_blank_cells(lines) else None
    is_result = has_result(table, lines[0], lines[1], scores)
    return None if is_result is None else (lines[1], nothing) if is_result else (nothing, lines[1])


def quarter_row(reading: Reading, indicator: Row, quarter: Span, body: Lines) -> Row | None:
    """The row of a quarter that a heading names: the table's, else a new one where the body says something."""
    named = quarter.text.strip()
    for row in reading.of("indicator_results"):
        known = row.get("quarter")
        if known is not None and str(known) == named and "narrative" not in row.places:
            return row
    if not any(line.read(text).value for line in body):
        reading.claim(*body)
        return None
    row = reading.row("indicator_results", indicator_row=indicator.number)
    row.read("quarter", quarter_number, quarter)
    return row
