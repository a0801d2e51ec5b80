"""Telephone numbers that a line end tears."""

from __future__ import annotations

import pytest

from extract.phones import phones
from tests.test_contact_lines import _PERSON, read


@pytest.mark.parametrize(
    ("line", "phone"),
    [
        (f"{_PERSON} โทร. 0 2000\n7219 ต่อ 3347-49", "0 2000 7219 ต่อ 3347-49"),
        (f"{_PERSON} โทร. 0 2000 7219\nต่อ 3195", "0 2000 7219 ต่อ 3195"),
        (f"{_PERSON} โทร. 0 2000 7219\n6822-3, 5720", "0 2000 7219, 6822-3, 5720"),
    ],
)
def test_a_number_below_a_contact_line_is_whole(line: str, phone: str) -> None:
    _, contacts, unclear = read(line)
    assert (contacts, unclear) == ([(_PERSON, None, None, phone)], [])


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ("3347-\n49", "3347-49"),
        ("+66 2000\n7219", "+66 2000 7219"),
        ("0 2000 7219\n#12\n0 2000 7220", "0 2000 7219 #12, 0 2000 7220"),
        # Each is a number of its own.
        ("5720\n5721", "5720, 5721"),
        ("0224\n5721", "0224, 5721"),
        ("0 2000 7219\n5721", "0 2000 7219, 5721"),
    ],
)
def test_a_line_end_parts_numbers_but_no_number(lines: str, number: str) -> None:
    assert phones(lines) == number
