"""Files of known kinds that are not read say what they are, and no report is taken for one."""

from __future__ import annotations

import pytest

from extract import foreign
from extract.container import Unreadable, open_document
from tests.expected import reports
from tests.word_documents import zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def stream(name: str) -> bytes:
    """An OLE file with a stream of this name."""
    return OLE + f"{name}\0".encode("utf-16-le")


KINDS = {
    "a Word document of the old kind (.doc)": stream("WordDocument"),
    "an Excel sheet of the old kind (.xls)": stream("Workbook"),
    "an Outlook message": stream("__properties_version1.0"),
    "an Office file of the old kind": OLE,
    "an RTF document": b"{\\rtf1\\ansi\\ansicpg874 report}",
    "an OpenDocument text (.odt)": zipped(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}
    ),
    "an Excel sheet (.xlsx)": zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}),
    "a PowerPoint file (.pptx)": zipped({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<x/>"}),
    "a zip archive": zipped({"report.txt": b"report"}),
    "a PNG picture": b"\x89PNG\r\n\x1a\n" + bytes(20),
    "a JPEG picture": b"\xff\xd8\xff\xe0" + bytes(20) + b"JFIF",
    "a WebP picture": b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(20),
    "a HEIC picture": b"\x00\x00\x00\x18ftypheic" + bytes(20),
    "a BMP picture": b"BM" + (60).to_bytes(4, "little") + bytes(54),
    "a RAR archive": b"Rar!\x1a\x07\x01\x00" + bytes(20),
    "a 7z archive": b"7z\xbc\xaf\x27\x1c" + bytes(20),
    "a tar archive": b"report.txt" + bytes(247) + b"ustar\x0000" + bytes(248),
    "a web archive (WARC)": b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
    "an e-mail message": b"From: <a@example.org>\r\nSubject: x\r\n y\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b",
    "a dump in UTF-16": '{"id": 1, "url": "https://example.org", "text": "ข้อความ"}\r\n'.encode("utf-16"),
    "a Word document of 2003 in XML": b'<?xml version="1.0"?><w:wordDocument xmlns:w="x"/>',
    "a Word document in one XML file": b'<?xml version="1.0"?>\n<pkg:package xmlns:pkg="x"/>',
}


@pytest.mark.parametrize("kind", KINDS)
def test_kind_is_told_with_what_to_do(kind: str) -> None:
    with pytest.raises(Unreadable) as raised:
        open_document(KINDS[kind])
    code, _, sentence = str(raised.value).partition(": ")
    assert code == "unsupported"
    assert sentence.startswith(f"this is {kind}; ")


def test_encrypted_document_is_told() -> None:
    with pytest.raises(Unreadable, match=r"^encrypted: .*password"):
        open_document(stream("EncryptionInfo") + stream("EncryptedPackage"))


def test_no_sample_is_foreign() -> None:
    assert [report for report in reports() if foreign.recognises(report.read_bytes())] == []


@pytest.mark.parametrize(
    "text", ["From: ก\nSubject: ข\nDate: ค\n", '{"ก": 1}', "WARC", "BM 2566", "MM ความคืบหน้า", "ID3", "PK", "II* ความ"]
)
def test_text_that_begins_alike_is_not_foreign(text: str) -> None:
    assert not foreign.recognises(text.encode())
    assert not foreign.recognises(text.encode("utf-16"))


def test_page_that_begins_as_xml_is_no_picture() -> None:
    markup = '<?xml version="1.0"?>\n<!-- <svg> --><!DOCTYPE html>\n<html><body><svg></svg>ก</body></html>'
    assert open_document(markup.encode()).text == "ก"


def test_no_ending_of_a_report_is_foreign() -> None:
    assert foreign.EXTENSIONS.isdisjoint({".txt", ".md", ".html", ".docx", ".pdf", ".mhtml"})
