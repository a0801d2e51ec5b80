"""The last reader of PDFs: pdfplumber, slow and patient with damaged files; it knows no ActualText."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from extract.glyphs import Glyph, clean, strips
from extract.sheets import Sheet

NAME = "pdfplumber"


def sheets(data: bytes) -> Iterator[Sheet]:
    """Read the pages one by one."""
    from pdfplumber import PDF

    with PDF(BytesIO(data)) as document:
        for number, page in enumerate(document.pages, start=1):
            height = float(page.height)
            glyphs = [
                Glyph(clean(char["text"]), char["x0"], char["x1"], height - char["matrix"][5], char["size"] or 1.0)
                for char in page.chars
                if char["text"]
            ]
            yield Sheet(number, float(page.width), height, strips(glyphs))
            page.close()
