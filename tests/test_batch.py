"""A batch gives the same rows and part files however many of its documents are read together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import parsers
from extract.container import open_document
from extract.document import Document
from parsers.checks import check
from parsers.reading import Reading
from store import batch, files
from store.batch import read_batch
from store.found import Found, Setting
from store.places import Place
from store.rows import values
from tests.exports import contents, page

_TEXTS = (
    *(page(1), "", page(2), page(2), "no report", page(3, extra="\x0c"), "\ufffd" * 400, page(4)),
    *(page(5, extra="crash"), page(6), page(7, updates=30), "{\\rtf", page(8), page(9, extra="too large")),
)
_PLACES = [Place("file:///reports", f"{at}.txt", "", len(text), 0, text.encode()) for at, text in enumerate(_TEXTS)]


@pytest.fixture(autouse=True)
def _faults(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = parsers.read

    def read(document: Document) -> Reading:
        if "crash" in document.text:
            raise RecursionError("too deep")
        reading = sound(document)
        if "too large" in document.text:
            reading.of("updates")[0].derive("printed_number", 1 << 20)
        return reading

    monkeypatch.setattr(parsers, "read", read)


def _read(folder: Path, told: list[int] | None = None) -> tuple[Found, dict[str, bytes]]:
    def goes_on(at: int) -> bool:
        if told is not None:
            told.append(at)
        return True

    setting = Setting(folder, "run", 1, 1 << 20, 60.0)
    found = read_batch(0, _PLACES, setting, goes_on)
    assert {path.suffix for path in folder.rglob("*.*")} == {files.UNFINISHED}, "nothing is in place before it lands"
    files.land(found.parts)
    assert {path.suffix for path in folder.rglob("*.*")} == {".parquet"}
    return replace(found, parts=[]), contents(folder)


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Found, dict[str, bytes]]:
    with monkeypatch.context() as patch:
        patch.setattr(batch, "_FEW", 1)
        return _read(tmp_path / "alone")


@pytest.mark.parametrize(("few", "length"), [(2, 1 << 18), (3, 1 << 18), (8, 1 << 18), (64, 1 << 18), (64, 2000)])
def test_documents_say_the_same_alone_and_together(
    few: int, length: int, alone: tuple[Found, dict[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_FEW", few)
    monkeypatch.setattr(batch, "_LENGTH", length)
    assert _read(tmp_path / "together") == alone
    statuses = [row["status"] for row in alone[0].rows]
    assert statuses.count("parsed") == 7
    assert statuses.count("unreadable") == 5
    assert statuses.count("unrecognised") == 1
    assert statuses.count(None) == 1, "the second of two alike"


def test_the_document_in_hand_is_known_at_every_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    seen: list[tuple[int, str]] = []

    def noting(step: Any, text: Any) -> Any:
        def noted(it: Any) -> Any:
            seen.append((told[-1], text(it)))
            return step(it)

        return noted

    monkeypatch.setattr("store.batch.open_document", noting(open_document, bytes.decode))
    monkeypatch.setattr(parsers, "read", noting(parsers.read, lambda document: document.text))
    monkeypatch.setattr("store.batch.check", noting(check, lambda reading: reading.document.text))
    monkeypatch.setattr("store.batch.values", noting(values, lambda reading: reading.document.text))
    _read(tmp_path, told)
    assert len(seen) > 4 * 8
    assert all(_TEXTS[at] == text for at, text in seen)


def test_a_batch_that_is_ended_keeps_what_it_took(tmp_path: Path) -> None:
    asked: Iterator[bool] = iter([True] * 3 + [False] + [True] * 99)
    setting = Setting(tmp_path, "run", 1, 1 << 20, 60.0)
    found = read_batch(0, _PLACES, setting, lambda _: next(asked))
    assert [row["status"] for row in found.rows] == ["parsed", "unreadable", "parsed"]
