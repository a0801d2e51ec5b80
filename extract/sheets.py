"""Sheets: what a reader finds on pages, put together to the text of a document with its places."""

from __future__ import annotations

from dataclasses import dataclass, field

# How far a line reaches above and below its baseline: a tone over a vowel, and sara uu. In ems.
ASCENT, DESCENT = 1.05, 0.3


@dataclass(slots=True)
class Strip:
    """A run of characters on one line of a page, in reading order.

    ``lefts`` and ``rights`` are the edges of each character, ``top`` and ``bottom`` those of the
    line, in PDF points from the upper left corner of the page. ``doubts`` are the offsets of
    characters that do not look like what they are said to be. ``size`` is that of its Thai letters,
    in points, where others are of another size, else 0.
    """

    text: str
    lefts: list[float]
    rights: list[float]
    top: float
    bottom: float
    doubts: list[int] = field(default_factory=list)
    size: float = 0.0


@dataclass(slots=True)
class Sheet:
    """A page, numbered from 1, with its strips in reading order; sizes in PDF points.

    ``has_picture`` tells of a picture that covers much of the page: a scan, perhaps.
    """

    number: int
    width: float
    height: float
    strips: list[Strip]
    has_picture: bool = False

    @property
    def is_drawn(self) -> bool:
        """Whether its strips are those that the page draws; a reader that lays them out has sheets of its own kind."""
        return type(self) is Sheet
