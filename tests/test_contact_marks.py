"""Contact lines: marks of telephones are words of their own, with a number behind them."""

from __future__ import annotations

import pytest

from tests.test_contact_lines import _PERSON, read

# Words that end like a mark.
UNITS = (
    *("สำนักงานตรวจสอบภายใน", "กองควบคุมโรคติดต่อ", "กลุ่มงานควบคุมโรคไม่ติดต่อ", "ฝ่ายโทรศัพท์", "งานรับส่งต่อ"),
    *("กลุ่มงานการค้าภายใน", "กลุ่มงานระบบโทรศัพท์"),
)
POSITIONS = (
    *("นักวิชาการตรวจสอบภายใน", "หัวหน้ากลุ่มงานตรวจสอบภายใน", "เจ้าหน้าที่โทรศัพท์", "พนักงานโทรศัพท์"),
    *("ผู้อำนวยการกองควบคุมโรคติดต่อ", "ผู้ตรวจสอบภายใน"),
)


@pytest.mark.parametrize("unit", UNITS)
def test_a_division_that_ends_like_a_mark_is_whole(unit: str) -> None:
    for line, contacts in {
        unit: [],
        f"{unit} โทร. 5720": [(None, None, unit, "5720")],
        f"{unit} (5720)": [(None, None, unit, "5720")],
        f"{_PERSON} {unit}": [(_PERSON, None, unit, None)],
        f"{_PERSON} ({unit}) โทร. 5720": [(_PERSON, None, unit, "5720")],
        f"{unit} {_PERSON} ต่อ 5720": [(_PERSON, None, unit, "5720")],
    }.items():
        reading, found, unclear = read(line)
        assert (found, unclear) == (contacts, [])
        assert reading.of("projects")[0].get("unit") == unit


@pytest.mark.parametrize("position", POSITIONS)
def test_a_position_that_ends_like_a_mark_is_whole(position: str) -> None:
    for line, contact in {
        position: (None, position, None, None),
        f"{position} โทร. 5720": (None, position, None, "5720"),
        f"{_PERSON} {position}": (_PERSON, position, None, None),
        f"{_PERSON} ({position}) โทร. 5720": (_PERSON, position, None, "5720"),
    }.items():
        _, found, unclear = read(line)
        assert (found, unclear) == ([contact], [])


@pytest.mark.parametrize("name", ["นายโสภณ สืบต่อ", "นางปราณี เติมต่อ", "นางสาวต่อศักดิ์ ใจดี", "นายโสภณ โทรทอง"])
def test_a_name_that_ends_or_opens_like_a_mark_is_whole(name: str) -> None:
    for line, phone in {name: None, f"{name} โทร. 5720": "5720", f"{name} (5720)": "5720"}.items():
        _, found, unclear = read(line)
        assert (found, unclear) == ([(name, None, None, phone)], [])


@pytest.mark.parametrize(
    "mark",
    [
        *("ต่อ", "ติดต่อ", "เบอร์ติดต่อ", "เบอร์ติดต่อภายใน", "ติดต่อสอบถาม", "ติดต่อ โทร.", "สอบถาม โทร.", "หมายเลขภายใน"),
        *("สายตรง", "สายใน", "โทร. สายใน", "ภายใน", "T.", "Tel.", "โทร.ภายใน", "หมายเลข", "เบอร์มือถือ", "โทร", "#", "*"),
    ],
)
def test_a_mark_is_no_part(mark: str) -> None:
    _, found, unclear = read(f"{_PERSON} {mark} 5720")
    assert (found, unclear) == ([(_PERSON, None, None, "5720")], [])
    _, found, unclear = read(f"{_PERSON} ฝ่ายโยธา {mark} 5720")
    assert (found, unclear) == ([(_PERSON, None, "ฝ่ายโยธา", "5720")], [])
    # No number follows.
    _, found, unclear = read(f"{_PERSON} {mark}")
    assert (found, unclear) == ([(_PERSON, None, None, None)], [])


@pytest.mark.parametrize("line", ["นายโสภณ เรืองรองต่อ 5720", "ฝ่ายโยธาภายใน 5720", "ศูนย์รับแจ้งเบอร์ 5720"])
def test_what_may_be_the_end_of_a_word_or_a_mark_gives_no_contact(line: str) -> None:
    _, contacts, unclear = read(line)
    assert (contacts, unclear) == ([], [line])


@pytest.mark.parametrize("glued", ["โทร.", "โทร", "โทรศัพท์ ", "เบอร์โทร "])
def test_words_may_run_into_telephone(glued: str) -> None:
    _, contacts, unclear = read(f"{_PERSON}{glued}5720")
    assert (contacts, unclear) == ([(_PERSON, None, None, "5720")], [])


@pytest.mark.parametrize(
    ("said", "phone"),
    [
        ("โทร. 0 2000 7219 หรือ 5720", "0 2000 7219, 5720"),
        ("โทร. 0 2000 7219 หรือ 0 2000 7220 และ 5720", "0 2000 7219, 0 2000 7220, 5720"),
        ("โทร. 0 2000 7219 ต่อ 12", "0 2000 7219 ต่อ 12"),
        ("โทร. 02-000-7219 ต่อ 12", "02-000-7219 ต่อ 12"),
        ("โทร. (02) 000-7219", "(02) 000-7219"),
        ("(02) 000-7219 ต่อ 12", "(02) 000-7219 ต่อ 12"),
        ("(081) 000-7219", "(081) 000-7219"),
    ],
)
def test_numbers_are_read_as_printed(said: str, phone: str) -> None:
    _, contacts, unclear = read(f"{_PERSON} {said}")
    assert (contacts, unclear) == ([(_PERSON, None, None, phone)], [])


@pytest.mark.parametrize(
    "unit", ["ศูนย์บริการสาธารณสุข 7", "ส่วนสวนสาธารณะ 2", "กลุ่มงานพัฒนาระบบ 1", "สำนักงานสมมติ กองสมมติถนน 12", "กลุ่มงาน 1-2"]
)
def test_a_division_that_ends_in_a_number_is_whole(unit: str) -> None:
    for line, contacts in {
        unit: [],
        f"{unit} โทร. 0 2000 7219": [(None, None, unit, "0 2000 7219")],
        f"{unit} 5720": [(None, None, unit, "5720")],
        f"{unit} 0 2000 7219": [(None, None, unit, "0 2000 7219")],
        f"{unit} {_PERSON}": [(_PERSON, None, unit, None)],
        f"{_PERSON} {unit} โทร. 5720": [(_PERSON, None, unit, "5720")],
        f"{_PERSON} ({unit}) 5720": [(_PERSON, None, unit, "5720")],
    }.items():
        reading, found, unclear = read(line)
        assert (found, unclear) == (contacts, [])
        assert reading.of("projects")[0].get("unit") == unit


def test_a_division_has_thai_digits() -> None:
    _, contacts, unclear = read(f"ศูนย์บริการสาธารณสุข ๗ {_PERSON}")
    assert (contacts, unclear) == ([(_PERSON, None, "ศูนย์บริการสาธารณสุข 7", None)], [])


@pytest.mark.parametrize(
    "line",
    [
        # A telephone without its zero, or without the rest.
        *("ฝ่ายโยธา 2 200 7219", "ฝ่ายโยธา 2 200-7219", "ฝ่ายโยธา 22007219", "ฝ่ายโยธา 0 2000", "ฝ่ายโยธา 246"),
        "กลุ่มงานบริหาร 5 6",
    ],
)
def test_what_may_be_a_number_of_a_division_or_a_telephone_gives_no_contact(line: str) -> None:
    _, contacts, unclear = read(line)
    assert (contacts, unclear) == ([], [line])
