"""The print form set line by line, for libraries that only draw text where they are told to."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from tests.pdf.form import CERTIFIED, PROJECT, REPORTS, TITLE
from tests.pdf.markup import BREAKS, NARROW, TABLE, Sheeting

WIDTH, HEIGHT, MARGIN = 595.28, 841.89, 45.0
_LEADING = 1.5
_COLUMNS = {TABLE: (85.0, 235.0, 85.0, 100.0), NARROW: (58.0, 262.0, 85.0, 100.0)}
_LABEL_WIDTH = 120.0
_PADDING = 3.0


class Canvas(Protocol):
    """What a library draws with; places are points from the upper left corner."""

    def width(self, text: str, is_bold: bool) -> float:
        """How wide a text is."""

    def text(self, x: float, baseline: float, text: str, is_bold: bool) -> None:
        """Draw a line of text."""

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a thin line."""

    def turn(self) -> None:
        """Begin the next page."""


@dataclass
class Pen:
    """A place on a page of a canvas, moving down."""

    canvas: Canvas
    sheeting: Sheeting
    is_by_line: bool = False  # Draws a row of cells line by line, as report writers do, and not cell by cell.
    y: float = MARGIN
    split: Callable[[str], list[str]] = field(default_factory=lambda: splitter())

    @property
    def leading(self) -> float:
        return self.sheeting.size * _LEADING

    def wrapped(self, text: str, width: float, is_bold: bool = False) -> Iterator[str]:
        """Break a text into lines; a blank at a line's end is not drawn."""
        line = ""
        for piece in self.split(text):
            if line and self.canvas.width((line + piece).rstrip(), is_bold) > width:
                yield line.rstrip()
                line = ""
            line = (line + piece).lstrip()
        if line.rstrip():
            yield line.rstrip()

    def feed(self) -> None:
        """Go to the next line, over the page if need be."""
        self.y += self.leading
        if self.y + self.leading > HEIGHT - MARGIN:
            self.canvas.turn()
            self.head()

    def head(self) -> None:
        """Start a page; with the title where every page has it."""
        self.y = MARGIN
        if self.sheeting.is_titled:
            self.canvas.text(MARGIN, self.y + self.sheeting.size, TITLE, True)
            self.y += 2 * self.leading

    def paragraph(self, text: str, is_bold: bool = False) -> None:
        """Draw a paragraph over the whole width."""
        for line in self.wrapped(text, WIDTH - 2 * MARGIN, is_bold):
            self.canvas.text(MARGIN, self.y + self.sheeting.size, line, is_bold)
            self.feed()
        # Lines ended by breaks stand as close as wrapped ones.
        self.y += 0 if self.sheeting.structure == BREAKS else self.leading / 3

    def row(self, texts: tuple[str, ...], widths: tuple[float, ...]) -> None:
        """Draw a row of cells, which the end of a page may cut."""
        cells = [list(self.wrapped(text, width - 2 * _PADDING)) for text, width in zip(texts, widths, strict=True)]
        deepest = max(map(len, cells))
        done = 0
        while done < deepest:
            room = max(1, int((HEIGHT - MARGIN - self.y) / self.leading) - 1)
            stop = min(deepest, done + room)
            self._strip([cell[done:stop] for cell in cells], widths, stop - done)
            done = stop
            if done < deepest:
                self.canvas.turn()
                self.head()

    def _strip(self, cells: list[list[str]], widths: tuple[float, ...], depth: int) -> None:
        """Draw what stands on this page of a row."""
        lefts = [MARGIN + sum(widths[:at]) for at in range(len(widths))]
        places = [(left, n, line) for left, cell in zip(lefts, cells, strict=True) for n, line in enumerate(cell)]
        if self.is_by_line:
            places.sort(key=lambda place: (place[1], place[0]))
        for left, n, line in places:
            self.canvas.text(left + _PADDING, self.y + n * self.leading + self.sheeting.size, line, False)
        bottom = self.y + depth * self.leading
        if self.sheeting.structure == NARROW:
            for edge in (*lefts, MARGIN + sum(widths)):
                self.canvas.rule(edge, self.y - 2, edge, bottom)
            self.canvas.rule(MARGIN, self.y - 2, MARGIN + sum(widths), self.y - 2)
        self.y = bottom


def splitter() -> Callable[[str], list[str]]:
    """What cuts a text where a line may end: behind blanks, and between Thai words."""
    os.environ.setdefault("PYTHAINLP_DATA", tempfile.gettempdir())
    from pythainlp.tokenize import word_tokenize

    def split(text: str) -> list[str]:
        words = (word for part in re.findall(r"\S+\s*|\s+", text) for word in word_tokenize(part))
        pieces: list[str] = []
        for word in words:
            # No line begins with a blank, a closing mark or ๆ and ฯ.
            if pieces and re.match(r"[\s\u0e30-\u0e3a\u0e45-\u0e4e.,)%/ฯ:]", word) and not pieces[-1].isspace():
                pieces[-1] += word
            else:
                pieces.append(word)
        return pieces

    return split


def draw(canvas: Canvas, sheeting: Sheeting, is_by_line: bool = False) -> None:
    """Draw the whole form."""
    pen = Pen(canvas, sheeting, is_by_line)
    pen.head()
    if not sheeting.is_titled:
        pen.paragraph(TITLE, True)
    pen.paragraph(PROJECT, True)
    for section in sheeting.form.sections:
        pen.paragraph(section.heading, True)
        for item in section.fields:
            if sheeting.structure in _COLUMNS:
                pen.row((f"{item.label} :", item.value), (_LABEL_WIDTH, WIDTH - 2 * MARGIN - _LABEL_WIDTH))
            else:
                pen.paragraph(f"{item.label} : {item.value}")
        for line in section.lines:
            pen.paragraph(line)
    pen.paragraph(REPORTS, True)
    _draw_reports(pen)
    for line in CERTIFIED:
        pen.paragraph(line)


def _draw_reports(pen: Pen) -> None:
    structure = pen.sheeting.structure
    for report in pen.sheeting.form.reports:
        if structure in _COLUMNS:
            pen.row((report.head, report.said, "", ""), _COLUMNS[structure])
            pen.row(("", report.figures, f": {report.plan}", f": {report.target}"), _COLUMNS[structure])
            continue
        pen.paragraph(f"{report.head} {report.said}")
        pen.paragraph(f"{report.figures} : {report.plan} : {report.target}")
