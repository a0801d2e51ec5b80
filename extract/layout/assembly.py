"""The assembly of a document from sheets: one for every reader of pages, that of scans among them.

The lines of each page become rows of blocks (:mod:`extract.layout.rows`), pieces of rows are put together over the
ends of pages (:mod:`extract.layout.joining`), and the lines of a block follow one another, joined where a paragraph
goes on (:mod:`extract.layout.paragraphs`). The blocks of a row are separated by tabs, but for one that a label opens,
which begins a line, unless it stands in a column of values. What goes on after a page's end stands where it belongs:
each printed line knows its own page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain, pairwise

from extract.document import Document, Notice, Source
from extract.layout.cuts import cut_lines
from extract.layout.edges import Edges
from extract.layout.joining import join_rows
from extract.layout.lines import Line, is_level, joint, line_of, usual_pitch
from extract.layout.listed import listed_lines
from extract.layout.moved import moved_lines
from extract.layout.openings import ends_label, label
from extract.layout.paragraphs import Paragraphs
from extract.layout.rows import Block, Row, are_by_level, in_order, rows
from extract.layout.running import Level, Running
from extract.layout.stretched import whole_lines
from extract.pages import PAGE_END, RUNNING, Pages, PrintedLine
from extract.sheets import Sheet, Strip

# How many running lines are told of, and how much of each.
_TOLD, _LONGEST_TOLD = 10, 80
# So many values make a column of them.
_FEWEST_VALUES = 2
# Judges a text, with the stretches that its reader doubts.
Judge = Callable[[str, list[tuple[int, int]]], Sequence[Notice]]


def assembled(
    sheets: Sequence[Sheet], source: Source, notices: Sequence[Notice] = (), judge: Judge | None = None
) -> Document:
    """Put the sheets of a document together."""
    pages = [
        listed_lines([line_of(sheet.number, strip) for strip in (strips if sheet.is_drawn else sheet.strips)])
        for sheet, strips in zip(sheets, whole_lines(cut_lines(sheets)), strict=True)
    ]
    running = Running(pages, [sheet.height for sheet in sheets])
    heads = [running.heads(at) for at in range(len(pages))]
    feet = [[*(running.feet(at) or running.cut(at)), *running.shreds(at)] for at in range(len(pages))]
    others = [{*chain(*head, *foot)} for head, foot in zip(heads, feet, strict=True)]
    drawn = [[line for line in lines if line not in known] for lines, known in zip(pages, others, strict=True)]
    width = max((sheet.width for sheet in sheets), default=0.0)
    bodies, paragraphs = _bodies([in_order(lines) for lines in drawn], width)
    text = _Text(paragraphs, _value_columns(bodies))
    for head, body, foot in zip(heads, bodies, feet, strict=True):
        text.run(head)
        for row in body:
            text.add(row)
        text.run(foot)
        text.end_page()
    return text.document(len(sheets), source, notices, judge)


def _bodies(pages: Sequence[Sequence[Line]], width: float) -> tuple[list[list[Row]], Paragraphs]:
    """The rows of every page; the first one of a page is put to the row that it goes on."""
    usual = usual_pitch(pages)
    moved = moved_lines(pages, usual)
    bodies = [rows(lines, usual, moved) for lines in pages]
    paragraphs = Paragraphs(bodies, usual, moved, Edges([*chain(*bodies)], width))
    join_rows(bodies, [are_by_level(lines) for lines in pages], paragraphs, usual)
    return bodies, paragraphs


def _value_columns(pages: Sequence[Sequence[Row]]) -> set[int]:
    """Where several cells begin behind a label that its colon ends, and do not look like labels themselves."""
    behind = [pair for rows in pages for row in rows for pair in pairwise(row.blocks) if _ends_label(pair[0])]
    found = Counter(round(block.left) for _, block in behind if not label(block.lines[0].text))
    return {left for left, times in found.items() if times >= _FEWEST_VALUES}


def _ends_label(block: Block) -> bool:
    return ends_label(block.lines[-1].text)


class _Text:
    """The text of a document while it grows, and the places of its characters."""

    def __init__(self, paragraphs: Paragraphs, value_columns: set[int]) -> None:
        self._paragraphs = paragraphs
        self._value_columns = value_columns
        self._parts: list[str] = []
        self._length = 0
        self._lines: list[PrintedLine] = []
        self._last: Line | None = None
        self._doubts: list[tuple[int, int]] = []
        self._joints = 0
        self._running: dict[str, None] = {}

    def run(self, found: Sequence[Level]) -> None:
        """Add running lines, marked as such."""
        for level in found:
            self._running["\t".join(line.text for line in level)[:_LONGEST_TOLD]] = None
            self._write(RUNNING)
            for at, line in enumerate(level):
                self._print(line, "\t" if at else "")
            self._write("\n")

    def add(self, row: Row) -> None:
        """Add a row, block by block."""
        for at, block in enumerate(row.blocks):
            if at:
                self._write("\n" if self._is_label(row.blocks[at - 1], block) else "\t")
            self._add(block)
        self._write("\n")

    def _is_label(self, before: Block, block: Block) -> bool:
        """Whether a cell begins with a label, and is no value that looks like one: ด้านที่ ๓ : Safe City."""
        if not label(block.lines[0].text):
            return False
        return not (_ends_label(before) and round(block.left) in self._value_columns and not _ends_label(block))

    def end_page(self) -> None:
        """End a page."""
        self._write(PAGE_END + "\n")

    def document(self, count: int, source: Source, notices: Sequence[Notice], judge: Judge | None) -> Document:
        """The document."""
        text = "".join(self._parts)
        told = list(notices)
        if self._running:
            said = ", ".join(repr(words) for words in list(self._running)[:_TOLD])
            told.append(Notice("lines-set-aside", f"Heads and feet of pages, which are repeated: {said}."))
        if self._joints:
            told.append(Notice("lines-joined", f"{self._joints} printed lines were joined to the one before."))
        if judge is not None:
            told += judge(text, self._doubts)
        return Document(text, source, Pages(count, self._lines), told)

    def _add(self, block: Block) -> None:
        begins = {*self._paragraphs.begin(block)}
        for at, line in enumerate(block.lines):
            if at in begins:
                self._print(line, "\n" if at else "")
            else:
                self._joints += 1
                self._print(line, joint(block.lines[at - 1], line))

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
