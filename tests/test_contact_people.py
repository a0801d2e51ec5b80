"""Contact lines: who is one person, who are two, and who is none."""

from __future__ import annotations

import pytest

from tests.test_contact_lines import _PERSON, read

_SECOND = "นางสาวรุ่ง ใจแจ้ง"


@pytest.mark.parametrize(
    "name",
    [
        *("นางสาวรุ่ง คุณาวุฒิ", "นายโสภณ คุณประเสริฐ", "นายโสภณ นายทอง", "นาย โสภณ นางแล", "ว่าที่ ร.ต.โสภณ นายเรือง"),
        *("นายโสภณ พันโท", "นายโสภณ เรือเอก", "นางสาวรุ่ง พลโทสุข"),
    ],
)
def test_a_surname_that_opens_like_an_honorific_is_one(name: str) -> None:
    for line, people in {
        name: [(name, None, None, None)],
        f"{name} (นักวิชาการ) โทร. 5720": [(name, "นักวิชาการ", None, "5720")],
        f"{name} ฝ่ายโยธา": [(name, None, "ฝ่ายโยธา", None)],
        f"{name}, {_PERSON} โทร. 5720": [(name, None, None, None), (_PERSON, None, None, "5720")],
        f"{_SECOND} และ{name} โทร. 5720": [(_SECOND, None, None, None), (name, None, None, "5720")],
    }.items():
        _, contacts, unclear = read(line)
        assert (contacts, unclear) == (people, [])


@pytest.mark.parametrize("between", [" ", ", ", " และ ", " และ", "และ", " & ", "&", " / ", " โทร. 5720 ", " 2. "])
def test_whole_names_are_of_two(between: str) -> None:
    _, contacts, unclear = read(f"{_PERSON}{between}{_SECOND}")
    phone = "5720" if "5720" in between else None
    assert (contacts, unclear) == ([(_PERSON, None, None, phone), (_SECOND, None, None, None)], [])


@pytest.mark.parametrize(
    "line",
    [
        *("นายโสภณ คุณ ประเสริฐ โทร. 5720", f"{_PERSON} นายทอง", f"นางรุ่ง {_PERSON}", "นายโสภณ (ต้น) เรืองรอง โทร. 5720"),
        *("นายโสภณ(ต้น) เรืองรอง", "นายโสภณ (ต้น) เรืองรอง ฝ่ายโยธา"),
    ],
)
def test_what_may_be_one_person_or_two_gives_no_contact(line: str) -> None:
    _, contacts, unclear = read(line)
    assert (contacts, unclear) == ([], [line])


@pytest.mark.parametrize(
    "position",
    [
        *("มัณฑนากรชำนาญการ", "ภูมิสถาปนิกปฏิบัติการ", "บุคลากรชำนาญการพิเศษ", "โภชนากรชำนาญงาน", "จิตรกร อาวุโส", "ชำนาญการ"),
        *("ผู้ตรวจราชการ", "ลูกจ้างประจำ", "รองหัวหน้าฝ่าย", "รักษาการหัวหน้าฝ่าย"),
    ],
)
def test_a_level_tells_a_position(position: str) -> None:
    for name in (_PERSON, "โสภณ เรืองรอง", "นายโสภณ ณ สมมติ"):
        _, contacts, unclear = read(f"{name} {position} โทร. 5720")
        assert (contacts, unclear) == ([(name, position, None, "5720")], [])


def test_a_position_stands_alone() -> None:
    _, contacts, unclear = read("มัณฑนากรชำนาญการ โทร. 5720")
    assert (contacts, unclear) == ([(None, "มัณฑนากรชำนาญการ", None, "5720")], [])


@pytest.mark.parametrize(
    "name",
    [
        *("นายโสภณ ณ สมมติ", "นางสาวรุ่ง ใจแจ้ง ณ สมมติ", "ว่าที่ ร.ต.หญิง รุ่ง ณ.สมมติ", "นางสาว ก ข", "คุณ โสภณ เรืองรอง"),
        *("นส.รุ่ง ใจแจ้ง", "น.ส รุ่ง ใจแจ้ง", "ดร โสภณ เรืองรอง", "ว่าที่พันตรี โสภณ เรืองรอง", "ร้อยตรี โสภณ เรืองรอง"),
        *(
            "สอ.โสภณ เรืองรอง",
            "อ. โสภณ เรืองรอง",
            "ทนพ.โสภณ เรืองรอง",
            "Mr. Sopon Rueangrong",
            "โสภณ เรืองรอง",
            "สวนีย์ ใจแจ้ง",
        ),
        "นายโสภณ",
    ],
)
def test_a_name_is_whole(name: str) -> None:
    _, contacts, unclear = read(f"{name} โทร. 5720")
    assert (contacts, unclear) == ([(name, None, None, "5720")], [])


@pytest.mark.parametrize(
    ("name", "doubt"),
    [
        (f"{_PERSON} โภชนากร", "โภชนากร"),
        # A second surname.
        (f"{_SECOND} สุขใจ", "สุขใจ"),
        (f"{_PERSON}, รุ่ง ใจแจ้ง", "รุ่ง ใจแจ้ง"),
        ("นายโสภณ เชี่ยวชาญ", "เชี่ยวชาญ"),
    ],
)
def test_what_may_be_no_part_of_a_name_is_told(name: str, doubt: str) -> None:
    reading, contacts, unclear = read(f"{name} โทร. 5720")
    assert (contacts, unclear) == ([(name, None, None, "5720")], [doubt])
    assert [(issue.table, issue.column) for issue in reading.issues] == [("contacts", "name")]


@pytest.mark.parametrize(
    "words",
    [
        *("ไม่ระบุ", "N/A", "ว่าง", "รอบรรจุ", "ทุกฝ่ายที่เกี่ยวข้อง", "คณะทำงานจัดทำแผน", "คณะกรรมการ จัดงาน", "กสจ. สจส."),
        *("สนน.", "กรต.สนน.", "สนง.เขต สมมติ", "อยู่ระหว่าง สรรหา", "เทศกิจ", "โสภณ", "โสภณ เรืองรอง โภชนากร"),
    ],
)
def test_what_may_be_no_person_is_left_out(words: str) -> None:
    _, contacts, unclear = read(words)
    assert (contacts, unclear) == ([], [words])
    _, contacts, unclear = read(f"{words} โทร. 5720")
    assert (contacts, unclear) == ([(None, None, None, "5720")], [words])


def test_words_before_a_person_are_left_out() -> None:
    _, contacts, unclear = read(f"ติดต่อสอบถามได้ที่ {_PERSON} โทร. 5720")
    assert (contacts, unclear) == ([(_PERSON, None, None, "5720")], ["ติดต่อสอบถามได้ที่"])


@pytest.mark.parametrize("word", ["ต้น", "เล็ก", "สพน.", "กรต.สนน."])
def test_a_nickname_or_an_abbreviation_in_brackets_is_no_position(word: str) -> None:
    _, contacts, unclear = read(f"{_PERSON} ({word}) ฝ่ายโยธา โทร. 5720")
    assert (contacts, unclear) == ([(_PERSON, None, "ฝ่ายโยธา", "5720")], [word])


@pytest.mark.parametrize("position", ["ช่าง", "เลขา", "โยธา", "หฝ.", "นวก."])
def test_a_short_position_in_brackets_is_one(position: str) -> None:
    _, contacts, unclear = read(f"{_PERSON} ({position}) โทร. 5720")
    assert (contacts, unclear) == ([(_PERSON, position, None, "5720")], [])


def test_an_abbreviation_behind_a_name_is_left_out() -> None:
    _, contacts, unclear = read(f"{_PERSON} สยป. 5720")
    assert (contacts, unclear) == ([(_PERSON, None, None, "5720")], ["สยป."])


@pytest.mark.parametrize("unit", ["เขตสมมติ", "เขต สมมติ", "สวนสาธารณะสมมติ", "ห้องสมุดเพื่อการเรียนรู้สมมติ", "สภากรุงเทพมหานคร"])
def test_places_of_work_are_divisions(unit: str) -> None:
    for line, contacts in {
        unit: [],
        f"{unit} โทร. 5720": [(None, None, unit, "5720")],
        f"{_PERSON} {unit} โทร. 5720": [(_PERSON, None, unit, "5720")],
    }.items():
        reading, found, unclear = read(line)
        assert (found, unclear) == (contacts, [])
        assert reading.of("projects")[0].get("unit") == unit
    _, found, unclear = read(f"{_PERSON} {unit} สำนักสมมติ")
    assert (found, unclear) == ([(_PERSON, None, f"{unit} สำนักสมมติ", None)], [])


@pytest.mark.parametrize(
    ("line", "contact"),
    [
        (f"{_PERSON} สังกัดฝ่ายโยธา โทร. 5720", (_PERSON, None, "ฝ่ายโยธา", "5720")),
        (f"{_PERSON} สังกัด ฝ่ายโยธา", (_PERSON, None, "ฝ่ายโยธา", None)),
        (f"{_PERSON} ประจำฝ่ายโยธา", (_PERSON, None, "ฝ่ายโยธา", None)),
        (f"{_PERSON} นักวิชาการ ประจำสำนักสมมติ", (_PERSON, "นักวิชาการ", "สำนักสมมติ", None)),
        (f"ฝ่ายโยธา โดย {_PERSON} โทร. 5720", (_PERSON, None, "ฝ่ายโยธา", "5720")),
        (f"{_PERSON} [ฝ่ายโยธา] โทร. 5720", (_PERSON, None, "ฝ่ายโยธา", "5720")),
        (f"{_PERSON} ฝ่ายโยธา (งานบำรุงรักษา) โทร. 5720", (_PERSON, None, "ฝ่ายโยธา (งานบำรุงรักษา)", "5720")),
        (f"{_PERSON} หัวหน้าฝ่าย (วิศวกร)", (_PERSON, "หัวหน้าฝ่าย (วิศวกร)", None, None)),
    ],
)
def test_words_and_brackets_between_parts(line: str, contact: tuple[str | None, ...]) -> None:
    reading, contacts, unclear = read(line)
    assert (contacts, unclear) == ([contact], [])
    assert reading.of("projects")[0].get("unit") == contact[2]
