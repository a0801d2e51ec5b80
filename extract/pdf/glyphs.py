"""Glyphs: what a page draws, one stroke after another, put together to strips of text.

Every reader of PDFs gives strokes in the order in which the page draws them; what is a blank and
what is the gap between two columns is decided here, once for all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import sub
from typing import NamedTuple
from unicodedata import normalize

from extract.letters import MARKS
from extract.sheets import ASCENT, DESCENT, Strip
from extract.symbols import opened

# Gaps in ems: the least that can be a blank; the least between two columns, and of a blank that was not drawn
# where others are; the widest that is a blank; the same where a blank was drawn, for justified lines stretch theirs.
BLANK, _COLUMN, SEEN, DRAWN = 0.1, 0.2, 0.75, 4.0
# Where other blanks are drawn: less is letter-spacing inside a stroke, more no blank between two.
_SPACED, _LEFT_OUT = 0.5, 0.45
# What is so near has no gap before it; a page is drawn by lines where its strokes are so long.
NEAR, _LINE = 0.02, 6
# Where so many blanks are followed by a gap, or are as wide as this where they have no place, lines are justified.
_STRETCHES, _STRETCHED = 3, 0.6
LONGEST_CLUSTER = 3
# What may reach further than its edge says.
_LOOSE = " ำ" + MARKS
# A glyph so far off the baseline stands on another line; a glyph so far back begins anew.
OFF, _BACK = 0.35, 1.0
# How far a mark reaches back over its letter.
_OVERLAP = 0.6
# A page that draws fewer blanks than one in so many glyphs draws none: there, gaps are blanks.
_GLYPHS_A_BLANK = 100
# A picture that covers at least this share of its page may be a scan of it.
_COVERS = 0.3
# Line ends, tabs, other controls and the signs that raingan itself puts into texts are blanks here.
_CONTROL = re.compile("[\x00-\x1f\x7f-\xa0\u2028\u2029\u205f]")
_THAI = re.compile("[ก-๎]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_SURROGATE = re.compile("[\ud800-\udfff\ufffe\uffff]")


class Stroke(NamedTuple):
    """What a page draws in one go: a character, a cluster, a word, a whole line.

    ``lefts`` and ``rights`` are the edges of each character's advance, ``baseline`` its height on the page, from
    above, ``size`` that of its font, all in points. ``blank`` is how wide a blank before it may be that is not in
    its text, in ems, 0 where there is none; ``is_inner`` tells that it goes on with the stroke before; ``doubts``
    are the offsets of characters that do not look like what they are said to be.
    """

    text: str
    lefts: list[float]
    rights: list[float]
    baseline: float
    size: float
    blank: float = 0.0
    is_inner: bool = False
    doubts: Sequence[int] = ()


@dataclass(slots=True, eq=False)
class _Piece:
    """Strokes that follow one another without a gap; ``is_first`` where a line may begin with the first."""

    text: str
    lefts: list[float]
    rights: list[float]
    baseline: float
    size: float
    blank: float = 0.0
    is_inner: bool = False
    is_first: bool = False
    doubts: list[int] = field(default_factory=list)


def clean(text: str) -> str:
    """Return what a PDF says that glyphs mean, with blanks for controls and U+FFFD for what is no character."""
    return _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", text))


def spelled(text: str) -> str:
    """Return it clean, and the letters of Latin ligatures one by one; U+FFFD where it says nothing."""
    return _LIGATURE.sub(lambda found: normalize("NFKC", found[0]), clean(text)) or "\ufffd"


def cluster(text: str, left: float, right: float, baseline: float, size: float, blank: float = 0.0) -> Stroke:
    """A stroke of which only the edges are known: its letters share the width, its marks have none."""
    count = len(text)
    if len(text.rstrip(MARKS)) == 1:
        return Stroke(text, [left, *[right] * (count - 1)], [right] * count, baseline, size, blank)
    letters = sum(char not in MARKS for char in text)
    if not letters:
        return Stroke(text, [left] * count, [right] * count, baseline, size, blank)
    step, reached = (right - left) / letters, 0
    lefts, rights = list[float](), list[float]()
    for char in text:
        lefts.append(left + step * reached)
        reached = min(reached + (char not in MARKS), letters)
        rights.append(left + step * reached)
    return Stroke(text, lefts, rights, baseline, size, blank)


def covers(picture: Sequence[float], width: float, height: float) -> bool:
    """Whether a picture with four edges, two of them opposite to the others, covers much of a page."""
    x0, y0, x1, y1 = picture
    return abs((x1 - x0) * (y1 - y0)) >= _COVERS * width * height


def strips(strokes: Iterable[Stroke]) -> list[Strip]:
    """Put strokes together to strips: a strip ends with its line, and where a column ends. Uses their edges up."""
    strokes = list(strokes)
    is_by_lines = sum(len(stroke.text) for stroke in strokes) >= _LINE * len(strokes)
    pieces = list(_pieces(strokes, _line_starts(strokes) if is_by_lines else set()))
    habits = _habits(pieces, is_by_lines)
    made: list[Strip] = []
    baseline = size = 0.0
    for piece in pieces:
        strip = made[-1] if made else None
        if strip is None or abs(piece.baseline - baseline) > OFF * piece.size or not _goes_on(strip, piece, habits):
            if strip is not None and piece.blank == DRAWN and strip.text[-1] != " ":
                _add_blank(strip, strip.rights[-1])
            strip, baseline, size = Strip("", [], [], *_reach(piece)), piece.baseline, piece.size
            made.append(strip)
        elif (piece.baseline, piece.size) != (baseline, size):
            size = _measure(strip, piece, size)
        _add(strip, piece)
    for strip in made:
        strip.text = opened(strip.text)
    return [strip for strip in made if not strip.text.isspace()]


class _Habits(NamedTuple):
    """How a page draws its lines.

    ``has_blanks`` tells that it draws blanks, ``is_by_lines`` that it draws a line in few strokes, ``is_justified``
    that it stretches the blanks that it draws; in ``starts`` columns begin.
    """

    has_blanks: bool
    is_by_lines: bool
    is_justified: bool
    starts: set[int]


def _habits(pieces: Sequence[_Piece], is_by_lines: bool) -> _Habits:
    drawn = sum(piece.text.count(" ") + (piece.blank == DRAWN) for piece in pieces)
    has_blanks = drawn * _GLYPHS_A_BLANK >= sum(len(piece.text) for piece in pieces)
    stretched = sum(
        (_STRETCHED if before.text[-1] != " " else BLANK) < (after.lefts[0] - before.rights[-1]) / after.size < DRAWN
        for before, after in pairwise(pieces)
        if before.baseline == after.baseline and (before.text[-1] == " " or after.blank == DRAWN)
    )
    return _Habits(has_blanks, is_by_lines, stretched >= _STRETCHES, _starts(pieces))


def _line_starts(strokes: Sequence[Stroke]) -> set[int]:
    """Where several lines begin, to a tenth of a point."""
    begun = Counter[int]()
    for before, after in pairwise(strokes):
        if abs(after.baseline - before.baseline) > OFF * after.size:
            begun[_tenths(after.lefts[0])] += 1
    return {place for place, times in begun.items() if times > 1}


def _tenths(left: float) -> int:
    return round(left * 10)


def _pieces(strokes: Iterable[Stroke], line_starts: set[int]) -> Iterator[_Piece]:
    """Join the strokes that follow one another closely."""
    piece: _Piece | None = None
    right = baseline = em = 0.0
    for text, lefts, rights, height, size, blank, is_inner, doubts in _without_gaps(strokes):
        gap = lefts[0] - right
        is_near = height == baseline and size == em and -_OVERLAP * size < gap <= BLANK * size
        is_first = bool(line_starts) and gap > NEAR * size and _tenths(lefts[0]) in line_starts and not is_inner
        right = rights[-1]
        if piece is not None and is_near and not (is_first and piece.text[-1] not in _LOOSE):
            if doubts:
                piece.doubts += [len(piece.text) + at for at in doubts]
            piece.text += text
            piece.lefts += lefts
            piece.rights += rights
            continue
        if piece is not None:
            yield piece
        piece = _Piece(text, lefts, rights, height, size, blank, is_inner, is_first, list(doubts))
        baseline, em = height, size
    if piece is not None:
        yield piece


def _without_gaps(strokes: Iterable[Stroke]) -> Iterator[Stroke]:
    """The strokes; those with gaps inside glyph by glyph."""
    for stroke in strokes:
        if len(stroke.text) == 1:
            yield stroke
            continue
        gaps = list(map(sub, stroke.lefts[1:], stroke.rights))
        if max(gaps) <= BLANK * stroke.size and min(gaps) >= -_BACK * stroke.size:
            yield stroke
            continue
        for at, (char, left, right) in enumerate(zip(stroke.text, stroke.lefts, stroke.rights, strict=True)):
            blank, doubts = 0.0 if at else stroke.blank, (0,) if at in stroke.doubts else ()
            yield Stroke(char, [left], [right], stroke.baseline, stroke.size, blank, at > 0, doubts)


def _starts(pieces: Sequence[_Piece]) -> set[int]:
    """Where several lines begin, or go on behind a gap, to half a point: a column stands there."""
    begun = [after.lefts[0] for before, after in pairwise(pieces) if _begins(before, after)]
    return {place for place, times in Counter(map(_place, begun)).items() if times > 1}


def _begins(before: _Piece, after: _Piece) -> bool:
    """Whether a line begins, or goes on where no blank was drawn."""
    left, size = after.lefts[0], after.size
    if left < before.lefts[-1] - _BACK * size or abs(after.baseline - before.baseline) > OFF * size:
        return True
    is_blank = before.text[-1] == " " or after.blank == DRAWN
    return not is_blank and left - before.rights[-1] > _COLUMN * size


def _place(left: float) -> int:
    return round(left * 2)


def _goes_on(strip: Strip, piece: _Piece, habits: _Habits) -> bool:
    """Whether the piece goes on with the strip; adds the blank that stands between, where it has no place."""
    left = piece.lefts[0]
    if strip.text[-1] == " " and piece.rights[-1] <= strip.lefts[-1] + BLANK * piece.size and len(strip.text) > 1:
        # A blank that was drawn too early: where it belongs, a gap remains.
        strip.text = strip.text[:-1]
        del strip.lefts[-1], strip.rights[-1]
    # A mark may end before its letter does.
    gap = (left - max(strip.rights[-LONGEST_CLUSTER:])) / piece.size
    if gap < -_BACK or (piece.is_first and gap < _COLUMN and strip.text[-1] not in _LOOSE):
        return False
    if piece.text[0] in MARKS:
        # No line begins with a mark; some programs widen a blank before the last mark of the word before it.
        return gap < DRAWN or strip.text[-1] != " "
    has_text = strip.text[-1] == " " or piece.text[0] == " "
    widest = _widest(piece, has_text, habits)
    undrawn = _SPACED if piece.is_inner else _COLUMN
    least = BLANK if piece.blank or not habits.has_blanks else undrawn
    if not has_text and least < gap < widest:
        _add_blank(strip, left)
    return gap < widest


def _widest(piece: _Piece, has_text: bool, habits: _Habits) -> float:
    """How wide a gap before a piece may be within a column, in ems; ``has_text`` where a blank has a place there."""
    is_blank = has_text or piece.blank == DRAWN
    is_even = has_text and not habits.is_justified
    if _place(piece.lefts[0]) in habits.starts:
        return SEEN if is_blank and not is_even else _COLUMN
    if is_even or (not is_blank and not piece.is_inner):
        # Where lines are drawn whole, with their blanks, hardly one is left out between two of their parts.
        return _LEFT_OUT if habits.is_by_lines and habits.has_blanks and not is_blank else SEEN
    return DRAWN


def _add_blank(strip: Strip, right: float) -> None:
    strip.text += " "
    strip.lefts.append(strip.rights[-1])
    strip.rights.append(right)


def _reach(piece: _Piece) -> tuple[float, float]:
    return piece.baseline - ASCENT * piece.size, piece.baseline + DESCENT * piece.size


def _measure(strip: Strip, piece: _Piece, size: float) -> float:
    """Let a strip of a size reach as far as a piece of another one does; gives the size of the whole.

    That is the size of its Thai letters, if it has any: documents may have another one for digits and Latin letters.
    """
    was_thai, is_thai = _THAI.search(strip.text) is not None, _THAI.search(piece.text) is not None
    size = max(size, piece.size) if was_thai == is_thai else piece.size if is_thai else size
    top, bottom = _reach(piece)
    strip.top, strip.bottom, strip.size = min(strip.top, top), max(strip.bottom, bottom), size
    return size


def _add(strip: Strip, piece: _Piece) -> None:
    strip.doubts += [len(strip.text) + at for at in piece.doubts]
    strip.text += piece.text
    strip.lefts += piece.lefts
    strip.rights += piece.rights
