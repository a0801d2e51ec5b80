"""Plain text, Markdown among it, in any encoding of the ladder."""

from __future__ import annotations

from extract.container import Unreadable
from extract.document import Document, Notice, Source
from extract.encodings import decode
from extract.garbled import garbled
from extract.pages import PAGE_END, RUNNING, WRAP

MEDIA_TYPE = "text/plain"
EXTENSIONS = frozenset((".txt", ".text", ".md", ".markdown"))

_END_MARK = "\x1a"
_LINE_ENDS = frozenset("\n\r" + PAGE_END)


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
    document.notices = [*garbled(document.text, document.letters), *_cut(document.text)]
    return document


def _cut(text: str) -> list[Notice]:
    """A notice at the last character of a text that no line end follows: only the report can tell whether it is cut."""
    end = len(text.rstrip())
    if not end or not _LINE_ENDS.isdisjoint(text[end:]):
        return []
    return [Notice("text-cut", "The file ends inside this value, without a line end: it may be cut.", end - 1, end)]


def _text(text: str) -> str:
    """The text without the end mark of old systems; signs that only readers of pages write are blanks in it."""
    if WRAP in text:
        text = text.replace(WRAP, " ")
    if RUNNING in text and PAGE_END in text:
        text = text.replace(RUNNING, " ")
    return text.removesuffix(_END_MARK)
