"""A page as PDFium finds it: its frame, its text objects, their characters, and what the PDF says that they mean."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, repeat
from typing import Any

from extract.pdf.glyphs import DRAWN, SEEN, covers
from extract.pdf.pdfium import Handle, pdfium

_TEXT, _IMAGE, _FORM = 1, 3, 5
_DEEPEST_FORM = 12
# How far back an object may stand that is repeated, and how much their sizes may differ, in points.
_FARTHEST, _SAME_SIZE = 8, 0.1
_BLANKS = re.compile("[ \r\n]")

UPRIGHT = (1, 0)

Direction = tuple[int, int]
Box = tuple[float, float, float, float]
Numbers = list[float]


class Frame:
    """The edges of a page; places are measured from its upper left corner, once most of its text stands upright."""

    def __init__(self, page: Handle, size: tuple[float, float]) -> None:
        self.direction: Direction = UPRIGHT
        edges = (ctypes.c_float * 4)(0.0, size[1], size[0], 0.0)
        pdfium().fill_page_edges(page, edges)
        self._left, self._top, self._right, self._bottom = edges

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        across, along = self._right - self._left, self._top - self._bottom
        return (across, along) if self.direction[1] == 0 else (along, across)

    def seen(self, xs: Numbers, ys: Numbers) -> tuple[Numbers, Numbers]:
        """Where points lie: how far from the left, how far from above."""
        match self.direction:
            case (0, 1):
                return [y - self._bottom for y in ys], [x - self._left for x in xs]
            case (-1, _):
                return [self._right - x for x in xs], [y - self._bottom for y in ys]
            case (0, -1):
                return [self._top - y for y in ys], [self._right - x for x in xs]
        return [x - self._left for x in xs], [self._top - y for y in ys]

    def edges(self, lefts: Numbers, tops: Numbers, rights: Numbers, bottoms: Numbers) -> tuple[Numbers, Numbers]:
        """Where the left and the right edges of boxes lie."""
        if self.direction == UPRIGHT:
            return [x - self._left for x in lefts], [x - self._left for x in rights]
        (one, _), (other, _) = self.seen(lefts, tops), self.seen(rights, bottoms)
        return list(map(min, one, other)), list(map(max, one, other))

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Where the edges of a box lie: left, top, right, bottom."""
        (x0, x1), (y0, y1) = self.seen([left, right], [bottom, top])
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


class Objects:
    """The text objects of a page in the order of drawing, and the text that PDFium makes of them.

    PDFium gives an object the characters from ``starts`` to ``ends`` of ``said``, or none where it is a blank or a
    part of a cluster; those of ``broken`` have them in stretches, between which blanks are left out. ``blanks`` are
    the blanks at the ends of objects, drawn ones and others that are only seen; ``bare`` are the objects that hold
    nothing but several blanks. ``meant`` is what an object means, and the number of the mark that says so, where one
    does; ``parts`` are the objects of each such mark; ``silent`` are those that have ink, and neither characters nor
    a meaning.
    """

    def __init__(self, page: Handle, text: Handle) -> None:
        self._calls = pdfium()
        self.said = self._calls.said(text)
        self._left_out: list[tuple[int, int, float]] = []
        owners = self._owners(text)
        count = len(owners)
        self.starts = dict(zip(reversed(owners), range(count - 1, -1, -1), strict=True))
        self.ends = dict(zip(owners, range(1, count + 1), strict=True))
        self.broken = self._broken(owners)
        self.blanks = {thing: blank for thing, at, blank in self._left_out if at == self.ends[thing]}
        said, ends = self.said, self.ends
        blank = [(thing, at) for thing, at in self.starts.items() if said[at] == " "]
        self.bare = {thing for thing, at in blank if said[at : ends[thing]].isspace()}
        self._pictures: list[int] = []
        # Those in forms, which have places of their own.
        self._inner: set[int] = set()
        self.texts = self._texts(page, self._calls.page_objects, self._calls.page_object)
        self.meant: dict[int, tuple[int, str]] = {}
        self.parts: dict[int, list[int]] = {}
        self._find_meanings()
        bare = [thing for thing in self.texts if thing not in self.starts and thing not in self.meant]
        boxes = self.bounds(bare)
        self.silent = {thing for thing, (x0, y0, x1, y1) in zip(bare, boxes, strict=True) if x0 < x1 and y0 < y1}
        self._order = {thing: at for at, thing in enumerate(self.texts)} if self.silent else {}

    def bounds(self, things: Sequence[int]) -> list[Box]:
        """The left, bottom, right and top edge of the ink of each object."""
        return list(zip(*self._calls.bounds(things), strict=True))

    def repeated(self, thing: int) -> int | None:
        """The object just before that PDFium takes an object for, and so gives it no characters; None where none is."""
        at = self._order[thing]
        before = [other for other in self.texts[max(at - _FARTHEST, 0) : at] if other in self.starts]
        sizes = [(x1 - x0, y1 - y0) for x0, y0, x1, y1 in self.bounds([*before, thing])]
        same = [
            other
            for other, size in zip(before, sizes, strict=False)
            if max(abs(one - two) for one, two in zip(size, sizes[-1], strict=True)) < _SAME_SIZE
        ]
        return same[-1] if same else None

    def clips(self, thing: int) -> Iterator[Box]:
        """The left, bottom, right and top edge of each of the paths outside of which an object is not seen."""
        calls, x, y = self._calls, ctypes.c_float(), ctypes.c_float()
        path = calls.clip(thing) if thing not in self._inner else None
        for at in range(calls.clip_paths(path) if path else 0):
            xs, ys = list[float](), list[float]()
            for number in range(calls.clip_segments(path, at)):
                calls.fill_point(calls.clip_segment(path, at, number), ctypes.byref(x), ctypes.byref(y))
                xs.append(x.value)
                ys.append(y.value)
            if xs:
                yield min(xs), min(ys), max(xs), max(ys)

    def has_picture(self, width: float, height: float) -> bool:
        """Whether a picture covers much of the page."""
        return any(covers(box, width, height) for box in self.bounds(self._pictures))

    def _owners(self, text: Handle) -> list[int]:
        """The object of each character; for each blank or line end that PDFium puts in, a number that is none."""
        calls, owners = self._calls, list[int]()
        for match in _BLANKS.finditer(self.said):
            end = match.start()
            if calls.is_generated(text, end) == 1:
                owners += self._owners_of(text, len(owners), end)
                if owners and match[0] == " ":
                    self._left_out.append((owners[-1], end, DRAWN if calls.char_object(text, end) else SEEN))
                owners.append(-end)
        return owners + self._owners_of(text, len(owners), len(self.said))

    def _owners_of(self, text: Handle, start: int, end: int) -> list[int]:
        """The objects of a stretch of characters; those of one object follow one another."""
        if start == end:
            return []
        owner = self._calls.char_object
        if (thing := owner(text, start)) == owner(text, end - 1):
            return [thing] * (end - start)
        return list(map(owner, repeat(text), range(start, end)))

    def _broken(self, owners: Sequence[int]) -> dict[int, list[range]]:
        """The stretches of the objects whose characters do not follow one another."""
        if sum(self.ends.values()) - sum(self.starts.values()) == len(owners):
            return {}
        counts = Counter(owners)
        found = {
            thing: list[range]() for thing, count in counts.items() if self.ends[thing] - self.starts[thing] != count
        }
        for thing, group in groupby(range(len(owners)), owners.__getitem__):
            if thing in found:
                chars = list(group)
                found[thing].append(range(chars[0], chars[-1] + 1))
        return found

    def _texts(self, parent: Handle | int, count: Any, get: Any, depth: int = 0) -> list[int]:
        """Find the text objects, those of forms among them, and the pictures."""
        calls = self._calls
        things = list(filter(None, map(get, repeat(parent), range(count(parent)))))
        others = [thing for thing in things if thing not in self.starts]
        kinds = dict(zip(others, map(calls.kind, others), strict=True))
        if depth:
            self._inner.update(things)
        if set(kinds.values()) <= {_TEXT}:
            return things
        texts = list[int]()
        for thing in things:
            kind = kinds.get(thing, _TEXT)
            if kind == _TEXT:
                texts.append(thing)
            elif kind == _IMAGE:
                self._pictures.append(thing)
            elif kind == _FORM and depth < _DEEPEST_FORM:
                texts += self._texts(thing, calls.form_objects, calls.form_object, depth + 1)
        return texts

    def _find_meanings(self) -> None:
        calls, known, level = self._calls, dict[int, str | None](), 0
        marked = [
            (thing, count) for thing, count in zip(self.texts, map(calls.marks, self.texts), strict=True) if count
        ]
        while marked:
            things = [thing for thing, _ in marked]
            marks = list(map(calls.mark, things, repeat(level)))
            known |= {mark: calls.meaning(mark) for mark in set(marks) - known.keys()}
            telling = {mark: meaning for mark, meaning in known.items() if meaning is not None}
            for thing, mark in zip(things, marks, strict=True) if telling else ():
                if mark in telling:
                    self.meant[thing] = mark, telling[mark]
                    self.parts.setdefault(mark, []).append(thing)
            level += 1
            marked = [(thing, count) for thing, count in marked if count > level and thing not in self.meant]
