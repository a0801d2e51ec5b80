"""Contact lines: looking only where a mark or a number can begin finds what looking everywhere finds."""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.contact_numbers import _DIGIT, _OF_NOBODY, _TRAILING_MARK, PHONE, start_of_marks, without_mark
from parsers.contact_people import BOUNDARY, _edged, people_in

PIECES = (
    *("โทร", "โทรศัพท์", "โทรสาร", "มือถือ", "หมายเลข", "เบอร์", "ภายใน", "ติดต่อ", "สอบถาม", "สายใน", "สายตรง", "ต่อ"),
    *("และ", "หรือ", "Tel", "T.", "fax", "☎", "+66", "(02)", "0"),
    *(" ", "  ", "\u00a0", "\t", "\u2003", ".", ":", ",", "-", "–", "#", "*", "/", "(", ")", "\\", "|", ";"),
    *(
        "1",
        "12",
        "345",
        "2000 7219",
        "0 2000 7219",
        "๙",
        "²",
        "٣",
        "ฝ่าย",
        "นาย",
        "กอง",
        "ค",
        "ใจดี",
        "สืบ",
        "X",
        "s@example",
        "e-mail",
    ),
)
WORDS = (
    *("นางสาว", "น.ส.", "ว่าที่ ร.ต.", "ร้อยตรี", "อ.", "คุณภาพ", "ตำแหน่ง", "สังกัด", "หัวหน้า", "นายช่าง", "รองผอ", "งาน"),
    *("โดย", "&", "แ", "ะ", "_", "\n"),
)
LINES = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def matches(pattern: re.Pattern[str], said: str, start: int = 0) -> list[tuple[str | None, tuple[int, int]]]:
    return [(match.lastgroup, match.span()) for match in pattern.finditer(said, start)]


def without_gate(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """A pattern without the characters that it looks for first."""
    assert pattern.pattern.startswith("(?=[")
    return re.compile(pattern.pattern.split("])", 1)[1])


@settings(max_examples=500)
@given(LINES)
def test_no_number_is_missed(line: str) -> None:
    digit = _DIGIT.search(line)
    start = start_of_marks(line, digit.start()) if digit else len(line)
    assert matches(PHONE, line, start) == matches(without_gate(PHONE), line)


@settings(max_examples=500)
@given(LINES)
def test_nothing_of_nobody_is_missed(line: str) -> None:
    assert matches(_OF_NOBODY, line) == matches(without_gate(_OF_NOBODY), line)


@settings(max_examples=500)
@given(LINES)
def test_no_mark_at_the_end_is_missed(line: str) -> None:
    mark = _TRAILING_MARK.search(line)
    assert without_mark(line) == (line[: mark.start()] if mark else line)


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES + WORDS), max_size=14).map("".join))
def test_no_word_is_missed(line: str) -> None:
    everywhere = BOUNDARY.pattern.replace(r"(?=[ก-ฮเ-ไ])", "", 1).replace(r"(?=[\s,/;&แ])", "", 1)
    assert len(everywhere) == len(BOUNDARY.pattern) - len(r"(?=[ก-ฮเ-ไ])(?=[\s,/;&แ])")
    assert matches(BOUNDARY, line) == matches(re.compile(everywhere), line)


@given(LINES)
def test_edges_are_trimmed_of_what_says_nothing(line: str) -> None:
    start, end = place = _edged(line, 0, len(line))
    assert _edged(line, start, end) == place
    assert not line[start:end][:1].isspace()
    assert line[:start].strip(" \t\u00a0\u2003.,:;/()[]-–#*|\\") == ""


# What stands in lines of people, and between that.
PARTS = (
    *("นายโสภณ เรืองรอง", "นางสาวรุ่ง คุณาวุฒิ", "โสภณ เรืองรอง", "น.ส.รุ่ง", "นายโสภณ ณ สมมติ", "สุดา", "นายทอง", "คุณ"),
    *("ฝ่ายโยธา", "กองควบคุมโรคติดต่อ", "ศูนย์บริการ 7", "กองแก้ว", "สวนสมมติ", "หัวหน้าฝ่าย", "มัณฑนากรชำนาญการ", "ชำนาญการ"),
    *(
        "โทร. 5720",
        "0 2000 7219 ต่อ 12",
        "(02) 000-7219",
        "5720",
        "ต่อ 5721",
        "ติดต่อ 5722",
        "โทรสาร 5723",
        "s@example.com",
    ),
    *("(ต้น)", "[ฝ่ายโยธา]", "(5720)", "สยป.", "7", "O"),
)
JOINTS = (
    " ",
    " ",
    " ",
    "",
    ", ",
    " และ",
    " และ ",
    " / ",
    " & ",
    " หรือ ",
    " โดย ",
    " สังกัด",
    " ตำแหน่ง ",
    " (",
    ") ",
    "\n",
)
PEOPLE = st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(JOINTS)), min_size=1, max_size=6).map(
    lambda pairs: "".join(chain(*pairs))
)
# What labels and marks are made of, longest first.
LABELS = re.compile(
    "เบอร์โทร|โทรศัพท์|ติดต่อ|ตำแหน่ง|สังกัด|และ|หรือ|โดย|โทร|ต่อ|[\\s.,:;/()\\[\\]&#*|\\\\–-]|(?<!\\d)[1-9](?=\\s?[.)])"
)


@settings(max_examples=500)
@given(PEOPLE)
def test_every_character_is_in_a_cell_a_label_or_an_issue(line: str) -> None:
    people = people_in(line)
    if people is None:
        return
    rest, reached = [], 0
    for start, end in sorted(part for person in people for part in person.parts):
        assert reached <= start < end
        rest.append(line[reached:start])
        reached = end
    assert LABELS.sub("", "\n".join([*rest, line[reached:]])) == ""
    doubts = [place for person in people for place, _ in person.doubts]
    names = [place for person in people for place in person.name]
    assert all(any(first <= start < end <= last for first, last in names) for start, end in doubts)


@settings(max_examples=500)
@given(PEOPLE)
def test_a_telephone_behind_a_line_changes_nothing_else(line: str) -> None:
    people, more = people_in(line), deepcopy(people_in(f"{line.rstrip()} โทร. 5799"))
    if people and more:
        assert more[-1].phone.pop() == (len(line.rstrip()) + 6, len(line.rstrip()) + 10)
        assert more == people
