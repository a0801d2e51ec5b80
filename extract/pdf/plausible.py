"""Plausible Thai: whether text can be what a page shows, judged by the characters alone.

Text layers go wrong in ways that leave traces: glyphs without a meaning, marks that stand on nothing or on
one another as no syllable has them, clusters that stand twice, foreign letters inside Thai words. What a
repair puts right (:mod:`extract.thai`) is no fault. A wrong letter that makes a plausible word leaves no
trace here; a reader that sees the glyphs may doubt it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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


def faults(text: str) -> list[tuple[int, int]]:
    """Find what cannot be right, in offsets of the text; the signs of the PDF's own order are no fault."""
    sound = repaired(text)
    found = [sound.sources_of(*match.span()) for match in _FAULTS.finditer(sound.text)]
    return sorted([*found, *(match.span() for match in _TWICE.finditer(text))])


def told(text: str, stretches: Iterable[tuple[int, int]]) -> list[Notice]:
    """Tell of the printed lines in which such stretches lie, one notice for neighbours."""
    marked = sorted(set(stretches))
    lines = [match.span() for match in _LINE.finditer(text)]
    wrong = [any(start < end_line and end > start_line for start, end in marked) for start_line, end_line in lines]
    notices: list[Notice] = []
    for is_wrong, group in groupby(zip(lines, wrong, strict=True), key=lambda pair: pair[1]):
        if is_wrong:
            spans = [span for span, _ in group]
            start, end = spans[0][0], spans[-1][1]
            inside = next((s, e) for s, e in marked if s < end and e > start)
            shown = text[max(inside[0] - 8, start) : min(inside[1] + 8, end)]
            message = f"The text that the PDF holds is not what it shows, at {shown!r} for one; read the page."
            notices.append(Notice("text-layer-wrong", message, start, end))
    return notices
