"""The print form as a web page, in the ways in which a city's system may have built it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from tests.pdf.form import CERTIFIED, FORM, PROJECT, REPORTS, TITLE, Field, Form, Report, Section

TABLE = "table"  # Two rows of four cells a report, as the real form has them.
MIDDLE = "middle"  # The same as HTML does it unasked: a cell stands in the middle of its row.
NARROW = "narrow"  # The first with drawn borders and narrow columns, so that every cell wraps.
PARAGRAPHS = "paragraphs"
BREAKS = "breaks"  # One paragraph, its lines ended by <br>.
STRUCTURES = (TABLE, MIDDLE, NARROW, PARAGRAPHS, BREAKS)

_STYLE = """
@page { size: A4; margin: 18mm 16mm }
body { font-family: %(font)s; font-size: %(size)spt; line-height: 1.45; margin: 0 }
table { border-collapse: collapse; width: 100%% }
td { padding: 2px 4px }
.narrow td { border: 1px solid #444 }
h1, h2, h3 { font-size: %(size)spt; font-weight: bold; margin: 10px 0 } h1 { text-align: center }
thead td { text-align: center; font-weight: bold; padding: 10px 0; border: 0 }
"""
_WIDTHS = {TABLE: (16, 46, 18, 20), MIDDLE: (16, 46, 18, 20), NARROW: (11, 52, 17, 20)}


@dataclass(frozen=True)
class Sheeting:
    """How the form is laid out: the structure of its page, the font, whether the title heads every page."""

    structure: str = TABLE
    font: str = "Garuda"
    size: int = 11
    is_titled: bool = False
    is_justified: bool = False
    form: Form = FORM

    @property
    def name(self) -> str:
        traits = ["titled"] * self.is_titled + ["justified"] * self.is_justified
        return "-".join([self.structure, *traits, self.font.replace(" ", "").lower()])


def page(sheeting: Sheeting, lead: str = "") -> str:
    """The form as one HTML document, with something before it."""
    body = _body(sheeting)
    if sheeting.is_titled:
        # The head of a table comes again on every page that the table runs over.
        body = f"<table><thead><tr><td>{escape(TITLE)}</td></tr></thead><tbody><tr><td>{body}</td></tr></tbody></table>"
    else:
        body = f"<h1>{escape(TITLE)}</h1>{body}"
    style = _STYLE % {"font": f"'{sheeting.font}'", "size": sheeting.size}
    if sheeting.is_justified:
        style += "p, td { text-align: justify }"
    return (
        "<!DOCTYPE html><html lang='th'><head><meta charset='utf-8'>"
        f"<title>แบบรายงานโครงการ</title><style>{style}</style></head><body>{lead}{body}</body></html>"
    )


def _body(sheeting: Sheeting) -> str:
    sections = "".join(_section(section, sheeting.structure) for section in sheeting.form.sections)
    foot = "<br>".join(escape(line) for line in CERTIFIED)
    return f"<h2>{PROJECT}</h2>{sections}<h2>{REPORTS}</h2>{_reports(sheeting)}<p>{foot}</p>"


def _section(section: Section, structure: str) -> str:
    fields = _pairs(section, structure) if structure in _WIDTHS else _lined(section, structure)
    return f"<h3>{escape(section.heading)}</h3>{fields}{_texts(section, structure)}"


def _texts(section: Section, structure: str) -> str:
    if not section.lines:
        return ""
    if structure in (TABLE, MIDDLE, BREAKS):
        return "<p>" + "<br>".join(escape(line) for line in section.lines) + "</p>"
    return "".join(f"<p>{escape(line)}</p>" for line in section.lines)


def _lined(section: Section, structure: str) -> str:
    lines = [f"{escape(field.label)} : {escape(field.value)}" for field in section.fields]
    if structure == BREAKS and lines:
        return "<p>" + "<br>".join(lines) + "</p>"
    return "".join(f"<p>{line}</p>" for line in lines)


def _pairs(section: Section, structure: str) -> str:
    """Fields as a table of label and value; a second field stands in the same row."""
    rows: list[list[Field]] = []
    for field in section.fields:
        if field.is_second:
            rows[-1].append(field)
        else:
            rows.append([field])
    if not rows:
        return ""
    return "<table width='100%'>" + "".join(_pair_row(row, structure) for row in rows) + "</table>"


def _pair_row(row: list[Field], structure: str) -> str:
    span = "" if len(row) > 1 else " colspan='3'"
    cells = [f"<td width='22%'>{escape(field.label)} :</td><td{span}>{escape(field.value)}</td>" for field in row]
    return f"<tr{_upright(structure)}>{''.join(cells)}</tr>"


def _upright(structure: str) -> str:
    return "" if structure == MIDDLE else " valign='top'"


def _reports(sheeting: Sheeting) -> str:
    if sheeting.structure in _WIDTHS:
        # LibreOffice knows widths as attributes only.
        columns = "".join(f"<col width='{width}%'>" for width in _WIDTHS[sheeting.structure])
        rows = "".join(_report_rows(report, sheeting.structure) for report in sheeting.form.reports)
        table = f"<table class='{sheeting.structure}' width='100%' style='table-layout:fixed'>"
        return f"{table}{columns}<tbody>{rows}</tbody></table>"
    if sheeting.structure == PARAGRAPHS:
        return "".join(f"<p>{head}</p><p>{parts}</p>" for head, parts in map(_report_lines, sheeting.form.reports))
    return (
        "<p>" + "<br>".join(f"{head}<br>{parts}" for head, parts in map(_report_lines, sheeting.form.reports)) + "</p>"
    )


def _report_rows(report: Report, structure: str) -> str:
    row = f"<tr{_upright(structure)}>"
    first = f"{row}<td>{report.head}</td><td>{escape(report.said)}</td><td></td><td></td></tr>"
    second = f"<td></td><td>{report.figures}</td><td>: {report.plan}</td><td>: {report.target}</td>"
    return f"{first}{row}{second}</tr>"


def _report_lines(report: Report) -> tuple[str, str]:
    parts = f"{report.figures} : {report.plan} : {report.target}"
    return f"{report.head} {escape(report.said)}", parts
