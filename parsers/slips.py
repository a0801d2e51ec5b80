"""Headings with a slip: letters are lost or wrong, the number is lost, or text stands on their line.

The system prints all headings of a page, so that one which is absent may stand there with a slip, and its section in
the cell of the one above. It is looked for only where it is absent, and only between the headings around its place.
What surely is the heading is read as it, with an issue; what else opens or ends with its words is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from extract.digits import arabic
from extract.distance import distance
from extract.pages import PAGE_END, WRAP
from extract.span import Span
from parsers.line_pattern import LinePattern, Lines, found
from parsers.reading import Reading

# So many letters are lost or changed by a slip; of all together one may be added, for more are a word.
_LETTERS = 3
# The marks and the number before the words of a heading, and so many characters more than those are no marks.
_MARKS = r"[\\*#_|\s]*+(?P<number>(?>(?:\d+(?>(?:\.\d+)*))?))[.)]*\s*+"
_MOST_MARKS = 20
# What surely parts a heading from a text on its line; the first item of a list.
_APART = re.compile(r"[\t\\*|:;：.…=]")
_FIRST_ITEM = re.compile(r"1\s?[.)]")


class Printed:
    """The words of a heading as they are printed, one a spelling, with blanks where there may be some.

    ``quarter`` ends them, without any slip. ``content`` tells of a line whether it is one of its section, where that
    can be told. ``number`` stands before them and tells the heading wherever it stands in a line; a line that only
    begins or ends with the words is none then.
    """

    __slots__ = ("closes", "content", "letters", "longest", "number", "numbered", "opens", "quarter", "said", "words")

    def __init__(
        self, *words: str, number: str = "", quarter: str = "", content: Callable[[Span], bool] | None = None
    ) -> None:
        spellings = [f"{spelling} {quarter}".split() for spelling in words]
        said = "|".join(r"\s*".join(map(re.escape, spelling)) for spelling in spellings)
        self.words = " ".join([*number.split(), *spellings[0]])
        self.content = content
        self.number = number
        self.quarter = quarter
        self.letters = [_letters(spelling) for spelling in words]
        self.longest = max(map(len, words)) + _MOST_MARKS
        others = re.escape("".join({*"".join(self.letters)}))
        self.said = re.compile(rf"{_MARKS}(?P<words>[ก-๎][ก-๎/\s{others}]*){quarter}[\\*_|\s:;.…]*")
        self.numbered = re.compile(rf"(?<![^\s|\\*#_]){re.escape(number)}\.?\s*(?:{said})(?>(?:\s*[|\\*_.…:]+)*)(?!\S)")
        self.opens = re.compile(rf"(?P<heading>{_MARKS}(?:{said})ฯ?(?P<between>[\\*|\s:;：.…=ฯ]*))(?P<text>.*)")
        self.closes = re.compile(rf"(?:{said})\s*ฯ?[\\*\s:.…]*\Z")

    def is_said(self, line: Span) -> bool:
        """Whether a line says these words and no others, but for a slip."""
        match = line.fullmatch(self.said) if line.end - line.start <= self.longest else None
        # A colon ends the label of a field, which may have the same words.
        if match is None or (self.number not in ("", arabic(match["number"])) and line.text.endswith(":")):
            return False
        return any(_is_slip(_letters(match["words"]), letters) for letters in self.letters)


class Slips(NamedTuple):
    """The headings of a page's texts by name, the name of its narratives, and what opens one of them."""

    printed: dict[str, Printed]
    narratives: str = ""
    narrative: LinePattern | None = None


class _Slip(NamedTuple):
    """A line that looks like a heading, in its parts, of which the heading is the one of that number."""

    at: int
    parts: Lines
    heading: int
    is_sure: bool


def with_slips(
    reading: Reading, lines: Lines, chosen: dict[int, str], order: Sequence[str], slips: Slips
) -> tuple[Lines, dict[int, str]]:
    """Lines, and their headings by place and name, with the absent ones that surely stand there with a slip."""
    absent = [name for name in slips.printed if name not in chosen.values()]
    for name in [*_astray(chosen, order, slips), *absent]:
        others = {at: other for at, other in chosen.items() if other != name}
        astray = [at for at in chosen if at not in others]
        within, is_free = _around(lines, others, order, order.index(name), slips)
        printed = slips.printed[name]
        seen = [slip for at in within if (slip := _slip(lines, at, printed, is_free=is_free))]
        sure = [slip for slip in seen if slip.is_sure]
        if len(sure) == 1:
            is_numbered = printed.number and printed.number in arabic(lines[sure[0].at].text)
            _report(reading, lines, printed, [] if is_numbered else sure, astray)
            lines, chosen = _put(lines, others, name, sure[0])
        else:
            _report(reading, lines, printed, seen, [])
    return lines, chosen


def is_told(reading: Reading, printed: Printed) -> bool:
    """Whether an issue says what looks like this heading, which is missing."""
    return any(issue.code == "label-missing" and printed.words in issue.message for issue in reading.issues)


def _astray(chosen: dict[int, str], order: Sequence[str], slips: Slips) -> list[str]:
    """The headings without which the others stand in their printed order: one may be an author's words."""
    names = [chosen[at] for at in sorted(chosen)]
    if _is_ordered(names, order):
        return []
    return [
        name
        for name in slips.printed
        if name in names and _is_ordered([other for other in names if other != name], order)
    ]


def _is_ordered(names: list[str], order: Sequence[str]) -> bool:
    ranks = [order.index(name) for name in names]
    return ranks == sorted(ranks)


def _around(lines: Lines, others: dict[int, str], order: Sequence[str], rank: int, slips: Slips) -> tuple[range, bool]:
    """The places where a heading may stand, and whether authors write freely there, as they do in narratives."""
    above = max((at for at, other in others.items() if order.index(other) < rank), default=-1)
    below = min((at for at, other in others.items() if order.index(other) > rank), default=len(lines))
    if slips.narrative is None:
        return range(above + 1, below), False
    narratives = [above + 1 + at for at, _ in found(lines[above + 1 : below], slips.narrative)]
    if order.index(slips.narratives) >= rank:
        return range(above + 1, min([below, *narratives])), False
    return range(max([above, *narratives]) + 1, below), bool(narratives) or others.get(above) == slips.narratives


def _slip(lines: Lines, at: int, printed: Printed, *, is_free: bool) -> _Slip | None:
    """What a line looks like that may be the heading; None where it does not look like it."""
    line = lines[at]
    if printed.is_said(line):
        return _Slip(at, [line], 0, is_sure=True)
    document = line.document
    if printed.number:
        match = line.search(printed.numbered)
        return _cut(line, at, *match.span()) if match else None
    is_above = printed.content is not None and at + 1 < len(lines) and printed.content(lines[at + 1])
    if match := line.fullmatch(printed.opens):
        parts = [document.trimmed(*match.span(group)) for group in ("heading", "text")]
        # A page need not have all quarters: blanks alone may stand in a sentence about a later one.
        is_apart = not printed.quarter or _APART.search(match["between"]) or _FIRST_ITEM.match(match["text"])
        is_sure = bool(match["between"] and is_apart) and (not is_free or "*" in match["between"])
        if printed.content is not None:
            is_sure = is_above or printed.content(parts[1])
        return _Slip(at, [part for part in parts if part], 0, is_sure)
    if match := line.search(printed.closes):
        parts = [document.trimmed(line.start, match.start()), document.trimmed(match.start(), line.end)]
        return _Slip(at, parts, 1, is_above) if is_above or _is_apart(parts[1]) else None
    return None


def _cut(line: Span, at: int, start: int, end: int) -> _Slip:
    """A heading that its number tells, which may stand anywhere in a line."""
    document = line.document
    start = line.start + len(document.view[line.start : start].rstrip("\\*#_").rstrip("| \t"))
    above, heading, below = [document.trimmed(*part) for part in ((line.start, start), (start, end), (end, line.end))]
    return _Slip(at, [part for part in (above, heading, below) if part], int(bool(above)), is_sure=True)


def _is_apart(heading: Span) -> bool:
    """Whether words that end a line follow no letter, or began a printed line."""
    text, start = heading.document.text, heading.source[0]
    return not "ก" <= text[start - 1] <= "๎" or text[:start].rstrip(f"\n{PAGE_END}").endswith(WRAP)


def _put(lines: Lines, others: dict[int, str], name: str, slip: _Slip) -> tuple[Lines, dict[int, str]]:
    """Lines with that of a slip cut in two, and the headings with it."""
    added = len(slip.parts) - 1
    chosen = {at + added * (at > slip.at): other for at, other in others.items()}
    return [*lines[: slip.at], *slip.parts, *lines[slip.at + 1 :]], {**chosen, slip.at + slip.heading: name}


def _report(reading: Reading, lines: Lines, printed: Printed, slips: list[_Slip], astray: list[int]) -> None:
    for slip in slips:
        line = lines[slip.at]
        how = "was read as it" if slip.is_sure and len(slips) == 1 else "looks like it, and was read as text"
        reading.issue("label-missing", f"The heading {printed.words!r} is missing: {line.text[:80]!r} {how}.", line)
    for at in astray:
        message = f"The words of the heading {printed.words!r} stand elsewhere, too; they were read as text."
        reading.issue("label-repeated", message, lines[at])


def _letters(words: str) -> str:
    return "".join(words.split()).removesuffix("ฯ")


def _is_slip(said: str, words: str) -> bool:
    """Whether two words are the same but for a few letters."""
    return -_LETTERS <= len(said) - len(words) <= 1 and distance(said, words) <= _LETTERS
