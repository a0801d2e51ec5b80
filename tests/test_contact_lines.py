"""Contact lines of a page: whose number it is, and what is of no person."""

from __future__ import annotations

import re

import pytest

from extract.document import Document
from extract.phones import phones
from parsers import parse
from parsers.reading import Reading
from tests.accounting import assert_sound

_PAGE = """ความคืบหน้าโครงการ/กิจกรรม
โครงการปลูกต้นไม้ : 50010000-1234
สำนักงานเขตสมมติ : (2566)
ความคืบหน้าโครงการ ร้อยละ 80
{}
ดูโครงการแผนปีฯ : พิมพ์ข้อมูล
"""
_PERSON = "นายโสภณ เรืองรอง"
_FAX = "โทรสาร 0 2000 7219"


def read(line: str) -> tuple[Reading, list[tuple[str | None, ...]], list[str]]:
    """A page with a contact line: its reading, its contacts, and the stretches of the line that issues hold."""
    reading = parse(Document(_PAGE.format(line)))
    assert_sound(reading)
    contacts = [tuple(map(row.get, ("name", "position", "unit", "phone"))) for row in reading.of("contacts")]
    unclear = [issue for issue in reading.issues if issue.code == "contact-unclear"]
    assert [issue.code for issue in reading.issues if issue.code != "contact-unclear"] == []
    return reading, contacts, [reading.document.text[issue.start : issue.end] for issue in unclear]


@pytest.mark.parametrize(
    ("line", "contact", "left"),
    [
        # A number that no telephone has is no part of a division, and gives no other number.
        (f"{_PERSON} ฝ่ายโยธา โทร 02-4127-8 ต่อ 5720", (_PERSON, None, "ฝ่ายโยธา", None), "โทร 02-4127-8 ต่อ 5720"),
        (f"{_PERSON} ฝ่ายโยธา 02-4127-8", (_PERSON, None, "ฝ่ายโยธา", None), "02-4127-8"),
        (f"{_PERSON} โทร. 02 (000) 7219", (_PERSON, None, None, None), "โทร. 02 (000) 7219"),
        (f"{_PERSON} ฝ่ายโยธา โทร 0200072190000", (_PERSON, None, "ฝ่ายโยธา", None), "โทร 0200072190000"),
        # An address of e-mail is no position.
        (f"{_PERSON} (sopon@example.com)", (_PERSON, None, None, None), "sopon@example.com"),
        (
            f"{_PERSON} นักวิชาการ e-mail : s.9@example.com 5720",
            (_PERSON, "นักวิชาการ", None, "5720"),
            "e-mail : s.9@example.com",
        ),
        # The number of a fax or a hotline is not the person's, unless it is the telephone's, too.
        (f"{_PERSON} โทร. 5720 {_FAX}", (_PERSON, None, None, "5720"), _FAX),
        (f"{_PERSON} {_FAX}, 7220 โทร. 5720", (_PERSON, None, None, "5720"), f"{_FAX}, 7220"),
        (f"{_PERSON} TEL. 5720 FAX 5721", (_PERSON, None, None, "5720"), "FAX 5721"),
        (f"{_PERSON} โทร./{_FAX}", (_PERSON, None, None, "0 2000 7219"), None),
        (f"{_PERSON} โทรศัพท์/แฟกซ์ 5720", (_PERSON, None, None, "5720"), None),
        (f"{_PERSON} สายด่วน 1555", (_PERSON, None, None, None), "สายด่วน 1555"),
        (f"{_PERSON} โทร. 5720 สายด่วน 1555", (_PERSON, None, None, "5720"), "สายด่วน 1555"),
        # A label is no position.
        (f"ผู้รับผิดชอบ : {_PERSON} โทร. 5720", (_PERSON, None, None, "5720"), None),
        (f"ผู้รับผิดชอบโครงการ :{_PERSON}", (_PERSON, None, None, None), None),
        # Numbers that belong to a division stay with it.
        ("ศูนย์บริการ 99 โทร. 5720", (None, None, "ศูนย์บริการ 99", "5720"), None),
        ("กลุ่มงาน 1-2 โทร. 5720-1", (None, None, "กลุ่มงาน 1-2", "5720-1"), None),
    ],
)
def test_what_is_of_no_person_is_left_out(line: str, contact: tuple[str | None, ...], left: str | None) -> None:
    reading, contacts, unclear = read(line)
    assert contacts == [contact]
    assert reading.of("projects")[0].get("unit") == contact[2]
    assert unclear == ([] if left is None else [left])


@pytest.mark.parametrize("line", [f"{_PERSON} (@sopon)", "นายโสภณ s@example.com เรืองรอง", "ฝ่ายโยธา 5720 1"])
def test_what_remains_unclear_gives_no_contact(line: str) -> None:
    _, contacts, unclear = read(line)
    assert (contacts, unclear) == ([], [line])


@pytest.mark.parametrize(
    ("line", "contact", "surname"),
    [
        ("นายวิชัย กองแก้ว โทร. 5720", ("นายวิชัย กองแก้ว", None, None, "5720"), "กองแก้ว"),
        ("นาย วิชัย ส่วนบุญ", ("นาย วิชัย ส่วนบุญ", None, None, None), "ส่วนบุญ"),
        ("ว่าที่ ร.ต.วิชัย งานดี #5720", ("ว่าที่ ร.ต.วิชัย งานดี", None, None, "5720"), "งานดี"),
        ("นางปราณี ครูเสริม", ("นางปราณี ครูเสริม", None, None, None), "ครูเสริม"),
        # A surname stands before it.
        ("นายโสภณ เรืองรอง กองแก้ว โทร. 5720", (_PERSON, None, "กองแก้ว", "5720"), None),
        # It is too long to be a surname of this kind.
        ("นายวิชัย งานทะเบียนราษฎร", ("นายวิชัย", None, "งานทะเบียนราษฎร", None), None),
    ],
)
def test_surnames_that_open_like_a_division(line: str, contact: tuple[str | None, ...], surname: str | None) -> None:
    reading, contacts, unclear = read(line)
    assert contacts == [contact]
    assert reading.of("projects")[0].get("unit") == contact[2]
    assert unclear == ([] if surname is None else [surname])


@pytest.mark.parametrize(
    "line",
    [
        "นายวิชัย งานคลัง โทร. 5720",
        "นางปราณี ครูใหญ่",
        "วิชัย กองแก้ว โทร. 5720",
        "นายวิชัย โทร. 5720 กองแก้ว",
        "นายวิชัย (กองแก้ว)",
        "นายวิชัย พยาบาลสุข",
        "นายวิชัย สำนักดี",
    ],
)
def test_what_may_be_a_surname_or_a_division_gives_no_contact(line: str) -> None:
    _, contacts, unclear = read(line)
    assert (contacts, unclear) == ([], [line])


@pytest.mark.parametrize(
    ("line", "phones"),
    [
        ("1. {} 2. {} โทร. 5720", [None, "5720"]),
        ("1.{} โทร. 5720 2.{} โทร. 5721", ["5720", "5721"]),
        # The number of the second is not the last digit of the first's telephone.
        ("1) {} โทร. 0 2000 7219 2) {}", ["0 2000 7219", None]),
        ("ผู้รับผิดชอบ : 1. {} 2. {}", [None, None]),
    ],
)
def test_people_in_a_list_that_is_numbered(line: str, phones: list[str | None]) -> None:
    second = "นางสาวรุ่ง ใจแจ้ง"
    _, contacts, unclear = read(line.format(_PERSON, second))
    assert contacts == [(name, None, None, phone) for name, phone in zip((_PERSON, second), phones, strict=True)]
    assert unclear == []


@pytest.mark.parametrize(
    "line",
    [
        *(f"{_PERSON} (ต้น) รุ่ง โทร. 5720", f"{_PERSON} โภชนากร โทร. 5720", f"{_PERSON} {_FAX}", "นายวิชัย กองแก้ว"),
        *("โสภณ โทร. 5720", f"{_PERSON} โทร. 02-4127-8", "นายโสภณ\nเรืองรอง ฝ่ายโยธา โทร. 5720", f"{_PERSON} สยป. 5720"),
    ],
)
def test_no_message_holds_words_of_the_line(line: str) -> None:
    reading, _, unclear = read(line)
    assert unclear
    assert not [word for issue in reading.issues for word in line.split() if word in issue.message]


def test_no_message_holds_a_cell_of_a_contact_that_cannot_be_read() -> None:
    reading = Reading(Document("5720\n5721"), None, "1")
    row = reading.row("contacts")
    row.read("phone", phones, reading.document.span(0, 4))
    row.read("phone", phones, reading.document.span(5, 9))
    assert [(issue.code, issue.start, issue.end) for issue in reading.issues] == [("label-repeated", 5, 9)]
    assert not re.search(r"\d", reading.issues[0].message)


@pytest.mark.parametrize(
    "line",
    [
        "09940000/09940100",
        "สำนักงานเขตสมมติ : (2566)",
        "** ปัญหาของโครงการ :ไม่มี",
        "** อุปสรรคของโครงการ :ฝนตก",
        "น้ำดื่มและน้ำแข็งที่ไม่สะอาดเป็นสาเหตุของโรคทางเดินอาหาร จึงต้องสุ่มตรวจ",
    ],
)
def test_other_lines_of_a_page_in_the_place_of_contacts_name_nobody(line: str) -> None:
    assert read(line)[1:] == ([], [line])
