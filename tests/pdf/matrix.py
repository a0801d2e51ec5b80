"""The matrix of producers, fonts and readers: ``python -m tests.pdf.matrix [--fixtures] [PRODUCER ...]``.

For every PDF of the form and every reader: characters wrong, by edit distance in percent of the form's text
without blanks, as the reader gave them and, behind the stroke, after raingan's repair of Thai marks; and
pages a second of processor time. For raingan also the cells wrong of all: exactly, and in brackets but for
the blank at a line's end. Producers that are present print the form
anew in three fonts; the others are measured on their fixtures, which the table says.
"""

from __future__ import annotations

import logging
import sys
import time
import warnings
from collections.abc import Iterator
from typing import NamedTuple

from extract.container import Unreadable, open_document
from extract.thai import repair
from tests.pdf.fixtures import expected, fixture, sheetings
from tests.pdf.markup import NARROW, PARAGRAPHS, TABLE, Sheeting
from tests.pdf.producers import PRODUCERS
from tests.pdf.readers import READERS
from tests.pdf.scores import cells, wrong_cells, wrong_share

_PRINTED = (Sheeting(TABLE, "Garuda"), Sheeting(NARROW, "Norasi", is_titled=True), Sheeting(PARAGRAPHS, "Loma"))
_ROUNDS = 1


class Print(NamedTuple):
    """A PDF of the form."""

    producer: str
    sheeting: Sheeting
    data: bytes
    is_live: bool
    pages: int


class Score(NamedTuple):
    """What one reader made of one PDF."""

    wrong: float
    repaired: float
    seconds: float


def prints(names: list[str], is_live: bool) -> Iterator[Print]:
    """The PDFs to be read: printed now where the producer is present, else the fixtures."""
    for name, producer in PRODUCERS.items():
        if names and name not in names:
            continue
        if is_live and producer.is_present:
            for sheeting in _PRINTED:
                yield _print(name, sheeting, producer.make(sheeting), True)
        else:
            for kept, (maker, sheeting) in sheetings().items():
                if maker == name:
                    yield _print(name, sheeting, fixture(kept), False)


def _print(producer: str, sheeting: Sheeting, data: bytes, is_live: bool) -> Print:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    pages = len(document)
    document.close()
    return Print(producer, sheeting, data, is_live, pages)


def scores(printed: Print) -> dict[str, Score | str]:
    """What every reader makes of a PDF; the readers take turns, so that all meet the same machine."""
    texts: dict[str, str] = {}
    seconds: dict[str, list[float]] = {name: [] for name in READERS}
    faults: dict[str, Score | str] = {}
    for _ in range(_ROUNDS):
        for name in READERS.keys() - faults.keys():
            begun = time.process_time()
            try:
                texts[name] = READERS[name](printed.data)
            except Unreadable as fault:
                faults[name] = str(fault).split(":")[0]
            seconds[name].append(time.process_time() - begun)
    measured = {
        name: Score(100 * wrong_share(text), 100 * wrong_share(repair(text)), min(seconds[name]))
        for name, text in texts.items()
    }
    return {**faults, **measured}


def wrong_of_all(printed: Print) -> str:
    """The cells that raingan reads wrongly, of how many, and the issues about its text."""
    try:
        document = open_document(printed.data)
    except Unreadable as fault:
        return str(fault).split(":")[0]
    wrong = len(wrong_cells(document, expected(), is_exact=True))
    graver = len(wrong_cells(document, expected()))
    flags = sorted({notice.code for notice in document.notices})
    return f"{wrong} ({graver}) of {len(cells(expected()))} {' '.join(flags)}".rstrip()


def main(words: list[str]) -> None:
    """Print the matrix, and how the readers' speeds compare."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    is_live = "--fixtures" not in words
    rows = [(printed, scores(printed)) for printed in prints([w for w in words if w[:2] != "--"], is_live)]
    heads = "".join(f"{name:>22}" for name in READERS)
    print(f"Characters wrong %, as read / repaired; pages a second of processor time.\n\n{'':44}{heads}  cells wrong")
    for printed, measured in rows:
        origin = "printed now" if printed.is_live else "fixture"
        label = f"{printed.producer} {printed.sheeting.name} ({origin})"
        row = "".join(f"{_told(measured[name], printed.pages):>22}" for name in READERS)
        print(f"{label[:62]}\n{'':44}{row}  {wrong_of_all(printed)}")
    _print_speeds(rows)


def _told(score: Score | str, pages: int) -> str:
    if isinstance(score, str):
        return score[:20]
    return f"{score.wrong:.2f} / {score.repaired:.2f} {pages / score.seconds:5.0f}/s"


def _print_speeds(rows: list[tuple[Print, dict[str, Score | str]]]) -> None:
    """Pages a second over all files that every reader read, beside pdfplumber."""
    whole = [(printed.pages, measured) for printed, measured in rows if not _is_refused(measured)]
    pages = sum(count for count, _ in whole)
    spent = {name: sum(_seconds(measured[name]) for _, measured in whole) for name in READERS}
    print(f"\nAll {len(whole)} files that every reader read, {pages} pages:")
    for name, seconds in spent.items():
        if seconds:
            faster = spent["pdfplumber"] / seconds
            print(f"  {name:<16}{pages / seconds:8.1f} pages/s, {faster:5.1f} times pdfplumber.extract_text()")


def _is_refused(measured: dict[str, Score | str]) -> bool:
    return any(isinstance(score, str) for score in measured.values())


def _seconds(score: Score | str) -> float:
    return 0.0 if isinstance(score, str) else score.seconds


if __name__ == "__main__":
    main(sys.argv[1:])
