"""Producers that are Python libraries: reportlab, WeasyPrint, fpdf2."""

from __future__ import annotations

import io
import subprocess
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tests.pdf.drawing import HEIGHT, WIDTH, draw
from tests.pdf.markup import Sheeting, page
from tests.pdf.oldmarks import placed


@cache
def font_file(family: str, is_bold: bool) -> str:
    """The file of an installed font, as fontconfig finds it."""
    style = "Bold" if is_bold else "Regular"
    command = ["fc-list", f":family={family}:style={style}", "file"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True, timeout=20).stdout
    files = sorted(line.rstrip(": ") for line in listed.splitlines() if line.rstrip(": ").endswith(".ttf"))
    if not files:
        raise FileNotFoundError(f"the font {family} {style} is not installed")
    return files[0]


def reportlab_naive(sheeting: Sheeting) -> bytes:
    """Draw with reportlab, every mark where its own width puts it, a row of cells line by line."""
    return _reportlab(sheeting, _ReportlabCanvas(sheeting), is_by_line=True)


def reportlab_placed(sheeting: Sheeting) -> bytes:
    """Draw with reportlab, marks placed by the font's shifted private-use glyphs."""
    return _reportlab(sheeting, _ReportlabCanvas(sheeting, is_placed=True))


def reportlab_shaped(sheeting: Sheeting) -> bytes:
    """Draw with reportlab, marks placed by a shaping library."""
    return _reportlab(sheeting, _ReportlabCanvas(sheeting, is_shaped=True))


def fpdf_plain(sheeting: Sheeting) -> bytes:
    """Draw with fpdf2, unshaped."""
    return _fpdf(sheeting, is_shaped=False)


def fpdf_shaped(sheeting: Sheeting) -> bytes:
    """Draw with fpdf2, shaped."""
    return _fpdf(sheeting, is_shaped=True)


def weasyprint(sheeting: Sheeting) -> bytes:
    """Print the page with WeasyPrint."""
    from weasyprint import HTML

    made = HTML(string=page(sheeting)).write_pdf()
    assert isinstance(made, bytes)
    return made


@dataclass
class _ReportlabCanvas:
    sheeting: Sheeting
    is_placed: bool = False
    is_shaped: bool = False
    target: io.BytesIO = field(default_factory=io.BytesIO)
    canvas: Any = None

    def __post_init__(self) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen.canvas import Canvas

        for is_bold in (False, True):
            file = font_file(self.sheeting.font, is_bold)
            pdfmetrics.registerFont(TTFont(self._font(is_bold), file, shapable=self.is_shaped))
        self.canvas = Canvas(self.target, pagesize=(WIDTH, HEIGHT), invariant=1)

    def _font(self, is_bold: bool) -> str:
        return f"{self.sheeting.font}{'-Bold' if is_bold else ''}{'-shaped' if self.is_shaped else ''}"

    def width(self, text: str, is_bold: bool) -> float:
        from reportlab.pdfbase.pdfmetrics import stringWidth

        return float(stringWidth(text, self._font(is_bold), self.sheeting.size))

    def text(self, x: float, baseline: float, text: str, is_bold: bool) -> None:
        self.canvas.setFont(self._font(is_bold), self.sheeting.size)
        drawn = placed(text) if self.is_placed else text
        self.canvas.drawString(x, HEIGHT - baseline, drawn, shaping=self.is_shaped)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def turn(self) -> None:
        self.canvas.showPage()


def _reportlab(sheeting: Sheeting, canvas: _ReportlabCanvas, is_by_line: bool = False) -> bytes:
    draw(canvas, sheeting, is_by_line)
    canvas.canvas.save()
    return canvas.target.getvalue()


@dataclass
class _FpdfCanvas:
    pdf: Any
    size: int

    def width(self, text: str, is_bold: bool) -> float:
        self.pdf.set_font("thai", "B" if is_bold else "", self.size)
        return float(self.pdf.get_string_width(text))

    def text(self, x: float, baseline: float, text: str, is_bold: bool) -> None:
        self.pdf.set_font("thai", "B" if is_bold else "", self.size)
        self.pdf.text(x, baseline, text)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.pdf.line(x0, y0, x1, y1)

    def turn(self) -> None:
        self.pdf.add_page()


def _fpdf(sheeting: Sheeting, is_shaped: bool) -> bytes:
    from fpdf import FPDF

    pdf = FPDF(unit="pt", format="A4")
    for is_bold in (False, True):
        pdf.add_font("thai", "B" if is_bold else "", font_file(sheeting.font, is_bold))
    pdf.set_text_shaping(is_shaped)
    pdf.add_page()
    draw(_FpdfCanvas(pdf, sheeting.size), sheeting)
    return bytes(pdf.output())
