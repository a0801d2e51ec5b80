"""Telephone numbers, as printed."""

from __future__ import annotations

import re

from extract.rule import rule
from extract.text import text

# What a number with its zero opens with, and how many digits it has in all.
_OPENING = re.compile(r"(?:\+66|0)[\d -]*")
_LENGTHS = (9, 10)
# "Extension".
_EXTENSIONS = ("ต่อ", "#")
_EXTENSION = re.compile("ต่อ|#")


@rule
def phones(raw: str) -> str | None:
    """Join telephone numbers, one a line, by a comma; each stays as it is printed, but for a line end inside it.

    >>> phones("0 2326 6288\\n6822-3"), phones("0 2326\\n6288 ต่อ 12")
    ('0 2326 6288, 6822-3', '0 2326 6288 ต่อ 12')
    """
    printed = text(raw)
    return _joined(printed) if printed else None


def _joined(printed: str) -> str:
    """Join lines: by a comma where each is a number of its own."""
    numbers: list[str] = []
    for line in printed.split("\n"):
        glue = _glue(numbers[-1], line) if numbers else None
        if glue is None:
            numbers.append(line)
        else:
            numbers[-1] += glue + line
    return ", ".join(numbers)


def _glue(above: str, below: str) -> str | None:
    """What joins two lines where the end of the first tore a number; None where each is a number.

    No number ends in a hyphen or begins with one or with its extension, and one with its zero is not so short.
    """
    if above.endswith("-") or below.startswith("-"):
        return ""
    if below.startswith(_EXTENSIONS):
        return " "
    digits = _digits(above) if _OPENING.fullmatch(above) else _LENGTHS[0]
    return " " if digits < _LENGTHS[0] and digits + _digits(_EXTENSION.split(below)[0]) in _LENGTHS else None


def _digits(number: str) -> int:
    return sum(map(str.isdigit, number.replace("+66", "0")))
