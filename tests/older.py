"""Records as an older raingan wrote them: real part files of readings that it made with less skill."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import parsers
from extract import bundles
from extract.container import open_document
from parsers.reading import Reading
from store import part_files, parts, runs
from store.batch import described, outcome
from store.commit import publish
from store.found import Setting, blank_row
from store.places import Place, resolve
from store.rows import values

VERSION = "project_page 0.1"


def ingest(out: Path, source: Path, unlearn: Callable[[Reading], None]) -> None:
    """Ingest pages as a parser would that reads them otherwise: ``unlearn`` changes what the present one read."""
    started = runs.now()
    setting = Setting(out / "records", runs.run_id(started), started, 1 << 20, 60.0)
    batch, log = parts.Batch(), []
    for number, place in enumerate(_documents(source, out)):
        data = place.data or b""
        document = open_document(data)
        reading = parsers.parse(document)
        unlearn(reading)
        row = blank_row(place, setting) | described(document) | outcome(reading)
        row |= {"document_id": hashlib.sha256(data).hexdigest(), "reading_id": f"{setting.run_id}-000000-{number:04d}"}
        batch.add(row["document_id"], row["reading_id"], values(reading))
        log.append(row | {"parser_version": VERSION})
    _write(out, setting, batch, log)


def _documents(source: Path, out: Path) -> Iterator[Place]:
    """The files of a folder, and the members of archives and dumps, with their bytes."""
    for place in resolve([str(source)], out):
        with Path(place.path).open("rb") as file:
            if not bundles.is_bundle(file):
                yield place._replace(data=file.read())
                continue
            for member in bundles.members(file, Path(place.path).name, 1 << 20):
                yield place.member(member.name, member.data, member.problem)


def _write(out: Path, setting: Setting, batch: parts.Batch, log: list[dict[str, Any]]) -> None:
    tables = batch.tables()
    for row, (count, digest) in zip(log, batch.counted(), strict=True):
        row |= {"row_count": count, "rows_sha256": digest}
    part_files.write(out / "records", f"{setting.run_id}-000000", tables)
    part_files.commit(out / "records", f"{setting.run_id}-000000", log)
    publish(out)
    runs.note(out, {"run_id": setting.run_id, "documents": Counter(row["status"] for row in log)})


def without_narratives(reading: Reading) -> None:
    """What a parser makes of a page that does not know narratives: unclaimed text."""
    for row in reading.of("updates"):
        cell = row.cells.get("narrative")
        if cell is not None:
            row.forget("narrative")
            reading.claims = [rest for claim in reading.claims for rest in _outside(claim, cell.pieces)]
    reading.finish()


def _outside(claim: tuple[int, int], pieces: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is left of a claim without pieces that stand in it."""
    reached, end = claim
    for piece in pieces:
        if reached <= piece[0] and piece[1] <= end:
            yield reached, piece[0]
            reached = piece[1]
    yield reached, end


def as_it_is(reading: Reading) -> None:
    """What a parser makes of a page that reads as the present one does."""
