"""The box of every value: what another reader finds in it is the value's text, and its ink fills it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from extract.container import open_document
from extract.document import Document
from extract.pages import Box
from parsers import parse
from tests.pdf.fixtures import fixture
from tests.pdf.ink import Paper, bare

BOXED = [
    "chromium-table-garuda",
    "chromium-headed-narrow-titled-norasi",
    "chromium-paragraphs-justified-loma",
    "office-word-narrow-norasi",
    "office-html-middle-norasi",
    "wkhtmltopdf-table-loma",
    "reportlab-naive-narrow-titled-garuda",
    "reportlab-placed-table-loma",
    "damaged-upright",
]
# A letter has a little room beside its ink, the signs of lists and Latin brackets somewhat more.
_ROOM_POINTS = 4.0


def boxed_pieces(document: Document) -> Iterator[tuple[str, Box | None]]:
    """The text of every piece of every cell that was read, and its box."""
    for rows in parse(document).rows.values():
        for row in rows:
            for cell in row.cells.values():
                for start, end in cell.pieces:
                    yield document.text[start:end], document.box(start, end)


@pytest.mark.parametrize("name", BOXED)
def test_a_box_holds_the_text_of_its_value(name: str) -> None:
    data = fixture(name)
    paper = Paper(data)
    pieces = list(boxed_pieces(open_document(data)))
    assert len(pieces) > 100
    wrong = {}
    for raw, box in pieces:
        found = paper.text(box) if box else None
        if found != bare(raw):
            wrong[raw] = (found, box)
    assert wrong == {}


@pytest.mark.parametrize("name", BOXED)
def test_the_ink_of_a_value_fills_its_box(name: str) -> None:
    data = fixture(name)
    paper = Paper(data)
    for raw, box in boxed_pieces(open_document(data)):
        edges = paper.edges(box) if box else None
        assert edges is not None, raw
        assert max(edges) < _ROOM_POINTS, (raw, box, edges)
