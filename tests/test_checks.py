"""Checks between values: what they report of a page's reports, and what they leave alone."""

from __future__ import annotations

import pytest

from extract.document import Document
from parsers import parse
from tests.accounting import assert_sound

_PAGE = """ความคืบหน้าโครงการ/กิจกรรม
โครงการปลูกต้นไม้ : 50010000-1234
สำนักงานเขตสมมติ : (2566)
ความคืบหน้าโครงการ ร้อยละ 80
"""


def told(reports: str) -> list[tuple[str, str]]:
    """Codes and messages of the issues about progress that a page with these reports gives."""
    reading = parse(Document(f"{_PAGE}ผลการดำเนินงาน\n{reports}"))
    assert_sound(reading)
    return [(issue.code, issue.message) for issue in reading.issues if issue.column == "progress_percent"]


def report(number: int, progress: int, day: str, bracket: str = "") -> str:
    """A report of a project page, with its day of the Buddhist era and the one in brackets, either of them empty."""
    head = f"({number}) ความคืบหน้าโครงการฯ ร้อยละ {progress}{bracket and f' ({bracket})'}"
    return f"{head}\n{day} : ปลูกแล้ว\n** ปัญหาของโครงการ :ไม่มี\n** อุปสรรคของโครงการ :ไม่มี\n---&&&---\n"


OLD = report(2, 20, "20/12/2565", "2022-12-20")
DIFFERS = "headline-differs"


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        (report(1, 80, "18/09/2566", "2023-09-18") + OLD, []),
        (report(1, 70, "18/09/2566", "2023-09-18") + OLD, [(DIFFERS, "newest update 70")]),
        # The newest report has no day that can be read: the brackets tell it, or its place.
        (report(1, 80, "", "2023-09-18") + OLD, []),
        (report(1, 80, "18/9/66", "2023-09-18") + OLD, []),
        (report(1, 80, "") + OLD, []),
        (report(1, 70, "") + OLD, [(DIFFERS, "newest update 70")]),
        (report(1, 70, "", "2023-09-18") + OLD, [(DIFFERS, "newest update 70")]),
        (report(1, 80, "") + report(2, 20, ""), []),
        # An undated report behind an older one is not the newest.
        (report(1, 70, "18/09/2566", "2023-09-18") + report(2, 80, "") + OLD, [(DIFFERS, "newest update 70")]),
    ],
)
def test_headline_is_compared_with_the_newest_report(reports: str, expected: list[tuple[str, str]]) -> None:
    said = [issue for issue in told(reports) if issue[0] == DIFFERS]
    assert [code for code, _ in said] == [code for code, _ in expected]
    assert all(words in message for (_, message), (_, words) in zip(said, expected, strict=True))


@pytest.mark.parametrize(
    ("reports", "falls"),
    [
        # Reports of one day, and those without any, stand newest first, as pages print them.
        (report(1, 80, "20/12/2565", "2022-12-20") + OLD, []),
        (report(1, 80, "") + report(2, 20, ""), []),
        (report(1, 20, "20/12/2565") + report(2, 80, "20/12/2565"), ["Progress falls from 80 to 20 percent."]),
        # Days say otherwise.
        (report(1, 20, "20/12/2565") + report(2, 80, "18/09/2566"), []),
        (report(1, 80, "20/12/2565") + report(2, 20, "18/09/2566"), ["Progress falls from 80 to 20 percent."]),
    ],
)
def test_progress_falls_from_older_to_newer_reports(reports: str, falls: list[str]) -> None:
    assert [message for code, message in told(reports) if code == "progress-falls"] == falls


def test_print_forms_stand_oldest_first() -> None:
    form = """** แบบแสดงรายงานความก้าวหน้าและข้อมูลเกี่ยวกับโครงการ **
**2. รายงานความก้าวหน้าของโครงการและการใช้จ่ายงบประมาณ**
รายงานครั้งที่1\t:: 25/11/2565 : สำรวจ
\t:: ความก้าวหน้าของงานฯ = 20.00 % งบประมาณที่เบิกใช้ (ครั้งที่ 1) = 0 บาท\t: เป็นไปตามแผน\t: เป็นไปตามเป้าหมาย
รายงานครั้งที่2\t:: 25/11/2565 : ปลูก
\t:: ความก้าวหน้าของงานฯ = 80.00 % งบประมาณที่เบิกใช้ (ครั้งที่ 2) = 0 บาท\t: เป็นไปตามแผน\t: เป็นไปตามเป้าหมาย
"""
    assert "progress-falls" not in [issue.code for issue in parse(Document(form)).issues]


@pytest.mark.parametrize(
    ("code", "differs"),
    [
        ("50010000-1234", False),
        ("50010000–1234", False),
        ("๕๐๐๑๐๐๐๐ - ๑๒๓๔", False),
        ("50010000–1235", True),
        ("5001", True),
    ],
)
def test_links_repeat_the_code_with_any_dash(code: str, differs: bool) -> None:
    reading = parse(Document(f"{_PAGE}(ทดสอบ) แสดงขั้นตอนการดำเนินงานโครงการ : {code}\n"))
    assert_sound(reading)
    assert [issue.code for issue in reading.issues] == ["value-repeated-differently"] * differs
