"""Contact lines: words of offices and positions are no name and no division."""

from __future__ import annotations

import pytest

from tests.test_contact_lines import _PERSON, read


@pytest.mark.parametrize(
    ("line", "contact"),
    [
        # The word for a division names none: it is of the position.
        (f"{_PERSON} (หน.ฝ่าย) 5720", (_PERSON, "หน.ฝ่าย", None, "5720")),
        (f"{_PERSON} ผอ.กอง โทร. 5720", (_PERSON, "ผอ.กอง", None, "5720")),
        (f"{_PERSON} ผู้อำนวยการ กอง", (_PERSON, "ผู้อำนวยการ กอง", None, None)),
        (f"{_PERSON} ฝ่ายโยธา สำนักงานเขตสมมติ 5720", (_PERSON, None, "ฝ่ายโยธา สำนักงานเขตสมมติ", "5720")),
        (f"{_PERSON} หน.ฝ่ายโยธา", (_PERSON, "หน.", "ฝ่ายโยธา", None)),
        # A label is no name.
        (f"ชื่อผู้รับผิดชอบ {_PERSON} โทร. 5720", (_PERSON, None, None, "5720")),
        ("ชื่อผู้รับผิดชอบโครงการ... โสภณ เรืองรอง", ("โสภณ เรืองรอง", None, None, None)),
        # Dots of ranks and of short names are in a name.
        ("ว่าที่ ร.ต.หญิง รุ่ง ณ.สมมติ", ("ว่าที่ ร.ต.หญิง รุ่ง ณ.สมมติ", None, None, None)),
        ("ผศ. ดร. รุ่ง ใจแจ้ง", ("ผศ. ดร. รุ่ง ใจแจ้ง", None, None, None)),
        ("นายโสภณ ส. โทร. 5720", ("นายโสภณ ส.", None, None, "5720")),
        (f"{_PERSON} นายช่างโทรคมนาคม", (_PERSON, "นายช่างโทรคมนาคม", None, None)),
    ],
)
def test_a_person_is_read(line: str, contact: tuple[str | None, ...]) -> None:
    reading, contacts, unclear = read(line)
    assert (contacts, unclear) == ([contact], [])
    assert reading.of("projects")[0].get("unit") == contact[2]


@pytest.mark.parametrize(
    "line",
    [
        f"{_PERSON} โทรฯ 5720",
        f"{_PERSON} กับ นางสาวรุ่ง ใจแจ้ง 5720",
        f"{_PERSON} และคณะ โทร. 5720",
        f"{_PERSON} นวค.ชก. โทร. 5720",
        f"{_PERSON} สนง.เขตสมมติ โทร 5720",
        f"{_PERSON} รักษาราชการแทนหัวหน้าฝ่ายปกครอง โทร. 5720",
        f"{_PERSON} ปฏิบัติงาน ฝ่ายปกครอง",
        f"{_PERSON} (3O27)",
        f"{_PERSON} โทร. O 2000 7219 ต่อ 3347",
        f"{_PERSON} นักวิชาการ (ชำนาญการ",
        "ฝ่าย โทร. 5720",
        "ไม่มี โทร. 5720",
    ],
)
def test_what_is_no_name_and_no_division_gives_no_contact(line: str) -> None:
    reading, contacts, unclear = read(line)
    assert (contacts, unclear) == ([], [line])
    assert reading.of("projects")[0].get("unit") is None


@pytest.mark.parametrize("line", ["-", "ไม่มี"])
def test_nobody_is_no_contact(line: str) -> None:
    reading, contacts, unclear = read(line)
    assert (contacts, unclear, reading.coverage) == ([], [], 1.0)
