"""Words of headings that authors write into their texts: the printed heading stands once, in its order and form."""

from __future__ import annotations

from typing import Any

import pytest

from extract.container import open_document
from parsers import parse
from tests.accounting import assert_sound
from tests.expected import SAMPLES

KPI = (SAMPLES / "kpi_page" / "plain-street-trees.txt").read_text("utf-8")
PROJECT = (SAMPLES / "project_page" / "plain-district-project.txt").read_text("utf-8")
SUMMARY, DEFINITION = "** สรุปผลการดำเนินงาน **", "นิยาม หรือความหมายของตัวชี้วัด"
METHOD, SOURCE = "วิธีการคำนวณ หรือ เกณฑ์การประเมิน", "วิธีการการเก็บข้อมูล/แหล่งข้อมูล"
SECTIONS = {"summary": SUMMARY, "definition": DEFINITION, "method": METHOD, "data_source": SOURCE}
QUARTERS = [f"รายงานผลฯ ไตรมาสที่ {quarter}" for quarter in (1, 2, 3, 4)]


def texts(report: str) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The texts of an indicator and of its quarters by name, and the issues with what they point at."""
    reading = parse(open_document(report.encode()))
    assert_sound(reading)
    (indicator,) = reading.of("indicators")
    found = {name: indicator.get(name) for name in SECTIONS}
    assert len(reading.of("indicator_results")) == len(QUARTERS)
    for row in reading.of("indicator_results"):
        found[QUARTERS[row.get("quarter") - 1]] = row.get("narrative")
    told = [(issue.code, reading.document.text[issue.start : issue.end]) for issue in reading.issues]
    return found, told


def below(heading: str, words: str, blanks: int = 2) -> str:
    """The report with other words at the beginning of a section."""
    assert KPI.count(f"{heading}\n\n") == 1
    return KPI.replace(f"{heading}\n\n", f"{heading}\n\n{words}" + "\n" * blanks)


@pytest.mark.parametrize("blanks", [1, 2])
@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("method", "วิธีการคำนวณ"),
        ("method", "วิธีการคำนวณ :"),
        ("method", "เกณฑ์การประเมิน\nร้อยละ 80 ขึ้นไป\nวิธีการคำนวณ"),
        ("definition", "วิธีการคำนวณ"),
        ("summary", "สรุปผลการดำเนินงาน"),
        ("data_source", "วิธีการเก็บข้อมูล/แหล่งข้อมูล"),
        (QUARTERS[1], "สรุปผลการดำเนินงาน\nวิธีการคำนวณ"),
        (QUARTERS[3], "สรุปผลการดำเนินงาน :"),
        (QUARTERS[2], "รายงานผลไตรมาสที่ 3"),
        (QUARTERS[3], "รายงานผล ไตรมาสที่ 1\nรายงานผล ไตรมาสที่ 2 :"),
        (QUARTERS[0], "** รายงานผลฯ ไตรมาสที่ 4 **"),
    ],
)
def test_words_in_another_form_are_text(column: str, words: str, blanks: int) -> None:
    whole, _ = texts(KPI)
    expected = {**whole, column: f"{words}\n{whole[column]}"}
    assert texts(below(SECTIONS.get(column, column), words, blanks)) == (expected, [])


@pytest.mark.parametrize(
    ("column", "words"),
    [
        *SECTIONS.items(),
        ("method", SOURCE),
        (QUARTERS[0], METHOD),
        (QUARTERS[2], QUARTERS[2]),
        (QUARTERS[2], QUARTERS[1]),
        (QUARTERS[0], QUARTERS[3]),
    ],
)
def test_the_same_words_are_text_and_told(column: str, words: str) -> None:
    whole, _ = texts(KPI)
    expected = {**whole, column: f"{words}\n{whole[column]}"}
    assert texts(below(SECTIONS.get(column, column), words, 1)) == (expected, [("label-repeated", words)])


def test_of_equal_headings_the_first_in_its_order_counts() -> None:
    report = KPI.replace("\n\n", "\n")
    whole, _ = texts(report)
    for column, heading in SECTIONS.items():
        found = texts(report.replace(f"\n{heading}\n", f"\n{heading}\n{heading}\n"))
        assert found == ({**whole, column: f"{heading}\n{whole[column]}"}, [("label-repeated", heading)])


@pytest.mark.parametrize("quarter", QUARTERS)
@pytest.mark.parametrize("between", ["", "ตัดแต่งต้นไม้ 12 ต้น\n\n"])
def test_a_quarter_that_follows_its_like_is_stated_twice(quarter: str, between: str) -> None:
    reading = parse(open_document(KPI.replace(f"{quarter}\n\n", f"{quarter}\n\n{between}{quarter}\n\n").encode()))
    assert_sound(reading)
    rows = [row for row in reading.of("indicator_results") if row.get("quarter") == QUARTERS.index(quarter) + 1]
    assert [row.get("narrative") for row in rows] == [*between.strip().splitlines(), texts(KPI)[0][quarter]]
    assert [issue.code for issue in reading.issues] == (["quarter-doubled"] if between else [])


def test_a_report_over_the_year_is_one_text() -> None:
    words = "สะสม\n" + "".join(f"{heading}\nดำเนินการแล้ว\n" for heading in QUARTERS)
    whole, _ = texts(KPI)
    expected = {**whole, QUARTERS[3]: f"{words}{whole[QUARTERS[3]]}"}
    assert texts(below(QUARTERS[3], words.strip(), 1)) == (expected, [("label-repeated", words) for words in QUARTERS])
    plain = words.replace("ฯ", "")
    expected[QUARTERS[3]] = f"{plain}{whole[QUARTERS[3]]}"
    assert texts(below(QUARTERS[3], plain.strip(), 1)) == (expected, [])


def test_a_page_may_print_the_newest_quarter_first() -> None:
    start, end = KPI.index(QUARTERS[0]), KPI.index(SUMMARY)
    above, *narratives = KPI[:end].split("รายงานผลฯ")
    assert len(above) == start
    report = above + "".join(f"รายงานผลฯ{narrative}" for narrative in narratives[::-1]) + KPI[end:]
    assert texts(report) == texts(KPI)


def test_headings_of_a_projects_page_are_chosen_in_the_same_way() -> None:
    for heading in ("หลักการและเหตุผล", "วัตถุประสงค์ของโครงการ", "เป้าหมายของโครงการ"):
        reading = parse(open_document(PROJECT.replace(f"{heading}\n\n", f"{heading}\n\n{heading}\n").encode()))
        assert_sound(reading)
        column = {"ห": "rationale", "ว": "objectives", "เ": "targets"}[heading[0]]
        assert reading.of("projects")[0].get(column).startswith(f"{heading}\n")
        assert [issue.code for issue in reading.issues] == ["label-repeated"]
