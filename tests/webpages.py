"""Reports as pages of the web: the ways in which systems and browsers write the same lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from itertools import groupby
from pathlib import Path

from extract.container import open_document

# The head of the quarter table, two lines a cell, and its rows, a line a cell: quarter, result, perhaps
# nothing, scores.
_QUARTER_HEAD = re.compile(r"^(ไตรมาสที่)\n(\(1 - 4\))\n(\*ผลงาน\*)\n(\(.*\))\n(\*ผล.*\*)\n(\(.*\))$", re.MULTILINE)
_QUARTER_ROW = re.compile(r"^([1-4๑-๔])\n([^\n:]*)\n([^\n:]*)\n([^\n:]*/[^\n:]*)$", re.MULTILINE)
# Stands for a line break in a cell.
CELL_BREAK = "\v"


def lines_of(report: Path) -> list[str]:
    """The lines of a sample, without a byte order mark."""
    return open_document(report.read_bytes()).text.removeprefix("\ufeff").splitlines()


def with_rows(lines: list[str]) -> list[str]:
    """The lines, those of a quarter and of the head above it made one with tabs between its cells."""
    text = _QUARTER_HEAD.sub("\\1\v\\2\t\\3\v\\4\t\\5\v\\6\t", "\n".join(lines))
    return _QUARTER_ROW.sub("\\1\t\\2\t\\3\t\\4", text).split("\n")


def blocks(lines: list[str]) -> str:
    """A block a line, and one with a hard space for an empty line, as editors write."""
    return "\n".join(f"  <div>{escape(line) or '&nbsp;'}</div>" for line in lines)


def paragraphs(lines: list[str]) -> str:
    """A paragraph for each line, closed by the next."""
    return "\n".join(f"<p>\n{escape(line)}" for line in lines if line.strip())


def broken_lines(lines: list[str]) -> str:
    """One block in which lines are broken."""
    return "<div class=content>" + "<br />\r\n".join(escape(line, quote=False) for line in lines) + "</div>"


def preformatted(lines: list[str]) -> str:
    """Text as it is, as a browser shows a text file."""
    return "<pre style='word-wrap: break-word; white-space: pre-wrap;'>\n" + escape("\n".join(lines)) + "</pre>"


def tables(lines: list[str], around: str = "{}") -> str:
    """Quarters and reports as rows of tables, all else as blocks."""
    pieces = []
    for is_row, group in groupby(with_rows(lines), lambda line: "\t" in line):
        if is_row:
            rows = [
                "".join(
                    "<td>" + around.format(escape(cell).replace(CELL_BREAK, "<br>")) + "</td>\n"
                    for cell in line.split("\t")
                )
                for line in group
            ]
            pieces.append("<table border=1>\n" + "".join(f"<tr>\n{row}</tr>\n" for row in rows) + "</table>")
        else:
            pieces.append(blocks(list(group)))
    return "\n".join(pieces)


def paragraph_cells(lines: list[str]) -> str:
    """Tables as word processors write them, a paragraph in each cell."""
    return tables(lines, "\n<p class=MsoNormal><span lang=TH>{}</span></p>\n")


def tangled(lines: list[str]) -> str:
    """Letters set in tags that are closed in the wrong place or not at all, scripts and hidden parts between."""
    said = "".join(
        f"<div><font size=2><b>{escape(line)}</font></b><script>var a='<div>{number}';</script></div>"
        f"<span style='display:none'>{number}</span><!-- {number} -->"
        if line.strip()
        else "<br>"
        for number, line in enumerate(lines)
    )
    return f"<style>div {{ color: red }}</style><noscript>no script</noscript>{said}<p hidden>hidden"


WAYS: dict[str, Callable[[list[str]], str]] = {
    way.__name__: way for way in (blocks, paragraphs, broken_lines, preformatted, tables, paragraph_cells, tangled)
}


def page(body: str, charset: str = "utf-8") -> str:
    """A whole page around a body."""
    return (
        f'<!DOCTYPE html>\n<html lang="th"><head><meta charset="{charset}"><title>ความคืบหน้าโครงการ</title></head>\n'
        f"<body>\n{body}\n</body></html>\n"
    )
