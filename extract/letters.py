"""The letters of Thai, and what one look at all letters of a text shows.

Sound text has to be let through at little cost. Each letter has a class, a byte with a bit for every one of the
``_PLACES`` in which it stands. A letter of one place with a letter of the next behind it is a pair, and one
operation on all bytes finds all pairs: those of the first six places are damage (see :mod:`extract.thai`), and เธ
is what cp874 makes of most letters in UTF-8 (see :mod:`extract.garbled`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from unicodedata import category, combining, normalize

VOWELS = "ัิีึืฺุู็ํ"  # What stands right above or below the consonant.
TONES = "่้๊๋"
TOPS = TONES + "์๎"  # What stands on top of all: tones, thanthakhat, yamakkan.
AFTER = "ะาำ"  # Vowels to the right, which a tone mark always precedes.
MARKS = VOWELS + TOPS
# The blanks of Windows Thai but for the space and the line feed.
OTHER_BLANKS = "\t\v\f\r\x1c\x1d\x1e\x1f\u00a0"

# The nikhahit and the blanks have places that give them a class of their own; no sound text has such pairs.
_PLACES = ("ำ", TOPS + AFTER, VOWELS + TOPS, VOWELS, "ํ", "เ", "เ" + OTHER_BLANKS, "ธ")
# A pair holds the bit of the first place. Those of a kind become 1, so that one fast search finds them.
_DAMAGE, _AS_CP874 = (bytes(bool(pair & kind) for pair in range(256)) for kind in (0b00100111, 0b01000000))


def _class(letter: str) -> int:
    return sum(1 << bit for bit, place in enumerate(_PLACES) if letter in place)


_WINDOWS_THAI = {code: letter for code in range(256) if (letter := bytes([code]).decode("cp874", "ignore"))}
_CLASSES = bytes(_class(_WINDOWS_THAI.get(code, "?")) for code in range(256))
_NIKHAHIT, _BLANK = _class("ํ"), _class("\t")
# Letters that Windows Thai has not: some are certainly in NFC, no blanks and no part of damage; any other may be.
_SAFE, _STRANGE = 0b10010000, 0b10010001
# Where the safe ones are: Latin and Greek letters, punctuation, signs, bullets, those of symbol fonts, pictures.
_BLOCKS = (
    *(range(0xA1, 0x250), range(0x370, 0x400), range(0x2010, 0x2C00), range(0x3001, 0x3030)),
    *(range(0xF020, 0xF100), range(0xFE0F, 0xFE10), range(0xFF01, 0xFF5F), range(0x1F000, 0x1FB00)),
)
# A text with more strange letters than one in so many is in another language.
_FEW_STRANGE = 32
# A text of so many letters need not be written in Windows Thai first, which takes longer than all the rest.
_MANY = 512


class Letters:
    """What one look at all letters of a text shows."""

    __slots__ = ("_classes", "_pairs")

    def __init__(self, text: str) -> None:
        classes = _of_many()(text) if len(text) >= _MANY else _of_few(text)
        number = int.from_bytes(classes or b"", "little")
        # The bit of the next place in the next byte, where it is that of the first.
        pairs = number & number >> 9
        self._classes = classes
        self._pairs = pairs.to_bytes(len(classes or b""), "little") if pairs else b""

    @property
    def are_windows_thai(self) -> bool:
        """Whether Windows Thai has all of them."""
        classes = self._classes
        return classes is not None and _SAFE not in classes and _STRANGE not in classes

    @property
    def may_have_other_blanks(self) -> bool:
        """Whether some may be blanks, and neither spaces nor line feeds."""
        return self._classes is None or _BLANK in self._classes or _STRANGE in self._classes

    @property
    def may_be_utf8(self) -> bool:
        """Whether เธ may stand among them."""
        return self._classes is None or 1 in self._pairs.translate(_AS_CP874)

    @property
    def doubts(self) -> list[int] | None:
        """The offsets of damaged pairs, of loose circles of a sara am and of strange letters; None where unknown."""
        classes = self._classes
        if classes is None:
            return None
        places = _places(self._pairs.translate(_DAMAGE), 1) if self._pairs else []
        for one in (_NIKHAHIT, _STRANGE):
            if one in classes:
                places += _places(classes, one)
        return sorted(places)


def _of_few(text: str) -> bytes | None:
    """The classes of the letters of a short text; None where Windows Thai has not all of them."""
    try:
        return text.encode("cp874").translate(_CLASSES)
    except UnicodeEncodeError:
        return None


@cache
def _of_many() -> Callable[[str], bytes | None]:
    """What gives the classes of any letters; None where too many are strange, or halves of one."""
    import numpy as np

    table = np.full(_BLOCKS[-1].stop + 1, _STRANGE, np.uint8)
    table[[ord(letter) for block in _BLOCKS for letter in _safe(block)]] = _SAFE
    table[[ord(letter) for letter in _WINDOWS_THAI.values()]] = [_CLASSES[code] for code in _WINDOWS_THAI]
    frombuffer, take, utf16 = np.frombuffer, table.take, np.dtype("<u2")

    def classes(text: str) -> bytes | None:
        try:
            codes = frombuffer(text.encode("utf-16-le"), utf16)
        except UnicodeEncodeError:
            return None
        if len(codes) > len(text):
            # The last letter of the table stands for those behind it.
            codes = np.minimum(frombuffer(text.encode("utf-32-le"), "<u4"), len(table) - 1)
        found = take(codes).tobytes()
        return None if _STRANGE in found and found.count(_STRANGE) * _FEW_STRANGE > len(found) else found

    return classes


def _safe(block: range) -> list[str]:
    """The letters of a block that are no blanks, and in NFC whatever stands beside them that is no mark."""
    letters = [chr(code) for code in block]
    normal = normalize("NFC", "\n".join(letters)).split("\n")
    kept = [letter for letter, same in zip(letters, normal, strict=True) if letter == same and not combining(letter)]
    return [letter for letter in kept if letter.isprintable() or category(letter) == "Co"]


def _places(classes: bytes, one: int) -> list[int]:
    """Where a class stands."""
    places, at = [], classes.find(one)
    while at >= 0:
        places.append(at)
        at = classes.find(one, at + 1)
    return places
