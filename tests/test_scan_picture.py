"""Pictures of scanned pages: laid straight, without ruled lines and shade; points turned back onto the page."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from extract.scan.picture import DENSITY, prepared, tilted

SIZE = (1240, 1754)
PLACES = st.floats(0, 1000)


def printed(paper: int = 255) -> Image.Image:
    """A page of short strokes in lines, as print is, and one ruled line."""
    page = Image.new("L", SIZE, paper)
    draw = ImageDraw.Draw(page)
    for top in range(200, 1500, 60):
        for left in range(150, 1000, 22):
            draw.rectangle((left, top, left + 9, top + 16), fill=30)
    draw.line((100, 1600, 1100, 1600), fill=30, width=3)
    return page


@pytest.mark.parametrize("tilt", [-2.0, -1.0, -0.35, 0.0, 0.5, 1.0, 2.0])
def test_a_tilted_page_is_laid_straight(tilt: float) -> None:
    turned = printed().rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=255)
    assert prepared(turned, 150).tilt == pytest.approx(-tilt, abs=0.1)


def test_a_picture_comes_out_at_the_density_that_tesseract_knows() -> None:
    picture = prepared(printed(), 150)
    assert picture.clean.size == picture.sharp.size == (SIZE[0] * DENSITY // 150, SIZE[1] * DENSITY // 150)


def test_ruled_lines_go_and_print_stays() -> None:
    grey = np.asarray(prepared(printed(), 150).clean)
    assert (grey[3150:3250] > 200).all()
    assert (grey[400:3000] < 100).mean() == pytest.approx((np.asarray(printed())[200:1500] < 100).mean(), rel=0.2)


@pytest.mark.parametrize("paper", [255, 200, 150])
def test_grey_paper_becomes_white(paper: int) -> None:
    assert np.median(np.asarray(prepared(printed(paper), 150).clean)) > 250


@pytest.mark.parametrize("paper", [0, 128, 255])
def test_an_empty_page_is_no_fault(paper: int) -> None:
    assert prepared(Image.new("L", SIZE, paper), 150).tilt == pytest.approx(0, abs=3.0)


@given(x=PLACES, y=PLACES, tilt=st.floats(-3, 3))
def test_a_point_turned_there_and_back_is_itself(x: float, y: float, tilt: float) -> None:
    there = tilted(x, y, tilt, (595.0, 842.0))
    assert tilted(*there, -tilt, (595.0, 842.0)) == pytest.approx((x, y), abs=1e-6)
