"""Stretched lines: a justified line of few words has blanks so wide that it falls into several strips.

Some programs justify even the last line of a paragraph. Its blanks are all stretched alike, it ends where the lines
of its column end, and one of its blanks was drawn, which at the end of a cell is done only where it goes on below; or
its words begin where no column does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extract.sheets import Strip

# How much stretched blanks of one line may differ, in points, and places that are one.
_ALIKE, _SAME_PLACE = 0.5, 1.0
# So many lines of a justified column end at one place.
_FEWEST = 4

# The lines that begin at a place and end at one, and those that begin at a place.
Ends = Counter[tuple[int, int]]


def whole_lines(pages: Sequence[list[Strip]]) -> list[list[Strip]]:
    """The strips of every page in order, those of a stretched line as one."""
    ends = Counter((_place(strip.lefts[0]), _place(_end(strip)[1])) for strips in pages for strip in strips)
    if max(ends.values(), default=0) < _FEWEST:
        return list(pages)
    return [_whole(strips, ends) for strips in pages]


def _whole(strips: Sequence[Strip], ends: Ends) -> list[Strip]:
    lefts = Counter(_place(_end(strip)[0]) for strip in strips)
    found: list[Strip] = []
    at = 0
    while at < len(strips):
        stop = at + 1
        while stop < len(strips) and _may_go_on(strips[stop - 1], strips[stop]):
            stop += 1
        while stop > at + 1 and not _is_stretched(strips[at:stop], ends, lefts):
            stop -= 1
        found.append(joined(strips[at:stop]))
        at = stop
    return found


def _may_go_on(before: Strip, strip: Strip) -> bool:
    return abs(before.top - strip.top) < _ALIKE and _end(strip)[0] > _end(before)[1]


def _is_stretched(run: Sequence[Strip], ends: Ends, lefts: Counter[int]) -> bool:
    pairs = list(pairwise(run))
    gaps = [_end(after)[0] - _end(before)[1] for before, after in pairs]
    if max(gaps) - min(gaps) > _ALIKE:
        return False
    left, right = _place(run[0].lefts[0]), _place(_end(run[-1])[1])
    if sum(ends[left + x, right + y] for x in (-1, 0, 1) for y in (-1, 0, 1)) < _FEWEST:
        return False
    if any(before.text[-1] == " " or after.text[0] == " " for before, after in pairs):
        return True
    places = [_place(_end(strip)[0]) for strip in run[1:]]
    return len(gaps) > 1 and any(lefts[place - 1] + lefts[place] + lefts[place + 1] == 1 for place in places)


def joined(run: Sequence[Strip]) -> Strip:
    """The strips of a line as one, a blank in each gap."""
    if len(run) == 1:
        return run[0]
    whole = Strip("", [], [], min(strip.top for strip in run), max(strip.bottom for strip in run))
    whole.size = next((strip.size for strip in run if strip.size), 0.0)
    for strip in run:
        if whole.text and whole.text[-1] != " " and strip.text[0] != " ":
            whole.text += " "
            whole.lefts.append(whole.rights[-1])
            whole.rights.append(strip.lefts[0])
        whole.doubts += [len(whole.text) + at for at in strip.doubts]
        whole.text += strip.text
        whole.lefts += strip.lefts
        whole.rights += strip.rights
    return whole


def _place(place: float) -> int:
    return round(place / _SAME_PLACE)


def _end(strip: Strip) -> tuple[float, float]:
    """Where a strip begins and ends, blanks aside."""
    text = strip.text
    first = len(text) - len(text.lstrip(" "))
    return strip.lefts[first], strip.rights[len(text.rstrip(" ")) - 1]
