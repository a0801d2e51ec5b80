"""The strokes of a page as PDFium finds them: runs of its characters, and the clusters whose meaning the PDF says."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import starmap
from math import hypot

from extract.letters import MARKS
from extract.pdf.blanks import Blank, with_blanks
from extract.pdf.doubts import ONE_WIDTH, are_doubtful, is_unlike
from extract.pdf.glyphs import DRAWN, NEAR, Stroke, cluster
from extract.pdf.pdfium import Handle, pdfium
from extract.pdf.pdfium_page import UPRIGHT, Box, Direction, Frame, Objects

_MARK = re.compile(f"[{MARKS}]")
_EVEN = re.compile(f"[{re.escape(''.join(sorted(ONE_WIDTH)))}]")
# No letter: fonts have one width for all that they do not have.
_NO_LETTER = "\uffff"
# How wide a blank may be, in ems.
_WIDEST = 1.0
# What is drawn again so near is the shadow of what it covers, in ems.
_SHADOW = 0.3

Place = tuple[float, float, float, Direction]


@dataclass(slots=True, eq=False)
class _Run:
    """Characters of one size, from ``start`` to ``end``, that follow one another in PDFium's text and on the page."""

    start: int
    end: int
    baseline: float
    size: float
    blank: float = 0.0
    is_inner: bool = False


class Strokes:
    """The strokes of a page as text in the direction of its frame; ``direction`` is what most of it runs in."""

    def __init__(self, objects: Objects, frame: Frame, text: Handle) -> None:
        self._calls, self._objects, self._frame, self._text = pdfium(), objects, frame, text
        # A producer that says what glyphs mean knows of clusters; there, a mark that looks wrong is none.
        self._is_trusted = bool(objects.meant)
        self._lefts, self._rights = frame.edges(*self._calls.advances(text, len(objects.said)))
        self._directions = Counter[Direction]()
        # What was read, in the order of drawing, and a text object on each baseline.
        self._made: list[_Run | Stroke] = []
        self._blanks: list[Blank] = []
        self._lines: dict[float, int] = {}
        self._widths: dict[tuple[int, str], float] = {}
        self._number = ctypes.c_float()

    @property
    def direction(self) -> Direction:
        """The direction in which most of what was read runs."""
        return max(self._directions, key=self._directions.__getitem__, default=self._frame.direction)

    def read(self) -> list[Stroke]:
        """The strokes in the order of drawing."""
        self._read()
        odd = self._odd([run for run in self._made if isinstance(run, _Run)])
        strokes = [self._stroke(made, odd) if isinstance(made, _Run) else made for made in self._made]
        return with_blanks(strokes, self._blanks) if self._blanks else strokes

    def clipped(self) -> set[float]:
        """The baselines of lines that are clipped away: they are drawn, and not seen."""
        return {baseline for baseline, thing in self._lines.items() if self._is_clipped(thing, baseline)}

    def _is_clipped(self, thing: int, baseline: float) -> bool:
        boxes = starmap(self._frame.box, self._objects.clips(thing))
        return any(not top <= baseline <= bottom for _, top, _, bottom in boxes)

    def _read(self) -> None:
        objects, direction, bare = self._objects, self._frame.direction, self._objects.bare
        starts, ends, blanks = objects.starts, objects.ends, objects.blanks
        meant, broken = objects.meant, objects.broken
        lefts, rights, made, lines = self._lefts, self._rights, self._made, self._lines
        places, run, blank = self._places(), None, 0.0
        for thing in objects.texts:
            place = next(places) if thing in starts else None
            if (
                place is None
                or thing in meant
                or place[3] != direction
                or (thing in bare and self._are_scattered(thing))
            ):
                run, blank = None, self._read_whole(thing, place, blank)
                continue
            left, baseline, size, _ = place
            start, end = starts[thing], ends[thing]
            lefts[start] = left  # Its advance is said to begin where its ink does, if that is further to the left.
            if thing in broken:
                run = None
                lines.setdefault(baseline, thing)
                for at, chars in enumerate(broken[thing]):
                    made.append(_Run(chars.start, chars.stop, baseline, size, DRAWN if at else blank, at > 0))
            elif (
                run is not None
                and start == run.end
                and baseline == run.baseline
                and size == run.size
                and -size < left - rights[start - 1] <= NEAR * size
            ):
                run.end = end
            else:
                made.append(run := _Run(start, end, baseline, size, blank))
                lines.setdefault(baseline, thing)
            blank = blanks.get(thing, 0.0)

    def _places(self) -> Iterator[Place]:
        """Where each text object begins that has characters, the size of its type, the direction that it runs in."""
        starts, ends = self._objects.starts, self._objects.ends
        things = [thing for thing in self._objects.texts if thing in starts]
        firsts = [starts[thing] for thing in things]
        a_s, b_s, c_s, d_s, xs, ys = self._calls.matrices(self._text, firsts)
        scales = map(hypot, c_s, d_s) if any(c_s) else map(abs, d_s)
        sizes = [size * scale or 1.0 for size, scale in zip(self._calls.sizes(self._text, firsts), scales, strict=True)]
        directions = [UPRIGHT] * len(things)
        if any(b_s) or min(a_s, default=1) <= 0:
            directions = list(map(_direction, a_s, b_s))
            for direction, thing in zip(directions, things, strict=True):
                self._directions[direction] += ends[thing] - starts[thing]
        return zip(*self._frame.seen(xs, ys), sizes, directions, strict=True)

    def _read_whole(self, thing: int, place: Place | None, blank: float) -> float:
        """Read what is no run of the frame's direction; return the blank behind it."""
        objects = self._objects
        if thing in objects.meant:
            mark, meaning = objects.meant[thing]
            if not meaning or thing != objects.parts[mark][0]:
                return blank
            if meaning.isspace():
                return self._read_blanks(thing, blank)
            self._read_cluster(mark, meaning, place, blank)
            return DRAWN if objects.blanks.get(thing) == DRAWN else 0.0
        if thing in objects.silent:
            return self._read_silent(thing, blank)
        if place is None or (thing in objects.bare and self._are_scattered(thing)):
            return self._read_blanks(thing, blank)  # A blank that is drawn alone has no characters.
        stretches = objects.broken.get(thing) or [range(objects.starts[thing], objects.ends[thing])]
        text = " ".join(objects.said[chars.start : chars.stop] for chars in stretches)
        left, _, right, _ = self._around([thing])
        self._made.append(cluster(text, left, right, place[1], place[2], blank))
        return objects.blanks.get(thing, 0.0)

    def _read_blanks(self, thing: int, blank: float) -> float:
        """Read blanks that are drawn alone; return the blank behind what was read last: they may stand elsewhere."""
        first, last = self._blanks_of(thing)
        if self._is_next(first):
            blank = DRAWN
            if last.left - first.left < _WIDEST * last.size:
                return blank
        self._blanks += [first, last]
        return blank

    def _blanks_of(self, thing: int) -> tuple[Blank, Blank]:
        """The first and the last of the blanks of an object: where those between them stand is not known."""
        left, baseline, size, _ = self._place(thing)
        first = Blank(baseline, left, size)
        return first, first._replace(left=self._around([thing])[2]) if thing in self._objects.bare else first

    def _is_next(self, blank: Blank) -> bool:
        """Whether a blank stands behind what was read last."""
        if not self._made:
            return False
        last = self._made[-1]
        rights = last.rights if isinstance(last, Stroke) else self._rights[last.start : last.end]
        return blank.is_behind(last.baseline, rights)

    def _are_scattered(self, thing: int) -> bool:
        """Whether the blanks of an object stand apart, or elsewhere than behind what was read last."""
        count = self._objects.ends[thing] - self._objects.starts[thing]
        first, last = self._blanks_of(thing)
        return last.left - first.left > count * _WIDEST * last.size or not self._is_next(first)

    def _read_cluster(self, mark: int, meaning: str, place: Place | None, blank: float) -> None:
        """Read the objects of a mark as one stroke."""
        parts = self._objects.parts[mark]
        left, baseline, size, _ = place or self._place(parts[0])
        width = self._width(parts[0], meaning)
        right = left + width * size
        if not width:
            inked, _, right, _ = self._around(parts)
            left = min(left, inked)
        self._made.append(cluster(meaning, left, right, baseline, size, blank))
        self._lines.setdefault(baseline, parts[0])

    def _read_silent(self, thing: int, blank: float) -> float:
        """Read what PDFium takes for the same object drawn again, as it takes a line that is the one above."""
        objects, (left, baseline, size, _) = self._objects, self._place(thing)
        source = objects.repeated(thing)
        if source is None:
            x0, _, x1, _ = self._around([thing])
            self._made.append(cluster("\ufffd", x0, x1, baseline, size, blank))
            return 0.0
        before = self._place(source)
        shift = left - before[0]
        if max(abs(shift), abs(baseline - before[1])) < _SHADOW * size:
            return blank  # It is drawn twice to look bold.
        for chars in objects.broken.get(source) or [range(objects.starts[source], objects.ends[source])]:
            start, end = chars.start, chars.stop
            lefts, rights = ([x + shift for x in xs[start:end]] for xs in (self._lefts, self._rights))
            is_inner = start > objects.starts[source]
            pause = DRAWN if is_inner else blank
            self._made.append(Stroke(objects.said[start:end], lefts, rights, baseline, size, pause, is_inner))
        return objects.blanks.get(source, 0.0)

    def _place(self, thing: int) -> Place:
        """The place of a text object without characters."""
        matrix = (ctypes.c_float * 6)()
        self._calls.fill_matrix(thing, matrix)
        self._calls.fill_size(thing, ctypes.byref(self._number))
        a, b, c, d, x, y = matrix
        (left,), (baseline,) = self._frame.seen([x], [y])
        return left, baseline, self._number.value * hypot(c, d) or 1.0, _direction(a, b)

    def _width(self, thing: int, meaning: str) -> float:
        """How wide a letter and its marks are in the font of a text object, in ems; 0 where that is not sure."""
        font = self._calls.font(thing)
        if (font, meaning) not in self._widths:
            widths = []
            letters = meaning.rstrip(MARKS)
            for char in (letters, _NO_LETTER) if len(letters) == 1 and letters != "ำ" else ():
                self._calls.fill_width(font, ord(char), 1.0, ctypes.byref(self._number))
                widths.append(self._number.value)
            self._widths[font, meaning] = widths[0] if len({*widths}) > 1 else 0.0
        return self._widths[font, meaning]

    def _around(self, things: Sequence[int]) -> Box:
        """The box around the ink of objects."""
        boxes = starmap(self._frame.box, self._objects.bounds(things))
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)

    def _stroke(self, run: _Run, odd: set[int]) -> Stroke:
        start, end = run.start, run.end
        doubts = [at - start for at in range(start, end) if at in odd] if odd else ()
        lefts, rights = self._lefts[start:end], self._rights[start:end]
        text = self._objects.said[start:end]
        return Stroke(text, lefts, rights, run.baseline, run.size, run.blank, run.is_inner, doubts)

    def _odd(self, runs: Iterable[_Run]) -> set[int]:
        """The characters of runs that do not look like what they are said to be."""
        said, calls = self._objects.said, self._calls
        widths: dict[tuple[int, str], list[tuple[float, int]]] = {}
        marks: list[tuple[int, _Run]] = []
        for run in runs:
            text, start = said[run.start : run.end], run.start
            if text.isalpha():
                continue
            for match in _EVEN.finditer(text):
                at = start + match.start()
                font = calls.font(calls.char_object(self._text, at))
                width = (self._rights[at] - self._lefts[at]) / run.size
                widths.setdefault((font, match[0]), []).append((width, at))
            if not self._is_trusted:
                marks += [(start + match.start(), run) for match in _MARK.finditer(text)]
        odd = {at for found in widths.values() if are_doubtful([width for width, _ in found]) for _, at in found}
        return odd | self._unlike(marks)

    def _unlike(self, marks: Sequence[tuple[int, _Run]]) -> set[int]:
        """The marks whose ink does not stand where theirs has to."""
        lefts, rights, bottoms, tops = self._calls.inks(self._text, [at for at, _ in marks])
        ones, others = self._frame.seen(lefts, bottoms)[1], self._frame.seen(rights, tops)[1]
        odd = set[int]()
        for (at, run), one, other in zip(marks, ones, others, strict=True):
            low, high = sorted(((run.baseline - one) / run.size, (run.baseline - other) / run.size))
            if is_unlike(self._objects.said[at], low, high):
                odd.add(at)
        return odd


def _direction(a: float, b: float) -> Direction:
    width = hypot(a, b) or 1.0
    return round(a / width), round(b / width)
