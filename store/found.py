"""What is found at places: what a batch hands to the run, and the rows of the log that tell of it.

A run looks at these without reading anything, and so without loading what reads.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.codes import named_code
from schemas.trail import DOCUMENTS
from store import versions
from store.places import Place

_BLANK: dict[str, Any] = {column.name: None for column in DOCUMENTS.standing_in("records")}


@dataclass(frozen=True, slots=True)
class Setting:
    """What all batches of a run share; ``known`` holds the digests of documents not to be read again."""

    records: Path
    run_id: str
    started: int
    max_bytes: int
    timeout: float
    known: frozenset[str] = frozenset()


@dataclass(slots=True)
class Found:
    """What a batch found: rows for the log, archives and dumps to be opened, and issues by severity.

    A row without status is one of a document that need not be read again. ``parts`` are the places beside which
    part files lie, for whoever takes this to land them.
    """

    rows: list[dict[str, Any]] = field(default_factory=list)
    bundles: list[Place] = field(default_factory=list)
    issues: Counter[str] = field(default_factory=Counter)
    parts: list[Path] = field(default_factory=list)


def blank_row(place: Place, setting: Setting) -> dict[str, Any]:
    """The row of the log for a place of which nothing is known yet."""
    return _BLANK | {
        "place": place.url,
        "root": place.root,
        "source": place.source,
        "named_code": named_code(place.url),
        "size_bytes": place.size,
        "modified_at": place.modified,
        "ingested_at": setting.started,
        "run_id": setting.run_id,
    }


def failed(row: dict[str, Any], problem: str) -> dict[str, Any]:
    """The row of a place that could not be read."""
    return row | {"status": "unreadable", "problem": problem, "parser_version": versions.every_parser()}


def lost(place: Place, setting: Setting, problem: str) -> dict[str, Any]:
    """The row of a document whose reading was cut off; the digest of its bytes is taken here."""
    row = failed(blank_row(place, setting), problem)
    if place.data is not None:
        row["document_id"] = hashlib.sha256(place.data).hexdigest()
    # Only of a file: whatever else it is may hang this process as well.
    elif os.path.isfile(place.path):  # noqa: PTH113 - it raises nothing.
        with suppress(OSError), Path(place.path).open("rb") as file:
            row["document_id"] = hashlib.file_digest(file, "sha256").hexdigest()
            row["size_bytes"] = file.tell()
    return row
