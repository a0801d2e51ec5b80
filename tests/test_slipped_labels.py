"""Reports of a project page in which a label is not in its own form, or the rule stands behind other text."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extract.document import Document
from parsers import parse
from tests.accounting import assert_sound

_PAGE = """ความคืบหน้าโครงการ/กิจกรรม
โครงการปลูกต้นไม้ : 50010000-1234
สำนักงานเขตสมมติ : (2566)
ความคืบหน้าโครงการ ร้อยละ 20
ผลการดำเนินงาน
"""
_LABELS = """** ปัญหาของโครงการ :ดินแข็ง
** อุปสรรคของโครงการ :ฝนตก
---&&&---"""
_REPORT = """(2) ความคืบหน้าโครงการฯ ร้อยละ 20.00 (2022-12-20)
20.00
20/12/2565 : เตรียมดิน
"""
_NEXT = """
(1) ความคืบหน้าโครงการฯ ร้อยละ 10.00 (2022-11-20)
20/11/2565 : เลือกพื้นที่
** ปัญหาของโครงการ :ไม่มี
** อุปสรรคของโครงการ :ไม่มี
---&&&---
"""


def told(labels: str, following: str = _NEXT) -> tuple[tuple[Any, ...], list[tuple[str, str | None, int | None]]]:
    """Narrative, problem and obstacle of the report that has these labels; codes, columns and lines of the issues."""
    report = _REPORT if following == _NEXT else _REPORT.replace("(2)", "(1)")
    reading = parse(Document(_PAGE + report + labels + following))
    assert_sound(reading)
    row, *others = reading.of("updates")
    assert [other.get("narrative") for other in others] == (["เลือกพื้นที่"] if following == _NEXT else [])
    cells = tuple(row.get(column) for column in ("narrative", "problem", "obstacle"))
    return cells, [(issue.code, issue.column, issue.line) for issue in reading.issues]


@pytest.mark.parametrize("following", [_NEXT, "\n"])
@pytest.mark.parametrize("column", ["ปัญหา", "อุปสรรค"])
@pytest.mark.parametrize(
    "slip",
    [
        *("** {}ของโครงการ ", "** {}ของโครงการ\t", "** {}ของโครงการ\n", "* * {}ของโครงการ :", r"\*\*{}ของโครงการ "),
        *("** {}ของโครงการ ;", "** {}ของโครงการ ：", "** {}ของโครงการ. :", "** {}ของโครงการ.. "),
        *("** {} :", "** {}โครงการ : ", "**{};"),
    ],
)
def test_slips_are_read_where_no_other_label_stands(slip: str, column: str, following: str) -> None:
    slipped = _LABELS.replace(f"** {column}ของโครงการ :", slip.format(column))
    assert told(slipped, following) == (("เตรียมดิน", "ดินแข็ง", "ฝนตก"), [])


def test_what_says_nothing_is_null_behind_a_slip() -> None:
    labels = "** ปัญหาของโครงการ ไม่มี\n** อุปสรรคของโครงการ ;ไม่มี\n---&&&---"
    assert told(labels) == (("เตรียมดิน", None, None), [])


@pytest.mark.parametrize(
    ("labels", "cells"),
    [
        ("** ปัญหาของโครงการ :ดินแข็ง\n** อุปสรรคของโครงการ :ไม่มี ---&&&---", ("ดินแข็ง", None)),
        ("** ปัญหาของโครงการ :ดินแข็ง\n** อุปสรรคของโครงการ :ไม่มี\n---& & &---", ("ดินแข็ง", None)),
        ("** ปัญหาของโครงการ :ดินแข็ง\n** อุปสรรคของโครงการ :ไม่มี\n\\-\\-\\&\\&\\&--", ("ดินแข็ง", None)),
        ("** ปัญหาของโครงการ ;ดินแข็ง ** อุปสรรคของโครงการ ฝนตก ------&&&------", ("ดินแข็ง", "ฝนตก")),
        ("** ปัญหาของโครงการ :ดินแข็ง\n** อุปสรรคของโครงการ :ฝน\nตก---&amp;&amp;&amp;---", ("ดินแข็ง", "ฝน\nตก")),
    ],
)
def test_a_rule_may_end_a_line(labels: str, cells: tuple[str | None, str | None]) -> None:
    assert told(labels) == (("เตรียมดิน", *cells), [])
    assert told(labels, "\n") == (("เตรียมดิน", *cells), [])


@pytest.mark.parametrize(
    "label", ["** ปญหาของโครงการ :", "ปัญหาของโครงการ ", "** ปัญาหของโครงการ :", "** ปัญหาของโครงการคือ"]
)
def test_what_may_be_a_label_of_problems_is_in_no_cell(label: str) -> None:
    labels = _LABELS.replace("** ปัญหาของโครงการ :", label)
    assert told(labels) == (("เตรียมดิน", None, "ฝนตก"), [("label-missing", "problem", 9)])


def test_what_may_be_a_label_of_obstacles_is_in_no_cell() -> None:
    labels = _LABELS.replace("** อุปสรรคของ", "** อปสรรคของ").replace("ดินแข็ง", "ไม่มี")
    issues = [("label-missing", "obstacle", 10), ("unclaimed-text", None, 11)]
    assert told(labels.replace("ฝนตก", "ฝน\nตก")) == (("เตรียมดิน", None, None), issues)


@pytest.mark.parametrize(
    "line",
    [
        "** ปัญหา : ดินเค็ม",
        "** ปัญหาของโครงการ ดินเค็ม",
        "** อปสรรคของโครงการ : ฝน",
        "** เป้าหมายโครงการ : 3 ไร่",
        "ดิน ---&&&---",
    ],
)
def test_lines_of_a_text_above_both_labels_are_text(line: str) -> None:
    assert told(f"{line}\n{_LABELS}") == ((f"เตรียมดิน\n{line}", "ดินแข็ง", "ฝนตก"), [])


def test_labels_that_are_absent_are_silent() -> None:
    assert told("ปัญหาดินแข็ง\n** หมายเหตุ : ไม่มี\n---&&&---") == (("เตรียมดิน\nปัญหาดินแข็ง\n** หมายเหตุ : ไม่มี", None, None), [])


@pytest.mark.parametrize(
    "day", ["2O/12/2565 :", "2l/12/2565 :", "20/ 122565 :", "2012 /2565 :", "20122565 :", "20/12/256O :", "20/l2/๒๕๖๕:"]
)
def test_a_date_that_cannot_be_read_opens_no_text(day: str) -> None:
    reading = parse(Document(_PAGE + _REPORT.replace("20/12/2565 :", day) + _LABELS + _NEXT))
    assert_sound(reading)
    row = reading.of("updates")[0]
    assert row.get("reported_on") is None
    assert (row.get("narrative"), [issue.code for issue in reading.issues]) == ("เตรียมดิน", ["not-a-date"])


def test_the_edge_of_a_table_is_no_text() -> None:
    reading = parse(Document(_PAGE + _REPORT.replace("20/12/2565", "| 20/12/2565") + _LABELS + _NEXT))
    assert_sound(reading)
    row = reading.of("updates")[0]
    assert (row.get("reported_on"), row.get("narrative"), reading.issues) == (date(2022, 12, 20), "เตรียมดิน", [])


@pytest.mark.parametrize("text", ["2566 : เตรียมดิน", "08.30 - 16.30 : เตรียมดิน", "I/O : เตรียมดิน", "10,000 : เตรียมดิน"])
def test_other_numbers_before_a_colon_are_text(text: str) -> None:
    reading = parse(Document(_PAGE + _REPORT.replace("20/12/2565 : เตรียมดิน", text) + _LABELS + _NEXT))
    assert_sound(reading)
    assert reading.of("updates")[0].get("narrative") == text
    assert [(issue.code, issue.column) for issue in reading.issues] == [("label-missing", "reported_on")]


@pytest.mark.parametrize("number", ["2O.00", "20. 00", "2o.oo %", "20.00"])
def test_a_repeated_number_with_a_slip_opens_no_text(number: str) -> None:
    reading = parse(Document(_PAGE + _REPORT.replace("\n20.00\n", f"\n{number}\n") + _LABELS + _NEXT))
    assert_sound(reading)
    row = reading.of("updates")[0]
    assert (row.get("progress_percent"), row.get("narrative")) == (20.0, "เตรียมดิน")
    assert row.get("reported_on") == date(2022, 12, 20)
    codes = [issue.code for issue in reading.issues]
    assert codes == ([] if number == "20.00" else ["progress-repeated-differently"])


def test_a_text_goes_on_where_only_the_other_label_is_absent() -> None:
    said = "ปัญหาของโครงการ : ข้อมูลเดิมไม่ครบ จึงเก็บใหม่"
    labels = f"{said}\nเก็บแล้ว 5 ชุมชน\n** ปัญหาของโครงการ :ดินแข็ง\n---&&&---"
    assert told(labels) == ((f"เตรียมดิน\n{said}\nเก็บแล้ว 5 ชุมชน", "ดินแข็ง", None), [])


@pytest.mark.parametrize(
    "marked",
    [
        # As mail programs and html2text write bold, and what other programs write on a line of its own.
        "*** {}ของโครงการ :*{}",
        "**** {}ของโครงการ :** {}",
        "_** {}ของโครงการ :_{}",
        "*** {}ของโครงการ :{}*",
        "**** {}ของโครงการ : {}**",
        "**\n{}ของโครงการ :{}",
    ],
)
@pytest.mark.parametrize("said", ["-", "ฝนตก *มาก*", "ฝนตก"])
def test_marks_of_bold_text_are_no_part_of_a_problem(marked: str, said: str) -> None:
    labels = f"{marked.format('ปัญหา', said)}\n{marked.format('อุปสรรค', said)}\n"
    value = None if said == "-" else said
    assert told(labels) == told(f"** ปัญหาของโครงการ :{said}\n** อุปสรรคของโครงการ :{said}\n")
    assert told(labels)[0][1:] == (value, value)


@pytest.mark.parametrize("said", ["*ฝนตก", "**ฝนตก** มาก", "_ฝนตก_"])
def test_marks_of_an_author_stay_in_a_problem(said: str) -> None:
    (_, problem, _), _ = told(f"** ปัญหาของโครงการ :{said}\n** อุปสรรคของโครงการ :-\n")
    assert problem == said


@pytest.mark.parametrize("dash", "‐‑‒–—―−")
def test_any_dashes_end_a_report(dash: str) -> None:
    following = f"{dash * 18}&&&{dash * 20}\n"
    assert told("** ปัญหาของโครงการ :-\n** อุปสรรคของโครงการ :ฝนตก\n", following)[0][2] == "ฝนตก"
