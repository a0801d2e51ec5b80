"""Lines in their ordinary form, read at once, give what they give one by one.

A carriage return ends a line as a line feed does, and no pattern of ordinary lines knows it: a report written with it
is read line by line, with every character in the same place.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import Document
from parsers import parse
from parsers.indicator import _ORDINARY
from parsers.print_fields import _ORDINARY as SECTION
from parsers.project_head import _ORDINARY_BELOW, _TITLES
from tests.accounting import assert_sound
from tests.test_provenance import damaged_reports

PROJECT = """ความคืบหน้าโครงการ/กิจกรรม
Back Home
FusionCharts will render here
โครงการลดเวลา : ระยะที่ ๒ : 50970000-3310
สำนักอนามัย / กองสร้างเสริมสุขภาพ / ฝ่ายแผน : (2566)
82.00
ความคืบหน้าโครงการ ร้อยละ 82.00
ฝ่ายทะเบียน โทร. 9601
ดูโครงการแผนปีฯ : พิมพ์ข้อมูล
*** สยป. ประเมินโครงการ : ไตรมาสที่ 4 97.5000
หลักการและเหตุผล
50970200/50970200
สนับสนุนตัวชี้วัดตามแผนฯ
ตัวชี้วัด : (26) ร้อยละของผู้รับบริการ
ค่าเป้าหมาย ร้อยละ : 80.00
ผลงานที่ทำได้ ร้อยละ : 81.5
ประเภทตัวชี้วัด : ตัวชี้วัดเชิงยุทธศาสตร์
(ตัวชี้วัดระดับผลลัพธ์ (outcome))
ตัวชี้วัด : จำนวนครั้ง : 7921-2940
ค่าเป้าหมาย  : 5
ผลงานที่ทำได้ : -
ประเภทตัวชี้วัด : ตัวชี้วัดงานประจำ ตัวชี้วัดระดับผลผลิต (output)
"""
INDICATOR = """รายละเอียดตัวชี้วัด
จำนวนต้นไม้ : 1100-462
ค่าเป้าหมาย ต้น : 1200
ผลงานที่ทำได้ ต้น : 1,300
ประเภทตัวชี้วัด :
(ตัวชี้วัดระดับผลผลิต)
100
ค่าเป้าหมาย ต้น : 9
ผลงานที่ทำได้ ต้น : 9
ประเภทตัวชี้วัด :
"""
BARE = """ความคืบหน้าโครงการ ร้อยละ 82.00
ปิติ สมมติสกุล โทร 5653
ดูโครงการแผนปีฯ : พิมพ์ข้อมูล
*** สยป. ประเมินโครงการ : ไตรมาสที่ 1
เพิ่มพื้นที่สีเขียว
50970200/50970200
ลดมลพิษ
ต้นไม้ 1,200 ต้น
ด้านที่ ๒ – สิ่งแวดล้อม |
2.1 - พื้นที่สีเขียว |
2.1.3 ปลูกต้นไม้ |
2.1.3.1 ดูแลต้นไม้ |
"""
FORM = """** แบบแสดงรายงานความก้าวหน้าและข้อมูลเกี่ยวกับโครงการ **
**1.1 รหัสโครงการและชื่อโครงการ**
ชื่อโครงการ/กิจกรรม : โครงการ : ปรับปรุงทางเท้า
รหัสโครงการ... : 50070000-4312
ปีงบประมาณ พ.ศ. : 2566
เริ่มต้นโครงการ : 2022-10-01 00:00:00
งบประมาณที่ได้รับ : 2,450,000.- บาท
สิ้นสุดโครงการ : 2023-09-30 00:00:00
งบประมาณที่ใช้ไป : 2,118,400.25 บาท
**1.2 หน่วยงานที่รับผิดชอบ**
หน่วยงานที่รับผิดชอบ. : สำนักงานเขตบางรัก / ฝ่ายโยธา
ชื่อผู้รับผิดชอบ... : นายอรุณ แต่งขึ้น ต่อ 4225
ผู้ประสานงาน สยป : ปิติ สมมติสกุล
"""
# What may stand where it should not.
PIECES = (
    *" \t\n\r:()*%-/\\7๒\u00a0\u200b",
    *("\r\n", "\n\n", " \n ", "ํา", "ท่ี", "ตัวชี้วัดระดับ", "สยป. ประเมินโครงการ", "ความคืบหน้าโครงการ ร้อยละ ", "(2566)"),
    *(
        "ค่าเป้าหมาย ",
        ": 50970000-3310",
        " : 1100-462",
        "9999",
        "Back Home",
        "\\*",
        "ดูโครงการแผนปีฯ : พิมพ์ข้อมูล",
        "ตัน",
        "> ",
        "– ",
        " / ",
        "/ฝ่าย",
        "และ",
        "**",
        "งบประมาณที่ใช้ไป : 5 บาท",
        "2022-13-01",
    ),
)
LINES = (
    *("", "-", "5", "50 %", "()", "Back Home", "ความคืบหน้าโครงการ/กิจกรรม", "ค่าเป้าหมาย ตัน : 1", "ผลงานที่ทำได้ : 3"),
    *("(คลิก) ขั้นตอนการปฏิบัติงานของโครงการ : 50970000-3310", "วัตถุประสงค์ของโครงการ", "ตัวชี้วัด : ก", "(ตัวชี้วัดระดับใด)"),
    *("สำนักการโยธา : (2565)", "ประเภทตัวชี้วัด : อื่น", "ไตรมาสที่ (1 - 4)", "รายละเอียดเกี่ยวกับตัวชี้วัด : 1100-462"),
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A report in which lines were put in, left out or exchanged, and pieces put in or over what stands there."""
    lines = draw(st.sampled_from((PROJECT, INDICATOR, BARE, FORM))).split("\n")
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        if draw(st.booleans()):
            lines[at : at + draw(st.integers(0, 1))] = draw(st.lists(st.sampled_from([*lines, *LINES]), max_size=2))
        else:
            line, piece = lines[at], draw(st.sampled_from(PIECES))
            start = draw(st.sampled_from((0, len(line))) | st.integers(0, len(line)))
            lines[at] = line[:start] + piece + line[start + draw(st.integers(0, 2)) :]
        lines = lines or [""]
    return "\n".join(lines)


def told(said: str) -> list[Any]:
    """Everything that the reading of a report says, but for the words of its messages, which quote line ends."""
    reading = parse(Document(said))
    assert_sound(reading)
    rows = [(name, list(row.cells.items()), row.derived) for name, rows in reading.rows.items() for row in rows]
    return [*rows, *((issue.code, *issue[2:]) for issue in reading.issues), reading.coverage]


def line_by_line(said: str) -> str:
    """The same report in the same places, with line ends that no pattern of ordinary lines knows."""
    return said.replace("\r\n", " \r").replace("\n", "\r")


@settings(max_examples=600)
@given(damaged())
def test_ordinary_lines_give_what_they_give_one_by_one(said: str) -> None:
    assert told(said) == told(line_by_line(said))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("FusionCharts will", "FusionChartswill"),
        ("render here", "render\u200bhere"),
        ("ความคืบหน้าโครงการ ร้อยละ", "ความคืบหน้าโครงการ\r ร้อยละ"),
    ],
)
def test_titles_that_are_nearly_ordinary_give_what_their_lines_give(words: str, said: str) -> None:
    assert words in PROJECT
    assert told(PROJECT.replace(words, said)) == told(line_by_line(PROJECT.replace(words, said)))


@given(damaged_reports())
def test_samples_give_what_their_lines_give_one_by_one(said: str) -> None:
    assert told(said) == told(line_by_line(said))


@pytest.mark.parametrize(
    ("said", "pattern", "count"),
    [
        (PROJECT, _TITLES.expression, 1),
        (PROJECT, _ORDINARY_BELOW, 1),
        (BARE, _ORDINARY_BELOW, 1),
        (FORM, SECTION.expression, 1),
        (PROJECT, _ORDINARY.expression, 2),
        (INDICATOR, _ORDINARY.expression, 2),
    ],
)
def test_ordinary_reports_are_in_ordinary_form(said: str, pattern: Any, count: int) -> None:
    assert len([*pattern.finditer(said)]) == count
    assert not pattern.search(line_by_line(said))
