"""The contact line: people, positions, divisions and telephone numbers in every order and shape.

Two people are told apart at ``และ`` ("and") or a comma only before an honorific. A line that names a division and
nothing else makes no contact. What is of no person is left out and reported: fax numbers and hotlines, addresses of
e-mail, numbers of no known form, words without an honorific that are no first name with a surname. No message holds
words of the line: issues are published, people are not.
"""

from __future__ import annotations

import re

from extract.phones import phones
from extract.rule import Rule
from extract.span import Place, Span
from extract.text import name_text, text, wrapped_name
from parsers.contact_numbers import MARK, PHONE
from parsers.contact_people import BOUNDARY, people_in
from parsers.contact_words import HONORIFIC
from parsers.line_pattern import are_next
from parsers.reading import Reading, Row

_RULES: dict[str, Rule] = {"name": name_text, "position": text, "unit": name_text, "phone": phones}
# Thai words over a line end, up to the first digit.
_WRAPPED = re.compile(r"[ก-๛][^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*[ก-๛][^\d:\r\n]*\d")
# Words of a line of its own that tells of a telephone: "contact", "ask", or a mark.
_OPENING = re.compile(rf"ติดต่อ|สอบถาม|{MARK}")
_LONGEST = 300
# What a person's line holds, and what opens the next one that goes on with it.
_TORN_PARTS = {("honorific", "position"), ("honorific", "unit"), ("honorific", "position", "unit")}
# Other lines of a page, which may stand in the place of its contacts: unit codes, an agency with its year, a report's.
_NO_CONTACTS = re.compile(r"\d{8}\s*/\s*\d{8}|[^:]*:\s*\(25\d\d\)|\W*(?:ปัญหา|อุปสรรค)ของโครงการ.*")
# So opens a line that names a person.
OPENS_PERSON = re.compile(rf"\W{{0,9}}{HONORIFIC}")


def read_contacts(reading: Reading, project: Row, role: str, line: Span) -> None:
    """Read a contact line into ``contacts`` rows and, for the responsible, the project's unit."""
    # A longer line is no line of contacts, but something that an author wrote in its place.
    is_short = line.end - line.start <= _LONGEST
    people = people_in(line.text) if is_short and not _NO_CONTACTS.fullmatch(line.text) else None
    if people is None:
        reading.issue("contact-unclear", "The contact line could not be taken apart.", line, project)
        return
    document, first = line.document, line.start

    def spans(places: list[Place]) -> list[Span]:
        return [Span(document, first + start, first + end) for start, end in places]

    reading.claim_around(line, *spans(sorted([part for person in people for part in person.parts])))
    for place, reason in [left for person in people for left in person.left]:
        reading.issue("contact-unclear", reason, spans([place])[0], project)
    if role == "responsible":
        units = [unit for person in people for unit in person.unit]
        if units and "unit" in project.places:
            # The line says better who it is than the last part of the agency's path.
            project.forget("unit")
        _read_part(project, "unit", spans(units[:1]))
    people = [person for person in people if person.name or person.position or person.phone]
    for n, person in enumerate(people, 1):
        row = reading.row("contacts", role=role, n=n)
        for column in _RULES:
            if places := getattr(person, column):
                _read_part(row, column, spans(places))
        for place, reason in person.doubts:
            row.issue("contact-unclear", reason, "name", spans([place])[0])


def _read_part(row: Row, column: str, parts: list[Span]) -> None:
    """Read a part, which a line end may tear; whether a blank belongs there in a person's name is not known."""
    torn = next((part for part in parts if "\n" in part.text or "\r" in part.text), None)
    if torn is None or column == "phone":
        row.read(column, _RULES[column], *parts)
    elif column == "name":
        row.issue("contact-unclear", "The name runs over two lines.", column, torn)
    else:
        message = f"The {column} runs over two lines: no blank was put between Thai letters."
        row.issue("value-torn", message, column, torn)
        row.read(column, wrapped_name, *parts)


def with_phones(lines: list[Span]) -> Span:
    """The first line, with the next where that one holds its telephone numbers, perhaps behind words that go on."""
    line, *more = lines
    if not more or not are_next(line, more[0]) or more[0].end - line.start > _LONGEST:
        return line
    return line.to(more[0]) if more[0].match(PHONE) or _goes_on(line, more[0]) else line


def _goes_on(line: Span, below: Span) -> bool:
    """Whether Thai words without a telephone number go on in the next line, with one.

    That line does not open with a part of its own, unless it is the division or position of a person who has none.
    """
    phone = below.search(PHONE) if line.to(below).search(_WRAPPED) else None
    if phone is None or not phone["mark"].strip() or below.match(_OPENING) or line.search(PHONE):
        return False
    part = below.match(BOUNDARY)
    if part is None:
        return True
    parts = [cut.lastgroup for cut in BOUNDARY.finditer(line.text)]
    return (*parts, part.lastgroup) in _TORN_PARTS
