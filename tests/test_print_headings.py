"""Headings of a printed form that have a slip, lack their number, or share a line: their sections stay their own."""

from __future__ import annotations

from typing import Any

import pytest

from extract.digits import THAI_DIGITS
from extract.document import Document
from parsers import print_form
from tests.accounting import assert_sound

_STRATEGY = "สนับสนุนแผนพัฒนา กทม. ระยะ 20 ปี (ยุทธศาสตร์-ประเด็นยุทธศาสตร์-กลยุทธ์ตามแผนฯ /ตัวชี้วัด)"
_REPORTS = "รายงานความก้าวหน้าของโครงการและการใช้จ่ายงบประมาณ"
_FORM = f"""** แบบแสดงรายงานความก้าวหน้าและข้อมูลเกี่ยวกับโครงการ **
1. ชื่อโครงการและหน่วยงานที่รับผิดชอบโครงการ
1.1 รหัสโครงการและชื่อโครงการ
ชื่อโครงการ/กิจกรรม : ปลูกต้นไม้
รหัสโครงการ... : 50990000-1234
1.2 หน่วยงานที่รับผิดชอบ
หน่วยงานที่รับผิดชอบ. : สำนักสมมติ
ผู้ประสานงาน สยป : นางสาวอรุณ ตัวอย่าง (3027)

1.3 หลักการและเหตุผล

น้ำไหลผ่านวันละ
1.4 ล้านลูกบาศก์เมตร

1.4 วัตถุประสงค์ของโครงการ

เพื่อร่มเงา

1.5 เป้าหมายของโครงการ..

450 ต้น

1.6 {_STRATEGY}

ประเด็นยุทธศาสตร์ : ด้านที่ ๑ - เมืองปลอดภัย
กลยุทธ์ที่ : ๑.๓.๑.๔ ปลูกต้นไม้
ตัวชี้วัด... : จำนวนต้นไม้

2. {_REPORTS}

รายงานครั้งที่1\t:: 10/01/2566 : เลือกพื้นที่
\t:: ความก้าวหน้าของงานฯ = 10.00 % งบประมาณที่เบิกใช้ (ครั้งที่ 1) = 0 บาท\t: เป็นไปตามแผน\t: เป็นไปตามเป้าหมาย
รายงานครั้งที่2\t:: 10/02/2566 : ปลูกแล้ว
\t:: ความก้าวหน้าของงานฯ = 30.00 % งบประมาณที่เบิกใช้ (ครั้งที่ 2) = 0 บาท\t: เป็นไปตามแผน\t: เป็นไปตามเป้าหมาย
"""
_SECTIONS = ("น้ำไหลผ่านวันละ\n1.4 ล้านลูกบาศก์เมตร", "เพื่อร่มเงา", "450 ต้น")
_WHOLE = (
    *(*_SECTIONS, False, ["เมืองปลอดภัย", "ปลูกต้นไม้"]),
    *(["จำนวนต้นไม้"], ["นางสาวอรุณ ตัวอย่าง"], [(1, "เลือกพื้นที่", 10.0), (2, "ปลูกแล้ว", 30.0)]),
)


def told(*exchanges: tuple[str, str]) -> tuple[tuple[Any, ...], list[tuple[str, str | None]]]:
    """The sections of the form in which other words stand in the place of some, and the issues of them."""
    form = _FORM
    for said, by in exchanges:
        assert form.count(said) == 1
        form = form.replace(said, by)
    reading = print_form.parse(Document(form)).finish()
    assert_sound(reading)
    (project,) = reading.of("projects")
    sections = [project.get(column) for column in ("rationale", "objectives", "targets", "is_routine")]
    titles = [row.get("title") for row in reading.of("strategy_links")]
    names = [[row.get("name") for row in reading.of(table)] for table in ("indicators", "contacts")]
    columns = ("printed_number", "narrative", "progress_percent")
    reports = [tuple(row.get(column) for column in columns) for row in reading.of("updates")]
    return (*sections, titles, *names, reports), [(issue.code, issue.column) for issue in reading.issues]


@pytest.mark.parametrize(
    ("said", "by"),
    [
        # A slip in the words.
        (f"2. {_REPORTS}", "2. รายงานความก้าวหน้าโครงการและการใช้จ่ายงบประมาณ"),
        (f"2. {_REPORTS}", "2. รายานความกาวหน้าของโครงการ"),
        ("1.3 หลักการและเหตุผล", "1.3 หลักการเหตุผล"),
        ("1.4 วัตถุประสงค์ของโครงการ", "1.4 วัตถุประสงค์โครงการ"),
        ("1.4 วัตถุประสงค์ของโครงการ", "๑.๔ วัตถุประสงค์ของโครงการ"),
        ("1.4 วัตถุประสงค์ของโครงการ", "๑.๔ วัตุประสงค์ขงโครงการ :"),
        ("1.5 เป้าหมายของโครงการ..", "1.5 ป้าหมายของโครงการ"),
        ("1.6 สนับสนุน", "1.6 สนับนุน"),
        ("20 ปี (", "5 ปี : ("),
        # Text behind the heading, or before it.
        (f"{_REPORTS}\n\n", f"{_REPORTS} "),
        ("1.3 หลักการและเหตุผล\n\n", "**1.3 หลักการและเหตุผล** "),
        ("1.4 วัตถุประสงค์ของโครงการ\n\n", "1.4 วัตถุประสงค์ของโครงการ : "),
        ("1.5 เป้าหมายของโครงการ..\n\n", "1.5 เป้าหมายของโครงการ.. "),
        (f"{_STRATEGY}\n\n", f"{_STRATEGY} "),
        ("\n\n1.3 หลักการ", " 1.3 หลักการ"),
        ("\n\n1.4 วัต", " 1.4 วัต"),
        ("\n\n1.6 สนับ", " | 1.6 สนับ"),
        ("\n\n2. รายงาน", " **2. รายงาน"),
    ],
)
def test_a_heading_with_a_slip_is_one(said: str, by: str) -> None:
    assert told((said, by)) == (_WHOLE, [])


@pytest.mark.parametrize(
    ("said", "by"),
    [
        (f"2. {_REPORTS}", _REPORTS),
        ("1.4 วัตถุประสงค์ของโครงการ", "**วัตถุประสงค์ของโครงการ**"),
        ("1.5 เป้าหมายของโครงการ..", "เป้าหมายโครงการ.."),
        ("1.5 เป้าหมายของโครงการ..", "1.6 ป้าหมายขอโครงการ.."),
    ],
)
def test_a_heading_without_its_number_is_told(said: str, by: str) -> None:
    assert told((said, by)) == (_WHOLE, [("label-missing", None)])


def test_all_numbers_may_be_lost() -> None:
    numbered = ("1. ช", "1.1 ร", "1.2 ห", "1.3 ห", "1.4 ว", "1.5 เ", "1.6 ส", "2. ร")
    issues = [("label-missing", None)] * len(numbered)
    assert told(*[(f"\n{opening}", f"\n{opening[-1]}") for opening in numbered]) == (_WHOLE, issues)


def test_all_digits_may_be_thai() -> None:
    heads = [f"\n{number} " for number in ("1.", "1.1", "1.2", "1.3", "1.5", "1.6", "2.")]
    thai = str.maketrans("0123456789", THAI_DIGITS)
    assert told(*[(heading, heading.translate(thai)) for heading in heads]) == (_WHOLE, [])


def test_a_heading_that_is_lost_is_told() -> None:
    (rationale, *rest), issues = told(("1.4 วัตถุประสงค์ของโครงการ\n\n", ""))
    assert (rationale, rest) == (f"{_SECTIONS[0]}\nเพื่อร่มเงา", [None, *_WHOLE[2:]])
    assert issues == [("label-missing", "objectives")]


@pytest.mark.parametrize("by", ["", "2. ผลงาน\n\n"])
def test_reports_begin_without_their_heading(by: str) -> None:
    cells, issues = told((f"2. {_REPORTS}\n\n", by))
    assert cells[-1] == _WHOLE[-1]
    assert issues == [("label-missing", None)]


def test_words_of_an_author_are_no_heading() -> None:
    words = "วัตถุประสงค์ของโครงการ\nเป้าหมายของโครงการ ดู 1.5 เป้าหมายของโครงการ"
    cells, issues = told(("น้ำไหลผ่านวันละ", f"น้ำไหลผ่านวันละ\n{words}"))
    assert cells == (f"น้ำไหลผ่านวันละ\n{words}\n1.4 ล้านลูกบาศก์เมตร", *_WHOLE[1:])
    assert issues == []


_COORDINATOR = "ผู้ประสานงาน สยป : นางสาวอรุณ ตัวอย่าง (3027)\n"


@pytest.mark.parametrize(
    "line", [_COORDINATOR, _COORDINATOR.replace("(3027)", "\nโทร. 3027"), _COORDINATOR.replace(": ", ":\n")]
)
def test_people_below_the_next_heading_are_in_no_rationale(line: str) -> None:
    heading = "1.3 หลักการและเหตุผล\n\n"
    assert told((_COORDINATOR, ""), (heading, heading + line)) == (_WHOLE, [])


def test_a_second_line_of_the_same_people_is_told() -> None:
    heading = "1.3 หลักการและเหตุผล\n\n"
    assert told((heading, f"{heading}{_COORDINATOR}")) == (_WHOLE, [("label-repeated", None)])


@pytest.mark.parametrize("words", ["ผู้ประสานงานของชุมชนร้องขอ", "โทร. 3027", "นางสาวอรุณ ตัวอย่าง"])
def test_other_words_about_people_are_a_rationale(words: str) -> None:
    (rationale, *rest), issues = told(("น้ำไหลผ่านวันละ", f"{words}\nน้ำไหลผ่านวันละ"))
    assert (rationale, rest, issues) == (f"{words}\n{_SECTIONS[0]}", [*_WHOLE[1:]], [])


def test_the_heading_of_the_strategy_may_have_a_colon() -> None:
    heading = "สนับสนุนแผนพัฒนากรุงเทพมหานคร ระยะ 20 ปี ระยะที่ 3 (พ.ศ. 2566 - 2570) : ยุทธศาสตร์/ตัวชี้วัด"
    assert told((_STRATEGY, heading)) == (_WHOLE, [])


def test_an_agency_that_is_like_its_heading_is_none() -> None:
    form = _FORM.replace("1.2 หน่วยงานที่รับผิดชอบ\n", "").replace("สำนักสมมติ", "สนย.")
    (project,) = print_form.parse(Document(form)).finish().of("projects")
    assert project.get("agency") == "สนย."


@pytest.mark.parametrize("heading", ["1.4 วัตถุ", "1.6 สนับ", "2. ราย"])
def test_a_form_that_ends_above_its_reports_is_told(heading: str) -> None:
    reading = print_form.parse(Document(_FORM[: _FORM.index(f"\n{heading}")])).finish()
    assert_sound(reading)
    last = max(row.end for row in reading.document.lines if row.text)
    told = [(issue.code, issue.table, issue.column, issue.end) for issue in reading.issues]
    assert told == [("label-missing", "projects", "progress_percent", last)]


def test_a_form_without_reports_is_told_nothing_of() -> None:
    reading = print_form.parse(Document(_FORM[: _FORM.index("รายงานครั้งที่1")])).finish()
    assert reading.issues == []
