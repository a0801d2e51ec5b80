"""The lock: one run at a time writes OUT, and whoever comes second is told who holds it."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from store import files
from store.faults import CannotRun
from store.folders import is_remote


@contextmanager
def locked(out: Path, command: str) -> Iterator[None]:
    """Hold OUT, which is made where there is none.

    Raises CannotRun at once where another run holds it.
    """
    if is_remote(out):
        with _leased(out, command):
            yield
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise CannotRun(f"{out} is a file: name a folder.") from None
    lock, holder = FileLock(out / ".lock"), out / ".lock.json"
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise CannotRun(f"{out} is in use by {_told(holder)}. Wait for its end, then run this again.") from None
    try:
        files.write({holder: json.dumps(_own(command)).encode()})
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def held_by(out: Path) -> str | None:
    """Who writes OUT now, as a message tells it; None where nobody does, or nobody can tell from here."""
    holder = out / ".lock.json"
    # What a killed run left there holds nothing any more.
    if is_remote(out) or not holder.exists():
        return None
    lock = FileLock(out / ".lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return _told(holder)
    except OSError:
        return None
    lock.release()
    return None


@contextmanager
def _leased(out: Path, command: str) -> Iterator[None]:
    from store.lease import Held, leased

    holder = out / ".lock.json"
    try:
        with leased(holder, json.dumps(_own(command)).encode()):
            yield
    except Held:
        raise CannotRun(f"{out} is in use by {_told(holder)}. Wait for its end, then run this again.") from None


def _own(command: str) -> dict[str, object]:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return {"command": command, "pid": os.getpid(), "host": socket.gethostname(), "since": since}


def _told(holder: Path) -> str:
    try:
        own = json.loads(holder.read_bytes())
        return f"raingan {own['command']}, process {own['pid']} on {own['host']} since {own['since']}"
    except (OSError, ValueError, KeyError):
        return "another run that has just begun or is about to end"
