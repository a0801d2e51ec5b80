"""Heads and feet of the pages of a printed form: its title, and beside it numbers of pages and days of printing.

Only what is one by itself, or a number that runs through the pages, is set aside. What else stands there alone may be
an author's: it stays, and is told where it stands in a text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import chain, product
from typing import NamedTuple

from extract.span import Span
from parsers.line_pattern import Lines, are_parted, found, line_pattern
from parsers.print_headings import CLOSE, OPEN
from parsers.reading import Reading, Row

TITLE = line_pattern(rf"{OPEN}แบบแสดงรายงานความก้าวหน้าและข้อมูลเกี่ยวกับโครงการ{CLOSE}", r"\*#_แ")
# On the first page it is one of so many first lines.
TITLE_LINES = 3
# หน้า 2/5: the number of a page, perhaps of how many; หน้าที่ 2, Page 2 of 5, - 2 -.
_OF = r"\d{1,3}\s*(?:/|จาก|of)\s*\d{1,3}"
_NUMBER = rf"(?:หน้า(?:ที่)?\s*{_OF}|หน้า(?:ที่)?\s*\d{{1,4}}|(?i:page)\s*(?:{_OF}|\d{{1,4}}))"
_DAY = r"(?:\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{2,4}|\d{1,2}\s*[ก-ฮ][ก-๎.]*\s*\d{2,4}|\d{4}-\d{2}-\d{2})"
_HOUR = r"(?:,?\s*(?:เวลา)?\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*น\.?)?)?"
# วันที่พิมพ์, พิมพ์เมื่อ, พิมพ์จากระบบ วันที่: printed on.
_PRINTED = rf"(?:วันที่พิมพ์|พิมพ์\s*(?:จากระบบ)?\s*(?:เมื่อ)?\s*(?:วันที่)?|(?i:printed)(?: on)?)\s*:?\s*{_DAY}{_HOUR}"
_PAGE_LINE = re.compile(
    rf"{OPEN}(?:{_OF}|{_NUMBER}|[-–—]\s*\d{{1,4}}\s*[-–—]|(?:{_NUMBER}\s*)?{_PRINTED}(?:\s*{_NUMBER})?){CLOSE}"
)
# What every print has right beside its title is not told.
_PLAIN = re.compile(rf"{OPEN}(?:หน้า(?:ที่)?\s*)?\d+\s*(?:/|จาก)\s*\d+{CLOSE}|หน้า(?:ที่)?\s*\d+")
# A number or an address.
_ALONE = re.compile(r"\d{1,4}|(?:https?://|www\.)\S+")
_OF_REPORT = re.compile("::|[=|]|รายงานครั้งที่")
# So many lines beside a title are of a page, and so many of them are told.
_LINES, _TOLD = 3, 5
# So many pages tell of words with a number that it counts them.
_MANY = 3
# The texts of authors, in which a line of a page would look like one of theirs.
_TEXTS = frozenset(("narrative", "rationale", "objectives", "targets", "name", "title"))


class Beside(NamedTuple):
    """The nearest line above (-1) or below (1) the title of a page, counted from 0, that is none of its own."""

    at: int
    step: int
    page: int


def without_pages(reading: Reading, lines: Lines) -> tuple[Lines, list[tuple[Span, Span]]]:
    """The lines without those of pages, which are claimed; and those that may be of pages, too, with one of a text."""
    titles = [at for at, _ in found(lines, TITLE)]
    heads, beside = {*titles}, list[Beside]()
    for page, title in enumerate([*titles, len(lines)]):
        for step in (-1, 1):
            at = title + step
            while 0 <= at < len(lines) and abs(at - title) <= _LINES and lines[at].fullmatch(_PAGE_LINE):
                heads.add(at)
                at += step
            if page and page < len(titles) and 0 <= at < len(lines) and at not in heads and _may_be_of_page(lines[at]):
                beside.append(Beside(at, step, page))
    heads.update(_running(lines, beside, len(titles)))
    reading.claim(*(lines[at] for at in heads))
    usual = {at for at in heads if heads.intersection(titles, (at - 1, at + 1)) and lines[at].fullmatch(_PLAIN)}
    _report(reading, [lines[at] for at in sorted(heads.difference(titles, usual))])
    doubtful = _doubtful(lines, [each for each in beside if each.at not in heads])
    return [line for at, line in enumerate(lines) if at not in heads], [*dict.fromkeys(doubtful)]


def _may_be_of_page(line: Span) -> bool:
    """Whether a line is no part of a report, or a number or an address alone."""
    return not (line.opens(":") or line.search(_OF_REPORT)) or line.fullmatch(_ALONE) is not None


def _report(reading: Reading, lines: Lines) -> None:
    """Report lines of pages that were set aside."""
    if lines:
        said = ", ".join(repr(line.text) for line in lines[:_TOLD])
        reading.issue("page-lines", f"{len(lines)} heads and feet of pages were set aside: {said}.", lines[0])


def _running(lines: Lines, beside: list[Beside], pages: int) -> Iterator[int]:
    """The lines beside all titles but the first that are the same but for a number, which counts the pages."""
    for step, first in product((-1, 1), (0, 1)):
        # The number of a report whose head is cut has its colons below it.
        here = [each for each in beside if each.step == step and not _are_colons(lines, each.at + 1)]
        said = {at: _numbered(lines[at], page + first) for at, _, page in here}
        alike = {*said.values()}
        # An author may count, too.
        fewest = 2 if alike == {"#"} else _MANY
        if fewest <= len(said) == pages - 1 and len(alike) == 1 and "#" in alike.pop():
            yield from said


def _are_colons(lines: Lines, at: int) -> bool:
    return at < len(lines) and lines[at].opens(":")


def _numbered(line: Span, number: int) -> str:
    """The words of a line with a sign for a number."""
    return re.sub(rf"(?<!\d){number}(?!\d)", "#", line.text)


def _doubtful(lines: Lines, beside: list[Beside]) -> Iterator[tuple[Span, Span]]:
    """The lines that may be of a page: numbers and addresses, what recurs, what a blank line parts from its text.

    Each with a line that stands in the same text, the next one where it is parted from that, else itself.
    """
    said = Counter((step, words) for at, step, page in beside for words in _alike(lines[at], page))
    for at, step, page in beside:
        line, beyond = lines[at], at + step
        if line.fullmatch(_ALONE) or any(said[step, words] > 1 for words in _alike(line, page)):
            yield line, line
        # Where blank lines stand between all lines, they tell nothing.
        elif _is_parted(lines, at, step) and not _is_parted(lines, beyond, step):
            yield line, lines[beyond]


def _alike(line: Span, page: int) -> set[str]:
    return {line.text, _numbered(line, page), _numbered(line, page + 1)}


def _is_parted(lines: Lines, at: int, step: int) -> bool:
    """Whether a blank line stands between a line and the one above (-1) or below (1)."""
    first, last = sorted((at, at + step))
    return first >= 0 and last < len(lines) and are_parted(lines[first], lines[last])


def report_doubtful(reading: Reading, doubtful: list[tuple[Span, Span]]) -> None:
    """Report lines that may be of pages where a text holds them."""
    texts = sorted(_texts(reading), key=_end_of) if doubtful else []
    for line, other in doubtful:
        first, last = line.source
        at = bisect_right(texts, first, key=_end_of)
        text = texts[at] if at < len(texts) and texts[at].start < last else None
        if text and text.row.column_at(first, last) == text.column and _holds(text.row, text.column, other):
            message = f"{line.text[:80]!r} may be the head or foot of a page; it was read as text."
            text.row.issue("page-line-unclear", message, text.column, line)


class _Text(NamedTuple):
    """A piece of an author's text: where it stands in the document's text, and the cell that it is of."""

    start: int
    end: int
    row: Row
    column: str


def _texts(reading: Reading) -> Iterator[_Text]:
    """The pieces of all texts of authors, no two of which share a letter."""
    for row in chain.from_iterable(reading.rows.values()):
        for column, cell in row.cells.items():
            if column in _TEXTS:
                yield from (_Text(*piece, row, column) for piece in cell.pieces)


def _end_of(text: _Text) -> int:
    return text.end


def _holds(row: Row, column: str, line: Span) -> bool:
    """Whether a cell holds at least a part of a line."""
    first, last = line.source
    return any(start < last and first < end for start, end in row.cells[column].pieces)
