"""What a document knows of its text spares rules work and changes no cell."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import parsers
from extract.document import Document
from extract.rule import RULES, Rule, RuleError
from extract.thai import Plain, Settled, has_other_blanks, is_sound, repaired

# Letters, marks in every order, digits, blanks and marks of Markdown, and characters that Windows Thai has not.
PIECES = "กนเ าำัิ่้ํ๒2 \n\r\t\u00a0-*\\|:–\u200b\u2003🙂"
WORDS = ("  ", "**", "\\*", "ไม่มี", "ที่", "12/๑๐/๒๕๖๓", "๑,๒๐๐.๐๐ บาท", "๐๑๐๐๐๐๐๐-๒๔๖๒")
TEXTS = st.lists(st.sampled_from([*PIECES, *WORDS]), max_size=24).map("".join)
assert parsers.PARSERS, "the parsers bring rules of their own"


def outcome(rule: Rule, raw: str) -> Any:
    """The value that a rule reads, else what an issue says of its fault."""
    try:
        return rule(raw)
    except RuleError as fault:
        return fault.code, fault.reason, fault.expected


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
@settings(max_examples=60)
@given(whole=TEXTS, ends=st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_rule_reads_the_same_from_a_text_of_which_more_is_known(rule: Rule, whole: str, ends: tuple[int, int]) -> None:
    start, end = sorted(min(end, len(whole)) for end in ends)
    document = Document(whole)
    known = document.known(document.words[start:end], [(start, end)])
    said, expected = outcome(rule, known), outcome(rule, whole[start:end])
    assert said == expected
    assert type(said) is type(expected)


@pytest.mark.parametrize(
    ("whole", "kind"),
    [
        ("ที่ 2\nแห่ง", Plain),
        ("ที่\t2", Settled),
        ("ที่ ๒", Plain),
        ("ท่ี 2", str),
        ("ที่ 2\u2003", str),
    ],
)
def test_as_much_is_known_as_is_true(whole: str, kind: type[str]) -> None:
    assert type(Document(whole).known(whole, [(0, len(whole))])) is kind


def test_a_damaged_text_has_sound_stretches() -> None:
    document = Document("ห้องสมุด ท่ี 2")
    assert type(document.known("ห้องสมุด", [(0, 8)])) is Plain
    assert type(document.known("ท่ี", [(9, 12)])) is str


@given(TEXTS)
def test_stretches_are_sound_as_texts_of_their_own_are(whole: str) -> None:
    repairs = repaired(whole)
    for start in range(len(whole)):
        assert not repairs.is_sound([(start, len(whole))]) or is_sound(whole[start:])


def test_other_blanks_are_all_that_windows_thai_has() -> None:
    letters = [bytes([code]).decode("cp874", "ignore") for code in range(256)]
    blanks = [letter for letter in letters if letter.isspace() and letter not in " \n"]
    assert all(map(has_other_blanks, blanks))
    assert not has_other_blanks("ก \n2")
