"""Date rules: days of the Buddhist and of the Common Era, and years.

Report dates are Buddhist: ``18/09/2566`` is 18 September 2023. The era is converted before the day is looked up
in the calendar, since leap years are those of the Common Era: 29/02/2567 exists, 29/02/2566 does not. A
Buddhist year lies in 2500-2600, so that a slip puts none a century off, one of the Common Era in 1900-2200. What has
two readings is refused.
"""

from __future__ import annotations

import re
from datetime import date

from extract.months import MONTH, month_number
from extract.rule import RuleError, rule
from extract.text import field

ERA = 543
# พ.ศ. "of the Buddhist era".
_PRINTED_YEAR = r"(?:พ ?\. ?ศ ?\. ?)?([0-9]{4}|[0-9]{2})"

_NUMERIC = re.compile(r"([0-9]{1,2}) ?([/.-]) ?([0-9]{1,2}) ?\2 ?([0-9]{4}|[0-9]{2})")
# วันที่ "on the day", เดือน "month".
_NAMED = re.compile(rf"(?:วันที่ ?)?([0-9]{{1,2}}) ?(?:เดือน ?)?({MONTH}) ?{_PRINTED_YEAR}")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_CLOCK = re.compile(r"(.{6,}?)[ T]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,9})?)?")
_YEAR = re.compile(rf"\( ?{_PRINTED_YEAR} ?\)|{_PRINTED_YEAR}")


class InvalidDate(RuleError):
    """A date that is well written and stands in no calendar."""

    code = "invalid-date"
    expected = "a day of the calendar"


class AmbiguousDate(RuleError):
    """A date that can be read in two ways, or in another era than its field has."""

    code = "ambiguous-date"
    expected = "a date with one reading, in the era of its field"


class NotADate(RuleError):
    """A text that has no form of a date."""

    code = "not-a-date"
    expected = "a date such as 18/09/2566 or 19 ธ.ค. 2562"


@rule
def thai_date(raw: str) -> date | None:
    """Return a day of the Buddhist era; two digits are a year only beside the name of a month.

    >>> thai_date("29/02/2567")
    datetime.date(2024, 2, 29)
    >>> thai_date("๑/๑๐/๒๕๖๓") == thai_date("1 ต.ค. 63") == thai_date("1 ตุลาคม 2563")
    True
    """
    value = field(raw)
    return _thai_day(value, raw) if value else None


@rule
def ce_date(raw: str) -> date | None:
    """Return a day of the Common Era written year first.

    >>> ce_date("2023-09-18")
    datetime.date(2023, 9, 18)
    """
    value = field(raw)
    return _ce_day(value, raw) if value else None


@rule
def timestamp_date(raw: str) -> date | None:
    """Return the day of a database time stamp, or a Buddhist date where one stands instead.

    >>> timestamp_date("2022-10-01 00:00:00"), timestamp_date("1/10/2565")
    (datetime.date(2022, 10, 1), datetime.date(2022, 10, 1))
    """
    value = field(raw)
    clock = _CLOCK.fullmatch(value)
    if clock:
        value = clock[1]
        if int(clock[2]) > 23 or int(clock[3]) > 59 or int(clock[4] or 0) > 59:
            raise InvalidDate(raw, "no time of a day")
    if not value:
        return None
    return _ce_day(value, raw) if _ISO.fullmatch(value) else _thai_day(value, raw)


@rule
def be_year(raw: str) -> int | None:
    """Return a year of the Buddhist era as printed.

    >>> be_year("(2564)"), be_year("พ.ศ. ๒๕๖๔")
    (2564, 2564)
    """
    value = field(raw)
    if not value:
        return None
    match = _YEAR.fullmatch(value)
    if not match:
        raise NotADate(raw, "expected a year such as 2564 or (2564)")
    return _ce_year(match[1] or match[2], raw) + ERA


def _thai_day(value: str, raw: str) -> date:
    """Return the Buddhist day that a value of ``raw`` writes, its month as a number or by name."""
    numeric = _NUMERIC.fullmatch(value)
    if numeric:
        day, month = int(numeric[1]), int(numeric[3])
        if 0 < day <= 12 < month:
            raise AmbiguousDate(raw, "the month stands before the day")
        return _calendar_day(_ce_year(numeric[4], raw), month, day, raw)
    named = _NAMED.fullmatch(value)
    if named:
        year = named[3] if len(named[3]) == 4 else f"25{named[3]}"
        return _calendar_day(_ce_year(year, raw), month_number(named[2]), int(named[1]), raw)
    if _ISO.fullmatch(value):
        raise AmbiguousDate(raw, "the year stands first, as in the Common Era")
    raise NotADate(raw)


def _ce_day(value: str, raw: str) -> date:
    """Return a day of the Common Era written year first."""
    match = _ISO.fullmatch(value)
    if match:
        year = int(match[1])
        if 2400 <= year <= 2700:
            raise AmbiguousDate(raw, "the year is a Buddhist one")
        if not 1900 <= year <= 2200:
            raise InvalidDate(raw, "the year is not in 1900-2200")
        return _calendar_day(year, int(match[2]), int(match[3]), raw)
    if _NUMERIC.fullmatch(value):
        raise AmbiguousDate(raw, "the year does not stand first")
    raise NotADate(raw, "expected a date such as 2023-09-18")


def _ce_year(printed: str, raw: str) -> int:
    """Return the Common Era year of a Buddhist year in four digits."""
    year = int(printed)
    if 2500 <= year <= 2600:
        return year - ERA
    if len(printed) == 2 or 1900 <= year <= 2200:
        raise AmbiguousDate(raw, "the era of the year is not certain")
    raise InvalidDate(raw, "the year is not in 2500-2600")


def _calendar_day(year: int, month: int, day: int, raw: str) -> date:
    """Return the day if the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        raise InvalidDate(raw) from None
