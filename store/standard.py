"""Standard input as an INPUT: what is piped in, read once."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import weakref
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from store.faults import WrongWords
from store.places import Place

NAME = "-"
SCHEME = "stdin"
_ROOT = f"{SCHEME}:"
_CHUNK = 1 << 20


class Standard:
    """Standard input; whatever comes through it is a place of its own, named by the digest of its bytes.

    It is read when it is first asked for, into a file on the disk that lasts as long as this object.
    Raises WrongWords where nothing is piped in.
    """

    is_folder = False

    def __init__(self) -> None:
        self._stream = piped()

    @property
    def url(self) -> str:
        """What the log calls it."""
        return self._place.url

    def places(self, unlisted: object) -> Iterator[Place]:
        """The one place that it is."""
        yield self._place

    @cached_property
    def _place(self) -> Place:
        number, name = tempfile.mkstemp(prefix="raingan-stdin-")
        weakref.finalize(self, Path(name).unlink, missing_ok=True)
        digest = hashlib.sha256()
        with os.fdopen(number, "wb") as file:
            while data := self._stream.read(_CHUNK):
                digest.update(data)
                file.write(data)
            size = file.tell()
        # No time: that of this file is nobody's.
        return Place(_ROOT, digest.hexdigest(), f"{SCHEME}://{name}", size, None)


def piped() -> BinaryIO:
    """Standard input as bytes. Raises WrongWords where it is a terminal, or closed."""
    if sys.stdin is None or sys.stdin.isatty():
        raise WrongWords(f"{NAME} is standard input, and nothing is piped in: cat FILE | raingan ... {NAME}")
    return sys.stdin.buffer
