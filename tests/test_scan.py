"""A signed, tilted, noisy scan of the kept form, read by Tesseract: right, or null and told, never wrong in silence."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pypdfium2
import pytest
from PIL import Image

from extract.container import Unreadable, open_document
from extract.document import Document
from extract.scan import LOST, MOST_SCANNED, picture_sheet, read_scanned, reader
from extract.scan.picture import page_picture, prepared, tilted
from parsers import parse
from parsers.reading import Reading
from tests.pdf.fixtures import fixture
from tests.scans import SCANS, made, scores, truth

A4 = (595.0, 842.0)
NEEDED = ("dates", "percentages", "codes")


def missing() -> str:
    """Why scans cannot be read here; "" where they can."""
    try:
        reader()
    except Unreadable as fault:
        return str(fault)
    return ""


WHY_NOT = missing()
pytestmark = pytest.mark.xdist_group("programs")
live = pytest.mark.skipif(WHY_NOT != "", reason=f"needs Tesseract with Thai: {WHY_NOT}")


@pytest.fixture(scope="module")
def scanned() -> Document:
    return open_document(made(SCANS[0]))


@pytest.fixture(scope="module")
def reading(scanned: Document) -> Reading:
    return parse(scanned)


@live
def test_dates_percentages_and_codes_are_right_and_nothing_is_wrong_in_silence(reading: Reading) -> None:
    found = list(scores(reading, truth()))
    assert [place for _, outcome, place, _ in found if outcome == "wrong, silent"] == []
    counted = Counter(outcome for kind, outcome, _, _ in found if kind in NEEDED)
    assert counted["right"] + counted["right, doubted"] >= 0.97 * counted.total()
    assert counted.total() == 22


@live
def test_the_document_says_that_it_was_scanned_and_by_what(scanned: Document, reading: Reading) -> None:
    assert [issue.severity for issue in reading.issues if issue.code == "read-by-ocr"] == ["info"]
    assert scanned.origin.reader.startswith("tesseract ")
    assert not {"text-layer-wrong"} & {notice.code for notice in scanned.notices}


@live
def test_what_is_lost_is_told(scanned: Document) -> None:
    told = [(notice.start or 0, notice.end or 0) for notice in scanned.notices if notice.code == "ocr-doubtful"]
    places = [at for at, letter in enumerate(scanned.text) if letter == LOST]
    assert places
    assert [at for at in places if not any(start <= at < end for start, end in told)] == []


@live
def test_boxes_are_where_the_printed_page_has_the_values(reading: Reading) -> None:
    printed = parse(open_document(fixture(SCANS[0].pdf)))
    places, seen = dict(_boxes(printed)), dict(_boxes(reading))
    assert len(places.keys() & seen.keys()) > 16
    for key in places.keys() & seen.keys():
        page, x, y = places[key]
        across, down = tilted(x, y, -SCANS[0].tilt, A4)
        assert seen[key][0] == page
        assert seen[key][1:] == pytest.approx((across, down), abs=2), key


def _boxes(reading: Reading) -> Iterator[tuple[tuple[int, str], tuple[int, float, float]]]:
    """Page and middle of the dates and percentages of every report."""
    for row in reading.of("updates"):
        for column in ("reported_on", "progress_percent"):
            cell = row.cells.get(column)
            box = reading.document.box(*cell.pieces[0]) if cell else None
            if box is not None:
                yield (row.get("printed_number"), column), (box.page, (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2)


@live
def test_the_same_picture_gives_the_same_sheet() -> None:
    with pypdfium2.PdfDocument(made(SCANS[0])) as document:
        picture, size = page_picture(document[2]), document[2].get_size()
    assert picture_sheet(picture, 3, size) == picture_sheet(picture, 3, size)


@live
@pytest.mark.parametrize("paper", [0, 255])
def test_an_empty_page_gives_an_empty_sheet(paper: int) -> None:
    assert picture_sheet(prepared(Image.new("L", (1240, 1754), paper), 150), 1, (595.0, 842.0)).strips == []


@live
def test_too_many_scanned_pages_are_refused() -> None:
    with pytest.raises(Unreadable, match=rf"^too-large: {MOST_SCANNED + 1} pages"):
        read_scanned(fixture("damaged-pictured"), [1] * (MOST_SCANNED + 1))


@live
def test_without_the_program_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from pytesseract import pytesseract

    monkeypatch.setattr(pytesseract, "tesseract_cmd", "no-such-program")
    with pytest.raises(Unreadable, match=r"^no-text: .*apt install tesseract-ocr tesseract-ocr-tha\.$"):
        open_document(fixture("damaged-pictured"))


def test_without_the_extra_the_message_says_what_to_install() -> None:
    program = (
        "import sys; sys.modules['pytesseract'] = None\n"
        "from extract.scan import reader\n"
        "try:\n    reader()\nexcept Exception as fault:\n    print(fault)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert "pip install 'raingan[ocr]'" in told
    assert "apt install tesseract-ocr tesseract-ocr-tha" in told
