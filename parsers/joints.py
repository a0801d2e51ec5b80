"""Joints: lines of the system's own that a reader of pages joined to the printed line before or behind them.

A page does not show whether a full line of Thai goes on below. Its words do where they are a heading, or open with a
label: these stand on lines of their own. A line that is cut within an author's text is the same text, for pieces that
follow one another are read as one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.document import Document
from extract.span import Span
from parsers import kpi_page, print_headings, print_pages, progress, project_page
from parsers.line_pattern import Lines
from parsers.print_fields import LABEL

# What stands on lines of its own, perhaps on several. A line that only opens as the last two sections of a form do may
# be the first one of their headings.
_WHOLE = (
    print_headings.HEADINGS,
    project_page.HEADINGS,
    kpi_page.HEADINGS,
    kpi_page.QUARTER_HEADING,
    progress.HEAD,
    print_pages.TITLE,
)
_MOST_LINES = 3
_OPENED = frozenset({"strategy", "updates"})
# What only a line of the system opens with: such a section, a label of a form, its foot, or a code of the strategy.
_OPENS = re.compile(
    rf"1\.6\.?\s*สนับสนุนแผนพัฒนา|2\.?\s*รายงานความก้าวหน้าของโครงการ|{LABEL.pattern}|ขอรับรองว่า\s*ข้อมูลที่ปรากฏ|"
    r":\s*(?:ด้านที่\s|\d(?:\.\d+)+\s|\d\s*-\s)"
)
# What a title ends with, a code or the fiscal year; and a line of the strategy, where its bar is printed.
_CLOSES = re.compile(r"(?::\s*(?:\d{8}-\d{4}|\d{4}-\d{3,4}|\(25\d\d\))|\s\|)\s*\Z")
_LONGEST_CLOSE = 20


def without_joints(document: Document) -> Document:
    """The same document with the lines of the system parted from what was joined to them."""
    if not document.joints:
        return document
    return document.with_lines([part for line in document.lines for part in _parts(line, document.joints)])


def _parts(line: Span, joints: Sequence[int]) -> Lines:
    """A line, cut at joints where one of the system's begins or ends."""
    within = joints[bisect_right(joints, line.start) : bisect_left(joints, line.end)]
    if not within:
        return [line]
    bounds = [line.start, *within, line.end]
    cuts = {*_wholes(line.document, bounds), *_ends(line, within)} & {*within}
    places = [line.start, *sorted(cuts), line.end]
    return [line.document.trimmed(*place) for place in pairwise(places)]


def _wholes(document: Document, bounds: Sequence[int]) -> Iterator[int]:
    """Where lines of the system begin and end that hold nothing else."""
    for at, start in enumerate(bounds[:-1]):
        ends = bounds[at + 1 : at + 1 + _MOST_LINES]
        end = next((end for end in reversed(ends) if _is_whole(document.trimmed(start, end))), None)
        if end is not None:
            yield from (start, end)


def _is_whole(line: Span) -> bool:
    for pattern in _WHOLE:
        match = line.fullmatch(pattern)
        if match and not (pattern is print_headings.HEADINGS and match.lastgroup in _OPENED):
            return True
    return False


def _ends(line: Span, joints: Sequence[int]) -> Iterator[int]:
    """The joints behind which one of the system's lines opens, or before which one ends."""
    document = line.document
    for joint in joints:
        place = document.trimmed(joint, line.end)
        ending = document.span(max(line.start, joint - _LONGEST_CLOSE), joint)
        if place.match(_OPENS) or ending.search(_CLOSES):
            yield joint
