"""dateparser as an oracle: it knows the Thai names of the months, of the Common Era only and day by day."""

from __future__ import annotations

from datetime import date
from typing import Any

import dateparser
from hypothesis import given
from hypothesis import strategies as st

from extract.dates import thai_date

# Its default repair of accents reads March as January.
_SETTINGS: Any = {"NORMALIZE": False, "STRICT_PARSING": True}
_MONTHS = (
    *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"),
    *("กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
)


@given(st.dates(date(1957, 1, 1), date(2057, 12, 31)))
def test_month_names_mean_what_dateparser_says(day: date) -> None:
    month = _MONTHS[day.month - 1]
    parsed = dateparser.parse(f"{day.day} {month} {day.year}", languages=["th"], settings=_SETTINGS)
    assert parsed is not None
    assert thai_date(f"{day.day} {month} {day.year + 543}") == parsed.date() == day
