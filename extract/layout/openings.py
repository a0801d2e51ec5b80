"""Openings: the words with which an element begins, and those with which it ends.

Thai has no sign for either. What tells is the document itself: words that open one element after another, where
the page shows beyond doubt that one begins, open one where it does not show, too; and so do the words of ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from extract.digits import arabic

# The shape of a number that opens a line, and its parts.
Number = tuple[str, tuple[int, ...]]

# Signs of lists and rules, which no printer's line break brings forth.
_SIGN = re.compile(r"[-–—•●○◦▪■□➢➤✓·](?=\s|$)|\*{1,3}(?=\s)|::|[-–—_=*]{5,}")
# 1. or 1) or (1) or 1.2 and the like, alone or behind a sign, and words behind it; ก. and its like.
_NUMBERED = re.compile(r"(?:[-–•]\s*)?(?P<open>\(?)(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?P<close>[.)]?)\s+(?=\D)")
# A label: few words, no number but at its end, then a colon. Dots may fill it up.
_LABEL = re.compile(r"(?P<words>[ก-๙A-Za-z][^:=%,]{0,32}?)(?P<number>\d*)[\s.…]*(?P<colon>::?)(?:\s|$)")
_FILLED = re.compile(r"\S{1,20}?(?:\.{3}|…|_{3})")
_TOKEN = re.compile(r"\S+")
_DIGITS = re.compile(r"\d+")
_COLON = re.compile(r"(?:^|\s)::?(?=\s|$)")
# So much of an ending tells it again: เป็นไปตามเป้าหมาย, ไม่เป็นไปตามเป้าหมาย.
_LONGEST_VALUE, _LONGEST_ENDING = 30, 10
# No table has more rows than such a number counts.
_LONGEST_COUNT = 3
# Words before a number that it completes.
_EXPECTING = (
    "ร้อยละ",
    "เฉลี่ย",
    "อยู่ที่",
    "จำนวน",
    "ประมาณ",
    "วงเงิน",
    "เวลา",
    "กว่า",
    "ถึง",
    "และ",
    "หรือ",
    "เป็น",
    "ราคา",
    "=",
    "(",
)
# How long words may be that open siblings, and how much of them must be the same.
_LONGEST_OPENING, _SAME_LETTERS = 14, 4
_COUNTED = re.compile("[ก-๎A-Za-z][^0]{4,40}0")
_CODE = re.compile(r"[0-9/-]{8,}")


def is_sign(text: str) -> bool:
    """Whether a sign opens a line: a bullet, or the two colons that open a value."""
    return _SIGN.match(text) is not None


@lru_cache(maxsize=4096)
def number(text: str) -> Number | None:
    """The shape and the number of what opens a line, 1. or (2) or 1.2; None where no number does."""
    match = _NUMBERED.match(arabic(text))
    if match is None or not (match["close"] or "." in match["number"]):
        return None
    counted = tuple(int(part) for part in match["number"].split("."))
    return f"{match['open']}{len(counted)}{match['close']}", counted


def follows(one: Number | None, other: Number | None) -> bool:
    """Whether one number comes right behind another of its shape."""
    return (
        one is not None
        and other is not None
        and one[0] == other[0]
        and one[1][:-1] == other[1][:-1]
        and one[1][-1] == other[1][-1] + 1
    )


def counts_on(one: str, other: str) -> bool:
    """Whether a cell holds the number behind that of another one, and nothing else: a table counts its rows."""
    if not (one.isdecimal() and other.isdecimal() and len(other) <= _LONGEST_COUNT):
        return False
    return int(other) == int(one) + 1


def are_next(one: Number | None, other: Number | None) -> bool:
    """Whether two numbers stand side by side, up or down."""
    return follows(one, other) or follows(other, one)


@lru_cache(maxsize=4096)
def label(text: str) -> str | None:
    """The label that opens a line, its number and dots aside; None where none does."""
    match = _LABEL.match(arabic(text))
    if match is None or match["words"].count("(") != match["words"].count(")"):
        return None
    return f"{match['words'].rstrip(' .…')} {match['colon']}"


def ends_label(text: str) -> bool:
    """Whether a colon ends a label."""
    return text.endswith(":") and text != ":"


def is_filled(text: str) -> bool:
    """Whether dots or a rule to be filled in stand behind the first word."""
    return _FILLED.match(text) is not None


@lru_cache(maxsize=4096)
def opening(text: str) -> str:
    """What an element opens with, to be compared with others: a label, a short line that a number ends, nothing else.

    Other words may be repeated by chance. Numbers count as one.
    """
    words = label(text) or _DIGITS.sub("0", arabic(text))
    return words if words[-1] == ":" or _COUNTED.fullmatch(words) else ""


def is_code(text: str) -> bool:
    """Whether a line holds nothing but a code or a number of many digits."""
    return _CODE.fullmatch(arabic(text)) is not None


def ending(text: str) -> str:
    """How the last of several labelled values ends; nothing where there is none."""
    tail = text[text.rfind(" : ") + 3 :] if " : " in text else ""
    is_value = 1 < len(tail) <= _LONGEST_VALUE and ":" not in tail and not _DIGITS.search(tail)
    return tail.replace(" ", "")[-_LONGEST_ENDING:] if is_value else ""


def colons(text: str) -> int:
    """How many colons that stand alone a text holds."""
    return len(_COLON.findall(text))


def is_open(text: str) -> bool:
    """Whether a text waits for more: a bracket is open."""
    return text.count("(") > text.count(")")


def is_expecting(text: str) -> bool:
    """Whether a number is to come."""
    return text.endswith(_EXPECTING)


def are_siblings(first: str, text: str, can_be_same: bool) -> bool:
    """Whether two elements open with short words that begin alike: เชิงปริมาณ, เชิงคุณภาพ."""
    one, other = (match[0] if (match := _TOKEN.match(said)) else "" for said in (first, text))
    if max(len(one), len(other)) > _LONGEST_OPENING or len(other) == len(text) or _DIGITS.search(other):
        return False
    return one[:_SAME_LETTERS] == other[:_SAME_LETTERS] and len(other) > _SAME_LETTERS and (can_be_same or one != other)


@lru_cache(maxsize=4096)
def is_certain(text: str) -> bool:
    """Whether words open an element wherever they stand: a sign, or a label with two colons."""
    return is_sign(text) or (label(text) or "").endswith("::")


def is_numbered(text: str, first: str, others: Iterable[str]) -> bool:
    """Whether a number opens a line as one of a list, up or down: beside the number before it, or one behind it."""
    own = number(text)
    return own is not None and any(are_next(own, number(other)) for other in chain((first,), others))
