"""Heads of bare indicator pages: a line with a slip ends none, and is no paragraph."""

from __future__ import annotations

from typing import Any

import pytest

from extract.container import open_document
from parsers import parse
from tests.accounting import assert_sound
from tests.expected import SAMPLES, outcome

REPORT = (SAMPLES / "kpi_page_bare" / "plain-clinic-visits.txt").read_text("utf-8")
CATEGORY = "ประเภทตัวชี้วัด : ตัวชี้วัดเชิงยุทธศาสตร์"
LEVEL = "(ตัวชี้วัดระดับผลลัพธ์ (outcome))"
LINK = "รายละเอียดตัวชี้วัดฯ : พิมพ์ข้อมูล"
EVALUATION = next(line for line in REPORT.splitlines() if line.startswith("***"))


def read(text: str) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Read a report; gives its indicator, and its issues with their text."""
    reading = parse(open_document(text.encode()))
    assert_sound(reading)
    issues = [(issue.code, text[issue.start : issue.end]) for issue in reading.issues if issue.code != "headings-lost"]
    return outcome(reading)["tables"]["indicators"][0], issues


@pytest.mark.parametrize(
    ("old", "new", "code", "lost"),
    [
        (CATEGORY, "ประเทตัวชี้วัด : ตัวชี้วัดเชิงยุทธศาสตร์", "unclaimed-text", ["category"]),
        (LEVEL, "(ตัวชี้วัดะดับผลลัพธ์ (outcome))", "unclaimed-text", ["level"]),
        (LINK, "รายละเอียดตัวชี้วัดฯ พิมพ์ข้อมูล", "unclaimed-text", []),
        (EVALUATION, EVALUATION.replace("ประเมิน", "ประเมน"), "label-missing", ["quarter", "score"]),
    ],
)
def test_a_line_with_a_slip_is_told(old: str, new: str, code: str, lost: list[str]) -> None:
    assert REPORT.count(old) == 1
    whole, _ = read(REPORT)
    indicator, issues = read(REPORT.replace(old, new))
    assert issues == [(code, new)]
    gone = {column for column in whole if column.removeprefix("evaluation_") in lost}
    assert indicator == {column: value for column, value in whole.items() if column not in gone}
    assert bool(gone) is bool(lost)


@pytest.mark.parametrize(
    "lines",
    [
        f"{LINK} {EVALUATION}",
        f"{LINK}\t{EVALUATION}",
        f"{EVALUATION}\n{LINK}",
        f"{LINK}\n{EVALUATION.replace(' : ', ' :' + chr(10))}",
    ],
)
def test_link_and_evaluation_are_read_on_one_line_or_several_in_either_order(lines: str) -> None:
    whole = f"{LINK}\n{EVALUATION}"
    assert REPORT.count(whole) == 1
    assert read(REPORT.replace(whole, lines)) == read(REPORT)


def test_a_paragraph_ends_the_head() -> None:
    without = REPORT.replace(f"{EVALUATION}\n", "")
    above, _, first = without.partition(f"{LINK}\n")
    indicator, issues = read(f"{above}{LINK}\n{first.splitlines()[0]}\nต่อ\n{LINK}\n")
    assert indicator["summary"] == f"{first.splitlines()[0]}\nต่อ\n{LINK}"
    assert issues == []


@pytest.mark.parametrize(
    ("line", "below", "cells", "told"),
    [
        ("ไตรมาสที่ 1", "100", (1, None), True),
        ("ไตรมาสที่ 1 :", "100", (1, None), True),
        ("", "ไตรมาสที่ 1", (None, None), True),
        ("", "100", (None, None), False),
        ("ไตรมาสที่ 1", "ไตรมาสที่ 1", (1, None), False),
        ("ไตรมาสที่ 1", "100 ราย", (1, None), False),
        ("ไตรมาสที่ 1 : 90", "100", (1, 90.0), False),
    ],
)
def test_the_first_paragraph_is_no_value_of_the_evaluation(
    line: str, below: str, cells: tuple[int | None, float | None], told: bool
) -> None:
    evaluation = f"{EVALUATION[: EVALUATION.index('ไตรมาส')]}{line}".strip()
    whole, _ = read(REPORT)
    indicator, issues = read(REPORT.replace(EVALUATION, f"{evaluation}\n{below}"))
    assert (indicator.get("evaluation_quarter"), indicator.get("evaluation_score")) == cells
    assert indicator["summary"] == f"{below}\n{whole['summary']}"
    assert issues == [("label-missing", below)] * told


@pytest.mark.parametrize("torn", ["สยป.\nตรวจ", "ตัวชี้วัด :\nไตรมาสที่", "ไตรมาสที่\n4"])
def test_an_evaluation_that_surely_goes_on_below_is_read_whole(torn: str) -> None:
    above, below = torn.split("\n")
    assert EVALUATION.count(f"{above} {below}") == 1
    assert read(REPORT.replace(f"{above} {below}", torn)) == read(REPORT)
