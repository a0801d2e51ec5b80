"""Statuses of a printed form that a line end cuts in a word, and what hides them behind an amount."""

from __future__ import annotations

import pytest

from tests.test_torn_reports import FIRST, FORM, PAGE, SECOND, codes, read, reports

_PLAN, _TARGET = ": ล่าช้ากว่าแผน", ": เป็นไปตามเป้าหมาย\n"
_LAST = f"{_PLAN}\t{_TARGET}"


@pytest.mark.parametrize("cut", ["\n", "\n\t", PAGE])
@pytest.mark.parametrize(
    "words", [": ล่", ": ล่าช้า", ": ล่าช้ากว่า", ": ล่าช้ากว่าแผ", f"{_PLAN}\t: เป็น", f"{_PLAN}\t: เป็นไปตามเป้า"]
)
def test_a_status_may_be_cut_in_a_word(words: str, cut: str) -> None:
    at = FORM.index(_LAST) + len(words)
    reading = read(FORM[:at] + cut + FORM[at:])
    assert reports(reading) == [FIRST, SECOND]
    torn = ["row-torn"] * (cut == PAGE) + ["value-torn"]
    assert codes(reading) == torn


def test_not_stays_with_its_status() -> None:
    reading = read(FORM.replace(_LAST, ": ไม่\nล่าช้ากว่าแผน\t: ไม่เป็น\nไปตามเป้าหมาย\n"))
    assert reports(reading) == [FIRST, (*SECOND[:5], "ไม่ล่าช้ากว่าแผน", "ไม่เป็นไปตามเป้าหมาย")]
    assert codes(reading) == ["value-torn", "value-torn"]


@pytest.mark.parametrize(
    ("by", "statuses", "left"),
    [
        (f"{_PLAN}\t: เป็นไปตาม\n", ("ล่าช้ากว่าแผน", None), 1),
        (": ล่าช้ากว่า\t: เป็นไปตามเป้าหมาย\nแผน\n", (None, "เป็นไปตามเป้าหมาย"), 2),
        # Which end is whose cannot be told.
        (": ไม่เป็นไปตาม\t: เป็นไปตาม\nแผน\tเป้าหมาย\n", (None, None), 2),
    ],
)
def test_half_a_status_is_none(by: str, statuses: tuple[str | None, ...], left: int) -> None:
    reading = read(FORM.replace(_LAST, by))
    assert reports(reading) == [FIRST, (*SECOND[:5], *statuses)]
    assert codes(reading) == ["unclaimed-text"] * left


@pytest.mark.parametrize("said", ["ล่าช้า", "บรรลุ", "ปกติ"])
def test_other_words_are_statuses(said: str) -> None:
    reading = read(FORM.replace(_LAST, f": {said}\t: {said}\n"))
    assert reports(reading) == [FIRST, (*SECOND[:5], said, said)]
    assert codes(reading) == []


@pytest.mark.parametrize(
    ("amount", "baht", "told"),
    [
        ("250.50 บาท (สองร้อยห้าสิบบาทห้าสิบสตางค์)", "250.50", ["unclaimed-text"]),
        ("250.50 บาทถ้วน", "250.50", []),
        ("250.50 บาท/เดือน", None, ["not-baht"]),
        ("250.50 บาท ต่อเดือน", None, ["not-baht"]),
    ],
)
def test_what_stands_behind_an_amount_hides_no_status(amount: str, baht: str | None, told: list[str]) -> None:
    reading = read(FORM.replace("250.50 บาท", amount))
    assert reports(reading) == [FIRST, (*SECOND[:4], baht, *SECOND[5:])]
    assert codes(reading) == told
