"""The line of the two unit codes, misprinted or torn."""

from __future__ import annotations

import pytest

from extract.document import Document
from parsers import parse
from tests.accounting import assert_sound

_PAGE = """ความคืบหน้าโครงการ/กิจกรรม
โครงการปลูกต้นไม้ : 50010000-1234
สำนักงานเขตสมมติ : (2566)
ความคืบหน้าโครงการ ร้อยละ 20
ดูโครงการแผนปีฯ : พิมพ์ข้อมูล
หลักการและเหตุผล
ต้นไม้มีน้อย
{}
วัตถุประสงค์ของโครงการ
เพื่อปลูกต้นไม้
เป้าหมายของโครงการ
100 ต้น
"""
_BARE = """ความคืบหน้าโครงการ ร้อยละ 20
ดูโครงการแผนปีฯ : พิมพ์ข้อมูล
ต้นไม้มีน้อย
{}
เพื่อปลูกต้นไม้
100 ต้น
ภารกิจงานประจำของหน่วยงาน
"""
_COLUMNS = ("unit_code", "unit_code_2", "rationale", "objectives", "targets")
_ODD = ["not-a-unit-code"]


@pytest.mark.parametrize("page", [_PAGE, _BARE])
@pytest.mark.parametrize(
    ("line", "codes", "issues"),
    [
        ("50010100/50010200", ("50010100", "50010200"), []),
        ("50010100/", ("50010100", None), []),
        ("50010100/-", ("50010100", None), []),
        ("50010100-50010200", ("50010100", "50010200"), []),
        ("50010100 – 50010200", ("50010100", "50010200"), []),
        ("50010100/\n50010200", ("50010100", "50010200"), []),
        ("๕๐๐๑๐๑๐๐\n/ ๕๐๐๑๐๒๐๐", ("50010100", "50010200"), []),
        ("5001010/50010200", (None, "50010200"), _ODD),
        ("50010100 / 5001-0200", ("50010100", None), _ODD),
        ("5001010/500102000", (None, None), _ODD * 2),
    ],
)
def test_unit_codes_never_join_the_text(page: str, line: str, codes: tuple[str, str], issues: list[str]) -> None:
    reading = parse(Document(page.format(line)))
    assert_sound(reading)
    (row,) = reading.of("projects")
    told = tuple(row.get(column) for column in _COLUMNS)
    assert told == (*codes, "ต้นไม้มีน้อย", "เพื่อปลูกต้นไม้", "100 ต้น")
    assert [issue.code for issue in reading.issues] == issues


@pytest.mark.parametrize(
    "line", ["2566/2567", "100000/200000", "1/10/2565", "เลข 50010100", "50010100\nต้น", "ก/50010200 ข"]
)
def test_other_numbers_are_text(line: str) -> None:
    reading = parse(Document(_PAGE.format(line)))
    (row,) = reading.of("projects")
    assert (row.get("rationale"), reading.issues) == (f"ต้นไม้มีน้อย\n{line}", [])


def test_of_two_lines_the_one_in_the_usual_form_counts() -> None:
    reading = parse(Document(_BARE.format("5001010/50010200\n50010100/50010200")))
    (row,) = reading.of("projects")
    told = tuple(row.get(column) for column in _COLUMNS)
    assert told == ("50010100", "50010200", "ต้นไม้มีน้อย\n5001010/50010200", "เพื่อปลูกต้นไม้", "100 ต้น")


@pytest.mark.parametrize("page", [_PAGE, _BARE])
@pytest.mark.parametrize("codes", [" 50010100/50010200", "\t๕๐๐๑๐๑๐๐ / ๕๐๐๑๐๒๐๐"])
def test_unit_codes_may_end_a_line_of_text(page: str, codes: str) -> None:
    reading = parse(Document(page.replace("\n{}", codes)))
    assert_sound(reading)
    (row,) = reading.of("projects")
    told = tuple(row.get(column) for column in _COLUMNS)
    assert told == ("50010100", "50010200", "ต้นไม้มีน้อย", "เพื่อปลูกต้นไม้", "100 ต้น")
    assert reading.issues == []


def test_one_unit_code_is_neither_of_the_two_and_no_text() -> None:
    reading = parse(Document(_PAGE.format("50010100")))
    assert_sound(reading)
    (row,) = reading.of("projects")
    told = tuple(row.get(column) for column in _COLUMNS)
    assert told == (None, None, "ต้นไม้มีน้อย", "เพื่อปลูกต้นไม้", "100 ต้น")
    assert [(issue.code, issue.column, issue.line) for issue in reading.issues] == [("label-missing", "unit_code", 8)]
