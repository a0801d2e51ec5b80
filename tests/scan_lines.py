"""Lines as Tesseract gives them, built from text: what is made of them is tested without Tesseract."""

from __future__ import annotations

from extract.letters import MARKS
from extract.scan.words import Character, ReadLine

# The size of a letter and of its line, in dots.
LETTER, HEIGHT = 20.0, 30.0


def line(text: str, left: float = 100.0, base: float = 100.0, confidence: float = 95.0) -> ReadLine:
    """A line of letters of one width; marks stand on the letter before them."""
    made, right = ReadLine(), left
    for letter in text:
        start, right = right, right + (0.0 if letter in MARKS else LETTER)
        made.append(Character(letter, start, right, base - HEIGHT, base, confidence, base=base))
    return made


def cells(base: float, **parts: str) -> ReadLine:
    """A line of cells, each at its place: ``cells(100, x50="รายงาน", x300=":: 1")``."""
    made = ReadLine()
    for place, text in parts.items():
        left = float(place[1:])
        if made:
            made.append(Character(" ", made[-1].right, left, base - HEIGHT, base, base=base))
        made += line(text, left, base)
    return made


def lost(characters: ReadLine) -> str:
    """The characters that are lost."""
    return "".join(character.text for character in characters if character.is_lost)


def doubted(characters: ReadLine) -> str:
    """The characters that are doubtful."""
    return "".join(character.text for character in characters if character.doubt)
