"""Sheets: what a reader finds on pages, put together to the text of a document with its places."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Strip:
    """A run of characters on one line of a page, in reading order.

    ``lefts`` and ``rights`` are the edges of each character, ``top`` and ``bottom`` those of the
    line, in PDF points from the upper left corner of the page.
    """

    text: str
    lefts: list[float]
    rights: list[float]
    top: float
    bottom: float


@dataclass(slots=True)
class Sheet:
    """A page, numbered from 1, with its strips in reading order; sizes in PDF points."""

    number: int
    width: float
    height: float
    strips: list[Strip]
