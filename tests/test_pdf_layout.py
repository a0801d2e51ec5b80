"""The layout of pages: which printed lines are one paragraph, which cells one row, and that nothing is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import Document, Source
from extract.layout.assembly import assembled
from extract.letters import MARKS
from extract.pages import PAGE_END, RUNNING, WRAP
from extract.sheets import Sheet, Strip

EM, PITCH, LEFT, RIGHT = 10.0, 14.5, 50.0, 550.0
# What a line of text consists of here: letters are half an em wide, marks have no width.
FULL = "กขคงจฉช" * 14 + "กข"
SHORTER = (15, 4), (14, 3), (13, 2), (14, 5), (12, 3), (15, 2)
TITLE = "แบบแสดงรายงานความก้าวหน้าของโครงการ"


def strip(text: str, left: float = LEFT, line: float = 0.0, gap: float = 0.0) -> Strip:
    """A line of a page, counted from its head; ``gap`` is added to the width of every blank."""
    lefts, rights, x = [], [], left
    for char in text:
        lefts.append(x)
        x += 0.0 if char in MARKS else EM / 2 + gap * (char == " ")
        rights.append(x)
    baseline = 60 + line * PITCH
    return Strip(text, lefts, rights, baseline - 1.05 * EM, baseline + 0.3 * EM)


def read(*pages: list[Strip]) -> Document:
    """The document of pages of A4."""
    sheets = [Sheet(number, 595.0, 842.0, strips) for number, strips in enumerate(pages, 1)]
    return assembled(sheets, Source("application/pdf", None, "by hand"))


def lines(document: Document) -> list[str]:
    """The lines of a document as parsers see them."""
    return [line.text for line in document.lines]


def page(*texts: str) -> list[Strip]:
    """Lines one under another."""
    return [strip(text, line=at) for at, text in enumerate(texts)]


def test_a_full_line_goes_on_and_a_short_one_ends() -> None:
    assert lines(read(page(FULL, "ขคง", "จฉช"))) == [FULL + "ขคง", "จฉช"]


def test_the_only_long_line_of_a_text_does_not_go_on_behind_a_gap() -> None:
    apart = ["ค", FULL, "จฉช", "ง", "กข ค"]
    text = [*(strip(text, line=2 * at) for at, text in enumerate(apart)), strip("คง", line=9), strip("กง", line=10)]
    assert lines(read(text)) == [*apart, "คง", "กง"]


@pytest.mark.parametrize(
    "after", ["2,440,037.04 บาท ของงบ", "(e-bidding) แล้ว", "8 กันยายน 2565", "04.00 น. ถึง", "2. เพื่อ"]
)
def test_numbers_and_brackets_open_nothing_behind_a_full_line(after: str) -> None:
    assert lines(read(page(FULL, after, "จฉช"))) == [f"{FULL} {after}", "จฉช"]


@pytest.mark.parametrize(
    ("after", "blank"), [("ao/index", ""), ("?q=1", ""), ("และ", " "), ("AirBKK", " "), ("2 ครั้ง", " ")]
)
def test_an_address_that_is_broken_gets_no_blank(after: str, blank: str) -> None:
    address = FULL[:74] + " https://example.org/ladpr"
    assert lines(read(page(address, after, "จฉช"))) == [address + blank + after, "จฉช"]


@pytest.mark.parametrize("after", ["- เพื่อ", ":: 28/10/2565 : จฉช", "รายงานครั้งที่2 :: จฉช", "รหัสโครงการ... : 27"])
def test_signs_and_labels_open_elements(after: str) -> None:
    assert lines(read(page(FULL, after))) == [FULL, after]


def test_the_next_number_of_a_list_opens_an_element() -> None:
    texts = [f"{number}. {FULL[3:]}" for number in (1, 2, 3)]
    assert lines(read(page(*texts))) == texts


def test_a_label_that_wraps_beside_the_middle_of_its_value_is_one_cell() -> None:
    strips = [
        *page(FULL, FULL, "จฉช", "ขขข"),
        strip("ประเด็น", line=6),
        strip("ย่อย :", line=7),
        strip("2.3 พื้นที่", left=200, line=6.5),
        strip("เป้าหมาย :", line=9),
        strip("2.3.1 ระยะเดิน", left=200, line=9),
    ]
    assert lines(read(strips))[-2:] == ["ประเด็นย่อย :\t2.3 พื้นที่", "เป้าหมาย :\t2.3.1 ระยะเดิน"]


def test_what_looks_like_a_label_in_a_column_of_values_is_one() -> None:
    values = ["50240000-1187", "2566", "ด้านที่ ๓ : Safe City"]
    rows = [
        (strip(f"{label} :", line=2 * at), strip(value, left=200, line=2 * at))
        for at, (label, value) in enumerate(zip(("รหัส", "ปี", "ประเด็น"), values, strict=True))
    ]
    # Behind a label without a value the next label begins a line, and so does what stands in no column of values.
    empty = strip("เริ่มต้น :", line=6), strip("งบประมาณ :", left=200, line=6)
    halves = strip("สิ้นสุด :", line=8), strip("งบประมาณที่ใช้ : 5 บาท", left=300, line=8)
    found = lines(read([one for row in (*rows, empty, halves) for one in row]))
    assert found[:3] == ["รหัส :\t50240000-1187", "ปี :\t2566", "ประเด็น :\tด้านที่ 3 : Safe City"]
    assert found[3:] == ["เริ่มต้น :", "งบประมาณ :", "สิ้นสุด :", "งบประมาณที่ใช้ : 5 บาท"]


@pytest.mark.parametrize("after", ["ขคง", "1.1 เท่า"])
def test_a_value_in_a_cell_goes_on_behind_a_colon_and_with_a_number(after: str) -> None:
    value = [":: 28/10/2565 :", "เพิ่ม" + FULL[:18], after]
    text = [strip(said, left=450, line=6 + at) for at, said in enumerate(value)]
    headings = [strip(f"1.{number} กข", line=2 * number) for number in (0, 1, 2)]
    found = lines(read([*headings, strip("ที่1", line=6), *text, strip("ที่2", line=10), strip("ค", left=450, line=10)]))
    between = "" if after == "ขคง" else " "
    assert found[3:] == [f"ที่1\t{value[0]} {value[1]}{between}{after}", "ที่2\tค"]


def test_a_row_that_a_page_cuts_goes_on_column_by_column() -> None:
    narrow = FULL[:40]
    row = [strip("ที่1", line=9), strip(narrow, left=150, line=9), strip(narrow, left=150, line=10)]
    more = [strip("ที่2", line=1), strip("ขขข", left=150, line=1)]
    found = read([*page(*[FULL] * 5), *row], [strip("จฉช", left=150), *more])
    assert lines(found)[-2:] == [f"ที่1\t{narrow}{narrow}จฉช", "ที่2\tขขข"]


@pytest.mark.parametrize("place", [6, 8])
def test_a_heading_goes_on_with_no_line_where_nothing_is_wrapped(place: int) -> None:
    # The heading ends its page, or begins the next one; the line before is the longest of all and wraps nowhere.
    text = [strip("กข ค", line=at) for at in range(4)]
    text += [strip(said, line=at) for at, said in ((4, FULL[:80]), (6, FULL), (8, "วิธีการ คำนวณ"), (10, "จฉช"))]
    tops = [line for line in text if line.top <= strip("ก", line=place).top]
    found = read(tops, [strip(line.text, line=2 * at) for at, line in enumerate(text[len(tops) :])])
    assert lines(found) == [line.text for line in text]


def test_lines_of_a_page_with_room_are_not_wrapped_where_the_longest_one_ends() -> None:
    # Headings and values, all short: five of them end near the longest, as many further in.
    found = page(*("กข" * n + " " + "ค" * m for n, m in ((20, 4), (19, 3), (18, 4), (18, 2), (17, 5), *SHORTER)))
    assert lines(read(found)) == [line.text for line in found]


def test_a_narrow_text_is_wrapped_where_its_lines_end_though_the_page_has_room() -> None:
    said = [letter + "กขคงจฉช" * 6 + "กขคง"[:n] for letter, n in zip("กขคงจ", (4, 3, 2, 4, 3), strict=True)]
    assert lines(read(page(*said, "คง"))) == ["".join(said) + "คง"]


def test_a_list_whose_markers_are_drawn_alone_is_no_table() -> None:
    texts = ["เพื่อ ประชาชน", FULL[4:], "สวน", "เมือง"]
    for markers in ("1.", None, "2.", "3."), ("•", None, "•", "•"), ("(ก)", None, "(ข)", "(ค)"), ("-", None, "-", "-"):
        drawn = [strip(FULL)]
        for at, (marker, text) in enumerate(zip(markers, texts, strict=True), 1):
            drawn += [strip(marker, line=at)] if marker else []
            drawn.append(strip(text, left=LEFT + 20, line=at))
        found = lines(read([*drawn, strip("ขขข", line=5)]))
        first, second, third = (marker for marker in markers if marker)
        assert found == [FULL, f"{first} {texts[0]}", FULL[4:], f"{second} สวน", f"{third} เมือง", "ขขข"]


@pytest.mark.parametrize("cell", ["1", "-", "2.50", "รวม"])
def test_a_narrow_cell_with_others_behind_it_is_no_marker(cell: str) -> None:
    row = [strip(cell, line=2), strip("ขขข", left=LEFT + 25, line=2), strip("คคค", left=200, line=2)]
    assert lines(read([*page(FULL, "จฉช"), *row])) == [FULL + "จฉช", f"{cell}\tขขข\tคคค"]


def test_rows_that_a_table_counts_are_rows_though_a_page_parts_them() -> None:
    rows = [[strip(text, left=left, line=n) for text, left in ((str(n), 80), ("0.00", 150))] for n in (1, 2, 3, 4)]
    head = [strip("ไตรมาสที่", left=70), strip("ผลงาน", left=145)]
    found = read([*page("กข", "ค"), *head, *rows[0], *rows[1]], [*rows[2], *rows[3]])
    assert lines(found)[-4:] == ["1\t0.00", "2\t0.00", "3\t0.00", "4\t0.00"]


def test_a_label_that_wraps_right_under_a_text_is_one_cell() -> None:
    text, more = page(FULL[:60], "กข :"), [strip("ที่2", line=7), strip("คคค", left=120, line=7)]
    label = [strip("รายงานครั้ง", line=2), strip("ที่1", line=3)]
    value = [strip(":: 28/02/2566 : รับ", left=120, line=2.5), strip(":: ความก้าวหน้า", left=120, line=4)]
    found = lines(read([*text, *label, *value, strip(": ตามแผน", left=300, line=4), *more]))
    assert found[2:] == ["รายงานครั้งที่1\t:: 28/02/2566 : รับ", ":: ความก้าวหน้า\t: ตามแผน", "ที่2\tคคค"]


def test_lines_are_of_one_size_whose_thai_letters_are() -> None:
    larger = strip("งาน 2566", line=1)
    larger.size, larger.top = EM, larger.top - 0.4 * EM
    assert lines(read([strip(FULL), larger, strip("จฉช", line=2)])) == [f"{FULL}งาน 2566", "จฉช"]


def test_the_first_pages_head_is_a_running_line_where_it_comes_again() -> None:
    found = read(*(page("สำนักการศึกษา", TITLE, letter, FULL[:60]) for letter in "กขค"))
    assert [span.raw.strip() for span in found.running] == ["สำนักการศึกษา", TITLE] * 3
    assert lines(found)[:2] == ["สำนักการศึกษา", TITLE]


def test_a_stretched_line_is_one_line() -> None:
    width, text = 35, "เริ่มต้น : 2565"
    # Its words end where all lines end, and both blanks are equally wide.
    gap = (RIGHT - strip(text).rights[-1] + LEFT - LEFT) / 2
    words = strip(text, line=width, gap=gap)
    cut = [at + 1 for at, char in enumerate(text) if char == " "]
    parts = [
        Strip(text[a:b], words.lefts[a:b], words.rights[a:b], words.top, words.bottom)
        for a, b in zip([0, *cut], [*cut, len(text)], strict=True)
    ]
    assert lines(read([*page(*[FULL] * 6), *parts]))[-1] == text


def test_a_line_of_the_body_that_stands_on_two_pages_is_text() -> None:
    bodies = [["ขขข", FULL, "ค"], [FULL, "จฉช", "ก"], [FULL, "จฉช", "ง"]]
    assert read(*(page(*body) for body in bodies)).text.count(RUNNING) == 0


def test_a_head_on_every_page_is_set_aside_but_once_and_told_of() -> None:
    found = read(*(page(TITLE, FULL[:60], letter) for letter in "กขค"))
    assert lines(found).count(TITLE) == 1
    assert found.text.count(RUNNING + TITLE) == 2
    assert [notice.code for notice in found.notices] == ["lines-set-aside"]


def test_the_number_at_the_foot_of_every_page_is_set_aside() -> None:
    found = read(*([*page(letter, "ค"), strip(f"{number} / 2", line=50)] for number, letter in enumerate("กข", 1)))
    assert lines(found) == ["ก", "ค", "ข", "ค"]


WORDS = st.text(alphabet="กขคาิ้่ABC019 :.()-", min_size=1, max_size=30).filter(str.strip)
STRIPS = st.builds(strip, WORDS, st.sampled_from([50.0, 52.0, 80.0, 200.0, 350.0]), st.integers(0, 12))


@given(st.lists(st.lists(STRIPS, max_size=8), min_size=1, max_size=3))
def test_no_character_is_lost_and_each_has_its_place(pages: list[list[Strip]]) -> None:
    document = read(*pages)
    printed = Counter("".join(one.text for strips in pages for one in strips).replace(" ", ""))
    assert Counter(char for char in document.text if char not in f" \t\n{PAGE_END}{RUNNING}{WRAP}") == printed
    assert document.pages is not None
    placed = [document.text[line.start : line.start + len(line.lefts)] for line in document.pages.lines]
    assert Counter("".join(placed).translate({ord(char): None for char in " \t"})) == printed
