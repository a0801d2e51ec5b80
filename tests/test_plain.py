"""Plain texts are what was decoded, but for signs that mean something else within raingan."""

from __future__ import annotations

import pytest

from extract.container import open_document
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
