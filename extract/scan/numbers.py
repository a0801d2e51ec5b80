"""Numbers of a scan, read two to four times.

Every number is read again in one call, from another preparation of the picture and by another language's model. What
that reading does not have is read once more, larger, and then with a list of the characters that numbers have. A
number that none of these has is *lost*, but where it cannot be one as it was read and two others have one like it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from extract.scan.words import PAGE, ReadLine, around, exchanged, output, text_of, to_lines

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE = "eng"
# A line, and where a run of characters in it begins and ends.
Place = tuple[ReadLine, int, int]
# How the other readings enlarge the picture and blur it, in dots, and what they tell Tesseract.
_READINGS = (
    (1.0, 0.0, ""),
    (1.0, 1.2, ""),
    (1.4, 0.0, ""),
    (1.0, 0.0, "-c tessedit_char_whitelist=0123456789.,:/-%()="),
)
# A lone digit that only the first reading saw needs this confidence, of 0 to 100.
_SURE = 90.0
# How alike, of 0 to 1, two readings of one number are.
_ALIKE = 0.6
# Dots between the pictures of two numbers.
_GAP = 30
# Digits and the signs among them, and one or two letters that a digit or sign was misread as.
_NUMERIC = re.compile(r"[0-9.,/:()%=\-](?:[0-9.,/:()%=\- ]|(?<=[0-9/.,])[^\s0-9.,/:()%=\-]{1,2}(?=[0-9/.,]))*")
_NUMBER = re.compile(r"[0-9](?:[0-9.,/:-]*[0-9])?")
# A date, the day or hour of one, a code, an amount, a number.
_FORM = re.compile(
    r"[0-9]{2}/[0-9]{2}/[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}:[0-9]{2}:[0-9]{2}|[0-9]{8}-[0-9]{4}"
    r"|[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]{1,4})?|[0-9]{1,10}"
)
# A date or code, which has signs that other readings may lose, though no other number has as many digits.
_SIGNED = re.compile(r"[0-9]{2}/[0-9]{2}/[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}-[0-9]{4}")
# What a number may be torn by.
_TORN = re.compile(r"[.,]? |[^\s0-9()%=]{1,3}")
# The number of a report: รายงานครั้งที่ 1 (a row's) or (ครั้งที่ 1) (which repeats it).
_OF_REPORT = re.compile(r"(?:ครั้ง)?\s?ที่\s*$")
# The number of a heading or of a line in a list, and what stands before it.
_OF_LIST, _BEFORE_LIST = re.compile(r"[0-9]{1,2}(?:\.[0-9])?"), re.compile(r"[-–•(\s]*")
_OUTVOTED = "the first of three readings differs"
_DISAGREED = "a second reading of the number does not agree"
_LOST = "no two readings of the number agree"


def read_again(picture: Image, lines: Sequence[ReadLine]) -> list[ReadLine]:
    """Tell the numbers that other readings do not have; take those that two others agree on instead."""
    from PIL import ImageFilter

    places: list[Place] = [(line, *place) for line in lines for place in _numeric_runs(line)]
    runs = [line[start:end] for line, start, end in places]
    others: list[list[str]] = [[] for _ in runs]
    unsure = list(range(len(runs)))
    for times, blur, config in _READINGS:
        prepared = picture.filter(ImageFilter.GaussianBlur(blur)) if blur else picture
        for at, said in zip(unsure, _read(prepared, [places[at] for at in unsure], times, config), strict=True):
            others[at].append(said)
        unsure = [at for at in unsure if not all(_votes(_numbers(runs[at]), others[at]))]
    settled = (_settled(*place, said) for place, said in zip(places, others, strict=True))
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


def _numbers(run: ReadLine) -> list[str]:
    return [match[0] for match in _NUMBER.finditer(text_of(run))]


def _read(picture: Image, runs: Sequence[Place], times: float, config: str) -> list[str]:
    """Read runs once more, from a picture of nothing else."""
    if not runs:
        return []
    sheet, places = _sheet(picture, runs, times)
    lines = to_lines(*output(sheet, LANGUAGE, f"{PAGE} {config}".rstrip()))
    return [" ".join(text_of(line) for line in lines if top <= _middle(line) <= bottom) for top, bottom in places]


def _votes(numbers: Sequence[str], others: Sequence[str]) -> list[int]:
    """How many of the other readings have each number."""
    return [sum(found) for found in zip(*(_found(numbers, other) for other in others), strict=True)]


def _found(numbers: Sequence[str], again: str) -> list[bool]:
    """Which numbers another reading has, which may have lost the blanks between them.

    >>> _found(["2024-10-01", "00:00:00"], ":2024-10-0100:00:00"), _found(["234.50", "8"], "= 1,234.50 % 8")
    ([True, True], [False, True])
    """
    between = r"[^0-9.,]*".join(map(re.escape, numbers))
    if re.search(_alone(between), again):
        return [True] * len(numbers)
    found, at = [], 0
    for number in numbers:
        pattern = r"[/. -]?".join(re.sub("[^0-9]", "", number)) if _SIGNED.fullmatch(number) else re.escape(number)
        match = re.compile(_alone(pattern)).search(again, at)
        found.append(match is not None)
        at = match.end() if match else at
    return found


def _alone(pattern: str) -> str:
    """A pattern of a number that is no part of a longer one."""
    return rf"(?<![0-9])(?<![0-9][.,/-])(?:{pattern})(?![.,/-]?[0-9])"


def _settled(line: ReadLine, start: int, end: int, others: Sequence[str]) -> ReadLine:
    """The characters of a run, with the doubts that its numbers deserve."""
    run = line[start:end]
    matches = list(_NUMBER.finditer(text_of(run)))
    votes = _votes(_numbers(run), others)
    made, at = ReadLine(), 0
    for (first, last), is_agreed in _stretches(text_of(run), matches, votes):
        before = text_of([*line[:start], *run[:first]])
        characters = run[first:last]
        made += [*run[at:first], *(_agreed(characters) if is_agreed else _open(characters, before, others))]
        at = last
    return [*made, *run[at:]]


def _stretches(
    text: str, matches: Sequence[re.Match[str]], votes: Sequence[int]
) -> Iterator[tuple[tuple[int, int], bool]]:
    """Numbers that other readings have, one by one, and those that they do not, with what may be cut off from them."""
    start = None
    for at, (match, vote) in enumerate(zip(matches, votes, strict=True)):
        start = match.start() if start is None else start
        after = matches[at + 1] if at + 1 < len(matches) and not votes[at + 1] and not vote else None
        if after is None or not _TORN.fullmatch(text, match.end(), after.start()):
            yield (start, match.end()), vote > 0
            start = None


def _agreed(characters: ReadLine) -> ReadLine:
    for character in characters:
        character.doubt = ""
    return characters


def _open(characters: ReadLine, before: str, others: Sequence[str]) -> ReadLine:
    """Numbers that no other reading has: as two others have them, else doubtful, or lost."""
    read = text_of(characters)
    is_blank = not any(_NUMBER.search(other) for other in others)
    if is_blank and len(characters) == 1 and characters[0].confidence >= _SURE:
        return characters
    better = next((other for other in _voted(others) if _is_better(other, read)), None)
    if better is not None:
        characters = exchanged(characters, better)
    is_label = _OF_REPORT.search(before) is not None
    if is_label or (_OF_LIST.fullmatch(read) and _BEFORE_LIST.fullmatch(before)):
        doubt, is_lost = _DISAGREED, False
    else:
        doubt, is_lost = (_OUTVOTED, False) if better is not None else (_LOST, True)
    for character in characters:
        character.doubt, character.is_lost = doubt, is_lost and character.text in "0123456789"
    return characters


def _voted(others: Sequence[str]) -> Iterator[str]:
    """The numbers of full form that two readings have."""
    for at, other in enumerate(others):
        for match in _NUMBER.finditer(other):
            if _FORM.fullmatch(match[0]) and any(_found([match[0]], later)[0] for later in others[at + 1 :]):
                yield match[0]


def _is_better(other: str, read: str) -> bool:
    """Whether a reading may stand for the first one: that has another form, or only other signs, and no more."""
    if re.sub("[^0-9]", "", other) == re.sub("[^0-9]", "", read):
        return len(other) >= len(read.replace(" ", "")) or not _FORM.fullmatch(read)
    if _SIGNED.fullmatch(other) and len(read) >= len(other) and not _FORM.fullmatch(read):
        return True
    is_alike = SequenceMatcher(None, read, other, autojunk=False).ratio() >= _ALIKE
    return is_alike and not _FORM.fullmatch(read)


def _middle(line: ReadLine) -> float:
    return (line[0].top + line[0].bottom) / 2


def _sheet(picture: Image, runs: Sequence[Place], times: float) -> tuple[Image, list[tuple[int, int]]]:
    """Paste the pictures of numbers under one another; tells the upper and lower edge of each."""
    from PIL import Image

    crops = [_enlarged(picture.crop(around(*run)), times) for run in runs]
    height = sum(crop.height + _GAP for crop in crops) + _GAP
    sheet = Image.new("L", (max(crop.width for crop in crops) + 4 * _GAP, height), 255)
    places, top = [], _GAP
    for crop in crops:
        sheet.paste(crop, (2 * _GAP, top))
        places.append((top, top + crop.height))
        top += crop.height + _GAP
    return sheet, places


def _enlarged(picture: Image, times: float) -> Image:
    from PIL import Image

    size = round(picture.width * times), round(picture.height * times)
    return picture.resize(size, Image.Resampling.LANCZOS) if times != 1 else picture
