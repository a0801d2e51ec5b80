"""Feet that text reaches down to, a browser's head right above it, and a paragraph that ends left of its indent."""

from __future__ import annotations

from tests.test_pdf_layout import EM, FULL, LEFT, lines, page, read, strip

FOOT = "พิมพ์โดย : ผู้ดูแลระบบ วันที่พิมพ์ 05/10/2566"


def test_a_foot_to_which_the_text_of_one_page_reaches_down_is_set_aside_on_all() -> None:
    first = [*page(*[FULL] * 48, "กขค"), strip(FOOT, left=300, line=49)]
    assert lines(read(first, [strip("จฉช"), strip(FOOT, left=300, line=49)])) == [FULL * 48 + "กขค", "จฉช"]


def test_what_ends_all_pages_and_stands_apart_on_none_is_text() -> None:
    pages = [[*page(*[f"กข{number}ค"] * 49), strip("จฉช", line=49)] for number in (1, 2)]
    assert [line for line in lines(read(*pages)) if "จฉช" in line] == ["จฉช", "จฉช"]


def test_a_browser_s_head_stands_at_the_edge_of_its_page_right_above_the_text() -> None:
    head, foot = (
        strip("11/22/26, 5:21 PM", left=20, line=-2.6),
        strip("https://example.org/p?pid=1", left=20, line=52.5),
    )
    body = [strip("กขค", line=-1.6), strip("11/22/26, 5:21 PM", line=-0.6), strip("จฉช", line=0.4)]
    assert lines(read([*body, head, foot])) == ["กขค", "11/22/26, 5:21 PM", "จฉช"]


def test_the_end_of_a_paragraph_may_be_shorter_than_its_indent() -> None:
    indent = LEFT + 3 * EM
    body = [
        strip(FULL[6:], indent),
        strip("สอบ", line=1),
        strip("ลงชื่อ", indent, line=2),
        strip(FULL, line=3),
        strip("กข", line=4),
    ]
    assert lines(read(body)) == [FULL[6:] + "สอบ", "ลงชื่อ", FULL + "กข"]
