"""The numbers and bullets of lists, as Word draws them.

A list draws a pattern for each of its levels, ``%1.%2`` for instance, with a form of digits for each number.
Lists that share their definition share their counters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from extract.symbols import bullet

LEVELS = 9

_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
# Thai counts without four letters that are no longer used, or hardly.
_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_HIGHEST = 3999  # What Roman digits can write; no list is longer.
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: its pattern, the form of its number and the first one, and the blank behind.

    ``restart`` is how many levels above it begin it anew, None for all. ``style`` is that of its paragraphs.
    """

    pattern: str = ""
    form: str = "none"
    start: int = 1
    gap: str = " "
    is_legal: bool = False
    restart: int | None = None
    style: str = ""


@dataclass(slots=True)
class Numbering:
    """A list: its levels, the counters of its definition, and the numbers from which it starts anew."""

    levels: list[Level]
    counters: list[int | None]
    starts: dict[int, int] = field(default_factory=dict)

    def label(self, at: int) -> str:
        """Count the next paragraph of a level; gives its number or bullet with the blank behind it.

        "" where nothing is drawn, or it is not known what.
        """
        level, counters = self.levels[at], self.counters
        before = counters[at]
        counters[at] = self.starts.pop(at, level.start if before is None else before + 1)
        for deeper in range(at + 1, LEVELS):
            restart = self.levels[deeper].restart
            if restart is None or at < restart:
                counters[deeper] = None
        drawn = bullet(level.pattern) if level.form == "bullet" else self._numbers(level)
        return drawn + level.gap if drawn and drawn.strip() else ""

    def _numbers(self, level: Level) -> str | None:
        """The pattern with its numbers; None where one of them has a form that is not known."""
        drawn, reached = "", 0
        for place in _PLACE.finditer(level.pattern):
            at = int(place[1]) - 1
            count = self.counters[at]
            form = "decimal" if level.is_legal else self.levels[at].form
            digits = number(self.levels[at].start if count is None else count, form)
            if digits is None:
                return None
            drawn, reached = drawn + level.pattern[reached : place.start()] + digits, place.end()
        return drawn + level.pattern[reached:]


def number(value: int, form: str) -> str | None:
    """Write a number in one of Word's forms, None for a form that is not known.

    >>> number(12, "thaiNumbers"), number(3, "thaiLetters"), number(4, "upperRoman"), number(28, "lowerLetter")
    ('๑๒', 'ค', 'IV', 'bb')
    """
    if form == "none":
        return ""
    if form == "decimal" or (form in _FORMS and not 0 < value <= _HIGHEST):
        return str(value)
    return _FORMS[form](value) if form in _FORMS else None


def _roman(value: int) -> str:
    digits = ""
    for worth, letters in _ROMAN:
        times, value = divmod(value, worth)
        digits += letters * times
    return digits


def _letters(value: int, letters: str) -> str:
    """The letter of a number; behind the last letter they are doubled, then trebled."""
    times, at = divmod(value - 1, len(letters))
    return letters[at] * (times + 1)


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda value: f"{value:02}",
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda value: _letters(value, _LATIN).upper(),
    "lowerLetter": lambda value: _letters(value, _LATIN),
    "thaiNumbers": lambda value: str(value).translate(_THAI_DIGITS),
    "thaiLetters": lambda value: _letters(value, _THAI_LETTERS),
}
