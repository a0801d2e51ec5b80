"""Dumps as JSON lines: each line is a page, and a bad line costs only itself."""

from __future__ import annotations

import json
from collections.abc import Iterator

from extract.bundles.member import Member, Packed
from extract.bundles.pages import bad, begins_as_page, is_page, page
from extract.bundles.stream import AHEAD, Stream
from extract.encodings import Undecodable, decode

IS_LEVEL = True

_MARK = b"\xef\xbb\xbf"
_BLANKS = b" \t\r\n"
# Of a dump so many lines are tried.
_TRIED = 16
# A short line takes as long as so many bytes of a long one.
_COST_OF_LINE = 255


def may_be(head: bytes) -> bool:
    """Whether it begins with an object, or with blanks only."""
    first = head.removeprefix(_MARK).lstrip(_BLANKS)[:1]
    return first == b"{" or (not first and bool(head))


def is_one(stream: Stream) -> bool:
    """Whether its first line is an object with one of the keys, as far as it can be looked at.

    It may be broken, where one of the next is whole.
    """
    head = stream.peek(AHEAD)
    text = head.removeprefix(_MARK).lstrip(_BLANKS)
    first, *more = text.split(b"\n", _TRIED)
    if not more and len(head) >= AHEAD:
        return begins_as_page(first.decode("utf-8", "ignore"))
    if _is_page(first):
        return True
    return begins_as_page(first.decode("utf-8", "ignore")) and any(map(_is_page, more[: _TRIED - 1]))


def _is_page(line: bytes) -> bool:
    try:
        return is_page(json.loads(line.decode("utf-8", "ignore")))
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
        return page(json.loads(_decoded(line.rstrip(_BLANKS))), number)
    except (ValueError, RecursionError) as fault:
        return bad(f"line {number}", number, fault)


def _decoded(line: bytes) -> str:
    """JSON is UTF-8; programs that know only the Thai code page write it so all the same.

    Raises UnicodeDecodeError.
    """
    try:
        return line.decode()
    except UnicodeDecodeError as fault:
        try:
            return decode(line)[0]
        except Undecodable:
            raise fault from None
