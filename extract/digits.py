"""Thai digits: ๐ to ๙ stand for 0 to 9, one character for one, so that offsets stay.

``\\d``, ``int`` and ``float`` all accept Thai digits, and those of thirty other scripts; every pattern
of this package therefore says ``[0-9]`` and reads a text that has gone through :func:`arabic`.
"""

from __future__ import annotations

import re

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_ARABIC = str.maketrans(THAI_DIGITS, "0123456789")
_RUN = re.compile(f"[{THAI_DIGITS}]+")


def arabic(text: str) -> str:
    """Return the text with Thai digits written as 0-9.

    >>> arabic("ปีงบประมาณ ๒๕๖๔")
    'ปีงบประมาณ 2564'
    """
    if text.isascii():
        return text
    # Few characters are digits: exchanging their runs is faster than translating every character.
    return _RUN.sub(lambda run: run[0].translate(_ARABIC), text)
