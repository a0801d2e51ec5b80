"""Plausible Thai: whether text can be what a page shows, judged by the characters alone.

Text layers go wrong in ways that leave traces: glyphs without a meaning, marks that stand on nothing or on
one another as no syllable has them, clusters that stand twice, foreign letters inside Thai words. What a
repair puts right (:mod:`extract.thai`) is no fault. A wrong letter that makes a plausible word leaves no
trace here; a reader that sees the glyphs may doubt it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from extract.document import Notice
from extract.letters import AFTER, MARKS, TOPS, VOWELS
from extract.pages import PAGE_END, WRAP
from extract.thai import repaired

_LEADING = "เแโใไ"
_LETTER = "ก-ฮ"
_FOREIGN = "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_FAULTS = re.compile(
    "|".join(
        (
            "\ufffd+",
            r"\(cid:\d+\)",
            "[\ue000-\uf8ff]",
            # Marks on nothing, or more than a syllable has.
            rf"(?<![{_LETTER}{MARKS}ๅ])[{MARKS}]+",
            rf"[{VOWELS}]{{2,}}|[{TOPS}]{{2,}}|[{MARKS}]{{3,}}",
            # A vowel written before its consonant, and none there; sara am on nothing.
            rf"[{_LEADING}](?=[ {MARKS}{AFTER}])",
            rf"(?<![{_LETTER}{TOPS}{MARKS}])ำ",
            # Letters of another script inside a word; Thai bytes read as Latin ones.
            rf"(?<=[{_LETTER}{MARKS}{AFTER}])[{_FOREIGN}]+|[{_FOREIGN}]+(?=[{_LETTER}{MARKS}{AFTER}])",
            "[\u00a1-\u00ff]{4,}",
            # A cluster that stands again behind the next letter, and a blank behind it.
            rf"([{_LETTER}][{MARKS}]+)[{_LETTER}]\1 ",
        )
    )
)
_TWICE = re.compile(rf"([{MARKS}])\1")
_LINE = re.compile(f"[^\n{PAGE_END}{WRAP}]+")

# Where a piece of a text begins and ends.
Stretch = tuple[int, int]


def faults(text: str) -> list[tuple[int, int]]:
    """Find what cannot be right, in offsets of the text; the signs of the PDF's own order are no fault."""
    sound = repaired(text)
    found = [sound.sources_of(*match.span()) for match in _FAULTS.finditer(sound.text)]
    return sorted([*found, *(match.span() for match in _TWICE.finditer(text))])


def told(text: str, stretches: Iterable[tuple[int, int]]) -> list[Notice]:
    """Tell of the printed lines in which such stretches lie, one notice for neighbours."""
    marked = sorted(set(stretches))
    lines = [match.span() for match in _LINE.finditer(text)]
    firsts = _first_in_each(lines, marked)
    notices: list[Notice] = []
    for is_wrong, group in groupby(zip(lines, firsts, strict=True), key=lambda pair: pair[1] is not None):
        if is_wrong:
            wrong = list(group)
            (start, _), (_, end) = wrong[0][0], wrong[-1][0]
            first, last = wrong[0][1] or (start, end)
            shown = text[max(first - 8, start) : min(last + 8, end)]
            message = f"The text that the PDF holds is not what it shows, at {shown!r} for one; read the page."
            notices.append(Notice("text-layer-wrong", message, start, end))
    return notices


def _first_in_each(lines: Sequence[Stretch], marked: Sequence[Stretch]) -> list[Stretch | None]:
    """Of each line the first marked stretch that reaches into it; both are in order, and there may be many."""
    found: list[Stretch | None] = []
    at = 0
    for start, end in lines:
        while at < len(marked) and marked[at][1] <= start:
            at += 1
        found.append(marked[at] if at < len(marked) and marked[at][0] < end else None)
    return found
