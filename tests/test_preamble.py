"""Lines above the title of a page: few and short ones leave it a page, and are told."""

from __future__ import annotations

import re

import pytest

from extract.container import open_document
from parsers import PARSERS, parse, project_page
from tests.accounting import assert_sound
from tests.expected import SAMPLES, outcome

PAGES = {
    "project_page": (SAMPLES / "project_page" / "plain-district-project.txt").read_text("utf-8"),
    "kpi_page": (SAMPLES / "kpi_page" / "plain-street-trees.txt").read_text("utf-8"),
}
SYSTEM = "ระบบติดตามประเมินผลโครงการ เมืองสมมติ"


@pytest.mark.parametrize("layout", PAGES)
@pytest.mark.parametrize(
    ("above", "told"),
    [
        (f"{SYSTEM}\n\nหน้าแรก\n\n", [SYSTEM, "หน้าแรก"]),
        (f"{SYSTEM}\r\nหน้าแรก\r\nออกจากระบบ\r\n", [SYSTEM, "หน้าแรก", "ออกจากระบบ"]),
        (f"Back Home\n{SYSTEM}\nBack Home\n", [SYSTEM]),
        # A link alone is furniture, and the title below it opens no second report.
        ("Back Home\n\n", []),
    ],
)
def test_lines_of_the_system_stay_unclaimed(layout: str, above: str, told: list[str]) -> None:
    reading = parse(open_document((above + PAGES[layout]).encode()))
    assert_sound(reading)
    assert reading.layout == layout
    whole = parse(open_document(PAGES[layout].encode()))
    assert outcome(reading)["tables"] == outcome(whole)["tables"]
    unclaimed = [issue for issue in reading.issues if issue.code == "unclaimed-text"]
    assert [reading.document.text[issue.start : issue.end] for issue in unclaimed] == told
    assert len(reading.issues) == len(told) + len(whole.issues)


@pytest.mark.parametrize("layout", PAGES)
@pytest.mark.parametrize(
    "above",
    [
        "---------- Forwarded message ---------\nจาก: ฝ่ายโยธา <a@plan.example>\nDate: จ. 18 ก.ย. 2566 เวลา 10:00\n"
        "Subject: รายงาน\nTo: <b@plan.example>\n\n\n",
        "จาก: ก\nส่ง: 18 กันยายน 2566 10:00\nถึง: ข\nสำเนาถึง: ค\nเรื่อง: ส่งรายงาน" + " ตามหนังสือ" * 12 + "\n\n",
        "Title: Plan\n\nURL Source: http://plan.example/?id=1\n\nPublished Time: Mon\n\nMarkdown Content:\n",
        '---\ntitle: "แผน"\nsource: "http://plan.example/"\nauthor:\ncreated: 2023\ntags:\n  - "clippings"\n---\n',
        f"From: ก\nTo: ข\nDate: ค\nSubject: ง\nCc: จ\n\n{SYSTEM}\nหน้าแรก\n",
    ],
)
def test_heads_of_mails_and_notes_may_be_longer(layout: str, above: str) -> None:
    reading = parse(open_document((above + PAGES[layout]).encode()))
    assert_sound(reading)
    whole = parse(open_document(PAGES[layout].encode()))
    assert outcome(reading)["tables"] == outcome(whole)["tables"]
    unclaimed = [issue for issue in reading.issues if issue.code == "unclaimed-text"]
    lines = [line.strip() for line in above.splitlines() if line.strip()]
    assert [reading.document.text[issue.start : issue.end] for issue in unclaimed] == lines


@pytest.mark.parametrize("layout", PAGES)
@pytest.mark.parametrize(
    "above",
    [
        "หนึ่ง\nสอง\nสาม\nสี่\n",
        "จาก: ก\nหนึ่ง\nสอง\nสาม\nสี่\n",
        "เรื่อง: ก\nผลการปฏิบัติราชการประจำปี 2566\n",
        "จาก: ก\n" * 16,
        f"{SYSTEM * 4}\n",
        "ผลการปฏิบัติราชการประจำปี 2566\n",
        "โครงการจัดทำฐานข้อมูลตัวชี้วัดการพัฒนาเมือง\n",
        f"{SYSTEM}\nความคืบหน้าโครงการ ร้อยละ 100\n",
        f"{SYSTEM}\nค่าเป้าหมาย ต้น : 100\n",
        f"{SYSTEM}\nความคืบหน้าโครงการ/กิจกรรม\nรายละเอียดตัวชี้วัด\n",
        f"{SYSTEM}\nแบบแสดงรายงานความก้าวหน้าและข้อมูลเกี่ยวกับโครงการ\n",
    ],
)
def test_below_other_lines_there_is_no_page(layout: str, above: str) -> None:
    document = open_document((above + PAGES[layout]).encode())
    assert layout not in [parser.NAME for parser in PARSERS if parser.identify(document)]


@pytest.mark.parametrize("layout", PAGES)
def test_a_title_without_a_name_below_it_is_none(layout: str) -> None:
    title = PAGES[layout].strip().split("\n")[0]
    document = open_document(f"{SYSTEM}\n{title}\nหน้าแรก\n".encode())
    assert [parser for parser in PARSERS if parser.identify(document)] == []


@pytest.mark.parametrize("layout", PAGES)
def test_two_layouts_never_claim_a_page(layout: str) -> None:
    openings = [
        *("ความคืบหน้าโครงการ/กิจกรรม", "รายละเอียดตัวชี้วัด", "ความคืบหน้าโครงการ ร้อยละ 100", SYSTEM),
        *("ค่าเป้าหมาย ต้น : 100", "ผลงานที่ทำได้ ต้น : 100"),
    ]
    for first in openings:
        for second in openings:
            document = open_document(f"{first}\n{second}\n{PAGES[layout]}".encode())
            assert len([parser for parser in PARSERS if parser.identify(document)]) <= 1


def test_what_two_parsers_claim_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parsers.PARSERS", (project_page, project_page))
    reading = parse(open_document(PAGES["project_page"].encode()))
    assert (reading.rows, [issue.code for issue in reading.issues]) == ({}, ["unrecognised"])
    assert str(reading.problem).startswith("claimed-twice: the parsers project_page and project_page both claim")


@pytest.mark.parametrize("layout", PAGES)
@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (r"(?<=Back Home)\n+(?:FusionCharts.*\n+)?", " "),
        (r"\n+(?=Back Home)", "\t"),
        (r"\n+Back Home\n+(?:FusionCharts.*\n+)?", "\nBack  Home\t"),
    ],
)
def test_links_may_stand_beside_the_title_or_the_name(layout: str, lines: str, joined: str) -> None:
    whole = PAGES[layout].replace("\r\n", "\n")
    page, count = re.subn(lines, joined, whole, count=1)
    assert count == 1
    reading, plain = parse(open_document(page.encode())), parse(open_document(whole.encode()))
    assert_sound(reading)
    assert outcome(reading)["tables"] == outcome(plain)["tables"]
    assert [issue.code for issue in reading.issues] == [issue.code for issue in plain.issues]


def test_a_line_end_may_part_the_name_below_the_title_from_its_code() -> None:
    page = PAGES["project_page"]
    torn = page.replace(" : 50990000-1101", " :\n50990000-1101", 1)
    assert torn != page
    reading, whole = parse(open_document(f"{SYSTEM}\n\n{torn}".encode())), parse(open_document(page.encode()))
    assert_sound(reading)
    assert outcome(reading)["tables"] == outcome(whole)["tables"]
    assert [issue.code for issue in reading.issues] == ["unclaimed-text", *(issue.code for issue in whole.issues)]
