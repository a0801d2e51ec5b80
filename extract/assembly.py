"""The assembly of a document from sheets: one for every reader of pages, that of scans among them.

A block's lines follow one another, joined where a paragraph goes on (:mod:`extract.lines`); the blocks of a
row are separated by tabs, but for one that a label opens, which begins a line. What goes on after a page's
end stands where it belongs: each printed line knows its own page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extract.document import Document, Notice, Source
from extract.lines import Columns, Line, is_level, joint, line_of
from extract.pages import PAGE_END, RUNNING, Pages, PrintedLine
from extract.rows import Block, Row, continue_row, rows
from extract.running import Running
from extract.sheets import Sheet, Strip

_LABEL = re.compile(r"[^\s:][^:\t]{1,40}\s*:(?:\s|$)")


# Judges a text, with the stretches that its reader doubts.
Judge = Callable[[str, list[tuple[int, int]]], Sequence[Notice]]


def assembled(
    sheets: Sequence[Sheet], source: Source, notices: Sequence[Notice] = (), judge: Judge | None = None
) -> Document:
    """Put the sheets of a document together."""
    pages = [[line_of(sheet.number, strip) for strip in sheet.strips] for sheet in sheets]
    columns = Columns([line for lines in pages for line in lines])
    running = Running(pages, columns)
    heads = [running.heads(at) for at in range(len(pages))]
    feet = [running.feet(at) for at in range(len(pages))]
    bodies = _bodies(pages, [_lines(head) + _lines(foot) for head, foot in zip(heads, feet, strict=True)], columns)
    text = _Text(columns)
    for head, body, foot in zip(heads, bodies, feet, strict=True):
        text.run(head)
        for row in body:
            text.add(row)
        text.run(foot)
        text.end_page()
    return text.document(len(sheets), source, notices, judge)


def _lines(levels: Sequence[Sequence[Line]]) -> list[Line]:
    return [line for level in levels for line in level]


def _bodies(pages: Sequence[Sequence[Line]], running: Sequence[Sequence[Line]], columns: Columns) -> list[list[Row]]:
    """The rows of every page; the first one of a page is put to the row that it goes on."""
    bodies: list[list[Row]] = []
    last: Row | None = None
    for lines, others in zip(pages, running, strict=True):
        known = {id(line) for line in others}
        body = rows([line for line in lines if id(line) not in known], columns)
        if last is not None and body and continue_row(last, body[0], columns):
            body = body[1:]
        last = body[-1] if body else last
        bodies.append(body)
    return bodies


class _Text:
    """The text of a document while it grows, and the places of its characters."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._parts: list[str] = []
        self._length = 0
        self._lines: list[PrintedLine] = []
        self._last: Line | None = None
        self._doubts: list[tuple[int, int]] = []
        self._joints = 0

    def run(self, levels: Sequence[Sequence[Line]]) -> None:
        """Add running lines, marked as such."""
        for level in levels:
            self._write(RUNNING)
            for at, line in enumerate(level):
                self._print(line, "\t" if at else "")
            self._write("\n")

    def add(self, row: Row) -> None:
        """Add a row, block by block."""
        for at, (block, limit) in enumerate(zip(row.blocks, row.limits(), strict=True)):
            if at:
                self._separate(block)
            self._add(block, limit)
        self._write("\n")

    def end_page(self) -> None:
        """End a page."""
        self._write(PAGE_END + "\n")

    def document(self, count: int, source: Source, notices: Sequence[Notice], judge: Judge | None) -> Document:
        """The document."""
        text = "".join(self._parts)
        told = list(notices)
        if self._joints:
            told.append(Notice("lines-joined", f"{self._joints} printed lines were joined to the one before."))
        if judge is not None:
            told += judge(text, self._doubts)
        return Document(text, source, Pages(count, self._lines), told)

    def _separate(self, block: Block) -> None:
        self._write("\n" if _LABEL.match(block.lines[0].text) else "\t")

    def _add(self, block: Block, limit: float) -> None:
        before: Line | None = None
        for line in block.lines:
            if before is None:
                self._print(line)
            elif self._columns.goes_on(before, line, block.left, limit):
                self._joints += 1
                self._print(line, joint(before, line))
            else:
                self._print(line, "\n")
            before = line

    def _print(self, line: Line, between: str = "") -> None:
        """Write a line; behind a tab, on the height of the line before, it is one with that line."""
        self._write(between)
        strip = line.strip
        self._doubts += [(self._length + at, self._length + at + 1) for at in strip.doubts]
        if self._parts and self._parts[-1] == "\t" and self._last is not None and _are_one(self._last, line):
            self._lines[-1] = _widened(self._lines[-1], strip)
        else:
            lefts, rights = strip.lefts, strip.rights
            self._lines.append(PrintedLine(self._length, line.page, strip.top, strip.bottom, lefts, rights))
        self._last = line
        self._write(strip.text)

    def _write(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)


def _are_one(line: Line, other: Line) -> bool:
    return line.page == other.page and is_level(line, other)


def _widened(line: PrintedLine, strip: Strip) -> PrintedLine:
    """A printed line with a tab and a strip at its end."""
    edge = line.rights[-1]
    top, bottom = min(line.top, strip.top), max(line.bottom, strip.bottom)
    lefts, rights = [*line.lefts, edge, *strip.lefts], [*line.rights, edge, *strip.rights]
    return PrintedLine(line.start, line.page, top, bottom, lefts, rights)
