"""The two titles of a project's page, name and agency, where a mark of theirs is lost or is another one."""

from __future__ import annotations

from typing import Any

import pytest

from extract.document import Document
from parsers import parse
from tests.accounting import assert_sound

_PAGE = """ความคืบหน้าโครงการ/กิจกรรม
{}
{}
ความคืบหน้าโครงการ ร้อยละ 20
ดูโครงการแผนปีฯ : พิมพ์ข้อมูล
"""
_NAME, _AGENCY = "โครงการปลูกต้นไม้ปี 2565", "สำนักงานเขตสมมติ"
_CODE = "50010000-1234"


def told(name: str, agency: str) -> tuple[tuple[Any, ...], list[tuple[str, str | None]]]:
    """Name, code, agency and fiscal year of a page with these titles; codes and columns of the issues."""
    reading = parse(Document(_PAGE.format(name, agency)))
    assert_sound(reading)
    (row,) = reading.of("projects")
    cells = tuple(row.get(column) for column in ("name", "project_code", "agency", "fiscal_year_be"))
    return cells, [(issue.code, issue.column) for issue in reading.issues]


@pytest.mark.parametrize(
    "agency", [" (2566)", "\t(2566)", " ; (2566)", " ： (2566)", " : 2566", "(2566)", " : (2566", " 2566)", " 2566"]
)
@pytest.mark.parametrize("code", [f" {_CODE}", f"\t{_CODE}", f" ; {_CODE}", f"：{_CODE}", f" : {_CODE}"])
def test_slips_are_read(code: str, agency: str) -> None:
    assert told(_NAME + code, _AGENCY + agency) == ((_NAME, _CODE, _AGENCY, 2566), [])


@pytest.mark.parametrize("agency", [f"{_AGENCY} (2566)", f"** {_AGENCY} : 2566", "สํานักงานเขตสมมติ (2566)"])
def test_an_agency_is_told_without_a_code(agency: str) -> None:
    issues = [("label-missing", "project_code")]
    assert told(f"{_NAME} 5001-00001234", agency) == ((f"{_NAME} 5001-00001234", None, _AGENCY, 2566), issues)


def test_letters_in_a_code_are_no_part_of_the_name() -> None:
    expected = (_NAME, None, _AGENCY, 2566)
    assert told(f"{_NAME} : 5001000O-l234", f"{_AGENCY} (2566)") == (expected, [("not-a-project-code", "project_code")])


@pytest.mark.parametrize("below", ["ศูนย์สมมติ", "ริมคลอง (2566)", "สำนักงานเขตสมมติ"])
def test_of_other_lines_the_first_is_the_name(below: str) -> None:
    issues = [("label-missing", "project_code"), ("unclaimed-text", None)]
    assert told(_NAME, below) == ((_NAME, None, None, None), issues)


def test_a_name_without_a_code_may_run_over_two_lines_above_its_agency() -> None:
    issues = [("value-torn", "name"), ("label-missing", "project_code")]
    assert told("โครงการปลูก\nต้นไม้", f"{_AGENCY} : (2566)")[1] == issues


def test_a_line_that_ends_in_a_colon_may_be_part_of_a_name() -> None:
    cells = ("โครงการปลูกต้นไม้ : ระยะที่ 2", _CODE, _AGENCY, 2566)
    assert told(f"โครงการปลูกต้นไม้ :\nระยะที่ 2 : {_CODE}", f"{_AGENCY} : (2566)") == (cells, [])


def test_the_path_of_an_agency_may_run_over_two_lines() -> None:
    reading = parse(Document(_PAGE.format(f"{_NAME} : {_CODE}", "สำนักสมมติ / กองตัวอย่าง /\nกลุ่มงานแผน : (2566)")))
    assert_sound(reading)
    (row,) = reading.of("projects")
    assert row.get("agency_path") == ["สำนักสมมติ", "กองตัวอย่าง", "กลุ่มงานแผน"]
    assert [row.get(column) for column in ("agency", "unit", "fiscal_year_be")] == ["สำนักสมมติ", "กลุ่มงานแผน", 2566]
    assert reading.issues == []
