"""A contact line of a page that a line end tears."""

from __future__ import annotations

import pytest

from extract.document import Document
from parsers import parse
from tests.accounting import assert_sound

_PAGE = """ความคืบหน้าโครงการ/กิจกรรม
โครงการปลูกต้นไม้ : 50010000-1234
สำนักงานเขตสมมติ : (2566)
ความคืบหน้าโครงการ ร้อยละ 80
{}
ดูโครงการแผนปีฯ : พิมพ์ข้อมูล
"""
_TORN = "value-torn"

Told = tuple[str | None, list[tuple[str | None, ...]], list[tuple[str, str | None]]]


def told(line: str) -> Told:
    """The project's unit, its contacts, and the codes and columns of the issues."""
    reading = parse(Document(_PAGE.format(line)))
    assert_sound(reading)
    contacts = [tuple(map(row.get, ("name", "position", "unit", "phone"))) for row in reading.of("contacts")]
    return reading.of("projects")[0].get("unit"), contacts, [(issue.code, issue.column) for issue in reading.issues]


@pytest.mark.parametrize("end", ["\n", "  \n", "\r\n"])
def test_a_torn_division_is_joined(end: str) -> None:
    unit, phone = "กลุ่มงานส่งเสริมอาชีพ", "5884, 5885"
    line = f"นายโสภณ เรืองรอง กลุ่มงานส่งเสริม{end}อาชีพ โทร. 5884,5885"
    assert told(line) == (unit, [("นายโสภณ เรืองรอง", None, unit, phone)], [(_TORN, "unit"), (_TORN, "unit")])
    line = f"หัวหน้าฝ่าย{end}ทะเบียน โทร. 5884,5885"
    assert told(line) == (None, [(None, "หัวหน้าฝ่ายทะเบียน", None, phone)], [(_TORN, "position")])


def test_a_torn_name_is_not_joined() -> None:
    expected = ("ฝ่ายโยธา", [(None, None, "ฝ่ายโยธา", "5884")], [("contact-unclear", "name")])
    assert told("นายโสภณ\nเรืองรอง ฝ่ายโยธา โทร. 5884") == expected


@pytest.mark.parametrize("below", ["นางปราณี ใจดี โทร. 5884", "เบอร์โทรศัพท์ผู้อื่น 5884", "กองแก้ว", "ร้อยละ : 98.5000"])
def test_a_line_of_its_own_is_left_unread(below: str) -> None:
    assert told(f"ฝ่ายโยธา\n{below}") == ("ฝ่ายโยธา", [], [("unclaimed-text", None)])


@pytest.mark.parametrize("below", ["โทร. 5884", "ติดต่อ โทร. 5884", "ติดต่อสอบถาม 5884"])
def test_a_telephone_below_a_division_is_its_own(below: str) -> None:
    assert told(f"ฝ่ายโยธา\n{below}") == ("ฝ่ายโยธา", [(None, None, "ฝ่ายโยธา", "5884")], [])


@pytest.mark.parametrize(
    ("below", "contact", "unit"),
    [
        ("ฝ่ายโยธา โทร. 5884", ("นายโสภณ เรืองรอง", None, "ฝ่ายโยธา", "5884"), "ฝ่ายโยธา"),
        ("นักวิชาการ โทร. 5884", ("นายโสภณ เรืองรอง", "นักวิชาการ", None, "5884"), None),
        ("ฝ่ายโยธา โทร. 0 2555 0142 ต่อ 5884", ("นายโสภณ เรืองรอง", None, "ฝ่ายโยธา", "0 2555 0142 ต่อ 5884"), "ฝ่ายโยธา"),
    ],
)
def test_a_person_alone_has_the_division_below(below: str, contact: tuple[str | None, ...], unit: str | None) -> None:
    assert told(f"นายโสภณ เรืองรอง\n{below}") == (unit, [contact], [])


def test_a_division_below_another_is_left_unread() -> None:
    expected = ("ฝ่ายโยธา", [("นายโสภณ เรืองรอง", None, "ฝ่ายโยธา", None)], [("unclaimed-text", None)])
    assert told("นายโสภณ เรืองรอง ฝ่ายโยธา\nฝ่ายการคลัง โทร. 5884") == expected


def test_a_line_below_a_telephone_is_left_unread() -> None:
    expected = ("ฝ่ายโยธา", [(None, None, "ฝ่ายโยธา", "5720")], [("unclaimed-text", None)])
    assert told("ฝ่ายโยธา โทร. 5720\nอาชีพ โทร. 5884") == expected


def test_the_division_of_a_person_with_a_position_may_stand_below() -> None:
    unit, phone = "ฝ่ายพัฒนาชุมชน", "0 2555 0142 ต่อ 6431"
    contact = ("นายโสภณ เรืองรอง", "นักวิชาการชำนาญการ", unit, phone)
    assert told(f"นายโสภณ เรืองรอง นักวิชาการชำนาญการ\n{unit} โทร. {phone}") == (unit, [contact], [])
