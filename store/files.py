"""Whole files: a reader sees a file as it was or as it will be, and a crash leaves no half of one."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from store.folders import file_system, is_remote, within

# What a file is called until it is whole; nothing that reads OUT looks at such names.
UNFINISHED = ".unfinished"
# How folders begin in which a merge puts aside what does not fit into memory.
ASIDE = ".merge-"
# Windows refuses to replace a file that somebody has open: a virus scanner, a viewer. It rarely lasts.
_PATIENCE = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
# So many files are brought to the disk at once: that takes hardly longer than one.
_AT_ONCE = 4


def write(contents: Mapping[Path, Any]) -> None:
    """Write files beside their places, through to the disk, and then move them into place.

    ``contents`` maps a path to its bytes, or whatever has a buffer. Raises OSError, and then none
    of the unfinished files is left behind. Their names survive a crash of the machine once
    ``settle`` has been called for a folder that was written to later: the file systems in use keep
    the order of moves. To settle each of twelve folders would take longer than to write the files.
    """
    land(put_beside(contents))


def put_beside(contents: Mapping[Path, Any]) -> list[Path]:
    """Write files beside their places, and give the places, for ``land`` to move them there.

    An object store has nothing beside: there they are in place at once, and no place is given. Raises OSError as
    ``write`` does.
    """
    if any(is_remote(path) for path in contents):
        for path, content in contents.items():
            path.write_bytes(memoryview(content))
        return []
    with _none_left(contents):
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            _beside(path).write_bytes(content)
    return list(contents)


def land(paths: Sequence[Path]) -> None:
    """Make what was put beside some places survive a crash of the machine, and move it into place."""
    with _none_left(paths):
        if len(paths) == 1:
            write_through(_beside(paths[0]))
        elif paths:
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(_AT_ONCE) as pool:
                list(pool.map(write_through, map(_beside, paths)))
        for path in paths:
            move(_beside(path), path)


def _beside(path: Path) -> Path:
    return path.with_name(path.name + UNFINISHED)


@contextmanager
def _none_left(paths: Iterable[Path]) -> Iterator[None]:
    """Remove what lies beside places where writing them fails."""
    try:
        yield
    except BaseException:
        for path in paths:
            _beside(path).unlink(missing_ok=True)
        raise


def write_through(path: Path) -> None:
    """Make the content of a file survive a crash of the machine."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def move(origin: Path, target: Path) -> None:
    """Put a file in place of another, waiting a little where Windows says that it is in use."""
    if is_remote(target):
        file_system(target).put_file(str(origin), within(target))
        return
    for pause in _PATIENCE:
        try:
            origin.replace(target)
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(pause)
        else:
            return
    origin.replace(target)


def settle(folder: Path) -> None:
    """Make the names in a folder, and all moves before, survive a crash of the machine.

    Windows and some network file systems have no such call for folders, and do so by themselves.
    """
    if os.name == "nt" or is_remote(folder):
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as fault:
        if fault.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(handle)


def sweep(out: Path) -> None:
    """Remove what a killed run left in OUT: unfinished part files, and what its merge put aside."""
    if is_remote(out):
        return
    records = out / "records"
    for leftover in (*records.glob("*" + UNFINISHED), *records.glob("*/*" + UNFINISHED)):
        leftover.unlink(missing_ok=True)
    for folder in out.glob(ASIDE + "*"):
        shutil.rmtree(folder, ignore_errors=True)
