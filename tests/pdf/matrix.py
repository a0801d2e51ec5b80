"""The matrix of producers, fonts and readers: ``python -m tests.pdf.matrix [--fixtures] [PRODUCER ...]``.

Every reader reads every PDF of the form. Its text is held against the form's own, and parsed as any document is.
Producers that are present print the form anew in three fonts and layouts; the others are measured on their
fixtures, which the table says, as all are with ``--fixtures``.
"""

from __future__ import annotations

import gc
import logging
import sys
import time
import warnings
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from extract.container import Unreadable
from extract.document import Document
from extract.thai import repair
from tests.pdf.fixtures import expected, fixture, sheetings
from tests.pdf.markup import NARROW, PARAGRAPHS, TABLE, Sheeting
from tests.pdf.producers import PRODUCERS
from tests.pdf.readers import PLUMBER, RAINGAN, READERS
from tests.pdf.scores import cells, wrong_cells, wrong_share

_PRINTED = (Sheeting(TABLE, "Garuda"), Sheeting(NARROW, "Norasi", is_titled=True), Sheeting(PARAGRAPHS, "Loma"))
_ROUNDS = 2
_LEGEND = """
Each cell: characters wrong in percent of the form's, by edit distance and without blanks, as the reader gives
them / after raingan's repair of Thai marks / cells wrong of {count} when the text is parsed, a blank at a printed
line's end aside. "raingan by" is its layout over another of its readers. Pages a second are those of one core,
the best of {rounds} rounds in which all readers take turns.
"""


class Print(NamedTuple):
    """A PDF of the form."""

    producer: str
    sheeting: Sheeting
    data: bytes
    is_live: bool
    pages: int

    @property
    def label(self) -> str:
        """What it is called in a table."""
        return f"{self.producer} {self.sheeting.name}{'' if self.is_live else ' (fixture)'}"


class Score(NamedTuple):
    """What one reader made of one PDF, or why it refused it; ``flags`` are the codes of its issues about text."""

    read: float = 100.0
    repaired: float = 100.0
    cells: int = 0
    flags: tuple[str, ...] = ()
    seconds: float = 0.0
    refusal: str = ""

    def __str__(self) -> str:
        return self.refusal or f"{self.read:.2f} / {self.repaired:.2f} / {self.cells}"


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


def scores(printed: Print) -> dict[str, Score]:
    """What every reader makes of a PDF; the readers take turns, so that all meet the same machine."""
    found: dict[str, Score] = {}
    seconds: dict[str, list[float]] = {name: [] for name in READERS}
    for turn in range(_ROUNDS):
        for name, read in READERS.items():
            gc.collect()
            begun = time.process_time()
            try:
                document = read(printed.data)
                seconds[name].append(time.process_time() - begun)
                found[name] = found[name] if turn else score(document)
            except Unreadable as fault:
                found[name] = Score(refusal=str(fault).split(":")[0])
    return {name: one._replace(seconds=min(seconds[name], default=0.0)) for name, one in found.items()}


def score(document: Document) -> Score:
    """Hold a document against the form."""
    text = document.text
    flags = sorted({notice.code for notice in document.notices if notice.code.startswith("text-layer")})
    wrong = len(wrong_cells(document, expected()))
    return Score(100 * wrong_share(text), 100 * wrong_share(repair(text)), wrong, tuple(flags))


def main(words: list[str]) -> None:
    """Print the matrix, and how the readers' speeds compare."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    for read in READERS.values():
        read(fixture(next(iter(sheetings()))))  # What is loaded at first use is no part of the reading.
    print(_LEGEND.format(count=len(cells(expected())), rounds=_ROUNDS))
    print(_row(["printed by", *READERS, "raingan flags"]), _row(["---"] * (len(READERS) + 2)), sep="\n")
    measured = []
    for printed in prints([word for word in words if word[:2] != "--"], "--fixtures" not in words):
        found = scores(printed)
        measured.append((printed, found))
        told = [printed.label, *(str(found[name]) for name in READERS), ", ".join(found[RAINGAN].flags)]
        print(_row(told), flush=True)
    print("\nPages a second:\n")
    print(_row(["printed by", "pages", *READERS, "raingan : pdfplumber"]), _row(["---"] * (len(READERS) + 3)), sep="\n")
    for producer, group in groupby(measured, key=lambda one: one[0].producer):
        print(_speeds(producer, list(group)))
    sound = [one for one in measured if PRODUCERS[one[0].producer].is_sound]
    print(_speeds("all whose text is right", sound))


def _speeds(producer: str, measured: list[tuple[Print, dict[str, Score]]]) -> str:
    """How many pages a second each reader reads, of the files that none refused."""
    read = [(printed, found) for printed, found in measured if not any(one.refusal for one in found.values())]
    pages = sum(printed.pages for printed, _ in read)
    seconds = {name: sum(found[name].seconds for _, found in read) for name in READERS}
    rates = [f"{pages / spent:.0f}" if spent else "" for spent in seconds.values()]
    ratio = f"{seconds[PLUMBER] / seconds[RAINGAN]:.1f}" if seconds[RAINGAN] else ""
    return _row([producer, str(pages), *rates, ratio])


def _row(told: Iterable[str]) -> str:
    return f"| {' | '.join(told)} |"


if __name__ == "__main__":
    main(sys.argv[1:])
