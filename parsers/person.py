"""A person of a contact line, and what of the words in the place of the name is none.

An honorific, a first name and a surname make a name; without an honorific two words do, and no other number of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.span import Place
from parsers.contact_words import BACK, HONORIFIC, LEVELS, UNIT

Said = tuple[Place, str]

_NO_PERSON = "These words were left out: without an honorific they may be no person."
_NO_NAME = "These words were left out: they are an abbreviation behind a name."
_THIRD = "These words behind a first name and a surname may be no part of the name."
_SECOND = "This word may be no surname but the level of a position."

_TITLES = re.compile(rf"(?>(?:(?:{HONORIFIC}|M(?:rs?|s|iss)\.?(?=\s)|Dr\.)\s*)*)")
_WORD = re.compile(r"\S+")
# "Of" (a place), "clan", "son" or "daughter of": with the word behind it a surname; "of the navy", behind a surname.
_OF = re.compile(r"(?P<open>(?:ณ\.?|แซ่|บิน|บินตี)$)|ณ\.|ร\.น\.$")
# Most names: an honorific, a first name and a surname.
_USUAL = re.compile(r"(?:นาย|นาง|น\.ส\.)\S+\s+\S+")
# An abbreviation that is no rank before a name; "committee", "all", "not", "not yet", "being".
_ABBREVIATION = re.compile(r"[ก-ฮ]{2,}\.")
# No name has more letters than this; and so do the sentences that have but one space.
_LONGEST_WORD = 30
_NOBODY = re.compile(rf"(?:\S+\s)?(?>(?:[ก-ฮ]+\.)+)(?:\s|$|เขต|{UNIT})|คณะ|ทุก|ไม่|ยัง|อยู่ระหว่าง")


@dataclass(slots=True)
class Person:
    """The parts of one person's entry, as places in the line.

    ``left`` is what is in no cell, ``doubts`` what stands in the name and may be no part of it, each with the reason.
    """

    name: list[Place] = field(default_factory=list)
    position: list[Place] = field(default_factory=list)
    unit: list[Place] = field(default_factory=list)
    phone: list[Place] = field(default_factory=list)
    left: list[Said] = field(default_factory=list)
    doubts: list[Said] = field(default_factory=list)

    @property
    def parts(self) -> list[Place]:
        """All parts."""
        return self.name + self.position + self.unit + self.phone + [place for place, _ in self.left]


def sort_out(said: str, person: Person) -> None:
    """Give words in the place of a person's one name that are none to the position or division, or leave them out."""
    ((start, end),) = person.name
    is_level = said.endswith(LEVELS, start, end)
    if not is_level and _USUAL.fullmatch(said, start, end):
        return
    titles = _TITLES.match(said, start, end)
    begin = titles.end() if titles else start
    words = _words(said, begin, end)
    if begin > start and len(words) < (2 if is_level else 3):
        return
    behind = _behind_name(said, words, person, is_titled=begin > start)
    if behind is not None:
        words = [word for word in words if word[0] < behind[0]]
        end = start + len(said[start : behind[0]].rstrip(BACK))
        person.name = [(start, end)] if end > start else []
    if begin == start < end:
        _sort_out_untitled(said, person, len(words))


def _words(said: str, start: int, end: int) -> list[Place]:
    """The first name, the surname and what follows; "of" and the like are no words of their own."""
    words: list[Place] = []
    is_open = False
    for match in _WORD.finditer(said, start, end):
        of = _OF.match(match[0])
        if is_open or (of and len(words) > 1):
            words[-1] = (words[-1][0], match.end())
        else:
            words.append(match.span())
        is_open = of is not None and of["open"] is not None
    return words


def _behind_name(said: str, words: list[Place], person: Person, *, is_titled: bool) -> Place | None:
    """What stands behind a name, or in its place, and is the person's position or division; doubts stay in the name."""
    behind = (words[2] if len(words) > 2 else words[-1])[0], words[-1][1]
    level = said.endswith(LEVELS, *words[-1])
    if len(words) < 3 and (not level or said[slice(*words[-1])] in LEVELS):
        if level and len(words) == 2:
            person.doubts.append((words[1], _SECOND))
        return None
    if level:
        person.position.append(behind)
    elif _ABBREVIATION.match(said, *behind):
        person.left.append((behind, _NO_NAME))
    else:
        if is_titled:
            person.doubts.append((behind, _THIRD))
        return None
    return behind


def _sort_out_untitled(said: str, person: Person, count: int) -> None:
    """Sort out a name without an honorific, which is no person's unless it is two words."""
    (name,) = person.name
    is_short = all(len(word) <= _LONGEST_WORD for word in said[slice(*name)].split())
    if count == 2 and is_short and not _NOBODY.match(said, *name):
        return
    person.left.append((name, _NO_PERSON))
    person.name, person.doubts = [], []
