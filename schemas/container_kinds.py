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
)
