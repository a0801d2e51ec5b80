"""Documents of Word and of what writes such: the text of the body, a line for every paragraph.

The cells of a row are separated by tabs and the rows by line breaks, as in the text of a web page. Numbers and
bullets of lists stand before their paragraphs, because Word shows them. Text that is hidden, or deleted in a
change that is tracked, is not shown. The notes follow the body, each on a line, with its number in brackets; in
the body their numbers would run into the figures of a report. Headers and footers are no part of the body: they
repeat on every page, and the form that is printed has its own lines for what they say. Pages of the web and texts
that a document takes in stand where it does so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.container import Unreadable, open_document
from extract.document import Document, Notice, Source
from extract.garbled import garbled
from extract.pages import WRAP

if TYPE_CHECKING:
    from extract.docx.package import Package

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXTENSIONS = frozenset((".docx", ".docm", ".dotx"))

# Forms of letters that change what they say, and that text has not: told of the XML as every program writes it.
_DIGIT = rb"(?:[0-9]|\xe0\xb9[\x90-\x99])"
_MARKS = {
    "struck-out": re.compile(rb"<w:d?strike(?: w:val=\"(?:1|true|on)\")? ?/>(?:(?!</w:r>).)*<w:t[ >]", re.DOTALL),
    "raised-digits": re.compile(
        _DIGIT + rb"\s*</w:t></w:r>\s*<w:r(?: [^>]*)?><w:rPr>(?:(?!</w:rPr>).)*<w:vertAlign w:val=\"su[a-z]+\" ?/>"
        rb"(?:(?!</w:rPr>).)*</w:rPr><w:t(?: [^>]*)?>\s*" + _DIGIT,
        re.DOTALL,
    ),
}
_MARKED = {
    "struck-out": "Pieces of the text are struck out, and read like any other.",
    "raised-digits": "Digits above or below the line follow others, and run into them in the text.",
}
_ZIP = b"PK\x03\x04"


def recognises(data: bytes) -> bool:
    """Whether the bytes are a package with a Word document in it, or what is left of one."""
    if not data.startswith(_ZIP):
        return False
    from extract.docx.package import Package

    try:
        return Package(data).main() is not None
    except Unreadable:
        return b"word/" in data and b"xl/" not in data and b"ppt/" not in data


def read(data: bytes) -> Document:
    """Read a document.

    Raises Unreadable.
    """
    from extract.docx.body import Body
    from extract.docx.package import Package, damaged
    from extract.docx.styles import Styles

    package = Package(data)
    main = package.main()
    content = None if main is None else package.part(main)
    if main is None or content is None:
        raise damaged("the part with its text is missing")
    styles = Styles(package.related(main, "styles"), package.related(main, "numbering"))
    taken, notices = _taken_in(package, main)
    body = Body(styles, taken)
    text = body.read(content, package.related(main, "footnotes"), package.related(main, "endnotes"))
    # Only readers of printed pages write this sign.
    text = text.replace(WRAP, " ")
    if not text.strip():
        raise Unreadable("empty: the document holds no text: where it holds pictures of pages, save it as PDF.")
    notices += [Notice(code, message) for code, message in _MARKED.items() if _MARKS[code].search(content)]
    return Document(text, Source(MEDIA_TYPE, "utf-8", "docx"), None, [*garbled(text), *notices])


def _taken_in(package: Package, main: str) -> tuple[dict[str, str], list[Notice]]:
    """The texts of the files that a document takes in whole, by their ids, and which of them are not read."""
    texts, notices = {}, []
    for relation in package.relations(main):
        if relation.kind != "aFChunk":
            continue
        content = package.part(relation.name) or b""
        try:
            if content.startswith(_ZIP):
                raise Unreadable("nested-too-deep: it is an archive or a document of its own.")
            document = open_document(content)
            if document.pages is not None:
                raise Unreadable("unsupported: it has pages of its own.")
        except Unreadable as fault:
            notices.append(Notice("part-unread", f"{relation.name}, which the document takes in, is not read: {fault}"))
        else:
            texts[relation.id] = document.text
            # What is said of letters is said of the whole text below.
            said = [notice for notice in document.notices if notice.start is None or notice.code in _MARKED]
            notices += [Notice(notice.code, _MARKED.get(notice.code, notice.message)) for notice in said]
    return texts, notices
