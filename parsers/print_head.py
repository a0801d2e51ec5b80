"""The head of a report of a printed form: its label and number, and the colons before its date.

They stand on one line, ``รายงานครั้งที่1 :: 10/01/2566 : narrative``. Where a page's head cuts them, where a line was
wrapped, or where each cell stands on a line, number and colons stand on the lines below the label.
"""

from __future__ import annotations

import re

from extract.numbers import count
from extract.span import Span
from parsers.line_pattern import Lines, first_of, line_pattern, with_joined
from parsers.reading import Row

# The number of a report and its date; the colons may stand on a line below, where the row is cut or a cell is a line.
# Its label may be wrapped between its words.
HEAD = line_pattern(
    r"(?:\\?\*)*\s*รายงาน\s*ครั้ง\s*ที่\s*(?P<number>\d*)\s*(?:\\?\*)*[\s|]*(?::{1,2}\s*(?P<rest>.*))?", r"\*ร"
)
_TORN_LABEL = line_pattern(r"(?:\\?\*)*\s*รายงาน(?:\s*ครั้ง)?", r"\*ร")
_LONE_NUMBER = line_pattern(r"\d{1,3}\s*(?:\\?\*)*")
_COLONS = line_pattern(
    r"(?P<number>\d{0,3})\s*(?:\\?\*)*[\s|]*(?:::|:(?=\s*\d+\s*/))\s*+"
    r"(?P<rest>(?!ความก้าวหน้าของงาน|งบประมาณที่เบิกใช้).*)"
)
_NUMBER = re.compile(r"\d+")


def with_whole_labels(lines: Lines) -> Lines:
    """Lines with each label of a head that was wrapped between its words on one."""
    return with_joined(lines, _TORN_LABEL, HEAD.expression)


def next_head(lines: Lines, at: int) -> int:
    """The place of the first line from here on that opens a report; behind the last line where there is none."""
    while (at := at + first_of(lines[at:], HEAD)) < len(lines) and colons_of(lines, at) is None:
        at += 1
    return at


def colons_of(lines: Lines, at: int) -> int | None:
    """The place of the line where the colons of a head stand: its own, else one below it; None where there are none.

    The words alone are no head: authors write them, too.
    """
    match = lines[at].fullmatch(HEAD)
    assert match is not None, "found by the same pattern"
    if match["rest"] is not None:
        return at
    has_number, at = bool(match["number"]), at + 1
    if not has_number and at < len(lines) and lines[at].fullmatch(_LONE_NUMBER):
        has_number, at = True, at + 1
    below = lines[at].fullmatch(_COLONS) if at < len(lines) else None
    return None if below is None or (has_number and below["number"]) else at


def read_number(row: Row, head: Lines) -> Span:
    """Read the number, which a cut may have put below its label; gives what stands behind the colons."""
    *above, last = head
    match = last.fullmatch(_COLONS if above else HEAD)
    assert match is not None, "a head stays one without the statuses at its end"
    rest = last.group(match, "rest")
    label = [*above, last.document.span(last.start, rest.start if rest else last.end)]
    row.reading.claim(*label)
    numbers = [line.group(match) for line in label if (match := line.search(_NUMBER))]
    row.read("printed_number", count, *numbers[:1])
    return rest
