"""Reports of a project page whose heads and labels a line end tears apart."""

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
_REPORT = """(1) ความคืบหน้าโครงการฯ ร้อยละ 20.00 (2022-12-20)
20.00
20/12/2565 : เตรียมดิน
วัดพื้นที่
** ปัญหาของโครงการ :ดินแข็ง
** อุปสรรคของโครงการ :ฝนตก
---&&&---
"""
_COLUMNS = ("progress_percent", "page_date", "reported_on", "narrative", "problem", "obstacle")
_DAY = date(2022, 12, 20)
_WHOLE = (20.0, _DAY, _DAY, "เตรียมดิน\nวัดพื้นที่", "ดินแข็ง", "ฝนตก")


def told(said: str, by: str) -> tuple[tuple[Any, ...], list[str]]:
    """The cells and the issues of the report, in which other words stand in the place of some."""
    assert said in _REPORT
    reading = parse(Document(_PAGE + _REPORT.replace(said, by)))
    assert_sound(reading)
    (row,) = reading.of("updates")
    return tuple(row.get(column) for column in _COLUMNS), [issue.code for issue in reading.issues]


def test_the_date_of_a_report_with_neither_date_nor_text_is_read_with_an_issue() -> None:
    reading = parse(Document(_PAGE + _REPORT.replace("20/12/2565 : เตรียมดิน\nวัดพื้นที่\n", "")))
    (row,) = reading.of("updates")
    assert (row.get("page_date"), row.get("reported_on"), row.get("narrative")) == (_DAY, None, None)
    assert [(issue.code, issue.column) for issue in reading.issues] == [("label-missing", "reported_on")]


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ("20.00 (2022", "20.00\n(2022"),
        ("ร้อยละ 20.00 (2022", "ร้อยละ\n20.00 (2022"),
        ("ร้อยละ 20.00 (2022", "ร้อยละ\n20.00\n\n(2022"),
        ("20/12/2565 : ", "20/12/2565\n: "),
        ("20/12/2565 : ", "20 ธ.ค. 2565\n: "),
        ("ปัญหาของโครงการ :", "ปัญหาของโครงการ\n:"),
        ("อุปสรรคของโครงการ :", "อุปสรรคของโครงการ\n\n: "),
    ],
)
def test_torn_lines_are_read_whole(said: str, by: str) -> None:
    assert told(said, by) == (_WHOLE, [])


@pytest.mark.parametrize(
    ("by", "cells"),
    [
        ("** ปัญหาของโครงการ :ดินแข็ง ** อุปสรรคของโครงการ :ฝนตก", ("ดินแข็ง", "ฝนตก")),
        (r"\*\* ปัญหาของโครงการ : ดินแข็ง\*\* อุปสรรคของโครงการ : ฝนตก", ("ดินแข็ง", "ฝนตก")),
        ("*** อุปสรรคของโครงการ :ฝนตก *** ปัญหาของโครงการ :ดินแข็ง", ("ดินแข็ง", "ฝนตก")),
        ("** ปัญหาของโครงการ :ดินแข็ง\nมาก ** อุปสรรคของโครงการ :ฝนตก\nหนัก", ("ดินแข็ง\nมาก", "ฝนตก\nหนัก")),
        ("** ปัญหาของโครงการ :ไม่มี ** อุปสรรคของโครงการ :ไม่มี", (None, None)),
        ("** ปัญหาของโครงการ : ** อุปสรรคของโครงการ :-", (None, None)),
        # Words of an author, without stars or beside a label of the form's own.
        ("** ปัญหาของโครงการ :ดู อุปสรรคของโครงการ :ฝนตก", ("ดู อุปสรรคของโครงการ :ฝนตก", None)),
        (
            "** ปัญหาของโครงการ :ดู ** อุปสรรคของโครงการ :ฝน\n** อุปสรรคของโครงการ :ฝนตก",
            ("ดู ** อุปสรรคของโครงการ :ฝน", "ฝนตก"),
        ),
    ],
)
def test_two_labels_on_a_line_are_two_cells(by: str, cells: tuple[str | None, str | None]) -> None:
    labels = "** ปัญหาของโครงการ :ดินแข็ง\n** อุปสรรคของโครงการ :ฝนตก"
    assert told(labels, by) == ((*_WHOLE[:4], *cells), [])
    narrated = (*_WHOLE[:3], "เตรียมดิน วัดพื้นที่", *_WHOLE[4:])
    assert told(f"\nวัดพื้นที่\n{labels}", " วัดพื้นที่ " + labels.replace("\n", " ")) == (narrated, [])


@pytest.mark.parametrize(
    ("said", "by", "narrative", "codes"),
    [
        # Lines of a text that only look like the other half of one.
        ("วัดพื้นที่", ": วัดพื้นที่", "เตรียมดิน\n: วัดพื้นที่", []),
        ("วัดพื้นที่", "(2022-12-21)", "เตรียมดิน\n(2022-12-21)", []),
        ("วัดพื้นที่", "อุปสรรคของโครงการ\nวัดพื้นที่", "เตรียมดิน\nอุปสรรคของโครงการ\nวัดพื้นที่", []),
    ],
)
def test_texts_are_left_whole(said: str, by: str, narrative: str, codes: list[str]) -> None:
    assert told(said, by) == ((20.0, _DAY, _DAY, narrative, "ดินแข็ง", "ฝนตก"), codes)


def test_brackets_on_two_lines_are_not_chosen_between() -> None:
    cells, codes = told("20.00\n20/12/2565", "(2022-12-21)\n20/12/2565")
    assert cells[:3] == (20.0, _DAY, None)
    assert "label-missing" in codes


@pytest.mark.parametrize(
    ("head", "day", "codes"),
    [
        ("ร้อยละ", None, ["progress-repeated-differently"]),
        ("ร้อยละ (2022-12-20)", _DAY, ["progress-repeated-differently"]),
        ("ร้อยละ 2O.00 (2022-12-20)", _DAY, ["not-a-number", "progress-repeated-differently"]),
    ],
)
def test_a_number_that_repeats_no_progress_is_told(head: str, day: date | None, codes: list[str]) -> None:
    assert told("ร้อยละ 20.00 (2022-12-20)", head) == ((None, day, *_WHOLE[2:]), codes)


def test_a_number_that_repeats_no_headline_is_told() -> None:
    report = _PAGE.replace("ร้อยละ 20\n", "ร้อยละ\n20\nดูโครงการแผนปีฯ : พิมพ์ข้อมูล\n")
    reading = parse(Document(report + _REPORT))
    assert_sound(reading)
    assert reading.of("projects")[0].get("progress_percent") is None
    (issue,) = reading.issues
    assert (issue.code, issue.message) == (
        "progress-repeated-differently",
        "'20' repeats the headline progress, which is not told.",
    )


_SECOND = _REPORT.replace("(1)", "(2)").replace("20.00", "10.00").replace("2022-12-20", "2022-11-20")
_SECOND = _SECOND.replace("20/12/2565", "20/11/2565")
_BARE = """ความคืบหน้าโครงการ ร้อยละ 20
ดูโครงการแผนปีฯ : พิมพ์ข้อมูล
ที่ว่างรก
50010100/50010200
เพื่อปลูกต้นไม้
ปลูก 100 ต้น
**** ภารกิจงานประจำของหน่วยงาน **** |
"""


@pytest.mark.parametrize("above", [_PAGE, _BARE])
@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("by", ["โครงการฯ\nร้อยละ", "โครงการฯ\n\nร้อยละ\n", "\nโครงการฯ ร้อยละ"])
def test_heads_torn_above_their_progress_are_heads(above: str, number: int, by: str) -> None:
    head = f"({number}) ความคืบหน้าโครงการฯ ร้อยละ"
    whole = above + _REPORT + _SECOND
    reading = parse(Document(whole.replace(head, head.replace("โครงการฯ ร้อยละ", by))))
    assert_sound(reading)
    rows = [tuple(row.get(column) for column in _COLUMNS) for row in reading.of("updates")]
    day = date(2022, 11, 20)
    assert rows == [_WHOLE, (10.0, day, day, *_WHOLE[3:])]
    expected = parse(Document(whole))
    assert reading.of("projects")[0].values == expected.of("projects")[0].values
    assert [issue.code for issue in reading.issues] == [issue.code for issue in expected.issues]


def test_a_torn_head_ends_a_report_without_its_last_line() -> None:
    torn = _REPORT.replace("---&&&---\n", "") + _SECOND.replace("(2) ความ", "(2)\nความ").replace("10.00 (", "10.00\n(")
    reading = parse(Document(_PAGE + torn))
    assert_sound(reading)
    assert [row.get("obstacle") for row in reading.of("updates")] == ["ฝนตก", "ฝนตก"]
    assert [row.get("progress_percent") for row in reading.of("updates")] == [20.0, 10.0]


def test_what_has_no_brackets_is_no_torn_head() -> None:
    cells, codes = told("วัดพื้นที่", "(1) ความคืบหน้าโครงการ\nร้อยละ 30")
    assert cells[3:] == ("เตรียมดิน\n(1) ความคืบหน้าโครงการ\nร้อยละ 30", "ดินแข็ง", "ฝนตก")
    assert codes == []


_QUOTED = "(5) ความคืบหน้าโครงการฯ ร้อยละ 30"


@pytest.mark.parametrize("following", ["", _SECOND])
@pytest.mark.parametrize("text", ["เตรียมดิน\n{}\nวัดพื้นที่", "เตรียมดิน\nวัดพื้นที่\n{}"])
def test_a_head_that_is_quoted_in_a_text_is_text(text: str, following: str) -> None:
    text = text.format(_QUOTED)
    second = following.replace("(2)", "(0)")
    reading = parse(Document(_PAGE + _REPORT.replace("เตรียมดิน\nวัดพื้นที่", text) + second))
    assert_sound(reading)
    row, *others = reading.of("updates")
    assert tuple(row.get(column) for column in _COLUMNS) == (*_WHOLE[:3], text, *_WHOLE[4:])
    assert [other.get("problem") for other in others] == (["ดินแข็ง"] if second else [])
    quoted = [issue.line for issue in reading.issues if issue.code == "label-repeated"]
    assert quoted == [8 + text.splitlines().index(_QUOTED)]


@pytest.mark.parametrize(
    ("said", "by"),
    [
        # A rule or a label stands above it, or a date below.
        ("---&&&---\n(2)", "---&&&---\n(2)"),
        ("---&&&---\n(2)", "(2)"),
        ("** ปัญหาของโครงการ :ดินแข็ง\n** อุปสรรคของโครงการ :ฝนตก\n---&&&---\n(2)", "(2)"),
    ],
)
def test_a_head_without_brackets_is_one_elsewhere(said: str, by: str) -> None:
    reading = parse(Document(_PAGE + (_REPORT + _SECOND).replace(said, by).replace(" (2022-11-20)", "")))
    assert_sound(reading)
    rows = [(row.get("progress_percent"), row.get("reported_on")) for row in reading.of("updates")]
    assert rows == [(20.0, _DAY), (10.0, date(2022, 11, 20))]
