"""Periods: the days that an expression of prose spans, as in ``7-8 มีนาคม 2566``.

The left end takes the month and the year that only the right end prints; a month without a day is all its
days. A period is refused where its left year would have to be guessed: ``ต.ค. - มี.ค. 2564`` runs over a new year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from extract.dates import MONTH, NUMERIC, YEAR, AmbiguousDate, InvalidDate, NotADate, thai_date
from extract.rule import RuleError
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
    try:
        period = DateRange(_first_day(_completed(ends[0], ends[-1])), _last_day(_completed(ends[-1], ends[-1])))
    except RuleError as fault:
        raise type(fault)(raw, fault.reason) from None
    if period.first > period.last:
        printed = _completed(ends[0], ends[0])
        raise InvalidDate(raw, "the last day is before the first")
    return period
