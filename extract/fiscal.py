"""Fiscal years: year N runs from 1 October N-1 to 30 September N."""

from __future__ import annotations

from datetime import date

from extract.dates import ERA


def fiscal_year(day: date) -> int:
    """Return the fiscal year of a day, both in the Common Era.

    >>> fiscal_year(date(2020, 9, 30)), fiscal_year(date(2020, 10, 1))
    (2020, 2021)
    """
    return day.year + (day.month >= 10)


def fiscal_year_of_be(year: int) -> int:
    """Return the Common Era fiscal year of a printed Buddhist one.

    >>> fiscal_year_of_be(2564)
    2021
    """
    return year - ERA
