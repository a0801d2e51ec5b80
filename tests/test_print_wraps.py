"""Printed forms whose labels and values the end of a line, or a page's head, tears."""

from __future__ import annotations

from typing import Any

import pytest

from extract.document import Document
from parsers import print_form
from parsers.reading import Reading
from tests.accounting import assert_sound

TITLE = "** แบบแสดงรายงานความก้าวหน้าและข้อมูลเกี่ยวกับโครงการ **"
FORM = f"""{TITLE}
1. ชื่อโครงการและหน่วยงานที่รับผิดชอบโครงการ
1.1 รหัสโครงการและชื่อโครงการ
ชื่อโครงการ/กิจกรรม : ปลูกต้นไม้ริมคลอง
รหัสโครงการ... : 50990000-1234
ปีงบประมาณ พ.ศ. : 2566
เริ่มต้นโครงการ : 1 ตุลาคม 2565
งบประมาณที่ได้รับ : 1,250.00 บาท
สิ้นสุดโครงการ : 2023-09-30 00:00:00
งบประมาณที่ใช้ไป : 500 บาท
1.2 หน่วยงานที่รับผิดชอบ
หน่วยงานที่รับผิดชอบ. : สำนักสมมติ / กองสวน / กลุ่มงานปลูก
ชื่อผู้รับผิดชอบ... : นายสมหมาย ริมน้ำ โทร. 3347
ผู้ประสานงาน สยป : นางสาวอรุณ ตัวอย่าง โทร. 3027
1.3 หลักการและเหตุผล
ที่ว่างรก
1.4 วัตถุประสงค์ของโครงการ
เพื่อปลูกต้นไม้
1.5 เป้าหมายของโครงการ..
ปลูก 100 ต้น
1.6 สนับสนุนแผนพัฒนา กทม. ระยะ 20 ปี (ยุทธศาสตร์-ประเด็นยุทธศาสตร์-กลยุทธ์ตามแผนฯ /ตัวชี้วัด)
ประเด็นยุทธศาสตร์ : ยุทธศาสตร์ที่ ๒ ?เมืองสีเขียว
ประเด็นยุทธศาสตร์ย่อย : ๒.๒ - สวนและต้นไม้
เป้าหมายที่ : ๒.๒.๑ มีต้นไม้ริมทาง
ตัวชี้วัด... : จำนวนต้นไม้
2. รายงานความก้าวหน้าของโครงการและการใช้จ่ายงบประมาณ
รายงานครั้งที่1\t:: 10/01/2566 : เลือกพื้นที่\t\t
\t:: ความก้าวหน้าของงานฯ = 10.00 % งบประมาณที่เบิกใช้ (ครั้งที่ 1) = 0 บาท\t: เป็นไปตามแผน\t: เป็นไปตามเป้าหมาย
รายงานครั้งที่2\t:: 28/02/2566 : ปลูกแล้ว\t\t
\t:: ความก้าวหน้าของงานฯ = 30.00 % งบประมาณที่เบิกใช้ (ครั้งที่ 2) = 250.50 บาท\t: เป็นไปตามแผน\t: เป็นไปตามเป้าหมาย
"""
PAGE = f"\n\n\n{TITLE}\n\n"


def read(said: str, by: str) -> tuple[Reading, dict[str, list[dict[str, Any]]], list[tuple[str, str | None]]]:
    """The form in which other words stand, its rows, and its issues: their codes and columns."""
    assert FORM.count(said) == 1
    reading = print_form.parse(Document(FORM.replace(said, by))).finish()
    assert_sound(reading)
    rows = {
        table: [{column: cell.value for column, cell in row.cells.items()} for row in found]
        for table, found in reading.rows.items()
    }
    return reading, rows, [(issue.code, issue.column) for issue in reading.issues]


WHOLE = read(TITLE, TITLE)[1]


def test_nothing_is_torn_in_the_form_itself() -> None:
    assert read(TITLE, TITLE)[2] == []


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ("กลุ่มงานปลูก", "กลุ่มงาน\nปลูก"),
        ("กลุ่มงานปลูก", f"กลุ่มงาน{PAGE}ปลูก"),
        ("กองสวน /", "กอง\nสวน /"),
        ("สำนักสมมติ /", "สำนัก\nสมมติ /"),
    ],
)
def test_no_blank_is_put_into_a_part_of_a_path(said: str, by: str) -> None:
    assert read(said, by)[1:] == (WHOLE, [("value-torn", "agency_path")])


@pytest.mark.parametrize("slash", [" /\n", "\n/ ", " /\n\n", "/\n", f" /{PAGE}", f"{PAGE}/ "])
def test_a_path_may_be_wrapped_at_a_slash(slash: str) -> None:
    assert read("กองสวน / ", f"กองสวน{slash}")[1:] == (WHOLE, [])


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ("งบประมาณที่ได้รับ :", "งบประมาณที่\nได้รับ :"),
        ("งบประมาณที่ได้รับ :", "งบประมาณที่ได้รับ\n:"),
        ("งบประมาณที่ใช้ไป :", "งบประมาณ\nที่ใช้ไป :"),
        ("เริ่มต้นโครงการ :", "เริ่มต้น\nโครงการ :"),
        ("สิ้นสุดโครงการ :", "สิ้นสุด\nโครงการ :"),
        ("ปีงบประมาณ พ.ศ. :", "ปีงบประมาณ\nพ.ศ. :"),
        ("ชื่อโครงการ/กิจกรรม :", "ชื่อโครงการ/\nกิจกรรม :"),
        ("หน่วยงานที่รับผิดชอบ. :", "หน่วยงานที่รับผิด\nชอบ. :"),
        ("ชื่อผู้รับผิดชอบ... :", "ชื่อผู้รับ\nผิดชอบ... :"),
        ("ผู้ประสานงาน สยป :", "ผู้ประสานงาน\nสยป :"),
        ("รายงานครั้งที่1\t", "รายงานครั้ง\nที่1\t"),
        ("รายงานครั้งที่1\t", "รายงาน\nครั้งที่1\n"),
        ("รายงานครั้งที่1\t::", "รายงานครั้ง\nที่1\n::"),
        ("รายงานครั้งที่2\t:: 28/02/2566", "รายงานครั้ง\nที่\n2\n::\n28/02/2566"),
        ("1 ตุลาคม 2565", "1 ตุลาคม\n2565"),
        ("1 ตุลาคม 2565", "1\nตุลาคม 2565"),
        ("2023-09-30 00:00:00", "2023-09-30\n00:00:00"),
        ("1,250.00 บาท", "1,250.00\nบาท"),
        ("500 บาท", "\n500\n\nบาท"),
    ],
)
def test_labels_and_values_may_be_wrapped(said: str, by: str) -> None:
    assert read(said, by)[1:] == (WHOLE, [])


@pytest.mark.parametrize("rest", [",250.00 บาท", ".50 บาท"])
def test_an_amount_that_is_cut_is_none(rest: str) -> None:
    _, rows, issues = read("1,250.00 บาท", f"1\n{rest}")
    assert "budget_allocated_baht" not in rows["projects"][0]
    assert {*issues} == {("not-baht", "budget_allocated_baht")}


def test_millions_below_an_amount_are_of_it() -> None:
    _, rows, issues = read("1,250.00 บาท", "5\nล้านบาท")
    assert (rows["projects"][0]["budget_allocated_baht"], issues) == (5_000_000, [])


def test_an_empty_label_may_be_wrapped() -> None:
    _, rows, issues = read("ผู้ประสานงาน สยป : นางสาวอรุณ ตัวอย่าง โทร. 3027", "ผู้ประสานงาน\nสยป :")
    assert ([row["name"] for row in rows["contacts"]], issues) == (["นายสมหมาย ริมน้ำ"], [])


def test_a_label_that_is_torn_ends_the_name_above_it() -> None:
    _, rows, issues = read("คลอง\nรหัสโครงการ... :", "คลอง\nสาย 2\nรหัส\nโครงการ... :")
    assert rows == {**WHOLE, "projects": [{**WHOLE["projects"][0], "name": "ปลูกต้นไม้ริมคลองสาย 2"}]}
    assert issues == [("value-torn", "name")]


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ("มีต้นไม้ริมทาง", "มีต้นไม้\nริมทาง"),
        ("มีต้นไม้ริมทาง", f"มีต้น{PAGE}ไม้\nริมทาง"),
        ("- สวนและต้นไม้", "-\nสวนและต้นไม้"),
        (" - สวนและต้นไม้", "\n- สวนและต้นไม้"),
        (" - สวนและต้นไม้", f"{PAGE}- สวนและ\nต้นไม้"),
        (" ?เมืองสีเขียว", "\n?เมืองสีเขียว"),
    ],
)
def test_a_title_of_the_strategy_may_be_wrapped(said: str, by: str) -> None:
    assert read(said, by)[1:] == (WHOLE, [("value-torn", "title")])


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ("ประเด็นยุทธศาสตร์ย่อย :", "ประเด็น\nยุทธศาสตร์ย่อย :"),
        ("ตัวชี้วัด... :", "ตัวชี้วัด...\n:"),
        ("ตัวชี้วัด... : ", "ตัวชี้วัด... :\n"),
        ("เป้าหมายที่ : ", "เป้าหมายที่ :\n"),
    ],
)
def test_labels_of_the_strategy_may_be_wrapped_or_stand_above_their_values(said: str, by: str) -> None:
    assert read(said, by)[1:] == (WHOLE, [])


@pytest.mark.parametrize(
    "line", ["เป้าประสงค์ที่ ๒.๒.๒ มีสวน", "ประเด็นยุทธศาสตร์ย่อย มีสวน", "๒.๒.๑.๑ ปลูกต้นไม้", "ผู้รับรอง : นายสมมติ", "- ปลูก"]
)
def test_what_may_be_a_line_of_its_own_is_no_end_of_a_title(line: str) -> None:
    assert read("มีต้นไม้ริมทาง", f"มีต้นไม้ริมทาง\n{line}")[1:] == (WHOLE, [("unclaimed-text", None)])


@pytest.mark.parametrize("joint", [" ", "\t", "   "])
def test_an_indicator_on_the_line_above_it_is_no_part_of_a_title(joint: str) -> None:
    assert read("ริมทาง\nตัวชี้วัด...", f"ริมทาง{joint}ตัวชี้วัด...")[1:] == (WHOLE, [])
    rows = read("จำนวนต้นไม้", f"จำนวนต้นไม้{joint}ตัวชี้วัด... : จำนวนสวน")[1]
    assert [row["name"] for row in rows["indicators"]] == ["จำนวนต้นไม้", "จำนวนสวน"]


@pytest.mark.parametrize("dash", ["-", "–", "- -"])
def test_a_dash_is_no_strategy(dash: str) -> None:
    start, end = FORM.index("ยุทธศาสตร์ที่ ๒"), FORM.index("ตัวชี้วัด...")
    none = f"{dash}\nประเด็นยุทธศาสตร์ย่อย : {dash}\nเป้าหมายที่ : {dash}\n"
    reading, rows, issues = read(FORM[start:end], none)
    assert ("strategy_links" in rows, reading.of("projects")[0].get("is_routine"), issues) == (False, None, [])


def test_what_stands_below_an_empty_label_is_read_where_it_has_a_code() -> None:
    _, rows, issues = read("เป้าหมายที่ : ๒.๒.๑ มีต้นไม้ริมทาง", "เป้าหมายที่ :\nมีต้นไม้ริมทาง")
    assert (rows, issues) == ({**WHOLE, "strategy_links": WHOLE["strategy_links"][:2]}, [("unclaimed-text", None)])


@pytest.mark.parametrize("joint", ["\nและ ", " และ\n", ",\n", "\nและ"])
def test_a_second_person_may_stand_on_a_second_line(joint: str) -> None:
    line = "นายสมหมาย ริมน้ำ โทร. 3347"
    _, rows, issues = read(line, f"นางวันดี ใจงาม{joint}{line}")
    people = [(row.get("name"), row.get("phone")) for row in rows["contacts"][:2]]
    assert (people, issues) == ([("นางวันดี ใจงาม", None), ("นายสมหมาย ริมน้ำ", "3347")], [])


def test_people_beside_a_page_head_are_not_joined() -> None:
    line = "นายสมหมาย ริมน้ำ โทร. 3347"
    _, rows, issues = read(line, f"นางวันดี ใจงาม{PAGE}และ {line}")
    assert ([row.get("name") for row in rows["contacts"]], issues) == (
        ["นางวันดี ใจงาม", "นางสาวอรุณ ตัวอย่าง"],
        [("unclaimed-text", None)],
    )


def test_a_telephone_below_a_page_head_is_joined_to_no_name() -> None:
    line = "นายสมหมาย ริมน้ำ โทร. 3347"
    _, rows, issues = read(line, f"นายสมหมาย ริมน้ำ{PAGE}โทร. 3347")
    assert ([(row.get("name"), row.get("phone")) for row in rows["contacts"][:1]], issues) == (
        [("นายสมหมาย ริมน้ำ", None)],
        [("unclaimed-text", None)],
    )
