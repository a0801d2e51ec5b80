"""The second reader of PDFs: playa, slower, with rules of its own for what glyphs mean; it honours every ActualText."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from extract.pdf.glyphs import Stroke, cluster, covers, spelled, strips
from extract.sheets import Sheet

if TYPE_CHECKING:
    from playa import Page

NAME = "playa-pdf"


def sheets(data: bytes) -> Iterator[Sheet]:
    """Read the pages one by one."""
    import playa

    with playa.parse(data, space="screen") as document:
        for number, page in enumerate(document.pages, start=1):
            yield Sheet(number, page.width, page.height, strips(_strokes(page)), _has_picture(page))


def _strokes(page: Page) -> Iterator[Stroke]:
    """The strokes in the order of drawing; the glyphs for which one ActualText stands are one."""
    # The number tells one mark from the next that says the same.
    for (_, said), texts in groupby(page.texts, key=_meaning):
        strokes = [_stroke(glyph) for text in texts for glyph in text]
        if said is None:
            yield from strokes
        elif said and strokes:
            first, right = strokes[0], max(stroke.rights[-1] for stroke in strokes)
            yield cluster(spelled(said), first.lefts[0], right, first.baseline, first.size)


def _meaning(text: Any) -> tuple[int, str | None]:
    """The number of the mark around a text object, and what it says that the object means."""
    said = text.mcs.props.get("ActualText") if text.mcs is not None and text.mcs.props else None
    return (0, None) if said is None else (id(text.mcs), _decoded(said))


def _stroke(glyph: Any) -> Stroke:
    left, right = glyph.origin[0], glyph.origin[0] + glyph.displacement[0]
    return cluster(spelled(glyph.chars), min(left, right), max(left, right), glyph.origin[1], glyph.size or 1.0)


def _decoded(said: Any) -> str:
    from playa.utils import decode_text

    return str(decode_text(said)) if isinstance(said, bytes) else str(said)


def _has_picture(page: Page) -> bool:
    return any(image.bbox is not None and covers(image.bbox, page.width, page.height) for image in page.images)
