"""Headings of pages with a slip: what surely is one is read as it, with an issue, and what looks like one is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from extract.container import open_document
from extract.document import Document
from extract.pages import WRAP
from parsers import kpi_page, parse, print_headings, project_page
from parsers.slips import Printed
from tests.accounting import assert_sound
from tests.expected import SAMPLES, outcome

PROJECT = (SAMPLES / "project_page" / "plain-district-project.txt").read_text("utf-8")
KPI = (SAMPLES / "kpi_page" / "plain-street-trees.txt").read_text("utf-8")
STRATEGY = "สนับสนุนยุทธศาสตร์กรุงเทพมหานครฯ\n\n"
REASONS, OBJECTIVES, TARGETS = "หลักการและเหตุผล", "วัตถุประสงค์ของโครงการ", "เป้าหมายของโครงการ"
SUMMARY, METHOD = "** สรุปผลการดำเนินงาน **", "วิธีการคำนวณ หรือ เกณฑ์การประเมิน"
DEFINITION = "นิยาม หรือความหมายของตัวชี้วัด"
SOURCE = "วิธีการการเก็บข้อมูล/แหล่งข้อมูล"


def read(report: str, old: str, new: str) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Read a report with a part that stands once exchanged; gives its tables, and its issues with their text."""
    assert report.count(old) == 1
    text = report.replace(old, new)
    reading = parse(open_document(text.encode()))
    assert_sound(reading)
    return outcome(reading)["tables"], [(issue.code, text[issue.start : issue.end]) for issue in reading.issues]


def tables(report: str) -> Any:
    """The tables of the report itself."""
    return outcome(parse(open_document(report.encode())))["tables"]


@pytest.mark.parametrize(
    ("report", "old", "new", "told"),
    [
        (PROJECT, REASONS, "หลัการและเหตุผล", None),
        (PROJECT, REASONS, "หลกการและเหตผล", None),
        (PROJECT, f"{REASONS}\n\nปริมาณ", f"{REASONS} : ปริมาณ", f"{REASONS} : ปริมาณ"),
        (PROJECT, OBJECTIVES, "1.4 วัตถุประสงค์โครงการ", None),
        (PROJECT, f"{OBJECTIVES}\n\n1. เพื่อ", f"{OBJECTIVES} 1. เพื่อ", f"{OBJECTIVES} 1. เพื่อ"),
        (PROJECT, TARGETS, "เป้าหมายโครงการ :", None),
        (PROJECT, f"{TARGETS}\n\nชุมชน", f"1.5 {TARGETS}.. ชุมชน", f"1.5 {TARGETS}.. ชุมชน"),
        (PROJECT, "สนับสนุนยุทธศาสตร์กรุงเทพมหานครฯ", "สนันสนุนยุทธศาสตร์กรุงเทพมหานคร", None),
        (PROJECT, f"12 ชุมชน\n\n{STRATEGY}", f"12 ชุมชน {STRATEGY}", " 12 ชุมชน สนับสนุนยุทธศาสตร์กรุงเทพมหานครฯ"),
        (PROJECT, STRATEGY, "", "**** ภารกิจงานประจำของหน่วยงาน ****"),
        (KPI, SUMMARY, "** สรุปการดำเนินงาน **", None),
        (KPI, f"{SUMMARY}\n\nตัด", f"{SUMMARY} ตัด", f"{SUMMARY} ตัด"),
        (KPI, "นิยาม หรือความหมายของตัวชี้วัด", "นิยามหรือความหมายตัวชี้วัด", None),
        (KPI, METHOD, "วิธีการคำนวน หรือ เกณฑ์การประเมิน", None),
        (KPI, f"{SOURCE}\n\nทะเบียน", f"{SOURCE} | ทะเบียน", f"{SOURCE} | ทะเบียน"),
        (KPI, STRATEGY, "", ":ด้านที่ ๒ - มหานครสีเขียว : Bangkok as a Green City"),
        (KPI, f"{STRATEGY}:ด้าน", f"{STRATEGY.strip()} :ด้าน", f"{STRATEGY.strip()} :ด้าน"),
    ],
)
def test_what_surely_is_the_heading_is_read_as_it(report: str, old: str, new: str, told: str | None) -> None:
    found, [(code, text)] = read(report, old, new)
    assert found == tables(report)
    assert code == "label-missing"
    assert text == new if told is None else told in text


@pytest.mark.parametrize(
    ("report", "old", "new", "told"),
    [
        (PROJECT, f"{OBJECTIVES}\n\n", f"{OBJECTIVES}คือ ", [f"{OBJECTIVES}คือ 1."]),
        (PROJECT, f"อย่างถูกวิธี\n\n{TARGETS}", f"อย่างถูกวิธี {TARGETS}", [f"อย่างถูกวิธี {TARGETS}"]),
        (PROJECT, TARGETS, "เป้าหมายโครงการ\nเป้าหมายขอโครงการ", ["เป้าหมายโครงการ", "เป้าหมายขอโครงการ"]),
        (KPI, f"{SUMMARY}\n\nตัด", "สรุปผลการดำเนินงาน : ตัด", ["สรุปผลการดำเนินงาน : ตัด"]),
    ],
)
def test_what_looks_like_the_heading_is_told(report: str, old: str, new: str, told: list[str]) -> None:
    _, issues = read(report, old, new)
    assert [code for code, _ in issues] == ["label-missing"] * len(told)
    assert all(words in text for words, (_, text) in zip(told, issues, strict=True))


@pytest.mark.parametrize(
    ("report", "old", "new", "told"),
    [
        # An author's words, where the heading stands or could not stand.
        (PROJECT, f"{TARGETS}\n", f"เป้าหมายโครงการ\n{TARGETS}\n", 0),
        (KPI, "สำรวจต้นไม้", "วิธีการคำนวน\nสรุปผลการดำเนินงาน : สำรวจ", 0),
        # Lines of which only one looks like a strategy.
        (PROJECT, PROJECT[PROJECT.index(STRATEGY) : PROJECT.index("ผลการดำเนินงาน\n")], ":1 ชุมชน\n", 0),
        (KPI, KPI[KPI.index(STRATEGY) : KPI.index(":๒.๑.๔ ")], "", 2),
    ],
)
def test_ordinary_words_are_text(report: str, old: str, new: str, told: int) -> None:
    _, issues = read(report, old, new)
    assert [code for code, _ in issues] == ["strategy-unclear"] * told


@pytest.mark.parametrize(
    ("report", "old", "new", "column"),
    [
        # Nothing looks like the heading: what stands below it is read as the section above.
        (PROJECT, f"{OBJECTIVES}\n\n", "", "objectives"),
        (PROJECT, f"{TARGETS}\n\n", "ตามเป้าหมายของโครงการ\n", "targets"),
        (PROJECT, f"{TARGETS}\n\nชุมชน", "เป้าหมาย\nชุมชน", "targets"),
        (KPI, SUMMARY, "", "summary"),
        (KPI, DEFINITION, "", "definition"),
        (KPI, METHOD, "", "method"),
        (KPI, SOURCE, "", "data_source"),
        (KPI, "รายงานผลฯ ไตรมาสที่ 2", "", "narrative"),
        (KPI, "รายงานผลฯ ไตรมาสที่ 3", "", "narrative"),
    ],
)
def test_a_heading_that_lacks_between_others_is_told(report: str, old: str, new: str, column: str) -> None:
    assert report.count(old) == 1
    reading = parse(open_document(report.replace(old, new).encode()))
    assert_sound(reading)
    assert [(issue.code, issue.column) for issue in reading.issues] == [("label-missing", column)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (DEFINITION, "นิยาม\nหรือความหมายของตัวชี้วัด"),
        (DEFINITION, "**นิยาม หรือ\n\nความหมายของตัวชี้วัด**"),
        (METHOD, "วิธีการคำนวณ\nหรือ เกณฑ์การประเมิน"),
        (METHOD, "วิธีการคำนวณ หรือ\nเกณฑ์การประเมิน"),
        (SOURCE, "วิธีการการเก็บข้อมูล/\nแหล่งข้อมูล"),
        (SOURCE, "วิธีการการเก็บข้อมูล\n/แหล่งข้อมูล"),
    ],
)
def test_a_heading_on_two_lines_is_read(old: str, new: str) -> None:
    assert read(KPI, old, new) == (tables(KPI), [])


def test_a_heading_that_was_joined_to_the_line_above_it_is_told() -> None:
    text = PROJECT.replace(f"อย่างถูกวิธี\n\n{TARGETS}", f"อย่างถูกวิธี{WRAP}{TARGETS}")
    reading = parse(Document(text))
    assert_sound(reading)
    assert [issue.code for issue in reading.issues] == ["label-missing"]


def test_words_of_an_author_are_not_taken_for_the_heading_that_has_a_slip() -> None:
    above = KPI.replace("ตัดแต่งต้นไม้สะสม 1,275", "วิธีการคำนวณ\nตัดแต่งต้นไม้สะสม 1,275")
    found, issues = read(above, METHOD, "วิธีการคำนวน หรือ เกณฑ์การประเมิน")
    assert found["indicators"] == tables(KPI)["indicators"]
    assert found["indicator_results"][3]["narrative"].startswith("วิธีการคำนวณ\nตัดแต่ง")
    assert [code for code, _ in issues] == ["label-repeated", "label-missing"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("รายงานผลฯ ไตรมาสที่ 4\n\n", "รายงานผลฯ ไตรมาสที่ 4 : "),
        ("รายงานผลฯ ไตรมาสที่ 1\n\n", "รายงานผลฯ ไตรมาสที่ 1\t"),
        ("รายงานผลฯ ไตรมาสที่ 2", "รายานผลฯ ไตรมาสที่ 2"),
        ("รายงานผลฯ ไตรมาสที่ 3", "รายงานผลฯ ไตรมาที่ 3 :"),
    ],
)
def test_headings_of_quarters_may_have_a_slip(old: str, new: str) -> None:
    found, issues = read(KPI, old, new)
    assert found == tables(KPI)
    assert [code for code, _ in issues] == ["label-missing"]


def test_headings_of_quarters_in_another_text_are_text_or_told() -> None:
    found, issues = read(KPI, "ควบคุมงานทุกครั้ง", "ควบคุมงานทุกครั้ง\nรายงานผลฯ ไตรมาสที่ 4 จะทำภายหลัง")
    assert found["indicator_results"][1]["narrative"].endswith("\nรายงานผลฯ ไตรมาสที่ 4 จะทำภายหลัง")
    assert issues == []
    _, issues = read(KPI, "ทุกครั้ง\n\nรายงานผลฯ ไตรมาสที่ 3", "ทุกครั้ง รายงานผลฯ ไตรมาสที่ 3")
    assert [code for code, _ in issues] == ["label-missing"]


@pytest.mark.parametrize(
    ("line", "narrative"),
    [
        ("รายงานผลฯ ไตรมาสที่ 3 จะรายงานภายในเดือนมิถุนายน", None),
        ("รายงานผล ไตรมาสที่ 3 และ 4 จะดำเนินการต่อไป", None),
        ("รายงานผลไตรมาสที่ 3 : อยู่ระหว่างดำเนินการ", "อยู่ระหว่างดำเนินการ"),
    ],
)
def test_a_sentence_that_begins_like_a_heading_is_text_and_told(line: str, narrative: str | None) -> None:
    start, end = KPI.index("รายงานผลฯ ไตรมาสที่ 3"), KPI.index(SUMMARY)
    found, issues = read(KPI, KPI[start:end], f"{line}\n\n")
    rows = found["indicator_results"]
    assert (rows[1]["narrative"].endswith(line), rows[2].get("narrative")) == (narrative is None, narrative)
    assert [code for code, _ in issues] == ["label-missing"]


def test_a_heading_of_a_section_is_one_with_its_text_on_its_line() -> None:
    heading = "วิธีการคำนวณ หรือ เกณฑ์การประเมิน"
    assert KPI.count(f"{heading}\n\n") == 1
    found, issues = read(KPI, f"{heading}\n\n", f"{heading} ")
    assert found == tables(KPI)
    assert [code for code, _ in issues] == ["label-missing"]


def test_a_heading_of_a_quarter_without_its_number_is_told() -> None:
    assert read(KPI, "รายงานผลฯ ไตรมาสที่ 3", "รายงานผลฯ ไตรมาสที่\n3") == (tables(KPI), [])
    _, issues = read(KPI, "รายงานผลฯ ไตรมาสที่ 3", "รายงานผลฯ ไตรมาสที่")
    assert ("label-missing", "รายงานผลฯ ไตรมาสที่") in issues


PRINTED = [
    *[*project_page.SLIPS.printed.values(), *kpi_page.SLIPS.printed.values(), *kpi_page.QUARTER_SLIPS.printed.values()],
    *print_headings.SLIPS.printed.values(),
]


def slips(words: str) -> Iterator[str]:
    """The words with one letter dropped, doubled, swapped with the next or exchanged, or a blank before it."""
    for at, letter in enumerate(words):
        above, below = words[:at], words[at + 1 :]
        yield from (above + below, above + 2 * letter + below, f"{above}ซ{below}", f"{above} {letter}{below}")
        yield above + below[:1] + letter + below[1:]


@pytest.mark.parametrize("printed", PRINTED, ids=map(str, range(len(PRINTED))))
def test_every_slip_is_told_from_the_other_headings(printed: Printed) -> None:
    words = printed.words.removeprefix(f"{printed.number} ")
    letters = words.rstrip("0123456789")
    others = [other for other in PRINTED if other.words.removeprefix(f"{other.number} ") != words]
    for slip in slips(letters):
        (line,) = Document(slip.strip() + words[len(letters) :]).lines
        assert printed.is_said(line)
        assert not any(other.is_said(line) for other in others)


def test_no_line_of_a_sample_has_a_slip() -> None:
    headings = (project_page.HEADINGS, kpi_page.HEADINGS, kpi_page.QUARTER_HEADING, print_headings.HEADINGS)
    for sample in SAMPLES.rglob("*.txt"):
        for line in open_document(sample.read_bytes()).lines:
            if not any(map(line.fullmatch, headings)):
                assert not any(printed.is_said(line) for printed in PRINTED), line.text
