"""Made-up exports: project pages with invented agencies and people, and runs of the program over them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from store.ingest import Options, Outcome
from store.ingest import ingest as store_ingest
from store.work import Stop

LONG_AGO = 1_600_000_000


def page(number: int, updates: int = 2, extra: str = "") -> str:
    """A project page; its code, name and reports follow from its number."""
    told = "\n\n".join(_update(number, n, updates) for n in range(1, updates + 1))
    return f"""\
ความคืบหน้าโครงการ/กิจกรรม

Back Home
FusionCharts will render here

โครงการทดลองที่ {number} : {code(number)}

สำนักงานทดลอง : (2564)

{_progress(updates):.0f}

ความคืบหน้าโครงการ ร้อยละ {_progress(updates):.0f}

นางสาวสมมติ ตัวอย่าง โทร. {1000 + number % 9000}

ดูโครงการแผนปีฯ : พิมพ์ข้อมูล

*** สยป. ประเมินโครงการ : ไตรมาสที่ 1 100

หลักการและเหตุผล

เหตุผลของโครงการที่ {number} {extra}

01000800/01000800

วัตถุประสงค์ของโครงการ

เพื่อทดลองครั้งที่ {number}

เป้าหมายของโครงการ

ประชาชน {number} คน

สนับสนุนยุทธศาสตร์กรุงเทพมหานครฯ

**** ภารกิจงานประจำของหน่วยงาน ****
**** ภารกิจงานประจำของหน่วยงาน ****
**** ภารกิจงานประจำของหน่วยงาน ****%
**** ภารกิจงานประจำของหน่วยงาน ****

ผลการดำเนินงาน

{told}
"""


def code(number: int) -> str:
    """The project code of a made-up page."""
    return f"{number:08d}-2564"


def _progress(n: int) -> float:
    return min(100.0, 10.0 * n)


def _update(number: int, printed: int, updates: int) -> str:
    """A report of a page, which prints the newest first."""
    month = updates - printed + 1
    done = _progress(month)
    return f"""\
({printed}) ความคืบหน้าโครงการฯ ร้อยละ {done:.2f} (2021-{month:02d}-15)

{done:.2f}

15/{month:02d}/2564 : งานของโครงการที่ {number} เดือนที่ {month}

** ปัญหาของโครงการ :ไม่มี

** อุปสรรคของโครงการ :ไม่มี

------------------&&&--------------------"""


def write(path: Path, text: str | bytes, modified: float = LONG_AGO) -> Path:
    """Write a file whose time is long past, so that it counts as settled."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    os.utime(path, (modified, modified))
    return path


def export(folder: Path, numbers: Iterable[int]) -> Path:
    """Write a page for each number, some of them in folders below."""
    for number in numbers:
        write(folder / f"district {number % 3}" / f"page-{number}.txt", page(number))
    return folder


def command(*words: object) -> list[str]:
    """The words that start raingan in another process."""
    return [sys.executable, "-m", "pipeline", *map(str, words)]


def start(*words: object) -> subprocess.Popen[str]:
    """Start raingan in another process."""
    return subprocess.Popen(command(*words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def run(*words: object) -> subprocess.CompletedProcess[str]:
    """Run raingan in another process to its end."""
    return subprocess.run(command(*words), capture_output=True, text=True, timeout=300, check=False)


def contents(folder: Path, names: Sequence[str] = ("*.parquet",)) -> dict[str, bytes]:
    """The bytes of the files of a folder and those below it."""
    found = sorted(path for name in names for path in folder.rglob(name))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def states(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Inode, size and time of every file of a folder: what changes when anything is written."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    stats = {path.relative_to(folder).as_posix(): path.stat() for path in found}
    return {name: (stat.st_ino, stat.st_size, stat.st_mtime_ns) for name, stat in stats.items()}


class Unwatched:
    """Nobody who wants to be told how a run goes on."""

    def begins(self, due: int, seen: int) -> None: ...
    def goes_on(self, read: int) -> None: ...
    def found(self, row: dict[str, Any]) -> None: ...
    def ends(self) -> None: ...


def ingest(out: Path, *inputs: Path | str, **options: Any) -> Outcome:
    """Ingest in this process."""
    given = Options(**{"jobs": 0, **options})
    return store_ingest([str(path) for path in inputs], out, given, Stop(), Unwatched())


def log(out: Path) -> list[dict[str, Any]]:
    """All rows of the log, in the order in which they were written."""
    parts = sorted((out / "records" / "documents").glob("*.parquet"))
    return [row for part in parts for row in pq.ParquetFile(part).read().to_pylist()]


def rows_of(out: Path, table: str) -> list[dict[str, Any]]:
    """The rows of one of the tables."""
    rows: list[dict[str, Any]] = pq.ParquetFile(out / "tables" / f"{table}.parquet").read().to_pylist()
    return rows
