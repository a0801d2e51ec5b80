"""The contact line: people, positions, divisions and telephone numbers in every order and shape.

Telephone numbers are cut out first, with their marks (``โทร.``, ``ต่อ``, ``#``, ``*``). What is left is
cut before every honorific, division or position; two people are told apart at ``และ`` ("and") or a
comma only before an honorific. A line that names a division and nothing else makes no contact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from operator import attrgetter

from extract.phones import phones
from extract.span import Span
from extract.text import name_text, text
from parsers.reading import Reading, Row

_BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001))))
# Marks before a number: telephone, extension, internal, mobile, fax.
_MARK = (
    r"(?:(?:หมายเลข|เบอร์)?\s*(?:โทรศัพท์|โทรสาร|โทร|มือถือ)\s*\.?\s*(?:ภายใน)?|เบอร์(?:ภายใน)?|ภายใน|ต่อ|"
    r"[Tt]el\.?|[Ff]ax\.?|☎)\s*\.?\s*:?"
)
_LONG = r"(?:\+66|0)(?:[\s-]{0,8}\d){7,9}(?:\s*-\s*\d{1,4}(?!\d))?(?:\s*(?:ต่อ|#)\s*\d{1,5}(?:-\d{1,4})?)?"
_SHORT = r"\d{3,5}(?:\s?-\s?\d{1,5})?"
_PHONE = re.compile(rf"(?P<mark>(?:(?:{_MARK}|[#*/(,\\])\s*)*)(?<!\d)(?P<phone>{_LONG}|{_SHORT})(?!\d)")
_DIGIT = re.compile(r"\d")
# All characters that marks are made of, and "and": what comes before a run of them is part of no mark.
_OF_MARKS = _BLANKS + "หมายเลขเบอร์โทรศัพท์โทรสารมือถือภายในต่อและTteFfaxl☎.:#*/(,\\+"
# A mark that no number follows, or an "and", at the end of words.
_TRAILING_MARK = re.compile(rf"(?:{_MARK}|และ)\s*$")

# Mr, Mrs, Miss, khun, acting rank, doctor, military and police ranks, medical titles.
_HONORIFIC = (
    r"(?:ว่าที่\s*(?:ร้อยตรี|ร้อยโท|ร้อยเอก|ร\.\s?[ตทอ]\.|พ\.\s?[ตทอ]\.|จ\.\s?[สอ]\.\s?[ตทอ]\.)\s?(?:หญิง)?|"
    r"(?:ทันต|สัตว)?แพทย์หญิง|เภสัชกรหญิง|นางสาว|น\.\s?ส\.|นาย(?!ช่าง|ทะเบียน|อำเภอ|ตรวจ|ก(?:เทศมนตรี|รัฐมนตรี|สมาคม)|แพทย์(?:ชำนาญ|เชี่ยวชาญ|ปฏิบัติ|\s|$)|สัตวแพทย์(?:ชำนาญ|ปฏิบัติ))|"
    r"นาง(?!พยาบาล)|คุณ(?!ภาพ|ธรรม|วุฒิ|ลักษณะ|สมบัติ|ค่า)|ดร\.|ผศ\.|รศ\.|ศ\.|นพ\.|พญ\.|ทพ\.|ทญ\.|ทพญ\.|สพ\.ญ\.|น\.สพ\.|ภก\.|ภญ\.|"
    r"(?:พล\.?)?[รพจสด]\.\s?(?:[ตจสอท]\.\s?)?[ตทอ]\.(?:\s?หญิง)?|หม่อมหลวง|หม่อมราชวงศ์|ม\.ล\.|ม\.ร\.ว\.)"
)
# Division, section, group, office, bureau, centre, school, hospital, unit, station, district.
_UNIT = (
    r"(?:ฝ่าย|ส่วน|กลุ่มงาน|กลุ่ม|กอง|งาน(?=[ก-ฮเ-ไ])|สำนักงาน|สำนัก|ศูนย์|โรงเรียน|โรงพยาบาล|แผนก|หน่วย|สถานี|สถาบัน|ภาควิชา|วิทยาลัย)"
)
# Head, director, deputy, assistant, officer, -ist, engineer, nurse and other beginnings of a position.
_POSITION = (
    r"(?:หัวหน้า|หน\.|ผู้อำนวยการ|ผอ\.|รองผู้|รอง(?=ผอ)|ผู้ช่วย|เจ้าหน้าที่|เจ้าพนักงาน|จพง\.|จนท\.|นัก(?=[ก-ฮเ-ไ])|"
    r"นายช่าง|นายแพทย์(?=ชำนาญ|เชี่ยวชาญ|ปฏิบัติ|\s|$)|นายสัตวแพทย์(?=ชำนาญ|ปฏิบัติ)|พยาบาล|วิศวกร|สถาปนิก|เลขานุการ|พนักงาน|บรรณารักษ์|ครู|อาจารย์|"
    r"ผู้ประสานงาน|ผู้รับผิดชอบ|แพทย์|ทันตแพทย์|เภสัชกร|นิติกร|สัตวแพทย์|ผู้จัดการ|ผู้บริหาร|ปลัด)"
)
_AND = r"(?:\s*(?:และ|,|/|;)\s*)"
_BOUNDARY = re.compile(
    rf"(?P<joint>{_AND}(?={_HONORIFIC}))?(?:(?:(?<![ก-๛\w])|(?<=และ))(?P<honorific>{_HONORIFIC})|"
    rf"(?<![ก-๛\w])(?:ตำแหน่ง\s*:?\s*)?(?:(?P<position>{_POSITION})|(?P<unit>{_UNIT})))"
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_FRONT = _BLANKS + ".,:;/()-–#*|\\"
_BACK = _BLANKS + ",:;/(-–#*|\\"
_WORDS_OF_A_NAME = 6
_LONGEST = 300
_LAST_DIGIT = re.compile(r"\s\d$")
_NO_NAME = re.compile(r"[\d@]")
# Short words that open like a division or a position, but may well be a surname.
_SURNAME = re.compile(r"(?:งาน|ส่วน|กลุ่ม|กอง|ศูนย์|หน่วย|นัก|ครู|แพทย์|สถานี|รอง)\S{1,6}")


@dataclass(slots=True)
class Person:
    """The parts of one person's entry, as stretches of the line."""

    name: list[Span] = field(default_factory=list)
    position: list[Span] = field(default_factory=list)
    unit: list[Span] = field(default_factory=list)
    phone: list[Span] = field(default_factory=list)

    @property
    def parts(self) -> list[Span]:
        """All parts."""
        return self.name + self.position + self.unit + self.phone


def read_contacts(reading: Reading, project: Row, role: str, line: Span) -> None:
    """Read a contact line into ``contacts`` rows and, for the responsible, the project's unit."""
    # A longer line is no line of contacts, but something that an author wrote in its place.
    people = _people(line) if line.end - line.start <= _LONGEST else []
    if line.end - line.start > _LONGEST or not all(_is_certain(person) for person in people):
        reading.issue(
            "contact-unclear", f"The contact line {line.text[:80]!r} could not be taken apart.", line, project
        )
        return
    parts = [part for person in people for part in person.parts]
    reading.claim_around(line, *sorted(parts, key=attrgetter("start")))
    if role == "responsible":
        units = [unit for person in people for unit in person.unit]
        project.read("unit", name_text, *units[:1])
    people = [person for person in people if person.name or person.position or person.phone]
    for n, person in enumerate(people, 1):
        row = reading.row("contacts", role=role, n=n)
        row.read("name", name_text, *person.name)
        row.read("position", text, *person.position)
        row.read("unit", name_text, *person.unit)
        row.read("phone", phones, *person.phone)


def with_phones(lines: list[Span]) -> Span:
    """The first line, with the next where that one holds its telephone numbers."""
    if len(lines) > 1 and lines[1].match(_PHONE):
        return lines[0].to(lines[1])
    return lines[0]


def _is_certain(person: Person) -> bool:
    """Whether the parts are one of each, a name is a few words, and no part may be a surname."""
    if max(len(person.name), len(person.position), len(person.unit)) > 1:
        return False
    followers = person.unit + person.position
    for part in followers:
        # A number alone at the end of words is the beginning of a telephone number that was not understood.
        if part.search(_LAST_DIGIT):
            return False
    if not person.name:
        return True
    name = person.name[0].text
    words = len(name.split())
    if words > _WORDS_OF_A_NAME or _NO_NAME.search(name):
        return False
    return not (words == 1 and followers and _SURNAME.fullmatch(followers[0].text))


def _people(line: Span) -> list[Person]:
    view, people = line.document.view, [Person()]
    digit = line.search(_DIGIT)
    start = _start_of_marks(view, line.start, digit.start()) if digit else line.end
    found = [match for match in _PHONE.finditer(view, start, line.end) if _is_phone(match)]
    reached = line.start
    for match in found:
        _read_words(people, line.document.span(reached, match.start()))
        people[-1].phone.append(line.group(match, "phone"))
        reached = match.end()
    _read_words(people, line.document.span(reached, line.end))
    return [person for person in people if person.parts]


def _start_of_marks(view: str, start: int, end: int) -> int:
    """Where a mark begins at the earliest that reaches to the end of a stretch."""
    return start + len(view[start:end].rstrip(_OF_MARKS))


def _is_phone(match: re.Match[str]) -> bool:
    """A number is a telephone's when marked, or when it has the length of one."""
    return bool(match["mark"].strip(" ,")) or sum(map(str.isdigit, match["phone"])) >= 4


def _read_words(people: list[Person], words: Span) -> None:
    """Give each group of words to the person it belongs to."""
    cuts = [*_BOUNDARY.finditer(words.document.view, words.start, words.end)]
    starts = [cut.start() for cut in cuts]
    _add(people, "plain", words.document.span(words.start, starts[0] if starts else words.end))
    for cut, end in zip(cuts, [*starts[1:], words.end], strict=False):
        kind = cut.lastgroup or "plain"
        _add(people, kind, words.document.span(cut.start(kind), end))


def _add(people: list[Person], kind: str, stretch: Span) -> None:
    part = _edged(stretch)
    if not part:
        return
    person = people[-1]
    if kind == "honorific" and person.name:
        person = Person()
        people.append(person)
    if kind in ("honorific", "plain"):
        _add_name(person, part)
    elif kind == "unit" and person.unit and not stretch.document.view[person.unit[-1].end : part.start].strip():
        person.unit[-1] = person.unit[-1].to(part)
    else:
        (person.position if kind == "position" else person.unit).append(part)


def _add_name(person: Person, part: Span) -> None:
    """A name, perhaps with a position in brackets after it."""
    match = part.search(_BRACKETS)
    if match is None:
        person.name.append(part)
        return
    name, inside = _edged(part.document.span(part.start, match.start())), _edged(part.document.span(*match.span(1)))
    if name:
        person.name.append(name)
    if inside:
        person.position.append(inside)


def _edged(stretch: Span) -> Span:
    """The stretch without loose marks, brackets and punctuation at its edges."""
    document, end = stretch.document, stretch.end
    view = document.view
    start = end - len(view[stretch.start : end].lstrip(_FRONT))
    end = start + len(view[start:end].rstrip(_BACK))
    if end > start and view[end - 1] == ")" and "(" not in view[start:end]:
        return _edged(document.span(start, end - 1))
    loose = _TRAILING_MARK.search(view, _start_of_marks(view, start, end), end)
    return document.span(start, end) if loose is None else _edged(document.span(start, loose.start()))
