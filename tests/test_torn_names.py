"""Names of projects and indicators that run over several lines."""

from __future__ import annotations

import pytest

from extract.document import Document
from parsers import parse
from tests.accounting import assert_sound

_PROJECT = """ความคืบหน้าโครงการ/กิจกรรม
{}
สำนักงานเขตสมมติ : (2566)
ความคืบหน้าโครงการ ร้อยละ 20
ดูโครงการแผนปีฯ : พิมพ์ข้อมูล
"""
_BLOCK = """ค่าเป้าหมาย ต้น : 100
ผลงานที่ทำได้ ต้น : 80
ประเภทตัวชี้วัด : ตัวชี้วัดเชิงยุทธศาสตร์
"""
_KPI = "รายละเอียดตัวชี้วัด\n{}\n" + _BLOCK
_WITHIN = _PROJECT.format("โครงการสวน : 50010000-1234") + "สนับสนุนตัวชี้วัดตามแผนฯ\nตัวชี้วัด : {}\n" + _BLOCK
_PAGES = [("projects", _PROJECT, " : 50010000-1234"), ("indicators", _KPI, " : 2300-848"), ("indicators", _WITHIN, "")]


def named(table: str, page: str, name: str) -> tuple[str, list[tuple[str, str | None]]]:
    """The name that a page states, and its issues: their codes and columns."""
    reading = parse(Document(page.format(name)))
    assert_sound(reading)
    (row,) = reading.of(table)
    return row.get("name"), [(issue.code, issue.column) for issue in reading.issues]


@pytest.mark.parametrize(("table", "page", "code"), _PAGES)
@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("ปลูก\nต้นไม้ริมทาง", "ปลูกต้นไม้ริมทาง"),
        ("08. ปลูก\nต้นไม้\nPhase\n2 ริม\nทาง", "08. ปลูกต้นไม้ Phase 2 ริมทาง"),
    ],
)
def test_no_blank_is_put_between_thai_letters(table: str, page: str, code: str, name: str, cell: str) -> None:
    assert named(table, page, name + code) == (cell, [("value-torn", "name")])


def test_a_project_may_have_a_blank_line_in_its_name() -> None:
    expected = ("ปลูกต้นไม้ริมทาง", [("value-torn", "name")])
    assert named("projects", _PROJECT, "ปลูกต้นไม้\n\nริมทาง : 50010000-1234") == expected


@pytest.mark.parametrize(("table", "page", "code"), _PAGES)
@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("ปลูก ต้นไม้ ริมทาง", "ปลูก ต้นไม้ ริมทาง"),
        ("ปลูกต้นไม้\n(ริมทาง)", "ปลูกต้นไม้ (ริมทาง)"),
        ("ปลูกต้นไม้ปี\n2566", "ปลูกต้นไม้ปี 2566"),
        ("ปลูกต้นไม้\n", "ปลูกต้นไม้"),
    ],
)
def test_other_names_are_read_as_they_stand(table: str, page: str, code: str, name: str, cell: str) -> None:
    assert named(table, page, name + code) == (cell, [])


@pytest.mark.parametrize(
    ("above", "left"),
    [
        ("FusionCharts XT will load here!\n\n", ["FusionCharts XT will load here!"]),
        ("Loading chart...\nNo data to display.\n", ["Loading chart...", "No data to display."]),
        ("ออกจากระบบ\nFusionCharts will render here\n\n", ["ออกจากระบบ"]),
        ("หน้าหลัก\nBack Home\nChart\n", ["หน้าหลัก", "Chart"]),
    ],
)
def test_lines_of_the_system_above_a_name_are_none_of_it(above: str, left: list[str]) -> None:
    reading = parse(Document(_PROJECT.format(f"Back Home\n{above}ปลูกต้นไม้\nPhase 2\n: 50010000-1234")))
    assert_sound(reading)
    assert [row.get("name") for row in reading.of("projects")] == ["ปลูกต้นไม้ Phase 2"]
    assert [issue.message for issue in reading.issues] == [f"Nothing claims {line!r}." for line in left]


def test_a_name_without_a_thai_letter_is_whole() -> None:
    assert named("projects", _PROJECT, "BKK Smart\nCity\n: 50010000-1234") == ("BKK Smart City", [])
