"""Pages whose text was taken node by node, so that lines end where a tag began."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract.document import Document
from parsers import parse
from tests.accounting import assert_sound
from tests.expected import SAMPLES, outcome

PAGE = SAMPLES / "project_page" / "plain-district-project.txt"
BARE = SAMPLES / "project_page_bare" / "plain-park-project.txt"


@pytest.mark.parametrize(
    ("sample", "line", "torn"),
    [
        (PAGE, r"^(ความคืบหน้าโครงการ ร้อยละ) (100)$", r"\1\n\n\2"),
        (BARE, r"^(ความคืบหน้าโครงการ ร้อยละ) (\d+)$", r"\1\n\2\n\2"),
        (PAGE, r"^(ดูโครงการแผนปีฯ :) (พิมพ์ข้อมูล)$", r"\1\n\n\2"),
        (BARE, r"^(ดูโครงการแผนปีฯ :) (พิมพ์ข้อมูล)$", r"\1\n\2"),
        (PAGE, r"^(\((?:ทดสอบ|คลิก)\).* :) (.*)$", r"\1\n\2"),
        (PAGE, r"^Back Home$", "1. Back Home"),
        (PAGE, r"^Back Home$", "1. [Back Home](index.php)"),
        (PAGE, r"^Back Home$", "  1. __[ Back Home](index.php)"),
        (PAGE, r"^Back Home$", "* [1]Back Home"),
        (PAGE, r"^(ดูโครงการแผนปีฯ :) (พิมพ์ข้อมูล)$", r"\1 [2]\2"),
    ],
)
def test_links_and_the_headline_are_read(sample: Path, line: str, torn: str) -> None:
    page = sample.read_text("utf-8")
    text, count = re.subn(line, torn, page, flags=re.MULTILINE)
    assert count
    reading, whole = parse(Document(text)), parse(Document(page))
    assert_sound(reading)
    assert outcome(reading)["tables"] == outcome(whole)["tables"]
    assert [issue.code for issue in reading.issues] == [issue.code for issue in whole.issues]


@pytest.mark.parametrize(("sample", "above"), [(PAGE, "99\n"), (BARE, "")])
def test_a_number_below_a_headline_without_another_is_no_progress(sample: Path, above: str) -> None:
    page = sample.read_text("utf-8")
    text = re.sub(r"^(?:100\n\n)?(ความคืบหน้าโครงการ ร้อยละ) (\d+)$", rf"{above}\1\n\2", page, flags=re.MULTILINE)
    reading = parse(Document(text))
    assert reading.of("projects")[0].get("progress_percent") is None
    assert {issue.code for issue in reading.issues} >= {"progress-repeated-differently"}
