"""Rows of reports in a scan: what their parts tell of one another.

A row's head (รายงานครั้งที่ n, report number n) stands above its figures, which repeat the number: ``(ครั้งที่ n)``.
So a number that is repeated, or that follows the one before, needs no other reading. Figures that no head stands
above are those of a report whose head was not read, so they would be taken for another report's: they are lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.distance import distance
from extract.pages import WRAP
from extract.scan.words import ReadLine, text_of
from extract.thai import repair

# What the two statuses of a row can be: (not) as planned, (not) on target; how many letters a misread one has wrong.
_STATUSES = ("เป็นไปตามแผน", "ไม่เป็นไปตามแผน", "เป็นไปตามเป้าหมาย", "ไม่เป็นไปตามเป้าหมาย")
_MISREAD = 5
_ODD_STATUS = "it is nearly, but not quite, a status that forms print"
_NO_HEAD = "the head of its report was not read, so that it may be taken for another report's"
_HEAD = re.compile(r"รายงาน ?(?:ครั้ง)? ?(?:ที่)?\s*(?P<number>[0-9]*)(?:\s*:.*)?")
_WRAPPED = re.compile(r"(?:ครั้ง ?)?ที่\s*(?P<number>[0-9]+)")
_FIGURES = re.compile(r":{0,2}\s*ความก้าวหน้าของงาน")
_REPEATED = re.compile(r"\(ครั้งที่\s*([0-9]+)\s*\)?\s*=")
# Figures and statuses of a row stand in so many stretches of lines at most.
_STRETCHES = 7
# The same in the text of a document.
_MARK = re.compile(r"(?P<head>รายงาน\s*ครั้ง\s*ที่\s*[0-9]*[\s|]*:)|:{1,2}\s*ความก้าวหน้าของงาน")
_STATUS = re.compile(r"(?:ไม่)?เป็นไป")
_STATUS_CELL = re.compile(r":\s*(?P<status>(?:ไม่)?เป็นไป[^:\t\n|\f]*)")


@dataclass(slots=True)
class _Report:
    """A row: the digits of its number, and the lines from its figures on."""

    number: ReadLine = field(default_factory=list)
    has_head: bool = True
    figures: list[ReadLine] = field(default_factory=list)


def doubt_status(cell: Sequence[ReadLine]) -> None:
    """Doubt a cell that holds nearly a status: a value, so it is not put right."""
    read = repair("".join(text_of(line) for line in cell).replace(" ", "").lstrip(":"))
    nearest = min(distance(read, status) for status in _STATUSES) if 8 < len(read) < 30 else 0
    if nearest > 0 and (nearest <= _MISREAD or _STATUS.match(read)):
        for character in (character for line in cell for character in line):
            character.doubt = character.doubt or _ODD_STATUS


def compare(lines: Sequence[ReadLine]) -> None:
    """Settle the numbers of a page's reports that bear one another out; doubt the figures that are nobody's."""
    reports = list(_reports(lines))
    numbers = [text_of(report.number) for report in reports]
    for at, report in enumerate(reports):
        beside = [other for other, step in ((at - 1, 1), (at + 1, -1)) if _is_next(numbers, other, at, step)]
        repeated = [match[1] for line in report.figures for match in _REPEATED.finditer(text_of(line))]
        if numbers[at] and (beside or numbers[at] in repeated):
            for character in report.number:
                character.doubt = ""
        for character in (character for line in report.figures[:_STRETCHES] for character in line):
            if not report.has_head:
                character.doubt, character.is_lost = _NO_HEAD, character.text in "0123456789"


def orphans(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a document's text with figures of reports that no head opens, to where the next one begins."""
    marks = list(_MARK.finditer(text))
    is_owned = False
    for mark, after in zip(marks, [*marks[1:], None], strict=False):
        if mark["head"] is None and not is_owned:
            yield mark.start(), after.start() if after else len(text)
        is_owned = mark["head"] is not None


def odd_statuses(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a document's text that begin as a status does and are none that forms print."""
    for match in _STATUS_CELL.finditer(text):
        if repair("".join(match["status"].replace(WRAP, "").split())) not in _STATUSES:
            yield match.span("status")


def _is_next(numbers: Sequence[str], other: int, at: int, step: int) -> bool:
    """Whether the number of a report is another one's and a step."""
    if not 0 <= other < len(numbers) or not numbers[other] or not numbers[at]:
        return False
    return int(numbers[other]) + step == int(numbers[at])


def _reports(lines: Sequence[ReadLine]) -> Iterator[_Report]:
    """The reports of a page; that of the figures at its top may have its head on the page before."""
    report: _Report | None = None
    for line, after in zip(lines, [*lines[1:], ReadLine()], strict=False):
        if head := _HEAD.fullmatch(text_of(line)):
            if report is not None:
                yield report
            report = _Report(line[slice(*head.span("number"))])
            wrapped = _WRAPPED.fullmatch(text_of(after))
            if wrapped is not None and not report.number:
                report.number = after[slice(*wrapped.span("number"))]
        elif _FIGURES.match(text_of(line)) and (report is None or report.figures):
            if report is not None:
                yield report
            report = _Report(has_head=report is None, figures=[line])
        elif report is not None and (report.figures or _FIGURES.match(text_of(line))):
            report.figures.append(line)
    if report is not None:
        yield report
