"""A lease: what holds an OUT on an object store, where no file can be locked.

The first writes an object that must not exist yet, and renews it while it works. A lease that was
not renewed for a while is that of a run that is no more, and is taken over.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from store.faults import CannotRun
from store.folders import file_system, within

_RENEWED = 20.0
_EXPIRED = 120.0


class Held(Exception):
    """Another run holds it."""


@contextmanager
def leased(holder: Path, told: bytes) -> Iterator[None]:
    """Hold what an object stands for.

    Raises Held where another run holds it, CannotRun where the store cannot be reached or written to.
    """
    system, name = file_system(holder), within(holder)
    _take(system, name, holder, told)
    is_over = threading.Event()
    renewer = threading.Thread(target=_renew, args=(holder, told, is_over), daemon=True)
    renewer.start()
    try:
        yield
    finally:
        is_over.set()
        renewer.join()
        # What is left there expires.
        with suppress(Exception):
            system.rm_file(name)


def _take(system: Any, name: str, holder: Path, told: bytes) -> None:
    try:
        system.pipe_file(name, told, mode="create")
    except FileExistsError:
        if not _is_expired(holder):
            raise Held from None
        system.pipe_file(name, told)
    except NotImplementedError as fault:
        raise CannotRun(f"{holder} cannot be locked: this store has no way to create an object only once.") from fault
    except Exception as fault:
        # What a store raises that is away, or asks for credentials, is its library's affair.
        reason = " ".join(str(fault).split()).rstrip(".") or type(fault).__name__
        raise CannotRun(f"{holder.parent} cannot be written to: {reason}.") from fault


def _renew(holder: Path, told: bytes, is_over: threading.Event) -> None:
    while not is_over.wait(_RENEWED):
        # A store that is away for a moment raises what its library likes; the next try may reach it.
        with suppress(Exception):
            holder.write_bytes(told)


def _is_expired(holder: Path) -> bool:
    """Whether nobody has renewed it for long, by two looks at one clock, the store's."""
    first = holder.stat().st_mtime
    if time.time() - first < _EXPIRED:
        return False
    time.sleep(2 * _RENEWED)
    file_system(holder)
    return holder.stat().st_mtime == first
