"""Plain texts are what was decoded, but for signs that mean something else within raingan."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.container import Unreadable, open_document
from parsers import parse
from tests.expected import SAMPLES, outcome, read
from tests.word_documents import package
from tests.word_texts import paragraph

REPORT = SAMPLES / "project_page" / "plain-district-project.txt"
LINES = REPORT.read_text("utf-8").split("\n")


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(LINES) + "\x1a",
        # As programs print and convert: a page's end on its own line, or before the first line of the next.
        "\n".join(f"{line}\n\f" if number % 40 == 39 else line for number, line in enumerate(LINES)),
        "\n".join(f"\f{line}" if number % 40 == 39 else line for number, line in enumerate(LINES)),
        "\n".join(f"\v{line}" for line in LINES) + "\f",
        "\n".join(LINES).replace(" ", "\u205f"),
    ],
    ids=["end mark", "pages", "pages before a line", "vertical tabs", "sign of joined lines"],
)
def test_cells_are_those_of_the_report(text: str) -> None:
    assert outcome(parse(open_document(text.encode())))["tables"] == outcome(read(REPORT))["tables"]


def test_no_container_but_of_pages_writes_its_signs() -> None:
    for data in ("ก\u205fข".encode(), "<!doctype html>ก&MediumSpace;ข".encode(), package(paragraph("ก\u205fข"))):
        assert open_document(data).text.rstrip() == "ก ข"


def cut_issues(text: str) -> list[tuple[str | None, str | None, int | None]]:
    """The cells that a text is told to end in: their tables and columns, and the places of its last characters."""
    issues = parse(open_document(text.encode())).issues
    return [(issue.table, issue.column, issue.start) for issue in issues if issue.code == "text-cut"]


@pytest.mark.parametrize(
    ("layout", "until", "cell"),
    [
        ("project_page", "ผลงานที่ทำได้ ร้อยละ : 9", ("indicators", "result")),
        ("project_page", "หลักการและเหตุผล\n\nปริมาณขยะ", ("projects", "rationale")),
        ("print_form", "งบประมาณที่ได้รับ : 2,450", ("projects", "budget_allocated_baht")),
        ("kpi_page_bare", "ผลงานที่ทำได้ ร้อยละ : 8", ("indicators", "result")),
    ],
)
def test_a_text_that_ends_inside_a_value_is_told(layout: str, until: str, cell: tuple[str, str]) -> None:
    report = next(path for path in sorted((SAMPLES / layout).glob("plain-*")) if path.suffix != ".json")
    text = report.read_text("utf-8")
    cut = text[: text.index(until) + len(until)]
    assert cut_issues(cut) == cut_issues(cut + " \t") == [(*cell, len(cut) - 1)]
    for ending in ("\n", "\r\n", " \n ", "\f"):
        assert cut_issues(cut + ending) == []


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*/plain-*[!n]")), ids=lambda path: path.name)
def test_a_whole_report_without_its_last_line_end_is_not_told_to_be_cut(path: Path) -> None:
    assert cut_issues(path.read_text("utf-8").rstrip()) == []


CUT = "undecodable: it ends inside a character: it was cut, or is still being written; fetch it again."
NO_THAI = "undecodable: byte 6 is not UTF-8, and read as cp874 it is not Thai: save it again as UTF-8."
TOLD = [
    *((f"รายงาน{'ก' * length}".encode()[:-cut], CUT) for length in (1, 500) for cut in (1, 2)),
    ("รายงาน😀".encode()[:-1], CUT),
    ("รายงาน".encode("utf-8-sig")[:-1], CUT),
    ("รายงาน".encode("utf-16")[:-1], CUT),
    (f"<!doctype html><p>{'รายงาน' * 9}".encode()[:-1], CUT),
    (b"report\xe0\xb8", NO_THAI),
    ("รายงาน".encode()[:-1] + b"!", "undecodable: byte 15 is not UTF-8"),
]


@pytest.mark.parametrize(("data", "told"), TOLD)
def test_a_file_that_ends_inside_a_character_is_told_to_be_cut(data: bytes, told: str) -> None:
    with pytest.raises(Unreadable) as fault:
        open_document(data)
    assert str(fault.value).startswith(told)
