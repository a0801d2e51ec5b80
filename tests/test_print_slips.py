"""Printed forms whose labels and headings have slips: what is meant is read, or left null and told."""

from __future__ import annotations

from typing import Any

import pytest

from extract.document import Document
from parsers import print_form
from parsers.reading import Reading
from tests.accounting import assert_sound

FORM = """** แบบแสดงรายงานความก้าวหน้าและข้อมูลเกี่ยวกับโครงการ **
1. ชื่อโครงการและหน่วยงานที่รับผิดชอบโครงการ
1.1 รหัสโครงการและชื่อโครงการ
ชื่อโครงการ/กิจกรรม : ปลูกต้นไม้ริมคลอง : ระยะที่ 2
รหัสโครงการ... : 50990000-1234
ปีงบประมาณ พ.ศ. : 2566
1.2 หน่วยงานที่รับผิดชอบ
หน่วยงานที่รับผิดชอบ. : สำนักสมมติ / กองสวน / กลุ่มงานปลูก 2
ชื่อผู้รับผิดชอบ... : นายสมหมาย ริมน้ำ โทร. 3347
ผู้ประสานงาน สยป : นางสาวอรุณ ตัวอย่าง (3027)
2. รายงานความก้าวหน้าของโครงการและการใช้จ่ายงบประมาณ
"""
COLUMNS = ("name", "project_code", "fiscal_year_be", "agency_path", "unit")
PROJECT = ("ปลูกต้นไม้ริมคลอง : ระยะที่ 2", "50990000-1234", 2566, ["สำนักสมมติ", "กองสวน", "กลุ่มงานปลูก 2"], "กลุ่มงานปลูก 2")
PERSON, OTHER = ("responsible", "นายสมหมาย ริมน้ำ", "3347"), ("coordinator", "นางสาวอรุณ ตัวอย่าง", "3027")


def read(said: str) -> Reading:
    reading = print_form.parse(Document(said)).finish()
    assert_sound(reading)
    return reading


def told(said: str, by: str) -> tuple[tuple[Any, ...], list[tuple[Any, ...]], list[str]]:
    """The project and its contacts, and the text that nothing claims, of a form in which other words stand."""
    assert FORM.count(said) == 1
    reading = read(FORM.replace(said, by))
    (project,) = reading.of("projects")
    people = [tuple(row.get(column) for column in ("role", "name", "phone")) for row in reading.of("contacts")]
    assert {issue.code for issue in reading.issues} <= {"unclaimed-text", "value-torn"}
    spans = [(issue.start, issue.end) for issue in reading.issues if issue.code == "unclaimed-text"]
    return tuple(project.get(column) for column in COLUMNS), people, [reading.document.text[slice(*at)] for at in spans]


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ("รับผิดชอบ... :", "รับผิดชอบ..."),
        ("รับผิดชอบ... :", "รับผิดชอบ... ;"),
        ("รับผิดชอบ... :", "รับผิดชอบ… ："),
        ("กลุ่มงานปลูก 2\n", "กลุ่มงานปลูก 2\t"),
        ("กลุ่มงานปลูก 2\nชื่อผู้รับผิดชอบ... :", "กลุ่มงานปลูก 2 ชื่อผู้รับผิดชอบ..."),
        ("3347\n", "3347 "),
        ("รหัสโครงการ... :", "รหัสโครงการ..."),
        ("รหัสโครงการ... :", "รหัสโครงการ ;"),
        # Each cell on a line.
        ("รหัสโครงการ... :", "รหัสโครงการ...\n:"),
        ("ชื่อผู้รับผิดชอบ... :", "ชื่อผู้รับผิดชอบ...\n:"),
        ("ระยะที่ 2\nรหัส", "ระยะที่ 2 รหัส"),
        ("1234\nปีงบ", "1234 | ปีงบ"),
    ],
)
def test_labels_with_a_slip_are_labels(said: str, by: str) -> None:
    assert told(said, by) == (PROJECT, [PERSON, OTHER], [])


@pytest.mark.parametrize("label", ["ชื่อผู้รับผิดชอป... : ", "ชื่อู้รับผิดชอบ : ", "ชื่อู้รับผิดชอบ ", "ชื่อผู้รับผิดชอบ ", "- ผู้รับผิดชอบ ", ""])
def test_people_stand_in_no_path(label: str) -> None:
    line = f"{label}นายสมหมาย ริมน้ำ โทร. 3347"
    assert told("ชื่อผู้รับผิดชอบ... : นายสมหมาย ริมน้ำ โทร. 3347", line) == (PROJECT, [OTHER], [line])


def test_a_path_that_holds_a_person_is_left_unread() -> None:
    path = "สำนักสมมติ / กองสวน / กลุ่มงานปลูก 2 ชื่อผู้รับผิดชอป : นายสมหมาย ริมน้ำ โทร. 3347"
    (*head, agency, unit), people, left = told("2\nชื่อผู้รับผิดชอบ... :", "2 ชื่อผู้รับผิดชอป :")
    assert (head, agency, unit, people, left) == ([*PROJECT[:3]], None, None, [OTHER], [path])


@pytest.mark.parametrize("label", ["รหัสโครงการ", "รัสโครงการ... :", "รัสโครงการ"])
def test_a_code_stands_in_no_name(label: str) -> None:
    project = (PROJECT[0], None, *PROJECT[2:])
    assert told("รหัสโครงการ... :", label) == (project, [PERSON, OTHER], [f"{label} 50990000-1234"])


def test_names_and_paths_run_on() -> None:
    names = ("ปลูกต้นไม้ริมคลองประจำปีงบประมาณ พ.ศ. 2566 : ระยะที่ 2", *PROJECT[1:])
    assert told("ริมคลอง : ", "ริมคลองประจำ\nปีงบประมาณ พ.ศ. 2566 : ") == (names, [PERSON, OTHER], [])
    assert told("กองสวน / ", "กองสวน\n/ ") == (PROJECT, [PERSON, OTHER], [])
    assert told("กองสวน / ", "กองสวน /\n") == (PROJECT, [PERSON, OTHER], [])


@pytest.mark.parametrize("mark", ["- ", "• ", "** "])
def test_bullets_before_labels_stand_in_no_cell(mark: str) -> None:
    labels = ("ชื่อโครงการ/", "รหัสโครงการ...", "ปีงบประมาณ", "หน่วยงานที่รับผิดชอบ. ", "ชื่อผู้รับผิดชอบ", "ผู้ประสานงาน")
    form = FORM
    for label in labels:
        form = form.replace(f"\n{label}", f"\n{mark}{label}")
    (project,) = read(form).of("projects")
    assert tuple(project.get(column) for column in COLUMNS) == PROJECT


@pytest.mark.parametrize("below", ["รหัสประจำบ้าน", "ผู้ประสานงานชุมชน ปี 2565", "(ชื่อผู้รับจ้างเดิม)"])
def test_a_name_goes_on_with_words_that_labels_have(below: str) -> None:
    project, _, unclaimed = told("ระยะที่ 2", f"ระยะที่ 2\n{below}")
    assert (project[0], unclaimed) == (f"{PROJECT[0]} {below}", [])
