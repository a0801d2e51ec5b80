"""Readers of PDFs that the matrix compares: each turns the bytes of a file into its text."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any


def plumber(data: bytes) -> str:
    """Read with pdfplumber as it comes."""
    return _plumber(data)


def plumber_flow(data: bytes) -> str:
    """Read with pdfplumber in the order of the file."""
    return _plumber(data, use_text_flow=True)


def playa(data: bytes) -> str:
    """Read with playa-pdf."""
    from playa.document import Document

    with Document(io.BytesIO(data)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def pdfium(data: bytes) -> str:
    """Read with pypdfium2."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def raingan(data: bytes) -> str:
    """Read with raingan's own container."""
    from extract.container import open_document

    return open_document(data).text


def _plumber(data: bytes, **options: Any) -> str:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return "\n".join(page.extract_text(**options) for page in document.pages)


READERS: dict[str, Callable[[bytes], str]] = {
    "pdfplumber": plumber,
    "pdfplumber flow": plumber_flow,
    "playa-pdf": playa,
    "pypdfium2": pdfium,
    "raingan": raingan,
}
