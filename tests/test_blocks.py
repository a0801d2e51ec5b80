"""Ordinary blocks, read at once, give what their lines give one by one.

A carriage return ends a line as a line feed does, and no pattern of a block knows it: a report written with it is
read line by line, with every character in the same place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import Document
from extract.numbers import count
from extract.rule import Rule
from extract.text import text
from parsers import PARSERS
from parsers.block import Block, paragraph
from parsers.reading import Reading
from tests.accounting import assert_accounted
from tests.expected import SAMPLES, read, reports

REPORTS = {
    "updates": """ความคืบหน้าโครงการ/กิจกรรม
ผลการดำเนินงาน
(1) ความคืบหน้าโครงการฯ ร้อยละ 100.00 (2022-09-20)
100.00
20/09/2565 : สรุปผล
1. ชุมชน 12 แห่ง
** ปัญหาของโครงการ :ไม่มี
** อุปสรรคของโครงการ :
------------------&&&--------------------
(2) ความคืบหน้าโครงการฯ ร้อยละ 7 (2022-08-22)
31/02/2565 : ติดตามผล
** ปัญหาของโครงการ : ฝนตก
น้ำท่วม
** อุปสรรคของโครงการ :ไม่มี
------------------&&&--------------------
""",
    "steps": """ความคืบหน้าโครงการ/กิจกรรม
แผนการดำเนินงานฯ
ขั้นตอน 1
:ขออนุมัติ
:10%
เริ่มต้น :2021-10-01 00:00:00
สิ้นสุด :2021-11-30 00:00:00
ขั้นตอน 2
:สรุป
รายงานผล
:90%
เริ่มต้น :2021-12-01 00:00:00
สิ้นสุด :2022-13-31 00:00:00
(ทดสอบ) แสดงขั้นตอนการดำเนินงานโครงการ : 50990000-1101
""",
    "indicator": """รายละเอียดตัวชี้วัด
จำนวนต้นไม้ : 1100-462
ค่าเป้าหมาย ต้น : 1200
ผลงานที่ทำได้ ต้น : 1,5
ประเภทตัวชี้วัด : ตัวชี้วัดเชิงยุทธศาสตร์
(ตัวชี้วัดระดับผลผลิต (output))
100
""",
    "quarters": """รายละเอียดตัวชี้วัด
ค่าเป้าหมาย ต้น : 1200
ผลงานเทียบกับเป้าหมายรายไตรมาส
ไตรมาสที่
(1 - 4)
*ผลงาน*
(ต้น)
*ผลประเมินตัวชี้วัด*
(* 2.1 / 2.2 *)
1
180
100
100 / 100
2
1,520.5
90 / 100
3
910

95
90 / 100
รายงานผลฯ ไตรมาสที่ 1
สำรวจ
""",
    # The labelled lines end above the scores, and so does what is read of the table.
    "cut table": """ค่าเป้าหมาย ต้น : 1200
ผลงานที่ทำได้ ต้น : 1275
ไตรมาสที่ (1 - 4)
1
180
100
100 / 100
""",
    "form": """** แบบแสดงรายงานความก้าวหน้าและข้อมูลเกี่ยวกับโครงการ **
**2. รายงานความก้าวหน้าของโครงการและการใช้จ่ายงบประมาณ**
รายงานครั้งที่1\t:: 25/11/2565 : สำรวจ
พื้นที่\t\t
\t:: ความก้าวหน้าของงานฯ = 10.00 % งบประมาณที่เบิกใช้ (ครั้งที่ 1) = 0 บาท\t: เป็นไปตามแผน\t: เป็นไปตามเป้าหมาย
รายงานครั้งที่2\t:: 27/02/2566 : ลงนาม
\t:: ความก้าวหน้าของงานฯ = 35.00 % งบประมาณที่เบิกใช้ (ครั้งที่ 2) = 1,5 บาท\t: ล่าช้ากว่าแผน\t: ไม่เป็นไปตามเป้าหมาย
รายงานครั้งที่3\t:: 31/03/2566 : ตรวจรับ
\t:: ความก้าวหน้าของงานฯ = 90.00 % งบประมาณที่เบิกใช้ (ครั้งที่ 3) = 5 บาท\t: เป็นไปตามแผน
รายงานครั้งที่4\t:: 30/04/2566 : แล้วเสร็จ
\t:: ความก้าวหน้าของงานฯ = 95.00 % งบประมาณที่เบิกใช้ (ครั้งที่ 4) = 5 บาท\t: เร็วกว่าแผน\t: เป็นไปตามเป้าหมาย
""",
}
# Lines that may stand where they should not, beside those of a report itself.
LINES = [
    *("", "-", "9", "4", "1 / 2", "(แห่ง)", "| 1 | 2 | 3 | 4 / 5 |", ":5%", "เริ่มต้น :", "&&", "--&&&--", "\t\t"),
    *("อุปสรรคของโครงการ : ก", "(1) ก", "(คลิก) ขั้นตอนการปฏิบัติงานของโครงการ : 5", ":: ความก้าวหน้าของงานฯ = 5 %"),
]
# Characters, line ends and values that may stand in a line.
PIECES = [
    *" \t\n\r|:*-%/&()ฯ๑7ก\u00a0\u200b",
    *("\r\n", "\n\n", " \n ", "**", "\\*", "7.00", "1,5", "2.1 / 2.2", "31/02/2565", "2022-02-31", "ปัญหา", "แผน"),
    *(":: ความก้าวหน้าของงานฯ = 5 %", ": เป็นไปตามแผน", "\t: เป็นไปตามเป้าหมาย", "อุปสรรคของโครงการ : ก"),
]


def misplaced(report: str) -> Iterator[str]:
    """A report with each of its lines and of others in each place, between two lines or for one."""
    lines = report.splitlines()
    for at in range(len(lines)):
        yield from ("\n".join([*lines[:at], line, *lines[at:]]) for line in {*lines, *LINES})
        yield from ("\n".join([*lines[:at], line, *lines[at + 1 :]]) for line in {*lines, *LINES})


def pieced(report: str) -> Iterator[str]:
    """A report with each piece in each line, at and before its ends and where its value begins."""
    lines = report.splitlines()
    for at, line in enumerate(lines):
        for place in {0, line.rfind(": ") + 2, max(len(line) - 1, 0), len(line)}:
            pieces = (f"{line[:place]}{piece}{line[place:]}" for piece in PIECES)
            yield from ("\n".join([*lines[:at], line, *lines[at + 1 :]]) for line in pieces)


@st.composite
def damaged(draw: st.DrawFn, report: str) -> str:
    """A report with several pieces over what stands in it."""
    for _ in range(draw(st.integers(2, 5))):
        start = draw(st.integers(0, len(report)))
        piece = draw(st.sampled_from(PIECES) | st.sampled_from(LINES).map("\n{}\n".format))
        report = report[:start] + piece + report[start + draw(st.integers(0, 3)) :]
    return report


def told(reading: Reading) -> list[Any]:
    """Everything that a reading says, but for the words of its messages, which quote line ends."""
    rows = [(name, list(row.cells.items()), row.derived) for name, rows in reading.rows.items() for row in rows]
    return [*rows, *((issue.code, *issue[2:]) for issue in reading.issues), reading.coverage]


def readings(said: str) -> Iterator[Reading]:
    """The readings of a report by every parser, whether it is the parser's or not."""
    document = Document(said)
    return (parser.parse(document).finish() for parser in PARSERS if parser.identify(document))


def line_by_line(said: str) -> str:
    """The same report in the same places, with line ends that no block knows."""
    return said.replace("\r\n", " \r").replace("\n", "\r")


def assert_told_the_same(said: str) -> None:
    for at_once, one_by_one in zip(readings(said), readings(line_by_line(said)), strict=True):
        assert told(at_once) == told(one_by_one), said
        assert_accounted(at_once)


@pytest.mark.parametrize("damage", [misplaced, pieced])
@pytest.mark.parametrize("report", REPORTS)
def test_blocks_give_what_their_lines_give(report: str, damage: Callable[[str], Iterator[str]]) -> None:
    for said in damage(REPORTS[report]):
        assert_told_the_same(said)


def test_a_tab_parts_an_amount_from_its_currency() -> None:
    said = REPORTS["form"].replace("= 0 บาท", "= 0 \tบาท")
    assert_told_the_same(said)
    (reading,) = readings(said)
    assert reading.of("updates")[0].cells["budget_spent_baht"].value == 0
    assert "plan_status" not in reading.of("updates")[0].cells


@pytest.mark.parametrize(
    ("again", "codes"), [("001", []), ("0" * 5000 + "1", []), ("1" * 5000, ["value-repeated-differently"])]
)
def test_a_number_is_compared_however_long(again: str, codes: list[str]) -> None:
    (reading,) = readings(REPORTS["form"].replace("(ครั้งที่ 1)", f"(ครั้งที่ {again})"))
    assert [issue.code for issue in reading.issues if issue.column == "printed_number"] == codes


@pytest.mark.parametrize("report", REPORTS)
@given(data=st.data())
def test_blocks_damaged_all_over_give_what_their_lines_give(report: str, data: st.DataObject) -> None:
    assert_told_the_same(data.draw(damaged(REPORTS[report])))


@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        # Print link and evaluation, rows of a quarter table, steps, its head, the indicator's lines, the titles,
        # reports with blank lines in them.
        ("project_page/plain-district-project.txt", [3, *[4] * 4, *[5] * 4, 6, 7, 10, *[11] * 6]),
        # Reports, two texts of two lines, section 1.1 with blank lines in it.
        ("print_form/plain-footpath-repair.md", [*[2] * 6, 13]),
    ],
)
def test_ordinary_blocks_are_read_at_once(sample: str, expected: list[int]) -> None:
    reading = read(SAMPLES / sample)
    lines = [reading.document.text.count("\n", start, end) + 1 for start, end in reading.claims]
    assert sorted(number for number in lines if number > 1) == expected


@pytest.mark.parametrize("sample", reports(), ids=lambda sample: f"{sample.parent.name}-{sample.stem}")
def test_samples_give_what_their_lines_give(sample: Path) -> None:
    assert_told_the_same(read(sample).document.text)


NUMBERED = rf"(?P<printed_number>\d+) = (?P<narrative>{paragraph('-')})"
RULES: dict[str, Rule] = {"narrative": text, "printed_number": count}


@pytest.fixture
def reading() -> Reading:
    return Reading(Document("1 = ก\n2\nข \r\n\n-\n2 = ค\n-\n\n1 =\rก\n-\n99999 = ก\n-"), "some", "1")


def test_blocks_are_read_with_all_their_lines(reading: Reading) -> None:
    lines = reading.document.lines
    assert Block("updates", RULES, NUMBERED, "-").read(reading, lines, 0) == 6
    assert [[(column, cell.value) for column, cell in row.cells.items()] for row in reading.rows["updates"]] == [
        [("narrative", "ก\n2\nข"), ("printed_number", 1)],
        [("narrative", "ค"), ("printed_number", 2)],
    ]
    assert reading.claims == [(lines[0].start, lines[3].end), (lines[4].start, lines[5].end)]


@pytest.mark.parametrize(
    ("places", "following"),
    [
        ((0, 1, 2), ""),
        ((1, 2, 3), ""),
        ((0, 2, 3), ""),
        ((0, 1, 2, 3, 8), NUMBERED),
        ((6, 7, 8), ""),
        ((9, 10), ""),
    ],
    ids=["cut", "headless", "parted", "going on", "another line end", "no count"],
)
def test_other_lines_are_left_alone(reading: Reading, places: tuple[int, ...], following: str) -> None:
    lines = [reading.document.lines[at] for at in places]
    assert Block("updates", RULES, NUMBERED, "-", following=following).read(reading, lines, 0) == 0
    assert not reading.rows
    assert not reading.claims
