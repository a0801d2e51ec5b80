"""Readers of PDFs that the matrix compares: each turns the bytes of a file into a document."""

from __future__ import annotations

import io
from collections.abc import Callable
from importlib import import_module
from typing import Any

from extract.container import open_document
from extract.document import Document, Source
from extract.layout.assembly import assembled

PLUMBER, RAINGAN = "pdfplumber", "raingan"


def plumber(data: bytes) -> Document:
    """Read with pdfplumber as it comes."""
    return _plumber(data)


def plumber_flow(data: bytes) -> Document:
    """Read with pdfplumber in the order of the file."""
    return _plumber(data, use_text_flow=True)


def playa(data: bytes) -> Document:
    """Read with playa-pdf."""
    from playa.document import Document as Playa

    with Playa(io.BytesIO(data)) as document:
        return Document("\n".join(page.extract_text() for page in document.pages))


def pdfium(data: bytes) -> Document:
    """Read with pypdfium2."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return Document("\n".join(page.get_textpage().get_text_range() for page in document))
    finally:
        document.close()


def by(name: str) -> Callable[[bytes], Document]:
    """Read as raingan does when it asks one of its readers alone."""

    def read(data: bytes) -> Document:
        sheets = list(import_module(f"extract.pdf.{name}").sheets(data))
        return assembled(sheets, Source("application/pdf", None, name))

    return read


def _plumber(data: bytes, **options: Any) -> Document:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return Document("\n".join(page.extract_text(**options) for page in document.pages))


READERS: dict[str, Callable[[bytes], Document]] = {
    PLUMBER: plumber,
    "pdfplumber, flow": plumber_flow,
    "playa-pdf": playa,
    "pypdfium2": pdfium,
    RAINGAN: open_document,
    "raingan by playa-pdf": by("by_playa"),
    "raingan by pdfplumber": by("by_plumber"),
}
