"""Contact lines: names that open like another part, and parts behind them."""

from __future__ import annotations

import pytest

from tests.test_contact_lines import _PERSON, read


@pytest.mark.parametrize(
    "name", ["นาย กองทัพ เรืองรอง", "ว่าที่ ร.ต.กองทัพ ใจแจ้ง", "น.ส.ครูเจน มือดี", "นางสาว นักรบ ใจแจ้ง", "ดร. ศูนย์ เรืองรอง"]
)
def test_a_first_name_behind_an_honorific_is_no_division(name: str) -> None:
    for line, contact in {
        f"{name} โทร. 5720": (name, None, None, "5720"),
        f"{name} กองคลัง": (name, None, "กองคลัง", None),
        f"ฝ่ายโยธา {name} นักวิชาการ": (name, "นักวิชาการ", "ฝ่ายโยธา", None),
    }.items():
        _, contacts, unclear = read(line)
        assert (contacts, unclear) == ([contact], [])


@pytest.mark.parametrize("unit", ["ฝ่ายโยธา", "ศูนย์บริการ 7", "สวนสาธารณะสมมติ"])
def test_a_surname_that_opens_like_a_division_joins_none(unit: str) -> None:
    name = "นายโสภณ กองแก้ว"
    for line in (f"{name} {unit} โทร. 5720", f"{unit} {name} โทร. 5720", f"{name} ({unit}) โทร. 5720"):
        reading, contacts, unclear = read(line)
        assert (contacts, unclear) == ([(name, None, unit, "5720")], ["กองแก้ว"])
        assert reading.of("projects")[0].get("unit") == unit


@pytest.mark.parametrize("name", ["นายโสภณ สวนสมบูรณ์", "ปราณี ห้องเพชรดี", "นางสาว รุ่ง บ้านไร่สมมติ"])
def test_a_surname_that_opens_like_a_place_is_one(name: str) -> None:
    for line, unit in {f"{name} โทร. 5720": None, f"{name} เขตสมมติ โทร. 5720": "เขตสมมติ"}.items():
        _, contacts, unclear = read(line)
        assert (contacts, unclear) == ([(name, None, unit, "5720")], [])


@pytest.mark.parametrize(
    ("line", "contact"),
    [
        (f"{_PERSON} มัณฑนากรชำนาญการ สวนสมมติ 2", (_PERSON, "มัณฑนากรชำนาญการ", "สวนสมมติ 2", None)),
        (f"{_PERSON} ฝ่ายโยธา มัณฑนากรชำนาญการ 5720", (_PERSON, "มัณฑนากรชำนาญการ", "ฝ่ายโยธา", "5720")),
        (f"{_PERSON} นิติกร ห้องสมุดสมมติ", (_PERSON, "นิติกร", "ห้องสมุดสมมติ", None)),
        (f"{_PERSON} (สวนสาธารณะสมมติ)", (_PERSON, None, "สวนสาธารณะสมมติ", None)),
        (f"{_PERSON} สังกัดสวนสาธารณะสมมติ", (_PERSON, None, "สวนสาธารณะสมมติ", None)),
        (f"สวนสาธารณะสมมติ {_PERSON} โทร. 5720", (_PERSON, None, "สวนสาธารณะสมมติ", "5720")),
        (f"{_PERSON} ตำแหน่งโภชนากร โทร. 5720", (_PERSON, "โภชนากร", None, "5720")),
        (f"{_PERSON} ตำแหน่ง : โภชนากร ฝ่ายโยธา", (_PERSON, "โภชนากร", "ฝ่ายโยธา", None)),
        (f"{_PERSON} นักวิชาการศึกษา ชำนาญการ", (_PERSON, "นักวิชาการศึกษา ชำนาญการ", None, None)),
        ("นางรุ่ง คุณาวุฒิ มัณฑนากรชำนาญการ เขตสมมติ", ("นางรุ่ง คุณาวุฒิ", "มัณฑนากรชำนาญการ", "เขตสมมติ", None)),
        ("นางรุ่ง คุณาวุฒิ เขตสมมติ", ("นางรุ่ง คุณาวุฒิ", None, "เขตสมมติ", None)),
        # The number of a division does not hide a telephone.
        ("กลุ่มงานสมมติ 2 6822-3", (None, None, "กลุ่มงานสมมติ 2", "6822-3")),
        # These are names of centres and schools.
        ("ศูนย์บริการสาธารณสุข 7 สมมติ อุปถัมภ์ 5720", (None, None, "ศูนย์บริการสาธารณสุข 7 สมมติ อุปถัมภ์", "5720")),
    ],
)
def test_parts_are_told_from_names(line: str, contact: tuple[str | None, ...]) -> None:
    reading, contacts, unclear = read(line)
    assert (contacts, unclear) == ([contact], [])
    assert reading.of("projects")[0].get("unit") == contact[2]


@pytest.mark.parametrize(
    "line", ["ฝ่ายปกครอง โสภณ เรืองรอง โทร. 5720", "กลุ่มงานสมมติ 1 โสภณ เรืองรอง", "หัวหน้าฝ่ายปกครอง โสภณ เรืองรอง"]
)
def test_a_name_without_an_honorific_is_no_part_of_a_division(line: str) -> None:
    reading, contacts, unclear = read(line)
    assert (contacts, unclear) == ([], [line])
    assert reading.of("projects")[0].get("unit") is None


@pytest.mark.parametrize(
    "unit",
    [
        *("ฝ่ายพัฒนาชุมชน และสวัสดิการสังคม", "กองโรคสมมติ วัณโรค และโรคติดต่อ", "ฝ่าย พัฒนาชุมชน สวัสดิการสังคม", "กลุ่มงาน IT"),
        *("ฝ่ายโยธา สนข.สมมติ", "กลุ่มงานแผน กองยุทธศาสตร์ สำนักสมมติ"),
    ],
)
def test_words_of_a_division_are_no_name(unit: str) -> None:
    reading, contacts, unclear = read(unit)
    assert (contacts, unclear) == ([], [])
    assert reading.of("projects")[0].get("unit") == unit
