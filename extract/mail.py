"""Plain mail: the marks that mail programs put into the text of a page that was sent.

They write ``*bold*`` and ``_underlined_``, and behind a link ``<where it leads>``. Only those count that stand around
what the system writes at the front of a line, around the value of a label, or behind the system's own links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.markdown import CODES, WORDS, Place

# What tells that a text may be a mail; its first letter is looked for faster.
_TARGET = "<http"
_LINK = re.compile(
    r"(?:(?i:Back\s++Home)|:\s*+(?:พิมพ์ข้อมูล|(?:[0-9]{4}){1,2}\s?[-–]\s?[0-9]{3,4}))[*_]?\s*+"
    r"(?P<target><https?://[^\s<>]*+>)(?=[*_ \t]*+(?:[\r\n]|\Z))"
)
_OPENING = re.compile(r"^[ \t]*+(?P<mark>[*_])(?P<said>(?![*_\s])[^*\r\n]*?)(?P=mark)(?![*_])", re.MULTILINE)
# A title, which may be wrapped.
_TITLE = re.compile(
    r"^[ \t]*+(?P<mark>[*_])(?P<said>(?![*_\s])(?:[^*_\r\n]|\r?\n(?![ \t]*\r?\n)){1,600}?"
    r":\s*(?:[0-9]{8}\s?[-–]\s?[0-9]{4}|\([0-9]{4}\)))(?P=mark)(?![*_])",
    re.MULTILINE,
)
_NUMBER = re.compile(r"(?<=[ \t])(?P<mark>[*_])(?P<said>[-−]?[0-9][0-9.,]*+%?+)(?P=mark)(?=\s|\Z)")
_DAY = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}")
_SIGNED = re.compile(r"[0-9:(]")


def mail_marks(view: str) -> list[Place]:
    """Where the marks of a mail stand in a text; nowhere unless it surely is one, with a link of the system.

    Stars around a whole line of words are none of them: patterns of headings know those.
    """
    may_be_mail = _TARGET[0] in view and _TARGET in view
    targets = [match.span("target") for match in _LINK.finditer(view)] if may_be_mail else []
    return sorted([*targets, *_stars(view)]) if targets else []


def _stars(view: str) -> Iterator[Place]:
    for match in _OPENING.finditer(view):
        said = match["said"]
        is_heading = match["mark"] == "*" and not _SIGNED.search(said)
        if not is_heading and (WORDS.match(said) or CODES.search(said) or _DAY.match(said)):
            yield from _around(match)
    for match in _TITLE.finditer(view):
        if "\n" in match["said"]:
            yield from _around(match)
    for match in _NUMBER.finditer(view):
        if WORDS.match(view, view.rfind("\n", 0, match.start()) + 1, match.start()):
            yield from _around(match)


def _around(match: re.Match[str]) -> Iterator[Place]:
    start, end = match.span("said")
    yield start - 1, start
    yield end, end + 1
