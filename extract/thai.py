"""Thai text repair: the damage that machines did to the order and the encoding of Thai marks.

A Thai syllable is stored as its consonant, the vowel above or below it, its tone mark, and then the vowel to
the right. Old keyboards, converters and PDF readers leave clusters that look right on paper and compare as
different. A cluster is damaged while one of these holds:

- a zero-width character or a private-use glyph (U+F700-F71A, the shifted marks of old fonts) is in it;
- a tone mark or thanthakhat stands before the vowel above or below: ``ท่ี`` for ``ที่``;
- phinthu stands after sara u or sara uu, which Unicode sorts before it;
- the same mark stands twice: ``ที่่`` for ``ที่``;
- a tone mark stands after the vowel to the right: ``หนา้`` for ``หน้า``, ``นำ้`` for ``น้ำ``;
- sara am is decomposed or doubled: ``ํา``, ``าํ``, ``ำา``, ``ำำ``, ``ํำ`` for ``ำ``;
- sara ae is written as two sara e: ``เเ`` for ``แ``.

The sign that a printed line ends and its paragraph goes on (:mod:`extract.pages`) is removed as well, with
the line break that stands behind it where a page ends or pieces were joined.

What an author misspelt stays: a repair never adds, drops or exchanges a letter that a reader would see.

>>> repair("สํานักงาน เจ้าหนา้ที่ ดำาเนินการ")
'สำนักงาน เจ้าหน้าที่ ดำเนินการ'
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from extract.pages import PAGE_END, WRAP

VOWELS = "ัิีึืฺุู็ํ"  # What stands right above or below the consonant.
BELOW = "ุู"  # Those that Unicode sorts behind phinthu.
TONES = "่้๊๋"
TOPS = TONES + "์๎"  # What stands on top of all: tones, thanthakhat, yamakkan.
AFTER = "ะาำ"  # Vowels to the right, which a tone mark always precedes.
MARKS = VOWELS + TOPS
# The unseen characters of web pages and PDFs: spaces and joiners of no width, direction marks, the soft
# hyphen, the byte order mark.
ZERO_WIDTH = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
# U+F700 and U+F70F are ฐ and ญ without their foot, the others marks moved to the left, down or both.
# Sara uu and phinthu stand in two strings here, or an editor that keeps to NFC would exchange them.
_SHIFTED = TONES + "์"
GLYPHS = dict(zip(range(0xF700, 0xF71B), "ฐิีึื" + _SHIFTED * 2 + "ญัํ็" + _SHIFTED + "ุู" + "ฺ", strict=True))

# Sound text has to be let through at little cost. In Windows Thai a character is one byte, and what has no place
# there may be damage. Each byte is given bits for the pairs that it begins, and others for those that it ends:
# damage stands where a character begins what the next one ends.
_PAIRS = ((TOPS + AFTER, VOWELS + TOPS), (VOWELS, VOWELS), ("เ", "เ"), ("ำ", "าำ"))


def _bits(side: int) -> bytes:
    """A table from each byte to its bits, as the first (0) or the second (1) character of pairs."""
    table = bytearray(256)
    for bit, pair in enumerate(_PAIRS):
        for letter in pair[side].encode("cp874"):
            table[letter] |= 1 << bit
    return bytes(table)


_BEGINS, _ENDS = _bits(0), _bits(1)
_NIKHAHIT = "ํ".encode("cp874")
# Every byte that holds a bit becomes 1, so that one fast search finds all of them.
_HELD = bytes([0, *[1] * 255])

_CLUSTER = re.compile(
    rf"[{MARKS}{AFTER}\uf701-\uf70e\uf710-\uf71a{ZERO_WIDTH}]{{2,}}|เ[{ZERO_WIDTH}]*เ|[\uf700-\uf71a{ZERO_WIDTH}]"
    rf"|{WRAP}[\n{PAGE_END}]*"
)
_RUN = frozenset(MARKS + AFTER)
_ZERO_WIDTH = re.compile(f"[{ZERO_WIDTH}]")
_PICTURE = "\u2190-\u2bff\U0001f000-\U0001faff"
_JOINED_PICTURES = re.compile(f"[{_PICTURE}\ufe0f]\u200d[{_PICTURE}]")

_DISORDER = re.compile(rf"[{BELOW}]ฺ|[{TOPS}][{VOWELS}]|[{AFTER}][{TONES}]|([{MARKS}])\1|ํ[{TONES}]*[าำ]|[าำ]ํ|ำ[าำ]")
_BELOW_RUN = re.compile(f"[{BELOW}ฺ]{{2,}}")
_MARK_RUN = re.compile(f"[{MARKS}]{{2,}}")
_AFTER_RUN = re.compile(f"[{AFTER}{TONES}]{{2,}}")
_TWICE = re.compile(rf"([{MARKS}])\1+")
_AM = re.compile(rf"[าำ]ํ+|ำ[าำ]+|ํ([{TONES}]*)[าำ]")


class Repaired(NamedTuple):
    """A repaired text that knows where in the source each of its characters came from."""

    text: str
    offsets: tuple[int, ...] = (0,)
    sources: tuple[int, ...] = (0,)
    # Offsets in the source at which damage was possible, whether it was there or not; None where they are not known.
    doubts: Sequence[int] | None = ()

    def is_sound(self, pieces: Iterable[tuple[int, int]]) -> bool:
        """Whether stretches of the source certainly are what :func:`is_sound` calls sound."""
        doubts = self.doubts
        if not doubts:
            return doubts is not None
        return all(bisect_left(doubts, start) == bisect_left(doubts, end) for start, end in pieces)

    def source(self, offset: int) -> int:
        """Return the offset in the source; inside a repaired cluster, one that does not leave it."""
        at = bisect_right(self.offsets, offset) - 1
        place = self.sources[at] + offset - self.offsets[at]
        return min(place, self.sources[at + 1]) if at + 1 < len(self.sources) else place

    def sources_of(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the source of a stretch, most of which lie between two repairs."""
        offsets, sources = self.offsets, self.sources
        at = bisect_right(offsets, start) - 1
        shift = sources[at] - offsets[at]
        if at + 1 < len(offsets) and end >= offsets[at + 1]:
            return min(start + shift, sources[at + 1]), self.source(end)
        return start + shift, end + shift


class Sound(str):
    """A text known to be sound, as every part of a sound text is: it need not be looked at again."""

    __slots__ = ()


class Settled(Sound):
    """A sound text that is known to hold no Thai digits: it is its own settled form."""

    __slots__ = ()


class Plain(Settled):
    """A settled text that is known to hold no other blanks than spaces and line feeds."""

    __slots__ = ()


# The blanks of Windows Thai that a plain text does not hold.
_OTHER_BLANKS = "\t\v\f\r\x1c\x1d\x1e\x1f\u00a0"


def has_other_blanks(text: str) -> bool:
    """Whether a text of Windows Thai holds blanks that are neither spaces nor line feeds."""
    return any(blank in text for blank in _OTHER_BLANKS)


def is_sound(text: str) -> bool:
    """Whether a text certainly holds no damaged cluster, and is in NFC; False where that is not so sure."""
    return isinstance(text, Sound) or _doubts(text) == []


def _doubts(text: str) -> list[int] | None:
    """The offsets of all damaged pairs and loose circles of a sara am; None where the text is not Windows Thai."""
    if text.isascii():
        return []
    try:
        letters = text.encode("cp874")
    except UnicodeEncodeError:
        return None
    begins, ends = letters.translate(_BEGINS), letters[1:].translate(_ENDS)
    pairs = int.from_bytes(begins, "little") & int.from_bytes(ends, "little")
    places = _places(pairs.to_bytes(len(letters), "little").translate(_HELD), b"\1") if pairs else []
    return sorted(places + _places(letters, _NIKHAHIT)) if _NIKHAHIT in letters else places


def _places(letters: bytes, letter: bytes) -> list[int]:
    """Where a byte stands."""
    places, at = [], letters.find(letter)
    while at >= 0:
        places.append(at)
        at = letters.find(letter, at + 1)
    return places


def repair(text: str) -> str:
    """Return the text with its damaged clusters in their one right form; sound text is returned as it is."""
    return repaired(text).text


def repaired(text: str) -> Repaired:
    """Return the repaired text together with the way back to the source.

    >>> line = repaired("สํานัก : 2564")
    >>> line.text, line.text.index(":"), line.source(line.text.index(":"))
    ('สำนัก : 2564', 6, 7)
    """
    doubts = [] if isinstance(text, Sound) else _doubts(text)
    if not doubts and doubts is not None:
        return Repaired(text)
    pieces: list[str] = []
    offsets, sources = [0], [0]
    for match in _CLUSTER.finditer(text) if doubts is None else _clusters(text, doubts):
        if (sound := _sound(match)) != match[0]:
            pieces += text[sources[-1] : match.start()], sound
            start = offsets[-1] + match.start() - sources[-1]
            offsets += start, start + len(sound)
            sources += match.span()
    return Repaired("".join(pieces) + text[sources[-1] :], tuple(offsets), tuple(sources), doubts)


def _clusters(text: str, doubts: Sequence[int]) -> Iterator[re.Match[str]]:
    """The clusters of a text in which damage is possible at these places, in order."""
    reached = 0
    for start in doubts:
        # The damage may stand behind sound marks of the same cluster.
        while start > reached and text[start] in _RUN and text[start - 1] in _RUN:
            start -= 1
        if start >= reached and (match := _CLUSTER.match(text, start)):
            yield match
            reached = match.end()


def _sound(match: re.Match[str]) -> str:
    """Return the right form of one matched cluster."""
    cluster = match[0]
    if cluster[0] == "เ":
        return "แ"
    if cluster[0] == WRAP:
        return ""
    if cluster == "\u200d" and _JOINED_PICTURES.match(match.string, match.start() - 1):
        return cluster  # The joiner of an emoji is part of what is seen.
    return _ordered(cluster)


@lru_cache(maxsize=4096)
def _ordered(cluster: str) -> str:
    """Return a run of marks and right-hand vowels in order, put right until nothing is wrong with it.

    No step lengthens the run or moves two characters past each other that another step moves back, so the
    steps come to an end, and what they leave is left alone when it is repaired again.
    """
    cluster = _ZERO_WIDTH.sub("", cluster.translate(GLYPHS))
    while _DISORDER.search(cluster):
        cluster = _MARK_RUN.sub(lambda run: "".join(sorted(run[0], key=TOPS.__contains__)), cluster)
        cluster = _AFTER_RUN.sub(lambda run: "".join(sorted(run[0], key=AFTER.__contains__)), cluster)
        cluster = _BELOW_RUN.sub(lambda run: "".join(sorted(run[0], key=BELOW.__contains__)), cluster)
        cluster = _TWICE.sub(r"\1", cluster)
        cluster = _AM.sub(r"\1ำ", cluster)
    return cluster
