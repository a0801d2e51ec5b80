"""Dumps as JSON lines: each line is a page, and a bad line costs only itself."""

from __future__ import annotations

import json
from collections.abc import Iterator

from extract.bundles.member import Member, Packed
from extract.bundles.pages import bad, begins_as_page, is_page, page
from extract.bundles.stream import AHEAD, Stream

IS_LEVEL = True

_MARK = b"\xef\xbb\xbf"
_BLANKS = b" \t\r\n"
# A short line takes as long as so many bytes of a long one.
_COST_OF_LINE = 255


def may_be(head: bytes) -> bool:
    """Whether it begins with an object, or with blanks only."""
    first = head.removeprefix(_MARK).lstrip(_BLANKS)[:1]
    return first == b"{" or (not first and bool(head))


def is_one(stream: Stream) -> bool:
    """Whether the first line that is not blank is an object with one of the keys, as far as it can be looked at."""
    head = stream.peek(AHEAD)
    text = head.removeprefix(_MARK).lstrip(_BLANKS)
    line, end, _ = text.partition(b"\n")
    if not end and len(head) >= AHEAD:
        return begins_as_page(line.decode("utf-8", "ignore"))
    try:
        return is_page(json.loads(line))
    except (ValueError, RecursionError):
        return False


def members(stream: Stream, name: str, max_bytes: int) -> Iterator[Member | Packed]:
    """A member for each line that is not blank. Raises ValueError where blank ones would not end."""
    stream.read(len(_MARK) if stream.peek(len(_MARK)) == _MARK else 0)
    number = blank = 0
    while (line := stream.line(max_bytes)) != b"":
        number += 1
        if line is None:
            problem = f"too-large: line {number} has more than {max_bytes} bytes (--max-bytes)."
            yield Member(str(number), None, problem, is_named=False)
        elif line.strip(_BLANKS):
            yield _member(line, number)
            blank = 0
        elif (blank := blank + _COST_OF_LINE + len(line)) > stream.most_skipped:
            raise ValueError("blank lines without an end")


def _member(line: bytes, number: int) -> Member:
    try:
        return page(json.loads(line.rstrip(_BLANKS)), number)
    except (ValueError, RecursionError) as fault:
        return bad(f"line {number}", number, fault)
