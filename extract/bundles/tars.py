"""Tar archives of any age, compressed or not, read forwards only."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import Any

from extract.bundles.damage import DAMAGE, told
from extract.bundles.member import Member, Packed
from extract.bundles.naming import decoded, label
from extract.bundles.stream import Stream
from extract.names import is_path_passed_over

IS_LEVEL = True

_BLOCK = tarfile.BLOCKSIZE
_MAGIC = slice(257, 262)
# Volume labels and lists of folders: GNU tar's own notes, which hold no file.
_NOTES = (b"V", b"D")


def may_be(head: bytes) -> bool:
    """Whether its first block is a header: it says so, or its sum is right, as the oldest ones have it."""
    if len(head) < _BLOCK or b"\0" not in head:
        return False
    if head[_MAGIC] == b"ustar":
        return True
    try:
        tarfile.TarInfo.frombuf(head[:_BLOCK], "utf-8", "surrogateescape")
    except DAMAGE:
        return False
    return True


def is_one(stream: Stream) -> bool:
    """The first block has told."""
    return True


def members(stream: Stream, name: str, max_bytes: int) -> Iterator[Member | Packed]:
    """The members in their order; an archive without its end mark was cut."""
    file: Any = stream  # It reads, tells and seeks forwards, which is all that tarfile does here.
    archive: Any  # The types of tarfile do not tell its list of members.
    with tarfile.TarFile(fileobj=file, mode="r", encoding="utf-8", errors="surrogateescape") as archive:
        info = archive.firstmember
        number = 0
        while info is not None:
            number += 1
            # The list of members would grow for ever.
            archive.members.clear()
            yield from _found(archive, info, number)
            info = _next(archive, stream)


def _next(archive: Any, stream: Stream) -> tarfile.TarInfo | None:
    stream.seek(archive.offset)
    block = stream.peek(_BLOCK)
    if len(block) < _BLOCK:
        raise EOFError("it has no end mark, so something may be missing")
    return tarfile.TarInfo.fromtarfile(archive) if block.strip(b"\0") else None


def _found(archive: tarfile.TarFile, info: tarfile.TarInfo, number: int) -> Iterator[Member | Packed]:
    own = label(decoded(info.name.encode("utf-8", "surrogateescape"), "latin-1")) or str(number)
    is_folder = info.isdir() or (own.endswith("/") and not info.size)
    if is_folder or info.type in _NOTES or is_path_passed_over(own):
        return
    if info.issym() or info.islnk() or info.isdev():
        yield Member(own, None, f"unsafe-member: {_kind(info)}")
        return
    try:
        file = archive.extractfile(info)
    except DAMAGE as fault:
        yield Member(own, None, f"damaged-member: {told(fault)}; fetch the archive again.")
        return
    if file is not None:
        yield Packed(own, file, info.size)


def _kind(info: tarfile.TarInfo) -> str:
    if info.isdev():
        return "a device or a pipe, and no file."
    what = "a symbolic link" if info.issym() else "a second name of another member"
    return f"{what}, and links are not followed."
