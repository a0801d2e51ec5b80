"""Names of indicators, and what may be the code behind them or part of the name."""

from __future__ import annotations

import pytest

from extract.document import Document
from parsers import parse
from parsers.reading import Reading
from tests.accounting import assert_sound

Told = tuple[str | None, str | None, list[str]]

_TITLED = """รายละเอียดตัวชี้วัด
{}
ค่าเป้าหมาย แห่ง : 3
ผลงานที่ทำได้ แห่ง : 3
ประเภทตัวชี้วัด : ตัวชี้วัดงานประจำ
"""
_LABELLED = """ความคืบหน้าโครงการ/กิจกรรม
โครงการปลูกต้นไม้ : 50010000-1234
สำนักงานเขตสมมติ : (2566)
ความคืบหน้าโครงการ ร้อยละ 20
สนับสนุนตัวชี้วัดตามแผนฯ
รายละเอียดเกี่ยวกับตัวชี้วัด :{}
ตัวชี้วัด : {}
ค่าเป้าหมาย แห่ง : 3
ผลงานที่ทำได้ แห่ง : 3
ประเภทตัวชี้วัด : ตัวชี้วัดงานประจำ
"""
_DOUBT = ["not-an-indicator-code"]
_MISSING = ["label-missing"]


def told(report: str) -> Told:
    """Code and name of the one indicator, and the issues."""
    reading: Reading = parse(Document(report))
    assert_sound(reading)
    (row,) = reading.of("indicators")
    return row.get("indicator_code"), row.get("name"), [issue.code for issue in reading.issues]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("จำนวนสวน : 2300-848", ("2300-848", "จำนวนสวน", [])),
        ("จำนวนสวน : ๕๐๑๐–๐๙๕๗", ("5010-0957", "จำนวนสวน", [])),
        ("จำนวนสวน : 2300‑848", ("2300-848", "จำนวนสวน", [])),
        # What may be a year or a day elsewhere is the code, which always ends the title.
        ("จำนวนสวน : 2020-0011", ("2020-0011", "จำนวนสวน", [])),
        ("จำนวนสวน : 2023-0918", ("2023-0918", "จำนวนสวน", [])),
        ("จำนวนสวน ปี 2565 - 2567 : 2300-848", ("2300-848", "จำนวนสวน ปี 2565 - 2567", [])),
        ("จำนวนสวน : 2565-2567 : 2300-848", ("2300-848", "จำนวนสวน : 2565-2567", [])),
        # A code that is misprinted.
        ("จำนวนสวน : 2300-84", (None, "จำนวนสวน", _DOUBT)),
        ("จำนวนสวน : 230-0848", (None, "จำนวนสวน", _DOUBT)),
        ("จำนวนสวน : 2300-08481", (None, "จำนวนสวน", _DOUBT)),
        # None at all.
        ("จำนวนสวน", (None, "จำนวนสวน", _MISSING)),
        ("จำนวนสวน : ปี 2565 - 2567", (None, "จำนวนสวน : ปี 2565 - 2567", _MISSING)),
        ("จำนวนสวน : 2565-2567", (None, "จำนวนสวน : 2565-2567", _MISSING)),
        ("จำนวนสวน : ๒๕๖๕-๖๗", (None, "จำนวนสวน : 2565-67", _MISSING)),
        ("จำนวนสวน : 12-15", (None, "จำนวนสวน : 12-15", _MISSING)),
        ("จำนวนสวน :", (None, "จำนวนสวน", [])),
    ],
)
def test_titles_end_in_a_code(title: str, expected: Told) -> None:
    assert told(_TITLED.format(title)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("จำนวนสวน", (None, "จำนวนสวน", [])),
        ("จำนวนสวน : 2300-848", ("2300-848", "จำนวนสวน", [])),
        ("จำนวนสวน : 2020-0011", ("2020-0011", "จำนวนสวน", [])),
        ("จำนวนสวน พ.ศ. 2566-2567", (None, "จำนวนสวน พ.ศ. 2566-2567", [])),
        ("จำนวนสวน : ปี 2565 - 2567", (None, "จำนวนสวน : ปี 2565 - 2567", [])),
        ("จำนวนสวน : 2565-2567", (None, "จำนวนสวน : 2565-2567", [])),
        ("จำนวนสวน : 100-200", (None, "จำนวนสวน : 100-200", [])),
        ("จำนวนสวน : 2023-0918", (None, "จำนวนสวน : 2023-0918", _DOUBT)),
        ("จำนวนสวน : 2300-84", (None, "จำนวนสวน : 2300-84", _DOUBT)),
    ],
)
def test_other_names_may_end_in_a_code(name: str, expected: Told) -> None:
    assert told(_LABELLED.format("", name)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("จำนวนสวน : 5001-814", ("จำนวนสวน", [])),
        ("จำนวนสวน : 2565-2567", ("จำนวนสวน : 2565-2567", [])),
        ("จำนวนสวน : 5001-815", ("จำนวนสวน", ["value-repeated-differently"])),
        ("จำนวนสวน : 2023-0918", ("จำนวนสวน : 2023-0918", ["value-repeated-differently"])),
        ("จำนวนสวน : 5001-81", ("จำนวนสวน : 5001-81", ["value-repeated-differently"])),
    ],
)
def test_a_labelled_code_counts(name: str, expected: tuple[str, list[str]]) -> None:
    assert told(_LABELLED.format(" 5001-814", name)) == ("5001-814", *expected)


def test_a_title_on_two_lines_ends_in_a_code() -> None:
    assert told(_TITLED.format("จำนวนสวน\n: 2300-848")) == ("2300-848", "จำนวนสวน", [])


_UNCLAIMED = ["unclaimed-text"]
_TORN = ["value-torn"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("จำนวนสวน\nที่ปรับปรุง : 2300-848", ("2300-848", "จำนวนสวนที่ปรับปรุง", _TORN)),
        ("จำนวนสวน : ปี 2565-2567\nที่ปรับปรุง : 2300-848", ("2300-848", "จำนวนสวน : ปี 2565-2567 ที่ปรับปรุง", [])),
        ("จำนวนสวน\n\n: 2300-848", ("2300-848", "จำนวนสวน", [])),
        # A number alone repeats the score, and other lines are no part of the name.
        ("จำนวนสวน : 2300-848\n100", ("2300-848", "จำนวนสวน", [])),
        ("100.00\nจำนวนสวน : 2300-848\n\n100.00", ("2300-848", "จำนวนสวน", [*_UNCLAIMED])),
        ("จำนวนสวน :\n2300-848\n100", ("2300-848", "จำนวนสวน", [])),
        ("จำนวนสวน : 2300-848\nสำนักงานเขตสมมติ : (2565)", ("2300-848", "จำนวนสวน", _UNCLAIMED)),
        ("จำนวนสวน : 2300-848\n\nสำนักงานเขตสมมติ", ("2300-848", "จำนวนสวน", _UNCLAIMED)),
        ("จำนวนสวน : 2300-848\nรหัสเดิม : 2300-847", ("2300-848", "จำนวนสวน", _UNCLAIMED)),
        ("จำนวนสวน : 2300-848\nหน่วยงาน : สำนักสมมติ\n100", ("2300-848", "จำนวนสวน", _UNCLAIMED)),
        ("หน้าหลัก\n\nจำนวนสวน\nที่ปรับปรุง : 2300-848", ("2300-848", "จำนวนสวนที่ปรับปรุง", [*_UNCLAIMED, *_TORN])),
        # Without a code, too.
        ("จำนวนสวน\nที่ปรับปรุง\n100", (None, "จำนวนสวนที่ปรับปรุง", [*_TORN, *_MISSING])),
        ("จำนวนสวน\nสำนักงานเขตสมมติ : (2565)", (None, "จำนวนสวน", [*_MISSING, *_UNCLAIMED])),
        ("จำนวนสวน : 2300-84\nสำนักงานเขตสมมติ", (None, "จำนวนสวน", [*_DOUBT, *_UNCLAIMED])),
    ],
)
def test_other_lines_are_no_part_of_a_title(title: str, expected: Told) -> None:
    assert told(_TITLED.format(title)) == expected


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("จำนวนสวน\n(เฉพาะสวนหย่อม)", (None, "จำนวนสวน (เฉพาะสวนหย่อม)", [])),
        ("จำนวนสวน\n(สัดส่วน 1:20)", (None, "จำนวนสวน (สัดส่วน 1:20)", [])),
        ("จำนวนสวน\nที่ปรับปรุง : 2300-848", ("2300-848", "จำนวนสวนที่ปรับปรุง", _TORN)),
        ("จำนวนสวน\n\n: 2300-848", ("2300-848", "จำนวนสวน", [])),
        ("\n\nจำนวนสวน", (None, "จำนวนสวน", [])),
        ("จำนวนสวน\n100", (None, "จำนวนสวน", [])),
        ("\n100", (None, None, [])),
        ("จำนวนสวน : 2300-848\nหน่วยงานเจ้าภาพ", ("2300-848", "จำนวนสวน", _UNCLAIMED)),
        ("จำนวนสวน\nหน่วยงานเจ้าภาพ : สำนักสมมติ", (None, "จำนวนสวน", _UNCLAIMED)),
        ("จำนวนสวน\nเป้าหมาย แห่ง :3", (None, "จำนวนสวน", _UNCLAIMED)),
        ("จำนวนสวน\n\nสำนักสมมติ", (None, "จำนวนสวน", _UNCLAIMED)),
    ],
)
def test_other_lines_are_no_part_of_a_labelled_name(name: str, expected: Told, line_end: str) -> None:
    assert told(_LABELLED.format("", name).replace("\n", line_end)) == expected


def test_a_number_above_the_target_repeats_the_score() -> None:
    report = _TITLED.format("จำนวนสวน : 2300-848\n{}") + "95\n*** สยป. ตรวจประเมินตัวชี้วัด : ไตรมาสที่ 3: 95\n"
    assert told(report.format("95.00")) == ("2300-848", "จำนวนสวน", [])
    assert told(report.format("60")) == ("2300-848", "จำนวนสวน", ["value-repeated-differently"])
