"""Rows of reports in a scan: numbers that bear one another out, statuses nearly right, figures that are nobody's."""

from __future__ import annotations

import pytest

from extract.scan.rows import compare, doubt_status, odd_statuses, orphans
from tests.scan_lines import doubted, line, lost

FIGURES = ":: ความก้าวหน้าของงานฯ = 15.08 % งบประมาณที่เบิกใช้ (ครั้งที่ {}) = 500 บาท"


def test_a_number_that_its_figures_repeat_or_that_follows_another_is_settled() -> None:
    lines = [line("รายงานครั้งที่2"), line(FIGURES.format(2)), line("รายงานครั้งที่5"), line("รายงานครั้งที่6")]
    for read in (lines[0], lines[2], lines[3]):
        read[-1].doubt = "a second reading of the number does not agree"
    compare(lines)
    assert [doubted(read) for read in lines] == ["", "", "", ""]


def test_a_number_that_nothing_bears_out_stays_doubtful() -> None:
    lines = [line("รายงานครั้งที่2"), line(FIGURES.format(3)), line("รายงานครั้งที่9")]
    lines[0][-1].doubt = "a second reading of the number does not agree"
    compare(lines)
    assert doubted(lines[0]) == "2"


def test_figures_without_a_head_lose_their_digits() -> None:
    lines = [line("รายงานครั้งที่2"), line(FIGURES.format(2)), line("ราขงบ ร้งที่3"), line(FIGURES.format(3))]
    compare(lines)
    assert lost(lines[1]) == ""
    assert "1508" in lost(lines[3])


def test_figures_at_the_top_of_a_page_may_have_their_head_on_the_page_before() -> None:
    lines = [line(FIGURES.format(2)), line("รายงานครั้งที่3"), line(FIGURES.format(3))]
    compare(lines)
    assert [lost(read) for read in lines] == ["", "", ""]


def test_a_head_may_be_wrapped() -> None:
    lines = [
        line("รายงานครั้ง"),
        line("ที่3"),
        line(FIGURES.format(3)),
        line("รายงาน"),
        line("ครั้งที่4"),
        line(FIGURES.format(4)),
    ]
    compare(lines)
    assert [lost(read) for read in lines] == [""] * 6


@pytest.mark.parametrize("status", ["เป็นไปตามแป้าหมาย", "ไม่เป็นไปดามแผน", "เป็นไปตามแผม"])
def test_nearly_a_status_is_doubted_and_stays(status: str) -> None:
    cell = [line(f": {status[:9]}"), line(status[9:])]
    doubt_status(cell)
    assert "".join(doubted(read) for read in cell).replace(" ", "") == f":{status}"


@pytest.mark.parametrize("status", ["เป็นไปตามแผน", "ไม่เป็นไปตามเป้าหมาย", "อยู่ระหว่างพิจารณาผล"])
def test_a_status_and_what_is_none_are_not_doubted(status: str) -> None:
    cell = [line(f": {status}")]
    doubt_status(cell)
    assert doubted(cell[0]) == ""


def test_what_begins_as_a_status_in_the_text_is_one_or_found() -> None:
    assert list(odd_statuses(": เป็นไปตาม \u205fแผน\t: ไม่เป็นไปตามเป้า\u205fหมาย\nเป็นไปตามแปลน")) == []
    text = "\t: ไม่เป็นไป\t: เป็นไปตามแผน 8,905.28 บาท\n"
    assert [text[slice(*place)] for place in odd_statuses(text)] == ["ไม่เป็นไป", "เป็นไปตามแผน 8,905.28 บาท"]


def test_no_lines_are_no_fault() -> None:
    compare([])


def test_figures_that_no_head_opens_are_found_in_the_text() -> None:
    owned = "รายงาน ครั้งที่1\t:: 01/10/2565 : ก\n:: ความก้าวหน้าของงานฯ = 5 %\t: เป็นไปตามแผน\n"
    orphan = ":: ความก้าวหน้าของงานฯ = 9 %\t: เป็นไปตามแผน\n"
    assert list(orphans(owned + owned)) == list(orphans("")) == list(orphans("ก\n")) == []
    text = owned + "ราขงบ\n" + orphan + owned
    assert [text[slice(*place)] for place in orphans(text)] == [orphan]
