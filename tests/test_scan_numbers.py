"""Numbers of a scan against their other readings: agreed, outvoted where they cannot be right, or lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.scan.numbers import _found, _numeric_runs, _settled
from extract.scan.words import text_of
from tests.scan_lines import doubted, line, lost

# What was read, what the other readings have, and what becomes of it; X stands for a digit that is lost.
SETTLED = [
    (":: 18/09/2566 : ", [":: 18/09/2566 :"], ":: 18/09/2566 : "),
    ("= 12.50 % ", ["=12.50%"], "= 12.50 % "),
    (": 2022-10-01 00:00:00", [":2022-10-0100:00:00"], ": 2022-10-01 00:00:00"),
    # Signs may be lost where so many digits agree.
    (":: 23/02/2563 : ", ["5 =: 2302/2563 :"], ":: 23/02/2563 : "),
    ("27000000-8841", ["270000008841"], "27000000-8841"),
    # What can be no number is taken from two others that agree.
    ("= 1642,5640.71 ", ["= 142,540.71", "=142,540.71"], "= 142,540.71 "),
    ("12004/2565 : ", ["12/04/2565 :", "12/04/2565:"], "12/04/2565 : "),
    ("= 57 00 % ", ["= 57.00 %", "=57.00%"], "= 57.00 % "),
    ("891.991 ", ["891,991", "891,991"], "891,991 "),
    # A number that can be one is never outvoted: it is lost.
    (":: 15/12/2564 : ", [":: 18/12/2564 :", "18/12/2564"], ":: XX/XX/XXXX : "),
    ("= 553,576.86 ", ["= 553,576.84", "553,576.84", "553,576.84"], "= XXX,XXX.XX "),
    ("= 8.97 % ", ["= 897 %", "=897%"], "= X.XX % "),
    ("= 234.50 ", ["= 1,234.50", "1,234.50"], "= XXX.XX "),
    ("= 84.00 % ", ["", ""], "= XX.XX % "),
    ("= 5 % ", ["= 50 %", "5.0"], "= X % "),
]


def shown(characters: list[object]) -> str:
    return "".join("X" if character.is_lost else character.text for character in characters)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("read", "others", "wanted"), SETTLED)
def test_a_number_is_agreed_on_or_lost(read: str, others: list[str], wanted: str) -> None:
    made = _settled(line(read), 0, len(read), others)
    assert shown([*made]) == wanted
    assert bool(doubted(made)) == (text_of(made) != read or "X" in wanted)


def test_agreement_takes_doubts_away() -> None:
    read = line("= 12.50 %")
    read[3].doubt = "Tesseract is not sure of it"
    assert doubted(_settled(read, 0, len(read), ["12.50"])) == ""


@pytest.mark.parametrize(
    ("text", "number"), [("รายงานครั้งที่7", "7"), ("(ครั้งที่ 7) = ", "7"), ("1.5 เป้าหมาย", "1.5"), ("- 2. เพื่อ", "2")]
)
def test_a_number_that_labels_is_doubted_but_never_lost(text: str, number: str) -> None:
    read = line(text)
    start, end = next(place for place in _numeric_runs(read) if number in text_of(read[slice(*place)]))
    made = _settled(read, start, end, ["9", "8"])
    assert lost(made) == ""
    assert number in doubted(made)


def test_a_letter_that_a_digit_was_misread_as_does_not_cut_its_number() -> None:
    read = line("รายงาน :: 02/เ2562 : ส่งมอบ")
    assert [text_of(read[slice(*place)]).strip() for place in _numeric_runs(read)] == [":: 02/เ2562 :"]


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_number_is_found_as_itself_only(number: int, other: int) -> None:
    assert _found([f"{number:,}"], f"= {other:,}.") == [number == other]
