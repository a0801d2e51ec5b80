"""Several reports in one file: the first is read as if it stood alone, and the next is told, and left unread."""

from itertools import product

import pytest

from extract.container import open_document
from parsers import kpi_page, parse, print_form, project_page, project_page_bare
from tests.accounting import assert_sound
from tests.expected import SAMPLES, outcome

PLAIN = {
    project_page.NAME: "plain-district-project.txt",
    project_page_bare.NAME: "plain-park-project.txt",
    kpi_page.NAME: "plain-street-trees.txt",
    print_form.NAME: "plain-footpath-repair.md",
}


def sample(layout: str) -> str:
    return (SAMPLES / layout / PLAIN[layout]).read_text("utf-8").strip()


# A second headline on a project's page may be its own; what follows is unclaimed, and so is told as well.
PAIRS = [pair for pair in product(PLAIN, PLAIN) if pair != (project_page.NAME, project_page_bare.NAME)]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_the_second_of_two_reports_is_left_unread(first: str, second: str) -> None:
    alone = parse(open_document(f"{sample(first)}\n".encode()))
    reading = parse(open_document(f"{sample(first)}\n\n{sample(second)}\n".encode()))
    assert_sound(reading)
    assert reading.layout == first
    assert outcome(reading)["tables"] == outcome(alone)["tables"]
    (told,) = [issue for issue in reading.issues if issue.code == "second-report"]
    assert told.start is not None
    left = reading.document.text[told.start : told.end]
    assert sample(second).endswith(left)
    # A form's title stands on each of its pages; only its first heading tells a second form from a second page.
    assert left == sample(second) or first == second == print_form.NAME
    assert len(reading.issues) == len(alone.issues) + 1


@pytest.mark.parametrize("layout", PLAIN)
@pytest.mark.parametrize(
    "words",
    [
        "รายละเอียดตัวชี้วัด",
        "ความคืบหน้าโครงการ/กิจกรรม",
        "ความคืบหน้าโครงการ ร้อยละ 80",
        "แบบแสดงรายงานความก้าวหน้าและข้อมูลเกี่ยวกับโครงการ",
    ],
)
def test_the_title_of_another_layout_alone_opens_no_report(layout: str, words: str) -> None:
    reading = parse(open_document(f"{sample(layout)}\n{words}\nอยู่ระหว่างดำเนินการ\n".encode()))
    assert "second-report" not in [issue.code for issue in reading.issues]
