"""Pages that a browser saved as a single file: a message whose first page is the one that was seen."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
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
_VERSION = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)


def recognises(data: bytes) -> bool:
    """Whether the bytes begin with the headers of a saved page."""
    header = _HEADER.match(data, 0, 8192)
    return header is not None and all(pattern.search(header[0]) for pattern in (_KIND, _VERSION))


def read(data: bytes) -> Document:
    """Read the page; what it fetched, pictures and frames, is passed over.

    Raises Unreadable.
    """
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        page = _page(message)
    except (AssertionError, LookupError, RecursionError, TypeError, ValueError) as fault:
        raise Unreadable("damaged-mhtml: its parts cannot be told apart: save the page again.") from fault
    if page is None:
        raise Unreadable("empty: the file holds no page: save it again as HTML.")
    document = html.read(page)
    return Document(document.text, Source(MEDIA_TYPE, document.origin.encoding, document.origin.reader))


def _page(message: Message) -> bytes | None:
    """The bytes of the page that the message says is its root, else of its first."""
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    start = message.get_param("start")
    root = next((page for page in pages if start and page.get("Content-ID") == start), pages[0] if pages else None)
    content = root.get_payload(decode=True) if root is not None else None
    return content if isinstance(content, bytes) else None
