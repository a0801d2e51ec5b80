"""The first reader of PDFs: pypdfium2, fast, and exact where a PDF says what its glyphs mean.

PDFium's own text repeats clusters that carry an ActualText, sorts a line from left to right and leaves
out blanks that were drawn alone. So its characters are taken one by one, put back into the order in which
the page draws them, and every ActualText is read once, from the mark itself. PDFium must not run in two
threads of one process.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING, Any

from extract.glyphs import DRAWN, SEEN, Glyph, clean, is_stray, is_unlike, strips, with_doubtful_widths
from extract.sheets import Sheet
from extract.thai import MARKS

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

NAME = "pypdfium2"
# PDFium writes a hyphen at a line's end as this control.
_HYPHEN = 2
_SPACE = 32
# A blank that PDFium found inside a text object, and gives no place; one that it guesses behind an object.
_BLANK, _GAP = -1, -2
_BLANKS = {_BLANK: DRAWN, _GAP: SEEN}
_TEXT, _IMAGE, _FORM = 1, 3, 5
# A picture that covers at least this share of its page may be a scan of it.
_COVERS = 0.3
_LONGEST_MEANING = 1024
_DEEPEST_FORM = 12

Corner = tuple[float, float]


def sheets(data: bytes) -> Iterator[Sheet]:
    """Read the pages one by one."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        for number in range(len(document)):
            page = document[number]
            try:
                yield _Page(page).sheet(number + 1)
            finally:
                page.close()


@dataclass(slots=True)
class _Run:
    """A text object, or those of one cluster; ``chars`` are the numbers of its characters in PDFium's text."""

    parts: list[Any]
    chars: list[int]
    origin: Corner
    size: float
    direction: Corner
    meaning: str | None = None
    blank: float = 0.0


class _Page:
    """A page while it is read; ``direction`` is the one in which most of its text runs."""

    def __init__(self, page: PdfPage) -> None:
        import pypdfium2.raw as raw

        self.raw: Any = raw
        self.page: Any = page
        self.text: Any = None
        self.direction: Corner = (1, 0)
        self.bounds = (0.0, 0.0, *page.get_size())
        # The text objects in the order of drawing, and the place of each there by its address.
        self.things: list[Any] = []
        self.places: dict[int, int] = {}
        self.meanings: dict[int, str | None] = {}
        self.has_picture = False
        self._walk(page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)

    def sheet(self, number: int) -> Sheet:
        """Read the page; its frame is turned so that most of its text stands upright."""
        raw = self.raw
        self.text = raw.FPDFText_LoadPage(self.page)
        try:
            edges = raw.FS_RECTF()
            if raw.FPDF_GetPageBoundingBox(self.page, edges):
                self.bounds = edges.left, edges.bottom, edges.right, edges.top
            runs = self._runs()
            if runs:
                self.direction = Counter(run.direction for run in runs for _ in run.chars).most_common(1)[0][0]
            glyphs = with_doubtful_widths(list(self._glyphs(runs)))
        finally:
            raw.FPDFText_ClosePage(self.text)
        left, bottom, right, top = self.bounds
        width, height = (right - left, top - bottom) if self.direction[1] == 0 else (top - bottom, right - left)
        return Sheet(number, width, height, strips(glyphs), self.has_picture)

    def _walk(self, parent: Any, count: Callable[[Any], int], get: Callable[[Any, int], Any], depth: int = 0) -> None:
        """Find the text objects, those of forms among them, and whether there is a large picture."""
        raw = self.raw
        for at in range(count(parent) if depth < _DEEPEST_FORM else 0):
            thing = get(parent, at)
            kind = raw.FPDFPageObj_GetType(thing)
            if kind == _TEXT:
                self.places[ctypes.addressof(thing.contents)] = len(self.things)
                self.things.append(thing)
            elif kind == _FORM:
                self._walk(thing, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, depth + 1)
            elif kind == _IMAGE and not self.has_picture:
                x0, y0, x1, y1 = self._bounds(thing)
                self.has_picture = (x1 - x0) * (y1 - y0) >= _COVERS * self.bounds[2] * self.bounds[3]

    def _chars(self) -> dict[int, list[int]]:
        """The characters of each text object that has some, by its place; PDFium's own blanks are _BLANK."""
        raw, places, found = self.raw, self.places, dict[int, list[int]]()
        is_generated, owner = raw.FPDFText_IsGenerated, raw.FPDFText_GetTextObject
        last: list[int] = []
        for at in range(raw.FPDFText_CountChars(self.text)):
            thing = owner(self.text, at)
            if is_generated(self.text, at) != 1:
                place = places.get(ctypes.addressof(thing.contents)) if thing else None
                if place is not None:
                    last = found.setdefault(place, [])
                    last.append(at)
            elif raw.FPDFText_GetUnicode(self.text, at) == _SPACE:
                last.append(_BLANK if thing else _GAP)
        return found

    def _runs(self) -> list[_Run]:
        """The text objects in the order of drawing, those of one cluster together.

        PDFium gives an object no characters where it is a blank, or a part of a cluster.
        """
        found = self._chars()
        meant = [self._meaning(thing) for thing in self.things]
        clusters: dict[int, _Run] = {}
        runs = list[_Run]()
        blank = 0.0
        for place, (thing, (mark, meaning)) in enumerate(zip(self.things, meant, strict=True)):
            chars = found.get(place, [])
            if meaning is not None and mark in clusters:
                clusters[mark].parts.append(thing)
                clusters[mark].chars += chars
            elif chars or (meaning and not meaning.isspace()):
                run = self._run(thing, chars)
                run.meaning, run.blank = meaning, blank
                clusters[mark] = run
                runs.append(run)
                blank = _BLANKS.get(chars[-1], 0.0) if chars else 0.0
            else:
                blank = DRAWN
        return runs

    def _run(self, thing: Any, chars: list[int]) -> _Run:
        size, matrix = ctypes.c_float(), self.raw.FS_MATRIX()
        self.raw.FPDFTextObj_GetFontSize(thing, size)
        if not chars or not self.raw.FPDFText_GetMatrix(self.text, chars[0], matrix):
            self.raw.FPDFPageObj_GetMatrix(thing, matrix)
        width = hypot(matrix.a, matrix.b) or 1.0
        direction = (round(matrix.a / width), round(matrix.b / width))
        return _Run([thing], chars, (matrix.e, matrix.f), size.value * hypot(matrix.c, matrix.d) or 1.0, direction)

    def _glyphs(self, runs: list[_Run]) -> Iterator[Glyph]:
        # A producer that says what glyphs mean knows of clusters; there, a mark that looks wrong is none.
        is_trusted = any(run.meaning is not None for run in runs)
        for run in runs:
            if run.meaning is None and run.direction == self.direction:
                yield from self._plain(run, is_trusted)
            elif run.meaning != "" and not self._is_stray(run):
                yield self._whole(run)

    def _meaning(self, thing: Any) -> tuple[int, str | None]:
        """The mark that says what a text object means, and what it says; None where none does."""
        raw, mark = self.raw, 0
        for at in range(raw.FPDFPageObj_CountMarks(thing)):
            sign = raw.FPDFPageObj_GetMark(thing, at)
            mark = ctypes.addressof(sign.contents)
            if mark not in self.meanings:
                length, said = ctypes.c_ulong(), (ctypes.c_ubyte * _LONGEST_MEANING)()
                is_said = raw.FPDFPageObjMark_GetParamBlobValue(sign, b"ActualText", said, _LONGEST_MEANING, length)
                self.meanings[mark] = _decoded(bytes(said[: length.value])) if is_said else None
            if self.meanings[mark] is not None:
                return mark, self.meanings[mark]
        return 0, None

    def _plain(self, run: _Run, is_trusted: bool) -> Iterator[Glyph]:
        """One glyph for each character of a text object."""
        raw, text, size, blank = self.raw, self.text, run.size, run.blank
        start, baseline = self._seen(*run.origin)
        font = ctypes.addressof(raw.FPDFTextObj_GetFont(run.parts[0]).contents)
        edges = raw.FS_RECTF()
        is_upright = self.direction == (1, 0)
        shift = self.bounds[0]
        for at in run.chars:
            if at in _BLANKS:
                blank = _BLANKS[at]
                continue
            char = self._char(at)
            raw.FPDFText_GetLooseCharBox(text, at, edges)
            if is_upright:
                left, right = edges.left - shift, edges.right - shift
            else:
                left, _, right, _ = self._around((edges.left, edges.bottom), (edges.right, edges.top))
            if at == run.chars[0]:
                left = start  # The box reaches further to the left where the ink does.
            is_odd = char in MARKS and not is_trusted and is_unlike(char, *self._heights(at, baseline, size))
            yield Glyph(char, left, right, baseline, size, blank, is_odd, font)
            blank = 0.0

    def _whole(self, run: _Run) -> Glyph:
        """One glyph for a whole text object or cluster."""
        left, _, right, _ = self._ink(run)
        origin, baseline = self._seen(*run.origin)
        text = run.meaning
        if text is None:
            text = "".join(self._char(at) for at in run.chars if at >= 0)
        return Glyph(clean(text), min(left, origin), right, baseline, run.size, run.blank)

    def _is_stray(self, run: _Run) -> bool:
        if run.meaning is None:
            return False
        _, top, _, bottom = self._ink(run)
        _, baseline = self._seen(*run.origin)
        return is_stray(run.meaning, (baseline - bottom) / run.size, (baseline - top) / run.size)

    def _ink(self, run: _Run) -> tuple[float, float, float, float]:
        """The box around all parts."""
        boxes = [self._bounds(thing) for thing in run.parts]
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)

    def _char(self, at: int) -> str:
        code = self.raw.FPDFText_GetUnicode(self.text, at)
        if code == _HYPHEN:
            return "-"
        return clean(chr(code)) if 0 < code < 0x110000 else "\ufffd"

    def _heights(self, at: int, baseline: float, size: float) -> Corner:
        """How far the ink of a character begins and ends above the baseline, in ems."""
        _, top, _, bottom = self._box(at)
        return (baseline - bottom) / size, (baseline - top) / size

    def _box(self, at: int) -> tuple[float, float, float, float]:
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        self.raw.FPDFText_GetCharBox(self.text, at, left, right, bottom, top)
        return self._around((left.value, bottom.value), (right.value, top.value))

    def _bounds(self, thing: Any) -> tuple[float, float, float, float]:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        self.raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
        return self._around((left.value, bottom.value), (right.value, top.value))

    def _around(self, *corners: Corner) -> tuple[float, float, float, float]:
        (x0, y0), (x1, y1) = (self._seen(*corner) for corner in corners)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _seen(self, x: float, y: float) -> Corner:
        """Where a point lies from the upper left corner, once the page is turned so that its text is upright."""
        left, bottom, right, top = self.bounds
        match self.direction:
            case (0, 1):
                return y - bottom, x - left
            case (-1, _):
                return right - x, y - bottom
            case (0, -1):
                return top - y, right - x
        return x - left, top - y


def _decoded(said: bytes) -> str:
    """Decode a text string of a PDF."""
    if said.startswith(b"\xfe\xff"):
        return said[2:].decode("utf-16-be", "replace")
    if said.startswith(b"\xef\xbb\xbf"):
        return said[3:].decode("utf-8", "replace")
    return said.decode("latin-1")
