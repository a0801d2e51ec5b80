"""What a document knows of its text spares rules work and changes no cell."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import parsers
from extract.document import Document
from extract.numbers import count
from extract.rule import PLAINLY, RULES, Rule, RuleError
from extract.span import Cell
from extract.text import name_text, text, wrapped_name
from extract.thai import Settled, is_sound, other_blanks
from parsers.reading import Reading
from parsers.row import Groups

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
@settings(max_examples=80)
@given(whole=TEXTS, ends=st.tuples(st.integers(0, 99), st.integers(0, 99)), filling=st.sampled_from(["", "ก" * 40]))
def test_cells_are_what_rules_read_in_the_text(rule: Rule, whole: str, ends: tuple[int, int], filling: str) -> None:
    # Long texts are read with what is known of them, short ones are remembered.
    document = Document(whole[:20] + filling + whole[20:])
    span = document.span(*sorted(min(end, len(document.view)) for end in ends))
    said, expected = outcome(lambda _: span.read(rule).value, ""), outcome(rule, span.raw)
    assert said == expected
    assert type(said) is type(expected)


@pytest.mark.parametrize(
    ("whole", "kind", "plain"),
    [
        ("ที่ 2\nแห่ง", Settled, "ที่ 2\nแห่ง"),
        ("ที่ 2\r\nแห่ง\r", Settled, "ที่ 2\nแห่ง\n"),
        ("ที่\t2", Settled, None),
        ("ที่\r2\u00a0", Settled, None),
        ("ที่ ๒", Settled, "ที่ 2"),
        ("ท่ี 2", Settled, "ที่ 2"),
        ("ที่ 2\u2003", str, None),
    ],
)
def test_as_much_is_known_as_is_true(whole: str, kind: type[str], plain: str | None) -> None:
    document = Document(whole)
    assert type(document.known(document.view)) is kind
    assert document.plain(document.view) == plain


@pytest.mark.parametrize("rule", PLAINLY, ids=lambda rule: rule.__name__)
@settings(max_examples=200)
@given(st.lists(st.sampled_from([*"กน2 \n\r-*\\|:.", "  ", "**", "ไม่มี", "ปัญหา"]), max_size=16).map("".join))
def test_plain_texts_are_read_as_others_are(rule: Rule, raw: str) -> None:
    plain = Document(raw).plain(raw)
    assert plain is not None
    assert PLAINLY[rule](plain) == rule(raw)


@given(TEXTS, st.sampled_from(["", "ก" * 600]))
def test_as_many_characters_are_black_as_are_not_blank(whole: str, filling: str) -> None:
    assert Document(whole + filling).blackness == sum(not character.isspace() for character in whole + filling)


def test_a_parted_repair_is_read_in_the_text() -> None:
    document = Document("ห้องสมุด ท่ี 2")
    assert document.view == "ห้องสมุด ที่ 2"
    assert document.located(((0, 9), (9, 14))) == (((0, 9), (9, 14)), True)
    assert document.located(((9, 11),)) == (((9, 11),), False)
    assert document.span(9, 11).raw == "ท่"


@pytest.mark.parametrize("rules", [{"method": text, "name": name_text}, {"name": wrapped_name, "method": text}])
@settings(max_examples=200)
@given(whole=TEXTS, ends=st.lists(st.integers(0, 99), min_size=4, max_size=4), filling=st.sampled_from(["", "ก" * 40]))
def test_a_match_is_read_as_each_of_its_groups_is(
    rules: dict[str, Rule], whole: str, ends: list[int], filling: str
) -> None:
    document = Document(whole[:12] + filling + whole[12:])
    start, *inner, end = sorted(min(end, len(document.view)) for end in ends)
    one, between, other = (f".{{{size}}}" for size in (inner[0] - start, inner[1] - inner[0], end - inner[1]))
    expression = re.compile(f"(?s)(?P<method>{one})(?P<unit>\0)?{between}(?P<name>{other})")
    match = expression.match(document.view, start, end)
    assert match is not None
    row = Reading(document, None, "1").row("indicators")
    row.read_match(match, Groups(row.frame, expression.groupindex, {"unit": text} | rules))
    stated = {column: document.span(*match.span(column)) for column in rules if match[column]}
    assert row.cells == {column: span.read(rules[column]) for column, span in stated.items()}
    assert row.places == {column: (span.start, span.end) for column, span in stated.items()}
    assert all(cell.pieces == (stated[column].source,) for column, cell in row.cells.items())


def test_of_a_cell_that_is_read_again_the_first_counts() -> None:
    document = Document("1\n2\n3\nก")
    one, two, three, other = document.lines
    reading = Reading(document, None, "1")
    row = reading.row("steps")
    row.read("step", count, one)
    row.read("name", text, one, three)
    assert row.read("step", count, two) is None
    assert row.read("step", count, other) is None
    assert row.cells == {"name": Cell("1\n3", "text", ((0, 1), (4, 5))), "step": Cell(1, "count", ((0, 1),))}
    assert [(issue.code, issue.start) for issue in reading.issues] == [("label-repeated", 2), ("not-a-count", 6)]
    row.forget("name")
    assert (row.get("name"), [*row.cells]) == (None, ["step"])


@pytest.mark.parametrize("filling", ["", "ก" * 40])
@pytest.mark.parametrize("said", ["\\\u200b* ข้อ", "*\u200b*ข้อ**", "**ข้อ*\u200b*"])
def test_marks_that_a_repair_brings_together_are_none(said: str, filling: str) -> None:
    document = Document(said + filling)
    whole = document.span(0, len(document.view))
    value = RULES["markdown_text"](whole.raw)
    assert value == document.view
    assert whole.read(RULES["markdown_text"]).value == value


@given(TEXTS)
def test_parts_of_a_sound_text_are_sound(whole: str) -> None:
    if is_sound(whole):
        assert all(is_sound(whole[start:end]) for end in range(len(whole) + 1) for start in range(end))


def test_other_blanks_are_all_that_windows_thai_has() -> None:
    letters = [bytes([code]).decode("cp874", "ignore") for code in range(256)]
    blanks = [letter for letter in letters if letter.isspace() and letter not in " \n"]
    assert sorted(other_blanks("".join(blanks))) == sorted(blanks)
    assert other_blanks("ก \n2") == ""


@given(st.text("ก \n\r\u200b", max_size=40), st.lists(st.integers(0, 40), min_size=12, max_size=12))
def test_lines_are_numbered_alike_however_many_are_asked_for(whole: str, offsets: list[int]) -> None:
    document = Document(whole)
    ends = [feed.end() for feed in re.finditer(r"\r\n|\r|\n", whole)]
    offsets = [min(offset, len(whole)) for offset in offsets]
    assert [document.line(offset) for offset in offsets] == [
        1 + sum(end <= offset for end in ends) for offset in offsets
    ]
