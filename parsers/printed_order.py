"""Headings that stand more than once: the system prints each once, in their order, and authors write the same words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import add
from typing import NamedTuple

from parsers.line_pattern import Lines, are_parted, found
from parsers.slips import Printed, Slips

# Headings by the places of their lines; lines that may be headings, by place and name.
Chosen = dict[int, str]
Marks = list[tuple[int, str]]
# How much a line is like the printed heading: each number counts more than all behind it.
Likeness = tuple[int, ...]

_NO_LETTER = re.compile(r"[^ก-๎]+")
_NO_DIGIT = re.compile(r"\D+")


class Place(NamedTuple):
    """A line that says the words of a heading, the rank of which is its place in the printed order."""

    at: int
    rank: int
    likeness: Likeness


def rising(places: Iterable[Place]) -> list[int]:
    """The lines of most headings whose ranks rise down the page, of these the likeliest, of these the first.

    >>> rising([Place(3, 1, (0,)), Place(5, 2, (0,)), Place(7, 1, (0,)), Place(9, 2, (1,))])
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


def stands_alone(lines: Lines, at: int) -> bool:
    """Whether blank lines part a line from the others, as they do every heading where a page has such lines."""
    return all(are_parted(above, below) for above, below in pairwise(lines[max(at - 1, 0) : at + 2]))


def choose(lines: Lines, marks: Marks, order: Sequence[str], slips: Slips) -> tuple[Chosen, Lines]:
    """Choose one place for every heading; gives also the other lines that look as much like it."""
    likeness = _likeness(lines, marks, order, slips)
    names = dict(marks)
    chosen = {at: names[at] for at in rising(Place(at, order.index(name), likeness[at]) for at, name in marks)}
    for name in dict.fromkeys(names.values()):
        if name not in chosen.values():
            chosen[max((at for at, other in marks if other == name), key=likeness.__getitem__)] = name
    forms = {at: _form(lines, at, slips.printed.get(name)) for at, name in marks}
    best = {name: forms[at] for at, name in chosen.items()}
    return chosen, [lines[at] for at, name in marks if at not in chosen and forms[at] >= best[name]]


def _likeness(lines: Lines, marks: Marks, order: Sequence[str], slips: Slips) -> dict[int, Likeness]:
    """How much each line is like a heading as it is printed.

    It stands behind the narratives where it is printed there, says all its words, has blank lines around it, and stars
    or another mark. The heading of what no author writes, a table or links, stands behind all words that are like it.
    """
    narratives = order.index(slips.narratives) if slips.narratives in order else len(order)
    last, told = {name: at for at, name in marks}, _last_narrative(lines, slips)
    likeness: dict[int, Likeness] = {}
    for at, name in marks:
        printed, is_behind = slips.printed.get(name), order.index(name) > narratives
        is_whole, is_marked = _form(lines, at, printed)
        is_last = is_behind and (printed is None or printed.content is not None) and at == last[name]
        likeness[at] = (not is_behind or at > told, is_whole, stands_alone(lines, at), is_marked, is_last)
    return likeness


def _form(lines: Lines, at: int, printed: Printed | None) -> tuple[bool, bool]:
    """Whether a line says all words of the heading, and whether it has its stars or another mark."""
    said = lines[at].text
    is_whole = printed is None or _NO_LETTER.sub("", said) == _NO_LETTER.sub("", printed.words)
    return is_whole, said.startswith(("*", "#", "\\"))


def _last_narrative(lines: Lines, slips: Slips) -> int:
    """Where the last narrative begins, of several of one number the first; -1 where there is none."""
    if slips.narrative is None:
        return -1
    first: dict[str, int] = {}
    for at, _ in found(lines, slips.narrative):
        first.setdefault(_NO_DIGIT.sub("", lines[at].text), at)
    return max(first.values(), default=-1)
