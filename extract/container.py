"""Containers: what turns the bytes of a file into a document."""

from __future__ import annotations

from extract.document import Document, Source
from extract.encodings import decode


class Unreadable(ValueError):
    """Bytes that cannot become a document; the message is a stable code, a colon and a sentence."""


def open_document(data: bytes) -> Document:
    """Turn the bytes of a text file into a document.

    Raises Unreadable.
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("empty: the file holds no text.")
    try:
        text, encoding = decode(data)
    except ValueError as fault:
        raise Unreadable(f"undecodable: {fault}.") from fault
    return Document(text, Source("text/plain", encoding, "text"))
