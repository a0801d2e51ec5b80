"""Word documents give the text that Word shows, and so the cells of the same report in text."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import docx
from extract.container import Unreadable, open_document
from extract.docx import package as docx_package
from parsers import parse
from tests.expected import SAMPLES, outcome, read, reports
from tests.webpages import lines_of
from tests.word_documents import package, written, zipped
from tests.word_texts import SHOWN, mark, run, word
from tests.word_texts import paragraph as P

FIXTURES = Path(__file__).parent / "fixtures" / "docx"
# Documents that LibreOffice made of pages of the web, and the samples that they say.
BY_LIBREOFFICE = {
    "kpi_page": "plain-street-trees.txt",
    "kpi_page_bare": "plain-clinic-visits.txt",
    "print_form": "plain-footpath-repair.md",
    "project_page": "plain-district-project.txt",
    "project_page_bare": "plain-park-project.txt",
}
REPORTS = [pytest.param(report, id=str(report.relative_to(SAMPLES))) for report in reports()]


@pytest.mark.parametrize("with_tables", [False, True], ids=["lines", "tables"])
@pytest.mark.parametrize("report", REPORTS)
def test_document_gives_the_cells_of_the_text(report: Path, with_tables: bool) -> None:
    document = open_document(written(lines_of(report), with_tables))
    assert (document.origin.media_type, document.origin.reader) == (docx.MEDIA_TYPE, "docx")
    assert outcome(parse(document))["tables"] == outcome(read(report))["tables"]


@pytest.mark.parametrize("layout", BY_LIBREOFFICE)
def test_document_of_libreoffice_gives_the_cells_of_the_text(layout: str) -> None:
    document = open_document((FIXTURES / f"{layout}.docx").read_bytes())
    assert outcome(parse(document))["tables"] == outcome(read(SAMPLES / layout / BY_LIBREOFFICE[layout]))["tables"]


def test_lists_of_libreoffice_have_their_numbers() -> None:
    said = open_document((FIXTURES / "lists.docx").read_bytes()).text
    assert said.split("\n") == ["1. หนึ่ง", "2. สอง", "a. ก", "b. ข", "3. สาม", "• จุด", "• วง", "V. ห้า", "จบ", ""]


def said(body: str, **parts: str) -> str:
    return open_document(package(body, **parts)).text.removesuffix("\n")


@pytest.mark.parametrize("what", SHOWN)
def test_text_is_what_word_shows(what: str) -> None:
    body, text = SHOWN[what]
    assert said(P("หัว") + body) == f"หัว\n{text}"


WHOLE = package(P("ก") * 200)
STYLES = (
    "<w:style w:type='paragraph' w:default='1' w:styleId='Usual'/>"
    "<w:style w:type='paragraph' w:styleId='Head'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Sub'><w:basedOn w:val='Head'/></w:style>"
    "<w:style w:type='character' w:styleId='Secret'><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Ring'><w:basedOn w:val='Ring'/></w:style>"
)


def level(at: int, form: str, pattern: str, more: str = "") -> str:
    said = mark("start", "1") + mark("numFmt", form) + more + mark("lvlText", pattern)
    return f"<w:lvl w:ilvl='{at}'>{said}</w:lvl>"


LISTS = (
    "<w:abstractNum w:abstractNumId='0'>"
    + level(0, "decimal", "%1.", "<w:pStyle w:val='Head'/>")
    + level(1, "thaiNumbers", "%1.%2", "<w:pStyle w:val='Sub'/>")
    + level(2, "lowerRoman", "%1.%2.%3)", "<w:isLgl/>")
    + "</w:abstractNum><w:abstractNum w:abstractNumId='1'>"
    + level(0, "bullet", "\uf0b7")
    + level(1, "bullet", "o")
    + level(2, "ordinalText", "%3")
    + level(3, "none", "")
    + level(4, "thaiLetters", "(%5)", "<w:suff w:val='nothing'/>")
    + "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    "<w:num w:numId='2'><w:abstractNumId w:val='0'/>"
    "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/></w:lvlOverride></w:num>"
    "<w:num w:numId='3'><w:abstractNumId w:val='1'/></w:num>"
)


def item(list_id: int, at: int, text: str = "ก") -> str:
    return P(text, f"<w:numPr><w:ilvl w:val='{at}'/><w:numId w:val='{list_id}'/></w:numPr>")


def test_numbers_of_lists_stand_before_their_paragraphs() -> None:
    body = [
        item(1, 0),
        item(1, 1),
        item(1, 1),
        item(1, 2),
        item(1, 0),
        item(1, 1),
        item(0, 0),
        item(2, 0),
        item(2, 0),
        item(1, 0),
    ]
    text = said("".join(body), numbering=LISTS)
    assert [line.removesuffix("ก").rstrip() for line in text.split("\n")] == [
        *("1.", "1.๑", "1.๒", "1.2.1)", "2.", "2.๑", "", "7.", "8.", "9.")
    ]


def test_bullets_stand_before_their_paragraphs() -> None:
    text = said("".join(item(3, at) for at in range(5)), numbering=LISTS)
    assert text == "• ก\n- ก\nก\nก\n(ก)ก"


def test_styles_number_and_hide() -> None:
    body = "".join(P("ก", f"<w:pStyle w:val='{name}'/>") for name in ("Head", "Sub", "Head", "Ring", "Missing"))
    body += P("ก", "<w:pStyle w:val='Head'/><w:numPr><w:numId w:val='0'/></w:numPr>")
    body += f"<w:p>{word('ลับ', mark('rStyle', 'Secret'))}{word('ข')}</w:p>"
    assert said(body, numbering=LISTS, styles=STYLES) == "1. ก\n1.๑ ก\n2. ก\nก\nก\nก\nข"


def test_notes_follow_the_body_in_the_order_of_their_marks() -> None:
    notes = "<w:footnote w:type='separator' w:id='-1'><w:p/></w:footnote>" + "".join(
        f"<w:footnote w:id='{name}'>{P(text)}</w:footnote>" for name, text in ((2, "สอง"), (3, "ลบ"), (5, "หนึ่ง"))
    )
    five, two, three = (run(f"<w:footnoteReference w:id='{name}'/>") for name in (5, 2, 3))
    body = f"<w:p>{word('ร้อยละ 85')}{five}</w:p><w:p>{word('ข')}{two}<w:del>{three}</w:del></w:p>"
    assert said(body, footnotes=notes) == "ร้อยละ 85\nข\n[1] หนึ่ง\n[2] สอง"


def taking_in(content: bytes) -> bytes:
    """A document that takes in another file between two paragraphs, as converters of pages write it."""
    with ZipFile(BytesIO(package(P("ก") + "<w:altChunk r:id='c1' xmlns:r='ids'/>" + P("ง")))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    relation = b'<Relationship Id="c1" Type="x/aFChunk" Target="chunk.dat"/></Relationships>'
    names = "word/_rels/document.xml.rels"
    files |= {"word/chunk.dat": content, names: files[names].replace(b"</Relationships>", relation)}
    return zipped(files)


@pytest.mark.parametrize(
    "content",
    [
        "<html><p>ข<br>ค".encode(),
        "ข\nค".encode(),
        b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n" + "<p>ข<br>ค".encode(),
    ],
)
def test_file_that_is_taken_in_stands_in_its_place(content: bytes) -> None:
    document = open_document(taking_in(content))
    assert (document.text, document.notices) == ("ก\nข\nค\nง\n", [])


def test_what_is_told_of_a_number_in_a_page_that_is_taken_in_is_told_of_the_document() -> None:
    document = open_document(taking_in("<html><p>ข 85<sup>1</sup>".encode()))
    assert [(notice.code, notice.start) for notice in document.notices] == [("raised-digits", None)]


@pytest.mark.parametrize("content", [WHOLE, b"{\\rtf1 x}", b"", b"%PDF-1.4"])
def test_file_that_is_taken_in_and_not_read_is_told(content: bytes) -> None:
    document = open_document(taking_in(content))
    assert (document.text, [notice.code for notice in document.notices]) == ("ก\nง\n", ["part-unread"])


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        (word("50", "<w:strike/>") + word("60"), ["struck-out"]),
        (word("50", '<w:b/><w:dstrike w:val="true"/>'), ["struck-out"]),
        (word("50", '<w:strike w:val="0"/>') + run("<w:tab/>", "<w:strike/>"), []),
        (word("85") + word("1", '<w:vertAlign w:val="superscript"/>'), ["raised-digits"]),
        (word("ม.") + word("2", '<w:vertAlign w:val="superscript"/>') + word("1"), []),
        (word("๘๕") + word("๑", '<w:i/><w:vertAlign w:val="subscript"/>'), ["raised-digits"]),
        (word("85") + word("1", '<w:vertAlign w:val="baseline"/>'), []),
    ],
)
def test_letters_that_say_more_than_their_text_are_told(body: str, codes: list[str]) -> None:
    assert [notice.code for notice in open_document(package(f"<w:p>{body}</w:p>")).notices] == codes


def test_part_of_another_name_is_found() -> None:
    assert open_document(package(P("ก"), main="parts/story.xml")).text == "ก\n"


def test_first_relation_that_is_no_text_is_passed_over() -> None:
    assert not docx.recognises(zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}))


BOMB = "<!DOCTYPE w [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
BROKEN = {
    "cut": (WHOLE[: len(WHOLE) // 2], "damaged-docx"),
    "cut at its end": (WHOLE[:-30], "damaged-docx"),
    "its text torn": (WHOLE.replace(b"PK\x01\x02", b"PK\x01\x03"), "damaged-docx"),
    "no XML": (zipped({"word/document.xml": b"<w:document"}), "damaged-docx"),
    "entities": (zipped({"word/document.xml": f"{BOMB}<d>&b;</d>".encode()}), "damaged-docx"),
    "entities in UTF-16": (zipped({"word/document.xml": f"{BOMB}<d>&b;</d>".encode("utf-16")}), "damaged-docx"),
    "too large": (zipped({"word/document.xml": b"<d>" + b" " * docx_package.LARGEST + b"</d>"}), "too-large"),
    "no text": (package("<w:p/>"), "empty"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_broken_document_says_what_is_wrong(what: str) -> None:
    data, code = BROKEN[what]
    with pytest.raises(Unreadable, match=f"^{code}: "):
        open_document(data)


def test_size_is_what_comes_out_and_not_what_is_said() -> None:
    data = zipped({"word/document.xml": b"<d>" + b" " * docx_package.LARGEST + b"</d>"})
    size = docx_package.LARGEST + len("<d></d>")
    with pytest.raises(Unreadable, match=r"^too-large: "):
        open_document(data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little")))


def test_depth_is_no_matter() -> None:
    depth = 20_000
    controls = "<w:sdt><w:sdtContent>" * depth + P("ก") + "</w:sdtContent></w:sdt>" * depth
    tables = "<w:tbl><w:tr><w:tc>" * 2_000 + P("ข") + "</w:tc></w:tr></w:tbl>" * 2_000
    assert said(controls + tables) == "ก\nข"


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255))
def test_any_damage_gives_a_document_or_unreadable(at: int, byte: int) -> None:
    data = WHOLE[:at] + bytes([byte]) + WHOLE[at + 1 :]
    assert told(data) == told(data)


def told(data: bytes) -> str:
    """The text of a document, or the code of what is wrong with it; any other exception fails the test."""
    try:
        return open_document(data).text
    except Unreadable as fault:
        return str(fault).split(":")[0]


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1), min_size=1))
def test_words_of_any_text_come_back(lines: list[str]) -> None:
    from xml.sax.saxutils import escape

    assert said("".join(P(escape(line)) for line in [*lines, "end"])).split() == [*" ".join(lines).split(), "end"]
