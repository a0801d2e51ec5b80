"""Pieces of the XML of Word documents, and what Word shows of them."""

from __future__ import annotations


def run(inside: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{inside}</w:r>"


def mark(name: str, value: str, key: str = "val") -> str:
    return f"<w:{name} w:{key}='{value}'/>"


def word(text: str, properties: str = "") -> str:
    return run(f"<w:t xml:space='preserve'>{text}</w:t>", properties)


def cells(*bodies: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{body}</w:tc>" for body in bodies) + "</w:tr>"


def field(code: str, result: str) -> str:
    """A field in the form that nests: what its code holds, then its result."""
    begin, separate, end = (run(mark("fldChar", kind, "fldCharType")) for kind in ("begin", "separate", "end"))
    return begin + code + separate + result + end


def code(said: str) -> str:
    return run(f"<w:instrText>{said}</w:instrText>")


def paragraph(said: object, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{said}</w:t></w:r></w:p>"


P = paragraph
BOX = f"<w:txbxContent>{P('กล่อง')}{P('สอง')}</w:txbxContent>"
DRAWING, PICTURE = (
    f"<w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing>",
    f"<w:pict><v:textbox>{BOX}</v:textbox></w:pict>",
)
# The XML of paragraphs and tables, and what Word shows.
SHOWN = {
    "runs": (f"<w:p>{word('ก')}{word('ข')}</w:p><w:p/>{P('ค')}", "กข\n\nค"),
    "blanks": (f"<w:p>{run('<w:t> ก </w:t>')}{word(' ข ')}</w:p>", "ก ข "),
    "tabs": (
        f"<w:p><w:pPr><w:tabs><w:tab w:pos='1'/></w:tabs></w:pPr>{run('<w:t>ก</w:t><w:tab/><w:t>ข</w:t>')}</w:p>",
        "ก\tข",
    ),
    "breaks": (f"<w:p>{run('<w:t>ก</w:t><w:br/><w:t>ข</w:t><w:cr/><w:t>ค</w:t>')}</w:p>", "ก\nข\nค"),
    "pages": (
        f"<w:p>{run('<w:t>ก</w:t><w:lastRenderedPageBreak/><w:t>ข</w:t>')}{run(mark('br', 'page', 'type'))}</w:p>",
        "กข\n",
    ),
    "hyphens": (f"<w:p>{run('<w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t><w:softHyphen/><w:t>3</w:t>')}</w:p>", "1-23"),
    "symbols": (
        "<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:sym w:font='Symbol' w:char='F0B3'/><w:sym w:char='zz'/>"
        "<w:sym w:font='Arial' w:char='0E01'/><w:sym w:font='Arial' w:char='000C'/><w:sym w:char='zzzz'/>"
        "</w:r></w:p>",
        "☑≥ก",
    ),
    "hidden": (
        f"<w:p>{word('ก', '<w:vanish/>')}{word('ข', mark('vanish', '0'))}{word('ค', '<w:webHidden/>')}</w:p>",
        "ขค",
    ),
    "changes": (
        f"<w:p><w:del>{run('<w:delText>ก</w:delText>')}</w:del><w:ins>{word('ข')}</w:ins><w:moveFrom>{word('ค')}</w:moveFrom>"
        f"<w:moveTo>{word('ง')}</w:moveTo></w:p>",
        "ขง",
    ),
    "paragraph end deleted": (P("ก", "<w:rPr><w:del/></w:rPr>") + P("ข"), "กข"),
    "row deleted": (
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{P('ก')}</w:tc></w:tr>{cells(P('ข'))}</w:tbl>",
        "ข",
    ),
    "properties of old": (
        f"<w:p><w:pPr><w:pPrChange><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:pPrChange></w:pPr></w:p>{P('ก')}",
        "\nก",
    ),
    "fields": (
        f"<w:p>{field(code(' PAGE '), word('1'))}<w:fldSimple w:instr='DATE'>{word('2')}</w:fldSimple></w:p>",
        "12",
    ),
    "field in a field's code": (
        f"<w:p>{field(code(' IF ') + field(code(' X '), word('ก')), word('ข'))}</w:p>",
        "ข",
    ),
    "links, tags and controls": (
        f"<w:p><w:hyperlink>{word('ก')}</w:hyperlink><w:smartTag><w:smartTagPr/>{word('ข')}</w:smartTag>"
        f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{word('ค')}</w:sdtContent></w:sdt></w:p>"
        f"<w:sdt><w:sdtContent>{P('ง')}</w:sdtContent></w:sdt>",
        "กขค\nง",
    ),
    "text box, written for two readers": (
        f"<w:p>{word('ก')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{DRAWING}</mc:Choice>"
        f"<mc:Fallback>{PICTURE}</mc:Fallback></mc:AlternateContent></w:r>{word('ข')}</w:p>{P('ค')}",
        "กข\nกล่อง\nสอง\nค",
    ),
    "text box of old": (f"<w:p>{word('ก')}<w:r>{PICTURE}</w:r></w:p>", "ก\nกล่อง\nสอง"),
    "table": (
        f"<w:tbl>{cells(P('1'), P(''), P('2'))}{cells(P('ก') + P('ข'), P('ค'))}</w:tbl>{P('ง')}",
        "1\t\t2\nก\nข\tค\nง",
    ),
    "table in a table": (
        f"<w:tbl>{cells(P('ก'), f'<w:tbl>{cells(P(1), P(2))}{cells(P(3), P(4))}</w:tbl><w:p/>', P('ข'))}</w:tbl>",
        "ก\t1\t2\n3\t4\tข",
    ),
    "merged cells": (
        f"<w:tbl><w:tr><w:tc><w:tcPr>{mark('gridSpan', '2')}</w:tcPr>{P('ก')}</w:tc>"
        f"<w:tc><w:tcPr>{mark('vMerge', 'restart')}</w:tcPr>{P('ข')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{P('1')}</w:tc><w:tc>{P('2')}</w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>",
        "ก\tข\n1\t2\t",
    ),
    "formula": (
        "<w:p><m:oMath><m:f><m:num><m:r><m:t>12</m:t></m:r></m:num><m:den><m:r><m:t>40</m:t></m:r></m:den></m:f></m:oMath></w:p>",
        "12/40",
    ),
    "line ends of the file": ("<w:p><w:r><w:t>ก\nข</w:t></w:r>\n</w:p>\n", "ก ข"),
}
