"""Compressed files: gzip, bzip2 and xz, of which several in a row are one."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Iterator
from typing import Any

from extract.bundles.member import Member, Packed
from extract.bundles.naming import decoded, label
from extract.bundles.stream import Stream

IS_LEVEL = False

_GZIP = b"\x1f\x8b\x08"
_BZIP2 = b"BZh"
_BZIP2_BLOCKS = (b"1AY&SY", b"\x17rE8P\x90")
_XZ = b"\xfd7zXZ\x00"
# The endings that compression adds to a name, and what takes the place of those that say more.
_ENDINGS = {
    ".gz": "",
    ".gzip": "",
    ".bz2": "",
    ".xz": "",
    ".tgz": ".tar",
    ".tbz2": ".tar",
    ".tbz": ".tar",
    ".txz": ".tar",
}

_HAS_EXTRA, _HAS_NAME = 0x4, 0x8
_NAME_LIMIT = 4096


def may_be(head: bytes) -> bool:
    """Whether it begins as one of them does."""
    return head.startswith((_GZIP, _XZ)) or (head.startswith(_BZIP2) and head[4:10] in _BZIP2_BLOCKS)


def is_one(stream: Stream) -> bool:
    """The first bytes have told."""
    return True


def members(stream: Stream, name: str, max_bytes: int) -> Iterator[Member | Packed]:
    """The one file that was compressed."""
    file: Any = stream  # It reads, which is all that is asked of it here.
    head = stream.peek(len(_XZ))
    if head.startswith(_GZIP):
        stored = _stored_name(stream.peek(_NAME_LIMIT))
        with gzip.GzipFile(fileobj=file, mode="rb") as unpacked:
            yield Packed(_name(name, stored), unpacked)
    elif head.startswith(_XZ):
        with lzma.LZMAFile(file) as unpacked_xz:
            yield Packed(_name(name, ""), unpacked_xz)
    else:
        with bz2.BZ2File(file) as unpacked_bz2:
            yield Packed(_name(name, ""), unpacked_bz2)


def _name(name: str, stored: str) -> str:
    """The name without its ending, else the name that was stored.

    >>> _name("report.txt.gz", "other.txt"), _name("pages.tgz", ""), _name("report", "report.txt"), _name("x", "")
    ('report.txt', 'pages.tar', 'report.txt', 'x')
    """
    own = name.rpartition("/")[2]
    stem, dot, ending = own.rpartition(".")
    added = _ENDINGS.get((dot + ending).lower())
    return stem + added if stem and added is not None else stored or own


def _stored_name(head: bytes) -> str:
    """The last part of the name in a gzip header; empty where there is none."""
    at = 10
    if head[3:4] and head[3] & _HAS_EXTRA:
        at += 2 + int.from_bytes(head[at : at + 2], "little")
    raw, end, _ = head[at:].partition(b"\0")
    if not (end and head[3] & _HAS_NAME):
        return ""
    return label(decoded(raw, "latin-1")).rpartition("/")[2]
