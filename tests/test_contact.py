"""Contact lines: looking only where a mark or a number can begin finds what looking everywhere finds."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import Document
from parsers.contact import _DIGIT, _PHONE, _TRAILING_MARK, _edged, _start_of_marks

PIECES = (
    *("โทร", "โทรศัพท์", "โทรสาร", "มือถือ", "หมายเลข", "เบอร์", "ภายใน", "ต่อ", "และ", "Tel", "fax", "☎", "+66", "0"),
    *(" ", "  ", "\u00a0", "\t", "\u2003", ".", ":", ",", "-", "–", "#", "*", "/", "(", ")", "\\", "|", ";"),
    *("1", "12", "345", "2000 7219", "0 2000 7219", "๙", "²", "٣", "ฝ่าย", "นาย", "กอง", "ค", "ใจดี", "X"),
)
LINES = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def matches(pattern: re.Pattern[str], view: str, start: int) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(view, start)]


@settings(max_examples=500)
@given(LINES)
def test_no_number_is_missed(line: str) -> None:
    digit = _DIGIT.search(line)
    start = _start_of_marks(line, 0, digit.start()) if digit else len(line)
    assert matches(_PHONE, line, start) == matches(_PHONE, line, 0)


@settings(max_examples=500)
@given(LINES)
def test_no_mark_at_the_end_is_missed(line: str) -> None:
    start = _start_of_marks(line, 0, len(line))
    assert matches(_TRAILING_MARK, line, start) == matches(_TRAILING_MARK, line, 0)


@given(LINES)
def test_edges_are_trimmed_of_what_says_nothing(line: str) -> None:
    document = Document(line)
    edged = _edged(document.span(0, len(document.view)))
    assert _edged(edged).text == edged.text
    assert not edged or not edged.text[0].isspace()
    assert line[: edged.start].strip(" \t\u00a0\u2003.,:;/()-–#*|\\") == ""
