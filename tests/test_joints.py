"""Lines of the system that a reader of pages joined to the printed line before or behind them."""

from __future__ import annotations

from typing import Any

import pytest

from extract.document import Document
from extract.pages import PAGE_END, WRAP
from parsers import parse
from tests.accounting import assert_sound
from tests.expected import SAMPLES, outcome
from tests.test_print_wraps import FORM

PROJECT = (SAMPLES / "project_page" / "plain-district-project.txt").read_text("utf-8")
KPI = (SAMPLES / "kpi_page" / "plain-street-trees.txt").read_text("utf-8")


def read(report: str) -> tuple[Any, list[str]]:
    """The tables of a report on pages, and the codes of its issues."""
    reading = parse(Document(report + PAGE_END))
    assert_sound(reading)
    return outcome(reading)["tables"], [issue.code for issue in reading.issues]


def joined(report: str, line: str, *, is_above: bool) -> str:
    """A report in which a line, given by its beginning, is joined to the one above or below it."""
    lines = [said for said in report.split("\n") if said.strip()]
    (at,) = [at for at, said in enumerate(lines) if said.startswith(line)]
    above = at - is_above
    return "\n".join([*lines[:above], f"{lines[above]} {WRAP}{lines[above + 1]}", *lines[above + 2 :]])


@pytest.mark.parametrize(
    ("report", "line"),
    [
        *[(PROJECT, said) for said in ("หลักการและเหตุผล", "วัตถุประสงค์ของโครงการ", "เป้าหมายของโครงการ", "ผลการดำเนินงาน")],
        *[(PROJECT, said) for said in ("(1) ความคืบหน้า", "(2) ความคืบหน้า", "สนับสนุนยุทธศาสตร์กรุงเทพมหานคร")],
        *[
            (KPI, said)
            for said in ("นิยาม หรือ", "วิธีการคำนวณ หรือ", "วิธีการการเก็บ", "รายงานผลฯ ไตรมาสที่ 2", "โครงการ/กิจกรรมที่")
        ],
        *[(FORM, said) for said in ("1.1 ", "1.2 ", "1.3 ", "1.4 ", "1.5 ")],
    ],
)
@pytest.mark.parametrize("is_above", [True, False])
def test_a_heading_stands_alone(report: str, line: str, *, is_above: bool) -> None:
    report = "\n".join(said for said in report.split("\n") if said.strip())
    assert read(joined(report, line, is_above=is_above)) == read(report)


@pytest.mark.parametrize(
    ("report", "line"),
    [
        (FORM, "หน่วยงานที่รับผิดชอบ. :"),
        (FORM, "1.6 "),
        (FORM, "2. "),
        (KPI, "ค่าเป้าหมาย"),
        *[(KPI, said) for said in KPI.split("\n") if said.startswith(":")],
        (PROJECT, PROJECT.split("\n\n")[3]),
    ],
)
def test_a_line_below_a_title_or_that_a_label_opens_is_one(report: str, line: str) -> None:
    report = "\n".join(said for said in report.split("\n") if said.strip())
    assert read(joined(report, line, is_above=True)) == read(report)


def test_a_heading_may_run_over_printed_lines_and_words_of_an_author_go_on() -> None:
    wrapped = FORM.replace("กลยุทธ์ตามแผนฯ", f"กลยุทธ์{WRAP}ตามแผนฯ").replace("ของโครงการ\nเพื่อ", f"{WRAP}ของโครงการ\nเพื่อ")
    said = FORM.replace("ที่ว่างรก", f"ที่ว่างรกของ {WRAP}หน่วยงานที่รับผิดชอบ : {WRAP}ของเดิม")
    assert read(wrapped) == read(FORM)
    found, issues = read(said)
    assert (found["projects"][0]["rationale"], issues) == ("ที่ว่างรกของ หน่วยงานที่รับผิดชอบ : ของเดิม", [])
