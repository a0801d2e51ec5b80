"""Pictures of scanned pages: rendered, laid straight, cleaned and enlarged for a program that reads pictures.

A scanner tilts a page, paper is grey, dust and JPEG leave specks, tables have ruled lines: each of them costs a
reader of pictures words. What is done about it is done here, in one order, and is the same on every run.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin, tan
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    Grey = NDArray[np.uint8]
    Mask = NDArray[np.bool_]

# Dots an inch that Tesseract was trained for, and between which a page is rendered at the density of its own picture.
DENSITY = 300
_LEAST_DENSITY, _MOST_DENSITY = 100, 400
# How far a page may be tilted, in degrees, and the two steps in which the tilt is searched.
_MOST_TILT, _COARSE, _FINE = 3.0, 0.25, 0.05
# Runs of ink of this length, in inches, are ruled lines: no stroke of a letter is so long.
_RULE = 0.3
# Below this density a median filter eats the marks above letters, which are two dots high.
_MEDIAN_DENSITY = 170
# A dot this much brighter than the border between ink and paper may still belong to a ruled line.
_FADED = 20
_PAPER = 255
# The second preparation is blurred by so many dots, which joins what noise has torn.
_BLUR = 0.75


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it is read: straight, clean, at DENSITY.

    ``sharp`` is the same without the filter that takes specks away: another preparation, for a second
    reading. ``tilt`` tells by how many degrees the page was turned back.
    """

    clean: Image
    sharp: Image
    tilt: float


def tilted(x: float, y: float, tilt: float, size: tuple[float, float]) -> tuple[float, float]:
    """Turn a point of the straightened page into one of the page as it was scanned, of the same size.

    >>> [round(place) for place in tilted(0, 50, 90, (100, 100))]
    [50, 0]
    """
    across, down = x - size[0] / 2, y - size[1] / 2
    sine, cosine = sin(radians(tilt)), cos(radians(tilt))
    return size[0] / 2 + across * cosine - down * sine, size[1] / 2 + across * sine + down * cosine


def page_picture(page: Any) -> Picture:
    """Render a page of pypdfium2 and prepare it."""
    density = min(max(_own_density(page), _LEAST_DENSITY), _MOST_DENSITY)
    rendered = page.render(scale=density / 72, may_draw_forms=False).to_pil().convert("L")
    return prepared(rendered, density)


def prepared(picture: Image, density: float) -> Picture:
    """Lay a grey picture of a page straight, even out its paper, take ruled lines and specks away, enlarge it."""
    import numpy as np
    from PIL import Image, ImageFilter

    tilt = _tilt(picture)
    straight = picture.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=_PAPER) if tilt else picture
    unruled = Image.fromarray(_unruled(_evened(straight), round(_RULE * density)))
    clean = unruled.filter(ImageFilter.MedianFilter(3)) if density >= _MEDIAN_DENSITY else unruled
    size = round(picture.width * DENSITY / density), round(picture.height * DENSITY / density)
    clean, sharp = (image.resize(size, Image.Resampling.LANCZOS) for image in (clean, unruled))
    assert np.asarray(clean).shape == np.asarray(sharp).shape
    return Picture(clean, sharp.filter(ImageFilter.GaussianBlur(_BLUR)), tilt)


def _own_density(page: Any) -> float:
    """Dots an inch of the largest picture on a page."""
    import pypdfium2.raw as pdfium

    densities = [(0.0, float(DENSITY))]
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = item.get_bounds()
        points, dots = max(right - left, top - bottom, 1.0), max(item.get_px_size())
        densities.append(((right - left) * (top - bottom), dots * 72 / points))
    return max(densities)[1]


def _evened(picture: Image) -> Grey:
    """Make grey and shaded paper white: divide by the brightest dots around."""
    import numpy as np
    from PIL import Image, ImageFilter

    eighth = picture.resize((max(picture.width // 8, 1), max(picture.height // 8, 1)), Image.Resampling.BOX)
    paper = eighth.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(4))
    bright = np.asarray(paper.resize(picture.size, Image.Resampling.BILINEAR), dtype=np.float32)
    even = np.asarray(picture, dtype=np.float32) / np.maximum(bright, 1) * _PAPER
    return np.clip(even, 0, _PAPER).astype(np.uint8)


def _border(grey: Grey) -> int:
    """The brightness between ink and paper, by Otsu's rule."""
    import numpy as np

    counts = np.bincount(grey.ravel(), minlength=256).astype(np.float64)
    below, sums = counts.cumsum(), (counts * np.arange(256)).cumsum()
    spread = below * (below[-1] - below)
    gain = np.divide((sums[-1] * below - sums * below[-1]) ** 2, spread, out=np.zeros(256), where=spread > 0)
    return int(gain.argmax())


def _tilt(picture: Image) -> float:
    """Degrees to turn a page by, counter-clockwise, so that its lines of print are the sharpest rows of ink."""
    import numpy as np
    from PIL import Image

    half = picture.resize((max(picture.width // 2, 1), max(picture.height // 2, 1)), Image.Resampling.BOX)
    grey = np.asarray(half)
    rows, columns = np.nonzero(grey < _border(grey))
    if not len(rows):
        return 0.0

    def sharpness(degrees: float) -> float:
        turned = np.round(rows - tan(radians(degrees)) * columns).astype(np.int64)
        ink = np.bincount(turned - turned.min()).astype(np.float64)
        return float((np.diff(ink) ** 2).sum())

    coarse = max(np.arange(-_MOST_TILT, _MOST_TILT + _FINE, _COARSE), key=sharpness)
    fine = max(np.arange(coarse - _COARSE, coarse + _COARSE + _FINE / 2, _FINE), key=sharpness)
    return round(float(fine), 2)


def _unruled(grey: Grey, length: int) -> Grey:
    """Paint ruled lines over, with the faded dots beside them."""
    import numpy as np

    ink = grey < _border(grey) + _FADED
    across, down = _runs(ink | _rolled(ink, 1), length), _runs((ink | _rolled(ink, 0)).T, length).T
    beside = [np.roll(across, step, 0) for step in range(-2, 3)] + [np.roll(down, step, 1) for step in range(-2, 3)]
    return np.where(np.logical_or.reduce(beside), np.uint8(_PAPER), grey)


def _rolled(ink: Mask, axis: int) -> Mask:
    """The dots between two dots of ink: dust breaks a ruled line."""
    import numpy as np

    return np.roll(ink, 1, axis) & np.roll(ink, -1, axis)


def _runs(ink: Mask, length: int) -> Mask:
    """The dots that stand in a row of at least ``length`` dots of ink."""
    import numpy as np

    height, width = ink.shape
    if width < length:
        return np.zeros_like(ink)
    sums = np.cumsum(np.pad(ink.astype(np.int32), ((0, 0), (1, 0))), axis=1)
    starts = np.zeros((height, width + 1), dtype=np.int32)
    full = (sums[:, length:] - sums[:, :-length] == length).astype(np.int32)
    starts[:, : full.shape[1]] += full
    starts[:, length : length + full.shape[1]] -= full
    return np.cumsum(starts, axis=1)[:, :width] > 0
