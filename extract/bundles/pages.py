"""Pages in dumps: JSON objects with ``url``, and ``text`` or ``html``.

``text`` is taken where it says anything: it is what somebody saw on the page. Otherwise ``html`` is,
the page's source. The member is that string in UTF-8, so that the same text in a file has the same
digest. Its name is the URL without secrets, or the page's number in the dump where there is none.
"""

from __future__ import annotations

import json
from typing import Any

from extract.bundles.member import Member
from extract.urls import name_of_page

_CONTENTS = ("text", "html")
_KEYS = ("url", *_CONTENTS)
_EXPECTED = "expected one JSON object with url, and text or html"
# Of the keys that another dump has, a message tells so many, and so much of each.
_TOLD_KEYS, _TOLD_LETTERS = 8, 30
_BLANKS = " \t\r\n,"


def is_page(value: Any) -> bool:
    """Whether a JSON value has one of the keys of a page."""
    return isinstance(value, dict) and any(isinstance(value.get(key), str) for key in _KEYS)


def begins_as_page(text: str) -> bool:
    """Whether the beginning of an object that goes on has one of the keys of a page.

    >>> begins_as_page('{"id": 1, "html": "<html>...'), begins_as_page("{a report")
    (True, False)
    """
    decoder = json.JSONDecoder()
    at = text.find("{") + 1
    try:
        while True:
            key, at = decoder.raw_decode(text, _past_blanks(text, at))
            if key in _KEYS:
                return True
            _, at = decoder.raw_decode(text, _past_blanks(text, text.index(":", at) + 1))
    except (ValueError, RecursionError, TypeError):
        return False


def page(value: Any, number: int) -> Member:
    """The member that a JSON value is. Raises ValueError for one that is no page."""
    if not isinstance(value, dict):
        raise ValueError("holds no object")
    content = next((said for key in _CONTENTS if isinstance(said := value.get(key), str) and said.strip()), None)
    if content is None:
        raise ValueError(f"has {_keys(value)}")
    url = value.get("url")
    name = name_of_page(url.strip()) if isinstance(url, str) else ""
    name.encode()
    return Member(name or str(number), content.encode(), None, is_named=False)


def bad(where: str, number: int, fault: Exception) -> Member:
    """The member for what is no page."""
    return Member(str(number), None, f"bad-line: {where} {_told(fault)}; {_EXPECTED}.", is_named=False)


def _told(fault: Exception) -> str:
    if isinstance(fault, json.JSONDecodeError):
        return f"is no JSON ({fault.msg}: character {fault.pos})"
    if isinstance(fault, UnicodeDecodeError):
        return "is not UTF-8"
    if isinstance(fault, UnicodeEncodeError):
        return "escapes half a character"
    return str(fault) if type(fault) is ValueError else "is nested too deep"


def _keys(value: dict[str, Any]) -> str:
    """The keys of an object as a message tells them."""
    if not value.keys().isdisjoint(_CONTENTS):
        return "no words in its text or html"
    told = [key[:_TOLD_LETTERS].encode("utf-8", "backslashreplace").decode() for key in list(value)[:_TOLD_KEYS]]
    return f"the keys {', '.join(told)}{', ...' if len(value) > len(told) else ''}" if told else "no keys"


def _past_blanks(text: str, at: int) -> int:
    while text[at : at + 1] and text[at] in _BLANKS:
        at += 1
    return at
