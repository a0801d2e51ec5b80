"""Headings that stand more than once: the system prints each once, in their order, and authors write the same words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, starmap
from operator import add
from typing import NamedTuple

from parsers.line_pattern import Lines, are_parted, found
from parsers.slips import Slips

# Headings by the places of their lines; lines that may be headings, by place and name.
Chosen = dict[int, str]
Marks = list[tuple[int, str]]
# How much a line is like the printed heading: each number counts more than all behind it.
Likeness = tuple[int, ...]

_NO_LETTER = re.compile(r"[^ก-๎]+")
_NO_DIGIT = re.compile(r"\D+")
_NUMBERS = re.compile(r"[\d\s]+")


class _Place(NamedTuple):
    """A line that says the words of a heading, the rank of which is its place in the printed order."""

    at: int
    rank: int
    likeness: Likeness


def _rising(places: Iterable[_Place]) -> list[int]:
    """The lines of most headings whose ranks rise down the page, of these the likeliest, of these the first.

    >>> _rising([_Place(3, 1, (0,)), _Place(5, 2, (0,)), _Place(7, 1, (0,)), _Place(9, 2, (1,))])
    [3, 9]
    """
    # The best way to a heading of each rank: how many there are, the sum of their likenesses, and their lines.
    best: dict[int, tuple[Likeness, list[int]]] = {}
    for at, rank, likeness in places:
        total, above = _best([best[other] for other in sorted(best) if other < rank])
        total = tuple(map(add, total or (0, *[0] * len(likeness)), (1, *likeness)))
        if rank not in best or total > best[rank][0]:
            best[rank] = total, [*above, at]
    return _best([best[rank] for rank in sorted(best)])[1]


def _best(ways: list[tuple[Likeness, list[int]]]) -> tuple[Likeness, list[int]]:
    return max(ways, key=lambda way: way[0], default=((), []))


def _standing_alone(lines: Lines, marks: Iterable[tuple[int, str]]) -> dict[int, bool]:
    """Which lines have blank ones around them, where a line of every heading has; of other pages that says nothing."""
    alone = {at: all(starmap(are_parted, pairwise(lines[max(at - 1, 0) : at + 2]))) for at, _ in marks}
    is_parted = {name for _, name in marks} == {name for at, name in marks if alone[at]}
    return alone if is_parted else dict.fromkeys(alone, False)


def choose(lines: Lines, marks: Marks, order: Sequence[str], slips: Slips) -> tuple[Chosen, Lines]:
    """Choose one place for every heading; gives also the other lines that look as much like it."""
    looks, names = _looks(lines, marks, slips), dict(marks)
    likeness = _likeness(lines, marks, order, slips, looks)
    chosen = {at: names[at] for at in _rising(_Place(at, order.index(name), likeness[at]) for at, name in marks)}
    for name in dict.fromkeys(names.values()):
        if name not in chosen.values():
            chosen[max((at for at, other in marks if other == name), key=likeness.__getitem__)] = name
    best = {name: looks[at] for at, name in chosen.items()}
    return chosen, [lines[at] for at, name in marks if at not in chosen and looks[at] >= best[name]]


def _looks(lines: Lines, marks: Marks, slips: Slips) -> dict[int, Likeness]:
    """Whether each line says all words of its heading, stands alone, and has stars or another mark."""
    alone, looks = _standing_alone(lines, marks), dict[int, Likeness]()
    for at, name in marks:
        printed, said = slips.printed.get(name), lines[at].text
        is_whole = printed is None or _NO_LETTER.sub("", said) == _NO_LETTER.sub("", printed.words)
        looks[at] = (is_whole, alone[at], said.startswith(("*", "#", "\\")))
    return looks


def _likeness(
    lines: Lines, marks: Marks, order: Sequence[str], slips: Slips, looks: dict[int, Likeness]
) -> dict[int, Likeness]:
    """How much each line is like a heading: it stands behind the narratives where it is printed there, and looks so.

    The heading of what no author writes, a table or links, stands behind all words that are like it.
    """
    narratives = order.index(slips.narratives) if slips.narratives in order else len(order)
    last, told = {name: at for at, name in marks}, _last_narrative(lines, slips)
    likeness: dict[int, Likeness] = {}
    for at, name in marks:
        printed, is_behind = slips.printed.get(name), order.index(name) > narratives
        is_last = is_behind and (printed is None or printed.content is not None) and at == last[name]
        likeness[at] = (not is_behind or at > told, *looks[at], is_last)
    return likeness


def _last_narrative(lines: Lines, slips: Slips) -> int:
    """Where the last narrative begins, of several of one number the first; -1 where there is none."""
    if slips.narrative is None:
        return -1
    first: dict[str, int] = {}
    for at, _ in found(lines, slips.narrative):
        first.setdefault(_NO_DIGIT.sub("", lines[at].text), at)
    return max(first.values(), default=-1)


def choose_quarters(lines: Lines, named: Chosen, quarters: Sequence[str]) -> tuple[Chosen, Lines]:
    """Choose the headings of quarters, given by place and number; gives also the others that look as much like one.

    They follow one another, and a report over the year has others in its text. Those come first that look like most of
    them, and that have blank lines around them. One that follows its like is a heading, too: the quarter is stated
    twice. One that names no quarter is a heading where not all quarters have one.
    """
    forms = {at: _NUMBERS.sub("", lines[at].text) for at in named}
    said: dict[str, set[str]] = {}
    for at, quarter in named.items():
        said.setdefault(forms[at], set()).add(quarter)
    usual = max(said, key=lambda form: len(said[form]), default="")
    numbered = [at for at, quarter in named.items() if quarter in quarters]
    alone = _standing_alone(lines, [(at, named[at]) for at in numbered])
    looks = {at: (forms[at] == usual, alone[at]) for at in numbered}
    chosen = _chain([_Place(at, int(named[at]), looks[at]) for at in numbered])
    if len(chosen) < len(quarters):
        chosen.update(at for at in named if at not in looks)
    for above, at in pairwise(numbered):
        if above in chosen and (named[at], forms[at]) == (named[above], forms[above]):
            chosen.add(at)
    best = {named[at]: looks.get(at, ()) for at in chosen}
    others = [at for at, quarter in named.items() if at not in chosen and looks.get(at, ()) >= best.get(quarter, ())]
    return {at: named[at] for at in sorted(chosen)}, [lines[at] for at in others]


def _chain(places: list[_Place]) -> set[int]:
    """The lines of most headings whose ranks rise or fall down the page, or are in any order where each looks alike.

    In any order, no rank has two headings that look so.
    """
    ways = [_rising(places), _rising(place._replace(rank=-place.rank) for place in places)]
    best = max((place.likeness for place in places), default=())
    alike = [place for place in places if place.likeness == best]
    if len({place.rank for place in alike}) == len(alike):
        ways.append([place.at for place in alike])
    return {*max(ways, key=len)}
