"""Every producer by its name, and what it needs."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import NamedTuple

from tests.pdf import libraries, programs
from tests.pdf.markup import Sheeting


class Producer(NamedTuple):
    """What makes a PDF of the form; ``needs`` gives where its program or library is, or None."""

    make: Callable[[Sheeting], bytes]
    needs: Callable[[], object]
    # Whether its text layer is right, so that every cell has to be.
    is_sound: bool = True

    @property
    def is_present(self) -> bool:
        return self.needs() is not None


def _library(name: str) -> Callable[[], object]:
    return lambda: find_spec(name)


PRODUCERS = {
    "chromium": Producer(programs.chromium, programs.chromium_path),
    "chromium-headed": Producer(programs.chromium_headed, programs.chromium_path),
    "office-word": Producer(programs.office_word, programs.office_path),
    "office-html": Producer(programs.office_html, programs.office_path),
    "wkhtmltopdf": Producer(programs.webkit, programs.webkit_path),
    "reportlab-naive": Producer(libraries.reportlab_naive, _library("reportlab")),
    "reportlab-placed": Producer(libraries.reportlab_placed, _library("reportlab")),
    "reportlab-shaped": Producer(libraries.reportlab_shaped, _library("reportlab")),
    "fpdf-plain": Producer(libraries.fpdf_plain, _library("fpdf")),
    "fpdf-shaped": Producer(libraries.fpdf_shaped, _library("fpdf")),
    "weasyprint": Producer(libraries.weasyprint, _library("weasyprint"), is_sound=False),
}
