"""Pages that a browser saved as a single file: a message whose first page is the one that was seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message

from extract import html
from extract.container import Unreadable
from extract.document import Document, Source

MEDIA_TYPE = "multipart/related"
EXTENSIONS = frozenset((".mhtml", ".mht"))

_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){1,50}")
_KIND = re.compile(
    rb"^Content-Type:\s*(?:multipart/related|text/html|multipart/alternative)", re.IGNORECASE | re.MULTILINE
)
_PAGES = ("text/html", "application/xhtml+xml")
_VERSION = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)


def recognises(data: bytes) -> bool:
    """Whether the bytes begin with the headers of a saved page."""
    header = _HEADER.match(data, 0, 8192)
    return header is not None and all(pattern.search(header[0]) for pattern in (_KIND, _VERSION))


def read(data: bytes) -> Document:
    """Read the page; where it shows nothing itself, the one frame that does. What else it fetched is passed over.

    Raises Unreadable.
    """
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        pages, sheets = list(_pages(message)), dict(_sheets(message))
    except (AssertionError, LookupError, RecursionError, TypeError, ValueError) as fault:
        raise Unreadable("damaged-mhtml: its parts cannot be told apart: save the page again.") from fault
    if not pages:
        raise Unreadable("empty: the file holds no page: save it again as HTML.")
    if _is_cut(message):
        raise Unreadable("damaged-mhtml: its end is missing, and perhaps more: save the page again.")
    document = _read(pages, sheets)
    origin = document.origin
    return Document(document.text, Source(MEDIA_TYPE, origin.encoding, origin.reader), None, document.notices)


def _pages(message: Message) -> Iterator[bytes]:
    """The bytes of its pages: the one that the message says is its root, then the others in their order."""
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
    start = message.get_param("start")
    # Sorting keeps the order of those that are equal.
    for page in sorted(pages, key=lambda page: not start or page.get("Content-ID") != start):
        content = page.get_payload(decode=True)
        if isinstance(content, bytes):
            yield content


def _sheets(message: Message) -> Iterator[tuple[str, str]]:
    """The style sheets that came with the pages, by the names that pages call them."""
    for part in message.walk():
        content = part.get_payload(decode=True) if part.get_content_type() == "text/css" else None
        if isinstance(content, bytes):
            css = content.decode("utf-8", "replace")
            yield f"cid:{str(part.get('Content-ID') or '').strip('<> ')}", css
            yield str(part.get("Content-Location") or "").strip(), css


def _is_cut(message: Message) -> bool:
    """Whether the page is the last part and has no end mark; what a page fetched may be cut."""
    parts = message.get_payload()
    if not isinstance(parts, list) or not parts:
        return False
    last = parts[-1]
    is_page = isinstance(last, Message) and last.get_content_type() in _PAGES
    return is_page and any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in message.defects)


def _read(pages: list[bytes], sheets: dict[str, str]) -> Document:
    try:
        return html.read(pages[0], sheets)
    except Unreadable as fault:
        frames = [frame for page in pages[1:] if (frame := _frame(page, sheets)) is not None]
        if len(frames) != 1:
            raise fault
        return frames[0]


def _frame(page: bytes, sheets: dict[str, str]) -> Document | None:
    try:
        return html.read(page, sheets)
    except Unreadable:
        return None
