"""Texts copied from what a browser printed: the heads and feet of its pages are in no cell, and are told."""

from __future__ import annotations

import pytest

from extract.container import open_document
from parsers import parse
from tests.accounting import assert_sound
from tests.expected import SAMPLES, outcome

ADDRESS = "http://monitor.example.invalid/page.php?pid=01230000-1234"
HEAD = "15/10/2564 13:05\tความคืบหน้าโครงการ/กิจกรรม"
TITLED = f"ความคืบหน้าโครงการ/กิจกรรม\t{ADDRESS}"
PAGES = {
    "project_page/plain-district-project.txt": ["หลักการและเหตุผล", "** ปัญหาของโครงการ :", "(2) ความคืบหน้า"],
    "project_page_bare/plain-park-project.txt": ["(1) ความคืบหน้า", "** อุปสรรคของโครงการ :"],
    "kpi_page/plain-street-trees.txt": ["รายงานผลฯ ไตรมาสที่ 2", "นิยาม"],
    "kpi_page_bare/plain-clinic-visits.txt": ["รายละเอียดตัวชี้วัดฯ : พิมพ์ข้อมูล"],
    "print_form/gaps-and-contradictions-plain-text.txt": ["1.4 วัตถุประสงค์ของโครงการ"],
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("head", "foot"),
    [(HEAD, f"{ADDRESS}\t{{}}/9"), (TITLED, "{} of 9 15/10/2021, 1:05 PM"), (None, f"{ADDRESS} {{}}/9")],
)
def test_heads_and_feet_are_in_no_cell_and_told(page: str, head: str | None, foot: str) -> None:
    report = (SAMPLES / page).read_text("utf-8").strip()
    heads = [head] if head else []
    printed = ["\n".join([*heads, report])]
    added = len(heads)
    for number, place in enumerate(PAGES[page], 1):
        above, mark, below = printed[-1].partition(place)
        assert mark
        printed[-1:] = [above, "\n".join([foot.format(number), *heads, mark + below])]
        added += 1 + len(heads)
    reading = parse(open_document("".join(printed).encode()))
    assert_sound(reading)
    whole = parse(open_document(report.encode()))
    assert outcome(reading)["tables"] == outcome(whole)["tables"]
    told = [issue.message for issue in reading.issues if "example.invalid" in issue.message or "13:05" in issue.message]
    assert len(reading.issues) == len(whole.issues) + added
    assert all(message.startswith("Nothing claims") for message in told)


@pytest.mark.parametrize("foot", [f"{ADDRESS} {{}}/2", f"[{ADDRESS}]({ADDRESS}) {{}}/2"])
def test_of_a_page_in_markdown_they_are_in_no_cell_either(foot: str) -> None:
    report = (SAMPLES / "project_page" / "plain-district-project.txt").read_text("utf-8").strip()
    name = "โครงการส่งเสริมการคัดแยกขยะมูลฝอยในชุมชน : 50990000-1101"
    report = report.replace(name, f"**{name}**", 1)
    assert f"**{name}**" in report
    printed = report.replace("50990900/50990900", f"{foot.format(1)}\n50990900/50990900", 1)
    printed = printed.replace("** ปัญหาของโครงการ :", f"{foot.format(2)}\n** ปัญหาของโครงการ :", 1)
    reading = parse(open_document(printed.encode()))
    assert_sound(reading)
    assert outcome(reading)["tables"] == outcome(parse(open_document(report.encode())))["tables"]
    told = [issue.message for issue in reading.issues if issue.code == "unclaimed-text"]
    assert sum(ADDRESS in message for message in told) == 2


@pytest.mark.parametrize(
    "words",
    [ADDRESS, f"ดู {ADDRESS} 2/3", f"{ADDRESS}\n15/10/2564 13:05 ประชุม", f"{ADDRESS} 2/3\n15/10/2564 13:05 : ประชุม"],
)
def test_what_an_author_wrote_stays(words: str) -> None:
    report = (SAMPLES / "project_page" / "plain-district-project.txt").read_text("utf-8")
    written = report.replace("หลักการและเหตุผล\n", f"หลักการและเหตุผล\n{words}\n")
    rationale = parse(open_document(written.encode())).of("projects")[0].get("rationale")
    said = words.replace(f"{ADDRESS} 2/3\n", "")
    assert rationale.startswith(f"{said}\n")


def test_a_page_that_ends_in_a_row_leaves_its_columns_open() -> None:
    report = (SAMPLES / "kpi_page" / "plain-street-trees.txt").read_text("utf-8")
    table = "(* 2.1 / 2.2 *)\n1\n12.00\n\n95 / 100\n"
    head, _, below = report.partition("(* 2.1 / 2.2 *)\n")
    rest = below[below.index("\n2\n") + 1 :]
    for cut, result in (("", 12.0), (f"{ADDRESS}\t1/2\n{HEAD}\n", None)):
        page = head + table.replace("12.00", f"{cut}12.00") + rest
        reading = parse(open_document(page.encode()))
        assert_sound(reading)
        row = reading.of("indicator_results")[0]
        assert (row.get("result"), row.get("evaluation"), row.get("score_2_1")) == (result, None, 95.0)
        assert ("quarter-table-unclear" in [issue.code for issue in reading.issues]) is (result is None)
