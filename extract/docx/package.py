"""The package of a Word document: parts in a zip archive, found through their relationships.

Sizes are those that really come out, and no part may be larger than ``LARGEST``; XML that declares
entities or any other document type is refused.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zlib
from collections.abc import Callable
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, fromstring
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from extract.container import Unreadable

LARGEST = 64 << 20  # Bytes of a part, unpacked.

_IS_ENCRYPTED = 0x1
_MAIN_TYPES = ("wordprocessingml.document.main+xml", "ms-word.document.macroenabled.main+xml")
_TEMPLATE_TYPES = ("wordprocessingml.template.main+xml", "ms-word.template.macroenabledtemplate.main+xml")
# What the standard library raises for damaged archives.
DAMAGE = (
    ArithmeticError,
    BadZipFile,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)


class Relation(NamedTuple):
    """A part that another names: what it is to it, its name in the package, and the id that it goes by there."""

    kind: str
    name: str
    id: str


class Package:
    """The parts of a package by name; names do not tell capitals apart."""

    def __init__(self, data: bytes) -> None:
        try:
            with ZipFile(io.BytesIO(data)) as archive:
                infos = archive.infolist()
        except DAMAGE as fault:
            raise damaged(fault) from fault
        self._data = data
        self._infos = {info.filename.lstrip("/").lower(): info for info in infos}

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, None where there is none. Raises Unreadable."""
        info = self._infos.get(name.lstrip("/").lower())
        return None if info is None else _unpacked(self._data, info)

    def main(self) -> str | None:
        """The name of the part that holds the text, None where the package is no Word document.

        Raises Unreadable.
        """
        types = self._main_parts() or ["word/document.xml"]
        named = [relation.name.lower() for relation in self.relations("") if relation.kind == "officeDocument"]
        return next((name for name in (*named, *types) if name in types and name in self._infos), None)

    def relations(self, part: str) -> list[Relation]:
        """The parts that a part names; the package itself is the part "".

        Raises Unreadable.
        """
        folder, name = posixpath.split(part)
        data = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        if data is None:
            return []
        return [
            Relation(
                relation.get("Type", "").rpartition("/")[2],
                _joined(folder, relation.get("Target", "")),
                relation.get("Id", ""),
            )
            for relation in tree(data).iter()
            if _local(relation.tag) == "Relationship" and relation.get("TargetMode") != "External"
        ]

    def related(self, part: str, kind: str) -> bytes | None:
        """The bytes of the first part of a kind that a part names. Raises Unreadable."""
        return next((self.part(each.name) for each in self.relations(part) if each.kind == kind), None)

    def _main_parts(self) -> list[str]:
        """The names that the list of content types gives to a text, in small letters."""
        data = self.part("[Content_Types].xml")
        return [
            entry.get("PartName", "").lstrip("/").lower()
            for entry in ([] if data is None else tree(data).iter())
            if entry.get("ContentType", "").lower().endswith((*_MAIN_TYPES, *_TEMPLATE_TYPES))
        ]


Start = Callable[[str, dict[str, str]], object]
Told = Callable[[str], object]


def parse(data: bytes, start: Start, end: Told, text: Told) -> None:
    """Tell of the elements and texts of an XML part; a name is its namespace, a brace and the local name.

    Raises Unreadable.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as fault:
        if isinstance(fault, Unreadable):
            raise
        raise damaged(fault) from fault


def tree(data: bytes) -> Element:
    """The elements of a part that is asked and not told.

    It may hide a declaration in an encoding of its own choice; what that could do, expat itself bounds.
    Raises Unreadable.
    """
    if b"<!DOCTYPE" in data.replace(b"\x00", b""):
        _refuse()
    try:
        return fromstring(data)
    except (LookupError, ParseError, ValueError) as fault:
        raise damaged(fault) from fault


def damaged(fault: Exception | str) -> Unreadable:
    """Say that a document is damaged, and how."""
    return Unreadable(f"damaged-docx: {str(fault).rstrip('.')}: get the file again, or save it anew.")


def _refuse(*_: object) -> None:
    raise Unreadable("damaged-docx: it declares a document type, which no word processor writes: save it anew.")


def _unpacked(data: bytes, info: ZipInfo) -> bytes:
    if info.flag_bits & _IS_ENCRYPTED:
        raise Unreadable("encrypted: the document needs a password: save it again without one.")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise damaged(f"{info.filename} is packed by method {info.compress_type}, which no word processor uses")
    head = data[info.header_offset : info.header_offset + 30]
    if not head.startswith(b"PK\x03\x04") or len(head) < 30:
        raise damaged(f"{info.filename} is not where the archive says")
    at = info.header_offset + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    content = data[at : at + info.compress_size]
    if info.compress_type == ZIP_DEFLATED:
        try:
            content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(content, LARGEST + 1)
        except zlib.error as fault:
            raise damaged(fault) from fault
    if len(content) > LARGEST:
        raise Unreadable(f"too-large: {info.filename} has more than {LARGEST} bytes when unpacked.")
    if zlib.crc32(content) != info.CRC:
        raise damaged(f"{info.filename} is not what was packed")
    return content


def _joined(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _local(name: str) -> str:
    return name.rpartition("}")[2]
