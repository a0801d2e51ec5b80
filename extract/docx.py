"""Documents of Word and of what writes such: the text of the body, a line for every paragraph.

The cells of a row are separated by tabs and the rows by line breaks, as in the text of a web page. Numbers and
bullets of lists stand before their paragraphs, because Word shows them. Text that is hidden, or deleted in a
change that is tracked, is not shown. The notes follow the body, each on a line, with its number in brackets; in
the body their numbers would run into the figures of a report. Headers and footers are no part of the body: they
repeat on every page, and the form that is printed has its own lines for what they say.
"""

from __future__ import annotations

from extract.container import Unreadable
from extract.document import Document, Source

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXTENSIONS = frozenset((".docx", ".docm", ".dotx"))

_ZIP = b"PK\x03\x04"


def recognises(data: bytes) -> bool:
    """Whether the bytes are a package with a Word document in it, or what is left of one."""
    if not data.startswith(_ZIP):
        return False
    from extract.docx_package import Package

    try:
        return Package(data).main() is not None
    except Unreadable:
        return b"word/" in data and b"xl/" not in data and b"ppt/" not in data


def read(data: bytes) -> Document:
    """Read a document.

    Raises Unreadable.
    """
    from extract.docx_body import Body
    from extract.docx_package import Package, damaged
    from extract.docx_styles import Styles

    package = Package(data)
    main = package.main()
    content = None if main is None else package.part(main)
    if main is None or content is None:
        raise damaged("the part with its text is missing")
    styles = Styles(package.related(main, "styles"), package.related(main, "numbering"))
    body = Body(styles)
    text = body.read(content, package.related(main, "footnotes"), package.related(main, "endnotes"))
    if not text.strip():
        raise Unreadable("empty: the document holds no text: where it holds pictures of pages, save it as PDF.")
    return Document(text, Source(MEDIA_TYPE, "utf-8", "docx"))
