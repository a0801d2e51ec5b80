"""Thai marks as old fonts place them: by glyphs in the private-use area, shifted left or down."""

from __future__ import annotations

import re

_TALL = "ปฝฟฬ"
_TONES = "่้๊๋์"
# Tone marks ่้๊๋์ from U+0E48 to U+0E4C: low and left of a tall letter, low, and left.
_LOW_LEFT, _LOW, _LEFT = 0xF705, 0xF70A, 0xF713
# ิ ี ึ ื ็ ํ ั left of a tall letter.
_UPPER_LEFT = dict(zip("ัิีึื็ํ", "\uf710\uf701\uf702\uf703\uf704\uf712\uf711", strict=True))
_CLUSTER = re.compile(r"([ก-ฮ])([ฺุู]?)([ัิีึื็ํ]?)([่้๊๋์]?)(ำ?)")


def placed(text: str) -> str:
    """Write a text with the shifted glyphs; ``ำ`` becomes a circle and ``า`` where a tone stands over it."""
    return _CLUSTER.sub(_placed, text)


def _placed(match: re.Match[str]) -> str:
    letter, below, above, tone, am = match.groups()
    is_tall = letter in _TALL
    if am and tone:
        above, am = "ํ", "า"
    if above and is_tall:
        above = _UPPER_LEFT[above]
    if tone:
        start = (_LEFT if is_tall else None) if above else (_LOW_LEFT if is_tall else _LOW)
        tone = tone if start is None else chr(start + _TONES.index(tone))
    return f"{letter}{below}{above}{tone}{am}"
