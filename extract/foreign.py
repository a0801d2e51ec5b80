"""Files of kinds that are known and not read: each gets a message that says what it is and what to save it as."""

from __future__ import annotations

import codecs
import io
import re
from zipfile import ZipFile

from extract.container import Unreadable
from extract.document import Document

MEDIA_TYPE = "application/octet-stream"
_ENDINGS = (
    ".doc .dot .xls .xlsx .xlsm .ppt .pptx .rtf .odt .ods .odp .msg .pages .numbers .key .hwp .epub .xps .rar .7z .jpg "
    ".jpeg .png .gif .bmp .tif .tiff .webp .heic .avif .djvu .ps .mp3 .mp4 .parquet .sqlite .exe"
)
EXTENSIONS = frozenset(_ENDINGS.split())

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_AS_DOCX = "save it as .docx or PDF"
_AS_TEXT = "save the report in it as .docx, PDF or text"
_AS_PDF = "print or scan it to PDF"
_UNPACKED = "unpack it and give what lies in it"
_INGESTED = "raingan ingest reads what lies in it"
# The first bytes, what such a file is, and what to do.
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "an RTF document", _AS_DOCX),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", _AS_PDF),
    (b"\xff\xd8\xff", "a JPEG picture", _AS_PDF),
    (b"GIF87a", "a GIF picture", _AS_PDF),
    (b"GIF89a", "a GIF picture", _AS_PDF),
    (b"II*\x00", "a TIFF picture", _AS_PDF),
    (b"MM\x00*", "a TIFF picture", _AS_PDF),
    (b"8BPS\x00\x01", "a Photoshop picture", _AS_PDF),
    (b"AT&TFORM", "a DjVu scan", _AS_PDF),
    (b"%!PS", "a PostScript file", _AS_PDF),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACKED),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACKED),
    (b"\x1f\x8b\x08", "a gzip file", _INGESTED),
    (b"BZh", "a bzip2 file", _INGESTED),
    (b"\xfd7zXZ\x00", "an xz file", _INGESTED),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file", _UNPACKED),
    (b"MSCF\x00", "a cabinet archive", _UNPACKED),
    (b"PK\x05\x06", "an empty zip archive", _UNPACKED),
    (b"PAR1", "a Parquet file", _AS_TEXT),
    (b"SQLite format 3\x00", "an SQLite database", _AS_TEXT),
    (b"\x00\x01\x00\x00Standard ", "an Access database", _AS_TEXT),
    (b"bplist00", "a property list or a page saved by Safari", "save the page as HTML or PDF"),
    (b"HWP Document File", "a Hangul document", _AS_DOCX),
    (b"WARC/1.", "a web archive (WARC)", "give the pages in it, as HTML or as JSON lines"),
    (b"ID3\x03\x00", "a sound recording", _AS_TEXT),
    (b"OggS\x00", "a recording", _AS_TEXT),
    (b"\x1aE\xdf\xa3", "a film", _AS_TEXT),
    (b"\x7fELF", "a program", _AS_TEXT),
)
# What stands at the fifth or the ninth byte tells the kind where the first do not.
_BRANDS: tuple[tuple[int, bytes, str, str], ...] = (
    (4, b"ftyphei", "a HEIC picture", _AS_PDF),
    (4, b"ftypmif1", "a HEIC picture", _AS_PDF),
    (4, b"ftypavif", "an AVIF picture", _AS_PDF),
    (4, b"ftyp", "a film or a sound recording", _AS_TEXT),
    (8, b"WEBPVP8", "a WebP picture", _AS_PDF),
    (8, b"WAVEfmt ", "a sound recording", _AS_TEXT),
    (8, b"AVI LIST", "a film", _AS_TEXT),
    (257, b"ustar", "a tar archive", _INGESTED),
)
_SIGNS = (*((0, *row) for row in _SIGNATURES), *_BRANDS)
_ANY_SIGN = re.compile(b"|".join(b"." * at + re.escape(sign) for at, sign, _, _ in _SIGNS), re.DOTALL)
# Streams of an OLE file.
_STREAMS: tuple[tuple[str, str, str], ...] = (
    ("WordDocument", "a Word document of the old kind (.doc)", _AS_DOCX),
    ("Workbook", "an Excel sheet of the old kind (.xls)", _AS_TEXT),
    ("PowerPoint Document", "a PowerPoint file of the old kind (.ppt)", _AS_DOCX),
    ("__properties_version1.0", "an Outlook message", _AS_TEXT),
    ("HwpSummaryInformation", "a Hangul document", _AS_DOCX),
    ("Book", "an Excel sheet of the old kind (.xls)", _AS_TEXT),
)
# Members of zip archives, or how they begin.
_MEMBERS: tuple[tuple[str, str, str], ...] = (
    ("xl/", "an Excel sheet (.xlsx)", _AS_TEXT),
    ("ppt/", "a PowerPoint file (.pptx)", _AS_DOCX),
    ("Index/Document.iwa", "a file of Apple's Pages, Numbers or Keynote", _AS_DOCX),
    ("FixedDocSeq.fdseq", "an XPS document", _AS_PDF),
    ("FixedDocumentSequence.fdseq", "an XPS document", _AS_PDF),
    ("visio/", "a Visio drawing", _AS_PDF),
    ("Contents/section0.xml", "a Hangul document", _AS_DOCX),
    ("mimetype", "an OpenDocument file", _AS_DOCX),
)
_MIME_TYPES: tuple[tuple[bytes, str, str], ...] = (
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text (.odt)", _AS_DOCX),
    (b"application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument sheet (.ods)", _AS_TEXT),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file", _AS_DOCX),
    (b"application/epub+zip", "an e-book (.epub)", _AS_TEXT),
)
# Documents that are one XML file.
_XML: tuple[tuple[bytes, str, str], ...] = (
    (b"<w:wordDocument", "a Word document of 2003 in XML", _AS_DOCX),
    (b"<pkg:package", "a Word document in one XML file", _AS_DOCX),
    (b"<office:document", "an OpenDocument file in XML", _AS_DOCX),
    (b"<Workbook", "an Excel sheet in XML", _AS_TEXT),
    (b"<svg", "an SVG picture", _AS_PDF),
)

# An e-mail message, told from its headers, and the beginning of a dump, in an encoding that JSON has not.
_MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){3,}")
_MAIL_HEADERS = (re.compile(rb"^MIME-Version:", re.I | re.M), re.compile(rb"^(?:From|Received|Subject):", re.I | re.M))
_WIDE_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_DUMP = re.compile(r"\s*(?:\[\s*)?\{\s*\"(?:[^\"\\]*\"\s*:.*\")?(?:url|text|html)\"\s*:", re.DOTALL)

_BEFORE_ROOT = re.compile(rb"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE)

_Kind = tuple[str, str]


def recognises(data: bytes) -> bool:
    """Whether the bytes are of a known kind that is not read."""
    return data.startswith((_OLE, _ZIP)) or _kind(data) is not None


def read(data: bytes) -> Document:
    """Tell what the bytes are.

    Always raises Unreadable.
    """
    kind = _in_ole(data) if data.startswith(_OLE) else _in_zip(data) if data.startswith(_ZIP) else _kind(data)
    what, remedy = kind or ("a file of a kind that is not read", _AS_DOCX)
    raise Unreadable(f"unsupported: this is {what}; {remedy}.")


def _kind(data: bytes) -> _Kind | None:
    if _ANY_SIGN.match(data):
        return next((what, remedy) for at, sign, what, remedy in _SIGNS if data.startswith(sign, at))
    if data.startswith(b"BM") and data[2:6] == len(data).to_bytes(4, "little"):
        return "a BMP picture", _AS_PDF
    if (encoding := _WIDE_MARKS.get(data[:2])) and _DUMP.match(data[2:1026].decode(encoding, "ignore")):
        return "a dump in UTF-16", "save it as UTF-8"
    head = _MAIL.match(data, 0, 8192)
    if head is not None and all(header.search(head[0]) for header in _MAIL_HEADERS):
        return "an e-mail message", _AS_TEXT
    return _in_xml(data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n"))


def _in_xml(head: bytes) -> _Kind | None:
    if not head.startswith((b"<?xml", b"<svg")):
        return None
    before = _BEFORE_ROOT.match(head)
    at = before.end() if before else 0
    return next(((what, remedy) for root, what, remedy in _XML if head.startswith(root, at)), None)


def _in_ole(data: bytes) -> _Kind:
    """What an OLE file holds, told from the names of its streams.

    Raises Unreadable for a document that is encrypted, whatever its kind.
    """
    if "EncryptedPackage\0".encode("utf-16-le") in data:
        raise Unreadable("encrypted: the document needs a password: save it again without one.")
    for stream, what, remedy in _STREAMS:
        if f"{stream}\0".encode("utf-16-le") in data:
            return what, remedy
    return "an Office file of the old kind", _AS_DOCX


def _in_zip(data: bytes) -> _Kind:
    """What a zip archive holds, told from the names of its members or, where it is cut, from the first."""
    for mime_type, what, remedy in _MIME_TYPES:
        if mime_type in data[30:256]:
            return what, remedy
    from extract.docx.package import DAMAGE

    try:
        names = ZipFile(io.BytesIO(data)).namelist()
    except DAMAGE:
        names = [data[30:256].decode("latin-1")]
    for start, what, remedy in _MEMBERS:
        if any(name.startswith(start) for name in names):
            return what, remedy
    return "a zip archive", _INGESTED
