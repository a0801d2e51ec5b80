"""What is measured inside one process: ``python -m tests.bench.inside WHAT ARGUMENT...`` prints seconds as JSON.

WHAT is ``floor``, ``stages`` (both of folders of reports), ``merge`` (of an OUT), ``walk`` (of folders) or the name
of a template (of folders of project pages).
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unicodedata import normalize

Seconds = dict[str, float]

# As store/supply.py cuts them.
_BATCH = 512
# As store/batch.py reads them.
_TOGETHER = 8
_ENCODINGS = ((b"\xff\xfe", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"), (b"", "utf-8"), (b"", "cp874"))


def files(folders: list[str]) -> list[str]:
    """All files of folders, in the order in which they were written."""
    return sorted(str(path) for folder in folders for path in Path(folder).iterdir())


def contents(path: str) -> bytes:
    """The bytes of a file, the fastest way."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a Path opens slower.
        return file.read()


def text(data: bytes) -> str:
    """The text of a report, the fastest way."""
    for mark, encoding in _ENCODINGS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise ValueError("A report of the corpus is in no known encoding.")


def floor(*folders: str) -> Seconds:
    """Read, decode, NFC: what nobody who reads text can do without."""
    paths = files(list(folders))
    begun = time.perf_counter()
    for path in paths:
        normalize("NFC", text(contents(path)))
    return {"floor": time.perf_counter() - begun}


class Laps:
    """Seconds by stage: each stage is told when it ends, and takes what went by since the one before."""

    def __init__(self) -> None:
        self.seconds: Seconds = {}
        self._since = time.perf_counter()

    def begin(self) -> None:
        """Start the clock anew; what went by is nobody's."""
        self._since = time.perf_counter()

    def end(self, stage: str) -> None:
        """A stage ends."""
        now = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._since
        self._since = now


def stages(*folders: str) -> Seconds:
    """What a worker does with documents, stage by stage; nothing is left out but the log."""
    import parsers
    from extract.container import open_document
    from parsers.checks import check
    from store import part_files, parts
    from store.rows import release, values
    from store.worker import tune_memory

    tune_memory()
    paths, laps = files(list(folders)), Laps()
    with tempfile.TemporaryDirectory() as records:
        for first in range(0, len(paths), _BATCH):
            batch = parts.Batch()
            laps.begin()
            for at in range(first, min(first + _BATCH, len(paths)), _TOGETHER):
                data = [contents(path) for path in paths[at : at + _TOGETHER]]
                laps.end("read")
                names = [hashlib.sha256(each).hexdigest() for each in data]
                laps.end("digest")
                documents = [open_document(each) for each in data]
                laps.end("decode and view")
                found = [[parser for parser in parsers.PARSERS if parser.identify(each)] for each in documents]
                laps.end("identify")
                read = zip(names, data, documents, found, strict=True)
                told = [(name, each, ours[0].parse(document)) for name, each, document, ours in read if len(ours) == 1]
                laps.end("parse")
                for *_, reading in told:
                    check(reading)
                laps.end("check")
                for *_, reading in told:
                    reading.finish()
                laps.end("account for every character")
                for name, each, reading in told:
                    batch.add(name, f"{at}-{name}", values(reading), is_utf8=reading.document.utf8 is each)
                    release(reading)
                laps.end("rows and provenance")
                batch.pack()
                laps.end("columns")
            tables = batch.tables()
            laps.end("columns")
            batch.counted()
            laps.end("digests")
            part_files.write(Path(records), str(first), tables)
            laps.end("part files")
    return laps.seconds


def merge(out: str) -> Seconds:
    """Build the tables of an OUT again, beside it, as a run with one job does."""
    from store.merge import build_tables

    with tempfile.TemporaryDirectory(dir=Path(out).parent) as folder:
        begun = time.perf_counter()
        build_tables(Path(out) / "records", Path(folder) / "tables", threads=1)
        return {"merge": time.perf_counter() - begun}


def walk(*folders: str) -> Seconds:
    """Ask for the state of every file, and do nothing else."""
    begun = time.perf_counter()
    count = sum(1 for folder in folders for _ in _states(folder))
    return {"walk": time.perf_counter() - begun, "files": count}


def _states(folder: str) -> Iterator[os.stat_result]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _states(entry.path)
            else:
                yield entry.stat()


def template(name: str, *folders: str) -> Seconds:
    """Read the texts of project pages by a template of ttp or textfsm; only the parse counts."""
    from tests.bench.templates import READERS

    read = READERS[name]()
    texts = [text(contents(path)).replace("\r\n", "\n") for path in files(list(folders))]
    begun = time.perf_counter()
    for each in texts:
        read(each)
    return {name: time.perf_counter() - begun}


WHAT: dict[str, Callable[..., Seconds]] = {"floor": floor, "stages": stages, "merge": merge, "walk": walk}


def main(what: str, *arguments: str) -> None:
    """Measure one thing."""
    print(json.dumps(WHAT[what](*arguments) if what in WHAT else template(what, *arguments)))


if __name__ == "__main__":
    main(*sys.argv[1:])
