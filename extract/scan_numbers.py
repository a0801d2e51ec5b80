"""Numbers of a scan, read twice.

Every number is read again in one call, from another preparation of the picture, by another language's model and with
a list of the characters that numbers have. A number is doubtful where both readings do not agree. Where they agree on
the digits, and only the second one has the signs that a date, a code or an amount has, these are taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.scan_words import PAGE, ReadLine, around, exchanged, output, text_of, to_lines

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE = "eng"
_CONFIG = f"{PAGE} -c tessedit_char_whitelist=0123456789.,:/-%()="
# A lone digit that only the first reading saw needs this confidence, of 0 to 100.
_SURE = 90.0
# Dots between the pictures of two numbers.
_GAP = 30
_NUMERIC = re.compile(r"[0-9.,/:()%=\-][0-9.,/:()%=\- ]*")
_NUMBER = re.compile(r"[0-9](?:[0-9.,/:-]*[0-9])?")
# A date, the hour of one, a code, an amount with its commas.
_FORM = re.compile(
    r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}:[0-9]{2}:[0-9]{2}|[0-9]{8}-[0-9]{4}"
    r"|[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]{1,4})?"
)
_MISREAD = "a second reading of the number does not agree"


def read_again(sharp: Image, lines: Sequence[ReadLine]) -> list[ReadLine]:
    """Mark the numbers in which a second reading differs; give them its signs where both agree on the digits."""
    runs = [[line[start:end] for start, end in _numeric_runs(line)] for line in lines]
    flat = [run for of_line in runs for run in of_line]
    if not flat:
        return list(lines)
    sheet, places = _sheet(sharp, flat)
    read = to_lines(*output(sheet, LANGUAGE, _CONFIG))
    again = [" ".join(text_of(line) for line in read if top <= _middle(line) <= bottom) for top, bottom in places]
    settled = iter([_settled(run, other) for run, other in zip(flat, again, strict=True)])
    made = []
    for line in lines:
        at, new = 0, ReadLine()
        for start, end in _numeric_runs(line):
            new += [*line[at:start], *next(settled)]
            at = end
        made.append([*new, *line[at:]])
    return made


def _numeric_runs(line: ReadLine) -> list[tuple[int, int]]:
    """The stretches of a line in which digits stand among the signs that numbers have."""
    found = [match for match in _NUMERIC.finditer(text_of(line)) if any(letter in "0123456789" for letter in match[0])]
    return [match.span() for match in found]


def _settled(run: ReadLine, again: str) -> ReadLine:
    """Doubt each number of a run that does not stand in the second reading, in the same order."""
    others = [match[0] for match in _NUMBER.finditer(again)]
    made, at = ReadLine(), 0
    for match in _NUMBER.finditer(text_of(run)):
        characters = run[match.start() : match.end()]
        if match[0] in others:
            del others[: others.index(match[0]) + 1]
            continue
        if not others and len(characters) == 1 and characters[0].confidence >= _SURE:
            continue
        better = next((other for other in others if _agrees(match[0], other)), None)
        if better is not None:
            characters = exchanged(characters, better)
        for character in characters:
            character.doubt = character.doubt or _MISREAD
        made += [*run[at : match.start()], *characters]
        at = match.end()
    return [*made, *run[at:]]


def _agrees(number: str, other: str) -> bool:
    """Whether two readings have the same digits, and the other one the signs that a date, a code or an amount has."""
    if _FORM.fullmatch(number) or not _FORM.fullmatch(other):
        return False
    pairs = list(zip(number, other, strict=False))
    is_in_place = len(number) == len(other) and all(one == two for one, two in pairs if two in "0123456789")
    return is_in_place or re.sub("[^0-9]", "", number) == re.sub("[^0-9]", "", other)


def _middle(line: ReadLine) -> float:
    return (line[0].top + line[0].bottom) / 2


def _sheet(sharp: Image, runs: Sequence[ReadLine]) -> tuple[Image, list[tuple[int, int]]]:
    """Paste the pictures of numbers under one another; tells the upper and lower edge of each."""
    from PIL import Image

    crops = [sharp.crop(around(run)) for run in runs]
    height = sum(crop.height + _GAP for crop in crops) + _GAP
    sheet = Image.new("L", (max(crop.width for crop in crops) + 4 * _GAP, height), 255)
    places, top = [], _GAP
    for crop in crops:
        sheet.paste(crop, (2 * _GAP, top))
        places.append((top, top + crop.height))
        top += crop.height + _GAP
    return sheet, places
