"""The tables as they were: the present merge over what was known before an instant."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from audit.building import build
from audit.connection import connected
from schemas.trail import DOCUMENTS
from store.current import record_parts
from store.faults import CannotRun, WrongWords
from store.folders import records
from store.runs import moment

# Years beyond this one are of the Buddhist era.
_BUDDHIST = 2400


def instant(text: str) -> datetime:
    """Read an instant; UTC where no zone is named. Raises WrongWords.

    >>> instant("2026-11-21").isoformat(), instant("2026-11-21T07:00:00+07:00").astimezone(UTC).isoformat()
    ('2026-11-21T00:00:00+00:00', '2026-11-21T00:00:00+00:00')
    """
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise WrongWords(f"{text!r} is no instant: write it as 2026-11-21 or 2026-11-21T18:30:00, in UTC.") from None
    if when.year > _BUDDHIST:
        raise WrongWords(f"{text!r} is no instant: its year is of the Buddhist era; write {when.year - 543}.")
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def first_run(out: Path) -> datetime | None:
    """When the first run started that read anything; None where none did."""
    parts = record_parts(records(out), DOCUMENTS)
    if not parts:
        return None
    with connected("asof") as (connection, _):
        connection.read_parquet(parts, union_by_name=True).create_view("log")
        ((first,),) = connection.execute("SELECT epoch_us(min(ingested_at)) FROM log").fetchall()
    return None if first is None else moment(first)


def tables_as_of(out: Path, before: datetime, dest: Path) -> None:
    """Build in ``dest`` the tables of what runs that started before an instant knew.

    ``dest`` is there whole or not at all. Raises WrongWords where something lies there already.
    """
    origin, dest = records(out), dest.absolute()
    if dest.exists() and not (dest.is_dir() and not any(dest.iterdir())):
        raise WrongWords(f"{dest} is not empty: name a new folder.")
    if any((out / name).resolve() in dest.resolve().parents for name in ("records", "tables")):
        raise WrongWords(f"{dest} lies inside what ingest writes: name a folder elsewhere.")
    dest.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{dest.name}-", dir=dest.parent) as folder:
        built = Path(folder) / "tables"
        build(origin, built, before)
        if dest.exists():
            dest.rmdir()
        try:
            built.rename(dest)
        except FileExistsError as fault:
            raise CannotRun(f"Somebody else has made {dest} meanwhile: name another folder.") from fault
