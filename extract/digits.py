"""Thai digits: ๐ to ๙ stand for 0 to 9, one character for one, so that offsets stay.

``\\d``, ``int`` and ``float`` all accept Thai digits, and those of thirty other scripts; every pattern
of this package therefore says ``[0-9]`` and reads a text that has gone through :func:`arabic`.
"""

from __future__ import annotations

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_PAIRS = tuple(zip(THAI_DIGITS, "0123456789", strict=True))


def arabic(text: str) -> str:
    """Return the text with Thai digits written as 0-9.

    >>> arabic("ปีงบประมาณ ๒๕๖๔")
    'ปีงบประมาณ 2564'
    """
    if not text.isascii():
        # A digit that the text does not hold costs next to nothing.
        for thai, digit in _PAIRS:
            text = text.replace(thai, digit)
    return text
