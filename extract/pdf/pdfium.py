"""PDFium's functions as pypdfium2 brings them, bound anew so that a call costs little.

What PDFium points at is a plain number here, 0 or None where there is nothing. The numbers hold as long as
their document is open. PDFium must not run in two threads of one process.
"""

from __future__ import annotations

import ctypes
import re
from collections import deque
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import repeat
from math import isfinite
from typing import Any

from extract.pdf.glyphs import clean

_USUAL_MEANING = 1024
# What PDFium writes for a hyphen at a line's end.
_HYPHENS = dict.fromkeys((0x02, 0xFFFE), "-")
# Few fonts have so many glyphs that their numbers are those of Thai letters.
_NOT_THAI = re.compile("[^\u0e00-\u0e7f ]")
_P, _INT, _LONG = ctypes.c_void_p, ctypes.c_int, ctypes.c_ulong


class Handle(ctypes.c_void_p):
    """What is asked for its parts by their numbers; functions take it faster than a number."""


def handle(pointer: Any) -> Handle:
    """The handle of what an object of pypdfium2 points at."""
    return ctypes.cast(pointer, Handle)


class Pdfium:
    """The functions that the reader of pages calls for every object and character, named for what they give."""

    def __init__(self) -> None:
        # The one that may take long lets other threads go on.
        self.open_text = ctypes.CFUNCTYPE(Handle, _P)(_address("FPDFText_LoadPage"))
        self.close_text = _bound("FPDFText_ClosePage", None, _P)
        self.page_objects = _bound("FPDFPage_CountObjects", _INT, _P)
        self.page_object = _part("FPDFPage_GetObject", _P)
        self.form_objects = _bound("FPDFFormObj_CountObjects", _INT, _P)
        self.form_object = _bound("FPDFFormObj_GetObject", _P, _P, _LONG)
        self.kind = _bound("FPDFPageObj_GetType", _INT, _P)
        self.marks = _bound("FPDFPageObj_CountMarks", _INT, _P)
        self.mark = _bound("FPDFPageObj_GetMark", _P, _P, _LONG)
        self.clip = _bound("FPDFPageObj_GetClipPath", _P, _P)
        self.clip_paths = _bound("FPDFClipPath_CountPaths", _INT, _P)
        self.clip_segments = _bound("FPDFClipPath_CountPathSegments", _INT, _P, _INT)
        self.clip_segment = _bound("FPDFClipPath_GetPathSegment", _P, _P, _INT, _INT)
        self.font = _bound("FPDFTextObj_GetFont", _P, _P)
        self.chars = _bound("FPDFText_CountChars", _INT, _P)
        self.char_object = _part("FPDFText_GetTextObject", _P)
        self._char_size = _part("FPDFText_GetFontSize", ctypes.c_double)
        self._is_unmapped = _part("FPDFText_HasUnicodeMapError", _INT)
        self._char_code = _part("FPDFText_GetUnicode", ctypes.c_uint)
        self.is_generated = _part("FPDFText_IsGenerated", _INT)
        # Those that fill what is given to them.
        self._fill_text = _bound("FPDFText_GetText", _INT, _P, _INT, _INT, _P)
        self.fill_page_edges = _bound("FPDF_GetPageBoundingBox", _INT, _P, _P)
        self._fill_char_matrix = _bound("FPDFText_GetMatrix", _INT, _P, _INT, _P)
        self._fill_advance = _bound("FPDFText_GetLooseCharBox", _INT, _P, _INT, _P)
        self._fill_ink = _bound("FPDFText_GetCharBox", _INT, _P, _INT, _P, _P, _P, _P)
        self.fill_point = _bound("FPDFPathSegment_GetPoint", _INT, _P, _P, _P)
        self.fill_matrix = _bound("FPDFPageObj_GetMatrix", _INT, _P, _P)
        self._fill_bounds = _bound("FPDFPageObj_GetBounds", _INT, _P, _P, _P, _P, _P)
        self.fill_size = _bound("FPDFTextObj_GetFontSize", _INT, _P, _P)
        self.fill_width = _bound("FPDFFont_GetGlyphWidth", _INT, _P, ctypes.c_uint, ctypes.c_float, _P)
        self._fill_meaning = _bound("FPDFPageObjMark_GetParamBlobValue", _INT, _P, ctypes.c_char_p, _P, _LONG, _P)
        self._said, self._length = (ctypes.c_ubyte * _USUAL_MEANING)(), ctypes.c_ulong()

    def meaning(self, mark: int) -> str | None:
        """What a mark says that its objects mean, if anything."""
        length = ctypes.byref(self._length)
        if not self._fill_meaning(mark, b"ActualText", self._said, len(self._said), length):
            return None
        if self._length.value > len(self._said):
            # Nothing was filled in.
            self._said = (ctypes.c_ubyte * self._length.value)()
            self._fill_meaning(mark, b"ActualText", self._said, len(self._said), length)
        return _decoded(ctypes.string_at(self._said, self._length.value))

    def said(self, text: Handle) -> str:
        """All characters of a page's text, one for each that PDFium counts; U+FFFD for what is none."""
        count = self.chars(text)
        codes = (ctypes.c_ushort * (count + 1))()
        self._fill_text(text, 0, count, codes)
        said = bytes(codes)[:-2].decode("utf-16-le", "replace")
        if len(said) != count or "\0" in said:
            # Characters beyond the first plane are two there, and what has no meaning is left out.
            said = "".join(_char(self._char_code(text, at)) for at in range(count))
        said = clean(said.translate(_HYPHENS))
        # What has no meaning in its font is said to be the character of its number.
        others = (match.start() for match in _NOT_THAI.finditer(said))
        if any(map(self._is_unmapped, repeat(text), others)):
            said = "".join("\ufffd" if self._is_unmapped(text, at) else char for at, char in enumerate(said))
        return said

    # What is asked for many characters at once is filled in without a step of Python for any of them.

    def advances(self, text: Handle, count: int) -> list[list[float]]:
        """The left, top, right and bottom edges of the advance of all characters, a list for each edge."""
        numbers = (ctypes.c_float * (4 * count))()
        _exhaust(map(self._fill_advance, repeat(text), range(count), _places(numbers, 4)))
        return _columns(numbers, 4)

    def matrices(self, text: Handle, chars: Sequence[int]) -> list[list[float]]:
        """The matrices of the objects of characters, a list for each of their six numbers."""
        numbers = (ctypes.c_float * (6 * len(chars)))()
        _exhaust(map(self._fill_char_matrix, repeat(text), chars, _places(numbers, 6)))
        return _columns(numbers, 6)

    def sizes(self, text: Handle, chars: Sequence[int]) -> list[float]:
        """The sizes of the type of characters, before their matrices scale them."""
        return list(map(self._char_size, repeat(text), chars))

    def inks(self, text: Handle, chars: Sequence[int]) -> list[list[float]]:
        """The left, right, bottom and top edges of the ink of characters, a list for each edge."""
        numbers = (ctypes.c_double * (4 * len(chars)))()
        _exhaust(map(self._fill_ink, repeat(text), chars, *(_places(numbers, 4, at) for at in range(4))))
        return _columns(numbers, 4)

    def bounds(self, things: Sequence[int]) -> list[list[float]]:
        """The left, bottom, right and top edges of the ink of objects, a list for each edge; of none, they are one."""
        numbers = (ctypes.c_float * (4 * len(things)))()
        _exhaust(map(self._fill_bounds, things, *(_places(numbers, 4, at) for at in range(4))))
        return _columns(numbers, 4)


@cache
def pdfium() -> Pdfium:
    """The functions, bound once."""
    return Pdfium()


def _bound(name: str, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(_address(name))


def _address(name: str) -> int:
    from pypdfium2 import raw

    return handle(getattr(raw, name)).value or 0


def _part(name: str, result: Any) -> Any:
    """A function of a handle and the number of a part; what it is given is not looked at, which takes a while."""
    function = _bound(name, result)
    function.argtypes = None
    return function


def _places(numbers: Any, count: int, first: int = 0) -> range:
    """The addresses of every so many numbers of an array."""
    start, step = ctypes.addressof(numbers), ctypes.sizeof(numbers._type_)
    return range(start + first * step, start + ctypes.sizeof(numbers), count * step)


def _columns(numbers: Any, count: int) -> list[list[float]]:
    flat = numbers[:]
    if not isfinite(sum(flat)):
        flat = [one if isfinite(one) else 0.0 for one in flat]  # As hostile files have them.
    return [flat[at::count] for at in range(count)]


def _exhaust(calls: Iterable[int]) -> None:
    deque(calls, maxlen=0)


def _char(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 else "\ufffd"


@lru_cache(maxsize=4096)
def _decoded(said: bytes) -> str:
    """Decode a text string of a PDF."""
    if said.startswith(b"\xfe\xff"):
        return clean(said[2:].decode("utf-16-be", "replace"))
    if said.startswith(b"\xef\xbb\xbf"):
        return clean(said[3:].decode("utf-8", "replace"))
    return clean(said.decode("latin-1"))
