"""Symbols: what fonts of symbols draw for the characters of lists and of single signs.

Such fonts give their pictures the codes of letters, or the private ones from U+F020 on.
"""

from __future__ import annotations

# What the fonts of symbols draw for the characters that documents use, by the last byte of their codes.
_SYMBOLS = {
    **{0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□"},
    **{0xB7: "•", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
}
_OF_SYMBOL_FONT = {0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷"}


def bullet(pattern: str) -> str:
    """The bullet that a pattern draws; a dash for a letter, which a font of symbols draws as something else.

    >>> bullet("\\uf0b7"), bullet("o"), bullet("–")
    ('•', '-', '–')
    """
    return "".join("-" if drawn.isalnum() or "\ue000" <= drawn <= "\uf8ff" else drawn for drawn in map(_drawn, pattern))


def symbol(character: str, font: str) -> str:
    """What a font of symbols draws for a character; the character itself where that is not known."""
    code = ord(character)
    if font == "Symbol":
        return _OF_SYMBOL_FONT.get(code & 0xFF, character)
    return _SYMBOLS.get(code & 0xFF, character) if font.startswith("Wingdings") else character


def opened(text: str) -> str:
    """A line of a page with the bullet that its private character is; the line itself where it opens with no such one.

    >>> opened("\\uf0b7 \\uf0d8"), opened("\\uf0b7ก"), opened("\\uf021")
    ('• \\uf0d8', '\\uf0b7ก', '\\uf021')
    """
    return _drawn(text[0]) + text[1:] if "\uf020" <= text[0] <= "\uf0ff" and text[1:2] in ("", " ") else text


def _drawn(character: str) -> str:
    code = ord(character)
    return _SYMBOLS.get(code & 0xFF, character) if 0xF000 <= code <= 0xF0FF or 0x80 <= code <= 0xFF else character
