"""The last reader of PDFs: pdfplumber, slow and patient with damaged files; it knows no ActualText."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from extract.pdf.glyphs import cluster, covers, spelled, strips
from extract.sheets import Sheet

if TYPE_CHECKING:
    from pdfplumber.page import Page

NAME = "pdfplumber"


def sheets(data: bytes) -> Iterator[Sheet]:
    """Read the pages one by one."""
    from pdfplumber.pdf import PDF

    with PDF(BytesIO(data)) as document:
        for number, page in enumerate(document.pages, start=1):
            yield _sheet(number, page)
            page.close()


def _sheet(number: int, page: Page) -> Sheet:
    width, height = float(page.width), float(page.height)
    strokes = [
        cluster(spelled(char["text"]), char["x0"], char["x1"], height - char["matrix"][5], char["size"] or 1.0)
        for char in page.chars
    ]
    pictures = ((picture["x0"], picture["top"], picture["x1"], picture["bottom"]) for picture in page.images)
    has_picture = any(covers(picture, width, height) for picture in pictures)
    return Sheet(number, width, height, strips(strokes), has_picture)
