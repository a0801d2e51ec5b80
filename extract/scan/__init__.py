"""Scans: pages that hold no text, read by Tesseract from their pictures.

Every document that was read so says so, with the name and version of the reader. What one reading of a picture
cannot settle is told: numbers that two readings do not agree on, Thai digits, letters that Tesseract is not
sure of (``ocr-doubtful``), and labels of the form that were put right (``ocr-label-corrected``).

Same bytes and same version of Tesseract give the same text. A page takes seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby, takewhile

from extract.container import Unreadable
from extract.document import Document, Notice
from extract.pages import Pages, PrintedLine
from extract.scan.digits import tell_digits
from extract.scan.labels import corrected, opens, with_colons
from extract.scan.lines import parts_of
from extract.scan.numbers import LANGUAGE as NUMBERS_LANGUAGE
from extract.scan.numbers import read_again
from extract.scan.picture import Picture, page_picture, tilted
from extract.scan.rows import compare, doubt_status, odd_statuses, orphans
from extract.scan.strips import strips_of
from extract.scan.words import LANGUAGE, ReadLine, read_lines
from extract.sheets import Sheet, Strip

_EXTRA = "pip install 'raingan[ocr]'"
_PROGRAM = "apt install tesseract-ocr tesseract-ocr-tha"
# Documents that were scanned with more pages than this are no reports, and would take hours.
MOST_SCANNED = 100
# Stands for a digit that cannot be read, so that no rule reads a number which nobody is sure of.
LOST = "\ufffd"
_NO_HEAD = "No head opens this report: its figures may be taken for another's."
_ODD_STATUS = "This is no status that forms print, though it begins as one."


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell of a stretch of a strip, which is given by its place among those of its page."""

    code: str
    message: str
    strip: int
    start: int
    end: int


@dataclass(slots=True)
class ScannedSheet(Sheet):
    """A page that was read from its picture.

    Its strips stand where they are put for the assembly; ``seen`` has the same where they were seen on the page as
    it was laid straight, and ``tilt``, in degrees, turns those back.
    """

    tilt: float = 0.0
    seen: list[Strip] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def reader() -> str:
    """The name and version of what reads scans, and its languages.

    Raises Unreadable where it is not installed.
    """
    try:
        import numpy  # noqa: F401
        import PIL  # noqa: F401
        import pypdfium2  # noqa: F401
        import pytesseract
    except ImportError as fault:
        raise Unreadable(f"no-text: the pages were scanned; to read them, {_EXTRA} and {_PROGRAM}.") from fault
    try:
        version, languages = pytesseract.get_tesseract_version(), pytesseract.get_languages()
    except pytesseract.TesseractNotFoundError as fault:
        raise Unreadable(f"no-text: the pages were scanned, and Tesseract is missing: {_PROGRAM}.") from fault
    missing = [language for language in (LANGUAGE, NUMBERS_LANGUAGE) if language not in languages]
    if missing:
        said = " and ".join(missing)
        raise Unreadable(f"no-text: the pages were scanned, and Tesseract lacks its data for {said}: {_PROGRAM}.")
    return f"tesseract {version} {LANGUAGE}+{NUMBERS_LANGUAGE}"


def read_scanned(data: bytes, pages: Sequence[int] | None = None) -> list[Sheet]:
    """Read pages of a PDF, numbered from 1, from their pictures; all of them where none are named.

    Raises Unreadable.
    """
    reader()
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        numbers = pages or range(1, len(document) + 1)
        if len(numbers) > MOST_SCANNED:
            raise Unreadable(f"too-large: {len(numbers)} pages were scanned, more than {MOST_SCANNED}; cut it.")
        return [_page_sheet(document[number - 1], number) for number in numbers]


def _page_sheet(page: object, number: int) -> ScannedSheet:
    return picture_sheet(page_picture(page), number, page.get_size())  # type: ignore[attr-defined]


def picture_sheet(picture: Picture, number: int, size: tuple[float, float]) -> ScannedSheet:
    """Read one prepared picture of a page of a size in points."""
    from pytesseract import TesseractError

    try:
        lines = read_again(picture.sharp, read_lines(picture.clean))
        tell_digits(picture.sharp, lines)
    except (TesseractError, RuntimeError) as fault:
        raise Unreadable(f"ocr-failed: Tesseract gave up on page {number}: {fault}.") from fault
    parts = parts_of([with_colons(line) for line in lines])
    found = corrected([part.characters for part in parts])
    for part, (characters, _) in zip(parts, found, strict=True):
        part.characters = characters
    compare([part.characters for part in parts])
    apart = accumulate(part.cells == 1 and opens(part.characters) for part in parts)
    for part, above in zip(parts, apart, strict=True):
        part.edges += above
    for at, part in enumerate(parts):
        if not part.above:
            cell = [part, *takewhile(lambda other: other.above > 0, parts[at + 1 :])]
            doubt_status([other.characters for other in cell])
    sheet = ScannedSheet(number, *size, [], tilt=picture.tilt)
    for at, (characters, corrections) in enumerate(found):
        sheet.remarks += _doubts(at, characters)
        for one in corrections:
            message = f"The label was read as {one.read!r} and put right."
            sheet.remarks.append(Remark("ocr-label-corrected", message, at, one.start, one.end))
        for character in characters:
            character.text = LOST if character.is_lost else character.text
    strips = strips_of(parts)
    sheet.strips, sheet.seen = [put for put, _ in strips], [seen for _, seen in strips]
    return sheet


def _doubts(strip: int, part: ReadLine) -> Iterator[Remark]:
    """What is doubtful in a strip, one remark a word."""
    words = groupby(range(len(part)), key=lambda at: part[at].text == " ")
    for is_blank, places in words:
        word = list(places)
        doubts = [at for at in word if part[at].doubt]
        if not is_blank and doubts:
            text = "".join(part[at].text for at in word)
            message = f"{text!r} was read from a scan, and {part[doubts[0]].doubt}."
            yield Remark("ocr-doubtful", message, strip, word[0], word[-1] + 1)


def finished(document: Document, sheets: Sequence[Sheet]) -> Document:
    """A document that was put together from sheets, scanned ones among them: with their notices, boxes turned back."""
    scanned = {sheet.number: sheet for sheet in sheets if isinstance(sheet, ScannedSheet)}
    if not scanned or document.pages is None:
        return document
    notices, lines = [], []
    for line in document.pages.lines:
        sheet = scanned.get(line.page)
        held = dict(_held(document.text, line, sheet)) if sheet else {}
        if sheet is None or not held:
            lines.append(line)
            continue
        notices += [_notice(remark, held[remark.strip]) for remark in sheet.remarks if remark.strip in held]
        lines.append(_turned(_seen(line, sheet, held), sheet))
    others = [_of_scan(notice, document, scanned, notices) for notice in document.notices]
    notices += [Notice("ocr-doubtful", _NO_HEAD, *place) for place in orphans(document.text)]
    notices += [Notice("ocr-doubtful", _ODD_STATUS, *place) for place in odd_statuses(document.text)]
    said = f"{len(scanned)} of {document.pages.count} pages were read from their pictures."
    name = reader() if len(scanned) == len(sheets) else f"{document.origin.reader}, {reader()}"
    return Document(
        document.text,
        replace(document.origin, reader=name),
        Pages(document.pages.count, lines),
        [*filter(None, others), Notice("read-by-ocr", said), *notices],
    )


def _of_scan(
    notice: Notice, document: Document, scanned: Mapping[int, Sheet], doubts: Sequence[Notice]
) -> Notice | None:
    """A notice as it is to be told: what is no plausible Thai in a scan is a doubt, and is told once."""
    box = document.box(notice.start or 0, notice.end or 0)
    if notice.code != "text-layer-wrong" or box is None or box.page not in scanned:
        return notice
    start, end = notice.start or 0, notice.end or 0
    if any((doubt.start or 0) < end and (doubt.end or 0) > start for doubt in doubts):
        return None
    return Notice("ocr-doubtful", "Words of this line are no plausible Thai.", start, end)


def _held(text: str, line: PrintedLine, sheet: ScannedSheet) -> Iterator[tuple[int, int]]:
    """The strips that a printed line was made of: their numbers, and the offsets in the text where each begins."""
    for number, strip in enumerate(sheet.strips):
        for at, left in enumerate(line.lefts):
            is_here = left == strip.lefts[0] and line.top <= strip.top and strip.bottom <= line.bottom
            if is_here and text.startswith(strip.text, line.start + at):
                yield number, line.start + at
                break


def _notice(remark: Remark, start: int) -> Notice:
    return Notice(remark.code, remark.message, start + remark.start, start + remark.end)


def _seen(line: PrintedLine, sheet: ScannedSheet, held: dict[int, int]) -> PrintedLine:
    """A printed line where it was seen on the straightened page."""
    lefts, rights = list(line.lefts), list(line.rights)
    strips = [(sheet.seen[number], start - line.start) for number, start in held.items()]
    for strip, at in strips:
        lefts[at : at + len(strip.lefts)] = strip.lefts
        rights[at : at + len(strip.rights)] = strip.rights
    top, bottom = min(strip.top for strip, _ in strips), max(strip.bottom for strip, _ in strips)
    return PrintedLine(line.start, line.page, top, bottom, lefts, rights)


def _turned(line: PrintedLine, sheet: ScannedSheet) -> PrintedLine:
    """A printed line of the straightened page where it stands on the page as it was scanned."""
    size, middle = (sheet.width, sheet.height), (line.top + line.bottom) / 2
    ends = min(line.lefts), max(line.rights)
    corners = [tilted(x, y, sheet.tilt, size)[1] for x in ends for y in (line.top, line.bottom)]
    lefts = [round(tilted(x, middle, sheet.tilt, size)[0], 2) for x in line.lefts]
    rights = [round(tilted(x, middle, sheet.tilt, size)[0], 2) for x in line.rights]
    return PrintedLine(line.start, line.page, min(corners), max(corners), lefts, rights)
