"""The responsible agency: a name, or a path ``bureau / office / division``."""

from __future__ import annotations

import re

from extract.markdown import unmarked_name
from extract.rule import PLAINLY, marked, plainly, rule, verbatim
from extract.span import Span
from extract.text import name_text, wrapped_name
from parsers.line_pattern import Lines
from parsers.reading import Row
from parsers.sections import pieces

# A slash with a blank beside it, or before the words that open an office, division, group, centre ...
_SLASH = re.compile(
    r"(?<!\s)\s++/\s*+|/\s++|/(?=สำนัก|กอง|ฝ่าย|ส่วน|กลุ่ม|ศูนย์|โรงพยาบาล|โรงเรียน|สถาบัน|หน่วย|แผนก|วิทยาลัย|งาน)"
)
# The same, and one that begins or ends a stretch.
_SLASH_AT_CUT = re.compile(rf"{_SLASH.pattern}|(?<=\s)/\s*+|/$")
_STARS = re.compile(r"(?:\\?\*)+\s*")
_LINE_END = re.compile(r"[\r\n]")


@rule
def agency_path(raw: str) -> list[str] | None:
    """Cut a path at its slashes.

    >>> agency_path("สำนักการแพทย์ / โรงพยาบาลกลาง")
    ['สำนักการแพทย์', 'โรงพยาบาลกลาง']
    """
    return _cut(name_text(raw))


@plainly(agency_path)
def _plain_path(raw: str) -> list[str] | None:
    return _cut(PLAINLY[name_text](raw))


@rule
@marked(agency_path)
def unmarked_path(raw: str) -> list[str] | None:
    """Cut the path of a page that was exported as Markdown.

    >>> unmarked_path("[สำนักการแพทย์](a.php) / โรงพยาบาลกลาง")
    ['สำนักการแพทย์', 'โรงพยาบาลกลาง']
    """
    return _cut(unmarked_name(raw))


@rule
@verbatim
def wrapped_path(raw: str) -> list[str] | None:
    """Cut a path that was wrapped over lines, which are joined by a blank, but for two Thai letters.

    >>> wrapped_path("สำนักอนามัย / กองสร้าง\\nเสริมสุขภาพ")
    ['สำนักอนามัย', 'กองสร้างเสริมสุขภาพ']
    """
    return _cut(wrapped_name(raw))


def _cut(path: str | None) -> list[str] | None:
    if path is None or "/" not in path:
        return None if path is None else [path]
    return [part.strip() for part in _SLASH.split(path) if part.strip()]


def agency_parts(agency: Lines) -> list[Lines]:
    """The parts of a path, each as the stretches in which it stands."""
    parts: list[Lines] = [[]]
    for stretch in agency:
        first, *others = stretch.split(_SLASH_AT_CUT)
        parts[-1].append(first)
        parts += [[other] for other in others]
    return [said for part in parts if (said := [*filter(None, part)])]


def read_agency(project: Row, *lines: Span) -> None:
    """Read the path, the agency that opens it, and the division that ends a path of three.

    Thai wraps without a blank, so that the lines of a part are joined without one.
    """
    agency = pieces([*lines])
    if stars := agency[0].match(_STARS):
        first, *others = agency
        project.reading.claim(first.document.span(first.start, stars.end()))
        agency = [*filter(None, [first.document.trimmed(stars.end(), first.end)]), *others]
    parts = agency_parts(agency)
    if not parts:
        return
    torn = [part for part in parts if _is_torn(part)]
    project.read("agency_path", wrapped_path if torn else agency_path, *agency)
    project.read("agency", wrapped_name if parts[0] in torn else name_text, *parts[0])
    if len(parts) == 3 and "unit" not in project.places:
        project.read("unit", wrapped_name if parts[2] in torn else name_text, *parts[2])
    if torn:
        message = "A part of the path runs over several lines: no blank was put between Thai letters."
        project.issue("value-torn", message, "agency_path", torn[0][0])


def _is_torn(part: Lines) -> bool:
    """Whether a part of a path stands on several lines."""
    return len(part) > 1 or part[0].search(_LINE_END) is not None
