"""Listed lines: the number or bullet of a list is one with the line that it stands before.

Some programs draw it alone, for the text behind it hangs, and lists look like two columns then: one of bullets, one of
texts. A bullet, or a number that a point or a bracket ends, is no cell where one text stands close behind it and
nothing else does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.layout.lines import Line, is_level, line_of
from extract.layout.stretched import joined

# How far a text hangs at most, in ems; a longer one is no marker.
_HANGING, _LONGEST = 3.5, 10
_MARKER = re.compile(r"[•●○◦▪■□❑❖◆➢➤➔→✓·]|\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[ก-ฮ]|[A-Za-z]|[ivx]{2,4})[.)]")
# What may be a value, too, opens a line only where no cell stands before it.
_MAY_BE_VALUE = re.compile(r"[-–—]|\d{1,2}(?:\.\d{1,2}){1,3}")


def listed_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page in order, each marker of a list as one with its line."""
    found: list[Line] = []
    for line in lines:
        if found and len(found[-1].text) < _LONGEST and _is_marker(found[-1], line, lines):
            found[-1] = _marked(found[-1], line)
        else:
            found.append(line)
    return found


def _is_marker(marker: Line, line: Line, lines: Sequence[Line]) -> bool:
    """Whether the first of two lines is the marker of the other one."""
    if not (marker.right <= line.left < marker.left + _HANGING * line.em and is_level(marker, line)):
        return False
    may_be_value = _MAY_BE_VALUE.fullmatch(marker.text) is not None
    if not may_be_value and not _MARKER.fullmatch(marker.text):
        return False
    beside = [other for other in lines if is_level(other, line)]
    return not any(other.left > line.left or (may_be_value and other.left < marker.left) for other in beside)


def _marked(marker: Line, line: Line) -> Line:
    strip = joined([marker.strip, line.strip])
    # Its own type may be larger than that of its line.
    strip.top, strip.bottom = line.top, line.bottom
    return line_of(line.page, strip, is_item=True)
