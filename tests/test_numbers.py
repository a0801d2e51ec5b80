"""Number rules: figures as the system prints them, and what is not one."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.numbers import baht, count, number, percentage, quarter_number
from extract.rule import RuleError

READ: list[tuple[Callable[[str], Any], str, Any]] = [
    (number, "100", 100.0),
    (number, "100.0000", 100.0),
    (number, "4.816", 4.816),
    (number, " 22.5\n", 22.5),
    (number, "1,407.52", 1407.52),
    (number, "1,234,567", 1234567.0),
    (number, "๑,๔๐๗.๕๒", 1407.52),
    (number, "0", 0.0),
    (number, "00", 0.0),
    (number, ".00", 0.0),
    (number, ".5", 0.5),
    (number, "-5", -5.0),
    (number, "−5.5", -5.5),
    (number, "\u200b36.00\ufeff", 36.0),
    (number, "\u00a036\u00a0", 36.0),
    (number, "33.333333333333336", 33.333333333333336),
    (number, "-", None),
    (number, "", None),
    (number, " – ", None),
    (percentage, "100", 100.0),
    (percentage, "12.24 %", 12.24),
    (percentage, "12.24%", 12.24),
    (percentage, "ร้อยละ 80", 80.0),
    (percentage, "ร้อยละ๘๐", 80.0),
    (percentage, "130.5", 130.5),
    (percentage, "-", None),
    (count, "0", 0),
    (count, "๑๒", 12),
    (count, "1,200", 1200),
    (count, "32767", 32767),
    (count, "007", 7),
    (count, "-", None),
    (quarter_number, "1", 1),
    (quarter_number, " ๔ ", 4),
    (quarter_number, "", None),
    (baht, "7,932,970,635.00 บาท", Decimal("7932970635.00")),
    (baht, "135,655,720.- บาท", Decimal("135655720.00")),
    (baht, "1,215,865.49บาท", Decimal("1215865.49")),
    (baht, "5,115 ล้านบาท", Decimal("5115000000.00")),
    (baht, "5,115 ล้าน บาท", Decimal("5115000000.00")),
    (baht, "1.234567 ล้านบาท", Decimal("1234567.00")),
    (baht, "1.23456789 ล้านบาท", Decimal("1234567.89")),
    (baht, "2.5 แสนบาท", Decimal("250000.00")),
    (baht, "3 หมื่นบาท", Decimal("30000.00")),
    (baht, "3 พันบาท", Decimal("3000.00")),
    (baht, "3 พันล้านบาท", Decimal("3000000000.00")),
    (baht, "500.-", Decimal("500.00")),
    (baht, "500.-บาท", Decimal("500.00")),
    (baht, "๕๐๐ บาทถ้วน", Decimal("500.00")),
    (baht, "0 บาท", Decimal("0.00")),
    (baht, "-0", Decimal("0.00")),
    (baht, "0 บา\u200bท", Decimal("0.00")),
    (baht, "1,324,600", Decimal("1324600.00")),
    (baht, "100.0000", Decimal("100.00")),
    (baht, "-1,000.50 บาท", Decimal("-1000.50")),
    (baht, "999999999999999.99", Decimal("999999999999999.99")),
    (baht, "9,999,999,999,999,999.99 บาท", Decimal("9999999999999999.99")),
    (baht, "-9999999999999999.99", Decimal("-9999999999999999.99")),
    (baht, "-", None),
]

REFUSED: list[tuple[Callable[[str], Any], str, str]] = [
    *((number, raw, "not-a-number") for raw in ("nan", "inf", "1e5", "1_000", "0x10", "1,40", "1407,520", "1,,407")),
    *((number, raw, "not-a-number") for raw in ("1.2.3", "5.", "- 5", "--5", "+5", "5%", "5 บาท", "1 407", "1/2", "٣")),
    *((number, raw, "not-a-number") for raw in ("9" * 16, "9" * 5000, "३", "１２", "ไม่มี", "12-13", "5-", "²")),
    *((percentage, raw, "not-a-number") for raw in ("%", "ร้อยละ", "5 %%", "ลดลงร้อยละ 5", "5 % 6", "1e2%")),
    *((count, raw, "not-a-count") for raw in ("-1", "1.0", "32768", "99999", "9" * 5000, "12,34", "สอง", "1 2")),
    *((quarter_number, raw, "not-a-quarter") for raw in ("0", "5", "01", "1.0", "ไตรมาสที่ 1", "11", "²")),
    *((baht, raw, "not-baht") for raw in ("บาท", "1.234", "0.001 บาท", "1.234567891 ล้านบาท", "5 ดอลลาร์", "ล้านบาท")),
    *(
        (baht, raw, "not-baht")
        for raw in (
            "9" * 15 + " ล้านบาท",
            "9" * 17,
            "10,000,000,000,000,000.00 บาท",
            "1,00 บาท",
            "5 บาท 50 สตางค์",
            "1e3",
            "5 ถ้วน",
            "5 พันแสน",
        )
    ),
]


def named(case: tuple[Callable[[str], Any], str, Any]) -> str:
    return f"{case[0].__name__}-{case[1][:30]}"


@pytest.mark.parametrize("case", READ, ids=named)
def test_figures_are_read(case: tuple[Callable[[str], Any], str, Any]) -> None:
    rule, raw, expected = case
    value = rule(raw)
    assert value == expected
    assert type(value) is type(expected)
    assert str(value) == str(expected), "a zero has no sign, and baht have two decimals"


@pytest.mark.parametrize("case", REFUSED, ids=named)
def test_other_text_is_refused(case: tuple[Callable[[str], Any], str, str]) -> None:
    rule, raw, code = case
    with pytest.raises(RuleError) as caught:
        rule(raw)
    assert caught.value.code == code


@given(st.decimals(min_value=-(10**13), max_value=10**13, places=2))
def test_an_amount_comes_back_however_it_is_printed(amount: Decimal) -> None:
    expected = amount + 0
    for form in ("{:,.2f} บาท", "{:.2f}", "{:,.2f}บาท", " {:.2f} บาทถ้วน"):
        assert baht(form.format(amount)) == expected


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_a_million_is_exact(amount: Decimal) -> None:
    assert baht(f"{amount} ล้านบาท") == amount * 10**6


@given(st.floats(min_value=-1e9, max_value=1e9).map(lambda value: round(value, 6)))
def test_a_number_comes_back(value: float) -> None:
    assert number(f"{value:.6f}") == number(f"{value:,.6f}") == float(f"{value:.6f}")


@given(st.decimals(0, 10**16, places=2), st.sampled_from(["{:,.2f}", "{:.2f}", "{:,.0f}", "{:.0f}", "0{:,.2f}"]))
def test_usual_amounts_are_read_as_all_others(amount: Decimal, form: str) -> None:
    printed = f"{form.format(amount)} บาท"
    try:
        expected = str(baht(f" {printed}"))
    except RuleError as fault:
        with pytest.raises(type(fault)):
            baht(printed)
    else:
        assert str(baht(printed)) == expected
