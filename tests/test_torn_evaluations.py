"""The evaluation line of a project's page with a slip, or over two lines."""

from __future__ import annotations

from typing import Any

import pytest

from extract.document import Document
from parsers import parse
from tests.accounting import assert_sound
from tests.expected import outcome, read, reports

_PAGE = """ความคืบหน้าโครงการ/กิจกรรม
โครงการปลูกต้นไม้ : 50010000-1234
สำนักงานเขตสมมติ : (2566)
ความคืบหน้าโครงการ ร้อยละ 20
ดูโครงการแผนปีฯ : พิมพ์ข้อมูล
{}
หลักการและเหตุผล
ต้นไม้มีน้อย
50010100/50010200
"""
_BARE = """ความคืบหน้าโครงการ ร้อยละ 20
ดูโครงการแผนปีฯ : พิมพ์ข้อมูล
{}
ต้นไม้มีน้อย
50010100/50010200
เพื่อปลูกต้นไม้
100 ต้น
ภารกิจงานประจำของหน่วยงาน
"""


def told(page: str, line: str) -> tuple[tuple[Any, ...], list[tuple[str, str | None]]]:
    """Quarter, score and rationale of the page with this evaluation; codes and columns of the issues."""
    reading = parse(Document(page.format(line)))
    assert_sound(reading)
    (row,) = reading.of("projects")
    cells = tuple(row.get(column) for column in ("evaluation_quarter", "evaluation_score", "rationale"))
    return cells, [(issue.code, issue.column) for issue in reading.issues]


@pytest.mark.parametrize("page", [_PAGE, _BARE])
@pytest.mark.parametrize(
    ("line", "score"),
    [
        ("*** สยป. ประเมินโครงการ :\nไตรมาสที่ 2", None),
        ("*** สยป. ประเมินโครงการ\n\nไตรมาสที่ 2 100", 100.0),
        ("*** สยป. ประเมินโครงการ : ไตรมาสที่\n2 100.0000", 100.0),
        ("*** สยป. ประเมินโครงการ : ไตรมาสที่ ๒\n100", 100.0),
        ("*** สยป. ประเมินโครงการ : ไตรมาสที่\n2\n100.0000", 100.0),
        ("*** สยป. ประเมินโครงการ : ไตรมาสที่\n\n๒\n\n0", 0.0),
        ("*** สยป.\nประเมินโครงการ : ไตรมาสที่ 2\n100", 100.0),
        ("*** สยป. ประเมิน\nโครงการ : ไตรมาสที่ 2", None),
        ("*** สยป.\nประเมินโครงการ : ไตรมาสที่ 2", None),
        ("*** สยป. ประเมินโครงการ ; ไตรมาสที่ 2", None),
        ("*** สยป. ประเมินโครงการ ： ไตรมาสที่ 2： 95", 95.0),
        ("*** สปย. ประเมินโครงการ : ไตรมาสที่ 2", None),
    ],
)
def test_slips_are_read(page: str, line: str, score: float | None) -> None:
    assert told(page, line) == ((2, score, "ต้นไม้มีน้อย"), [])


@pytest.mark.parametrize("line", ["*** สยม. ประเมินโครงการ : ไตรมาสที่ 2", "*** สยป. ประมเินโครงการ : ไตรมาสที่ 2"])
def test_other_lines_with_its_stars_are_no_text(line: str) -> None:
    assert told(_BARE, line) == ((None, None, "ต้นไม้มีน้อย"), [("label-missing", "evaluation_quarter")])


@pytest.mark.parametrize("line", ["2566", "1. ต้นไม้เก่า", "ไตรมาสที่ 3 ต้นไม้ล้ม", "*** ต้นไม้เก่า", "สยป. ต้องประเมินต้นไม้"])
def test_texts_below_it_are_left_whole(line: str) -> None:
    expected = (1, 90.0, f"{line}\nต้นไม้มีน้อย")
    assert told(_BARE, f"*** สยป. ประเมินโครงการ : ไตรมาสที่ 1 90\n{line}") == (expected, [])


@pytest.mark.parametrize("layout", ["project_page", "project_page_bare", "kpi_page", "kpi_page_bare"])
def test_the_print_link_may_stand_on_two_lines(layout: str) -> None:
    pages = [read(path).document.text for path in reports() if path.parent.name == layout]
    for page in pages:
        whole, torn = parse(Document(page)), parse(Document(page.replace(" : พิมพ์ข้อมูล", " :\nพิมพ์ข้อมูล", 1)))
        assert outcome(torn)["tables"] == outcome(whole)["tables"]
        assert [issue.code for issue in torn.issues] == [issue.code for issue in whole.issues]
    assert any(" : พิมพ์ข้อมูล" in page for page in pages)
