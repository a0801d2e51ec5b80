"""Bundles: files that hold documents, and their members, read one after the other.

A bundle is a module with

- ``IS_LEVEL``: whether it counts where bundles lie in bundles; mere compression does not;
- ``may_be(head)``: whether a file that begins so may be one, told from 512 bytes at the latest;
- ``is_one(stream)``: whether it is one, where it may be; the stream is only looked ahead;
- ``members(stream, name, max_bytes)``: its members in their order, ready or still to be unpacked.

A new bundle is that module and one name in ``BUNDLES``.

A member's name is what stands behind ``!`` in its place. Bundles in a bundle are unpacked one level
deep, ``inner.zip!b.txt``; what is only compressed is as if it were not: ``pages.tar.gz`` has the
members of the tar. Nothing is ever written, so a name is but a label. In memory are one member, one
buffer, and an archive within an archive if it has to be moved in.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import BinaryIO, NamedTuple, cast

from extract.bundles.damage import DAMAGE, told
from extract.bundles.member import BrokenBundle, Bundle, Member, Names, Packed
from extract.bundles.stream import Stream, TooLarge

__all__ = ["BrokenBundle", "Member", "is_bundle", "may_be_bundle", "members"]

# The first that recognises the bytes unpacks them.
BUNDLES = ("zips", "tars", "compressed", "json_lines", "json_values")

_HEAD = 512
# Bundles within each other, and compressions within each other, that are unpacked.
_LEVELS = 2
_PRESSINGS = 3
# What may be read to tell whether a file is a bundle.
_TO_TELL = 64 << 20


def may_be_bundle(data: bytes) -> bool:
    """Whether a file that begins so may be a bundle; the first 512 bytes tell, and a wrong yes costs only time."""
    head = data[:_HEAD]
    return any(bundle.may_be(head) for bundle in _bundles())


def is_bundle(file: BinaryIO) -> bool:
    """Whether a file is a bundle; documents that are archives inside, as .docx, are none. It stays where it stood."""
    position = file.tell()
    try:
        file.seek(0)
        return _kind(Stream(file, _TO_TELL, file)) is not None
    finally:
        file.seek(position)


def members(file: BinaryIO, name: str, max_bytes: int) -> Iterator[Member]:
    """Unpack a bundle lazily, in its own order; ``name`` is the file's.

    Raises BrokenBundle where it cannot go on; what came before stands.
    """
    names, count = Names(), 0
    file.seek(0)
    try:
        for member in _top(Stream(file, max_bytes, file), name, max_bytes):
            yield member._replace(name=names(member.name))
            count += 1
    except DAMAGE as fault:
        raise BrokenBundle(f"damaged-archive: {told(fault)}, after {count} members; fetch it again.") from fault


class _Depth(NamedTuple):
    """What may still lie within."""

    levels: int = _LEVELS
    pressings: int = _PRESSINGS

    def below(self, kind: Bundle) -> _Depth | None:
        """The depth inside of a bundle; None where there is none left."""
        depth = _Depth(self.levels - kind.IS_LEVEL, self.pressings - (not kind.IS_LEVEL))
        return depth if min(depth) >= 0 else None


def _top(stream: Stream, name: str, max_bytes: int) -> Iterator[Member]:
    kind = _kind(stream)
    if kind is None:
        raise ValueError("it is no archive and no dump")
    yield from _inside(kind, stream, _Label(name), _Depth(), max_bytes)


class _Label(NamedTuple):
    """A bundle's own name, and its name within the outermost one."""

    own: str
    full: str = ""

    def of(self, name: str) -> str:
        """The name of a member within the outermost bundle."""
        return f"{self.full}!{name}" if self.full else name


def _inside(kind: Bundle, stream: Stream, label: _Label, depth: _Depth, max_bytes: int) -> Iterator[Member]:
    """The members of a bundle, with those of bundles in it. Raises one of DAMAGE."""
    below = depth.below(kind)
    if below is None:
        yield Member(label.full or label.own, None, "nested-too-deep: unpack the archive that it lies in first.")
        return
    for found in kind.members(stream, label.own, max_bytes):
        if isinstance(found, Member):
            yield found._replace(name=label.of(found.name))
        elif kind.IS_LEVEL:
            yield from _unpacked(found, label.of(found.name), below, max_bytes)
        else:
            # What is only compressed has no place of its own unless it is a document.
            inner = Stream(found.file, max_bytes)
            within = _kind(inner)
            if within is None:
                yield _document(inner, found, label.of(found.name))
            else:
                yield from _inside(within, inner, _Label(found.name, label.full), below, max_bytes)


def _unpacked(packed: Packed, full: str, depth: _Depth, max_bytes: int) -> Iterator[Member]:
    """A member of an archive, or the members that it has; its damage is not the archive's."""
    stream = Stream(packed.file, max_bytes)
    count = 0
    try:
        kind = _kind(stream)
        if kind is None:
            yield _document(stream, packed, full)
            return
        for member in _inside(kind, stream, _Label(packed.name, full), depth, max_bytes):
            yield member
            count += 1
    except TooLarge as fault:
        yield Member(full, None, str(fault))
    except DAMAGE as fault:
        after = f", after {count} members" if count else ""
        yield Member(full, None, f"damaged-member: {told(fault)}{after}; fetch it again.")


def _document(stream: Stream, packed: Packed, full: str) -> Member:
    try:
        return Member(full, stream.whole(packed.size), None)
    except TooLarge as fault:
        return Member(full, None, str(fault))


def _kind(stream: Stream) -> Bundle | None:
    """The kind of bundle that a stream is; None for a document."""
    head = stream.peek(_HEAD)[:_HEAD]
    return next((bundle for bundle in _bundles() if bundle.may_be(head) and bundle.is_one(stream)), None)


@cache
def _bundles() -> tuple[Bundle, ...]:
    return tuple(cast(Bundle, import_module(f"extract.bundles.{name}")) for name in BUNDLES)
