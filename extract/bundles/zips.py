"""Zip archives, but for the documents that are zip archives inside: .docx, .xlsx, .odt, .epub and their like."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import crc32

from extract.bundles.damage import DAMAGE, told
from extract.bundles.member import Member, Packed
from extract.bundles.naming import decoded, label
from extract.bundles.stream import Stream
from extract.names import is_path_passed_over

IS_LEVEL = True

_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# Members that only documents have; the first member tells where an archive was cut and has no directory.
_OF_DOCUMENTS = frozenset(("[Content_Types].xml", "mimetype", "META-INF/container.xml", "META-INF/manifest.xml"))
_FIRST_OF_DOCUMENTS = (b"[Content_Types].xml", b"mimetype", b"_rels/", b"docProps/", b"word/", b"xl/", b"ppt/")
_NAME_AT = 30  # Where the name stands in a member's own header.

_ENCRYPTED = 0x1
_UTF_8 = 0x800
# The field in which archivers keep the name in UTF-8 beside one in a code page.
_UNICODE_PATH = b"\x75\x70"
_UNIX = 3
# How members may be packed. Windows packs those of more than 2 GiB by another method.
_METHODS = frozenset((ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA))


def may_be(head: bytes) -> bool:
    """Whether it begins as a zip archive does."""
    return head.startswith(_SIGNATURES)


def is_one(stream: Stream) -> bool:
    """Whether it is an archive and no document; a damaged one is an archive."""
    if stream.peek(128)[_NAME_AT:].startswith(_FIRST_OF_DOCUMENTS):
        return False
    try:
        with _archive(stream) as archive:
            return _OF_DOCUMENTS.isdisjoint(archive.namelist())
    except DAMAGE as fault:
        told(fault)
        return True


def members(stream: Stream, name: str, max_bytes: int) -> Iterator[Member | Packed]:
    """The members in the order of the directory."""
    with _archive(stream) as archive:
        for number, info in enumerate(archive.infolist(), 1):
            own = label(_name(info)) or str(number)
            if own.endswith("/") or is_path_passed_over(own):
                continue
            if (problem := _problem(info)) is not None:
                yield Member(own, None, problem)
            else:
                yield from _opened(archive, info, own)


def _archive(stream: Stream) -> ZipFile:
    try:
        return ZipFile(stream.movable())
    except BadZipFile as fault:
        raise BadZipFile(f"its directory is missing or damaged, as where a copy was cut ({fault})") from fault


def _opened(archive: ZipFile, info: ZipInfo, own: str) -> Iterator[Member | Packed]:
    try:
        file = archive.open(info)
    except DAMAGE as fault:
        yield Member(own, None, f"damaged-member: {told(fault)}; fetch the archive again.")
        return
    with file:
        yield Packed(own, file, info.file_size)


def _problem(info: ZipInfo) -> str | None:
    if info.flag_bits & _ENCRYPTED:
        return "encrypted-member: it needs a password; unpack the archive and give the file."
    if info.create_system == _UNIX and stat.S_ISLNK(info.external_attr >> 16):
        return "unsafe-member: a symbolic link, and links are not followed."
    if info.compress_type not in _METHODS:
        return f"unsupported-member: it is packed by method {info.compress_type}, which is not read; pack it anew."
    return None


def _name(info: ZipInfo) -> str:
    """The name of a member; the standard library has read it as cp437 where nothing says UTF-8."""
    if info.flag_bits & _UTF_8:
        return info.orig_filename.partition("\0")[0]
    raw = info.orig_filename.encode("cp437", "replace").partition(b"\0")[0]
    return _unicode_path(info.extra, raw) or decoded(raw, "cp437")


def _unicode_path(extra: bytes, raw: bytes) -> str:
    """The name in UTF-8 among the extra fields, if it is that of the same name."""
    while len(extra) >= 4:
        size = int.from_bytes(extra[2:4], "little")
        content = extra[4 : 4 + size]
        if extra[:2] == _UNICODE_PATH and content[1:5] == crc32(raw).to_bytes(4, "little"):
            return content[5:].decode("utf-8", "ignore")
        extra = extra[4 + size :]
    return ""
