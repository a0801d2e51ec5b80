"""Pages that a browser saved as one file give what the page in it shows."""

from __future__ import annotations

from email.mime.base import MIMEBase
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import SMTP
from pathlib import Path
from quopri import encodestring

import pytest

from extract import mhtml
from extract.container import Unreadable, open_document
from parsers import parse
from tests.expected import SAMPLES, outcome, read, reports
from tests.webpages import WAYS, lines_of, page

# Chromium saved these of REPORT: with words that sheets hide, in the page and beside it; in a frame.
FIXTURES = Path(__file__).parent / "fixtures" / "html"
REPORT = SAMPLES / "project_page" / "plain-district-project.txt"


def part(markup: bytes, name: str) -> MIMEBase:
    """A page as a part, quoted as Chromium quotes it."""
    made = MIMENonMultipart("text", "html")
    made["Content-Transfer-Encoding"] = "quoted-printable"
    made["Content-ID"] = name
    made["Content-Location"] = f"https://example.org/{name}"
    made.set_payload(encodestring(markup).decode())
    return made


def saved(*pages: bytes, start: str = "") -> bytes:
    """A file of several pages and a picture; Chromium puts the one that was seen first."""
    message = MIMEMultipart("related", type="text/html")
    if start:
        message.set_param("start", start)
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://example.org/"
    message["Subject"] = "page"
    for number, markup in enumerate(pages):
        message.attach(part(markup, f"<{number}@example.org>"))
    message.attach(MIMEImage(b"\x89PNG\r\n\x1a\n", "png"))
    return message.as_bytes(policy=SMTP)


@pytest.mark.parametrize("encoding", ["utf-8", "cp874"])
def test_page_gives_the_cells_of_the_text(encoding: str) -> None:
    data = saved(page(WAYS["tables"](lines_of(REPORT)), encoding).encode(encoding), b"<p>frame")
    document = open_document(data)
    assert (document.origin.media_type, document.origin.encoding) == ("multipart/related", encoding)
    assert outcome(parse(document))["tables"] == outcome(read(REPORT))["tables"]


@pytest.mark.parametrize("name", ["chromium-style-sheets", "chromium-frames"])
def test_file_of_chromium_gives_the_cells_of_the_text(name: str) -> None:
    document = open_document((FIXTURES / f"{name}.mhtml").read_bytes())
    assert document.origin.media_type == "multipart/related"
    assert outcome(parse(document))["tables"] == outcome(read(REPORT))["tables"]


def test_root_that_is_named_is_read() -> None:
    data = saved("<p>กรอบ".encode(), "<p>หน้า".encode(), start="<1@example.org>")
    assert open_document(data).text == "หน้า"


def test_frame_is_read_where_the_page_shows_nothing() -> None:
    frames = b"<frameset><frame src=cid:1@example.org></frameset>"
    assert open_document(saved(frames, "<p>กรอบ".encode())).text == "กรอบ"
    with pytest.raises(Unreadable, match=r"^empty: "):
        open_document(saved(frames, b"<p>1", b"<p>2"))


@pytest.mark.parametrize("named", ["cid:s@example.org", "https://example.org/s.css"])
def test_style_sheet_that_was_saved_too_counts(named: str) -> None:
    message = MIMEMultipart("related", type="text/html")
    message.attach(part(f"<link rel=stylesheet href='{named}'><p class=h>ก<p>ข".encode(), "<0@example.org>"))
    sheet = MIMENonMultipart("text", "css")
    sheet["Content-ID"], sheet["Content-Location"] = "<s@example.org>", "https://example.org/s.css"
    sheet.set_payload("@charset 'utf-8'; .h { display: none }")
    message.attach(sheet)
    assert open_document(message.as_bytes(policy=SMTP)).text == "ข"


def test_page_that_was_cut_is_damaged() -> None:
    data = saved(page(WAYS["blocks"](lines_of(REPORT))).encode())
    before, _, _ = data.partition(b"image/png")
    # Only the picture was cut here, and there the page.
    assert parse(open_document(before)).layout == "project_page"
    with pytest.raises(Unreadable, match=r"^damaged-mhtml: .*save the page again"):
        open_document(data[: len(before) // 2])


def test_notices_of_the_page_are_kept() -> None:
    notices = open_document(saved("<p>ก<textarea>ข</textarea>".encode())).notices
    assert [notice.code for notice in notices] == ["form-fields-unread"]


def test_message_without_a_page_is_empty() -> None:
    with pytest.raises(Unreadable, match=r"^empty: "):
        open_document(saved())


def test_parts_that_nest_are_no_matter() -> None:
    heads = [f'Content-Type: multipart/related; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(3_000)]
    with pytest.raises(Unreadable, match=r"^(damaged-mhtml|empty): "):
        open_document(("MIME-Version: 1.0\r\n" + "".join(heads)).encode())


def test_no_sample_is_taken_for_a_message() -> None:
    assert [report for report in reports() if mhtml.recognises(report.read_bytes())] == []
