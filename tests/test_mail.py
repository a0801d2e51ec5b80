"""Pages that were sent by mail as plain text give what they give as they are."""

from __future__ import annotations

import re

import pytest

from extract.container import open_document
from parsers import parse
from parsers.reading import Reading
from tests.accounting import assert_sound
from tests.expected import SAMPLES, outcome

PAGE = (SAMPLES / "project_page" / "plain-district-project.txt").read_text("utf-8")
BARE = (SAMPLES / "project_page_bare" / "plain-park-project.txt").read_text("utf-8")
KPI = (SAMPLES / "kpi_page" / "plain-street-trees.txt").read_text("utf-8")
LINKED = r"\g<0> <http://plan.example/view.php?pid=1>"
BOLD, UNDERLINED, LABEL = r"*\g<0>*", r"_\g<0>_", r"*\1* \2"


def _reading(text: str) -> Reading:
    reading = parse(open_document(text.encode()))
    assert_sound(reading)
    return reading


def _mailed(page: str, line: str = "(?!)", marked: str = "") -> str:
    text, count = re.subn(line, marked, page, flags=re.MULTILINE)
    assert count or line == "(?!)"
    text, count = re.subn("(?:Back Home|(?<=: )พิมพ์ข้อมูล)$", LINKED, text, flags=re.MULTILINE)
    assert count
    return text


@pytest.mark.parametrize(
    ("page", "line", "marked"),
    [
        (PAGE, r"(?!)", ""),
        (BARE, r"(?!)", ""),
        (KPI, r"(?!)", ""),
        (PAGE, r"^.* : 50990000-1101$", BOLD),
        (PAGE, r"^.* : 50990000-1101$", UNDERLINED),
        (PAGE, r"^.* : \(2565\)$", BOLD),
        (PAGE, r"^ความคืบหน้าโครงการ ร้อยละ \d+$", BOLD),
        (PAGE, r"(?<=โครงการ ร้อยละ )100$", BOLD),
        (PAGE, r"^\(\d+\) ความคืบหน้า.*$", BOLD),
        (PAGE, r"^\(คลิก\).*$", LINKED),
        (PAGE, r"^\d+/\d+/\d+(?= :)", BOLD),
        (PAGE, r"^(\d+/\d+/\d+ :) (.*)", r"*\1 *\2"),
        (PAGE, r"^ขั้นตอน \d$", BOLD),
        (PAGE, r"^รายละเอียดเกี่ยวกับตัวชี้วัด : .*$", LINKED),
        (PAGE, r"^รายละเอียดเกี่ยวกับตัวชี้วัด : .*$", "*\\g<0>*\n<http://plan.example/kpi.php?id=1>"),
        (PAGE, r"^(ตัวชี้วัด :) (.*)$", LABEL),
        (PAGE, r"^(ค่าเป้าหมาย .*:) (.*)$", LABEL),
        (PAGE, r"^(ค่าเป้าหมาย .*:) (.*)$", r"\1 *\2*"),
        (PAGE, r"^(\*\* ปัญหาของโครงการ :)(.*)$", r"*\1*\2"),
        (PAGE, r"^หลักการและเหตุผล$", BOLD),
        (PAGE, r"^หลักการและเหตุผล$", UNDERLINED),
        (BARE, r"^ความคืบหน้าโครงการ ร้อยละ .*", BOLD),
        (KPI, r"^.* : \d{4}-\d+$", BOLD),
    ],
)
def test_marks_around_titles_labels_and_links_are_none_of_the_page(page: str, line: str, marked: str) -> None:
    reading, plain = _reading(_mailed(page, line, marked)), parse(open_document(page.encode()))
    assert outcome(reading)["tables"] == outcome(plain)["tables"]
    assert [issue.code for issue in reading.issues] == [issue.code for issue in plain.issues]


@pytest.mark.parametrize("words", ["*สำคัญ* มาก", "ดู <http://plan.example/1> และ *2*", "_ขีดเส้น_", "*ผู้บริหาร : เขต*"])
def test_marks_in_a_text_stay(words: str) -> None:
    reading = _reading(_mailed(PAGE).replace("ผู้บริหารเขต", f"ผู้บริหารเขต {words} แล้ว"))
    assert f"{words} แล้ว" in reading.of("updates")[0].get("narrative")
    assert reading.issues == []


@pytest.mark.parametrize("words", ["1999-0001 <http://plan.example/1>", "พิมพ์ข้อมูล <http://plan.example/1>"])
def test_links_of_an_author_stay_at_the_end_of_a_text(words: str) -> None:
    text = re.sub(r"(?<=\d{4} : ).*", f"ดู {words}", PAGE, count=1)
    assert _reading(text).of("updates")[0].get("narrative") == f"ดู {words}"


def test_without_a_link_of_the_system_a_text_is_no_mail() -> None:
    text = PAGE.replace("ผู้บริหารเขต", "ผู้บริหารเขต <http://plan.example/1>\n*ตัวชี้วัด : 1* *2*")
    assert "*ตัวชี้วัด : 1* *2*" in _reading(text).of("updates")[0].get("narrative")


def test_a_bold_title_may_be_wrapped() -> None:
    text = _mailed(PAGE, r"^(โครงการ\S+?)(ขยะ.* : 50990000-1101)$", "*\\1\n\\2*")
    reading, plain = _reading(text), parse(open_document(PAGE.encode()))
    assert outcome(reading)["tables"] == outcome(plain)["tables"]
    assert [issue.code for issue in reading.issues] == ["value-torn"]


def test_values_may_be_negative() -> None:
    reading = _reading(_mailed(PAGE, r"^(ผลงานที่ทำได้ .*:) .*$", r"\1 *-1.50*"))
    assert reading.of("indicators")[0].get("result") == -1.5
