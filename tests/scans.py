"""Scans of the kept PDFs: ``python -m tests.scans [PART OF A NAME ...]`` makes them, reads them and prints the scores.

A scan is tilted, blurred, noisy, dusty and signed as its seed says, and saved as a PDF of JPEG pictures or of black
and white ones. What is read of it is compared with the form's plain text, cell by cell.
"""

from __future__ import annotations

import io
import random
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

from extract.container import open_document
from extract.document import Document
from parsers import parse
from parsers.reading import Reading, Row
from tests.pdf.fixtures import fixture
from tests.pdf.form import plain_text

INK, PAPER = 40, 245


class Scan(NamedTuple):
    """How a PDF is scanned: degrees counter-clockwise, spread of the noise, blur in dots, JPEG's quality."""

    pdf: str
    tilt: float = 0.0
    noise: float = 8.0
    blur: float = 0.4
    quality: int = 75
    density: int = 200
    is_bilevel: bool = False
    seed: int = 1

    @property
    def name(self) -> str:
        kind = "black" if self.is_bilevel else f"noise{self.noise:g}"
        return f"{self.pdf} {self.tilt:+g} {kind} blur{self.blur:g} q{self.quality} {self.density}dpi"


# The first one is the plain case: one degree, noise, 200 dpi, signed.
SCANS = (
    Scan("chromium-table-garuda", 1.0),
    Scan("chromium-middle-laksaman", -0.7, noise=12.0, quality=60),
    Scan("chromium-paragraphs-tlwgtypo", 2.0, noise=4.0, blur=0.7),
    Scan("chromium-table-titled-norasi", -2.0, noise=6.0),
    Scan("office-word-paragraphs-garuda", -1.0, noise=12.0, blur=0.7),
    Scan("office-word-narrow-norasi", 1.5),
    Scan("office-html-table-garuda", 0.5, noise=18.0),
    Scan("wkhtmltopdf-paragraphs-norasi", -0.5, quality=40),
    Scan("office-word-table-titled-loma", 1.0, density=300, noise=12.0),
    Scan("chromium-breaks-norasi", -1.0, is_bilevel=True, blur=0.3, density=300),
)

KINDS = {
    "reported_on": "dates",
    "start_date": "dates",
    "end_date": "dates",
    "progress_percent": "percentages",
    "project_code": "codes",
    "printed_number": "report numbers",
    "fiscal_year_be": "fiscal year",
    "budget_allocated_baht": "amounts",
    "budget_spent_baht": "amounts",
    "plan_status": "statuses",
    "target_status": "statuses",
    "code": "strategy codes",
}
OUTCOMES = ("right", "right, doubted", "null", "wrong, doubted", "wrong, silent")
_KEYS = {"updates": "printed_number", "strategy_links": "level"}


def made(scan: Scan) -> bytes:
    """The PDF of a scan; the last page is signed across its last lines."""
    dice = random.Random(scan.seed)
    with pypdfium2.PdfDocument(fixture(scan.pdf)) as document:
        pages = [page.render(scale=scan.density / 72, grayscale=True).to_pil() for page in document]
    _sign(pages[-1], dice)
    pictures = [_scanned(page, scan, dice.randrange(1 << 30)) for page in pages]
    target = io.BytesIO()
    how = {} if scan.is_bilevel else {"quality": scan.quality}
    pictures[0].save(target, "PDF", save_all=True, append_images=pictures[1:], resolution=scan.density, **how)
    return target.getvalue()


def _sign(page: Image.Image, dice: random.Random) -> None:
    """Draw a signature and a stamp over the lower part of a page's ink."""
    inked = np.flatnonzero((np.asarray(page) < 128).any(axis=1))
    width, bottom = page.width, int(inked[-1]) if len(inked) else page.height // 2
    left, middle = width * dice.uniform(0.2, 0.5), bottom - width * dice.uniform(0.0, 0.03)
    places = [(left + at * width * 0.008, middle + dice.gauss(0, width * 0.015)) for at in range(34)]
    draw = ImageDraw.Draw(page)
    draw.line(places, fill=INK, width=max(page.width // 400, 2), joint="curve")
    ring = width * 0.06
    draw.ellipse((left + 4 * ring, middle - ring, left + 6 * ring, middle + ring), outline=110, width=4)


def _scanned(page: Image.Image, scan: Scan, seed: int) -> Image.Image:
    chance = np.random.default_rng(seed)
    picture = page.rotate(scan.tilt, resample=Image.Resampling.BICUBIC, fillcolor=255)
    if scan.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(scan.blur))
    grey = (
        np.asarray(picture, dtype=np.float32) / 255 * (PAPER - 14)
        + 14
        + chance.normal(0, scan.noise, picture.size[::-1])
    )
    specks = chance.random(grey.shape)
    grey[specks < 0.0004], grey[specks > 0.9996] = INK, PAPER
    dirty = Image.fromarray(grey.clip(0, 255).astype(np.uint8))
    return dirty.point(lambda dot: 255 * (dot > 150), mode="1") if scan.is_bilevel else dirty


def truth() -> Reading:
    """What the form says."""
    return parse(Document(plain_text()))


def scores(reading: Reading, wanted: Reading) -> Iterator[tuple[str, str, tuple[str, Any, str], Any]]:
    """For every cell that the form has: its kind, how it was read, its place, and what was read."""
    doubted = [(issue.start, issue.end) for issue in reading.issues if issue.code == "ocr-doubtful"]
    issues = {(issue.table, issue.row, issue.column) for issue in reading.issues if issue.severity != "info"}
    rows = _keyed(reading)
    for (table, key), row in _keyed(wanted).items():
        found = rows.get((table, key))
        for column, kind in KINDS.items():
            if column not in row.frame.slots:
                continue
            value, read = row.get(column), found.get(column) if found else None
            if value is None and read is None:
                continue
            cell = found.cells.get(column) if found else None
            pieces = cell.pieces if cell else ()
            is_told = any(a is not None and b is not None and a < e and b > s for a, b in doubted for s, e in pieces)
            is_told |= found is not None and (table, found.number, column) in issues
            yield kind, _outcome(read, value, is_told), (table, key, column), read


def _outcome(read: Any, value: Any, is_told: bool) -> str:
    if read is None:
        return "null"
    is_right = read == value
    return f"{'right' if is_right else 'wrong'}{', doubted' if is_told else '' if is_right else ', silent'}"


def _keyed(reading: Reading) -> dict[tuple[str, Any], Row]:
    """Rows by what tells them again: the number of a report, the level of a strategy."""
    return {
        (table, row.get(_KEYS[table]) if table in _KEYS else row.number): row
        for table in ("projects", "updates", "strategy_links")
        for row in reading.of(table)
    }


def main(parts: list[str]) -> None:
    """Print, for each kind of value, how often it was read right, given up or read wrong, in all scans together."""
    total, wanted = Counter[tuple[str, str]](), truth()
    for scan in SCANS:
        if parts and not any(part in scan.name for part in parts):
            continue
        found = list(scores(parse(open_document(made(scan))), wanted))
        total.update((kind, outcome) for kind, outcome, _, _ in found)
        counted = Counter(outcome for _, outcome, _, _ in found)
        print(f"{scan.name}: " + ", ".join(f"{counted[outcome]} {outcome}" for outcome in OUTCOMES), flush=True)
        for kind, outcome, place, read in found:
            if not outcome.startswith("right"):
                print(f"    {outcome}: {kind} {place} {read!r}")
    print(f"\n{'':16}" + "".join(f"{outcome:>16}" for outcome in OUTCOMES) + f"{'right %':>10}")
    for kind in dict.fromkeys(KINDS.values()):
        counts = [total[kind, outcome] for outcome in OUTCOMES]
        share = 100 * sum(counts[:2]) / max(sum(counts), 1)
        print(f"{kind:16}" + "".join(f"{count:16}" for count in counts) + f"{share:10.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
