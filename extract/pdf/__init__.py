"""PDF: the text that its pages show, with the place of every character.

Readers differ, and each is right where another is wrong, so they stand behind one interface: a module with a
``NAME`` and ``sheets(data)``, which gives the pages one by one. The first, pypdfium2, is fast and was exact on
every producer measured; where what it gives is no plausible Thai the others are asked too, and the most
plausible answer counts, the earlier one of equals. Text that is still wrong is told of as ``text-layer-wrong``.

Fields of forms and notes are not read, nor is text that is a picture, where the page holds other text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import version
from itertools import islice
from typing import NamedTuple, Protocol, cast

from extract.container import Unreadable
from extract.document import Document, Notice, Source
from extract.layout.assembly import assembled
from extract.pdf import plausible
from extract.sheets import Sheet

MEDIA_TYPE = "application/pdf"
EXTENSIONS = frozenset((".pdf",))

# In the order in which they are asked.
READERS = ("by_pdfium", "by_playa", "by_plumber")
# Longer documents are no reports; they would cost more memory than they are worth.
MOST_PAGES = 2000
MOST_CHARACTERS = 5_000_000
# A reader that finds less of what another finds leaves out text; so many faults fewer are no chance.
_WHOLE, _FEWER = 0.9, 5
# The header may stand behind other bytes, the end before some.
_HEAD, _TAIL = 1024, 2048


class Reader(Protocol):
    """What the module of a reader has."""

    NAME: str

    def sheets(self, data: bytes) -> Iterator[Sheet]:
        """Read the pages one by one. Raises what its library raises."""


def recognises(data: bytes) -> bool:
    """Whether the header of a PDF stands at the beginning."""
    return data.find(b"%PDF-", 0, _HEAD) >= 0


def read(data: bytes) -> Document:
    """Read a PDF; its scanned pages by OCR.

    Raises Unreadable.
    """
    _refuse(data)
    sheets, reader = _most_plausible(data)
    pictures = [sheet.number for sheet in sheets if not sheet.strips and sheet.has_picture]
    if pictures or not any(sheet.strips for sheet in sheets):
        sheets = _with_scans(data, sheets, pictures)
    document = assembled(sheets, Source(MEDIA_TYPE, None, reader), judge=_judge)
    return _finished(document, sheets) if pictures else document


def _refuse(data: bytes) -> None:
    """Refuse what cannot be opened, is locked or has no pages."""
    import pypdfium2
    from pypdfium2 import raw

    if b"%%EOF" not in data[-_TAIL:]:
        raise Unreadable("damaged-pdf: the file is cut, its end is missing; fetch it again.")
    try:
        with pypdfium2.PdfDocument(data) as document:
            pages = len(document)
    except pypdfium2.PdfiumError as fault:
        # PDFium may tell of the file before, so that its word alone is no proof.
        if fault.err_code == raw.FPDF_ERR_PASSWORD and b"/Encrypt" in data:
            raise Unreadable("encrypted: it opens with a password only; save it without one.") from fault
        if fault.err_code not in (raw.FPDF_ERR_SUCCESS, raw.FPDF_ERR_PASSWORD):
            raise Unreadable("damaged-pdf: it cannot be opened; fetch it again, or print it anew.") from fault
        pages = 0
    if not pages:
        raise Unreadable("no-pages: it has no pages; fetch it again, or print it anew.")
    if pages > MOST_PAGES:
        raise Unreadable(f"too-large: it has {pages} pages, more than {MOST_PAGES}; cut it into reports.")


class _Answer(NamedTuple):
    """What a reader gives: its text without blanks, and how many faults that has."""

    sheets: list[Sheet]
    reader: str
    said: str
    faults: int

    def wrong(self, most: int) -> int:
        """How much is wrong with it, where another reader finds so many characters; what is left out is wrong too."""
        return self.faults + (most - len(self.said) if len(self.said) < _WHOLE * most else 0)


def _most_plausible(data: bytes) -> tuple[list[Sheet], str]:
    """The pages as the first reader gives them, or where they are no Thai as another that is clearly nearer to it."""
    found: list[_Answer] = []
    problem = ""
    for name in READERS:
        reader = cast(Reader, import_module(f"extract.pdf.{name}"))
        try:
            sheets = _limited(reader.sheets(data))
        except Unreadable:
            raise
        except Exception as fault:
            # Whatever a library makes of a hostile file is a fault of the file.
            problem = problem or f"{type(fault).__name__}: {fault}"
            continue
        text = "\n".join(strip.text for sheet in sheets for strip in sheet.strips)
        answer = _Answer(sheets, reader.NAME, "".join(text.split()), len(plausible.faults(text)))
        # What two readers find is what the PDF holds, and a third would find no more.
        is_settled = not answer.faults or any(answer.said == other.said for other in found)
        found.append(answer)
        if is_settled:
            break
    if not found:
        reason = " ".join(problem.split()).rstrip(".")[:200]
        raise Unreadable(f"damaged-pdf: no reader can read it ({reason}); fetch it again, or print it anew.")
    best = _best(found)
    return best.sheets, f"{best.reader} {_version(best.reader)}"


def _best(found: Sequence[_Answer]) -> _Answer:
    """The first answer, or a later one with less than half of what is wrong with it."""
    most = max(len(answer.said) for answer in found)
    best = found[0]
    for answer in found[1:]:
        if 2 * answer.wrong(most) + _FEWER <= best.wrong(most):
            best = answer
    return best


@cache
def _version(name: str) -> str:
    """The version of a library, which is looked up on disk."""
    return version(name)


def _limited(pages: Iterator[Sheet]) -> list[Sheet]:
    sheets, characters = list[Sheet](), 0
    for sheet in islice(pages, MOST_PAGES):
        sheets.append(sheet)
        characters += sum(len(strip.text) for strip in sheet.strips)
        if characters > MOST_CHARACTERS:
            raise Unreadable(f"too-large: it holds more than {MOST_CHARACTERS:,} characters; cut it into reports.")
    return sheets


def _judge(text: str, doubts: list[tuple[int, int]]) -> list[Notice]:
    return plausible.told(text, [*doubts, *plausible.faults(text)])


def _with_scans(data: bytes, sheets: Sequence[Sheet], pictures: Sequence[int]) -> list[Sheet]:
    """The pages, those without text as OCR reads them."""
    if not pictures:
        raise Unreadable("no-text: its pages hold neither text nor pictures; print it anew.")
    from extract.scan import read_scanned

    scanned = {sheet.number: sheet for sheet in read_scanned(data, pictures)}
    return [scanned.get(sheet.number, sheet) for sheet in sheets]


def _finished(document: Document, sheets: Sequence[Sheet]) -> Document:
    from extract.scan import finished

    return finished(document, sheets)
