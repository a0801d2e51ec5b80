"""Folders: OUT lies in one, on a disk or on an object store; both are used alike.

On an object store a whole object appears at once or not at all, so nothing is written beside its
place and moved there, and nothing is left unfinished.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from store.faults import WrongWords


def folder(name: str) -> Path:
    """The folder that a path or a URL names.

    What a URL gives has the methods of a path that the store uses. Raises WrongWords where the
    library is missing that opens such URLs.
    """
    if "://" not in name or name.startswith("file://"):
        return Path(name.removeprefix("file://"))
    try:
        from upath import UPath

        found = UPath(name.rstrip("/"))
        _ = found.fs
    except (ImportError, ValueError) as fault:
        raise WrongWords(f"{name}: {str(fault).rstrip('.')}. (pip install 'raingan[cluster,s3]')") from fault
    return cast(Path, found)


def records(out: Path) -> Path:
    """The records of an OUT. Raises WrongWords where it has none."""
    if not (out / "records").is_dir():
        raise WrongWords(f"{out} holds no records: raingan ingest INPUT --out {out} makes some.")
    return out / "records"


def is_remote(path: Path) -> bool:
    """Whether a path lies on an object store."""
    return not isinstance(path, Path)


def file_system(path: Path) -> Any:
    """The file system, as fsspec has it, of a remote path; what it remembers of listings is forgotten."""
    system = cast(Any, path).fs
    system.invalidate_cache()
    return system


def within(path: Path) -> str:
    """What its file system calls a remote path."""
    return str(cast(Any, path).path)
