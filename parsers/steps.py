"""The plan of a project: steps with a name, a weight, a first and a last day."""

from __future__ import annotations

import re

from extract.dates import timestamp_date
from extract.numbers import count, percentage
from extract.rule import Rule
from extract.span import Span
from extract.text import text
from parsers.block import REST, Block, paragraph
from parsers.line_pattern import Lines, first_of, found, line_pattern
from parsers.reading import Reading, Row
from parsers.sections import read_text

# ขั้นตอน n (step), :name, :weight%, เริ่มต้น :first day, สิ้นสุด :last day
HEAD = line_pattern(r"ขั้นตอน(?:ที่)?\s*(?P<step>\d+)", "ข")
# A step that a converter put on one line.
_WIDE = line_pattern(
    r"ขั้นตอน(?:ที่)?\s*(?P<step>\d+)\s*:(?P<name>.*?)\s*:\s*(?P<weight_percent>[^\s%:]*)\s*%\s*"
    r"เริ่มต้น\s*:(?P<start_date>.*?)\s*สิ้นสุด\s*:(?P<end_date>.*)",
    "ข",
)
_WIDE_RULES: dict[str, Rule] = {
    "step": count,
    "name": text,
    "weight_percent": percentage,
    "start_date": timestamp_date,
    "end_date": timestamp_date,
}
# What stands beside a head, on its line, and what parts the cells of a table where its rows are several lines high.
_BESIDE = line_pattern(r"ขั้นตอน(?:ที่)?\s*\d+(?P<tab>\s*\t)?\s*:.*", "ข")
_CELL = re.compile(r"\t\s*(?=:|เริ่มต้น\s*:|สิ้นสุด\s*:)")
_PLAIN_HEAD = r"ขั้นตอน(?>(?:ที่)?) (?P<step>[0-9]++)"
_STEP = Block(
    "steps",
    {
        "step": count,
        "weight_percent": percentage,
        "name": text,
        "start_date": timestamp_date,
        "end_date": timestamp_date,
    },
    _PLAIN_HEAD,
    rf": (?P<name>{paragraph(':|เริ่มต้น|สิ้นสุด|ขั้นตอน')})",
    r": (?P<weight_percent>[0-9.]++) %",
    rf"เริ่มต้น : (?P<start_date>{REST})",
    r"สิ้นสุด : (?P<end_date>[^\n]*\S)",
    following=_PLAIN_HEAD,
)
_NAME = re.compile(r":?\s*(?P<name>.*)")
_WEIGHT = line_pattern(r":\s*(?P<weight_percent>[^\s%]*)\s*%", ":")
# A weight without its sign, or none: the last line above the days, where the name stands before it.
_BARE_WEIGHT = line_pattern(r":\s*(?P<weight_percent>[\d.,]*|-)", ":")
_DATE = line_pattern(r"เริ่มต้น\s*:\s*(?P<start_date>.*)|สิ้นสุด\s*:\s*(?P<end_date>.*)", "เส")


def read_steps(reading: Reading, lines: Lines) -> Lines:
    """Read the steps; gives the lines before the first, and those inside a step that are none of its parts."""
    if beside := found(lines, _BESIDE):
        lines = _parted(reading, lines, [at for at, match in beside if match["tab"]])
    return _STEP.read_all(reading, lines, HEAD, _read_step)


def _parted(reading: Reading, lines: Lines, rows: list[int]) -> Lines:
    """Read the steps that stand on one line; gives the other lines, from a table's first row on cut into cells."""
    wide = dict(found(lines, _WIDE))
    for at, match in wide.items():
        reading.row("steps").read_groups(lines[at], match, _WIDE_RULES)
    first = next((at for at in rows if at not in wide), len(lines))
    parted = [[line] if at < first else _cells(line) for at, line in enumerate(lines) if at not in wide]
    return [cell for cells in parted for cell in cells]


def _cells(line: Span) -> Lines:
    """What stands between the tabs before what a step prints."""
    cells, reached, document = [], line.start, line.document
    for match in _CELL.finditer(document.view, line.start, line.end):
        cells.append(document.trimmed(reached, match.start()))
        reached = match.end()
    return [*cells, document.trimmed(reached, line.end)]


def _read_step(reading: Reading, head: Span, body: Lines) -> Lines:
    row = reading.row("steps")
    match = head.fullmatch(HEAD)
    assert match is not None, "found by the same pattern"
    row.read_groups(head, match, {"step": count})
    end = first_of(body, _DATE)
    named, tail = body[:end], body[end:]
    weight = _weight(named)
    if weight:
        at, match = weight
        row.read_groups(named[at], match, {"weight_percent": percentage})
        named, tail = named[:at], named[at + 1 :] + tail
    _read_name(row, named)
    return [line for line in tail if not _read_date(row, line)]


def _weight(named: Lines) -> tuple[int, re.Match[str]] | None:
    """The weight among the lines above the days, by its sign, else by its place below the name."""
    if signed := found(named, _WEIGHT):
        return signed[-1]
    bare = named[-1].fullmatch(_BARE_WEIGHT) if len(named) > 1 else None
    return (len(named) - 1, bare) if bare else None


def _read_name(row: Row, lines: Lines) -> None:
    if not lines:
        return
    match = lines[0].fullmatch(_NAME)
    assert match is not None, "the pattern matches every line"
    first = lines[0].group(match, "name")
    row.reading.claim_around(lines[0], first)
    read_text(row, "name", text, [span for span in [first, *lines[1:]] if span])


def _read_date(row: Row, line: Span) -> bool:
    match = line.fullmatch(_DATE)
    if match is None or (column := match.lastgroup or "") in row.places:
        return False
    row.read_groups(line, match, {column: timestamp_date})
    return True
