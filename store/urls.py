"""URLs of local files, as INPUT may name them."""

from __future__ import annotations

import os

LOCAL = frozenset(("file", "local"))


def local_path(name: str) -> str:
    """The path that a ``file://`` URL names, with nothing decoded, as places are written.

    >>> local_path("file:///srv/a%20b.txt")
    '/srv/a%20b.txt'
    """
    path = name.partition("://")[2]
    return path.lstrip("/") if os.name == "nt" else path
