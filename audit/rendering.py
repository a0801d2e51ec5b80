"""One document as people and programs want to see it: every value beside the line that says it."""

from __future__ import annotations

import json
import textwrap
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import regex

from extract.document import Document
from parsers.reading import Issue, Reading, Row
from schemas.tables import STATED
from store.rows import columns, rows

_NAME = 22


def as_json(reading: Reading) -> str:
    """A reading as JSON: dates as ISO 8601, amounts as strings, nulls kept."""
    stated = rows(reading)
    tables = {
        table.name: [dict(zip(columns(table), row, strict=True)) for row in stated.get(table.name, ())]
        for table in STATED
    }
    whole = {
        **_head(reading),
        "tables": tables,
        "issues": [_issue(issue, reading.document) for issue in reading.issues],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, default=_plain) + "\n"


def unreadable(problem: str) -> str:
    """What stands in place of a reading where the bytes gave no document."""
    whole = {"layout": None, "status": "unreadable", "problem": problem, "coverage": None}
    return json.dumps(whole | {"tables": {}, "issues": []}, ensure_ascii=False, indent=1) + "\n"


def _head(reading: Reading) -> dict[str, Any]:
    status = "parsed" if reading.layout else "unrecognised"
    return {"layout": reading.layout, "status": status, "problem": reading.problem, "coverage": reading.coverage}


def _issue(issue: Issue, document: Document) -> dict[str, Any]:
    places = {"start": issue.start, "end": issue.end, "line": issue.line}
    about = {"table": issue.table, "row": issue.row, "column": issue.column}
    text = document.text[issue.start : issue.end] if issue.start is not None else None
    return {"severity": issue.severity, "code": issue.code, "message": issue.message, **about, **places, "text": text}


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{value!r} has no JSON form")


def as_text(reading: Reading, width: int = 140) -> str:
    """A reading to be read on a terminal: column, value, line number, the line itself, rule."""
    # What the names, the number of the line, the rule and the blanks between them leave.
    room = max(width - _NAME - 28, 40)
    value, source = room * 2 // 5, room - room * 2 // 5
    lines = [f"layout    {reading.layout or 'none'}", f"coverage  {reading.coverage:.2%}"]
    if reading.problem:
        lines.append(f"problem   {reading.problem}")
    for table in STATED:
        for row in reading.of(table.name):
            lines += ["", f"{table.name} {row.number}", *_row(row, columns(table)[1:], value, source)]
    lines += ["", *_issues(reading, width)]
    return "\n".join(lines) + "\n"


def _row(row: Row, names: tuple[str, ...], value: int, source: int) -> Iterator[str]:
    for name in names:
        cell = row.cells.get(name)
        if cell is None:
            if (derived := row.derived.get(name)) is not None:
                yield f"  {_fit(name, _NAME)} {_fit(_shown(derived), value)}        (derived)"
            continue
        for part, (start, _) in enumerate(cell.pieces):
            said = (name, _shown(cell.value)) if part == 0 else ("", "")
            number, around = _around(row.reading.document, start, source)
            begin = f"  {_fit(said[0], _NAME)} {_fit(said[1], value)} {number:>5}: "
            yield f"{begin}{_fit(around, source)} {cell.rule}"


def _around(document: Document, start: int, width: int) -> tuple[int, str]:
    """The number of the line in which a piece begins, and what of the line stands around its start."""
    number = document.line(start)
    line = document.line_text(number)
    if sum(map(_width, line)) <= width:
        return number, line
    at = start - 1 - max(document.text.rfind(end, 0, start) for end in "\r\n")
    begin = at - 12 if at > width // 2 else 0
    return number, ("…" if begin else "") + line[begin:]


def _shown(value: Any) -> str:
    """A value on one line."""
    if value is None:
        return "∅ (said to be none)"
    if isinstance(value, list | tuple):
        return " / ".join(value)
    if isinstance(value, float):
        return f"{value:g}"
    return str(value).replace("\n", " ⏎ ")


def _width(char: str) -> int:
    """How many columns of a terminal a character takes: Thai vowels above and below take none."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _fit(text: str, width: int) -> str:
    """A text cut or filled to a width on the terminal."""
    text = "".join(char if char.isprintable() else " " for char in text)
    total = sum(map(_width, text))
    if total <= width:
        return text + " " * (width - total)
    kept, used = "", 0
    # A consonant is not cut from the vowels and tones that stand on it.
    for cluster in regex.findall(r"\X", text):
        wide = sum(map(_width, cluster))
        if used + wide > width - 1:
            break
        kept, used = kept + cluster, used + wide
    return kept + "…" + " " * (width - 1 - used)


def _issues(reading: Reading, width: int) -> Iterator[str]:
    yield f"issues    {len(reading.issues) or 'none'}"
    for issue in reading.issues:
        where = f"line {issue.line}: " if issue.line else ""
        told = f"{issue.severity:<8}{issue.code}: {where}{issue.message}"
        yield from textwrap.wrap(told, width, initial_indent="  ", subsequent_indent=" " * 10)
