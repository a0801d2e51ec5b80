"""Reports of a printed form that a page's head or the end of a line cuts: where, and what is told of it."""

from __future__ import annotations

from typing import Any

import pytest

from extract.document import Document
from parsers import print_form
from parsers.reading import Reading
from tests.accounting import assert_sound

TITLE = "** แบบแสดงรายงานความก้าวหน้าและข้อมูลเกี่ยวกับโครงการ **"
FORM = f"""{TITLE}
**1.1 รหัสโครงการและชื่อโครงการ**
ชื่อโครงการ/กิจกรรม : ปลูกต้นไม้ริมคลอง
รหัสโครงการ... : 50990000-1234
งบประมาณที่ได้รับ : 100 บาท
**2. รายงานความก้าวหน้าของโครงการและการใช้จ่ายงบประมาณ**
รายงานครั้งที่1\t:: 10/01/2566 : เลือกพื้นที่\t\t
\t:: ความก้าวหน้าของงานฯ = 10.00 % งบประมาณที่เบิกใช้ (ครั้งที่ 1) = 0 บาท\t: เป็นไปตามแผน\t: เป็นไปตามเป้าหมาย
รายงานครั้งที่2\t:: 28/02/2566 : ปลูกแล้ว\t\t
\t:: ความก้าวหน้าของงานฯ = 30.00 % งบประมาณที่เบิกใช้ (ครั้งที่ 2) = 250.50 บาท\t: ล่าช้ากว่าแผน\t: เป็นไปตามเป้าหมาย
"""
PAGE = f"\n\n\n{TITLE}\n\n"
FIRST = (1, "2023-01-10", "เลือกพื้นที่", "10.0", "0.00", "เป็นไปตามแผน", "เป็นไปตามเป้าหมาย")
SECOND = (2, "2023-02-28", "ปลูกแล้ว", "30.0", "250.50", "ล่าช้ากว่าแผน", "เป็นไปตามเป้าหมาย")
COLUMNS = (
    *("printed_number", "reported_on", "narrative", "progress_percent"),
    *("budget_spent_baht", "plan_status", "target_status"),
)


def read(said: str) -> Reading:
    reading = print_form.parse(Document(said)).finish()
    assert_sound(reading)
    return reading


def reports(reading: Reading) -> list[tuple[Any, ...]]:
    """The cells of every report; dates, percentages and amounts as they are written."""
    rows = [[row.get(column) for column in COLUMNS] for row in reading.of("updates")]
    return [tuple(cell if cell is None or type(cell) is int else str(cell) for cell in row) for row in rows]


def codes(reading: Reading) -> list[str]:
    return [issue.code for issue in reading.issues]


def after(words: str, cut: str) -> str:
    """The form with its second report cut behind these words."""
    at = FORM.index(words, FORM.index("รายงานครั้งที่2")) + len(words)
    return FORM[:at].rstrip() + cut + FORM[at:].lstrip()


def test_a_cut_head_without_a_date_is_told() -> None:
    reading = read(FORM.replace("28/02/2566 : ", "\n"))
    assert reports(reading) == [FIRST, (2, None, *SECOND[2:])]
    assert [(issue.code, issue.column) for issue in reading.issues] == [("label-missing", "reported_on")]


@pytest.mark.parametrize("cut", ["\n", "\n\t", PAGE])
@pytest.mark.parametrize("words", ["รายงานครั้งที่", "รายงานครั้งที่2", "รายงานครั้งที่2\t::", "28/02/2566", "28/02/2566 :"])
def test_a_head_may_be_cut(words: str, cut: str) -> None:
    reading = read(after(words, cut))
    assert reports(reading) == [FIRST, SECOND]
    assert codes(reading) == (["row-torn"] if cut == PAGE else [])


def test_each_cell_may_stand_on_a_line() -> None:
    reading = read(FORM.replace("\t", "\n"))
    assert reports(reading) == [FIRST, SECOND]
    assert codes(reading) == []


def test_label_number_and_colons_may_stand_on_a_line_each() -> None:
    reading = read(FORM.replace("รายงานครั้งที่2\t", f"รายงานครั้งที่{PAGE}2\n"))
    assert reports(reading) == [FIRST, SECOND]
    assert codes(reading) == ["row-torn"]


@pytest.mark.parametrize("words", ["รายงานครั้งที่ 2", "รายงานครั้งที่\n2", "รายงานครั้งที่ 2 จะตามมา\n: ก"])
def test_the_words_of_a_head_alone_are_text(words: str) -> None:
    reading = read(FORM.replace("เลือกพื้นที่", f"เลือกพื้นที่\n{words}"))
    assert reports(reading) == [(*FIRST[:2], f"เลือกพื้นที่\n{words}", *FIRST[3:]), SECOND]
    assert codes(reading) == []


def test_a_status_before_a_cut_head_is_that_of_the_report_before_it() -> None:
    said = FORM.replace("เป็นไปตามแผน\t: เป็นไปตามเป้าหมาย\n", f"เป็นไปตามแผน\n{PAGE}")
    said = said.replace("2\t:: 28/02/2566 : ปลูกแล้ว", "2\n:: 28/02/2566 : ปลูกแล้ว : เป็นไปตามเป้าหมาย")
    reading = read(said)
    assert reports(reading) == [FIRST, SECOND]
    assert codes(reading) == ["status-misplaced"]


def test_figures_of_a_report_without_a_head_are_not_those_of_the_one_before() -> None:
    reading = read(FORM.replace("รายงานครั้งที่2\t:: 28/02/2566 : ", ""))
    assert reports(reading) == [(*FIRST[:3], None, None, None, None)]
    assert codes(reading) == ["label-repeated", "unclaimed-text", "unclaimed-text"]
    assert [row.get("progress_percent") for row in reading.of("projects")] == [None]


def test_progress_that_an_author_quotes_is_text() -> None:
    quoted = "เลือกพื้นที่\n:: ความก้าวหน้าของงานฯ = 5 %"
    reading = read(FORM.replace("เลือกพื้นที่", quoted))
    assert reports(reading) == [(*FIRST[:2], quoted, *FIRST[3:]), SECOND]
    assert codes(reading) == ["label-repeated"]


BELOW = (
    *(
        "ปลูกแล้ว\t\t\n\t::",
        ":: ความก้าว",
        "งบประมาณที่เบิก",
        ":: ความก้าวหน้าของงานฯ",
        ":: ความก้าวหน้าของงานฯ =",
        "= 30.00",
        "งบประมาณที่เบิกใช้",
        "(ครั้งที่",
        "(ครั้งที่ 2)",
        "(ครั้งที่ 2) =",
    ),
    *("250.50", "บาท", ": ล่าช้ากว่าแผน", "ล่าช้ากว่าแผน\t:"),
)


@pytest.mark.parametrize("cut", ["\n", "\n\t", PAGE])
@pytest.mark.parametrize("words", BELOW)
def test_figures_and_statuses_may_be_cut(words: str, cut: str) -> None:
    reading = read(after(words, cut))
    assert reports(reading) == [FIRST, SECOND]
    assert codes(reading) == (["row-torn"] if cut == PAGE else [])
    assert [row.get("progress_percent") for row in reading.of("projects")] == [30]


@pytest.mark.parametrize("sign", ["", " ", "\n", PAGE])
def test_progress_may_lack_its_sign(sign: str) -> None:
    reading = read(FORM.replace("30.00 % ", f"30.00{sign}"))
    assert reports(reading) == [FIRST, SECOND]
    assert codes(reading) == (["row-torn"] if sign == PAGE else [])


@pytest.mark.parametrize(
    ("whole", "cut", "column", "code"),
    [
        ("30.00 %", "3\n0.00 %", "progress_percent", "not-a-number"),
        ("250.50", "2\n50.50", "budget_spent_baht", "not-baht"),
        ("250.50", "250\n.50", "budget_spent_baht", "not-baht"),
        ("250.50", "250.50\n.-", "budget_spent_baht", "not-baht"),
    ],
)
def test_a_number_that_is_cut_is_no_number(whole: str, cut: str, column: str, code: str) -> None:
    reading = read(FORM.replace(whole, cut))
    second = tuple(None if name == column else cell for name, cell in zip(COLUMNS, SECOND, strict=True))
    assert reports(reading) == [FIRST, second]
    # One of each piece.
    assert codes(reading) == [code, code]


@pytest.mark.parametrize(
    "figures", [":: ความก้าวหน้าของงานฯ\n=\n30.00\n%", ":: ความก้าวหน้าของงานฯ = 30", ":: ความก้าวหน้าของงานฯ : 30 %"]
)
def test_progress_that_stays_in_the_narrative_is_told(figures: str) -> None:
    at = FORM.index("\t::", FORM.index("28/02/2566"))
    reading = read(f"{FORM[:at]}{figures}\n")
    assert reports(reading) == [FIRST, (*SECOND[:2], f"ปลูกแล้ว\n{figures}", None, None, None, None)]
    assert codes(reading) == ["label-missing"]


def test_words_like_labels_are_no_status() -> None:
    reading = read(FORM.replace("30.00 % งบประมาณที่เบิกใช้ (ครั้งที่ 2) = ", "30.00 % : งบประมาณที่เบิกใช้ (ครั้งที่ สอง) = "))
    assert reports(reading) == [FIRST, (*SECOND[:4], None, None, None)]
    assert codes(reading) == ["unclaimed-text"]


@pytest.mark.parametrize("none", ["- บาท", "-บาท", "–  บาท", "-"])
def test_a_dash_before_the_currency_says_none(none: str) -> None:
    reading = read(FORM.replace("250.50 บาท", none).replace("100 บาท", none))
    assert reports(reading) == [FIRST, (*SECOND[:4], None, *SECOND[5:])]
    assert codes(reading) == []
    (project,) = reading.of("projects")
    for row, column in ((project, "budget_allocated_baht"), (reading.of("updates")[1], "budget_spent_baht")):
        ((start, end),) = row.cells[column].pieces
        assert (row.get(column), reading.document.text[start:end]) == (None, none[0])


@pytest.mark.parametrize(
    ("said", "amount"), [("100 บาท (หนึ่งร้อยบาท)", 100), ("100 บาทถ้วน(หนึ่งร้อยบาท)", 100), ("100 (หนึ่งร้อยบาท)", None)]
)
def test_words_in_brackets_behind_an_amount_are_left_unread(said: str, amount: int | None) -> None:
    reading = read(FORM.replace("100 บาท", said))
    assert [row.get("budget_allocated_baht") for row in reading.of("projects")] == [amount]
    assert codes(reading) == ["not-baht" if amount is None else "unclaimed-text"]


def test_a_quoted_progress_is_none_where_the_last_is_another_reports() -> None:
    quoting = FORM.replace("เลือกพื้นที่", "เดิมว่า :: ความก้าวหน้าของงานฯ = 5.00 % ในระบบ").replace("รายงานครั้งที่2", "รายงา")
    reading = read(quoting)
    assert [row[3:] for row in reports(reading)] == [(None, None, None, None)]
    assert {"label-repeated", "unclaimed-text"} <= set(codes(reading))
