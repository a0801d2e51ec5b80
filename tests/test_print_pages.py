"""Heads and feet of the pages of a printed form: what is set aside, what stays and is told."""

from __future__ import annotations

import time

import pytest

from extract.document import Document
from parsers import print_form
from parsers.reading import Reading
from tests.accounting import assert_sound

TITLE = "** แบบแสดงรายงานความก้าวหน้าและข้อมูลเกี่ยวกับโครงการ **"
TEXTS = ["สำรวจพื้นที่", "จ้างเหมา", "ปลูกต้นไม้", "รดน้ำ"]
STATUSES = ": เป็นไปตามแผน\t: เป็นไปตามเป้าหมาย"
SOUND = {"row-torn", "value-torn"}


def form(heads: list[str], *, is_torn: bool = True) -> str:
    """A form of four reports; the text of each but the last is cut by one of these heads of pages."""
    lines = [TITLE, "1.1 รหัสโครงการและชื่อโครงการ", "รหัสโครงการ... : 50990000-1234", "2. รายงานความก้าวหน้าของโครงการ"]
    for number, (text, head) in enumerate(zip(TEXTS, [*heads, ""], strict=True), 1):
        cut, behind = (f"\n{head}\nต่อ {text}", "") if is_torn and head else ("", f"{head}\n")
        lines += [
            f"รายงานครั้งที่{number}\t:: 10/0{number}/2566 : {text} แล้ว{cut}\t\t",
            f"{behind}\t:: ความก้าวหน้าของงานฯ = {number}0.00 % งบประมาณที่เบิกใช้ (ครั้งที่ {number}) = 0 บาท\t{STATUSES}",
        ]
    return "\n".join([*lines, "ขอรับรองว่า ข้อมูลที่ปรากฏในเอกสารฉบับนี้", ""])


def read(text: str) -> tuple[Reading, list[str], list[tuple[str, str | None, str]]]:
    """The reading of a form, its narratives, and its issues but for those of cuts: code, column, and words."""
    reading = print_form.parse(Document(text)).finish()
    assert_sound(reading)
    said = [row.get("narrative") for row in reading.of("updates")]
    told = [
        (issue.code, issue.column, reading.document.text[issue.start : issue.end])
        for issue in reading.issues
        if issue.code not in SOUND
    ]
    return reading, said, told


WHOLE = ["สำรวจพื้นที่ แล้ว\nต่อ สำรวจพื้นที่", "จ้างเหมา แล้ว\nต่อ จ้างเหมา", "ปลูกต้นไม้ แล้ว\nต่อ ปลูกต้นไม้", "รดน้ำ แล้ว"]


def pages(foot: str) -> list[str]:
    return [f"\n{foot.replace('N', str(page))}\n\n\n{TITLE}\n" for page in (1, 2, 3)]


@pytest.mark.parametrize("foot", ["หน้า N", "หน้าที่ N/5", "N/5", "N จาก 5", "หน้า ๒ จาก ๕"])
def test_numbers_that_every_print_has_are_no_text(foot: str) -> None:
    assert read(form(pages(foot)))[1:] == (WHOLE, [])


UNMISTAKABLE = [
    *("- N -", "– N –", "Page N of 5", "page N", "พิมพ์เมื่อ 12/03/2567", "วันที่พิมพ์ 12 มีนาคม 2567"),
    *("พิมพ์เมื่อ 12/03/2567 10:22:15    หน้า N", "พิมพ์จากระบบ วันที่ 12/03/2567", "หน้า N/5 พิมพ์เมื่อ : 12/03/2567 เวลา 10.22 น."),
]


@pytest.mark.parametrize("foot", UNMISTAKABLE)
def test_what_is_of_a_page_by_itself_is_set_aside_and_told(foot: str) -> None:
    for last in ("", f"{foot.replace('N', '4')}\n"):
        reading, said, told = read(form(pages(foot)) + last)
        assert (said, reading.coverage) == (WHOLE, 1)
        assert told == [("page-lines", None, foot.replace("N", "1"))]


@pytest.mark.parametrize("head", [f"{TITLE}\n- 2 -\n", f"- 2 -\n{TITLE}\n", f"- 1 -\nพิมพ์เมื่อ 12/03/2567\n{TITLE}\n"])
def test_lines_may_stand_on_both_sides_of_a_title(head: str) -> None:
    _, said, told = read(form([head, head, head]))
    assert (said, [code for code, *_ in told]) == (WHOLE, ["page-lines"])


@pytest.mark.parametrize("foot", ["N", "ระบบติดตาม N", "ระบบติดตาม หน้า N", "https://example.org/a?page=N"])
def test_a_number_that_runs_through_the_pages_is_theirs(foot: str) -> None:
    _, said, told = read(form(pages(foot)))
    assert (said, [code for code, *_ in told]) == (WHOLE, ["page-lines"])
    # On the second page and those below it.
    after = [f"\n{TITLE}\n{foot.replace('N', str(page))}\n" for page in (2, 3, 4)]
    assert read(form(after))[1] == WHOLE


@pytest.mark.parametrize(
    "feet", [("2", "2", "2"), ("7", "8", "9"), *[(foot,) * 3 for foot in ("ระบบติดตาม", "https://example.org/a?b=1")]]
)
def test_what_may_be_of_a_page_stays_and_is_told(feet: tuple[str, ...]) -> None:
    _, said, told = read(form([f"\n{foot}\n\n{TITLE}\n" for foot in feet]))
    wanted = [text.replace("\n", f"\n{foot}\n") for text, foot in zip(WHOLE[:3], feet, strict=True)]
    assert said == [*wanted, WHOLE[3]]
    assert told == [("page-line-unclear", "narrative", foot) for foot in feet]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_line_that_stands_alone_above_a_title_is_told(line_end: str) -> None:
    _, said, told = read(form([f"\nจัดพิมพ์โดยกองแผน\n\n{TITLE}\n", "", ""]).replace("\n", line_end))
    assert said[0] == "สำรวจพื้นที่ แล้ว\nจัดพิมพ์โดยกองแผน\nต่อ สำรวจพื้นที่"
    assert told == [("page-line-unclear", "narrative", "จัดพิมพ์โดยกองแผน")]


@pytest.mark.parametrize("text", ["- 2 -", "Page 2 of 5", "พิมพ์เมื่อ 12/03/2567", "2"])
def test_an_author_may_write_the_same_inside_a_text(text: str) -> None:
    _, said, told = read(form([f"{text}", "", ""]))
    assert (said[0], told) == (f"สำรวจพื้นที่ แล้ว\n{text}\nต่อ สำรวจพื้นที่", [])


def test_a_page_may_end_between_the_lines_of_a_report() -> None:
    _, said, told = read(form(pages("- N -"), is_torn=False))
    assert (said, [code for code, *_ in told]) == ([f"{text} แล้ว" for text in TEXTS], ["page-lines"])


def test_ordinary_cuts_are_not_told() -> None:
    assert read(form([f"\n\n\n{TITLE}\n"] * 3))[1:] == (WHOLE, [])


def test_many_pages_are_told_of_in_time() -> None:
    report = ("รายงานครั้งที่{0} :: 10/01/2566 : สำรวจ\n12\n", f"{TITLE}\nต่อ\n:: ความก้าวหน้าของงานฯ = 10.00 %\n")
    head, _, _ = form(["", "", ""]).partition("รายงานครั้งที่1")
    pages = "".join(report[0].format(number) + report[1] for number in range(1, 3_001))
    start = time.process_time()
    reading = print_form.parse(Document(head + pages))
    assert sum(issue.code == "page-line-unclear" for issue in reading.issues) == 6_000
    assert time.process_time() - start < 8
