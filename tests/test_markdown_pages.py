"""Pages that a scraper turned into Markdown give what they give as they are, and no mark of Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.container import open_document
from extract.document import Document
from parsers import parse
from parsers.reading import Reading
from tests.accounting import assert_sound
from tests.expected import SAMPLES, outcome, read, reports

PAGE = (SAMPLES / "project_page" / "plain-district-project.txt").read_text("utf-8")
BARE = (SAMPLES / "project_page_bare" / "plain-park-project.txt").read_text("utf-8")
KPI = (SAMPLES / "kpi_page" / "plain-street-trees.txt").read_text("utf-8")
# What a scraper writes for a line.
BOLD, HEADING, LINK, LABEL = r"**\g<0>**", r"## \g<0>", r"[\g<0>](page.php?id=1)", r"**\1** \2"
MARKS = ["**", "[", "](a.php)", "\\", "# ", "*", "\n"]


def _reading(text: str) -> Reading:
    reading = parse(open_document(text.encode()))
    assert_sound(reading)
    return reading


@pytest.mark.parametrize(
    ("page", "line", "marked"),
    [
        (PAGE, r"^.* : 50990000-1101$", HEADING),
        (PAGE, r"^.* : 50990000-1101$", BOLD),
        (PAGE, r"^.* : \(2565\)$", f"#{HEADING}"),
        (PAGE, r"^.* : \(2565\)$", BOLD),
        (PAGE, r"(?<=โครงการ ร้อยละ )100$", BOLD),
        (PAGE, r"^ดูโครงการแผนปีฯ : พิมพ์ข้อมูล$", LINK),
        (PAGE, r"^\(คลิก\).*$", LINK),
        (PAGE, r"^\d+/\d+/\d+(?= :)", BOLD),
        (PAGE, r"^ขั้นตอน \d$", BOLD),
        (PAGE, r"^รายละเอียดเกี่ยวกับตัวชี้วัด : .*$", LINK),
        (PAGE, r"(?<=เกี่ยวกับตัวชี้วัด : ).*$", LINK),
        (PAGE, r"^ตัวชี้วัด : .*$", BOLD),
        (PAGE, r"^(ตัวชี้วัด :) (.*)$", LABEL),
        (PAGE, r"^(ค่าเป้าหมาย .*:) (.*)$", LABEL),
        (PAGE, r"^\*\* (ปัญหาของโครงการ :)(.*)$", r"**\\*\\* \1**\2"),
        (PAGE, r"^หลักการและเหตุผล$", HEADING),
        (BARE, r"^ความคืบหน้าโครงการ ร้อยละ .*", HEADING),
        (BARE, r"^(ผลงานที่ทำได้ .*:) (.*)$", LABEL),
        (KPI, r"^.* : \d{4}-\d+$", HEADING),
        (KPI, r"^.* : \d{4}-\d+$", BOLD),
        (KPI, r"^รายงานผลฯ ไตรมาสที่ \d$", BOLD),
        (KPI, r"^รายละเอียดตัวชี้วัดฯ : พิมพ์ข้อมูล$", LINK),
    ],
)
def test_marks_around_titles_labels_and_links_are_none_of_the_page(page: str, line: str, marked: str) -> None:
    text, count = re.subn(line, marked, page, flags=re.MULTILINE)
    assert count
    reading, plain = _reading(text), parse(open_document(page.encode()))
    assert outcome(reading)["tables"] == outcome(plain)["tables"]
    assert [issue.code for issue in reading.issues] == [issue.code for issue in plain.issues]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("rule", "=-")
def test_lines_below_headings_are_in_no_cell(rule: str, end: str) -> None:
    page = KPI.replace("รายละเอียดตัวชี้วัดฯ : พิมพ์ข้อมูล", "รายละเอียดตัวชี้วัดฯ : [พิมพ์ข้อมูล](a.php)")
    heads = r"^(?:.*ตัวชี้วัด(?:ฯ| \*\*)?|.* : \d{4}-\d+|รายงานผลฯ .*|\*\* สรุป.*|นิยาม .*|วิธีการ.*|สนับสนุนยุทธศาสตร์.*)$"
    text, count = re.subn(heads, lambda head: f"{head[0]}\n{rule * len(head[0])}", page, flags=re.MULTILINE)
    assert count > 10
    reading = _reading(text.replace("\n", end))
    assert outcome(reading)["tables"] == outcome(_reading(KPI))["tables"]
    assert reading.issues == []


@pytest.mark.parametrize("words", ["ก / ข\n-----\nค", "ผลงานสะสม\n-------------------------", "1\n-\n2"])
def test_lines_of_an_author_stay(words: str) -> None:
    page = KPI.replace("รายละเอียดตัวชี้วัดฯ : พิมพ์ข้อมูล", "รายละเอียดตัวชี้วัดฯ : [พิมพ์ข้อมูล](a.php)")
    reading = _reading(re.sub(r"(รายงานผลฯ ไตรมาสที่ 1\n\n).*", rf"\g<1>{words}", page))
    assert reading.document.is_marked
    assert reading.of("indicator_results")[0].get("narrative") == words


def test_marks_and_escapes_are_taken_out_of_cells() -> None:
    text = PAGE.replace("จัดทำรายงานสรุปผลเสนอ", "1\\. จัดทำ**รายงาน**สรุปผล\n[ภาพ](a**1**.php)เสนอ", 1)
    text = text.replace("ปัญหาของโครงการ :ไม่มี", "ปัญหาของโครงการ :\\-", 1)
    first = _reading(text).of("updates")[0]
    assert first.cells["narrative"].value.startswith("1. จัดทำรายงานสรุปผล\nภาพเสนอผู้บริหารเขตแล้ว")
    assert first.get("problem") is None
    assert [first.cells[column].rule for column in ("narrative", "problem")] == ["unmarked_text", "unmarked_problem"]


def test_what_repeats_a_value_is_compared_without_escapes() -> None:
    plain = KPI.replace("4\n1275\n100\n100 / 100\n", "").replace(" ต้น :", " ต้น_ปี :").replace("(ต้น)", "(ต้น_ปี)")
    before, heading, rest = plain.partition("รายงานผลฯ ไตรมาสที่ 4\n")
    _, body, below = rest.partition("** สรุปผลการดำเนินงาน")
    assert heading
    assert body
    plain = f"{before}{heading}\n-\n\n{body}{below}"
    marked = plain.replace("_ปี", "\\_ปี").replace("\n-\n", "\n\\-\n")
    readings = [parse(open_document(plain.encode())), _reading(marked)]
    assert [reading.document.is_marked for reading in readings] == [False, True]
    first, second = ([outcome(reading)["tables"], [issue.code for issue in reading.issues]] for reading in readings)
    assert first == second
    assert len(readings[1].of("indicator_results")) == 3


@pytest.mark.parametrize(
    ("printed", "path", "codes"),
    [
        ("[สำนักอนามัย](page.php?id=1) / กองสร้างเสริมสุขภาพ", ["สำนักอนามัย", "กองสร้างเสริมสุขภาพ"], []),
        ("**สำนักอนามัย** / **กอง**สร้างเสริมสุขภาพ", ["สำนักอนามัย", "กองสร้างเสริมสุขภาพ"], []),
        ("สำนัก**อนามัย / กองสร้างเสริมสุขภาพ", ["สำนัก**อนามัย", "กองสร้างเสริมสุขภาพ"], ["mark-left", "mark-left"]),
    ],
)
def test_the_path_of_an_agency_has_no_marks_either(printed: str, path: list[str], codes: list[str]) -> None:
    text = PAGE.replace("สำนักงานเขตบางสมมติ :", f"{printed} :").replace("หลักการและเหตุผล", "**หลักการและเหตุผล**")
    reading = _reading(text)
    project = reading.of("projects")[0]
    assert (project.get("agency_path"), project.get("agency")) == (path, path[0])
    assert [issue.code for issue in reading.issues] == codes


def test_a_mark_that_stays_in_a_cell_is_told() -> None:
    text = PAGE.replace("หลักการและเหตุผล", "**หลักการและเหตุผล**").replace("ผู้บริหารเขต", "ผู้บริหาร**เขต")
    reading = _reading(text)
    assert [(issue.code, issue.column) for issue in reading.issues] == [("mark-left", "narrative")]
    assert "ผู้บริหาร**เขต" in reading.of("updates")[0].get("narrative")


@pytest.mark.parametrize(
    "words",
    [
        "**ผู้บริหาร** #1 [ก](ข) เขต",
        "**1. ผลการดำเนินงาน**",
        "**สรุปปัญหาและการดำเนินงานของโครงการ**",
        "**ตัวชี้วัดความสำเร็จ** ร้อยละ **80**",
        "ดังนี้\n**ผลการดำเนินงาน**",
        "**วัตถุประสงค์ของโครงการ** มีดังนี้",
        "**แผนพัฒนา : 2566-2570** และ **2566-2570**",
        "[ภาพกิจกรรม](https://example.org/2566-001.jpg)",
    ],
)
def test_stars_of_an_author_make_no_markdown(words: str) -> None:
    reading = _reading(PAGE.replace("ผู้บริหารเขต", words))
    assert words in reading.of("updates")[0].get("narrative")
    assert not reading.document.is_marked
    assert reading.issues == []


@pytest.mark.parametrize("layout", ["project_page", "project_page_bare", "kpi_page", "kpi_page_bare"])
def test_pages_of_the_system_are_no_markdown(layout: str) -> None:
    marked = {path.stem for path in reports() if path.parent.name == layout and read(path).document.is_marked}
    assert marked == set()


@given(st.sampled_from([PAGE, BARE, KPI]), st.lists(st.tuples(st.floats(0, 1), st.sampled_from(MARKS)), max_size=12))
def test_any_marks_are_accounted_for(page: str, marks: list[tuple[float, str]]) -> None:
    page += "\n[a](b.c)"
    for place, mark in marks:
        at = int(place * len(page))
        page = page[:at] + mark + page[at:]
    assert_sound(parse(Document(page)))


@pytest.mark.parametrize("end", ["\\\n", "\\ \r\n"])
def test_a_backslash_at_the_end_of_a_line_is_none_of_the_page(end: str) -> None:
    marked = PAGE.replace("** ปัญหา", r"\*\* ปัญหา").replace("อย่างถูกวิธี", "อย่าง[ถูก](a.php)วิธี")
    # So Markdown ends the lines of a paragraph.
    text = re.sub(r"(?<=.)\n(?=.)", lambda _: end, marked)
    assert text.count(end) > 20
    reading, plain = _reading(text), parse(open_document(PAGE.encode()))
    assert outcome(reading)["tables"] == outcome(plain)["tables"]
    assert [issue.code for issue in reading.issues] == [issue.code for issue in plain.issues]


def test_a_backslash_at_the_end_of_a_line_of_a_cell_is_taken_out() -> None:
    text = PAGE.replace("** ปัญหา", r"\*\* ปัญหา").replace("จัดทำรายงานสรุปผลเสนอ", "จัดทำรายงาน\\\nสรุปผลเสนอ", 1)
    assert _reading(text).of("updates")[0].get("narrative").startswith("จัดทำรายงาน\nสรุปผลเสนอ")
    plain = PAGE.replace("จัดทำรายงานสรุปผลเสนอ", "จัดทำรายงาน\\\nสรุปผลเสนอ", 1)
    assert _reading(plain).of("updates")[0].get("narrative").startswith("จัดทำรายงาน\\\nสรุปผลเสนอ")


@pytest.mark.parametrize(
    ("front", "back", "rule"), [("| ", " |", "|  |  |\n| --- | --- |"), ("", "  ", "---|---|---  ")]
)
def test_tables_that_place_the_parts_of_a_page_are_read_through(front: str, back: str, rule: str) -> None:
    def placed(text: str, line: str, row: str) -> str:
        text, count = re.subn(line, front + row + back, text, flags=re.MULTILINE)
        assert count
        return text

    # One cell in a row, as old pages are laid out, a step in a row, and an agency beside a chart.
    text = PAGE.replace("** ปัญหา", r"\*\* ปัญหา").replace("Back Home\n", f"Back Home\n\n{rule}\n")
    text = placed(text, r"^(ขั้นตอน \d)\n(.*)\n(.*)\n(.*)\n(.*)$", r"\1 | \2 | \3 | \4 | \5")
    text = placed(text, r"^(.* : \(2565\))\n\n(100)$", r"\1| \2")
    if front:
        text = placed(text, r"^(.* : [\d-]{8,}|ความคืบหน้าโครงการ ร้อยละ .*|ดูโครงการ.*|\*+ สยป.*|1\. .*)$", r"\1 |")
    reading, plain = _reading(text), parse(open_document(PAGE.encode()))
    assert outcome(reading)["tables"] == outcome(plain)["tables"]
    assert [issue.code for issue in reading.issues] == [issue.code for issue in plain.issues]


@pytest.mark.parametrize("page", [PAGE, BARE, KPI])
def test_a_table_of_one_column_gives_no_bars(page: str) -> None:
    lines = [line for line in page.splitlines() if line.strip()]
    rows = [f"| {line} |".replace("*", "\\*") for line in lines]
    reading, plain = _reading("\n".join(["|  |", "| --- |", *rows])), _reading("\n".join(lines))
    assert outcome(reading)["tables"] == outcome(plain)["tables"]
    assert [issue.code for issue in reading.issues] == [issue.code for issue in plain.issues]


def test_a_table_that_an_author_wrote_keeps_its_bars() -> None:
    table = "| หมวด | งบ |\n| 1 | 100 |"
    text = PAGE.replace("** ปัญหา", r"\*\* ปัญหา").replace("จัดทำรายงานสรุปผลเสนอ", f"จัดทำรายงาน\n{table}\nเสนอ", 1)
    assert f"จัดทำรายงาน\n{table}\nเสนอ" in _reading(text).of("updates")[0].get("narrative")


def test_an_agency_may_stand_beside_the_number_of_a_chart() -> None:
    text = re.sub(r"^(.* : \(2565\))\n\n(100)$", r"\1\t\2", PAGE, flags=re.MULTILINE)
    assert text != PAGE
    reading, plain = _reading(text), parse(open_document(PAGE.encode()))
    assert outcome(reading) == outcome(plain) | {"coverage": outcome(reading)["coverage"]}


def test_a_name_may_run_over_the_line_of_its_heading() -> None:
    text = PAGE.replace("โครงการส่งเสริมการคัดแยก", "### โครงการส่งเสริมการ\nคัดแยก", 1).replace("** ปัญหา", r"\*\* ปัญหา")
    reading, plain = _reading(text), parse(open_document(PAGE.encode()))
    assert reading.of("projects")[0].get("name") == plain.of("projects")[0].get("name")
    assert [issue.code for issue in reading.issues] == ["value-torn"]


def test_bold_text_that_is_empty_is_no_value() -> None:
    text = re.sub(r"^(ค่าเป้าหมาย .* :) .*$", r"\1 ****  ", PAGE, flags=re.MULTILINE).replace("** ปัญหา", r"\*\* ปัญหา")
    reading = _reading(text)
    assert [row.get("target") for row in reading.of("indicators")] == [None]
    assert reading.of("projects")[0].get("is_routine") == parse(Document(PAGE)).of("projects")[0].get("is_routine")
    assert reading.issues == []


@pytest.mark.parametrize("third", ["- / -", r"\- / -", r"\- / \-"])
def test_a_backslash_before_a_lone_dash_is_no_part_of_it(third: str) -> None:
    nothing = KPI.replace("\n3\n910\n95\n90 / 100\n", "\n3\n-\n-\n- / -\n")
    text = KPI.replace("\n3\n910\n95\n90 / 100\n", f"\n3\n\\-\n\\-\n{third}\n")
    assert nothing != KPI
    reading, plain = _reading(text), parse(open_document(nothing.encode()))
    assert (outcome(reading)["tables"], reading.issues) == (outcome(plain)["tables"], plain.issues)


def test_a_text_over_rows_of_one_cell_has_no_bars() -> None:
    page = BARE.replace(" |\n", "\n").replace("ปัญหาของโครงการ :", "ปัญหาของโครงการ :1. ต้นไม้แห้ง\n2. ฝนตก ", 1)
    lines = [line.replace("*", r"\*") for line in page.splitlines() if line]
    table = "\n".join(["|  |", "| --- |", *(f"| {line} |" for line in lines)])
    reading, plain = _reading(f"{table}\n"), _reading(page)
    assert reading.document.is_marked
    assert outcome(reading)["tables"]["updates"] == outcome(plain)["tables"]["updates"]
    assert reading.of("projects")[0].get("unit_code") == plain.of("projects")[0].get("unit_code") is not None
    assert [issue.code for issue in reading.issues] == [issue.code for issue in plain.issues]
