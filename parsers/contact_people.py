"""The people that a contact line names, with their positions, divisions and telephone numbers, as places in the line.

Telephone numbers are cut out first, with their marks. What is left is cut before every honorific, division or
position. Whatever stands in no part must be a mark, a label, "and", or punctuation: else the line is not understood.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.span import Place
from parsers.contact_numbers import MARK, is_mark_unclear, phones_in, without_mark, without_nobody
from parsers.contact_words import (
    BACK,
    FRONT,
    HONORIFIC,
    LEVELS,
    LIKELY_SURNAME,
    NOBODY,
    PLACE,
    POSITION,
    RANK,
    SURNAME,
    UNIT,
    WORD_OF_UNIT,
    is_name,
    is_part,
    may_hold_name,
)
from parsers.person import Person, sort_out

_NO_TELEPHONE = "These words were left out: they are no telephone of a person."
_SURNAME = "These words may be no surname but a division."
_NO_POSITION = "This word was left out: it may be no position."
# "And", "by", or the number of the next in a list.
_AND = r"(?:\s*(?:และ|,|/|;|&)\s*|\s+โดย\s*|\s+[2-9]\s?[.)]\s*)"
# "Position", "belongs to", "works at".
_BEFORE_PART = r"(?:ตำแหน่ง|สังกัด|ประจำ)\s*:?\s*"
# Where a word may begin, or what joins two people: looked at before the many words. What is not known behind "position"
# is one, unless it says "vacant".
_BOUNDARY = (
    rf"(?:(?<![ก-๛\w])(?=[ก-ฮเ-ไ])|(?P<joint>(?=[\s,/;&แ]){_AND}(?={HONORIFIC}))|(?<=และ)(?={HONORIFIC}))"
    rf"(?:(?P<honorific>{HONORIFIC})|"
    rf"(?:{_BEFORE_PART})?(?:(?P<position>{POSITION})|(?P<unit>{UNIT})|(?<!\.)(?P<place>{PLACE}))|"
    r"ตำแหน่ง\s*:?\s*(?P<named>(?!ว่าง)[ก-ฮเ-ไ]){})"
)
BOUNDARY = re.compile(_BOUNDARY.replace("{})", ")"))
# So, too, where the level of a position is in the line: a word that ends in one.
_BOUNDARY_OF_LEVELS = re.compile(
    _BOUNDARY.replace("{})", rf"|(?<!\.)(?P<level>[ก-๛]{{2,40}}?(?:{'|'.join(LEVELS)})(?![ก-๛])))")
)
# "Responsible" before a colon repeats what the line is, "name of the responsible" without one, too; the first in a list
# has a number.
_LABEL = re.compile(
    r"(?:ชื่อผู้รับผิดชอบ(?:โครงการ)?[\s.…]*:?|(?:เจ้าหน้าที่)?ผู้รับผิดชอบ(?:โครงการ)?\s*:)?"
    rf"\s*(?:1\s?[.)]\s*(?={HONORIFIC}))?"
)
# What may stand between the parts, and what does so in most lines.
_PUNCTUATION = " .,:;/()"
_USUAL = ("", "โทร", "และ")
_BETWEEN = re.compile(rf"(?:(?>{_BEFORE_PART}|{_AND}|{MARK}|โทร|หรือ|[\s.,:;/()\[\]–#*|\\-]))*")
_BRACKETS = re.compile(r"\(([^()]*)\)")
# A nickname, or an abbreviation; but for short positions: draughtsman, secretary, works, head of a division, analyst.
_SHORT = re.compile(r"(?!(?:ช่าง|เลขา|โยธา|หฝ\.|นวก\.)\Z)(?:[^\s\d.]{1,5}|[ก-ฮ.]+)")
_TITLE = re.compile(HONORIFIC)
_TITLE_ALONE = re.compile(rf"{HONORIFIC}\s*")
_TITLED = re.compile(rf"(?>{HONORIFIC})\s*+\S+")
# A first name before a surname, and both.
_FIRST_NAME = re.compile(rf"(?>(?:{HONORIFIC})?)\s*+[^\s(),/]+\s+")
_WHOLE = re.compile(rf"(?>{HONORIFIC})\s*+[^\s(]+\s+[^\s(]")
# Honorifics without a dot, which may be the beginning of a surname; and such a surname.
_PLAIN = r"(?:คุณ|นาย|นาง(?!สาว))"
_LIKE_SURNAME = re.compile(rf"{_PLAIN}|{RANK}")
_SURNAME_ALONE = re.compile(rf"(?:{_PLAIN}[^\s(]+|{RANK}[^\s(]*)\s*(?:\(.*)?")


@lru_cache(maxsize=1024)
def people_in(said: str) -> list[Person] | None:
    """The people that a line names; None where that is not certain. They answer for many projects, in many reports."""
    if said == NOBODY:
        return []
    people = [Person()]
    words, nobody = without_nobody(said)
    label = _LABEL.match(words)
    first = reached = label.end() if label else 0
    for match in phones_in(words, reached):
        if is_mark_unclear(words, match):
            return None
        _read_words(people, words, reached, match.start())
        people[-1].phone.append(match.span("phone"))
        reached = match.end()
    _read_words(people, words, reached, len(words))
    people[-1].left += [(place, _NO_TELEPHONE) for place in nobody]
    people = [person for person in people if person.parts]
    is_certain = all(_is_certain(words, person) and _is_sorted_out(words, person) for person in people)
    return people if is_certain and _is_accounted(words, people, first) else None


def _is_certain(said: str, person: Person) -> bool:
    """Whether the parts are one of each, a name is a few words, and no part may be a surname."""
    if max(len(person.name), len(person.position), len(person.unit)) > 1:
        return False
    followers = [said[start:end] for start, end in person.unit + person.position]
    names = [said[start:end] for start, end in person.name]
    if not all(map(is_part, followers)) or any(map(may_hold_name, followers)) or not all(map(is_name, names)):
        return False
    is_one_word = any(len(name.split()) == 1 for name in names)
    return not (is_one_word and followers and SURNAME.fullmatch(followers[0]))


def _is_sorted_out(said: str, person: Person) -> bool:
    """Take out of a name what is none; whether there is one of each part then."""
    if person.name:
        sort_out(said, person)
    return len(person.position) < 2


def _is_accounted(said: str, people: list[Person], reached: int) -> bool:
    """Whether nothing but marks, labels and punctuation stands between the parts."""
    for start, end in [*sorted([part for person in people for part in person.parts]), (len(said), len(said))]:
        if said[reached:start].strip(_PUNCTUATION) not in _USUAL and not _BETWEEN.fullmatch(said, reached, start):
            return False
        reached = end
    return True


def _read_words(people: list[Person], said: str, start: int, end: int) -> None:
    """Give each group of words to the person it belongs to."""
    kind, joined = "plain", False
    boundary = _BOUNDARY_OF_LEVELS if any(level in said for level in LEVELS) else BOUNDARY
    for cut in boundary.finditer(said, start, end):
        found = cut.lastgroup or kind
        if found != "honorific" and _is_in_name(people[-1], kind, found, said, start, cut.start()):
            continue
        _add(people, kind, joined, said, start, cut.start())
        kind, joined = found, cut["joint"] is not None or said.endswith("และ", start, cut.start())
        start = cut.start(kind)
    _add(people, kind, joined, said, start, end)


def _is_in_name(person: Person, kind: str, found: str, said: str, start: int, end: int) -> bool:
    """Whether a name goes on with a word that opens like another part: a first name, or a surname like a place."""
    if kind == "honorific" and _TITLE_ALONE.fullmatch(said, start, end):
        return not _is_behind(said, person.name, start)
    is_first = kind in ("honorific", "plain") and not _is_behind(said, person.name, start)
    return found == "place" and is_first and _FIRST_NAME.fullmatch(said, start, end) is not None


def _add(people: list[Person], kind: str, joined: bool, said: str, start: int, end: int) -> None:
    start, end = part = _edged(said, start, end)
    if start == end:
        return
    person = people[-1]
    if kind == "honorific" and person.name:
        if _TITLE.fullmatch(said, *person.name[-1]) or _goes_on(said, person.name, part, joined):
            part = (person.name.pop()[0], end)
        elif joined or not _may_go_on(said, person.name, part):
            person = Person()
            people.append(person)
    if kind in ("honorific", "plain"):
        _add_name(person, said, part)
        return
    if _is_surname(said, person, part):
        person.name[-1] = (person.name[-1][0], end)
        person.doubts.append((part, _SURNAME))
        return
    is_unit = kind in ("unit", "place")
    is_word = WORD_OF_UNIT.fullmatch(said, *part) and _is_behind(said, person.position, start)
    parts = person.unit if is_unit and not is_word else person.position
    if is_unit and _is_behind(said, parts, start):
        part = (parts.pop()[0], end)
    elif parts and said[parts[-1][1] : start].strip() == "(" and said[end : end + 1] == ")":
        part = (parts.pop()[0], end + 1)
    parts.append(part)


def _is_surname(said: str, person: Person, part: Place) -> bool:
    """Whether words that open like a division or position are the surname behind an honorific and one name."""
    is_behind_one = _is_behind(said, person.name, part[0]) and _TITLED.fullmatch(said, *person.name[-1])
    return bool(is_behind_one and LIKELY_SURNAME.fullmatch(said, *part))


def _goes_on(said: str, names: list[Place], part: Place, joined: bool) -> bool:
    """Whether a word that opens like an honorific is the surname behind an honorific and one name."""
    is_one_word = _TITLED.fullmatch(said, *names[-1]) and _SURNAME_ALONE.fullmatch(said, *part)
    return bool(is_one_word) and not joined and _is_behind(said, names, part[0])


def _may_go_on(said: str, names: list[Place], part: Place) -> bool:
    """Whether what opens like an honorific may be a surname: not a whole name behind another, or behind none."""
    if not _LIKE_SURNAME.match(said, *part) or not _is_behind(said, names, part[0]):
        return False
    is_other = _WHOLE.match(said, *names[-1]) or not _TITLE.match(said, *names[-1])
    return not (is_other and _WHOLE.match(said, *part))


def _is_behind(said: str, parts: list[Place], start: int) -> bool:
    """Whether nothing but blanks stands between the last of these parts and what starts here."""
    return bool(parts) and parts[-1][1] <= start and not said[parts[-1][1] : start].strip()


def _add_name(person: Person, said: str, part: Place) -> None:
    """A name, perhaps with a position in brackets after it."""
    match = _BRACKETS.search(said, *part)
    if match is None:
        person.name.append(part)
        return
    start, end = _edged(said, part[0], match.start())
    if start < end:
        person.name.append((start, end))
    start, end = _edged(said, *match.span(1))
    if _SHORT.fullmatch(said[start:end]):
        person.left.append(((start, end), _NO_POSITION))
    elif start < end:
        person.position.append((start, end))


def _edged(said: str, start: int, end: int) -> Place:
    """The stretch without loose marks, brackets and punctuation at its edges."""
    part = said[start:end].lstrip(FRONT)
    start = end - len(part)
    part = part.rstrip(BACK)
    end = start + len(part)
    if (part.endswith(")") and "(" not in part) or (part.endswith("]") and "[" not in part):
        return _edged(said, start, end - 1)
    words = without_mark(part)
    return (start, end) if words == part else _edged(said, start, start + len(words))
