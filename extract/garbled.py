"""Letters that were decoded wrongly before the file was written, and then stored as if they were right.

UTF-8 that was taken for windows-1252, Latin-1 or cp874, TIS-620 that was taken for Latin-1, and the sign that
stands where a decoder gave up. What was meant could often be guessed; here it is only told.
"""

from __future__ import annotations

import re

from extract.container import Unreadable
from extract.document import Notice
from extract.letters import Letters

# เธ and เน begin most letters of UTF-8 that was taken for cp874; so many of them in a row are no Thai. The third
# of each letter may have been lost. Three signs of Latin-1 in a row, a letter among them, are no words either.
_AS_CP874 = "เ[ธน][^เ \n]?(?:เ[ธน][^เ \n]?){3,}"
_GARBLED = re.compile(
    "\ufffd+"
    "|(?:\u00e0[\u00b8\u00b9][^\u00e0 \n]?)+"
    rf"|{_AS_CP874}"
    "|[\x80-\x84\x86-\x9f]+"
    "|(?<![\xa1-\xfb])(?=[\xa1-\xfb]{3})[\xa1-\xbf\xd7\xf7]*+[\xc0-\xfb][\xa1-\xfb]*"
)
# One of these stands in every text with such letters, and each is found fast: by the letters that it may begin with.
_SIGNS = (
    re.compile(_AS_CP874),
    re.compile("[\ufffd\x80-\x84\x86-\x9f\xa1-\xfb](?:(?<![\xa1-\xfb])|[\xa1-\xfb]{2}|(?<=\u00e0)[\u00b8\u00b9])"),
)
_LOST = "\ufffd".encode()
# Where so many letters are wrong, and so great a share, no value can be trusted.
_MANY, _SHARE = 200, 0.2


def garbled(text: str, letters: Letters | None = None) -> list[Notice]:
    """A notice for letters of a text that were decoded wrongly before, at the first of them.

    ``letters`` are those of the text, where they have been looked at already.
    Raises Unreadable where most of them were.

    >>> [(notice.start, notice.end) for notice in garbled("48.6 à¸•à¸±à¸™ ต่อปี")]
    [(5, 14)]
    """
    is_known = letters is not None and letters.are_windows_thai and not letters.may_be_utf8
    if is_known or ("เธ" not in text and _is_without(text)) or not any(sign.search(text) for sign in _SIGNS):
        return []
    found = [match.span() for match in _GARBLED.finditer(text)]
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
