"""Telephone numbers of contact lines with their marks, and what is of no person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.span import Place
from parsers.contact_words import BLANKS, HOLE, HONORIFIC

# Numbers for a machine or for everybody: fax, hotline.
_NO_TELEPHONE = r"(?:โทรสาร|แฟ[็๊]?กซ์|[Ff](?:ax|AX)|สายด่วน)"
# "Telephone", which words may run into; that is also what a unit or an officer looks after.
_TELEPHONE = rf"(?:(?<!งาน)(?<!ที่)(?<!ฝ่าย)(?<!ระบบ)โทรศัพท์|{_NO_TELEPHONE}|โทร|มือถือ)"
# "Contact", "ask", "internal", "direct line", "extension"; and "number". Many a word ends so, which is no mark.
_EXTENSION = r"(?:ติดต่อ(?:สอบถาม)?|สอบถาม|ภายใน|สายใน|สายตรง|ต่อ)"
_NUMBER_OF = r"(?:หมายเลข|เบอร์)"
# Marks before a number.
MARK = (
    rf"(?:(?:(?:{_NUMBER_OF}\s*)?{_TELEPHONE}|{_NUMBER_OF}\s*{_EXTENSION}|(?<![ก-๛])(?:{_NUMBER_OF}|{_EXTENSION}))\s*\.?\s*"
    rf"{_EXTENSION}?|(?<![A-Za-z])(?:[Tt](?:el|EL)\.?|T\.)|☎)\s*\.?\s*:?"
)
# The area code may stand in brackets.
_LONG = (
    r"(?:(?:\+66|0)(?:[\s-]{0,8}\d){7,9}|\(0\d\d?\)(?:[\s-]{0,8}\d){6,8})(?:\s*-\s*\d{1,4}(?!\d))?"
    r"(?:\s*(?:ต่อ|#)\s*\d{1,5}(?:-\d{1,4})?)?"
)
_SHORT = r"\d{3,5}(?:\s?-\s?\d{1,5})?"
_DIGIT = re.compile(r"\d")
# All characters that marks are made of, "and" and "or": what comes before a run of them is part of no mark.
_OF_MARKS = BLANKS + "หมายเลขเบอร์โทรศัพท์โทรสารแฟ็๊กซ์สายด่วนมือถือภายในติดต่อสอบถามสายตรงและหรือTteELFfaAxXl☎.:#*/(,\\+"
# A mark that no number follows, "and" or "or", at the end of words; and how these end.
_ENDS = (
    *("โทร", "ศัพท์", "มือถือ", "เลข", "เบอร์", "ต่อ", "สอบถาม", "ภายใน", "สายใน", "สายตรง", "และ", "หรือ"),
    *("โทรสาร", "กซ์", "ax", "AX", "สายด่วน", "el", "EL", "T", "☎"),
)
_TRAILING_MARK = re.compile(rf"(?:(?<![ก-๛]){MARK}|(?:{_NUMBER_OF}\s*)?โทร[\s.:]*|และ|(?<![ก-๛])หรือ)\s*$")
_NUMBER = rf"(?:{_LONG}|{_SHORT})(?!\d)"
_REST_OF_NUMBER = r"(?:\s*(?:ต่อ|#)\s*\d+)?(?!\d)"
# What is of no person: the number of a fax or hotline, unless it is the telephone's as well; digits that are no number
# of a telephone, behind its mark or joined by hyphens; an address of e-mail. A telephone's own extension is none of it.
_OF_NOBODY = re.compile(
    r"(?=[หเโมแสต\dA-Za-z_.+(-])(?:(?:(?:หมายเลข|เบอร์)\s*)?(?:"
    rf"(?P<both>โทร(?:ศัพท์)?[\s.]*(?:/|และ|,)\s*)?{_NO_TELEPHONE}[\s.:]*{_NUMBER}(?:\s*,\s*{_NUMBER})*|"
    rf"(?:โทรศัพท์|โทร|มือถือ|เบอร์|[Tt](?:el|EL)|(?<=\s)ต่อ|{_NO_TELEPHONE})[\s.:]*"
    rf"(?!{_NUMBER})(?:\((?!{_NUMBER}))?\d+(?:[\s()–-]{{1,3}}\d+)*{_REST_OF_NUMBER})|"
    rf"(?P<telephone>(?<![\d–-]){_LONG}(?!\d))|"
    rf"(?<![\d–-])(?!{_NUMBER})\d{{1,2}}(?:[–-]\d{{1,2}})*[–-]\d{{3,5}}(?:[–-]\d+)*{_REST_OF_NUMBER}|"
    r"(?:[Ee]-?[Mm]ail[\s.:]*)?[A-Za-z0-9_.+-]+@[A-Za-z0-9_.-]+)"
)
# First comes what it may begin with. A number in a list is no last digit of a telephone.
PHONE = re.compile(
    rf"(?=[หเโมแสตภTtFf☎#*/(,\\+\d])(?P<mark>(?:(?:{MARK}|[#*/,\\]|\((?!0\d\d?\)))\s*)*)"
    rf"(?<!\d)(?P<phone>{_LONG}|{_SHORT})(?!\d|(?<=\s\d)[.)]\s*{HONORIFIC})"
)
# The number of a division, or, before three digits and a hyphen, the first of a telephone's.
_LONE_DIGITS = re.compile(r"[ก-๛]\s+\d{1,2}[\s-]*$")
# So ends a word, or the mark of a number that was run into it; no more than a word in "communicable", "audit".
_MAY_BE_MARK = re.compile(rf"(?:(?<!ติด)ต่อ|(?<!สอบ)ภายใน|{_NUMBER_OF})$")


def start_of_marks(said: str, end: int) -> int:
    """Where a mark begins at the earliest that reaches to an end."""
    return len(said[:end].rstrip(_OF_MARKS))


def phones_in(said: str, start: int) -> Iterator[re.Match[str]]:
    """The telephone numbers of a line with their marks, from a place on."""
    digit = _DIGIT.search(said, start)
    if digit:
        for match in PHONE.finditer(said, max(start, start_of_marks(said, digit.start()))):
            if _is_phone(said, match):
                yield match


def _is_phone(said: str, match: re.Match[str]) -> bool:
    """A number is a telephone's when marked, or when it has the length of one and is not the rest of another."""
    phone = match["phone"]
    if match["mark"].strip(" ,"):
        return True
    if phone[3:4] in (" ", "-") and phone[0] not in "0+(" and _LONE_DIGITS.search(said, 0, match.start()):
        return False
    return sum(map(str.isdigit, phone)) >= 4


def is_mark_unclear(said: str, match: re.Match[str]) -> bool:
    """Whether the words before a number without a mark may end in one."""
    return not match["mark"].strip() and _MAY_BE_MARK.search(said[: match.start()].rstrip()[-8:]) is not None


def without_mark(words: str) -> str:
    """Words without a mark at their end, which no number follows."""
    if not words.rstrip(BLANKS + ".:").endswith(_ENDS):
        return words
    loose = _TRAILING_MARK.search(words)
    return words if loose is None else words[: loose.start()]


def without_nobody(said: str) -> tuple[str, list[Place]]:
    """A line with holes for what is of no person, and where these are."""
    digit = _DIGIT.search(said)
    start = 0 if "@" in said else start_of_marks(said, digit.start()) if digit else len(said)
    matches = _OF_NOBODY.finditer(said, start)
    places = [match.span() for match in matches if not match["both"] and not match["telephone"]]
    for begin, end in places:
        said = said[:begin] + HOLE * (end - begin) + said[end:]
    return said, places
