"""The first reader of PDFs: pypdfium2, fast, and exact where a PDF says what its glyphs mean.

PDFium's own text repeats clusters that carry an ActualText, sorts a line from left to right and leaves
out blanks that were drawn alone. So its characters are put back to the text objects that draw them, in the
order in which the page draws those, and every ActualText is read once, from the mark itself.

Programs that cut a long page into sheets draw the line at a cut twice, once unseen outside the frame of the
text, or the upper marks of a sheet's first line at the foot of the sheet before. Such a line is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from extract.letters import MARKS
from extract.pdf.glyphs import Stroke, strips
from extract.pdf.pdfium import handle, pdfium
from extract.pdf.pdfium_page import Frame, Objects
from extract.pdf.pdfium_strokes import Strokes
from extract.sheets import Sheet
from extract.thai import GLYPHS

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

NAME = "pypdfium2"
# How far from its line's baseline a mark may be drawn, in ems.
_RAISED = 0.25


class _Page(NamedTuple):
    """What was read of a page; ``clipped`` are the baselines of lines that are not seen."""

    size: tuple[float, float] = (0.0, 0.0)
    strokes: Sequence[Stroke] = ()
    clipped: frozenset[float] = frozenset()
    has_picture: bool = False


def sheets(data: bytes) -> Iterator[Sheet]:
    """Read the pages one by one."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        before = _Page()
        for at, (page, after) in enumerate(pairwise(_pages(document)), start=1):
            strokes = _seen(page, before, after) if page.clipped else page.strokes
            yield Sheet(at, *page.size, strips(strokes), page.has_picture)
            before = page


def _pages(document: PdfDocument) -> Iterator[_Page]:
    """The pages, and an empty one behind them."""
    for at in range(len(document)):
        page = document[at]
        try:
            yield _page(page)
        finally:
            page.close()
    yield _Page()


def _page(page: PdfPage) -> _Page:
    """Read a page; its frame is turned so that most of its text stands upright."""
    calls, opened = pdfium(), handle(page.raw)
    text = calls.open_text(opened)
    try:
        objects, frame = Objects(opened, text), Frame(opened, page.get_size())
        reading = Strokes(objects, frame, text)
        strokes = reading.read()
        if reading.direction != frame.direction:
            frame.direction = reading.direction
            reading = Strokes(objects, frame, text)
            strokes = reading.read()
        return _Page(frame.size, strokes, frozenset(reading.clipped()), objects.has_picture(*frame.size))
    finally:
        calls.close_text(text)


def _seen(page: _Page, *others: _Page) -> list[Stroke]:
    """The strokes of a page without the unseen lines that stand on a page beside it, too."""
    texts = ["".join(stroke.text for stroke in other.strokes) for other in others]
    repeated = set[float]()
    for baseline in page.clipped:
        line = [stroke.text for stroke in page.strokes if stroke.baseline == baseline]
        if any(all(text in other for text in line) for other in texts):
            repeated.add(baseline)
    return [stroke for stroke in page.strokes if not _is_of(stroke, repeated)]


def _is_of(stroke: Stroke, baselines: set[float]) -> bool:
    """Whether a stroke stands on one of these baselines, a mark a little above or below."""
    if stroke.baseline in baselines:
        return True
    near = _RAISED * stroke.size if all(ord(char) in GLYPHS or char in MARKS for char in stroke.text) else 0.0
    return any(abs(stroke.baseline - baseline) < near for baseline in baselines)
