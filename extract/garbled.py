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
_LOST, _AS_CP874 = "\ufffd".encode(), "เธ"
# Where so many letters are wrong, and so great a share, no value can be trusted.
_MANY, _SHARE = 200, 0.2


def garbled(text: str, is_windows_thai: bool = False) -> list[Notice]:
    """A notice for letters of a text that were decoded wrongly before, at the first of them.

    Of a text that is known to be Windows Thai only what cp874 makes of UTF-8 is looked for.
    Raises Unreadable where most of them were.

    >>> [(notice.start, notice.end) for notice in garbled("48.6 à¸•à¸±à¸™ ต่อปี")]
    [(5, 14)]
    """
    is_asked = _AS_CP874 in text or not (is_windows_thai or _is_without(text))
    found = [match.span() for match in _GARBLED.finditer(text)] if is_asked else []
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


def _is_without(text: str) -> bool:
    """Whether a text holds no letter of Latin-1 and no sign of a lost one, told from its bytes."""
    data = text.encode("utf-8", "replace")
    return b"\xc3" not in data and data.count(b"\xc2") == data.count(b"\xc2\xa0") and _LOST not in data
