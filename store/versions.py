"""Which programs read: what the log and the tables name so that a newer program is noticed."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib import metadata
from pathlib import Path

from schemas import layouts

# Libraries that can change a byte of what is written.
_LIBRARIES = ("duckdb", "pyarrow", "regex")
_LOCK = Path(__file__).resolve().parents[1] / "requirements.lock"


@cache
def raingan() -> str:
    """The version of raingan."""
    return _version("raingan")


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "unknown"


@cache
def installed() -> dict[str, str]:
    """The versions that ``tables/`` are built by."""
    return {"raingan": raingan(), **{name: _version(name) for name in _LIBRARIES}}


def running() -> dict[str, str]:
    """The versions that a run works with, for its line in ``runs.jsonl``."""
    return {**installed(), "python": platform.python_version()}


def lock_sha256() -> str | None:
    """The digest of ``requirements.lock``; None where raingan was installed without it."""
    return hashlib.sha256(_LOCK.read_bytes()).hexdigest() if _LOCK.exists() else None


def parser(layout: str) -> str | None:
    """What the log calls the present parser of a layout; None for a layout that is gone."""
    version = layouts.VERSIONS.get(layout)
    return None if version is None else f"{layout} {version}.{layouts.VERSION}"


@cache
def every_parser() -> str:
    """What the log names for a document that no parser read: all that might read it another day."""
    return f"raingan {raingan()}: " + ", ".join(str(parser(layout)) for layout in sorted(layouts.VERSIONS))
