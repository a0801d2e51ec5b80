"""PDFs printed now by the programs of this machine: every cell of the form, whatever version they have."""

from __future__ import annotations

import pytest

from extract.container import open_document
from tests.pdf.fixtures import expected
from tests.pdf.markup import BREAKS, MIDDLE, NARROW, PARAGRAPHS, TABLE, Sheeting
from tests.pdf.producers import PRODUCERS
from tests.pdf.scores import wrong_cells

PRINTED = [
    ("chromium", Sheeting(TABLE, "Loma", size=12)),
    ("chromium-headed", Sheeting(MIDDLE, "Garuda", size=12, is_titled=True)),
    ("office-word", Sheeting(NARROW, "Tlwg Typo", size=10, is_titled=True)),
    ("office-html", Sheeting(PARAGRAPHS, "Norasi", size=12)),
    ("wkhtmltopdf", Sheeting(TABLE, "Norasi", size=14)),
    ("reportlab-naive", Sheeting(TABLE, "Laksaman", size=12)),
    ("reportlab-placed", Sheeting(BREAKS, "Garuda", size=12)),
]


@pytest.mark.xdist_group("programs")
@pytest.mark.parametrize(("name", "sheeting"), PRINTED, ids=[f"{name}-{s.name}" for name, s in PRINTED])
def test_a_form_printed_now_is_read_whole(name: str, sheeting: Sheeting) -> None:
    producer = PRODUCERS[name]
    if not producer.is_present:
        pytest.skip(f"{name} is not installed")
    if not has_font(sheeting.font):
        pytest.skip(f"the font {sheeting.font} is not installed")
    document = open_document(producer.make(sheeting))
    assert wrong_cells(document, expected()) == {}


def has_font(family: str) -> bool:
    """Whether fontconfig finds a font; without it, another one would be printed in its place."""
    from tests.pdf.libraries import font_file

    try:
        return bool(font_file(family, is_bold=False))
    except FileNotFoundError:
        return False
