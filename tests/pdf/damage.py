"""PDFs that are damaged, locked, empty, turned, or have no text that means anything; made from a whole one."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

_PIXELS_PER_POINT = 1.0
_JPEG_QUALITY = 30


def locked(whole: bytes) -> bytes:
    """Encrypted; a password opens it."""
    return _rewritten(whole, lambda writer: writer.encrypt("secret", "owner", algorithm="RC4-128"))


def restricted(whole: bytes) -> bytes:
    """Encrypted so that printing is forbidden; no password is needed to read it."""
    return _rewritten(whole, lambda writer: writer.encrypt("", "owner", algorithm="RC4-128"))


def cut(whole: bytes) -> bytes:
    """The first half of the file."""
    return whole[: len(whole) // 2]


def pageless(whole: bytes) -> bytes:
    """A document without pages."""
    from pypdf import PdfWriter

    return _written(PdfWriter())


def turned(whole: bytes) -> bytes:
    """Every page is to be shown turned by 90 degrees, so that its lines run down the screen."""

    def turn(writer: Any) -> None:
        for page in writer.pages:
            page.rotate(90)

    return _rewritten(whole, turn)


def upright(whole: bytes) -> bytes:
    """Every page is written turned by 90 degrees and shown turned back, as landscape printers do."""
    from pypdf import Transformation
    from pypdf.generic import RectangleObject

    def turn(writer: Any) -> None:
        for page in writer.pages:
            width, height = float(page.mediabox.width), float(page.mediabox.height)
            page.add_transformation(Transformation().rotate(90).translate(height, 0))
            for box in ("mediabox", "cropbox", "trimbox", "bleedbox", "artbox"):
                setattr(page, box, RectangleObject((0, 0, height, width)))
            page.rotate(90)

    return _rewritten(whole, turn)


def pictured(whole: bytes) -> bytes:
    """A picture of the first page, as a scanner makes it: no text at all."""
    import pypdfium2

    document = pypdfium2.PdfDocument(whole)
    picture = document[0].render(scale=_PIXELS_PER_POINT, grayscale=True).to_pil()
    target = io.BytesIO()
    picture.save(target, "PDF", resolution=72 * _PIXELS_PER_POINT, quality=_JPEG_QUALITY)
    return target.getvalue()


def half_pictured(whole: bytes) -> bytes:
    """The first page a picture, the others as they were."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    writer.add_page(PdfReader(io.BytesIO(pictured(whole))).pages[0])
    for page in PdfReader(io.BytesIO(whole)).pages[1:]:
        writer.add_page(page)
    return _written(writer)


def unmapped(whole: bytes) -> bytes:
    """Fonts that do not say which characters their glyphs are."""

    def unmap(writer: Any) -> None:
        for font in _fonts(writer):
            del font["/ToUnicode"]

    return _rewritten(whole, unmap)


def masked(whole: bytes) -> bytes:
    """Fonts that map their Thai glyphs to private characters that mean nothing."""

    def mask(writer: Any) -> None:
        from pypdf.generic import NameObject, StreamObject

        for font in _fonts(writer):
            stream = StreamObject()
            stream.set_data(_masked(font["/ToUnicode"].get_data()))
            font[NameObject("/ToUnicode")] = writer._add_object(stream)

    return _rewritten(whole, mask)


def _masked(mapping: bytes) -> bytes:
    """Exchange the characters U+0E00-U+0E7F on the right sides of a character map for U+E000-U+E07F."""
    return re.sub(rb"(<[0-9A-Fa-f]{4}>\s*)<0[Ee]([0-7][0-9A-Fa-f])>(?=\s*$)", rb"\1<E0\2>", mapping, flags=re.M)


def _fonts(writer: Any) -> list[Any]:
    return [thing for thing in writer._objects if isinstance(thing, dict) and "/ToUnicode" in thing]


def _rewritten(whole: bytes, change: Callable[[Any], object]) -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(whole))
    change(writer)
    return _written(writer)


def _written(writer: Any) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "damaged-locked": locked,
    "damaged-restricted": restricted,
    "damaged-cut": cut,
    "damaged-pageless": pageless,
    "damaged-turned": turned,
    "damaged-upright": upright,
    "damaged-pictured": pictured,
    "damaged-half-pictured": half_pictured,
    "damaged-unmapped": unmapped,
    "damaged-masked": masked,
}
