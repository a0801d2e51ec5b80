"""Dumps as one JSON array of pages, or pages printed over many lines one after the other."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

from extract.bundles.member import Member, Packed
from extract.bundles.pages import bad, begins_as_page, is_page, page
from extract.bundles.stream import AHEAD, CHUNK, Stream

IS_LEVEL = True

_MOST_AT_ONCE = 16 << 20
_MARK = b"\xef\xbb\xbf"
_BETWEEN = re.compile(r"[\s,\[\]]*")


def may_be(head: bytes) -> bool:
    """Whether it begins with an object, or with an array of them, or with blanks only."""
    first = head.removeprefix(_MARK).split(None, 1)[:1]
    return first[0].startswith((b"{", b"[")) if first else bool(head)


def is_one(stream: Stream) -> bool:
    """Whether it is JSON and its first object a page, as far as it can be looked at."""
    head = stream.peek(AHEAD)
    text = head.decode("utf-8-sig", "ignore").lstrip()
    if not text.startswith("{") and not re.match(r"\[\s*\{", text):
        return False
    try:
        first, _ = json.JSONDecoder().raw_decode(text, text.index("{"))
    except (ValueError, RecursionError):
        return len(head) >= AHEAD and begins_as_page(text)
    return is_page(first)


def members(stream: Stream, name: str, max_bytes: int) -> Iterator[Member | Packed]:
    """A member for each object. Raises ValueError where one does not end, for nobody knows where the next begins."""
    for number, value in enumerate(_values(stream, max_bytes), 1):
        try:
            yield page(value, number)
        except ValueError as fault:
            yield bad(f"object {number}", number, fault)


def _values(stream: Stream, max_bytes: int) -> Iterator[Any]:
    """The values that stand beside each other, whatever array they are in."""
    decoder, text = json.JSONDecoder(), codecs.getincrementaldecoder("utf-8-sig")()
    buffer, at, size = "", 0, CHUNK
    while True:
        between = _BETWEEN.match(buffer, at)
        at = between.end() if between else at
        try:
            value, at = decoder.raw_decode(buffer, at)
        except json.JSONDecodeError as fault:
            data = stream.peek(size)[:size]
            if not data and at == len(buffer):
                return
            if not data or len(buffer) - at > max_bytes:
                raise ValueError(f"an object is no JSON, or has more than {max_bytes} bytes ({fault.msg})") from fault
            stream.read(len(data))
            buffer, at = buffer[at:] + text.decode(data), 0
            # A long object is tried again and again, each time with twice as much of it.
            size = min(max(CHUNK, len(buffer)), _MOST_AT_ONCE)
        else:
            yield value
