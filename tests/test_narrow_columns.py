"""Columns of a table that stand close, or begin where the page's text does, and a cell alone on its page."""

from __future__ import annotations

from extract.sheets import Strip
from tests.test_pdf_layout import EM, FULL, LEFT, lines, page, read, strip

TEXT = LEFT + 8 * EM
CELL = FULL[:40]


def row(number: int, line: float) -> list[Strip]:
    """A report whose label is one strip with the first line of its text, for a narrow blank parts them."""
    label = f"รายงานครั้งที่{number} :: {CELL[:30]}"
    whole = strip(label, line=line)
    shift = TEXT - whole.lefts[label.index("::")]
    at = label.index("::")
    lefts = [left + shift * (n >= at) for n, left in enumerate(whole.lefts)]
    rights = [right + shift * (n >= at - 1) for n, right in enumerate(whole.rights)]
    first = Strip(label, lefts, rights, whole.top, whole.bottom)
    return [first, strip("กขค", TEXT, line + 1), strip(":: งบ", TEXT, line + 2), strip(": ตาม", TEXT + 300, line + 2)]


def test_a_narrow_blank_parts_columns_where_text_above_begins_at_the_first() -> None:
    above = page(*[FULL, "กข"] * 6)
    body = [one for number in range(1, 6) for one in row(number, 20 + 4 * number)]
    assert lines(read([*above, *body]))[-10:-8] == [f"รายงานครั้งที่1\t:: {CELL[:30]}กขค", ":: งบ\t: ตาม"]


def test_a_cell_that_stands_alone_on_a_page_is_one() -> None:
    table = [
        one
        for at, number in enumerate("12")
        for one in (
            strip(f"รายงาน {number}", line=3 * at),
            strip(f":: {CELL}", TEXT, 3 * at),
            strip(f":: งบ {CELL[:30]}", TEXT, 3 * at + 1.5),
            strip(": ตาม", TEXT + 300, 3 * at + 1.5),
        )
    ]
    alone = [strip("แบบรายงาน", line=-1), *[strip(CELL, TEXT, line) for line in range(20)], strip("กขค", TEXT, 20)]
    assert lines(read(table, alone))[-2:] == ["แบบรายงาน", CELL * 20 + "กขค"]


def test_a_number_of_a_heading_above_a_column_of_numbers_begins_no_cell() -> None:
    heading = strip("1.6 แผนระยะกขคงจ 20 ปี (กขค", line=24)
    text = page(FULL, "กข", FULL, "กข", FULL, "กข")
    cells = [(strip("วันที่ :", line=line), strip("2023-12-15", TEXT + EM / 2, line)) for line in range(8, 22, 2)]
    assert heading.text in lines(read([*text, *[one for pair in cells for one in pair], heading]))
