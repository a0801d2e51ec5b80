"""Thai digits told by their shapes, in pictures of the kept PDFs, whose text says which they are."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest
from PIL import Image, ImageFilter

from extract.container import open_document
from extract.digits import THAI_DIGITS
from extract.scan.digits import _shapes, _told, tell_digits
from extract.scan.picture import DENSITY
from extract.scan.words import Character
from tests.pdf.fixtures import fixture
from tests.scan_lines import doubted, line, lost

NAMES = ["chromium-table-garuda", "chromium-breaks-norasi", "chromium-middle-laksaman", "office-word-breaks-tlwgtypo"]


def digits(name: str) -> Iterator[tuple[str, Image.Image]]:
    """Every Thai digit of a PDF that stands alone between blanks, with its picture as a scan gives it."""
    document = open_document(fixture(name))
    with pypdfium2.PdfDocument(fixture(name)) as pdf:
        pages = [page.render(scale=DENSITY / 72, grayscale=True).to_pil() for page in pdf]
    for at, letter in enumerate(document.text):
        if letter in THAI_DIGITS and document.text[at - 1] == " " and document.text[at + 1] in " \n":
            box = document.box(at, at + 1)
            assert box is not None
            edges = (box.x0 - 1, box.top, box.x1 + 1, box.bottom)
            left, top, right, bottom = (round(edge * DENSITY / 72) for edge in edges)
            yield letter, pages[box.page - 1].crop((left, top, right, bottom)).filter(ImageFilter.GaussianBlur(0.75))


@pytest.mark.parametrize("name", NAMES)
def test_digits_are_told_or_left_open_and_never_told_wrong(name: str) -> None:
    found = [
        (letter, [_told(shape) for shape in _shapes(picture) if shape is not None]) for letter, picture in digits(name)
    ]
    assert len(found) > 5
    sure = [(letter, told[0][0]) for letter, told in found if len(told) == 1 and told[0][1] > 0.9]
    assert [pair for pair in sure if pair[0] != pair[1]] == []
    assert len(sure) >= 0.7 * len(found)


def one_digit(name: str, digit: str) -> Image.Image:
    return next(picture for letter, picture in digits(name) if letter == digit)


def read(text: str, picture: Image.Image) -> list[Character]:
    made = line(text)
    for character in made:
        character.left, character.right, character.top, character.bottom = 6, picture.width - 6, 6, picture.height - 6
        character.doubt = "Tesseract does not know all Thai digits"
    tell_digits(picture, [made])
    return made


def test_a_digit_that_both_tell_alike_is_sure() -> None:
    made = read("๒", one_digit("chromium-table-garuda", "๒"))
    assert (made[0].text, doubted(made), lost(made)) == ("๒", "", "")


def test_a_digit_that_tesseract_cannot_know_is_its_shape_and_doubtful() -> None:
    made = read("๕", one_digit("chromium-table-garuda", "๔"))
    assert (made[0].text, doubted(made), lost(made)) == ("๔", "๔", "")


def test_a_digit_that_the_two_tell_differently_is_lost() -> None:
    assert lost(read("๓", one_digit("chromium-table-garuda", "๒"))) == "๓"


def test_digits_are_lost_where_the_picture_has_another_number_of_them() -> None:
    assert lost(read("๒๒", one_digit("chromium-table-garuda", "๒"))) == "๒๒"
