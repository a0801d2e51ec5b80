"""The print form as a Word document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.pdf.form import CERTIFIED, PROJECT, REPORTS, TITLE
from tests.pdf.markup import BREAKS, NARROW, TABLE, Sheeting

_WIDTHS_MM = {TABLE: (28, 80, 34, 36), NARROW: (20, 94, 30, 34)}


def write_word(sheeting: Sheeting, target: Path) -> None:
    """Write the form; where every page has the title, it stands in the page's header."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(16)
    _set_style(document.styles["Normal"], sheeting)
    if sheeting.is_titled:
        section.header.paragraphs[0].add_run(TITLE).bold = True
    else:
        _paragraph(document, TITLE, is_bold=True)
    _write_sections(document, sheeting)
    _paragraph(document, REPORTS, is_bold=True)
    _write_reports(document, sheeting)
    for line in CERTIFIED:
        _paragraph(document, line)
    document.save(str(target))


def _set_style(style: Any, sheeting: Sheeting) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.name, style.font.size = sheeting.font, Pt(sheeting.size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), sheeting.font)
    # Thai is a complex script to Word, which has a size of its own.
    size = style.element.rPr.makeelement(qn("w:szCs"), {qn("w:val"): str(2 * sheeting.size)})
    style.element.rPr.append(size)
    if sheeting.is_justified:
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _paragraph(document: Any, text: str, is_bold: bool = False) -> None:
    """Add a paragraph; lines in it are ended as Shift+Enter ends them."""
    document.add_paragraph().add_run(text).bold = is_bold


def _write_sections(document: Any, sheeting: Sheeting) -> None:
    _paragraph(document, PROJECT, is_bold=True)
    for section in sheeting.form.sections:
        _paragraph(document, section.heading, is_bold=True)
        lines = [*(f"{field.label} : {field.value}" for field in section.fields), *section.lines]
        if sheeting.structure == BREAKS:
            _paragraph(document, "\n".join(lines))
        elif sheeting.structure == NARROW and section.fields:
            rows = [(f"{field.label} :", field.value) for field in section.fields]
            _write_table(document, rows, (45, 133), "Table Grid")
        else:
            for line in lines:
                _paragraph(document, line)


def _write_reports(document: Any, sheeting: Sheeting) -> None:
    if sheeting.structure in _WIDTHS_MM:
        rows = [
            row
            for report in sheeting.form.reports
            for row in (
                (report.head, report.said, "", ""),
                ("", report.figures, f": {report.plan}", f": {report.target}"),
            )
        ]
        style = "Table Grid" if sheeting.structure == NARROW else None
        _write_table(document, rows, _WIDTHS_MM[sheeting.structure], style)
        return
    for report in sheeting.form.reports:
        lines = (f"{report.head} {report.said}", f"{report.figures} : {report.plan} : {report.target}")
        if sheeting.structure == BREAKS:
            _paragraph(document, "\n".join(lines))
        else:
            for line in lines:
                _paragraph(document, line)


def _write_table(document: Any, rows: Sequence[tuple[str, ...]], widths_mm: tuple[int, ...], style: str | None) -> None:
    from docx.shared import Mm

    table = document.add_table(rows=0, cols=len(widths_mm), style=style)
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in rows:
        for cell, text, width in zip(table.add_row().cells, row, widths_mm, strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].add_run(text)
