"""The progress of a printed form whose last report has no date that can be read."""

from __future__ import annotations

import pytest

from extract.document import Document
from parsers import print_form
from parsers.checks import check
from tests.accounting import assert_sound

_ABOVE = """** แบบแสดงรายงานความก้าวหน้าและข้อมูลเกี่ยวกับโครงการ **
**1.1 รหัสโครงการและชื่อโครงการ**
รหัสโครงการ... : 50990000-1234
**2. รายงานความก้าวหน้าของโครงการและการใช้จ่ายงบประมาณ**
"""
_UNKNOWN = ("label-missing", "The last report has no date, so that the newest one is not known.")


def told(*reports: tuple[int, str, int]) -> tuple[float | None, list[tuple[str, str]]]:
    """The progress of a form with these reports, by number, date and progress; the issues that it has."""
    rows = [
        f"รายงานครั้งที่{number}\t:: {day} ดำเนินการ\n:: ความก้าวหน้าของงานฯ = {progress}.00 % "
        f"งบประมาณที่เบิกใช้ (ครั้งที่ {number}) = 0 บาท\t: เป็นไปตามแผน\t: เป็นไปตามเป้าหมาย\n"
        for number, day, progress in reports
    ]
    reading = print_form.parse(Document(_ABOVE + "".join(rows)))
    assert_sound(reading)
    check(reading)
    (project,) = reading.of("projects")
    return project.get("progress_percent"), [(issue.code, issue.message) for issue in reading.issues]


@pytest.mark.parametrize("day", ["", "28/02/66 :", ":"])
def test_the_last_report_is_the_newest_where_the_others_ascend(day: str) -> None:
    progress, issues = told((1, "10/01/2566 :", 10), (2, "10/02/2566 :", 20), (3, day, 30))
    assert progress == 30.0
    assert {code for code, _ in issues} == {"ambiguous-date" if "66" in day else "label-missing"}
    assert _UNKNOWN not in issues


@pytest.mark.parametrize(
    "reports",
    [
        # Days or numbers that do not ascend do not tell whether the last report is the newest.
        ((1, "10/02/2566 :", 20), (2, "10/01/2566 :", 10), (3, "", 30)),
        ((3, "10/01/2566 :", 10), (2, "10/02/2566 :", 20), (1, "", 30)),
        ((1, "10/01/2566 :", 10), (2, "10/02/2566 :", 20), (2, "", 30)),
    ],
)
def test_else_progress_is_not_known(reports: tuple[tuple[int, str, int], ...]) -> None:
    progress, issues = told(*reports)
    assert progress is None
    assert _UNKNOWN in issues


def test_dated_reports_are_told_by_their_days() -> None:
    assert told((1, "10/02/2566 :", 20), (2, "", 15), (3, "10/01/2566 :", 10))[0] == 20.0
    assert told((1, "", 20), (2, "", 30))[0] == 30.0
