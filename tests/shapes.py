"""Trains the net that tells Thai digits: ``python -m tests.shapes FONT.ttf ...`` writes extract/scan/shapes.py anew.

Digits, and letters, marks and pairs that are none, are drawn in every font and size, dirtied as a scan is, and cut out.
The kept weights come from 62 faces: the TLWG families of Debian's fonts-thai-tlwg, Sarabun, Noto, Angsana New and the
national fonts (TH Sarabun New and others). Of fonts left out of the training, 1 digit in 600 that the net was sure of
was wrong; it was sure of 2 in 3, the smallest sizes among them.
"""

from __future__ import annotations

import io
import random
import sys
from base64 import b85encode
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from extract.digits import THAI_DIGITS
from extract.scan.digits import HEIGHT, WIDTH, shape

Floats = NDArray[np.float32]

TARGET = Path(__file__).parents[1] / "extract" / "scan" / "shapes.py"
SAMPLES, HIDDEN, EPOCHS, BATCH, SEED = 30_000, 36, 36, 256, 7
NONE = len(THAI_DIGITS)
LETTERS = "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
OTHERS = LETTERS + "เแโใไๆาฯ0123456789.-/()"
MARKS = "่้๊ิีึืุู็์ั"
SIZES = range(22, 58, 3)
LINE = '"""The net that tells Thai digits by their shapes: packed weights, written by ``python -m tests.shapes``."""\n'


@cache
def face(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


def drawn(text: str, font: ImageFont.FreeTypeFont, dice: random.Random, chance: np.random.Generator) -> Floats | None:
    """The shape of a text as it comes out of a scan of 200 dots an inch; None where nothing of it is left."""
    page = Image.new("L", (200, 120), 255)
    ImageDraw.Draw(page).text((30, 30), text, font=font, fill=dice.randint(0, 40))
    page = page.rotate(dice.uniform(-1.2, 1.2), resample=Image.Resampling.BICUBIC, fillcolor=255)
    page = page.filter(ImageFilter.GaussianBlur(dice.choice([0, 0.4, 0.7, 1.0])))
    grey = np.asarray(page, dtype=np.float32) * 0.92 + 14 + chance.normal(0, dice.choice([2, 6, 12, 18]), (120, 200))
    grey[chance.random(grey.shape) < 0.0006] = 20
    saved = io.BytesIO()
    Image.fromarray(grey.clip(0, 255).astype(np.uint8)).save(saved, "JPEG", quality=dice.choice([40, 60, 75, 90]))
    grey = np.asarray(Image.open(saved).convert("L"), dtype=np.float32) / 238 * 255
    page = Image.fromarray(grey.clip(0, 255).astype(np.uint8))
    page = page.filter(ImageFilter.MedianFilter(3)) if dice.random() < 0.5 else page
    large = np.asarray(page.resize((300, 180), Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(0.75)))
    rows, columns = np.nonzero(large < dice.choice([110, 128, 150]))
    if len(rows) < 30:
        return None
    (top, bottom), (left, right) = (np.percentile(places, [0.3, 99.7]).astype(int) for places in (rows, columns))
    is_letter = 12 <= bottom - top < 110 and right - left >= 3
    return shape(large[top : bottom + 1, left : right + 1]).ravel() if is_letter else None


def sample(dice: random.Random) -> tuple[str, int]:
    """A text, and the digit that it is."""
    if dice.random() < 0.72:
        digit = dice.randrange(NONE)
        return THAI_DIGITS[digit], digit
    kind = dice.random()
    if kind < 0.6:
        return dice.choice(OTHERS), NONE
    if kind < 0.8:
        return dice.choice(THAI_DIGITS) + dice.choice(THAI_DIGITS + "."), NONE
    return dice.choice(LETTERS) + dice.choice(MARKS), NONE


def samples(fonts: list[str], count: int) -> tuple[Floats, NDArray[np.int64]]:
    dice, chance = random.Random(SEED), np.random.default_rng(SEED)
    shapes, digits = list[Floats](), list[int]()
    while len(shapes) < count:
        font = face(dice.choice(fonts), dice.choice(SIZES))
        text, digit = sample(dice)
        made = drawn(text, font, dice, chance)
        if made is not None:
            shapes.append(made)
            digits.append(digit)
    return np.array(shapes), np.array(digits)


def trained(shapes: Floats, digits: NDArray[np.int64]) -> list[Floats]:
    """Weights and biases of two layers, by Adam."""
    chance = np.random.default_rng(0)
    size = HEIGHT * WIDTH
    layers: list[Any] = [
        chance.normal(0, (2 / size) ** 0.5, (size, HIDDEN)),
        np.zeros(HIDDEN),
        chance.normal(0, (2 / HIDDEN) ** 0.5, (HIDDEN, NONE + 1)),
        np.zeros(NONE + 1),
    ]
    means, spreads = [np.zeros_like(layer) for layer in layers], [np.zeros_like(layer) for layer in layers]
    step = 0
    for epoch in range(EPOCHS):
        rate = 1e-3 * (1 + np.cos(np.pi * epoch / EPOCHS)) + 1e-5
        order = chance.permutation(len(shapes))
        for start in range(0, len(shapes), BATCH):
            batch = order[start : start + BATCH]
            step += 1
            for at, slope in enumerate(
                _slopes(layers, shapes[batch] + chance.normal(0, 0.05, (len(batch), size)), digits[batch])
            ):
                means[at] = 0.9 * means[at] + 0.1 * slope
                spreads[at] = 0.999 * spreads[at] + 0.001 * slope**2
                change = means[at] / (1 - 0.9**step) / (np.sqrt(spreads[at] / (1 - 0.999**step)) + 1e-8)
                layers[at] -= rate * change
    return [layer.astype(np.float32) for layer in layers]


def _slopes(layers: list[Any], shapes: Any, digits: NDArray[np.int64]) -> list[Any]:
    weights, bias, weights_out, bias_out = layers
    hidden = np.maximum(shapes @ weights + bias, 0)
    odds = np.exp((out := hidden @ weights_out + bias_out) - out.max(axis=1, keepdims=True))
    wrong = odds / odds.sum(axis=1, keepdims=True)
    wrong[np.arange(len(digits)), digits] -= 1
    wrong /= len(digits)
    back = (wrong @ weights_out.T) * (hidden > 0)
    return [
        shapes.T @ back + 1e-4 * weights,
        back.sum(axis=0),
        hidden.T @ wrong + 1e-4 * weights_out,
        wrong.sum(axis=0),
    ]


def written(layers: list[Floats]) -> str:
    """The module that holds the weights, a byte each."""
    lines = [
        LINE,
        "# Of each layer's weights and biases: the size, what one step is worth, and the steps, one byte each.",
    ]
    lines.append("LAYERS: tuple[tuple[tuple[int, ...], float, str], ...] = (")
    for layer in layers:
        step = float(np.abs(layer).max() / 127)
        packed = b85encode(np.round(layer / step).astype(np.int8).tobytes()).decode()
        rows = [f'            "{packed[at : at + 100]}"' for at in range(0, len(packed), 100)]
        lines += ["    (", f"        {layer.shape},", f"        {step!r},", "        (", *rows, "        ),", "    ),"]
    return "\n".join([*lines, ")", ""])


if __name__ == "__main__":
    TARGET.write_text(written(trained(*samples(sys.argv[1:], SAMPLES))), encoding="utf-8")
