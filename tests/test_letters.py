"""One look at all letters sees what a search letter by letter sees, in short texts and in long ones."""

from __future__ import annotations

import re
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract import letters
from extract.container import Unreadable
from extract.document import Document, Notice
from extract.garbled import garbled
from extract.letters import AFTER, MARKS, OTHER_BLANKS, Letters
from extract.rule import Rule
from extract.text import markdown_text, name_text, problem_text, text
from extract.thai import GLYPHS, ZERO_WIDTH, is_sound, repair, repaired

WINDOWS_THAI = "กนธเแ ๆ1๒a“–\n" + MARKS + AFTER + OTHER_BLANKS
# Letters of other languages, marks and blanks of theirs, signs, pictures, and what is never seen.
FOREIGN = (
    "éà¸²½×●✓①\u0301\u212b日ລ\u2003\u2028\u205f🙂👩\ufe0f\ufffd\x81\uf0b7" + ZERO_WIDTH + "".join(map(chr, GLYPHS))
)
TEXTS = st.text(st.sampled_from(WINDOWS_THAI + FOREIGN), max_size=16)
# With it a text is long, and only those of its letters are strange that were before.
PAD = "ก" * 600


@given(st.text(st.sampled_from(WINDOWS_THAI)))
def test_short_and_long_texts_are_looked_at_alike(said: str) -> None:
    assert letters._of_few(said) == letters._of_many()(said)


@given(TEXTS)
@example("ก\u205f\n\f\nที่")
@example("เ\u200bเ\u200bเ")
@example("日่\u200b日")
def test_a_long_text_is_repaired_as_a_short_one(said: str) -> None:
    """A short text with foreign letters is searched for clusters from end to end, a long one where it is in doubt."""
    short, long = repaired(said), repaired(said + PAD)
    assert long.text == short.text + PAD
    assert (long.offsets, long.sources) == (short.offsets, short.sources)


@pytest.mark.parametrize("rule", [text, name_text, problem_text, markdown_text])
@given(said=TEXTS, ends=st.tuples(st.integers(0, 16), st.integers(0, 16)))
def test_rule_reads_the_same_where_foreign_letters_stand_near(rule: Rule, said: str, ends: tuple[int, int]) -> None:
    document = Document(said + PAD)
    span = document.span(*sorted(min(end, len(document.view)) for end in ends))
    assert span.read(rule).value == rule(span.raw)


def test_safe_letters_stay_what_they_are_beside_any_other() -> None:
    safe = [letter for block in letters._BLOCKS for letter in letters._safe(block)]
    assert {*"é²×●✓Ω「📌", "\uf0b7", "\ufe0f"} < set(safe)
    for letter in safe:
        beside = "".join(f"{letter}{other}" for other in "กaำ่ั เ๒" + letter)
        assert normalize("NFC", repair(beside)) == beside
        assert not letter.isspace()


@given(TEXTS.map(lambda said: said + PAD))
def test_only_windows_thai_is_called_so(said: str) -> None:
    try:
        said.encode("cp874")
    except UnicodeEncodeError:
        assert not Letters(said).are_windows_thai
    else:
        assert Letters(said).are_windows_thai


def test_another_language_is_not_looked_at_letter_by_letter() -> None:
    assert Letters("日本語" * 300).doubts is None
    assert Letters("日本語" + PAD).doubts == [0, 1, 2]


@given(st.lists(st.sampled_from(["เธ", "เน", "เธŸ", "à¸", "ก", " ", "ééé", "é", "\ufffd", "\x81", "·"])).map("".join))
def test_garbled_letters_are_found_where_the_look_is_known(said: str) -> None:
    def told(known: Letters | None) -> list[Notice] | str:
        try:
            return garbled(said, known)
        except Unreadable as fault:
            return str(fault)

    assert told(Letters(said)) == told(None)


@given(TEXTS)
def test_lines_are_what_stands_between_line_ends(said: str) -> None:
    document = Document(said.replace("\f", ""))
    ends = re.finditer(r"\S(?:[^\r\n]*\S)?", document.view)
    assert [(line.start, line.end) for line in document.lines] == [match.span() for match in ends]


@given(TEXTS, st.sampled_from(["", PAD]))
@example("เ\u200bเ่\u200bี", "")
@example("ก่\u205fี", PAD)
def test_a_repaired_text_is_sound_where_its_repairs_say_so(said: str, pad: str) -> None:
    repairs = repaired(said + pad)
    assert is_sound(repairs.text) or not repairs.is_sound


@pytest.mark.parametrize("said", ["ท่ี เเละ สํานัก น้ำำ\u200b", "ที่ ●"])
def test_repairs_say_so_of_ordinary_damage(said: str) -> None:
    assert repaired(said + PAD).is_sound
