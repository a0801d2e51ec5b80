"""Messages of issues, which are published apart from the people that reports name."""

from __future__ import annotations

import pytest

from parsers.without_people import without_people
from tests.test_print_wraps import read

OWNER = "ชื่อผู้รับผิดชอบ... : นายสมหมาย ริมน้ำ โทร. 3347"


@pytest.mark.parametrize(
    ("said", "published"),
    [
        ("ลงชื่อ..นางสาวสมมติ ใจงาม...(ผู้รับผิดชอบโครงการ)", "ลงชื่อ..…"),
        ("ชื่อผู้รับผิดชอบ... : สมหมาย ริมน้ำ", "ชื่อผู้รับผิดชอบ... : …"),
        ("100 นายสมหมาย ริมน้ำ ฝ่ายโยธา", "100 …"),
        ("สมหมาย ริมน้ำ (โทร. 9901-03)", "…"),
        ("แพทย์หญิงสมมติ ใจงาม", "…"),
        ("ฝ่ายโยธา และนายสมหมาย", "ฝ่ายโยธา และ…"),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๖", None),
        ("ปีงบประมาณ พ.ศ.ที่รายงาน", None),
        ("ร้อยละของถนนที่นายช่างตรวจ", None),
        ("ตู้โทรศัพท์ 120 ตู้", None),
        ("2.1 คุณภาพน้ำ", None),
    ],
)
def test_quotes_name_nobody(said: str, published: str | None) -> None:
    assert without_people(f"Nothing claims {said!r}.") == f"Nothing claims '{published or said}'."


@pytest.mark.parametrize("below", [OWNER, OWNER.split(" : ")[1], "ลงชื่อ..นายสมหมาย ริมน้ำ...(ผู้รับผิดชอบโครงการ)"])
def test_no_issue_of_a_report_names_who_stands_in_a_line_that_was_not_read(below: str) -> None:
    reading, _, issues = read(OWNER, f"{OWNER}\n\n{below}")
    assert issues
    assert not any("สมหมาย" in issue.message or "3347" in issue.message for issue in reading.issues)
