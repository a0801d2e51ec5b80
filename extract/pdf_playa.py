"""The second reader of PDFs: playa, slower, with rules of its own for what glyphs mean; it honours every ActualText."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from extract.glyphs import Glyph, clean, strips
from extract.sheets import Sheet

if TYPE_CHECKING:
    from playa import Page

NAME = "playa-pdf"


def sheets(data: bytes) -> Iterator[Sheet]:
    """Read the pages one by one."""
    import playa

    with playa.parse(data, space="screen") as document:
        for number, page in enumerate(document.pages, start=1):
            yield Sheet(number, page.width, page.height, strips(_glyphs(page)))


def _glyphs(page: Page) -> Iterator[Glyph]:
    """The glyphs in the order of drawing; those for which one ActualText stands are one."""
    spoken: Any = None
    for text in page.texts:
        cluster = text.mcs if text.mcs is not None and "ActualText" in text.mcs.props else None
        glyphs = [
            Glyph(clean(glyph.chars) or "\ufffd", *_edges(glyph), glyph.origin[1], glyph.size or 1.0) for glyph in text
        ]
        if cluster is None:
            yield from glyphs
        elif glyphs and cluster is not spoken:
            said = clean(_decoded(cluster.props["ActualText"]))
            right = max(glyph.right for glyph in glyphs)
            if said:
                yield glyphs[0]._replace(text=said, right=right)
        spoken = cluster


def _edges(glyph: Any) -> tuple[float, float]:
    left, right = glyph.origin[0], glyph.origin[0] + glyph.displacement[0]
    return min(left, right), max(left, right)


def _decoded(said: Any) -> str:
    from playa.utils import decode_text

    return str(decode_text(said)) if isinstance(said, bytes) else str(said)
