"""Lines of a page whose labelled values stand apart by tabs, and what goes on below them."""

from __future__ import annotations

import pytest

from tests.test_pdf_layout import FULL, lines, page, read, strip

START, GIVEN = "เริ่ม : 2023-10-01", "งบที่ได้ :"
ABOVE, BELOW = (FULL, "ขคง", "จฉช : 2567"), ("สิ้นสุด : 2024-02-29", FULL, "กขค")


@pytest.mark.parametrize(("given", "below"), [(GIVEN, "1,486,900.00 บาท"), (f"{GIVEN} 486,900.00", "บาท")])
def test_what_goes_on_below_a_tabbed_line_is_of_its_last_value(given: str, below: str) -> None:
    body = [*page(*ABOVE, START), strip(given, left=200, line=3)]
    body += [strip(text, line=at) for at, text in enumerate((below, *BELOW), start=4)]
    assert lines(read(body)) == [FULL + "ขคง", ABOVE[2], START, given, below, BELOW[0], FULL + "กขค"]


def test_a_cell_takes_only_what_goes_on_with_it_not_the_text_below_the_table() -> None:
    body = [*page(*ABOVE), strip("กขคงจฉชกขคง", line=3), strip("5 บาท", left=110, line=3)]
    body += [strip(text, line=at) for at, text in enumerate(("จฉช", *BELOW), start=4)]
    assert lines(read(body))[2:] == ["กขคงจฉชกขคงจฉช\t5 บาท", BELOW[0], FULL + "กขค"]
    body = [*page(*ABOVE), strip("กขคงจฉชกขคง", line=3), strip("5 บาท", left=110, line=3)]
    body += [strip(text, line=at) for at, text in enumerate((FULL, "กขค"), start=4)]
    assert lines(read(body))[2:] == ["กขคงจฉชกขคง\t5 บาท", FULL + "กขค"]
