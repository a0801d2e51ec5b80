"""Plain text, Markdown among it, in any encoding of the ladder."""

from __future__ import annotations

from extract.container import Unreadable
from extract.document import Document, Source
from extract.encodings import decode
from extract.garbled import garbled
from extract.pages import PAGE_END, RUNNING, WRAP

MEDIA_TYPE = "text/plain"
EXTENSIONS = frozenset((".txt", ".text", ".md", ".markdown"))

_END_MARK = "\x1a"


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
    document = Document(_text(text), Source(MEDIA_TYPE, encoding, "text"))
    if encoding == "utf-8" and document.text is text:
        document.utf8 = data  # What was decoded strictly, is what it would be encoded as again.
    document.notices = garbled(document.text, document.letters)
    return document


def _text(text: str) -> str:
    """The text without the end mark of old systems; signs that only readers of pages write are blanks in it."""
    if WRAP in text:
        text = text.replace(WRAP, " ")
    if RUNNING in text and PAGE_END in text:
        text = text.replace(RUNNING, " ")
    return text.removesuffix(_END_MARK)
