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
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from extract.letters import AFTER, MARKS, OTHER_BLANKS, TONES, TOPS, VOWELS, Letters
from extract.pages import PAGE_END, WRAP

BELOW = "ุู"  # The vowels that Unicode sorts behind phinthu.
# The unseen characters of web pages and PDFs: spaces and joiners of no width, direction marks, the soft
# hyphen, the byte order mark.
_UNSEEN = (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A), 0xFEFF)
ZERO_WIDTH = "".join(map(chr, _UNSEEN))
# U+F700 and U+F70F are ฐ and ญ without their foot, the others marks moved to the left, down or both.
# Sara uu and phinthu stand in two strings here, or an editor that keeps to NFC would exchange them.
_SHIFTED = TONES + "์"
GLYPHS = dict(zip(range(0xF700, 0xF71B), "ฐิีึื" + _SHIFTED * 2 + "ญัํ็" + _SHIFTED + "ุู" + "ฺ", strict=True))

_CLUSTER = re.compile(
    rf"[{MARKS}{AFTER}\uf701-\uf70e\uf710-\uf71a{ZERO_WIDTH}]{{2,}}|เ[{ZERO_WIDTH}]*เ|[\uf700-\uf71a{ZERO_WIDTH}]"
    rf"|{WRAP}[\n{PAGE_END}]*"
)
# No cluster goes beyond a run of these.
_RUN = frozenset([*MARKS, *AFTER, "เ", *map(chr, GLYPHS), *ZERO_WIDTH, WRAP, "\n", PAGE_END])
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

    @property
    def is_sound(self) -> bool:
        """Whether the text certainly is what :func:`is_sound` calls sound, told from its repairs and what they touch.

        Letters that stand elsewhere are neighbours in the source as well, where nothing is in doubt but clusters.
        """
        if not self.doubts:
            return self.doubts is not None
        if any(bisect_right(self.sources, doubt) % 2 for doubt in self.doubts):
            return False
        ends = zip(self.offsets[1::2], self.offsets[2::2], strict=True)
        return is_sound("\n".join([self.text[max(start - 1, 0) : end + 1] for start, end in ends]))

    def located(self, stretches: Iterable[tuple[int, int]]) -> tuple[tuple[tuple[int, int], ...], bool]:
        """Return the offsets in the source of stretches, and whether none of them begins or ends inside a repair."""
        found, is_whole = [], True
        for start, end in stretches:
            shift = self.shift(start, end)
            if shift is not None:
                found.append((start + shift, end + shift))
            else:
                found.append(self.sources_of(start, end))
                is_whole = is_whole and not self._parts(start) and not self._parts(end)
        return tuple(found), is_whole

    def shift(self, start: int, end: int) -> int | None:
        """Return how far a stretch stands from its source, where it lies between two repairs; else None."""
        offsets = self.offsets
        at = bisect_right(offsets, start)
        if at % 2 and (at == len(offsets) or end < offsets[at]):
            return self.sources[at - 1] - offsets[at - 1]
        return None

    def _parts(self, offset: int) -> bool:
        """Whether an offset into the text stands inside a repaired cluster, which it would part."""
        at = bisect_right(self.offsets, offset) - 1
        return at % 2 == 1 and offset > self.offsets[at]

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


def other_blanks(text: str) -> str:
    """The blanks in a text of Windows Thai that are neither spaces nor line feeds, one of each."""
    return "".join([blank for blank in OTHER_BLANKS if blank in text])


def is_sound(text: str) -> bool:
    """Whether a text certainly holds no damaged cluster, and is in NFC; False where that is not so sure."""
    return isinstance(text, Sound) or text.isascii() or Letters(text).doubts == []


def repair(text: str) -> str:
    """Return the text with its damaged clusters in their one right form; sound text is returned as it is."""
    return repaired(text).text


def repaired(text: str, letters: Letters | None = None) -> Repaired:
    """Return the repaired text together with the way back to the source; ``letters`` are those of the text.

    >>> line = repaired("สํานัก : 2564")
    >>> line.text, line.text.index(":"), line.source(line.text.index(":"))
    ('สำนัก : 2564', 6, 7)
    """
    doubts = [] if isinstance(text, Sound) or text.isascii() else (letters or Letters(text)).doubts
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
    """The clusters of all runs in which damage is possible at these places, in order."""
    reached = 0
    for doubt in doubts:
        if doubt >= reached:
            start = doubt
            while start > reached and text[start - 1] in _RUN:
                start -= 1
            reached = doubt + 1
            while text[reached : reached + 1] in _RUN:
                reached += 1
            yield from _CLUSTER.finditer(text, start, reached)


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
