"""PDFs of one form by many producers: the same cells as its plain text, or a flag; damaged ones are refused."""

from __future__ import annotations

import re

import pytest

from extract.container import Unreadable, open_document
from parsers import parse
from tests.pdf.damage import DAMAGES
from tests.pdf.fixtures import FOLDER, expected, fixture, sheetings, truth
from tests.pdf.producers import PRODUCERS
from tests.pdf.scores import wrong_cells

SOUND = [name for name, (producer, _) in sheetings().items() if PRODUCERS[producer].is_sound]
UNSOUND = [name for name in sheetings() if name not in SOUND]
# LibreOffice prints the blank at a line's end where there is room for it: there, nothing about it has to be guessed.
# A justified line has none.
EXACT = [name for name in SOUND if name.startswith("office-") and "justified" not in name]
# A page whose lines run down the screen is still the same text.
WHOLE = ["damaged-restricted", "damaged-turned", "damaged-upright"]
# What the reason has to be.
REFUSED = {
    "damaged-locked": "encrypted",
    "damaged-cut": "damaged-pdf",
    "damaged-pageless": "no-pages",
}
MEANINGLESS = ["damaged-unmapped", "damaged-masked"]
PICTURED = ["damaged-pictured", "damaged-half-pictured"]
LARGEST_BYTES = 110_000


def test_the_expected_cells_are_those_of_the_plain_text() -> None:
    assert truth() == expected()


def test_every_fixture_is_kept_and_small() -> None:
    kept = {path.stem: path.stat().st_size for path in FOLDER.glob("*.pdf")}
    assert kept.keys() == sheetings().keys() | DAMAGES.keys()
    assert max(kept.values()) < LARGEST_BYTES


def test_five_producers_print_in_three_fonts() -> None:
    fonts: dict[str, set[str]] = {}
    for producer, sheeting in sheetings().values():
        fonts.setdefault(producer.split("-naive")[0].split("-placed")[0].split("-shaped")[0], set()).add(sheeting.font)
    for producer in ("chromium", "office-word", "office-html", "wkhtmltopdf", "reportlab"):
        assert len(fonts[producer]) >= 3


@pytest.mark.parametrize("name", [*SOUND, *WHOLE])
def test_every_cell_of_a_sound_pdf_is_right(name: str) -> None:
    document = open_document(fixture(name))
    assert wrong_cells(document, expected()) == {}
    assert parse(document).coverage == 1.0


@pytest.mark.parametrize("name", EXACT)
def test_blanks_are_right_where_the_producer_prints_them(name: str) -> None:
    assert wrong_cells(open_document(fixture(name)), expected(), is_exact=True) == {}


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_text_layer_is_not_accused(name: str) -> None:
    codes = {notice.code for notice in open_document(fixture(name)).notices}
    assert not {code for code in codes if code.startswith("text-layer")}


@pytest.mark.parametrize("name", UNSOUND)
def test_a_text_layer_without_its_marks_is_flagged(name: str) -> None:
    document = open_document(fixture(name))
    assert wrong_cells(document, expected()), "the fixture is no longer damaged: it proves nothing"
    assert any(issue.code.startswith("text-layer") for issue in parse(document).issues)


@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_a_damaged_pdf_is_refused_with_its_reason(name: str, code: str) -> None:
    with pytest.raises(Unreadable, match=rf"^{code}: \S.*\.$"):
        open_document(fixture(name))


@pytest.mark.parametrize("name", MEANINGLESS)
def test_characters_that_mean_nothing_never_become_cells(name: str) -> None:
    reading = parse(open_document(fixture(name)))
    assert reading.rows == {}
    assert any(issue.code.startswith("text-layer") for issue in reading.issues)


@pytest.mark.parametrize("name", PICTURED)
def test_a_picture_of_text_is_read_by_ocr_or_refused_and_never_passed_over(name: str) -> None:
    told = outcomes(name)
    assert "read-by-ocr" in told or any(re.match(r"no-text: .*install.*\.$", word) for word in told)


def outcomes(name: str) -> set[str]:
    """The codes of a fixture's issues, or why it is refused."""
    try:
        return {issue.code for issue in parse(open_document(fixture(name))).issues}
    except Unreadable as fault:
        return {str(fault)}
