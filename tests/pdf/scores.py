"""How far what a reader gives is from the form: characters wrong, and cells wrong."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import Any

from extract.document import Document
from extract.thai import repair
from parsers import parse
from parsers.reading import Reading
from tests.expected import outcome
from tests.pdf.form import FORM, TITLE, Form, plain_text

_BLANK = re.compile(r"[\s\u200b\u205f]+")
# A blank is no wider than this in the sizes of the fixtures.
_BLANK_POINTS = 4.0
# Chromium's own head and foot.
_FURNITURE = re.compile(r"^\s*\d+/\d+/\d+, .*$|^\s*http://monitoring\.example\S*.*$|^\s*\d+/\d+\s*$", re.M)
_HEAD_TITLE = "แบบรายงานโครงการ"


def _bare(text: str) -> str:
    """A text without blanks, the titles of its pages, and a browser's head and foot."""
    lines = [line for line in _FURNITURE.sub("", text).splitlines() if line.strip() != _HEAD_TITLE]
    return _BLANK.sub("", "".join(lines)).replace(_BLANK.sub("", TITLE), "")


@cache
def _truth(form: Form) -> str:
    return _bare(plain_text(form))


def wrong_share(text: str, form: Form = FORM) -> float:
    """Characters to be changed, by edit distance, as a share of the form's own: what stands elsewhere counts too."""
    from rapidfuzz.distance import Levenshtein

    wanted = _truth(form)
    return float(Levenshtein.distance(wanted, _bare(text)) / len(wanted))


def cells(tables: dict[str, Any]) -> dict[tuple[str, int, str], Any]:
    """The cells of tables as tests.expected writes them, by table, row and column."""
    return {
        (table, number, column): value
        for table, rows in tables.items()
        for number, row in enumerate(rows)
        for column, value in row.items()
    }


def wrong_cells(
    document: Document, expected: dict[str, Any], is_exact: bool = False
) -> dict[tuple[str, int, str], tuple[Any, Any]]:
    """The cells in which the reading of a document differs from the expected tables: expected, and found.

    Most producers print no blank at the end of a line, and nothing else on the page says whether a
    paragraph has one there: two values may differ in the blank at a line's end, and there alone. Where
    ``is_exact``, for a producer that prints it if there is room, only at the end of a line without room.
    """
    reading = parse(document)
    wanted, found = cells(expected), cells(outcome(reading)["tables"])
    return {
        place: (wanted.get(place), found.get(place))
        for place in sorted(wanted.keys() | found.keys())
        if wanted.get(place) != found.get(place)
        and not _is_same(wanted.get(place), found.get(place), _line_ends(reading, place, is_exact))
    }


def _line_ends(reading: Reading, place: tuple[str, int, str], is_exact: bool) -> set[int]:
    """Behind how many characters of a cell, blanks aside, its lines end, or those that had no room for a blank."""
    table, number, column = place
    rows = reading.of(table)
    cell = rows[number].cells.get(column) if number < len(rows) else None
    if cell is None:
        return set()
    lines = [reading.document.text[start:end] for start, end in cell.pieces]
    ends = accumulate(len(_BLANK.sub("", repair(line))) for line in lines)
    boxes = [reading.document.box(*piece) for piece in cell.pieces]
    edge = max((box.x1 for box in boxes if box), default=0.0)
    full = [not is_exact or (box is not None and edge - box.x1 < _BLANK_POINTS) for box in boxes]
    return {end for end, is_full in zip(ends, full, strict=True) if is_full}


def _is_same(wanted: Any, found: Any, line_ends: set[int]) -> bool:
    """Whether two texts are the same but for one blank at line ends."""
    if isinstance(wanted, list) and isinstance(found, list):
        return _is_same(" / ".join(wanted), " / ".join(found), line_ends)
    if not isinstance(wanted, str) or not isinstance(found, str):
        return False
    (letters, blanks), (read, others) = _parted(wanted), _parted(found)
    odd = {at for at in blanks.keys() | others.keys() if blanks.get(at, "") != others.get(at, "")}
    return (
        letters == read
        and odd <= line_ends
        and all({blanks.get(at, ""), others.get(at, "")} == {"", " "} for at in odd)
    )


def _parted(text: str) -> tuple[str, dict[int, str]]:
    """The letters of a text, and its blanks by the number of letters before them."""
    letters, blanks = "", {}
    for part in re.findall(r"\s+|\S+", text):
        if part.isspace():
            blanks[len(letters)] = part
        else:
            letters += part
    return letters, blanks
