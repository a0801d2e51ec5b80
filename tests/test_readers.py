"""The readers of PDFs give the strips that stand on the pages, each with its own means."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from extract.sheets import Sheet
from extract.thai import repair
from tests.pdf.fixtures import fixture, sheetings
from tests.pdf.form import plain_text
from tests.pdf.producers import PRODUCERS

SOUND = [name for name, (producer, _) in sheetings().items() if PRODUCERS[producer].is_sound]
# The slower reader is asked for one print of every producer.
ONE_EACH = [next(name for name, (made, _) in sheetings().items() if made == producer) for producer in PRODUCERS][:-1]
SAME = [
    "office-word-narrow-norasi",
    "wkhtmltopdf-table-loma",
    "reportlab-placed-table-loma",
    "weasyprint-table-garuda",
]
# What a print has around the form, and the table's own head.
FURNITURE = re.compile(r"\d+/\d+/\d+, .*|http://.*|\d+/\d+|แบบรายงานโครงการ|\*\*.*")


def read(reader: str, name: str) -> list[Sheet]:
    """The sheets of a fixture."""
    return list(import_module(f"extract.pdf.{reader}").sheets(fixture(name)))


def even(text: str) -> str:
    """A text repaired, every run of blanks one blank."""
    return " ".join(repair(text).split())


def bare(sheet: Sheet) -> str:
    """The text of a sheet without its blanks."""
    return "".join(repair("".join(strip.text for strip in sheet.strips)).split())


@pytest.mark.parametrize(
    ("reader", "name"),
    [*(("by_pdfium", name) for name in SOUND), *(("by_playa", name) for name in ONE_EACH)],
)
def test_every_strip_is_text_of_the_form_blanks_and_all(reader: str, name: str) -> None:
    form = even(plain_text())
    found = [even(strip.text) for sheet in read(reader, name) for strip in sheet.strips]
    assert len(found) > 50
    assert [text for text in found if text not in form and not FURNITURE.fullmatch(text)] == []


@pytest.mark.parametrize("name", SAME)
def test_two_readers_find_the_same_on_every_page(name: str) -> None:
    pairs = list(zip(read("by_pdfium", name), read("by_playa", name), strict=True))
    assert [bare(one) == bare(other) for one, other in pairs] == [True] * len(pairs)
    assert all(abs(one.width - other.width) < 1 and abs(one.height - other.height) < 1 for one, other in pairs)


@pytest.mark.parametrize("name", ["chromium-table-garuda", "chromium-breaks-norasi"])
def test_the_ink_of_the_next_page_is_no_text_of_the_page_before(name: str) -> None:
    # The second reader knows nothing of what is seen: there the stray clusters are.
    assert len(strays(read("by_playa", name))) > 0
    assert strays(read("by_pdfium", name)) == []


def strays(sheets: list[Sheet]) -> list[str]:
    """Strips of a single cluster at the foot of a page."""
    return [sheet.strips[-1].text for sheet in sheets if re.fullmatch("[ก-ฮ][ั-ฺ็-๎]+", sheet.strips[-1].text)]


def test_a_line_that_is_drawn_on_both_sides_of_a_cut_is_read_once() -> None:
    found = [strip.text for sheet in read("by_pdfium", "wkhtmltopdf-narrow-titled-garuda") for strip in sheet.strips]
    assert sum("24/02/2566" in text for text in found) == 1


@pytest.mark.parametrize("name", ["damaged-turned", "damaged-upright"])
def test_a_page_is_turned_until_its_text_stands_upright(name: str) -> None:
    upright, turned = read("by_pdfium", "fpdf-plain-table-garuda"), read("by_pdfium", name)
    assert [bare(sheet) for sheet in turned] == [bare(sheet) for sheet in upright]
    sizes = {(round(sheet.width), round(sheet.height)) for sheet in turned if sheet.strips}
    assert sizes == {(595, 842)}


@pytest.mark.parametrize("reader", ["by_pdfium", "by_playa", "by_plumber"])
def test_a_scan_is_a_page_without_strips_that_a_picture_covers(reader: str) -> None:
    assert [(sheet.strips, sheet.has_picture) for sheet in read(reader, "damaged-pictured")][:1] == [([], True)]
    assert not any(sheet.has_picture for sheet in read(reader, "fpdf-plain-table-garuda"))


def test_pdfplumber_reads_what_needs_no_actual_text() -> None:
    pairs = zip(
        read("by_pdfium", "fpdf-plain-table-garuda"), read("by_plumber", "fpdf-plain-table-garuda"), strict=True
    )
    assert all(bare(one) == bare(other) for one, other in pairs)


def drawn(content: bytes) -> bytes:
    """A PDF of one page that draws some text in Helvetica."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    body, table = b"%PDF-1.4\n", b"0000000000 65535 f \n"
    for number, part in enumerate(parts, start=1):
        table += b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj%s endobj\n" % (number, part)
    count, start = len(parts) + 1, len(body)
    return body + b"xref\n0 %d\n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        count,
        table,
        count,
        start,
    )


@pytest.mark.parametrize(("pitch", "times"), [(14, 2), (8, 2), (0.3, 1)], ids=["far", "close", "shadow"])
def test_a_line_that_is_the_one_above_is_read_though_pdfium_drops_it(pitch: float, times: int) -> None:
    import pypdfium2

    said = "The same line again and again"
    shown = b"(%s) Tj" % said.encode()
    data = drawn(b"BT /F 12 Tf 50 700 Td %s 0 %.1f Td %s ET" % (shown, -pitch, shown))
    with pypdfium2.PdfDocument(data) as document:
        # What PDFium itself says shows that the case is still one.
        assert document[0].get_textpage().get_text_range().count(said) == (2 if pitch > 12 else 1)
    (sheet,) = import_module("extract.pdf.by_pdfium").sheets(data)
    assert [strip.text for strip in sheet.strips] == [said] * times
    assert {strip.lefts[0] for strip in sheet.strips} == {50.0}
    assert len({strip.top for strip in sheet.strips}) == times


@pytest.mark.parametrize("reader", ["by_pdfium", "by_playa"])
def test_actual_text_of_any_length_is_what_counts(reader: str) -> None:
    said = "งานก่อสร้างสวน" * 60
    meant = (b"\xfe\xff" + said.encode("utf-16-be")).hex().encode()
    data = drawn(b"/Span <</ActualText <%s>>> BDC BT /F 12 Tf 50 700 Td (glyphs) Tj ET EMC" % meant)
    (sheet,) = import_module(f"extract.pdf.{reader}").sheets(data)
    assert [strip.text for strip in sheet.strips] == [said]
