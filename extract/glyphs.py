"""Glyphs: what a page draws, one after another, put together to strips of text.

Every reader of PDFs gives glyphs in the order in which the page draws them; what is a blank and
what is the gap between two columns is decided here, once for all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extract.sheets import Strip
from extract.thai import MARKS

# How far a line reaches above and below its baseline: a tone over a vowel, and sara uu. In ems.
ASCENT, DESCENT = 1.05, 0.3
# Gaps in ems: the least that can be a blank; the least between two columns; the widest that is still a blank
# where a reader saw one, and where one was drawn, for justified lines stretch theirs.
_BLANK, _COLUMN, SEEN, DRAWN = 0.1, 0.2, 0.75, 4.0
_LONGEST_CLUSTER = 3
# A glyph so far off the baseline stands on another line; a glyph so far back begins anew.
_OFF, _BACK = 0.35, 1.0
# A page that draws fewer blanks than one in so many glyphs draws none: there, gaps are blanks.
_GLYPHS_A_BLANK = 100
# Marks under the baseline reach no higher than this, the others begin no lower, in ems.
_BELOW, _HIGH, _LOW = "ฺุู", 0.15, 0.25
# What has one width in any font.
_ONE_WIDTH = frozenset("0123456789-,.:;()/%=")
_SAME_WIDTH = 0.05
# Line ends, tabs, other controls and the signs that raingan itself puts into texts are blanks here.
_CONTROL = re.compile("[\x00-\x20\x7f-\xa0\u2028\u2029\u205f]")
_SURROGATE = re.compile("[\ud800-\udfff\ufffe\uffff]")


class Glyph(NamedTuple):
    """What is drawn at once: one character as a rule, a whole cluster where the PDF says what it means.

    ``left`` and ``right`` are the edges of its advance, ``baseline`` its height on the page, from above,
    ``size`` that of its font, all in points. ``blank`` is how wide a blank before it may be that was given no
    place, in ems, 0 where none was drawn; ``is_doubtful`` tells that the glyph does not look like its character;
    ``font`` tells fonts apart.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    blank: float = 0.0
    is_doubtful: bool = False
    font: int = 0


def clean(text: str) -> str:
    """Return what a PDF says a glyph means, with blanks for controls and U+FFFD for what is no character."""
    return text if text.isalnum() else _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", text))


def is_unlike(mark: str, low: float, high: float) -> bool:
    """Whether ink between two heights above the baseline, in ems, cannot be that of a Thai mark."""
    return high > low and (low < _LOW if mark not in _BELOW else high > _HIGH)


def is_stray(meaning: str, low: float, high: float) -> bool:
    """Whether ink that is said to be a cluster is that of its upper marks alone.

    Browsers draw the marks that rise above the first line of the next page at the foot of a page again.
    """
    return high > low > _LOW and len(meaning) > 1 and "ก" <= meaning[0] <= "ฮ"


def with_doubtful_widths(glyphs: list[Glyph]) -> list[Glyph]:
    """Doubt signs and digits that have two widths in one font: two glyphs are said to be one character."""
    widths: dict[tuple[int, str], set[float]] = {}
    for glyph in glyphs:
        if glyph.text in _ONE_WIDTH:
            widths.setdefault((glyph.font, glyph.text), set()).add(_width(glyph))
    odd = {key for key, seen in widths.items() if max(seen) - min(seen) > _SAME_WIDTH}
    return [glyph._replace(is_doubtful=True) if (glyph.font, glyph.text) in odd else glyph for glyph in glyphs]


def _width(glyph: Glyph) -> float:
    return (glyph.right - glyph.left) / glyph.size


def strips(glyphs: Iterable[Glyph]) -> list[Strip]:
    """Put glyphs together to strips: a strip ends with its line, and where a column ends."""
    glyphs = list(glyphs)
    drawn = sum(glyph.text == " " or glyph.blank > 0 for glyph in glyphs)
    has_blanks = drawn * _GLYPHS_A_BLANK >= len(glyphs)
    starts = _starts(glyphs)
    made: list[Strip] = []
    baseline = 0.0
    for glyph in glyphs:
        strip = made[-1] if made else None
        if (
            strip is None
            or abs(glyph.baseline - baseline) > _OFF * glyph.size
            or not _goes_on(strip, glyph, has_blanks, starts)
        ):
            if strip is not None and glyph.blank == DRAWN and strip.text[-1] != " ":
                _add_blank(strip, strip.rights[-1])
            strip, baseline = Strip("", [], [], glyph.baseline, glyph.baseline), glyph.baseline
            made.append(strip)
        _add(strip, glyph)
    return [strip for strip in made if not strip.text.isspace()]


def _starts(glyphs: Sequence[Glyph]) -> set[int]:
    """Where several lines begin, or go on behind a gap, to half a point: a column stands there."""
    begun = [after.left for before, after in zip(glyphs, glyphs[1:], strict=False) if _begins(before, after)]
    return {place for place, times in Counter(map(_place, begun)).items() if times > 1}


def _begins(before: Glyph, after: Glyph) -> bool:
    """Whether a line begins, or goes on where no blank was drawn."""
    if after.left < before.left - _BACK * after.size or abs(after.baseline - before.baseline) > _OFF * after.size:
        return True
    is_blank = before.text == " " or after.blank == DRAWN
    return not is_blank and after.left - before.right > _COLUMN * after.size


def _place(left: float) -> int:
    return round(left * 2)


def _goes_on(strip: Strip, glyph: Glyph, has_blanks: bool, starts: set[int]) -> bool:
    """Whether the glyph goes on with the strip; adds the blank that stands between, where none was drawn."""
    # A mark may end before its letter does.
    right = max(strip.rights[-_LONGEST_CLUSTER:])
    gap = (glyph.left - right) / glyph.size
    if gap < -_BACK:
        return False
    if glyph.text[:1] in MARKS:
        return gap < DRAWN
    is_blank = strip.text[-1] == " " or glyph.text[:1] == " "
    blank = DRAWN if is_blank else glyph.blank or (0.0 if has_blanks else SEEN)
    widest = max(blank, SEEN)
    if _place(glyph.left) in starts:
        widest = SEEN if blank == DRAWN else _COLUMN
    if not is_blank and (_BLANK if blank else _COLUMN) < gap < widest:
        _add_blank(strip, glyph.left)
    return gap < widest


def _add_blank(strip: Strip, right: float) -> None:
    strip.text += " "
    strip.lefts.append(strip.rights[-1])
    strip.rights.append(right)


def _add(strip: Strip, glyph: Glyph) -> None:
    """Add a glyph; the letters of a cluster share its width, its marks have none."""
    text = glyph.text
    if glyph.is_doubtful:
        strip.doubts.append(len(strip.text))
    strip.text += text
    strip.top = min(strip.top, glyph.baseline - ASCENT * glyph.size)
    strip.bottom = max(strip.bottom, glyph.baseline + DESCENT * glyph.size)
    if len(text) == 1:
        strip.lefts.append(glyph.left)
        strip.rights.append(glyph.right)
        return
    letters = sum(char not in MARKS for char in text) or 1
    step, reached = (glyph.right - glyph.left) / letters, 0
    for char in text:
        strip.lefts.append(glyph.left + step * reached)
        reached = min(reached + (char not in MARKS), letters)
        strip.rights.append(glyph.left + step * reached)
