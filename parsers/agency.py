"""The responsible agency: a name, or a path ``bureau / office / division``."""

from __future__ import annotations

import re

from extract.rule import PLAINLY, plainly, rule
from extract.span import Span
from extract.text import name_text
from parsers.reading import Row

# A slash with a blank beside it, or before the words that open an office, division, group, centre ...
_SLASH = re.compile(
    r"(?<!\s)\s++/\s*+|/\s++|/(?=สำนัก|กอง|ฝ่าย|ส่วน|กลุ่ม|ศูนย์|โรงพยาบาล|โรงเรียน|สถาบัน|หน่วย|แผนก|วิทยาลัย|งาน)"
)
_STARS = re.compile(r"(?:\\?\*)+\s*")


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


def _cut(path: str | None) -> list[str] | None:
    if path is None or "/" not in path:
        return None if path is None else [path]
    return [part.strip() for part in _SLASH.split(path) if part.strip()]


def agency_parts(agency: Span) -> list[Span]:
    """The parts of a path as stretches."""
    if agency.document.view.find("/", agency.start, agency.end) < 0:
        return [agency] if agency else []
    parts, reached = [], agency.start
    for match in _SLASH.finditer(agency.document.view, agency.start, agency.end):
        parts.append(agency.document.trimmed(reached, match.start()))
        reached = match.end()
    parts.append(agency.document.trimmed(reached, agency.end))
    return [part for part in parts if part]


def read_agency(project: Row, agency: Span) -> None:
    """Read the path, the agency that opens it, and the division that ends a path of three."""
    if stars := agency.match(_STARS):
        project.reading.claim(agency.document.span(agency.start, stars.end()))
        agency = agency.document.trimmed(stars.end(), agency.end)
    parts = agency_parts(agency)
    if not parts:
        return
    project.read("agency_path", agency_path, agency)
    project.read("agency", name_text, parts[0])
    if len(parts) == 3 and "unit" not in project.places:
        project.read("unit", name_text, parts[2])
