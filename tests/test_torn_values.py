"""Values that a line end tears from the label above them."""

from __future__ import annotations

from typing import Any

import pytest

from extract.document import Document
from parsers import parse
from parsers.reading import Reading
from tests.accounting import assert_sound
from tests.expected import SAMPLES, outcome

_PROJECT = """ความคืบหน้าโครงการ/กิจกรรม
Back Home
โครงการปลูกต้นไม้ : 50010000-1234
สำนักงานเขตสมมติ / ฝ่ายโยธา : (2566)
20
ความคืบหน้าโครงการ ร้อยละ 20
ดูโครงการแผนปีฯ : พิมพ์ข้อมูล
สนับสนุนตัวชี้วัดตามแผนฯ
รายละเอียดเกี่ยวกับตัวชี้วัด : 5001-814
ตัวชี้วัด : จำนวนต้นไม้
ค่าเป้าหมาย ต้น : 100
ผลงานที่ทำได้ ต้น : 80
ประเภทตัวชี้วัด : ตัวชี้วัดงานประจำ
ตัวชี้วัดระดับผลผลิต (output)
"""
_INDICATOR = """รายละเอียดตัวชี้วัด
จำนวนสวน : 2300-848
ค่าเป้าหมาย แห่ง : 3
ผลงานที่ทำได้ แห่ง : 36
ประเภทตัวชี้วัด : ตัวชี้วัดเชิงยุทธศาสตร์
(ตัวชี้วัดระดับผลผลิต (output))
95
*** สยป. ตรวจประเมินตัวชี้วัด : ไตรมาสที่ 3: 95
"""


def told(report: str, said: str, by: str) -> tuple[list[dict[str, Any]], list[str], list[str]]:
    """The values of all rows and the issues of a report in which other words stand in the place of some."""
    assert report.count(said) == 1
    reading: Reading = parse(Document(report.replace(said, by)))
    assert_sound(reading)
    rows = [{column: row.get(column) for column in row.frame.slots} for rows in reading.rows.values() for row in rows]
    return rows, [issue.code for issue in reading.issues], [issue.message for issue in reading.issues]


@pytest.mark.parametrize(
    ("report", "said", "by"),
    [
        (_PROJECT, ": 50010000-1234", ":\n50010000-1234"),
        (_PROJECT, ": 50010000-1234", ":\n\n๕๐๐๑๐๐๐๐-๑๒๓๔"),
        (_PROJECT, ": (2566)", ":\n(2566)"),
        (_PROJECT, ": (2566)", ":\n\n( 2566 )"),
        (_PROJECT, "ตัวชี้วัด : 5001-814", "ตัวชี้วัด :\n5001-814"),
        (_PROJECT, "ค่าเป้าหมาย ต้น : 100", "ค่าเป้าหมาย ต้น :\n100"),
        (_PROJECT, "ผลงานที่ทำได้ ต้น : 80", "ผลงานที่ทำได้ ต้น :\n80"),
        (_PROJECT, "ประเภทตัวชี้วัด : ตัว", "ประเภทตัวชี้วัด :\nตัว"),
        (_INDICATOR, "ประเภทตัวชี้วัด : ตัว", "ประเภทตัวชี้วัด :\n\nตัว"),
        (_INDICATOR, "ตัวชี้วัด : ไตรมาสที่ 3: 95", "ตัวชี้วัด :\nไตรมาสที่ 3: 95"),
        (_INDICATOR, "ตัวชี้วัด : ไตรมาสที่ 3: 95", "ตัวชี้วัด : ไตรมาสที่\n3: 95"),
        (_INDICATOR, "ตัวชี้วัด : ไตรมาสที่ 3: 95", "ตัวชี้วัด : ไตรมาสที่ 3:\n95"),
        (_INDICATOR, "สวน : 2300-848", "สวน :\n2300-848"),
        (_INDICATOR, "ค่าเป้าหมาย แห่ง : 3", "ค่าเป้าหมาย แห่ง :\n3"),
        (_INDICATOR, "ผลงานที่ทำได้ แห่ง : 36", "ผลงานที่ทำได้ แห่ง :\n\n36"),
    ],
)
def test_torn_values_are_read(report: str, said: str, by: str) -> None:
    assert told(report, said, by) == told(report, said, said)
    assert told(report, said, by)[1] == []


@pytest.mark.parametrize("below", ["ตัวชี้วัดระดับผลผลิต (output)", "ตัวชี้วัด : จำนวนสวน", "80"])
def test_an_empty_type_takes_no_other_line(below: str) -> None:
    reading = parse(Document(_PROJECT.replace(": ตัวชี้วัดงานประจำ\nตัวชี้วัดระดับผลผลิต (output)", f":\n{below}")))
    assert_sound(reading)
    assert reading.of("indicators")[0].get("category") is None


def test_a_number_that_may_be_either_is_given_back() -> None:
    above, _, below = _INDICATOR.partition("ประเภทตัวชี้วัด")
    report = above + below.partition("\n")[2].partition("\n")[2]
    (row,), codes, messages = told(report, "แห่ง : 36\n95", "แห่ง :\n95")
    assert (row["result"], row["evaluation_score"], codes) == (None, 95.0, ["unclaimed-text"])
    assert messages == ["Nothing claims '95'."]


@pytest.mark.parametrize("by", [":\n2566", ":\nสำนักงาน (2566)", ": \nBack Home\n(2566)"])
def test_other_lines_stay_apart(by: str) -> None:
    rows, codes, _ = told(_PROJECT, ": (2566)", by)
    assert (rows[0]["fiscal_year_be"], rows[0]["agency"]) == (None, "สำนักงานเขตสมมติ")
    assert codes


@pytest.mark.parametrize(
    ("report", "said", "by"),
    [
        # The row of a table, or lines of which only the blank or the bar between them is left, or not even this.
        (_PROJECT, "100\nผลงานที่ทำได้", "100\tผลงานที่ทำได้"),
        (_PROJECT, "ต้น : 100\nผลงานที่ทำได้ ต้น : 80\nประเภท", "ต้น : 100 ผลงานที่ทำได้ ต้น : 80 ประเภท"),
        (_PROJECT, "ต้นไม้\nค่าเป้าหมาย", "ต้นไม้\tค่าเป้าหมาย"),
        (_PROJECT, "ต้นไม้\nค่าเป้าหมาย ต้น : 100\nผลงาน", "ต้นไม้ ค่าเป้าหมาย ต้น : 100 ผลงาน"),
        (_PROJECT, "ต้นไม้\nค่าเป้าหมาย ต้น : 100\nผลงาน", "ต้นไม้ | ค่าเป้าหมาย ต้น : 100 | ผลงาน"),
        (_PROJECT, "งานประจำ\nตัวชี้วัดระดับ", "งานประจำ ตัวชี้วัดระดับ"),
        (_INDICATOR, "3\nผลงานที่ทำได้", "3ผลงานที่ทำได้"),
    ],
)
def test_joined_values_are_read(report: str, said: str, by: str) -> None:
    assert told(report, said, by) == told(report, said, said)
    assert told(report, said, by)[1] == []


def test_the_target_of_another_indicator_is_left() -> None:
    lines = "ค่าเป้าหมาย ต้น : 100\nผลงานที่ทำได้ ต้น : 80\nประเภทตัวชี้วัด : ตัวชี้วัดงานประจำ"
    rows, _, _ = told(_PROJECT, lines, f"{lines} ตัวชี้วัด : จำนวนสวน ค่าเป้าหมาย แห่ง : 3")
    assert [(row["unit"], row["target"]) for row in rows if "target" in row] == [("ต้น", 100.0)]


@pytest.mark.parametrize("words", ["ต้นไม้ ค่าเป้าหมาย : ป่า", "จำนวนค่าเป้าหมาย : 80", "ต้นไม้ ค่าเป้าหมาย 80"])
def test_a_name_may_hold_the_words_of_a_label(words: str) -> None:
    rows, codes, _ = told(_PROJECT, "จำนวนต้นไม้", words)
    indicator = next(row for row in rows if "target" in row)
    assert (indicator["name"], indicator["unit"], indicator["target"], codes) == (words, "ต้น", 100.0, [])


def test_numbers_below_the_last_heading_repeat_no_score() -> None:
    page = (SAMPLES / "project_page_bare" / "plain-park-project.txt").read_text("utf-8").rstrip()
    assert page.endswith("** ผลการประเมินโครงการ (รายไตรมาส) **")
    reading, whole = parse(Document(f"{page}\n100\n95\n")), parse(Document(page))
    assert_sound(reading)
    assert outcome(reading)["tables"] == outcome(whole)["tables"]
    unclaimed = [issue.message for issue in reading.issues if issue.code == "unclaimed-text"]
    assert unclaimed == ["Nothing claims '100'.", "Nothing claims '95'."]
