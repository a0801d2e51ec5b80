"""Thai digits of a scan, told by their shapes.

Tesseract's Thai models know ๐ ๑ ๒ ๓ ๕ only, and read each other digit as one of these. So every Thai digit is told
again by a small net that was trained on the digits of many fonts, and on what is none (:mod:`tests.shapes`). A digit
that both tell alike is sure; one that Tesseract cannot know is the net's, and doubtful; any other is lost.
"""

from __future__ import annotations

import re
from base64 import b85decode
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from extract.digits import THAI_DIGITS
from extract.scan.shapes import LAYERS
from extract.scan.words import Character, ReadLine, around, text_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    Grey = NDArray[np.uint8]
    Shape = NDArray[np.float32]

# The digits that Tesseract's Thai models know.
_KNOWN = "๐๑๒๓๕"
# How sure the net must be, of 0 to 1: to agree, and to tell alone.
_AGREES, _ALONE = 0.7, 0.9
# The size of a shape, in dots; darker dots than this are ink; lower ones than this share of the highest are no digits.
HEIGHT, WIDTH, INK, _LOW = 16, 12, 150, 0.45
# Dots of paper that noise may leave inside a digit, and of ink that it may leave beside one.
_TORN, _SPECK = 2, 2
_RUN = re.compile(f"[{THAI_DIGITS}](?:[{THAI_DIGITS}.,/]*[{THAI_DIGITS}])?")
_BY_SHAPE = "Tesseract does not know this Thai digit: its shape alone told it"
_LOST = "Tesseract does not know all Thai digits, and the shape tells another one, or none"


def tell_digits(picture: Image, lines: Sequence[ReadLine]) -> None:
    """Settle the Thai digits of a page's lines, or mark them as lost."""
    for line in lines:
        for match in _RUN.finditer(text_of(line)):
            run = line[match.start() : match.end()]
            shapes = _shapes(picture.crop(around(line, *match.span())))
            told = [_told(shape) if shape is not None else (".", 1.0) for shape in shapes]
            is_alike = [one == "." for one, _ in told] == [character.text not in THAI_DIGITS for character in run]
            _settle(run, told if is_alike else [("", 0.0)] * len(run))


def _settle(run: Sequence[Character], told: Sequence[tuple[str, float]]) -> None:
    """Take the digits of one number as their shapes tell; all are lost where one is."""
    pairs = [(character, *one) for character, one in zip(run, told, strict=True) if character.text in THAI_DIGITS]
    digits = [character for character, *_ in pairs]
    for character, digit, sureness in pairs:
        if digit == character.text and sureness > _AGREES:
            character.doubt = ""
        elif digit and digit not in _KNOWN and sureness > _ALONE:
            character.text, character.doubt = digit, _BY_SHAPE
        else:
            character.is_lost = True
    if any(character.is_lost for character in digits):
        for character in digits:
            character.doubt, character.is_lost = _LOST, True


def _shapes(picture: Image) -> list[Shape | None]:
    """The digits of a picture of one number, from the left, and None for each low sign between them."""
    import numpy as np

    grey = np.asarray(picture)
    top, bottom = max(_runs((grey < INK).any(axis=1)), key=lambda run: run[1] - run[0], default=(0, 0))
    grey = grey[top:bottom]
    columns = [grey[:, left:right] for left, right in _runs((grey < INK).any(axis=0))]
    rows = [_inked_rows(column) for column in columns]
    highest = max((last - first for first, last in rows), default=0)
    return [
        shape(column[first:last]) if last - first > _LOW * highest else None
        for column, (first, last) in zip(columns, rows, strict=True)
        if last - first > _SPECK and last > (bottom - top) // 2
    ]


def _runs(ink: Any) -> list[tuple[int, int]]:
    """The stretches of rows or columns that hold ink; what noise has torn is one."""
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate(([False], ink, [False])).astype(np.int8)))
    runs: list[tuple[int, int]] = []
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        start = runs.pop()[0] if runs and first - runs[-1][1] <= _TORN else int(first)
        runs.append((start, int(last)))
    return runs


def _inked_rows(column: Grey) -> tuple[int, int]:
    runs = _runs((column < INK).any(axis=1))
    return runs[0][0], runs[-1][1]


def shape(glyph: Grey) -> Shape:
    """The ink of a glyph, from 0 to 1, in its proportions in the middle of HEIGHT by WIDTH dots."""
    import numpy as np
    from PIL import Image

    height, width = glyph.shape
    scale = min(HEIGHT / height, WIDTH / width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    how = Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR
    ink = np.asarray(Image.fromarray(255 - glyph).resize(size, how), dtype=np.float32) / 255
    made = np.zeros((HEIGHT, WIDTH), dtype=np.float32)
    top, left = (HEIGHT - size[1]) // 2, (WIDTH - size[0]) // 2
    made[top : top + size[1], left : left + size[0]] = ink
    return made


def _told(shape: Shape) -> tuple[str, float]:
    """The digit that a shape is most like, "" for none, and how sure that is, from 0 to 1."""
    import numpy as np

    weights, bias, weights_out, bias_out = _layers()
    hidden = np.maximum(shape.ravel() @ weights + bias, 0)
    odds = np.exp((out := hidden @ weights_out + bias_out) - out.max())
    best = int(odds.argmax())
    return (THAI_DIGITS[best] if best < len(THAI_DIGITS) else ""), float(odds[best] / odds.sum())


@cache
def _layers() -> tuple[Shape, ...]:
    """Weights and biases of the net's two layers."""
    import numpy as np

    return tuple(
        np.frombuffer(b85decode(packed), dtype=np.int8).astype(np.float32).reshape(size) * np.float32(step)
        for size, step, packed in LAYERS
    )
