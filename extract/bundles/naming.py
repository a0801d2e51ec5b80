"""Names of members: stored as bytes in whatever encoding, written here as one label."""

from __future__ import annotations

import re

# Two letters of cp874's Thai beside each other; one alone is an accented letter of the old DOS page.
_THAI = re.compile(r"[\u0e01-\u0e5b]{2}")


def label(name: str) -> str:
    """A member's name with slashes, without what only says "here".

    >>> label(".\\\\sub\\\\a.txt"), label("sub/./a.txt")
    ('sub/a.txt', 'sub/a.txt')
    """
    path = name.replace("\\", "/")
    parts = path.split("/")
    kept = [part for at, part in enumerate(parts) if part != "." and (part or at in (0, len(parts) - 1))]
    return "/".join(kept)


def decoded(raw: bytes, otherwise: str) -> str:
    """A stored name as text: UTF-8, else cp874 where that is Thai, else what the format says.

    >>> decoded("รายงาน".encode("cp874"), "cp437"), decoded(b"canci\\xa2n", "cp437")
    ('รายงาน', 'canción')
    """
    try:
        return raw.decode()
    except UnicodeDecodeError:
        pass
    try:
        thai = raw.decode("cp874")
    except UnicodeDecodeError:
        thai = ""
    return thai if _THAI.search(thai) else raw.decode(otherwise, "backslashreplace")
