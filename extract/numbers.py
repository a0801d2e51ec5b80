"""Number rules: plain numbers, percentages, counts, quarters and amounts of baht.

The system writes ``100``, ``100.0000``, ``4.816`` and ``1,407.52``; commas, where there are any, must part
groups of three. A number is read by a pattern first and converted after, since ``float`` would also take
``nan``, ``1e5``, ``1_000`` and the digits of other scripts.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal

from extract.rule import RuleError, rule
from extract.text import field


def _plain(digits: int, groups: int) -> str:
    """The pattern of a number: at most so many digits, or groups of three behind the first one, before its point."""
    whole = rf"[0-9]{{1,{digits}}}|[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,{groups}}}"
    return rf"[-−]?(?:(?:{whole})(?:\.[0-9]{{1,20}})?|\.[0-9]{{1,20}})"


# Fifteen digits are what a float64 holds exactly; nobody prints more.
_PLAIN = _plain(15, 4)
_NUMBER = re.compile(_PLAIN)
# ร้อยละ "per hundred".
_PERCENTAGE = re.compile(rf"(?:ร้อยละ ?)?({_PLAIN}) ?%?")
_COUNT = re.compile(r"[0-9]{1,5}|[0-9]{1,2},[0-9]{3}")
# พัน thousand, หมื่น ten thousand, แสน hundred thousand, ล้าน million, ถ้วน "exactly"; ".-" says "no satang".
# Of an amount sixteen fit before the point.
_BAHT = re.compile(rf"({_plain(16, 5)})(?:\. ?-)? ?(พัน|หมื่น|แสน)? ?(ล้าน)? ?(?:บาท(?: ?ถ้วน)?)?")
# The usual amount needs neither repair nor rounding.
_USUAL_BAHT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3}){0,3}|[0-9]{1,12})(\.[0-9]{2})? บาท")
_POWERS = {None: 0, "พัน": 3, "หมื่น": 4, "แสน": 5, "ล้าน": 6}
_EXACT = Context(prec=60)  # Enough for every amount that the pattern lets through, so nothing is rounded.
_SATANG = Decimal("0.01")
_TOO_MUCH = Decimal(10) ** 16


class NotANumber(RuleError):
    """A text that is not one plain number."""

    code = "not-a-number"
    expected = "a number such as 12, 12.50 or 1,407.52"


class NotACount(RuleError):
    """A text that is not a whole number from 0 to 32767."""

    code = "not-a-count"
    expected = "a whole number from 0 to 32767"


class NotAQuarter(RuleError):
    """A text that is not the number of a quarter."""

    code = "not-a-quarter"
    expected = "1, 2, 3 or 4"


class NotBaht(RuleError):
    """A text that is not one amount of money in whole satang."""

    code = "not-baht"
    expected = "an amount such as 1,215,865.49 บาท, 500.- or 5 ล้านบาท, exact to the satang"


@rule
def number(raw: str) -> float | None:
    """Return a number.

    >>> number("1,407.52"), number(" ๒๒.๕ "), number("-")
    (1407.52, 22.5, None)
    """
    value = field(raw)
    if not value:
        return None
    if not _NUMBER.fullmatch(value):
        raise NotANumber(raw)
    return _float(value)


@rule
def percentage(raw: str) -> float | None:
    """Return a percentage as the number that was printed; it may be over 100.

    >>> percentage("12.24 %"), percentage("ร้อยละ 80"), percentage("5%")
    (12.24, 80.0, 5.0)
    """
    value = field(raw)
    if not value:
        return None
    match = _PERCENTAGE.fullmatch(value)
    if not match:
        raise NotANumber(raw)
    return _float(match[1])


@rule
def count(raw: str) -> int | None:
    """Return a whole number that fits in 16 bits.

    >>> count("12"), count("๑๒")
    (12, 12)
    """
    value = field(raw)
    if not value:
        return None
    if not _COUNT.fullmatch(value) or int(value.replace(",", "")) > 32767:
        raise NotACount(raw)
    return int(value.replace(",", ""))


@rule
def quarter_number(raw: str) -> int | None:
    """Return the number of a quarter of the fiscal year.

    >>> quarter_number(" ๓ ")
    3
    """
    value = field(raw)
    if value and value not in ("1", "2", "3", "4"):
        raise NotAQuarter(raw)
    return int(value) if value else None


@rule
def baht(raw: str) -> Decimal | None:
    """Return an amount of money in baht, exact to the satang.

    >>> baht("135,655,720.- บาท"), baht("1,215,865.49บาท"), baht("5,115 ล้านบาท")
    (Decimal('135655720.00'), Decimal('1215865.49'), Decimal('5115000000.00'))
    """
    usual = _USUAL_BAHT.fullmatch(raw)
    if usual:
        return Decimal(usual[1].replace(",", "") + (usual[2] or ".00"))
    value = field(raw)
    if not value:
        return None
    match = _BAHT.fullmatch(value)
    if not match:
        raise NotBaht(raw)
    power = _POWERS[match[2]] + _POWERS[match[3]]
    return _in_satang(_EXACT.scaleb(Decimal(_ascii(match[1])), power), raw)


def _in_satang(amount: Decimal, raw: str) -> Decimal:
    """Return the amount with two decimals if that is exact and fits into decimal128(18, 2)."""
    exact = _EXACT.quantize(amount, _SATANG)
    if exact != amount:
        raise NotBaht(raw, "parts of a satang")
    if exact.copy_abs() >= _TOO_MUCH:
        raise NotBaht(raw, "more than sixteen digits of baht")
    return _EXACT.plus(exact)


def _float(value: str) -> float:
    """Convert what the pattern has let through; adding zero turns minus zero into zero."""
    return float(_ascii(value)) + 0.0


def _ascii(value: str) -> str:
    """Return a number without commas and with an ASCII minus."""
    return value.replace(",", "").replace("−", "-")
