"""The labelled values of a printed form: sections 1.1 and 1.2, name, code, year, days, amounts, agency and people."""

from __future__ import annotations

import re

from extract.codes import project_code
from extract.dates import be_year, timestamp_date
from extract.numbers import baht
from extract.rule import Rule, RuleError
from extract.span import Span
from extract.text import DASHES, markdown_name
from parsers.agency import read_agency
from parsers.block import Block
from parsers.contact import OPENS_PERSON, read_contacts, with_phones
from parsers.contact_words import HONORIFIC
from parsers.line_pattern import LinePattern, Lines, are_next, line_pattern, with_whole
from parsers.print_parts import read_amount
from parsers.project_head import derive_year, read_year
from parsers.reading import Reading, Row
from parsers.sections import read_wrapped_name

# Dots and a colon; or another mark that was typed for the colon, or the dots alone.
_COLON = r"[\s.…*]*+:"
_SLIP = r"(?:[\s.…*]*+[:;：]|\s*+(?:\.{2,}+|…)[\s.…*]*+)"


def labels(colon: str = _COLON, **words: str) -> re.Pattern[str]:
    """Labels with their dots and colon, perhaps a bullet or the marks of bold print; ``lastgroup`` names the label."""
    said = "|".join(f"{expression}(?P<{name}>)" for name, expression in words.items())
    return re.compile(rf"(?:[-•]\s+)?(?:\*\*)?\s*(?:{said}){colon}(?:\s*+\*\*(?!\*))?")


def torn_label(*openings: str) -> LinePattern:
    """What may be left of a label that opens so, whose other words, or dots and colon, stand on the line below."""
    initials = "".join(opening[0] for opening in openings)
    return line_pattern(rf"(?:[-•]\s+)?(?:\*\*)?(?:{'|'.join(openings)})[^\d:;：\t|]{{0,24}}", f"-•*{initials}")


def with_joined_labels(lines: Lines, torn: LinePattern, label: re.Pattern[str]) -> Lines:
    """Lines with each that may be torn joined to the next one, where a label begins on it and ends on that one."""

    def is_torn(above: Span, below: Span) -> bool:
        match = above.to(below).match(label)
        return match is not None and match.end() > above.end

    return with_whole(lines, torn, is_torn)


# Labels of sections 1.1 and 1.2: name, code, year, first and last day, received, spent, agency, people.
_WORDS = {
    "name": r"(?:ชื่อโครงการ(?:\s*/\s*กิจกรรม)?|ชื่อกิจกรรม)",
    "project_code": r"รหัส\s*โครงการ",
    "fiscal_year_be": r"ปีงบประมาณ(?:\s*พ\.\s*ศ)?",
    "start_date": r"เริ่มต้น\s*โครงการ",
    "end_date": r"สิ้นสุด\s*โครงการ",
    "budget_allocated_baht": r"งบประมาณ\s*ที่\s*ได้รับ",
    "budget_spent_baht": r"งบประมาณ\s*ที่\s*ใช้ไป",
    "agency": r"หน่วยงาน\s*ที่\s*รับ\s*ผิด\s*ชอบ",
    "responsible": r"ชื่อ\s*ผู้\s*รับ\s*ผิด\s*ชอบ(?:\s*โครงการ)?",
    "coordinator": r"ผู้\s*ประสาน\s*งาน\s*(?:สยป)?",
}
_FIELDS = labels(_SLIP, **_WORDS)
LABEL = labels(**_WORDS)
_TORN_LABEL = torn_label("ชื่อ", "รหัส", "ปีงบ", "เริ่ม", "สิ้นสุด", "งบ", "หน่วย", "ผู้")
_RULES: dict[str, Rule] = {
    "project_code": project_code,
    "start_date": timestamp_date,
    "end_date": timestamp_date,
}
# The lines of section 1.1 in their ordinary form, each on one line.
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]++"
_BAHT = r"[0-9][0-9,.]*+-?+ บาท"
_ORDINARY = Block(
    "projects",
    {
        "name": markdown_name,
        "project_code": project_code,
        "fiscal_year_be": be_year,
        "start_date": timestamp_date,
        "budget_allocated_baht": baht,
        "end_date": timestamp_date,
        "budget_spent_baht": baht,
    },
    r"ชื่อโครงการ(?>(?: / กิจกรรม)?) : (?P<name>[^\s*\\](?>(?:[^\n]*[^\s\\])?))",
    r"รหัสโครงการ [.…]*+ : (?P<project_code>[0-9]{8}-[0-9]{4})",
    r"ปีงบประมาณ พ\. ศ[.…]*+ : (?P<fiscal_year_be>[0-9]{4})",
    rf"เริ่มต้นโครงการ : (?P<start_date>{_DAY})",
    rf"งบประมาณที่ได้รับ : (?P<budget_allocated_baht>{_BAHT})",
    rf"สิ้นสุดโครงการ : (?P<end_date>{_DAY})",
    rf"งบประมาณที่ใช้ไป : (?P<budget_spent_baht>{_BAHT})",
)
# Values that may run over several lines.
_WRAPPED = ("name", "agency", "responsible", "coordinator")
# What is left of a day that is read without it.
_HOUR = re.compile(r"\d{1,2}:")
# What is left of an amount: digits, or millions and the currency.
_OF_AMOUNT = re.compile(r"[\d,.]|(?:ล้าน)?\s*(?:บาท|$)")
# A label that a line may hold behind another one.
_SECOND = re.compile(
    r"(?<![\s|])[\s|]++(?=(?:รหัสโครงการ|ปีงบประมาณ\s*พ\.\s*ศ|เริ่มต้นโครงการ|สิ้นสุดโครงการ|งบประมาณที่(?:ได้รับ|ใช้ไป)|"
    rf"หน่วยงานที่รับผิดชอบ|ชื่อผู้รับผิดชอบ(?:โครงการ)?|ผู้ประสานงาน\s*สยป){_SLIP})"
)
# So opens what was meant as a label, of a person or the code, or any word with its dots: no name or path goes on so.
_LIKE_LABEL = re.compile(
    rf"\W{{0,9}}(?:(?:ชื่อ?ผู้|ผู้ประสาน|ผู้รับผิดชอบ|รหัส)(?=.*(?:[:：;]|\.\.|…|\d{{8}}|{OPENS_PERSON.pattern}))|"
    r"[^\s.…]+\s?(?:\.{2,}|…)|\S*โครงการ\W*\d{8}\W)"
)
_CALL = r"โทร\s*[.\d]"
# What stands in no path: the label of a person, a telephone. A path does not go on with a person or a colon either.
_PERSON = rf"(?:ชื่อ?ผู้|ผู้ประสาน|{_CALL})"
_OF_PERSON = re.compile(_PERSON)
_NO_PATH = re.compile(rf".*(?:[:：;]|{_PERSON})")
# A further person on a line of its own.
_FURTHER = re.compile(rf"(?:และ|,)\s*[\r\n]\s*{HONORIFIC}|[\r\n]\s*(?:และ|,)\s*{HONORIFIC}")
# So goes on a line of people.
_TELEPHONE = re.compile(_CALL)


def read_fields(reading: Reading, project: Row, lines: Lines) -> None:
    """Read the labelled values of sections 1.1 and 1.2; a name or a path may run over several lines."""
    whole = _ORDINARY.read_into(project, lines)
    if whole:
        derive_year(project)
    at = whole[1] if whole else 0
    parts = [part for line in lines[at:] for part in _labelled_parts(reading, line)]
    parts = with_joined_labels(parts, _TORN_LABEL, _FIELDS)
    column, values, seen = "", list[Span](), {*_ORDINARY.expression.groupindex} if at else set()
    for part in parts:
        named, value = field_of(part)
        if named is None and _runs_on(column, values, part) and not _is_other(column, part):
            values.append(part if values else _without_colon(reading, part))
            continue
        _read_field(reading, project, column, values)
        column, values = named or "", [value] if named and value else []
        if named is not None:
            reading.claim_around(part, value)
        if named in seen:
            project.issue("label-repeated", f"{part.text[:60]!r} stands again; it was not read.", None, part)
            column = ""
        seen.add(column)
    _read_field(reading, project, column, values)


def lines_of_people(lines: Lines) -> int:
    """How many lines of people open a section, each with its label; a converter may have put them there."""
    end = 0
    while end < len(lines) and (_is_of_people(lines[end]) or (end and _goes_on(lines[end - 1], lines[end]))):
        end += 1
    return end


def _is_of_people(line: Span) -> bool:
    return field_of(line)[0] in ("responsible", "coordinator")


def _goes_on(above: Span, line: Span) -> bool:
    """Whether a line goes on with the people of the one above: it is their telephone, or the label stands alone."""
    if line.match(_TELEPHONE):
        return True
    return _is_of_people(above) and not field_of(above)[1] and line.match(OPENS_PERSON) is not None


def _labelled_parts(reading: Reading, line: Span) -> Lines:
    """Cut a wide line before every further label."""
    document, parts, reached = line.document, [], line.start
    place = line.start, line.end
    if document.view.count(":", *place) < 2 and document.view.find("..", *place) < 0:
        return [line]
    own = line.match(_FIELDS)
    if own is None:
        return [line]
    for match in _SECOND.finditer(document.view, own.end(), line.end):
        reading.claim(document.span(*match.span()))
        parts.append(document.trimmed(reached, match.start()))
        reached = match.end()
    return [*parts, document.trimmed(reached, line.end)]


def _without_colon(reading: Reading, part: Span) -> Span:
    """A value alone below its label, without the colon that a cell of a table may have parted from it."""
    if not part.opens(":"):
        return part
    reading.claim(part.document.span(part.start, part.start + 1))
    return part.document.trimmed(part.start + 1, part.end)


def _runs_on(column: str, values: Lines, part: Span) -> bool:
    """Whether an unlabelled line may be of a value: names, paths and people run on, any may stand below its label.

    A day and an amount go on where a line end cut them.
    """
    if column in _WRAPPED or not column or not values:
        return bool(column)
    value = values[-1].text
    if column.endswith("_baht"):
        return value.strip(DASHES) != "" and part.match(_OF_AMOUNT) is not None
    if not column.endswith("_date") or (_is_read(timestamp_date, value) and not part.match(_HOUR)):
        return False
    return _is_read(timestamp_date, f"{value}\n{part.text}")


def _is_read(rule: Rule, text: str) -> bool:
    """Whether a rule can read a text."""
    try:
        rule(text)
    except RuleError:
        return False
    return True


def _is_other(column: str, part: Span) -> bool:
    """Whether an unlabelled line does not go on with a value: it has a label with a slip, or is no part of a path."""
    if part.match(_LIKE_LABEL):
        return True
    return column == "agency" and (part.match(_NO_PATH) or part.match(OPENS_PERSON)) is not None


def field_of(line: Span) -> tuple[str | None, Span]:
    """The column that a line is labelled with, None where it has no label, and its value."""
    match = line.match(_FIELDS)
    return (None, line) if match is None else (match.lastgroup, value_of(line, match))


def value_of(line: Span, label: re.Match[str]) -> Span:
    """What stands behind a label; a converter may have put a backslash at its end."""
    document = line.document
    value = document.trimmed(label.end(), line.end)
    is_escaped = value and document.view[value.end - 1] == "\\"
    return document.trimmed(value.start, value.end - 1) if is_escaped else value


def _read_field(reading: Reading, project: Row, column: str, values: Lines) -> None:
    if not values or not column:
        return
    if column in ("responsible", "coordinator"):
        read_contacts(reading, project, column, with_phones(_with_others(values)))
    elif column == "agency":
        # Personal data stand in contacts only; what holds them is left unread.
        if not any(line.search(_OF_PERSON) for line in values):
            read_agency(project, *values)
    elif column == "name":
        read_wrapped_name(project, values, markdown_name)
    elif column == "fiscal_year_be":
        read_year(project, values[0])
    elif column.endswith("_baht"):
        read_amount(project, column, *values)
    else:
        project.read(column, _RULES[column], *values)


def _with_others(lines: Lines) -> Lines:
    """Lines of people with the next one joined to the first where it names a further person: ``และ นาย``, "and Mr"."""
    while len(lines) > 1 and _goes_on_with_person(*lines[:2]):
        lines = [lines[0].to(lines[1]), *lines[2:]]
    return lines


def _goes_on_with_person(line: Span, below: Span) -> bool:
    match = line.to(below).search(_FURTHER) if are_next(line, below) else None
    return match is not None and match.end() > below.start
