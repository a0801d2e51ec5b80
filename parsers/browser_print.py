"""What a browser prints on every page of paper, in a text that was copied from it: no lines of the report.

Above a page stands date, hour and title, below it the address and ``n/m``; or above it title and address, and
below it ``n of m``, date and hour. Only an address with a page's number, or what stands in its place, tells that
a text was printed by a browser: an address or a date alone may be an author's.
"""

from __future__ import annotations

import re

from extract.document import Document
from parsers.line_pattern import Lines, found, line_pattern

# No address is without it.
_SIGN = "://"
_ADDRESS = r"(?:https?|file)://\S+"
_HOUR = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[AaPp][Mm]|\s*น\.)?"
_FOOT = line_pattern(rf"{_ADDRESS}\s+\d{{1,3}}/\d{{1,3}}|\d{{1,3}}\s*(?:of|จาก)\s*\d{{1,3}}\s+{_HOUR}")
# Behind its date a report has a colon.
_HEAD = re.compile(rf"{_HOUR}\s+(?!:)\S.*|.*\S\s+{_ADDRESS}")


def without_print(document: Document) -> Document:
    """The same document without the lines that a browser prints on every page; they are nobody's."""
    if _SIGN not in document.view:
        return document
    lines = document.lines
    feet = [at for at, _ in found(lines, _FOOT)]
    taken = {*feet, *_heads(lines, feet)}
    return document.with_lines([line for at, line in enumerate(lines) if at not in taken]) if taken else document


def _heads(lines: Lines, feet: list[int]) -> list[int]:
    """The heads: the first line, and those right below a foot."""
    tops = [0, *[at + 1 for at in feet if at + 1 < len(lines)]] if feet else []
    return [at for at in tops if lines[at].fullmatch(_HEAD)]
