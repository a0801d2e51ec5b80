"""Pages of the web give what a browser shows of them, and so the cells of the same report in text."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import html
from extract.container import Unreadable, open_document
from parsers import parse
from tests.expected import SAMPLES, outcome, read, reports
from tests.webpages import WAYS, lines_of, page, paragraphs

REPORTS = [pytest.param(report, id=str(report.relative_to(SAMPLES))) for report in reports()]
FIXTURES = Path(__file__).parent / "fixtures" / "html"
# Pages that LibreOffice made of Word documents, and the samples that they say.
BY_LIBREOFFICE = {"kpi_page": "plain-street-trees.txt", "print_form": "plain-footpath-repair.md"}
PLAIN_TEXT = (
    "ความคืบหน้าโครงการ ร้อยละ 10 < 20 และ a <b> c",
    "| รายงาน | ผล |\n|---|---|\n| ครั้งที่ 1<br>ใหม่ | ดี<br>มาก |\n| ครั้งที่ 2<br> | <b>x</b> |",
    "<br>\nความคืบหน้าโครงการ\nร้อยละ 10\nนายสมมติ\nหน้า 1\nหน้า 2",
    '<div align="center">\n\n# หัวข้อ\n\n</div>\n' + "ข้อความ\n" * 20,
    '{"url": "x", "html": "<p>a</p><p>b</p><p>c</p>"}',
    '[{"html": "<html><body>x"}]',
    "<5 ปี",
    "a < b > c",
    "<https://example.org>",
)
PAGES = (
    "<!doctype html>x",
    "\ufeff\n<!-- saved from url=(0014)about:internet -->\n<HTML>x",
    '<?xml version="1.0" encoding="TIS-620"?>\n<!DOCTYPE html PUBLIC "a" "b">x',
    "<table><tr><td>1",
    "<p>ข้อความ",
    "<div>\nก\nข\nค\nง\nจ\nฉ\n</div>\n",
    "ความคืบหน้าโครงการ<br>\nร้อยละ 10<br>\nไม่มี<br>\n-",
    "<br>ก<br>ข",
    "<span>ก</span>",
    "<body onload='x()'>ก",
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!doctype html>ก",
)


def text_of(markup: str | bytes) -> str:
    return html.read(markup.encode() if isinstance(markup, str) else markup).text


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("report", REPORTS)
def test_page_gives_the_cells_of_the_text(report: Path, way: Callable[[list[str]], str]) -> None:
    lines = lines_of(report)
    document = open_document(page(way(lines)).encode())
    assert document.origin.media_type == "text/html"
    # A page of nothing but paragraphs shows no empty lines, and one of them may tell which column is blank.
    shown = [line for line in lines if line.strip()] if way is paragraphs else lines
    text = open_document("\n".join(shown).encode())
    assert outcome(parse(document))["tables"] == outcome(parse(text))["tables"]


@pytest.mark.parametrize("layout", BY_LIBREOFFICE)
def test_page_of_libreoffice_gives_the_cells_of_the_text(layout: str) -> None:
    document = open_document((FIXTURES / f"{layout}.html").read_bytes())
    assert document.origin.media_type == "text/html"
    assert outcome(parse(document))["tables"] == outcome(read(SAMPLES / layout / BY_LIBREOFFICE[layout]))["tables"]


@pytest.mark.parametrize(
    ("declared", "written", "told"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", "utf-8-sig", "utf-8-sig"),
        ("tis-620", "utf-8", "utf-8"),
        ("windows-1252", "utf-8", "utf-8"),
        ("windows-874", "cp874", "cp874"),
        ("tis-620", "cp874", "cp874"),
        ("iso-8859-11", "cp874", "cp874"),
        ("utf-8", "cp874", "cp874"),
        ("iso-8859-1", "cp874", "cp874"),
        ("utf-16", "utf-16", "utf-16"),
        ("utf-8", "utf-16-le", "utf-16-le"),
    ],
)
def test_content_decides_the_encoding(declared: str, written: str, told: str) -> None:
    body = WAYS["tables"](lines_of(SAMPLES / "kpi_page" / "plain-street-trees.txt"))
    document = open_document(page(body, declared).encode(written))
    assert (document.origin.media_type, document.origin.encoding) == ("text/html", told)
    assert parse(document).layout == "kpi_page"


def test_thai_among_many_tags_is_told_by_what_is_shown() -> None:
    markup = "<style>" + "p { color: red }\n" * 500 + "</style><p>ร้อยละของงาน &#9733;"
    document = open_document(markup.encode("cp874"))
    assert (document.text, document.origin.encoding) == ("ร้อยละของงาน ★", "cp874")


@pytest.mark.parametrize(
    "data",
    [
        "<p>ข้อความภาษาไทย".encode()[:-1] + b"<p>" + "ความคืบหน้า".encode(),
        "<p>déjà vu à la carte".encode("latin-1"),
        b"<p>\xff\xfe\xfd",
    ],
)
def test_torn_or_foreign_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^undecodable: .*UTF-8"):
        html.read(data)


@pytest.mark.parametrize("text", PLAIN_TEXT)
def test_text_is_no_page(text: str) -> None:
    assert not html.recognises(text.encode())
    assert not html.recognises(text.encode("utf-16"))


@pytest.mark.parametrize("report", REPORTS)
def test_no_sample_is_taken_for_a_page(report: Path) -> None:
    assert not html.recognises(report.read_bytes())


@pytest.mark.parametrize("markup", PAGES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_page_is_recognised(markup: str, encoding: str) -> None:
    assert html.recognises(markup.encode(encoding))


@pytest.mark.parametrize("markup", ["<html>", "<body><script>x</script>", "<frameset><frame src=a></frameset>"])
def test_page_without_text_is_empty(markup: str) -> None:
    with pytest.raises(Unreadable, match=r"^empty: "):
        open_document(markup.encode())


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + "x" + "</div>" * 100_000,
        "".join(f"<p><font size={n}>x" for n in range(3_000)),
        "".join(f"<b id={n}>" for n in range(20_000)) + "<p>x" * 20_000,
    ],
)
def test_page_that_grows_when_it_is_read_is_refused(markup: str) -> None:
    with pytest.raises(Unreadable, match=r"^too-deep: "):
        open_document(markup.encode())


@pytest.mark.parametrize("markup", [b"<p>" * 1_000_001, b"<select>" + b"<option>1" * 20_001])
def test_page_of_too_many_elements_is_too_large(markup: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^too-large: .*save the report alone"):
        html.read(markup)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<table>" + "<tr><td>1</td><td>ก</td></tr>\n" * 20_000 + "</table>", "\n".join(["1\tก"] * 20_000)),
        ("<div>" * 5_000 + "x", "x"),
        ("<p><font size=2>ก</p>" * 2_000, "\n\n".join("ก" * 2_000)),
        ("<a name=1>ก<p>" * 2_000, "\n\n".join("ก" * 2_000)),
        ("<script>" + "if (a<b) { c<d }" * 5_000 + "</script><b>x", "x"),
    ],
)
def test_page_with_many_open_tags_is_read(markup: str, text: str) -> None:
    assert text_of(markup) == text


@pytest.mark.parametrize(
    ("markup", "codes"),
    [
        ("<p>ก<textarea>ข</textarea><input value=ค><input type=TEXT value=ง>", ["form-fields-unread"]),
        ("<p>ก<textarea> </textarea><input value=' '><input type=hidden value=ค><input type=submit value=ง>", []),
        ("<p>ก<div class='x", ["page-cut"]),
        ("<p>ก</di", ["page-cut"]),
        ("<p>ก<!-- ข", ["page-cut"]),
        ("<p>ก <b>5 < 6", []),
        ("<html><p>ก 5", ["page-cut"]),
        ("<BODY class=a>ก<p>5 \n", ["page-cut"]),
        ("<html><p>ก<script>a = 1", ["page-cut"]),
        ("<html><body><p>ก 5</body></html>\nข", []),
        ("<html><body><table><tr><td>ก", ["page-cut"]),
        ("<html><body><table><tr><td>ก<td>5</table>\n", []),
        ("<p>ก <del>50</del><ins>60</ins> <s></s>", ["struck-out"]),
        ("<p>ก <span style='TEXT-DECORATION: line-through'>50</span>", ["struck-out"]),
        ("<p>ก 85<sup>1)</sup>", ["raised-digits"]),
        ("<p>ก <b>๘๕</b><sub>๑</sub>", ["raised-digits"]),
        ("<style>.c1 { text-decoration: line-through }</style><p>ก <span class=c1>50</span>60", ["struck-out"]),
        ("<style>.c2 { vertical-align: super }</style><p>ก 85<span class=c2>1</span>", ["raised-digits"]),
        ("<style>.c3 { text-decoration: none; vertical-align: top }</style><p>ก 8<span class=c3>5</span>", []),
        ("<p>ก" + "ข" * 999 + "<div style='display: none'>" + "ค" * 300, ["text-hidden"]),
        ("<style>.t { display: none }</style><p>ก<p class=t>" + "ค" * 300, ["text-hidden"]),
        ("<p>ก<p hidden>" + "ค" * 300 + "<p style='display: block'>", ["text-hidden"]),
        ("<p>ก<details><summary>" + "ข" * 300 + "</summary>" + "ค" * 300, ["text-hidden"]),
        ("<p>ก<details><summary>" + "ข" * 300 + "</summary></details><details open>" + "ค" * 300, []),
        ("<p>ก" + "ข" * 9999 + "<div style='display: none'>" + "ค" * 300, []),
        ("<p>ก<div style='display: none'>" + "x" * 300, []),
        ("<p>ก ม.<sup>2</sup> 85<sup>ก</sup><sup> </sup>", []),
    ],
)
def test_what_the_text_lacks_is_told(markup: str, codes: list[str]) -> None:
    document = open_document(markup.encode())
    assert [notice.code for notice in document.notices] == codes
    assert document.text.startswith("ก")


@pytest.mark.parametrize(
    ("markup", "code", "said"),
    [
        ("<del>7</del><ins>1,000</ins>", "struck-out", "71,000"),
        ("1<s>5</s>", "struck-out", "15"),
        ("1000.0000<sup>1</sup>", "raised-digits", "1000.00001"),
        ("<b>๘๕</b><sub>๑</sub>", "raised-digits", "๘๕๑"),
    ],
)
def test_a_number_with_digits_that_are_none_of_its_own_is_told_at_its_cell(markup: str, code: str, said: str) -> None:
    page = f"<p>ค่าเป้าหมาย ต้น : {markup}<p>ผลงานที่ทำได้ ต้น : 5<p>ประเภทตัวชี้วัด : <del>ก</del>ข 1<p>ม.<sup>2</sup>"
    reading = parse(open_document(page.encode()))
    told = [issue for issue in reading.issues if issue.code in ("struck-out", "raised-digits")]
    assert [(i.code, i.table, i.row, i.column) for i in told if i.start] == [(code, "indicators", 0, "target")]
    assert [reading.document.text[i.start : i.end] for i in told if i.start] == [said]
    # What stands beside no digit is told of the page.
    assert [issue.code for issue in told if issue.start is None] == ["struck-out"]


def test_a_number_that_stands_twice_is_told_of_the_page() -> None:
    document = open_document("<p>ก 851<p>85<sup>1</sup>".encode())
    assert [(notice.code, notice.start) for notice in document.notices] == [("raised-digits", None)]


def test_elements_of_xml_that_close_in_themselves() -> None:
    head = "<html><head><title/><script src='a.js' /></head><body>"
    assert text_of(f"<?xml version='1.0'?>{head}<p>ก") == "ก"
    # To a browser that is told of no XML the page ends with the script that does not.
    with pytest.raises(Unreadable, match=r"^empty: "):
        text_of(f"{head}<p>ก")


def test_what_a_server_said_before_is_no_text() -> None:
    head = "HTTP/1.1 200 OK\nContent-Type: text/html; charset=tis-620\n\n"
    assert text_of(f"{head}<html><p>ก") == "ก"
    assert open_document(f"{head}ก: ข\n\nค".encode()).text == f"{head}ก: ข\n\nค"


def test_form_feeds_are_blanks() -> None:
    document = open_document("<pre>ก\fข</pre>".encode())
    assert (document.text, document.pieces(0, 3)) == ("ก ข", ((0, 3),))


# What a page shows without a blank of its own that HTML would collapse; U+200B beside a line end is not shown.
SHOWN = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), exclude_characters="\u200b", include_characters="\n\t")
)


@given(SHOWN, st.sampled_from(["<p>{}</p>", "<table><tr><td>{}<td>x</table>", "<div><b>{}", "<pre>{}</pre>"]))
def test_words_of_any_text_come_back(text: str, around: str) -> None:
    said = text_of(around.format(escape(text)) + "<p>end")
    assert said.split()[: len(text.split())] == text.split()


@given(st.binary(max_size=200), st.sampled_from([b"<!doctype html>", b"<table>", b"<p>\xa1\xa2"]))
def test_any_bytes_give_a_document_or_unreadable(data: bytes, start: bytes) -> None:
    assert told(start + data) == told(start + data)


def told(data: bytes) -> str:
    """The text of a page, or the code of what is wrong with it; any other exception fails the test."""
    try:
        return html.read(data).text
    except Unreadable as fault:
        return str(fault).split(":")[0]


@pytest.mark.parametrize(
    ("ending", "cell"),
    [("ค่าเป้าหมาย คน : 2", ("indicators", "target")), ("ค่าเป้าหมาย คน : 5<p>ผลงานที่ทำ", (None, None))],
)
def test_a_page_that_ends_in_a_text_is_told_to_be_cut_at_its_last_letter(ending: str, cell: tuple[str, str]) -> None:
    document = open_document(f"<html><body><p>รายละเอียดตัวชี้วัด<p>จำนวนผู้เข้าอบรม : 0100-811<p>{ending}".encode())
    told = [issue for issue in parse(document).issues if issue.code == "page-cut"]
    last = len(document.text.rstrip())
    assert [(i.table, i.column, i.start, i.end) for i in told] == [(*cell, last - 1, last)]
