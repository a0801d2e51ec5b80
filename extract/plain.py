"""Plain text, Markdown among it, in any encoding of the ladder."""

from __future__ import annotations

from extract.container import Unreadable
from extract.document import Document, Source
from extract.encodings import decode

MEDIA_TYPE = "text/plain"
EXTENSIONS = frozenset((".txt", ".text", ".md", ".markdown"))


def recognises(data: bytes) -> bool:
    """Everything may be text."""
    return True


def read(data: bytes) -> Document:
    """Decode the bytes of a text file.

    Raises Unreadable.
    """
    try:
        text, encoding = decode(data)
    except ValueError as fault:
        raise Unreadable(f"undecodable: {fault}.") from fault
    return Document(text, Source(MEDIA_TYPE, encoding, "text"))
