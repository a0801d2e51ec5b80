"""The plan of a project: steps with a name, a weight, a first and a last day."""

from __future__ import annotations

import re

from extract.dates import timestamp_date
from extract.numbers import count, percentage
from extract.span import Span
from extract.text import text
from parsers.reading import Reading, Row
from parsers.sections import Lines, first_of, found, opened, read_text

# ขั้นตอน n (step), :name, :weight%, เริ่มต้น :first day, สิ้นสุด :last day
HEAD = re.compile(r"ขั้นตอน(?:ที่)?\s*(?P<step>\d+)")
# A step that a converter put on one line.
_WIDE = re.compile(
    r"ขั้นตอน(?:ที่)?\s*(?P<step>\d+)\s*:(?P<name>.*?)\s*:\s*(?P<weight>[^\s%:]*)\s*%\s*"
    r"เริ่มต้น\s*:(?P<start>.*?)\s*สิ้นสุด\s*:(?P<end>.*)"
)
_NAME = re.compile(r":?\s*(?P<name>.*)")
_WEIGHT = re.compile(r":\s*(?P<weight>[^\s%]*)\s*%")
_DATE = re.compile(r"(?:เริ่มต้น|(?P<last>สิ้นสุด))\s*:\s*(?P<date>.*)")


def read_steps(reading: Reading, lines: Lines) -> Lines:
    """Read the steps; gives the lines before the first, and those inside a step that are none of its parts."""
    lines = [line for line in lines if not _read_wide_step(reading, line)]
    rest, steps = opened(lines, HEAD)
    for head, match, body in steps:
        rest += _read_step(reading, head, head.group(match, "step"), body)
    return rest


def _read_wide_step(reading: Reading, line: Span) -> bool:
    match = line.fullmatch(_WIDE)
    if match is None:
        return False
    step, name, weight, start, end = (line.group(match, part) for part in ("step", "name", "weight", "start", "end"))
    reading.claim_around(line, step, name, weight, start, end)
    row = reading.row("steps")
    row.read("step", count, step)
    row.read("name", text, name)
    row.read("weight_percent", percentage, weight)
    row.read("start_date", timestamp_date, start)
    row.read("end_date", timestamp_date, end)
    return True


def _read_step(reading: Reading, head: Span, step: Span, body: Lines) -> Lines:
    row = reading.row("steps")
    reading.claim_around(head, step)
    row.read("step", count, step)
    end = first_of(body, _DATE)
    named, tail = body[:end], body[end:]
    weights = [at for at, _ in found(named, _WEIGHT)]
    if weights:
        _read_weight(row, named[weights[-1]])
        tail = named[weights[-1] + 1 :] + tail
        named = named[: weights[-1]]
    _read_name(row, named)
    return [line for line in tail if not _read_date(row, line)]


def _read_name(row: Row, lines: Lines) -> None:
    if not lines:
        return
    match = lines[0].fullmatch(_NAME)
    assert match is not None, "the pattern matches every line"
    first = lines[0].group(match, "name")
    row.reading.claim_around(lines[0], first)
    read_text(row, "name", text, [span for span in [first, *lines[1:]] if span])


def _read_weight(row: Row, line: Span) -> None:
    match = line.fullmatch(_WEIGHT)
    assert match is not None, "found by the same pattern"
    weight = line.group(match, "weight")
    row.reading.claim_around(line, weight)
    row.read("weight_percent", percentage, weight)


def _read_date(row: Row, line: Span) -> bool:
    match = line.fullmatch(_DATE)
    if match is None or (column := "end_date" if match["last"] else "start_date") in row.spans:
        return False
    date = line.group(match, "date")
    row.reading.claim_around(line, date)
    row.read(column, timestamp_date, date)
    return True
