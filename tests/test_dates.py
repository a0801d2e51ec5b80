"""Date rules: every printed form, both eras, and the forms that are refused."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.dates import be_year, ce_date, thai_date, timestamp_date
from extract.fiscal import fiscal_year, fiscal_year_of_be
from extract.months import month_number
from extract.rule import RuleError

FULL = ["มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"]
FULL += ["กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"]
SHORT = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]

READ: list[tuple[Callable[[str], Any], str, Any]] = [
    (thai_date, "18/09/2566", date(2023, 9, 18)),
    (thai_date, "1/1/2564", date(2021, 1, 1)),
    (thai_date, "๑๘/๐๙/๒๕๖๖", date(2023, 9, 18)),
    (thai_date, " 18 / 09 / 2566 ", date(2023, 9, 18)),
    (thai_date, "18\u200b/09/2566\ufeff", date(2023, 9, 18)),
    (thai_date, "18-09-2566", date(2023, 9, 18)),
    (thai_date, "18.9.2566", date(2023, 9, 18)),
    (thai_date, "29/02/2567", date(2024, 2, 29)),
    (thai_date, "17 มกราคม 2566", date(2023, 1, 17)),
    (thai_date, "17มกราคม2566", date(2023, 1, 17)),
    (thai_date, "วันที่ 17 เดือนมกราคม พ.ศ. ๒๕๖๖", date(2023, 1, 17)),
    (thai_date, "19 ธ.ค.62", date(2019, 12, 19)),
    (thai_date, "19 ธ.ค. 2562", date(2019, 12, 19)),
    (thai_date, "19 ธค 62", date(2019, 12, 19)),
    (thai_date, "19 ธ. ค. 62", date(2019, 12, 19)),
    (thai_date, "1 ต.ค. 63", date(2020, 10, 1)),
    (thai_date, "1 ต.ค 63", date(2020, 10, 1)),
    (thai_date, "5 กุมภาพันธ์์ 2566", date(2023, 2, 5)),
    (thai_date, "5 ม\uf702นาคม 2566", date(2023, 3, 5)),
    (thai_date, "-", None),
    (thai_date, "", None),
    (ce_date, "2023-09-18", date(2023, 9, 18)),
    (ce_date, " 2024-02-29 ", date(2024, 2, 29)),
    (ce_date, "2021-1-5", date(2021, 1, 5)),
    (ce_date, "-", None),
    (timestamp_date, "2022-10-01 00:00:00", date(2022, 10, 1)),
    (timestamp_date, "2022-10-01", date(2022, 10, 1)),
    (timestamp_date, "2022-10-01T23:59:59.123", date(2022, 10, 1)),
    (timestamp_date, "2022-10-01 08:30", date(2022, 10, 1)),
    (timestamp_date, "01/10/2565", date(2022, 10, 1)),
    (timestamp_date, "1 ต.ค. 2565", date(2022, 10, 1)),
    (timestamp_date, "01/10/2565 08:30", date(2022, 10, 1)),
    (timestamp_date, " - ", None),
    (be_year, "2564", 2564),
    (be_year, "(2564)", 2564),
    (be_year, " ( ๒๕๖๔ ) ", 2564),
    (be_year, "พ.ศ. 2564", 2564),
    (be_year, "พ.ศ.๒๕๖๔", 2564),
    (be_year, "2500", 2500),
    (be_year, "2600", 2600),
    (be_year, "-", None),
]

REFUSED: list[tuple[Callable[[str], Any], str, str]] = [
    *((thai_date, raw, "invalid-date") for raw in ("29/02/2566", "31/4/2566", "0/1/2566", "00/00/0000", "13/13/2566")),
    *((thai_date, raw, "invalid-date") for raw in ("32 ม.ค. 2566", "1/1/2601", "1/0/2566", "00/13/2566", "18/09/3566")),
    # A year that is a century off.
    *((rule, raw, "invalid-date") for rule in (thai_date, timestamp_date) for raw in ("30/12/2653", "30/12/2465")),
    *((thai_date, raw, "ambiguous-date") for raw in ("1/31/2021", "1/31/2566", "18/09/2023", "18/09/66", "1/2/63")),
    *((thai_date, raw, "ambiguous-date") for raw in ("2023-09-18", "2566-09-18", "18 กันยายน 2023")),
    *((thai_date, raw, "not-a-date") for raw in ("ไม่มี", "18/09", "18/09-2566", "18//09/2566", "18/09/256", "ต.ค. 62")),
    *(
        (thai_date, raw, "not-a-date")
        for raw in ("17 ฤษภาคม 2566", "118/09/2566", "18/09/25661", "๑๘/٠٩/๒๕๖๖", "18092566")
    ),
    *((ce_date, raw, "invalid-date") for raw in ("2023-02-29", "2023-13-01", "0000-00-00", "1066-10-14", "2300-01-01")),
    *((ce_date, raw, "ambiguous-date") for raw in ("2566-09-18", "18/09/2566", "18/09/2023", "1-2-21")),
    *((ce_date, raw, "not-a-date") for raw in ("2023/09/18", "2023-09", "20230918", "2023-09-18 x", "x")),
    *((timestamp_date, raw, "invalid-date") for raw in ("0000-00-00 00:00:00", "2022-02-30 00:00:00", "29/02/2566")),
    *(
        (timestamp_date, raw, "invalid-date")
        for raw in ("2022-10-01 24:00:00", "2022-10-01 10:60", "2022-10-01 10:00:61")
    ),
    *((timestamp_date, raw, "ambiguous-date") for raw in ("2565-10-01 00:00:00", "01/10/2022", "10/31/2022 00:00")),
    *((timestamp_date, raw, "not-a-date") for raw in ("00:00:00", "2022-10-01 x", "2022-10-0100:00:00", "2022-10-01Z")),
    *((be_year, raw, "ambiguous-date") for raw in ("2021", "(2021)", "64", "พ.ศ. 2021")),
    *((be_year, raw, "invalid-date") for raw in ("2601", "2499", "0000")),
    *((be_year, raw, "not-a-date") for raw in ("(2564", "2564)", "25640", "256", "ปี 2564", "2564 2565", "สองพัน")),
]

DAYS = st.dates(date(2500 - 543, 1, 1), date(2600 - 543, 12, 31))


def named(case: tuple[Callable[[str], Any], str, Any]) -> str:
    return f"{case[0].__name__}-{case[1]}"


@pytest.mark.parametrize("case", READ, ids=named)
def test_dates_are_read(case: tuple[Callable[[str], Any], str, Any]) -> None:
    rule, raw, expected = case
    assert rule(raw) == expected


@pytest.mark.parametrize("case", REFUSED, ids=named)
def test_other_text_is_refused(case: tuple[Callable[[str], Any], str, str]) -> None:
    rule, raw, code = case
    with pytest.raises(RuleError) as caught:
        rule(raw)
    assert caught.value.code == code


@pytest.mark.parametrize("names", [FULL, SHORT, [name.replace(".", "") for name in SHORT]])
def test_every_month_has_its_number(names: list[str]) -> None:
    assert [month_number(name) for name in names] == list(range(1, 13))
    assert [thai_date(f"2 {name} 2566") for name in names] == [date(2023, month, 2) for month in range(1, 13)]


@given(DAYS)
def test_a_buddhist_day_comes_back_however_it_is_printed(day: date) -> None:
    year, full, short = day.year + 543, FULL[day.month - 1], SHORT[day.month - 1]
    for form in (
        "{0.day}/{0.month}/{1}",
        "{0:%d}/{0:%m}/{1}",
        "{0.day}-{0.month}-{1}",
        "{0.day} {2} {1}",
        "{0.day}{3}{1}",
    ):
        printed = form.format(day, year, full, short)
        assert thai_date(printed) == day
        assert thai_date(printed.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))) == day


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_common_day_comes_back(day: date) -> None:
    assert ce_date(day.isoformat()) == timestamp_date(f"{day.isoformat()} 00:00:00") == day


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2020, 9, 30), 2020), (date(2020, 10, 1), 2021), (date(2020, 12, 31), 2021), (date(2021, 1, 1), 2021)],
)
def test_a_fiscal_year_begins_in_october(day: date, year: int) -> None:
    assert fiscal_year(day) == year
    assert fiscal_year_of_be(year + 543) == year
