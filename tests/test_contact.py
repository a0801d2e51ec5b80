"""Contact lines: looking only where a mark or a number can begin finds what looking everywhere finds."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.contact import _BOUNDARY, _DIGIT, _PHONE, _TRAILING_MARK, _edged, _start_of_marks

PIECES = (
    *("โทร", "โทรศัพท์", "โทรสาร", "มือถือ", "หมายเลข", "เบอร์", "ภายใน", "ต่อ", "และ", "Tel", "fax", "☎", "+66", "0"),
    *(" ", "  ", "\u00a0", "\t", "\u2003", ".", ":", ",", "-", "–", "#", "*", "/", "(", ")", "\\", "|", ";"),
    *("1", "12", "345", "2000 7219", "0 2000 7219", "๙", "²", "٣", "ฝ่าย", "นาย", "กอง", "ค", "ใจดี", "X"),
)
WORDS = ("นางสาว", "น.ส.", "ว่าที่ ร.ต.", "คุณภาพ", "ตำแหน่ง", "หัวหน้า", "นายช่าง", "รองผอ", "งาน", "แ", "ะ", "_", "\n")
LINES = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def matches(pattern: re.Pattern[str], said: str, start: int = 0) -> list[tuple[str | None, tuple[int, int]]]:
    return [(match.lastgroup, match.span()) for match in pattern.finditer(said, start)]


@settings(max_examples=500)
@given(LINES)
def test_no_number_is_missed(line: str) -> None:
    digit = _DIGIT.search(line)
    start = _start_of_marks(line, digit.start()) if digit else len(line)
    assert matches(_PHONE, line, start) == matches(_PHONE, line, 0)


@settings(max_examples=500)
@given(LINES)
def test_no_mark_at_the_end_is_missed(line: str) -> None:
    start = _start_of_marks(line, len(line))
    assert matches(_TRAILING_MARK, line, start) == matches(_TRAILING_MARK, line, 0)


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES + WORDS), max_size=14).map("".join))
def test_no_word_is_missed(line: str) -> None:
    everywhere = _BOUNDARY.pattern.replace(r"(?=[ก-ฮเ-ไ])", "", 1).replace(r"(?=[\s,/;แ])", "", 1)
    assert len(everywhere) == len(_BOUNDARY.pattern) - len(r"(?=[ก-ฮเ-ไ])(?=[\s,/;แ])")
    assert matches(_BOUNDARY, line) == matches(re.compile(everywhere), line)


@given(LINES)
def test_edges_are_trimmed_of_what_says_nothing(line: str) -> None:
    start, end = place = _edged(line, 0, len(line))
    assert _edged(line, start, end) == place
    assert not line[start:end][:1].isspace()
    assert line[:start].strip(" \t\u00a0\u2003.,:;/()-–#*|\\") == ""
