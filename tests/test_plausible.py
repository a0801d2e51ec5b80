"""Which printed lines of a PDF are told of, where stretches of its text cannot be what the page shows."""

from __future__ import annotations

import re
import time

from hypothesis import given
from hypothesis import strategies as st

from extract.pages import PAGE_END, WRAP
from extract.pdf.plausible import faults, told

# Lost letters, a mark on nothing, one that stands twice in a row.
WRONG = "\ufffd\ufffd", " ี", "กี่่"


def test_neighbours_are_told_of_together_by_the_first_stretch() -> None:
    text = f"ก\n{WRONG[0]}ข{WRAP}\nค{WRONG[1]}{PAGE_END}\nง\n{WRONG[2]}\n"
    notices = told(text, faults(text))
    assert [text[notice.start : notice.end] for notice in notices] == [
        f"{WRONG[0]}ข{WRAP}\nค{WRONG[1]}",
        WRONG[2],
    ]
    assert repr(f"{WRONG[0]}ข{WRAP}\nค{WRONG[1]}") in notices[0].message


@given(st.text("กข \n", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6))))
def test_a_line_is_told_of_where_a_stretch_reaches_into_it(text: str, drawn: list[tuple[int, int]]) -> None:
    stretches = [(start, start + length) for start, length in drawn]
    lines = [match.span() for match in re.finditer("[^\n]+", text)]
    wrong = {line for line in lines if any(start < line[1] and end > line[0] for start, end in stretches)}
    notices = told(text, stretches)
    told_of = {
        line for line in lines for each in notices if (each.start or 0) <= line[0] and line[1] <= (each.end or 0)
    }
    assert told_of == wrong


def test_many_wrong_lines_take_no_longer_than_they_are_long() -> None:
    text = "\n".join(f"{WRONG[0]} " * 20 if at % 2 else "ก" for at in range(8_000))
    found = faults(text)
    start = time.process_time()
    assert len(told(text, found)) == 4_000
    assert time.process_time() - start < 5
