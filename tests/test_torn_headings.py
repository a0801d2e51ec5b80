"""Headings of an indicator's quarters that a line end tears apart."""

from __future__ import annotations

import pytest

from extract.container import open_document
from parsers import parse
from tests.accounting import assert_sound
from tests.expected import SAMPLES, outcome

REPORT = (SAMPLES / "kpi_page" / "plain-street-trees.txt").read_text("utf-8")


@pytest.mark.parametrize("heading", ["รายงานผลฯ\nไตรมาสที่ 3", "**รายงานผลฯ\n\nไตรมาสที่ 3**", "รายงานผลฯ\nไตรมาส 3 :"])
def test_torn_headings_are_read_whole(heading: str) -> None:
    assert REPORT.count("รายงานผลฯ ไตรมาสที่ 3") == 1
    reading = parse(open_document(REPORT.replace("รายงานผลฯ ไตรมาสที่ 3", heading).encode()))
    assert_sound(reading)
    whole = parse(open_document(REPORT.encode()))
    assert outcome(reading)["tables"] == outcome(whole)["tables"]
    assert [issue.code for issue in reading.issues] == [issue.code for issue in whole.issues]


@pytest.mark.parametrize("words", ["รายงานผลฯ\nเรียบร้อย", "ไตรมาสที่ 3"])
def test_other_words_stay_in_the_narrative(words: str) -> None:
    above, mark, below = REPORT.partition("** สรุปผล")
    reading = parse(open_document(f"{above}\n{words}\n{mark}{below}".encode()))
    assert [row.get("narrative").endswith(words) for row in reading.of("indicator_results")] == [False] * 3 + [True]
