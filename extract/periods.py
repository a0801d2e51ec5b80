"""Periods: the days that an expression of prose spans, as in ``7-8 มีนาคม 2566``.

The left end takes the month and the year that only the right end prints; a month without a day is all its
days. A period is refused where its left year would have to be guessed: ``ต.ค. - มี.ค. 2564`` runs over a new year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from extract.dates import NUMERIC, YEAR, AmbiguousDate, InvalidDate, NotADate, thai_day
from extract.months import MONTH, month_number
from extract.text import field

# ระหว่าง "between", ตั้งแต่ "from", วันที่ "the day", เดือน "the month", ถึง "to".
_OPENING = re.compile(r"(?:ระหว่าง|ตั้งแต่)? ?(?:วันที่|เดือน)? ?")
_TO = re.compile(r" ?(?:[-–—−~]|ถึง) ?(?:วันที่|เดือน)? ?")
_END = re.compile(rf"([0-9]{{1,2}}(?![0-9]))? ?({MONTH})? ?(?:{YEAR})?")


class DateRange(NamedTuple):
    """The first and the last day of a period."""

    first: date
    last: date


def date_range(raw: str) -> DateRange:
    """Return the first and the last day of a period; a single day is both.

    >>> date_range("30 ก.ย. - 2 ต.ค. 2566")
    DateRange(first=datetime.date(2023, 9, 30), last=datetime.date(2023, 10, 2))
    >>> date_range("ต.ค. 62")
    DateRange(first=datetime.date(2019, 10, 1), last=datetime.date(2019, 10, 31))
    """
    value = _OPENING.sub("", field(raw), count=1)
    ends = [value] if NUMERIC.fullmatch(value) else _TO.split(value)
    if len(ends) > 2:
        raise NotADate(raw)
    first = _bounds(_completed(ends[0], ends[-1], raw), raw).first
    last = _bounds(_completed(ends[-1], ends[-1], raw), raw).last
    if first > last:
        raise InvalidDate(raw, "the last day is before the first")
    return DateRange(first, last)


def _completed(end: str, right: str, raw: str) -> str:
    """Return one end of a period with the month and the year that only the right end prints."""
    if NUMERIC.fullmatch(end) and NUMERIC.fullmatch(right):
        return end
    own, other = _END.fullmatch(end), _END.fullmatch(right)
    if not own or not other or not other[2] or not (own[1] or own[2]) or (own[3] and not own[2]):
        raise NotADate(raw)
    if not other[3] or bool(own[1]) != bool(other[1]):
        raise AmbiguousDate(raw, "a day or a year is not printed")
    if own[2] and not own[3] and month_number(own[2]) > month_number(other[2]):
        raise AmbiguousDate(raw, "the year of the first day is not printed")
    return f"{own[1] or ''} {own[2] or other[2]} {own[3] or other[3]}".strip()


def _bounds(value: str, raw: str) -> DateRange:
    """Return the first and the last day of a completed end: a day, or a month and its year."""
    if value[0].isdecimal():
        day = thai_day(value, raw)
        return DateRange(day, day)
    first = thai_day(f"1 {value}", raw)
    return DateRange(first, first.replace(day=monthrange(first.year, first.month)[1]))
