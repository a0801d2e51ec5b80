"""The text of a page as a browser shows it: what ``document.body.innerText`` gives.

The rules are those of the HTML standard ("rendered text collection"): white space collapses as CSS lays it
out, a block stands on lines of its own, a paragraph between empty lines, the cells of a row are separated by
tabs and the rows by line breaks. Bullets and numbers of lists are drawn, and no text.

In one thing it differs, as a browser does not write what it shows there: paragraphs in cells begin on the line of
their row, and one that is alone in its cell ends there. A cell that holds more than paragraphs lays a page out.

The tree is walked without recursion, for pages nest as deep as they like.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.html.displays import (
    ATOMIC,
    BLOCK,
    BREAK,
    CELL,
    CONTENTS,
    FLEX,
    INLINE,
    INLINE_FLEX,
    INLINE_TABLE,
    NONE,
    ON_OWN_LINES,
    PLAIN,
    REPLACED,
    ROW,
    TABLE,
    WHITE_SPACE,
    Style,
    display,
    style,
)
from extract.pages import PAGE_END, WRAP

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_SPACES = re.compile(r"[ \t\n\r\f]+")
_NO_WIDTH = "\u200b"
# What stands in these is shown only inside some elements; others may lie between.
_OPENERS = {"details": ("summary",), "select": ("option",), "svg": ("text", "foreignobject")}
_BETWEEN = {"details": (), "select": ("optgroup",), "svg": ("a", "g", "svg", "switch")}
# Blocks that hold a paragraph.
_PARAGRAPHS = frozenset(("p", "div", "center", "pre", "font", "span"))


@dataclass(slots=True)
class _Cell:
    """A cell that is open: how many parts stood before it, and the breaks that blocks at its start ask for."""

    start: int
    breaks: int = 0
    is_layout: bool = False


class _Lines:
    """The text so far, and what is owed before more of it: empty lines between blocks, one collapsed space."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.breaks = 0
        self.space = False
        self.is_fresh = True
        self.cells: list[_Cell] = []

    def write(self, text: str) -> None:
        """Put text out as it is."""
        if self.breaks and self.parts:
            self.parts.append("\n" * self.breaks)
        self.breaks = 0
        self.parts.append(text)

    def block(self, breaks: int) -> None:
        """Begin or end what stands on lines of its own."""
        if self.cells and self.cells[-1].start == len(self.parts) and self.parts[-1:] in (["\t"], ["\n"]):
            self.cells[-1].breaks = max(self.cells[-1].breaks, breaks)
        else:
            self.breaks = max(self.breaks, breaks)
        self.space, self.is_fresh = False, True

    def separate(self, mark: str) -> None:
        """End a line or a cell; the space before it is not shown."""
        self.write(mark)
        self.space, self.is_fresh = False, True

    def end_cell(self) -> None:
        """End a cell: settle whether its first and its last paragraph stand on the line of the row."""
        cell, parts = self.cells.pop(), self.parts
        if cell.is_layout and len(parts) > cell.start:
            parts[cell.start] = "\n" * cell.breaks + parts[cell.start]
        elif not cell.is_layout and "\n" not in "".join(parts[cell.start :]).strip("\n"):
            while len(parts) > cell.start and not parts[-1].strip("\n"):
                parts.pop()
            if len(parts) > cell.start:
                parts[-1], self.breaks = parts[-1].rstrip("\n"), 0
        self.space, self.is_fresh = False, True

    def settle(self) -> None:
        """Put out the space that is owed, for something follows it on the line."""
        if self.space and not self.is_fresh:
            self.write(" ")
        self.space, self.is_fresh = False, False

    def flow(self, text: str) -> None:
        """Add text whose white space collapses."""
        # Of blanks only the plain one is printable.
        if text.isprintable() and "  " not in text:
            shown = text
        elif not text.strip(" \t\n\r\f"):
            shown = " "
        else:
            shown = _SPACES.sub(_blank if _NO_WIDTH in text else " ", text)
        if shown[:1] == " ":
            self.space = True
            shown = shown[1:]
        if not shown:
            return
        self.settle()
        if shown[-1] == " ":
            self.write(shown[:-1])
            self.space = True
        else:
            self.write(shown)

    def keep(self, text: str) -> None:
        """Add text whose white space is kept."""
        if text[0] == "\n":
            self.space = False
        self.settle()
        self.write(text)
        self.is_fresh = text[-1] == "\n"


def _blank(spaces: re.Match[str]) -> str:
    """What a run of white space collapses to: nothing where it ends a line beside a space of no width."""
    beside = spaces.string[max(spaces.start() - 1, 0) : spaces.end() + 1].strip(" \t\n\r\f")
    return "" if _NO_WIDTH in beside and "\n" in spaces[0] else " "


@dataclass(slots=True)
class _Box:
    """An element that is open: how it is laid out, what it hands down, and what its end owes."""

    display: str
    white_space: str
    is_visible: bool
    breaks: int
    # The nearest table or row, which counts what stood in it: what follows is separated from it.
    table: _Count
    row: _Count
    # What shows only some of its children: details that are folded up, a list of choices, a drawing.
    closed_by: str = ""


@dataclass(slots=True)
class _Count:
    seen: int = 0


def inner_text(body: LexborNode) -> str:
    """The text of a page's body as a browser shows it.

    Where a page has a sign of those of extract.pages a blank stands.
    """
    lines = _Lines()
    count = _Count()
    # A page that hides all of itself waits for its script to show it.
    own = style(body.attributes.get("style") or "")
    boxes = [_Box(BLOCK, own.white_space or "normal", True, 0, count, count)]
    node = body.first_child
    while node is not None:
        box = _open(lines, node, boxes[-1])
        if box is not None:
            if (child := node.first_child) is not None:
                boxes.append(box)
                node = child
                continue
            _close(lines, box)
        following = node.next
        while following is None and len(boxes) > 1 and node is not None:
            _close(lines, boxes.pop())
            node = node.parent
            following = None if node is None else node.next
        node = following
    # Signs that only readers of printed pages write: no page of the web has any.
    return "".join(lines.parts).replace(PAGE_END, " ").replace(WRAP, " ")


def _open(lines: _Lines, node: LexborNode, around: _Box) -> _Box | None:
    """Begin a node; gives the box that its children stand in, None where nothing of them is shown."""
    if node.is_text_node:
        if not around.closed_by and (text := node.text_content):
            _write(lines, text, around)
        return None
    if not node.is_element_node:
        return None
    tag, attributes = node.tag or "", node.attributes
    declarations = attributes.get("style")
    own = style(declarations) if declarations else PLAIN
    kind = display(tag, attributes, own, around.display in (FLEX, INLINE_FLEX))
    closed_by = _closed_by(tag, around.closed_by)
    if kind == NONE or closed_by is None:
        return None
    is_visible = around.is_visible if own.is_visible is None else own.is_visible
    if kind in (BREAK, REPLACED):
        if not around.closed_by and is_visible:
            _put(lines, kind, own)
        return None
    white_space = own.white_space or WHITE_SPACE.get(tag, around.white_space)
    box = _Box(kind, white_space, is_visible, 0, around.table, around.row, closed_by)
    if tag == "svg" or tag == "select" or (tag == "details" and "open" not in attributes):
        box.closed_by = tag
    _begin(lines, box, tag, around)
    return box


def _closed_by(tag: str, closed_by: str) -> str | None:
    """By what the inside of an element is closed, "" where it is open; None where the element is not shown."""
    if not closed_by or tag in _OPENERS[closed_by]:
        return ""
    return closed_by if tag in _BETWEEN[closed_by] else None


def _write(lines: _Lines, text: str, box: _Box) -> None:
    """Add a text; where it is not visible its place stays."""
    if not box.is_visible:
        if text.strip(" \t\n\r\f"):
            _put(lines, REPLACED, PLAIN)
    elif box.white_space in ("pre", "pre-wrap", "break-spaces"):
        lines.keep(text)
    elif box.white_space == "pre-line":
        for number, line in enumerate(text.split("\n")):
            if number:
                lines.separate("\n")
            if line:
                lines.flow(line)
    else:
        lines.flow(text)


def _put(lines: _Lines, kind: str, own: Style) -> None:
    """Break the line, or leave the place of something that is no text."""
    if kind == BREAK:
        lines.separate("\n")
    elif own.is_lifted or own.display in ON_OWN_LINES:
        lines.block(1)
    else:
        lines.settle()


def _begin(lines: _Lines, box: _Box, tag: str, around: _Box) -> None:
    """Write what stands before an element, and count it where its table or its row does."""
    kind = box.display
    if box.is_visible and (tag == "p" or tag == "option" or kind in ON_OWN_LINES):
        box.breaks = 2 if tag == "p" else 1
        lines.block(box.breaks)
        if lines.cells and tag not in _PARAGRAPHS:
            lines.cells[-1].is_layout = True
    elif kind in ATOMIC:
        lines.settle()
        lines.is_fresh = True
    elif kind == ROW:
        if around.table.seen and box.is_visible:
            lines.separate("\n")
        around.table.seen += 1
        box.row = _Count()
        lines.block(0)
    elif kind == CELL:
        if around.row.seen and box.is_visible:
            lines.separate("\t")
        around.row.seen += 1
        lines.block(0)
        lines.cells.append(_Cell(len(lines.parts)))
    if kind in (TABLE, INLINE_TABLE):
        box.table = _Count()


def _close(lines: _Lines, box: _Box) -> None:
    """Write what stands behind an element."""
    if box.display in (INLINE, CONTENTS) and not box.breaks:
        return
    if box.display == CELL:
        lines.end_cell()
    elif box.display in ATOMIC and not box.breaks:
        lines.space, lines.is_fresh = False, False
    else:
        lines.block(box.breaks)
