"""Reports as Word documents, and small packages whose XML a test writes itself."""

from __future__ import annotations

import io
import re
from itertools import groupby
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from tests.webpages import CELL_BREAK, with_rows

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_SPACES = (
    f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def written(lines: list[str], with_tables: bool) -> bytes:
    """A document of python-docx: a paragraph a line; quarters and reports as rows of tables where asked."""
    from docx import Document

    document = Document()
    lines = with_rows(lines) if with_tables else lines
    for is_row, group in groupby(lines, lambda line: with_tables and "\t" in line):
        if not is_row:
            for line in group:
                document.add_paragraph(_UNSEEN.sub(" ", line))
            continue
        rows = [line.split("\t") for line in group]
        table = document.add_table(len(rows), max(map(len, rows)))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, said in zip(row.cells, cells, strict=False):
                cell.text = said.replace(CELL_BREAK, "\n")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def package(body: str, main: str = "word/document.xml", **parts: str) -> bytes:
    """A package around the XML of a body; a further part, ``styles`` for instance, is the XML within its root."""
    roots = {"footnotes": "footnotes", "endnotes": "endnotes", "styles": "styles", "numbering": "numbering"}
    folder, _, name = main.rpartition("/")
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts if kind in roots
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Override PartName="/{main}" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="{main}"/></Relationships>',
        f"{folder}/_rels/{name}.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        main: f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        **{
            f"{folder}/{kind}.xml": f"<w:{roots[kind]} {_SPACES}>{xml}</w:{roots[kind]}>" for kind, xml in parts.items()
        },
    }
    return zipped({name: xml.encode() for name, xml in files.items()})


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip archive of files; what tells its kind lies there as it is."""
    saved = io.BytesIO()
    with ZipFile(saved, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
    return saved.getvalue()
