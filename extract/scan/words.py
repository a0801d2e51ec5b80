"""What Tesseract reads in the picture of a page: lines of characters with their places and doubts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from statistics import median
from typing import TYPE_CHECKING

from extract.digits import THAI_DIGITS
from extract.letters import MARKS

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE = "tha"
# One block of text: every other layout analysis of Tesseract loses lines of forms or mixes their order.
PAGE = "--psm 6 --dpi 300"
# One line alone.
_LINE = "--psm 7 --dpi 300"
# Below this confidence, of 0 to 100, a character is doubtful.
DOUBTFUL = 60.0
# A line that is lower than this share of the usual one holds marks only; darker dots than this are ink.
_FLAT, _INK = 0.65, 128
# Dots of paper around what is read again.
_MARGIN = 6
_THAI_DIGIT = "Tesseract does not know all Thai digits"
_AM = "Tesseract often loses the upper half of sara am there"
# น้า for น้ำ, water.
_LOST_AM = re.compile("น้+า")
_UNSURE = "Tesseract is not sure of it"


@dataclass(slots=True)
class Character:
    """A character that was read: its edges in dots, why it is doubtful, and where its line's letters stand.

    One that is lost is not to be shown as it was read.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    confidence: float = 100.0
    doubt: str = ""
    base: float = 0.0
    is_lost: bool = False


ReadLine = list[Character]


def read_lines(image: Image) -> list[ReadLine]:
    """Read a picture: its lines from the top, their characters from the left."""
    lines = _whole(image, to_lines(*output(image, LANGUAGE, PAGE)))
    _measure_blanks(image, lines)
    for line in lines:
        for character in line:
            if character.confidence < DOUBTFUL and character.text != " ":
                character.doubt = _UNSURE
            if character.text in THAI_DIGITS:
                character.doubt = _THAI_DIGIT
        for match in _LOST_AM.finditer(text_of(line)):
            line[match.end() - 1].doubt = _AM
    return lines


@dataclass(frozen=True, slots=True)
class _Word:
    """A row of Tesseract's table: a word, for Thai mostly a syllable or less."""

    line: tuple[int, int, int]
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    text: str


def output(image: Image, language: str, config: str) -> tuple[list[_Word], str]:
    """One call of Tesseract: its table of words, and the text, which alone tells where blanks are."""
    from pytesseract import pytesseract

    with pytesseract.save(image) as (base, name):
        pytesseract.run_tesseract(name, base, "txt tsv", language, f"{config} -c tessedit_create_tsv=1")
        table, printed = (pytesseract._read_output(f"{base}.{ending}") for ending in ("tsv", "txt"))
    rows = [row.split("\t") for row in table.split("\n")[1:]]
    return [_word(row) for row in rows if row[0] == "5" and row[11].strip()], printed


def _word(row: Sequence[str]) -> _Word:
    left, top, width, height = (int(cell) for cell in row[6:10])
    place = int(row[2]), int(row[3]), int(row[4])
    return _Word(place, left, top, left + width, top + height, float(row[10]), row[11].strip())


def to_lines(words: Sequence[_Word], printed: str) -> list[ReadLine]:
    """Put words together to lines, with the blanks that the text has between them."""
    lines: list[ReadLine] = []
    before, at = None, 0
    for word in words:
        found = printed.find(word.text, at)
        is_apart = found > at and printed[at:found].isspace()
        at = found + len(word.text) if found >= 0 else at
        if word.line != before:
            lines.append([])
        elif is_apart and lines[-1]:
            last = lines[-1][-1]
            lines[-1].append(Character(" ", last.right, max(word.left, last.right), last.top, last.bottom))
        lines[-1] += _characters(word)
        before = word.line
    return lines


def _whole(image: Image, lines: Sequence[ReadLine]) -> list[ReadLine]:
    """Read a line again, alone, where Tesseract took the marks above its letters for a line of their own."""
    if not lines:
        return []
    usual = median(_bottom(line) - _top(line) for line in lines)
    whole: list[ReadLine] = []
    marks: ReadLine = []
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        is_flat = _bottom(line) - _top(line) < _FLAT * usual
        if is_flat and after is not None and _top(after) < (_top(line) + _bottom(line)) / 2:
            marks += line
            continue
        whole += _again(image, [*line, *marks]) or [line] if marks else [line]
        marks = []
    return whole


def _again(image: Image, line: ReadLine) -> list[ReadLine]:
    """Read a stretch of a picture as one line."""
    left, top, right, bottom = around(line, 0, len(line))
    read = to_lines(*output(image.crop((left, top, right, bottom)), LANGUAGE, _LINE))
    for character in (character for line in read for character in line):
        character.left, character.right = character.left + left, character.right + left
        character.top, character.bottom = character.top + top, character.bottom + top
    return read


def _top(line: ReadLine) -> float:
    return min(character.top for character in line)


def _bottom(line: ReadLine) -> float:
    return max(character.bottom for character in line)


def _measure_blanks(image: Image, lines: Sequence[ReadLine]) -> None:
    """Give every blank the place where the paper is white: the edges that Tesseract gives are rough."""
    import numpy as np

    ink = np.asarray(image) < _INK
    for line in lines:
        for before, blank, after in zip(line, line[1:], line[2:], strict=False):
            if blank.text != " ":
                continue
            left, right = int(before.left + before.right) // 2, int(after.left + after.right) // 2
            top, bottom = int(min(before.top, after.top)), int(max(before.bottom, after.bottom))
            inked = np.flatnonzero(ink[top:bottom, left:right].any(axis=0))
            edges = np.concatenate(([-1], inked, [max(right - left, 0)]))
            widest = int(np.diff(edges).argmax())
            blank.left, blank.right = left + float(edges[widest]) + 1, left + float(edges[widest + 1])


def _characters(word: _Word) -> ReadLine:
    """Share the width of a word among its characters; marks stand on the letter before them."""
    widths = [0 if letter in MARKS else 1 for letter in word.text]
    share = (word.right - word.left) / max(sum(widths), 1)
    made, right = ReadLine(), float(word.left)
    for letter, width in zip(word.text, widths, strict=True):
        left, right = right, right + width * share
        made.append(Character(letter, left, right, word.top, word.bottom, word.confidence))
    return made


def rewritten(line: ReadLine, start: int, end: int, text: str) -> ReadLine:
    """A line with another text for one of its stretches; what was not read stands at an edge of what was."""
    if start == end:
        beside = line[min(start, len(line) - 1)]
        edge = beside.left if start < len(line) else beside.right
        made = [Character(letter, edge, edge, beside.top, beside.bottom, base=beside.base) for letter in text]
        return [*line[:start], *made, *line[start:]]
    return [*line[:start], *exchanged(line[start:end], text), *line[end:]]


def exchanged(characters: ReadLine, text: str) -> ReadLine:
    """The characters of a stretch under another text, as rewritten() makes them."""
    made: ReadLine = []
    matcher = SequenceMatcher(None, text_of(characters), text, autojunk=False)
    for _, start, end, first, last in matcher.get_opcodes():
        here = characters[start:end]
        edge = characters[max(start - 1, 0)]
        left, right = (here[0].left, here[-1].right) if here else (edge.right, edge.right)
        share = (right - left) / max(last - first, 1)
        for at in range(last - first):
            place = left + at * share, left + (at + 1) * share, edge.top, edge.bottom
            made.append(Character(text[first + at], *place, base=edge.base))
    return made


def text_of(line: Sequence[Character]) -> str:
    """The text of a line."""
    return "".join(character.text for character in line)


def around(line: ReadLine, start: int, end: int) -> tuple[int, int, int, int]:
    """The edges of a stretch of a picture around characters of a line, with some paper.

    Tesseract's edges are rough, those of the blanks beside are measured.
    """
    inked = [at for at in range(start, end) if line[at].text != " "]
    first, last = inked[0], inked[-1]
    lefts, rights = [line[at].left for at in inked], [line[at].right for at in inked]
    if first and line[first - 1].text == " ":
        lefts.append(line[first - 1].right)
    if last + 1 < len(line) and line[last + 1].text == " ":
        rights.append(line[last + 1].left)
    return (
        int(min(lefts)) - _MARGIN,
        int(min(line[at].top for at in inked)) - _MARGIN,
        int(max(rights)) + _MARGIN,
        int(max(line[at].bottom for at in inked)) + _MARGIN,
    )
