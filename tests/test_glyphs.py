"""Strokes become strips: where blanks stand, where a line ends, where a column does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.letters import MARKS
from extract.pdf.doubts import ONE_WIDTH, are_doubtful, is_unlike
from extract.pdf.glyphs import DRAWN, SEEN, Stroke, cluster, spelled, strips

SIZE = 10.0


def stroke(text: str, left: float, baseline: float = 100.0, blank: float = 0.0) -> Stroke:
    """A stroke in a type of 10 points whose letters are half an em wide."""
    letters = sum(char not in MARKS for char in text)
    return cluster(text, left, left + letters * SIZE / 2, baseline, SIZE, blank)


def texts(*strokes: Stroke) -> list[str]:
    """The strips of a page that draws its blanks, for there is a line with some on it."""
    return [strip.text for strip in strips([stroke("มี ช่อง ว่าง", 0.0, 50.0), *strokes])[1:]]


def test_what_follows_closely_is_one_word_with_its_places() -> None:
    (strip,) = strips([stroke("งาน", 10.0), stroke("ที่", 25.0), stroke("1", 30.5)])
    assert strip.text == "งานที่1"
    assert strip.lefts == [10.0, 15.0, 20.0, 25.0, 30.0, 30.0, 30.5]
    assert strip.rights == [15.0, 20.0, 25.0, 30.0, 30.0, 30.0, 35.5]
    assert (strip.top, strip.bottom) == (100.0 - 10.5, 100.0 + 3.0)


def test_a_line_of_several_sizes_has_that_of_its_thai_letters() -> None:
    large = Stroke("2566", [25.0, 32.0, 39.0, 46.0], [32.0, 39.0, 46.0, 53.0], 100.0, 14.0)
    for strokes in ([stroke("งาน", 10.0), large], [large, stroke("งาน", 53.0)]):
        (strip,) = strips(strokes)
        assert (strip.top, strip.bottom, strip.size) == (100.0 - 1.05 * 14, 100.0 + 0.3 * 14, SIZE)
    assert [strip.size for strip in strips([large])] == [0.0]


def test_what_opens_a_line_in_a_font_of_symbols_is_a_bullet() -> None:
    assert texts(stroke("\uf0b7", 10.0), stroke("งาน", 28.0)) == ["•", "งาน"]
    assert texts(stroke("\uf0d8 งาน", 10.0), stroke("ก\uf0b7", 10.0, 120.0)) == ["➢ งาน", "ก\uf0b7"]


def test_a_gap_of_a_blank_is_one_and_has_a_place() -> None:
    (strip,) = strips([stroke("งาน", 10.0), stroke("สวน", 28.0)])
    assert strip.text == "งาน สวน"
    assert (strip.lefts[3], strip.rights[3]) == (25.0, 28.0)


@pytest.mark.parametrize(
    ("left", "blank", "expected"),
    [
        (26.5, 0.0, ["งานสวน"]),
        (26.5, SEEN, ["งาน สวน"]),
        (28.0, 0.0, ["งาน สวน"]),
        (45.0, SEEN, ["งาน", "สวน"]),
        (45.0, DRAWN, ["งาน สวน"]),
        (80.0, DRAWN, ["งาน ", "สวน"]),
    ],
)
def test_what_is_drawn_tells_how_wide_a_blank_may_be(left: float, blank: float, expected: list[str]) -> None:
    assert texts(stroke("งาน", 10.0), stroke("สวน", left, blank=blank)) == expected


def test_a_line_ends_with_its_baseline_or_where_the_next_one_goes_back() -> None:
    assert texts(stroke("งาน", 10.0), stroke("สวน", 25.0, 115.0)) == ["งาน", "สวน"]
    assert texts(stroke("งาน", 60.0), stroke("สวน", 10.0)) == ["งาน", "สวน"]


def test_a_blank_at_a_lines_end_is_kept() -> None:
    assert texts(stroke("งาน", 10.0), stroke("สวน", 10.0, 115.0, DRAWN)) == ["งาน ", "สวน"]


def test_a_mark_belongs_to_its_letter_wherever_it_is_drawn() -> None:
    assert texts(stroke("พ", 10.0), stroke("ื", 19.0), stroke("น", 15.0)) == ["พืน"]


def test_a_mark_behind_a_widened_blank_goes_back_to_its_word() -> None:
    assert texts(stroke("น", 10.0), stroke("ี้ ", 80.0, blank=DRAWN), stroke("งาน", 86.0)) == ["นี้ งาน"]


def test_a_blank_that_is_drawn_too_early_stands_where_its_room_is() -> None:
    early = [stroke("20", 10.0), stroke(" ", 25.0), stroke("ปี", 20.0)]
    assert texts(*early, stroke("(", 28.0)) == ["20ปี ("]


def test_a_cell_begins_where_lines_begin_though_the_cell_beside_is_full() -> None:
    cells = [stroke("รายงาน", 10.0), stroke(":: แต่งตั้ง", 40.5)]
    below = [stroke("คณะทำงาน", 40.5, 115.0), stroke("ครั้งที่1", 10.0, 130.0), stroke("แล้วเสร็จ", 40.5, 145.0)]
    assert texts(*cells) == ["รายงาน:: แต่งตั้ง"]
    assert texts(*cells, *below)[:2] == ["รายงาน", ":: แต่งตั้ง"]


def test_ligatures_and_controls_are_spelled_as_people_write() -> None:
    assert spelled("Tra\ufb00y\t1\x00\ud800") == "Traffy 1 \ufffd"
    assert spelled("") == "\ufffd"


def test_ink_and_widths_tell_what_a_glyph_cannot_be() -> None:
    assert not is_unlike("้", 0.6, 0.9)
    assert is_unlike("้", 0.0, 0.7)
    assert is_unlike("ุ", 0.0, 0.7)
    assert not is_unlike("ุ", -0.3, -0.05)
    assert are_doubtful([0.5, 0.5, 0.6])
    assert not are_doubtful([0.5, 0.51])
    # The ink of a slash may reach out of its width, on one side of a text only.
    assert "/" not in ONE_WIDTH


@given(
    st.lists(
        st.builds(
            stroke,
            st.text("กขงน้ี่ 12:", min_size=1, max_size=6),
            st.floats(0, 500),
            st.sampled_from([100.0, 101.0, 115.0]),
            st.sampled_from([0.0, SEEN, DRAWN]),
        ),
        max_size=12,
    )
)
def test_no_character_is_lost_added_or_moved(strokes: list[Stroke]) -> None:
    drawn = "".join("".join(one.text for one in strokes).split())
    found = strips(strokes)
    assert "".join("".join(strip.text for strip in found).split()) == drawn
    for strip in found:
        assert len(strip.text) == len(strip.lefts) == len(strip.rights)
