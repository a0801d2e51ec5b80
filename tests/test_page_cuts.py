"""What a page's end cuts off a line of the next page: letters that reach up, and marks of a line that is not seen."""

from __future__ import annotations

import pytest

from extract.pages import RUNNING
from extract.pdf import by_pdfium
from extract.pdf.glyphs import Stroke
from tests.test_pdf_layout import LEFT, lines, page, read, strip

TITLE = "แบบรายงานเกี่ยวกับผู้ร่วมโครงการ"


def shred(*places: int) -> list[tuple[str, float]]:
    """Letters of the title with their places, which marks do not move."""
    title = strip(TITLE)
    return [(TITLE[at : at + 3].rstrip("ยมโ"), title.lefts[at]) for at in places]


def test_letters_of_the_next_page_s_line_are_set_aside() -> None:
    at = TITLE.index("กี่"), TITLE.index("ผู้")
    body = [*page("กขค", "จฉช"), *[strip(text, left, line=2) for text, left in shred(*at)]]
    document = read(body, page(TITLE, "กขค"))
    assert lines(document) == ["กขค", "จฉช", TITLE, "กขค"]
    assert f"{RUNNING}กี่\tผู้\n" in document.text


@pytest.mark.parametrize(("text", "left"), [("กี่", LEFT), ("กี่ย", strip(TITLE).lefts[TITLE.index("กี่")]), ("ขี่", LEFT)])
def test_words_that_stand_elsewhere_or_are_no_letters_of_it_are_text(text: str, left: float) -> None:
    assert text in lines(read([*page("กขค", "จฉช"), strip(text, left, line=2)], page(TITLE, "กขค")))


def test_a_mark_is_unseen_where_its_line_is() -> None:
    def stroke(text: str, baseline: float) -> Stroke:
        return Stroke(text, [0.0] * len(text), [5.0] * len(text), baseline, 10.0)

    cut = [stroke("วันที่", 500.0), stroke("สุขสวัสด", 549.0), stroke("\uf70e", 548.5), stroke("26", 520.0)]
    here, there = (
        by_pdfium._Page((595.0, 842.0), cut, frozenset({549.0})),
        by_pdfium._Page(strokes=[stroke("สุขสวัสดิ์", 11.0)]),
    )
    assert [one.text for one in by_pdfium._seen(here, there)] == ["วันที่", "26"]
