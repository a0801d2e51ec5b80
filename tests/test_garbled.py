"""Letters that were decoded wrongly before are told, and no letters that people write."""

from __future__ import annotations

import pytest

from extract.container import Unreadable, open_document
from extract.garbled import garbled
from tests.expected import SAMPLES, reports

REPORT = (SAMPLES / "project_page" / "plain-district-project.txt").read_text("utf-8")
WORD = "ชุมชน"
WAYS = {
    "UTF-8 as Latin-1": WORD.encode().decode("latin-1"),
    "UTF-8 as windows-1252": WORD.encode().decode("cp1252", "ignore"),
    "UTF-8 as cp874": WORD.encode().decode("cp874", "ignore"),
    "TIS-620 as Latin-1": WORD.encode("cp874").decode("latin-1"),
    "lost": "ชุม\ufffdน",
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("around", ["{}\n", "<!doctype html><pre>{}</pre>"], ids=["text", "page"])
def test_garbled_word_is_told_with_its_place(way: str, around: str) -> None:
    assert WORD in REPORT
    notice, *more = open_document(around.format(REPORT.replace(WORD, WAYS[way], 1)).encode()).notices
    assert (notice.code, more, notice.start) == ("letters-garbled", [], REPORT.index(WORD) + 3 * (way == "lost"))


@pytest.mark.parametrize(("taken_for", "written"), [("latin-1", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "cp874")])
def test_garbled_report_is_unreadable(taken_for: str, written: str) -> None:
    text = REPORT.encode(written).decode(taken_for, "ignore")
    for data in (text, f"<!doctype html><pre>{text}</pre>"):
        with pytest.raises(Unreadable, match=r"^garbled: .*fetch it again"):
            open_document(data.encode())


@pytest.mark.parametrize(
    "text",
    [
        "“ก” – ข… ‘ค’ • ง ● ✓",
        "··········· «x» »»» 37 °C ½ µm 2 × 3 ÷ ±5 m² ©®",
        "·" * 300_000,
        "créé à la carte, naïveté, São Paulo, Müller",
        "เธอเน้นเธอเน้น เธอเนื้อเน่าเธอ",
        "",
    ],
)
def test_letters_that_people_write_are_not_garbled(text: str) -> None:
    assert garbled(text) == []


def test_no_sample_is_garbled() -> None:
    assert [report for report in reports() if garbled(open_document(report.read_bytes()).text)] == []
