"""The contact line: people, positions, divisions and telephone numbers in every order and shape.

Telephone numbers are cut out first, with their marks (``โทร.``, ``ต่อ``, ``#``, ``*``). What is left is
cut before every honorific, division or position; two people are told apart at ``และ`` ("and") or a
comma only before an honorific. A line that names a division and nothing else makes no contact. What is
of no person is left out and reported: fax numbers and hotlines, addresses of e-mail, numbers of no known form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from extract.span import Place, Span
from parsers.contact_cells import RULES, read_part
from parsers.contact_words import (
    HOLE,
    HONORIFIC,
    LIKELY_SURNAME,
    NOBODY,
    POSITION,
    SURNAME,
    UNIT,
    WORD_OF_UNIT,
    is_name,
    is_part,
)
from parsers.reading import Reading, Row

_BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001))))
# Numbers for a machine or for everybody: fax, hotline.
_NO_TELEPHONE = r"(?:โทรสาร|แฟ[็๊]?กซ์|[Ff](?:ax|AX)|สายด่วน)"
# Marks before a number: telephone, extension, internal, mobile, and those.
_MARK = (
    rf"(?:(?:หมายเลข|เบอร์)?\s*(?:โทรศัพท์|{_NO_TELEPHONE}|โทร|มือถือ)\s*\.?\s*(?:ภายใน)?|เบอร์(?:ภายใน)?|ภายใน|ต่อ|"
    r"[Tt](?:el|EL)\.?|☎)\s*\.?\s*:?"
)
_LONG = r"(?:\+66|0)(?:[\s-]{0,8}\d){7,9}(?:\s*-\s*\d{1,4}(?!\d))?(?:\s*(?:ต่อ|#)\s*\d{1,5}(?:-\d{1,4})?)?"
_SHORT = r"\d{3,5}(?:\s?-\s?\d{1,5})?"
_DIGIT = re.compile(r"\d")
# All characters that marks are made of, and "and": what comes before a run of them is part of no mark.
_OF_MARKS = _BLANKS + "หมายเลขเบอร์โทรศัพท์โทรสารแฟ็๊กซ์สายด่วนมือถือภายในต่อและTteELFfaAxXl☎.:#*/(,\\+"
# A mark that no number follows, or an "and", at the end of words.
_TRAILING_MARK = re.compile(rf"(?:{_MARK}|และ)\s*$")
_NUMBER = rf"(?:{_LONG}|{_SHORT})(?!\d)"
_REST_OF_NUMBER = r"(?:\s*(?:ต่อ|#)\s*\d+)?(?!\d)"
# What is of no person: the number of a fax or hotline, unless it is the telephone's as well; digits that are no number
# of a telephone, behind its mark or joined by hyphens; an address of e-mail.
_OF_NOBODY = re.compile(
    r"(?:(?:หมายเลข|เบอร์)\s*)?(?:"
    rf"(?P<both>โทร(?:ศัพท์)?[\s.]*(?:/|และ|,)\s*)?{_NO_TELEPHONE}[\s.:]*{_NUMBER}(?:\s*,\s*{_NUMBER})*|"
    rf"(?:โทรศัพท์|โทร|มือถือ|เบอร์|[Tt](?:el|EL)|(?<=\s)ต่อ|{_NO_TELEPHONE})[\s.:]*"
    rf"(?!{_NUMBER})\d+(?:[\s()–-]{{1,3}}\d+)*{_REST_OF_NUMBER})|"
    rf"(?<![\d–-])(?!{_NUMBER})\d{{1,2}}(?:[–-]\d{{1,2}})*[–-]\d{{3,5}}(?:[–-]\d+)*{_REST_OF_NUMBER}|"
    r"(?:[Ee]-?[Mm]ail[\s.:]*)?[A-Za-z0-9_.+-]+@[A-Za-z0-9_.-]+"
)
# "And", or the number of the next in a list.
_AND = r"(?:\s*(?:และ|,|/|;)\s*|\s+[2-9]\s?[.)]\s*)"
# A number in a list is no last digit of a telephone.
_PHONE = re.compile(
    rf"(?P<mark>(?:(?:{_MARK}|[#*/(,\\])\s*)*)(?<!\d)(?P<phone>{_LONG}|{_SHORT})(?!\d|(?<=\s\d)[.)]\s*{HONORIFIC})"
)
# Where a word may begin, or what joins two people: looked at before the many words.
_BOUNDARY = re.compile(
    rf"(?:(?<![ก-๛\w])(?=[ก-ฮเ-ไ])|(?P<joint>(?=[\s,/;แ]){_AND}(?={HONORIFIC}))|(?<=และ)(?={HONORIFIC}))"
    rf"(?:(?P<honorific>{HONORIFIC})|(?:ตำแหน่ง\s*:?\s*)?(?:(?P<position>{POSITION})|(?P<unit>{UNIT})))"
)
# "Responsible" before a colon repeats what the line is, "name of the responsible" without one, too; the first in a list
# has a number.
_LABEL = re.compile(
    r"(?:ชื่อผู้รับผิดชอบ(?:โครงการ)?[\s.…]*:?|(?:เจ้าหน้าที่)?ผู้รับผิดชอบ(?:โครงการ)?\s*:)?"
    rf"\s*(?:1\s?[.)]\s*(?={HONORIFIC}))?"
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_FRONT = _BLANKS + ".,:;/()-–#*|\\" + HOLE
_BACK = _BLANKS + ",:;/(-–#*|\\" + HOLE
# Thai words over a line end, up to the first digit.
_WRAPPED = re.compile(r"[ก-๛][^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*[ก-๛][^\d:\r\n]*\d")
# Words of a line of its own that tells of a telephone: "contact", "ask", or a mark.
_OPENING = re.compile(rf"ติดต่อ|สอบถาม|{_MARK}")
_LONGEST = 300
_TITLE = re.compile(HONORIFIC)
_TITLED = re.compile(rf"{HONORIFIC}\s*+\S+")
# So opens a line that names a person.
OPENS_PERSON = re.compile(rf"\W{{0,9}}{HONORIFIC}")


@dataclass(slots=True)
class Person:
    """The parts of one person's entry, as places in the line."""

    name: list[Place] = field(default_factory=list)
    position: list[Place] = field(default_factory=list)
    unit: list[Place] = field(default_factory=list)
    phone: list[Place] = field(default_factory=list)
    nobody: list[Place] = field(default_factory=list)
    surname: Place | None = None

    @property
    def parts(self) -> list[Place]:
        """All parts."""
        return self.name + self.position + self.unit + self.phone + self.nobody


def read_contacts(reading: Reading, project: Row, role: str, line: Span) -> None:
    """Read a contact line into ``contacts`` rows and, for the responsible, the project's unit."""
    # A longer line is no line of contacts, but something that an author wrote in its place.
    people = _people(line.text) if line.end - line.start <= _LONGEST else None
    if people is None:
        reading.issue(
            "contact-unclear", f"The contact line {line.text[:80]!r} could not be taken apart.", line, project
        )
        return
    document, first = line.document, line.start

    def spans(places: list[Place]) -> list[Span]:
        return [Span(document, first + start, first + end) for start, end in places]

    reading.claim_around(line, *spans(sorted([part for person in people for part in person.parts])))
    for left in spans([part for person in people for part in person.nobody]):
        reading.issue("contact-unclear", f"{left.text!r} was left out: it is no telephone of a person.", left, project)
    if role == "responsible":
        units = [unit for person in people for unit in person.unit]
        if units and "unit" in project.places:
            # The line says better who it is than the last part of the agency's path.
            project.forget("unit")
        read_part(project, "unit", spans(units[:1]))
    people = [person for person in people if person.name or person.position or person.phone]
    for n, person in enumerate(people, 1):
        row = reading.row("contacts", role=role, n=n)
        for column in RULES:
            if places := getattr(person, column):
                read_part(row, column, spans(places))
        if person.surname:
            (surname,) = spans([person.surname])
            row.issue("contact-unclear", f"{surname.text!r} may be no surname but a division.", "name", surname)


def with_phones(lines: list[Span]) -> Span:
    """The first line, with the next where that one holds its telephone numbers, perhaps behind words that go on."""
    if len(lines) > 1 and (lines[1].match(_PHONE) or _goes_on(*lines[:2])):
        return lines[0].to(lines[1])
    return lines[0]


def _goes_on(line: Span, below: Span) -> bool:
    """Whether Thai words without a telephone number go on in the next line, with one, and not with another part."""
    phone = below.search(_PHONE) if line.to(below).search(_WRAPPED) else None
    is_other = phone is None or not phone["mark"].strip() or below.match(_OPENING) or below.match(_BOUNDARY)
    return not is_other and line.search(_PHONE) is None


def _is_certain(said: str, person: Person) -> bool:
    """Whether the parts are one of each, a name is a few words, and no part may be a surname."""
    if max(len(person.name), len(person.position), len(person.unit)) > 1:
        return False
    followers = [said[start:end] for start, end in person.unit + person.position]
    names = [said[start:end] for start, end in person.name]
    if not all(map(is_part, followers)) or not all(map(is_name, names)):
        return False
    is_one_word = any(len(name.split()) == 1 for name in names)
    return not (is_one_word and followers and SURNAME.fullmatch(followers[0]))


@lru_cache(maxsize=1024)
def _people(said: str) -> list[Person] | None:
    """The people that a line names; None where that is not certain. They answer for many projects, in many reports."""
    if said == NOBODY:
        return []
    people = [Person()]
    said, nobody = _without_nobody(said)
    label = _LABEL.match(said)
    reached = label.end() if label else 0
    digit = _DIGIT.search(said, reached)
    for match in _PHONE.finditer(said, max(reached, _start_of_marks(said, digit.start()))) if digit else ():
        if _is_phone(match):
            _read_words(people, said, reached, match.start())
            people[-1].phone.append(match.span("phone"))
            reached = match.end()
    _read_words(people, said, reached, len(said))
    people[-1].nobody = nobody
    people = [_with_surname(said, person) for person in people if person.parts]
    return people if all(_is_certain(said, person) for person in people) else None


def _with_surname(said: str, person: Person) -> Person:
    """A person with the surname that was taken for a division or position, because it opens like one."""
    followers = person.unit + person.position
    if len(person.name) != 1 or len(followers) != 1:
        return person
    ((start, reached),), (surname,) = person.name, followers
    is_one_name = _TITLED.fullmatch(said, start, reached) and not said[reached : surname[0]].strip()
    if is_one_name and LIKELY_SURNAME.fullmatch(said, *surname):
        return Person([(start, surname[1])], phone=person.phone, nobody=person.nobody, surname=surname)
    return person


def _without_nobody(said: str) -> tuple[str, list[Place]]:
    """A line with holes for what is of no person, and where these are."""
    digit = _DIGIT.search(said)
    start = 0 if "@" in said else len(said[: digit.start()].rstrip(_OF_MARKS)) if digit else len(said)
    places = [match.span() for match in _OF_NOBODY.finditer(said, start) if not match["both"]]
    for begin, end in places:
        said = said[:begin] + HOLE * (end - begin) + said[end:]
    return said, places


def _start_of_marks(said: str, end: int) -> int:
    """Where a mark begins at the earliest that reaches to an end."""
    return len(said[:end].rstrip(_OF_MARKS))


def _is_phone(match: re.Match[str]) -> bool:
    """A number is a telephone's when marked, or when it has the length of one."""
    return bool(match["mark"].strip(" ,")) or sum(map(str.isdigit, match["phone"])) >= 4


def _read_words(people: list[Person], said: str, start: int, end: int) -> None:
    """Give each group of words to the person it belongs to."""
    kind = "plain"
    for cut in _BOUNDARY.finditer(said, start, end):
        _add(people, kind, said, start, cut.start())
        kind = cut.lastgroup or kind
        start = cut.start(kind)
    _add(people, kind, said, start, end)


def _add(people: list[Person], kind: str, said: str, start: int, end: int) -> None:
    start, end = part = _edged(said, start, end)
    if start == end:
        return
    person = people[-1]
    if kind == "honorific" and person.name:
        if _TITLE.fullmatch(said, *person.name[-1]):
            part = (person.name.pop()[0], end)
        else:
            person = Person()
            people.append(person)
    if kind in ("honorific", "plain"):
        _add_name(person, said, part)
        return
    is_word = WORD_OF_UNIT.fullmatch(said, *part) and _is_behind(said, person.position, start)
    parts = person.position if kind == "position" or is_word else person.unit
    if kind == "unit" and _is_behind(said, parts, start):
        part = (parts.pop()[0], end)
    parts.append(part)


def _is_behind(said: str, parts: list[Place], start: int) -> bool:
    """Whether nothing but blanks stands between the last of these parts and what starts here."""
    return bool(parts) and not said[parts[-1][1] : start].strip()


def _add_name(person: Person, said: str, part: Place) -> None:
    """A name, perhaps with a position in brackets after it."""
    match = _BRACKETS.search(said, *part)
    if match is None:
        person.name.append(part)
        return
    for parts, place in ((person.name, (part[0], match.start())), (person.position, match.span(1))):
        start, end = _edged(said, *place)
        if start < end:
            parts.append((start, end))


def _edged(said: str, start: int, end: int) -> Place:
    """The stretch without loose marks, brackets and punctuation at its edges."""
    part = said[start:end].lstrip(_FRONT)
    start = end - len(part)
    part = part.rstrip(_BACK)
    end = start + len(part)
    if part.endswith(")") and "(" not in part:
        return _edged(said, start, end - 1)
    tail = _start_of_marks(part, len(part))
    loose = _TRAILING_MARK.search(part, tail) if tail < len(part) else None
    return (start, end) if loose is None else _edged(said, start, start + loose.start())
