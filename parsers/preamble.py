"""What stands above the title of a page: nothing, links, or a few lines of the system, such as its name and a menu."""

from __future__ import annotations

from collections.abc import Callable

from extract.document import Document
from parsers.families import family
from parsers.furniture import KPI_TITLE, LINK, PROJECT_TITLE, first_content
from parsers.headline import HEADLINE
from parsers.indicator import FIRST, SECOND
from parsers.line_pattern import LinePattern, Lines, any_of, first_of, found, line_pattern
from parsers.print_pages import TITLE, TITLE_LINES
from parsers.reading import Reading
from parsers.sections import take

# The lines that open a report, of any layout.
_OPENING = any_of(PROJECT_TITLE, KPI_TITLE, HEADLINE, FIRST, SECOND, TITLE)
# So many lines above a title are of the system, if they are no longer than that; more are of an author.
_LINES = 3
_LENGTH = 100
# What programs set above a page: the head of a mail that is passed on (จาก from, ส่ง sent, ถึง to, เรื่อง subject), what a
# reader of web pages knows of it, the front matter of a note. They are nobody's lines, but they tell nothing of a text.
_HEADER = line_pattern(
    r"-{3}|-{5,}[^-:]{3,40}-{5,}|-\s+\S.{0,40}|"
    r"(?i:from|sent|to|cc|date|subject|title|url(?:\ssource)?|source|published(?:\stime)?|created|author|description|tags|"
    r"markdown\scontent|จาก|ส่ง|ถึง|สำเนา(?:ถึง)?|เรื่อง|วันที่(?:ส่ง)?)\s*:.*"
)
_HEADER_INITIALS = "-FfSsTtCcDdUuPpAaMmจสถเว"
_HEADERS = 15
# The name stands so many lines below the title, at the most.
_NAME_LINES = 4


def title_of(document: Document, title: LinePattern, is_named: Callable[[Lines], bool]) -> int | None:
    """The place of a page's title: the first line that is no link, or one a few lines below it; None without one.

    Below other lines it is one only where ``is_named`` holds of the lines that follow it.
    """
    lines = document.lines
    content = first_content(lines)
    first = _below_header(lines, content)
    opening = lines[first : first + 1 + _LINES]
    at = first + first_of(opening, title)
    if at == first + len(opening):
        return None
    if at == content:
        return at
    is_named_below = is_named(lines[at + 1 : at + 1 + _NAME_LINES])
    return at if is_named_below and _is_of_the_system(document, first, at) else None


def _below_header(lines: Lines, start: int) -> int:
    """The place of the first line that is no header of a mail or a note."""
    for at in range(start, min(start + _HEADERS, len(lines))):
        if not (lines[at].opens(_HEADER_INITIALS) and lines[at].fullmatch(_HEADER)):
            return at
    return start


def _is_of_the_system(document: Document, first: int, title: int) -> bool:
    """Whether what stands above a title is short, and neither opens a report nor tells of another family."""
    lines = document.lines
    if any(line.end - line.start > _LENGTH for line in lines[first:title]):
        return False
    openings = found(lines[: max(title + 1, TITLE_LINES)], _OPENING)
    return [at for at, _ in openings] == [title] and family(document) is None


def below_preamble(reading: Reading, title: int | None) -> Lines:
    """The lines from the title on; the links above it are furniture, and other lines there are nobody's."""
    lines = reading.document.lines
    if not title:
        return lines
    take(reading, lines[:title], LINK)
    return lines[title:]
