"""The kinds of issue that only containers raise: they are found in the bytes of a file, not in its text."""

from __future__ import annotations

from schemas.kind import Kind

CONTAINER_KINDS = (
    Kind(
        "lines-joined",
        "info",
        "Printed lines were joined where a paragraph goes on; U+205F stands in the text at each joint.",
        "Thai is wrapped without a blank: whether one belongs at a joint.",
        is_of_container=True,
    ),
    Kind(
        "lines-set-aside",
        "info",
        "Lines that stand at the head or foot of every page were set aside: they are no text of the report.",
        "Whether they are heads and feet. They stay in the text, each behind a vertical tab.",
        is_of_container=True,
    ),
    Kind(
        "text-layer-wrong",
        "error",
        "The text that a PDF holds is not the one that it shows.",
        "The page: words of the span may be wrong. Print the report again with another program, or scan it.",
        is_of_container=True,
    ),
    Kind(
        "read-by-ocr",
        "info",
        "The pages were scanned: what stands on them was read by a program for pictures of text.",
        "Every value against the page.",
        is_of_container=True,
    ),
    Kind(
        "ocr-doubtful",
        "warning",
        "A word of a scan was read with doubt: two readings of a number differ, or the reader is not sure.",
        "The page, where the box is: whether the value is what stands there.",
        is_of_container=True,
    ),
    Kind(
        "ocr-label-corrected",
        "info",
        "A label of a scanned form was misread and put right from the list of the labels that forms print.",
        "Nothing, unless the value beside it looks wrong; the message has what was read.",
        is_of_container=True,
    ),
    Kind(
        "form-fields-unread",
        "warning",
        "Fields of a form on a page hold text; a browser does not count it among the words of the page.",
        "The page: a cell may be null, or lack words, that stand in such a field. Print it to PDF.",
        is_of_container=True,
    ),
    Kind(
        "page-cut",
        "warning",
        "A page ends in the middle of a tag, a comment or a text, as where a download was cut.",
        "Whether the report goes on: fetch the page again. The value that it ends in is what stands there.",
        is_of_container=True,
    ),
    Kind(
        "text-cut",
        "warning",
        "A text file ends inside a value, and no line end follows, as where a download or a copy was cut.",
        "Whether the value goes on, and the report: fetch the file again. The value is what stands there.",
        is_of_container=True,
    ),
    Kind(
        "part-unread",
        "warning",
        "A Word document takes in another file, and its kind is not read.",
        "The document: print it to PDF.",
        is_of_container=True,
    ),
    Kind(
        "letters-garbled",
        "warning",
        "Letters were decoded wrongly before the file was written, and stored so.",
        "The page that the file was made of: words of cells may be wrong. Fetch it again, or save it anew.",
        is_of_container=True,
    ),
    Kind(
        "struck-out",
        "warning",
        "Words of a page or a Word document are struck out; in the text nothing tells them from the others.",
        "Whether a cell holds what was struck out, or both that and what replaced it.",
        is_of_container=True,
    ),
    Kind(
        "raised-digits",
        "warning",
        "Digits above or below the line, the number of a note for instance, follow other digits and run into them.",
        "Numbers against the page: 85 with a note 1 reads 851.",
        is_of_container=True,
    ),
    Kind(
        "text-hidden",
        "warning",
        "A good part of the words of a page is hidden, as where one of several tabs is open, and is not read.",
        "Whether the report goes on there: open all of the page, and save it again.",
        is_of_container=True,
    ),
)
