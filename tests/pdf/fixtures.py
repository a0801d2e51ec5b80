"""The PDFs kept as fixtures: ``python -m tests.pdf.fixtures [NAME ...]`` makes missing ones, and the named ones anew.

Beside them stands ``form.expected.json``: what the existing reading of the form as plain text gives. It is
made with them and read by eye; every PDF of the form has to give the same cells.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from extract.document import Document
from parsers import parse
from tests.expected import outcome
from tests.pdf import damage
from tests.pdf.form import plain_text
from tests.pdf.markup import BREAKS, MIDDLE, NARROW, PARAGRAPHS, TABLE, Sheeting
from tests.pdf.producers import PRODUCERS

FOLDER = Path(__file__).parent.parent / "fixtures" / "pdf"
EXPECTED = FOLDER / "form.expected.json"

_SHEETINGS = {
    "chromium": (
        Sheeting(TABLE, "Garuda"),
        Sheeting(MIDDLE, "Laksaman"),
        Sheeting(PARAGRAPHS, "Tlwg Typo"),
        Sheeting(BREAKS, "Norasi"),
        Sheeting(TABLE, "Norasi", is_titled=True),
        Sheeting(PARAGRAPHS, "Loma", is_justified=True),
    ),
    "chromium-headed": (Sheeting(NARROW, "Norasi", is_titled=True), Sheeting(BREAKS, "Loma")),
    "office-word": (
        Sheeting(TABLE, "Loma", is_titled=True),
        Sheeting(NARROW, "Norasi"),
        Sheeting(PARAGRAPHS, "Garuda"),
        Sheeting(BREAKS, "Tlwg Typo"),
        Sheeting(TABLE, "Laksaman", is_justified=True),
    ),
    "office-html": (Sheeting(TABLE, "Garuda"), Sheeting(MIDDLE, "Norasi"), Sheeting(BREAKS, "Loma")),
    "wkhtmltopdf": (
        Sheeting(TABLE, "Loma"),
        Sheeting(NARROW, "Garuda", is_titled=True),
        Sheeting(PARAGRAPHS, "Norasi"),
    ),
    "reportlab-naive": (Sheeting(NARROW, "Garuda", is_titled=True), Sheeting(BREAKS, "Loma")),
    "reportlab-placed": (Sheeting(TABLE, "Loma"),),
    "reportlab-shaped": (Sheeting(PARAGRAPHS, "Norasi"),),
    "fpdf-plain": (Sheeting(TABLE, "Garuda"),),
    "fpdf-shaped": (Sheeting(TABLE, "Loma"),),
    "weasyprint": (Sheeting(TABLE, "Garuda"), Sheeting(NARROW, "Norasi", is_titled=True)),
}
# What the damaged files are made from.
_WHOLE = "fpdf-plain-table-garuda"


def sheetings() -> dict[str, tuple[str, Sheeting]]:
    """Producer and sheeting of every fixture of the form, by the fixture's name."""
    return {
        f"{producer}-{sheeting.name}": (producer, sheeting)
        for producer, printed in _SHEETINGS.items()
        for sheeting in printed
    }


def fixture(name: str) -> bytes:
    """The bytes of a fixture."""
    return (FOLDER / f"{name}.pdf").read_bytes()


def expected() -> dict[str, Any]:
    """The tables that the form has to give."""
    tables: dict[str, Any] = json.loads(EXPECTED.read_text(encoding="utf-8"))
    return tables


def truth() -> dict[str, Any]:
    """The tables that the form gives as plain text."""
    tables: dict[str, Any] = outcome(parse(Document(plain_text())))["tables"]
    return tables


def _made(name: str) -> bytes:
    if name in damage.DAMAGES:
        return damage.DAMAGES[name](fixture(_WHOLE))
    producer, sheeting = sheetings()[name]
    return PRODUCERS[producer].make(sheeting)


def main(names: list[str]) -> None:
    """Make the fixtures that are missing, and the named ones anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in (*sheetings(), *damage.DAMAGES):
        target = FOLDER / f"{name}.pdf"
        if name in names or not target.exists():
            target.write_bytes(_made(name))
            print(f"made {target.name}, {target.stat().st_size} bytes")
    if "form" in names or not EXPECTED.exists():
        EXPECTED.write_text(json.dumps(truth(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"made {EXPECTED.name}: read it by eye before you commit it")


if __name__ == "__main__":
    main(sys.argv[1:])
