"""What follows the text of a report of a printed form: progress, budget drawn and two statuses, perhaps cut.

``:: ความก้าวหน้าของงานฯ = 10.00 % งบประมาณที่เบิกใช้ (ครั้งที่ 1) = 0 บาท : เป็นไปตามแผน : เป็นไปตามเป้าหมาย``; the head of
a page or the end of a line may stand anywhere between the words.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from extract.numbers import baht, percentage
from extract.span import Span
from extract.text import DASHES, markdown_text
from parsers.line_pattern import Lines
from parsers.reading import Row
from parsers.torn import Torn

_PROGRESS_LABEL = r":{0,2}\s*ความก้าวหน้าของงาน\s*ฯ?\s*=\s*+"
_BUDGET_LABEL = r":{0,2}\s*งบประมาณที่เบิกใช้\s*(?:\(\s*ครั้งที่\s*(?P<number>\d*)\s*\))?\s*=\s*"
# Progress ends with its sign; where that is missing, before the label of the budget.
_SIGN = r"\s*+(?:%|(?=:{0,2}\s*+งบประมาณที่เบิกใช้\s*+[(=]))"
_PROGRESS = re.compile(rf"{_PROGRESS_LABEL}(?P<value>[^%:\t]*?){_SIGN}")
BUDGET = re.compile(rf"{_BUDGET_LABEL}(?P<value>[^:\t|]*?บาท|[^:\t|]*)")
_STATUS = re.compile(r"[|\s]*:\s*(?P<value>[^:\t|]*)")
# (ไม่)เป็นไปตามแผน / เป้าหมาย: (not) as planned, (not) on target; or behind, ahead of, above, below.
WORDS = r"(?:ไม่)?(?:เป็นไปตาม|ล่าช้ากว่า|ช้ากว่า|เร็วกว่า|สูงกว่า|ต่ำกว่า|บรรลุ)(?:แผน|เป้าหมาย)\S*"
LONE_STATUS = re.compile(rf":\s*(?P<value>{WORDS})")
# The same over two lines: only what looks like a value is taken from the second.
_TORN_PROGRESS = re.compile(rf"{_PROGRESS_LABEL}(?P<value>(?>(?:[-−\d.,]++(?>(?:\s++[-−\d.,]++)*))?)){_SIGN}")
_TORN_BUDGET = re.compile(rf"{_BUDGET_LABEL}(?P<value>[-−\d][^:\t|]*?บาท)")
# A cell of statuses that a page's head cut off; one of them may be blank.
_LEFT_STATUS = re.compile(rf":\s*(?P<value>(?:{WORDS})?)(?=\s*(?:$|:|\t))")
_CURRENCY = re.compile(r"บาท(?=[\s|:]|$)")
# A dash for an amount; the currency is printed with it all the same.
_NO_AMOUNT = re.compile(rf"(?P<none>[{DASHES}]+)\s*บาท")
_DIGITS = 9
# What begins so is no status.
_OPENING = re.compile(r":{0,2}\s*(?:ความก้าวหน้าของงาน|งบประมาณที่เบิกใช้)")


def is_progress(lines: Lines, at: int) -> bool:
    """Whether progress stands on a line, or on it and the next one."""
    if not lines[at].match(_OPENING):
        return False
    if lines[at].match(_PROGRESS):
        return True
    return at + 1 < len(lines) and Torn(lines[at], lines[at + 1]).match(_TORN_PROGRESS) is not None


def read_tail(row: Row, lines: Lines) -> None:
    """Read progress, budget and statuses, which a cut may have parted anywhere."""
    left: Span | None = None
    for line, below in zip_longest(lines, lines[1:]):
        left = _read_parts(row, line if left is None else left, below, is_lone=left is None)


def _read_parts(row: Row, line: Span, below: Span | None, *, is_lone: bool) -> Span | None:
    """Read the parts that follow one another on a line; the rest stays unclaimed.

    Gives what is left of the line below, where the last part goes on there.
    """
    line = _without_currency(row, line)
    while line:
        status = _LEFT_STATUS if is_lone else _STATUS
        match = line.match(_PROGRESS) or line.match(BUDGET) or (not line.match(_OPENING) and line.match(status)) or None
        if below and _may_go_on(line, match, below) and (left := _read_torn(row, Torn(line, below))) is not None:
            return left
        if match is None:
            return None
        value = line.group(match, "value")
        if not _read_part(row, match, [value], line.group(match, "number") if match.re is BUDGET else None):
            return None
        row.reading.claim_around(line.document.trimmed(match.start(), match.end()), value)
        line, is_lone = line.document.trimmed(match.end(), line.end), False
    return None


def _may_go_on(line: Span, match: re.Match[str] | None, below: Span) -> bool:
    """Whether a part may be cut: it is none, its value is missing, or digits follow on the line below."""
    return match is None or (match.end() == line.end and (not match["value"].strip() or below.opens("0123456789,.")))


def _read_torn(row: Row, torn: Torn) -> Span | None:
    """Read a part that is cut; gives what stands behind it, None where it is no part."""
    match = torn.match(_TORN_PROGRESS) or torn.match(_TORN_BUDGET) or torn.match(LONE_STATUS)
    if match is None:
        return None
    values = torn.pieces(match, "value")
    number = next(filter(None, torn.pieces(match, "number")), None) if match.re is _TORN_BUDGET else None
    if not _read_part(row, match, [*filter(None, values)], number):
        return None
    for piece, value in zip(torn.pieces(match), values, strict=True):
        row.reading.claim_around(piece, value)
    return torn.rest(match)


def _without_currency(row: Row, line: Span) -> Span:
    """What stands behind the word baht where a page's head cut it from its amount."""
    match = line.match(_CURRENCY)
    if match is None or "budget_spent_baht" not in row.places:
        return line
    row.reading.claim(line.document.span(line.start, match.end()))
    return line.document.trimmed(match.end(), line.end)


def _read_part(row: Row, match: re.Match[str], values: Lines, number: Span | None) -> bool:
    if match.re in (_PROGRESS, _TORN_PROGRESS):
        row.read("progress_percent", percentage, *values)
    elif match.re in (BUDGET, _TORN_BUDGET):
        read_amount(row, "budget_spent_baht", *values)
        _check_number(row, number)
    else:
        return read_status(row, values[0])
    return True


def _check_number(row: Row, number: Span | None) -> None:
    if number and is_other(row, number.text):
        message = f"The budget says report {number.text}, the row says {row.get('printed_number')}."
        row.issue("value-repeated-differently", message, "printed_number", number)


def is_other(row: Row, again: str | None) -> bool:
    """Whether a number that a budget repeats is not the report's."""
    number, digits = row.get("printed_number"), again.lstrip("0") if again else ""
    # No count has so many digits, and no number that Python reads has thousands.
    return bool(again) and number is not None and (len(digits) > _DIGITS or int(digits or 0) != number)


def read_amount(row: Row, column: str, *values: Span) -> None:
    """Read an amount; the word baht alone says nothing, and behind a dash it says none."""
    value = values[0]
    if value.fullmatch(_CURRENCY):
        row.reading.claim(value)
        row.mark(column, value)
    elif match := value.fullmatch(_NO_AMOUNT):
        none = value.group(match, "none")
        row.reading.claim_around(value, none)
        row.read(column, baht, none)
    else:
        row.read(column, baht, *values)


def read_status(row: Row, value: Span) -> bool:
    """Read a status; False where no column is free for it."""
    column = status_column(row, value)
    if column is not None:
        row.mark(column, value)
        row.read(column, markdown_text, value)
    return column is not None


def status_column(row: Row, value: Span) -> str | None:
    """The column that a status fills: the one it names, else the first that is free."""
    free = [column for column in ("plan_status", "target_status") if column not in row.places]
    named = [column for column, word in (("plan_status", "แผน"), ("target_status", "เป้าหมาย")) if word in value.text]
    if len(named) == 1:
        return named[0] if named[0] in free else None
    return free[0] if free else None
