"""A report of another layout below the first one, as where several pages were copied into one file.

Each layout looks for a second report of its own kind itself. A page without headings that tells an indicator is not
looked for: its first lines are those of the indicators on every project's page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from extract.document import Document
from parsers import kpi_page, print_form, project_page, project_page_bare
from parsers.furniture import KPI_TITLE, PROJECT_TITLE
from parsers.headline import HEADLINE
from parsers.line_pattern import LinePattern, Lines, found
from parsers.print_fields import field_of
from parsers.print_pages import TITLE
from schemas.layouts import VERSIONS

# So many lines from a title on tell whether it opens a report.
_NEAR = 5


class _Opening(NamedTuple):
    """What opens a report of a layout: ``words`` stand in its title, ``opens`` is asked of that and what follows."""

    layout: str
    words: str
    title: LinePattern
    opens: Callable[[Lines], bool]


def _opens_form(lines: Lines) -> bool:
    return any(field_of(line)[0] in ("name", "project_code") for line in lines[1:])


_OPENINGS = (
    _Opening(project_page.NAME, "ความคืบหน้าโครงการ/กิจกรรม", PROJECT_TITLE, project_page.opens),
    _Opening(project_page_bare.NAME, "ความคืบหน้าโครงการ ร้อยละ", HEADLINE, project_page_bare.opens),
    _Opening(kpi_page.NAME, "รายละเอียดตัวชี้วัด", KPI_TITLE, kpi_page.opens),
    _Opening(print_form.NAME, "แบบแสดงรายงานความก้าวหน้า", TITLE, _opens_form),
)


def _others(layout: str) -> list[_Opening]:
    # A project's page has a headline of its own, which may stand there twice.
    own = {layout, project_page_bare.NAME} if layout == project_page.NAME else {layout}
    return [opening for opening in _OPENINGS if opening.layout not in own]


_OTHERS = {layout: _others(layout) for layout in VERSIONS}


def second_of(document: Document, layout: str) -> int | None:
    """The place of the first line that opens a report of another layout than the document's; None without one."""
    openings = [opening for opening in _OTHERS[layout] if opening.words in document.view]
    return min((at for opening in openings for at in _places(document.lines, opening)), default=None)


def _places(lines: Lines, opening: _Opening) -> list[int]:
    return [at for at, _ in found(lines, opening.title) if at and opening.opens(lines[at : at + _NEAR])]
