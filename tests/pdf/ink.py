"""What stands on the pages of a PDF: its text by place as playa-pdf reads it, and its ink as PDFium draws it."""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from unicodedata import normalize

from extract.pages import Box
from extract.thai import repair

_DOTS_PER_POINT = 2
_DARK = 128
# Marks stand over or under the letter before them, wherever their own place is said to be.
_MARK = re.compile("[ัิ-ฺ็-๎\uf701-\uf70e\uf710-\uf71a]+")
_BLANK = re.compile(r"\s+")
_LIGATURE = re.compile("[\ufb00-\ufb06]")


class Stroke(NamedTuple):
    """A character, or a cluster, and where it stands: from the upper left corner in points."""

    text: str
    x0: float
    x1: float
    y: float


class Paper:
    """A PDF, page by page."""

    def __init__(self, data: bytes) -> None:
        import playa
        import pypdfium2

        document = playa.parse(data)
        self._strokes = [_strokes(page) for page in document.pages]
        drawn = pypdfium2.PdfDocument(data)
        self._pictures = [page.render(scale=_DOTS_PER_POINT, grayscale=True).to_pil() for page in drawn]
        drawn.close()

    def text(self, box: Box) -> str:
        """What is written in a box, repaired and without blanks."""
        found = [
            stroke.text
            for stroke in self._strokes[box.page - 1]
            if box.x0 <= (stroke.x0 + stroke.x1) / 2 <= box.x1 and box.top <= stroke.y <= box.bottom
        ]
        return bare("".join(found))

    def edges(self, box: Box) -> tuple[float, float] | None:
        """How far the ink in a box stands from its left and its right edge, in points; None without ink."""
        corners = [round(edge * _DOTS_PER_POINT) for edge in (box.x0, box.top, box.x1, box.bottom)]
        cut = self._pictures[box.page - 1].crop(corners)
        inked = cut.point([255 * (shade < _DARK) for shade in range(256)]).getbbox()
        return None if inked is None else (inked[0] / _DOTS_PER_POINT, (cut.width - inked[2]) / _DOTS_PER_POINT)


def bare(text: str) -> str:
    """A text repaired, without blanks, and with the letters of Latin ligatures."""
    return _BLANK.sub("", repair(_LIGATURE.sub(lambda ligature: normalize("NFKC", ligature[0]), text)))


def _strokes(page: Any) -> list[Stroke]:
    strokes: list[Stroke] = []
    cluster: Any = None
    for thing in page.texts:
        for glyph in thing:
            x0, y0, x1, y1 = glyph.bbox
            meaning = _meaning(thing)
            if meaning is not None and thing.mcs is cluster:
                strokes[-1] = strokes[-1]._replace(x1=max(strokes[-1].x1, x1))
                continue
            cluster = thing.mcs if meaning is not None else None
            text = glyph.text or "" if meaning is None else meaning
            if strokes and _MARK.fullmatch(text):
                strokes[-1] = strokes[-1]._replace(text=strokes[-1].text + text)
            else:
                strokes.append(Stroke(text, x0, x1, (y0 + y1) / 2))
    return strokes


def _meaning(thing: Any) -> str | None:
    """What the PDF says that a cluster means."""
    said = thing.mcs.props.get("ActualText") if thing.mcs and thing.mcs.props else None
    if said is None:
        return None
    return str(said.decode("utf-16") if said[:2] in (b"\xfe\xff", b"\xff\xfe") else said.decode("latin-1"))
