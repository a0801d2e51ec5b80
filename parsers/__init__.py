"""One module a layout: how it is known, and how it is read.

Every parser is asked whether a document is its own; exactly one may answer.
"""

from __future__ import annotations

from typing import Protocol

from extract.document import Document
from parsers import kpi_page, kpi_page_bare, print_form, project_page, project_page_bare
from parsers.browser_print import without_print
from parsers.checks import check
from parsers.families import unrecognised
from parsers.joints import without_joints
from parsers.reading import Reading
from parsers.second import second_of
from parsers.sections import leave_second
from schemas.layouts import VERSION


class Parser(Protocol):
    """What the module of a layout offers."""

    NAME: str
    VERSION: str

    def identify(self, document: Document) -> bool:
        """Whether the document is of this layout."""

    def parse(self, document: Document) -> Reading:
        """Read a document of this layout."""


PARSERS: tuple[Parser, ...] = (project_page, project_page_bare, kpi_page, kpi_page_bare, print_form)


def parse(document: Document) -> Reading:
    """Read a document, check what it says, and account for all of it."""
    reading = read(document)
    check(reading)
    return reading.finish()


def _found(document: Document) -> list[Parser]:
    """The parsers that claim a document."""
    return [parser for parser in PARSERS if parser.identify(document)]


def _trimmed(document: Document) -> Document:
    """The document without what browsers and readers of pages did to its lines."""
    return without_joints(without_print(document))


def read(document: Document) -> Reading:
    """Read a document by the one parser that knows it; without one, ``problem`` says why."""
    whole, document = document, _trimmed(document)
    found = _found(document)
    # The print form reads Markdown as it is.
    if print_form not in found and (unmarked := whole.without_marks()) is not whole:
        unmarked = _trimmed(unmarked)
        if others := _found(unmarked):
            document, found = unmarked, others
    if len(found) == 1:
        return _read_first(document, found[0])
    if found:
        names = " and ".join(parser.NAME for parser in found)
        problem = f"claimed-twice: the parsers {names} both claim the document; tell the developers."
    else:
        problem = f"unrecognised: {unrecognised(document)}."
    reading = Reading(document, None, VERSION, problem=problem)
    reading.issue("unrecognised", f"{problem[0].upper()}{problem[1:]}", document.trimmed(0, len(document.view)))
    return reading


def _read_first(document: Document, parser: Parser) -> Reading:
    """Read a document by its parser, but for a second report of another layout."""
    at = second_of(document, parser.NAME)
    if at is None:
        return parser.parse(document)
    reading = parser.parse(document.with_lines(document.lines[:at]))
    leave_second(reading, document.lines[at:])
    return reading
