"""Letters that were decoded wrongly before the file was written, and then stored as if they were right.

UTF-8 that was taken for windows-1252, Latin-1 or cp874, TIS-620 that was taken for Latin-1, and the sign that
stands where a decoder gave up. What was meant could often be guessed; here it is only told.
"""

from __future__ import annotations

import re

from extract.container import Unreadable
from extract.document import Notice

# เธ and เน begin most letters of UTF-8 that was taken for cp874; so many of them in a row are no Thai. The third
# of each letter may have been lost. Three signs of Latin-1 in a row, a letter among them, are no words either.
_GARBLED = re.compile(
    "\ufffd+"
    "|(?:\u00e0[\u00b8\u00b9][^\u00e0 \n]?)+"
    "|(?:เ[ธน][^เ \n]?){4,}"
    "|[\x80-\x84\x86-\x9f]+"
    "|(?<![\xa1-\xfb])(?=[\xa1-\xfb]{3})[\xa1-\xbf\xd7\xf7]*+[\xc0-\xfb][\xa1-\xfb]*"
)
# Where so many letters are wrong, and so great a share, no value can be trusted.
_MANY, _SHARE = 200, 0.2


def garbled(text: str) -> list[Notice]:
    """A notice for letters of a text that were decoded wrongly before, at the first of them.

    Raises Unreadable where most of them were.

    >>> [(notice.start, notice.end) for notice in garbled("48.6 à¸•à¸±à¸™ ต่อปี")]
    [(5, 14)]
    """
    found = [match.span() for match in _GARBLED.finditer(text)] if _may_be_garbled(text) else []
    if not found:
        return []
    count = sum(end - start for start, end in found)
    if count >= _MANY and count >= _SHARE * len(text):
        raise Unreadable(
            "garbled: its letters were decoded wrongly and stored so, before it came here: fetch it again, "
            "or save it anew from the system."
        )
    message = f"{count} letters in {len(found)} places were decoded wrongly before the file was written."
    return [Notice("letters-garbled", message, *found[0])]


def _may_be_garbled(text: str) -> bool:
    """Whether a text holds any letter to look at; most reports hold none, and that is told in no time."""
    if "\ufffd" in text or "เธ" in text:
        return True
    # In UTF-8 all other letters to look at begin with one of two bytes, and so does the hard space.
    data = text.encode("utf-8", "replace")
    return b"\xc3" in data or (b"\xc2" in data and data.count(b"\xc2") > data.count(b"\xc2\xa0"))
