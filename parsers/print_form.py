"""The printed form of a project: numbered sections, then the reports, oldest first.

The title ``แบบแสดงรายงานความก้าวหน้าและข้อมูลเกี่ยวกับโครงการ`` stands at the head of every page, and
cuts rows that run over a page. Sections 1.1 to 1.6 describe the project, section 2 holds the
reports. Problem and obstacle are not printed.
"""

from __future__ import annotations

import re

from extract.document import Document
from extract.numbers import percentage
from extract.span import Span
from extract.text import markdown_name, markdown_text, name_text
from parsers.indicator_name import read_name
from parsers.indicator_rows import add_indicator
from parsers.line_pattern import Lines, any_of, first_of, line_pattern
from parsers.print_fields import (
    field_of,
    labels,
    lines_of_people,
    read_fields,
    torn_label,
    value_of,
    with_joined_labels,
)
from parsers.print_head import next_head
from parsers.print_headings import HEADINGS, OPEN, SLIPS, report_end
from parsers.print_pages import TITLE, TITLE_LINES, report_doubtful, without_pages
from parsers.print_updates import read_print_updates
from parsers.reading import Reading, Row
from parsers.sections import named_lines, open_section, pieces, report_missing, split, take, without_second
from parsers.strategy import ROUTINE, SEPARATORS, STRATEGY, Entry, add_entries, entry_of, goes_on, read_is_routine
from schemas.layouts import VERSIONS

NAME = "print_form"
VERSION = VERSIONS[NAME]

_TEXTS = ("rationale", "objectives", "targets")
# Labels of section 1.6 and the levels they name; ตัวชี้วัด is the indicator.
_ENTRIES = labels(
    indicator=r"ตัว\s*ชี้\s*วัด",
    level_2=r"ประเด็น\s*ยุทธศาสตร์\s*ย่อย\s*(?:ที่)?",
    level_1=r"(?:ประเด็น\s*ยุทธศาสตร์|ยุทธศาสตร์|ด้าน)\s*(?:ที่)?",
    level_3=r"(?:เป้าหมาย|เป้าประสงค์)\s*(?:ที่)?",
    level_4=r"กลยุทธ์\s*(?:ที่)?",
)
# What stands before the label of an indicator, with its dots, that was joined to the line above it.
_INDICATOR = "ตัวชี้วัด"
_JOINT = re.compile(rf"\s+(?={_INDICATOR}\s*[.…]+\s*:)")
_TORN_ENTRY = torn_label("ประเด็น", "ยุทธ", "ด้าน", "เป้า", "กลยุทธ์", "ตัวชี้")
# ขอรับรองว่า ... (certified), ลงชื่อ..... (signature), ตำแหน่ง ..... (position): the foot of the form.
_FOOT_START = line_pattern(rf"{OPEN}ขอรับรองว่า\s*ข้อมูลที่ปรากฏในเอกสารฉบับนี้.*", r"\*#_ข")
_SIGNATURE = line_pattern(r"ลงชื่อ[\s.…_]*(?:\(\s*ผู้รับผิดชอบโครงการ\s*\)|ผู้รับผิดชอบโครงการ)?[\s.…_]*", "ล")
_FOOT = any_of(
    _FOOT_START,
    _SIGNATURE,
    line_pattern(r"ตำแหน่ง[\s.…_]*", "ต"),
    line_pattern(r"\(?[\s.…_]+\)?|วันที่[\s.…_/]*", "(.…_ว"),
)


def identify(document: Document) -> bool:
    """Whether one of the first lines is the title of the form."""
    return any(line.fullmatch(TITLE) for line in document.lines[:TITLE_LINES])


def parse(document: Document) -> Reading:
    """Read a printed form."""
    reading = Reading(document, NAME, VERSION)
    project = reading.row("projects")
    lines, doubtful = without_pages(reading, document.lines)
    named = named_lines(lines, HEADINGS)
    lines = without_second(reading, lines, [at for at, name in named if name in ("project", "name")], _opens)
    foot = _foot(lines)
    take(reading, lines[foot:], _FOOT)
    sections = split(reading, lines[:foot], [mark for mark in named if mark[0] < foot], HEADINGS.names, SLIPS)
    report_missing(project, sections, (*_TEXTS, "strategy"), HEADINGS.names, SLIPS)
    if first := open_section(sections, "updates", lambda lines: next_head(lines, 0)):
        message = "The heading of the reports is missing; they begin at the first of them."
        project.issue("label-missing", message, None, first)
    report_end(project, sections)
    fields = [line for name in ("", "project", "name", "agency") for line in sections.get(name, [])]
    read_fields(reading, project, [*fields, *_people_below(sections)])
    for column in _TEXTS:
        _read_section(project, column, sections.get(column, []))
    _read_strategy(reading, project, sections.get("strategy", []))
    read_print_updates(reading, sections.get("updates", []))
    _read_progress(reading, project)
    report_doubtful(reading, doubtful)
    return reading


def _foot(lines: Lines) -> int:
    """Where the foot begins; its first line may be missing, and then a signature and what stands below end the form."""
    foot = first_of(lines, _FOOT_START)
    end = foot
    while foot == len(lines) and end and lines[end - 1].fullmatch(_FOOT):
        end -= 1
    return next((at for at in range(end, foot) if lines[at].fullmatch(_SIGNATURE)), foot)


def _people_below(sections: dict[str, Lines]) -> Lines:
    """Take the lines of people from below the heading that follows theirs."""
    lines = sections.get("rationale", [])
    end = lines_of_people(lines)
    if end:
        sections["rationale"] = lines[end:]
    return lines[:end]


def _opens(lines: Lines) -> bool:
    """Whether one of the first headings opens a form: another stands above, and soon there is the project's name."""
    above = lines[0].document.view[: lines[0].start]
    return "รหัสโครงการ" in above and any(field_of(line)[0] in ("name", "project_code") for line in lines[1:4])


def _read_section(project: Row, column: str, lines: Lines) -> None:
    joined = pieces(lines)
    project.read(column, markdown_text, *joined)
    if len(joined) > 1:
        project.issue("value-torn", f"projects.{column} is cut by a page's head.", column, joined[0])


def _cut_at_indicator(line: Span) -> Lines:
    """The line, parted before an indicator that was joined to it."""
    if line.document.view.find(_INDICATOR, line.start + 1, line.end) < 0:
        return [line]
    return [part for part in line.split(_JOINT) if part]


def _read_strategy(reading: Reading, project: Row, lines: Lines) -> None:
    """Read the labelled strategy lines, routine work, and the indicators that the form names."""
    lines = [part for line in with_joined_labels(lines, _TORN_ENTRY, _ENTRIES) for part in _cut_at_indicator(line)]
    entries: list[Entry] = []
    routine: list[Span] = []
    labelled = [line.match(_ENTRIES) for line in lines]
    at = 0
    while at < len(lines):
        line, label = lines[at], labelled[at]
        at += 1
        if label is None:
            if line.fullmatch(ROUTINE):
                reading.claim(line)
                routine.append(line)
            continue
        name = value_of(line, label)
        reading.claim_around(line, name)
        below = lines[at : next((n for n in range(at, len(lines)) if labelled[n]), len(lines))]
        # A value may stand alone below its label.
        said = [name, *below] if name else below
        if label.lastgroup == "indicator":
            if said and said[0].read(name_text).value:
                read_name(add_indicator(reading), said, markdown_name)
                at += len(below)
            reading.claim(name)
        else:
            level = int((label.lastgroup or "")[-1])
            read = _read_level(reading, said, level, entries, routine) if name or _is_value(said) else 0
            at += read - bool(name)
    add_entries(reading, "project", entries)
    read_is_routine(project, routine, entries)


def _is_value(lines: Lines) -> bool:
    """Whether the first line surely is what an empty label above it says."""
    return bool(lines) and any(lines[0].fullmatch(pattern) for pattern in (STRATEGY, ROUTINE))


def _read_level(reading: Reading, lines: Lines, level: int, entries: list[Entry], routine: list[Span]) -> int:
    """Read what stands behind the label of a level; gives how many lines it has."""
    first, *below = lines
    if first.fullmatch(ROUTINE):
        reading.claim(first)
        routine.append(first)
        return 1
    entry = entry_of(first, level)
    is_cut = entry.depth and not entry.match["title"] and below and below[0].match(SEPARATORS)
    end = next((at for at, line in enumerate(below) if not (goes_on(line) or (is_cut and at == 0))), len(below))
    if entry.depth or entry.match["title"] or end:
        entries.append(entry._replace(below=below[:end]))
    else:
        reading.claim(first)
    return 1 + end


def _read_progress(reading: Reading, project: Row) -> None:
    """The project's progress is that of its newest update; unknown where an undated last one may be older."""
    updates = reading.of("updates")
    dated = [row for row in updates if row.get("reported_on") is not None]
    newest = max(dated, key=lambda row: (row.get("reported_on"), row.number), default=updates[-1] if updates else None)
    if newest is not None and updates[-1] not in dated:
        newest = updates[-1] if _ascends(updates) else None
        if newest is None:
            message = "The last report has no date, so that the newest one is not known."
            project.issue("label-missing", message, "progress_percent", updates[-1].first_span)
    if newest is not None and newest.get("progress_percent") is not None and not _is_passed(project, newest):
        project.read("progress_percent", percentage, reading.document.span(*newest.places["progress_percent"]))


def _is_passed(project: Row, newest: Row) -> bool:
    """Whether figures of a report without its head stand behind those of the newest one: that may be newer."""
    lost = project.span("progress_percent")
    if lost is None or lost.start < newest.places["progress_percent"][0]:
        return False
    project.issue("label-missing", "A report without its head may be newer than the newest one.", "progress_percent")
    return True


def _ascends(updates: list[Row]) -> bool:
    """Whether reports stand from the oldest to the newest, by their dates as well as by their numbers."""
    days = [day for row in updates if (day := row.get("reported_on"))]
    numbers = [number for row in updates if (number := row.get("printed_number")) is not None]
    return days == sorted(days) and numbers == sorted({*numbers})
