"""The plan of a project: steps with a name, a weight, a first and a last day."""

from __future__ import annotations

import re

from extract.dates import timestamp_date
from extract.numbers import count, percentage
from extract.rule import Rule, RuleError
from extract.span import Span
from extract.text import text
from parsers.block import REST, Block, paragraph
from parsers.line_pattern import Lines, first_of, found, line_pattern, with_whole
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
# The same with its word, or without its colon; at the end of the name's line; and what may be a weight.
_ODD_WEIGHT = re.compile(r":?\s*(?:ร้อยละ\s*(?=\d)|(?=[\d.,]+\s*%))(?P<weight_percent>[\d.,]+)\s*%?")
_NAME_AND_WEIGHT = re.compile(r"(?P<name>.*\S)\s*(?P<weight>:\s*\d[\d.,]*\s*%)")
_LIKE_A_WEIGHT = re.compile(r"\d\s*%|ร้อยละ\s*\d")
_ALL_PERCENT = 100
# What a line end tore from the colon of a day.
_TORN_DATE = line_pattern(r"(?:[ข:].*)?(?:เริ่มต้น|สิ้นสุด)", "ข:เส")
_DATE = line_pattern(r"เริ่มต้น\s*:\s*(?P<start_date>.*)|สิ้นสุด\s*:\s*(?P<end_date>.*)", "เส")


def read_steps(reading: Reading, lines: Lines) -> Lines:
    """Read the steps; gives the lines before the first, and those inside a step that are none of its parts."""
    if found(lines, _BESIDE):
        lines = _with_whole_dates(lines)
        beside = found(lines, _BESIDE)
        lines = _parted(reading, lines, [at for at, match in beside if match["tab"]])
    return _STEP.read_all(reading, lines, HEAD, _read_step)


def _with_whole_dates(lines: Lines) -> Lines:
    return with_whole(lines, _TORN_DATE, lambda _, below: below.opens(":"))


def _parted(reading: Reading, lines: Lines, rows: list[int]) -> Lines:
    """Read the steps that stand on one line; gives the other lines, from a table's first row on cut into cells."""
    wide = dict(found(lines, _WIDE))
    for at, match in wide.items():
        reading.row("steps").read_groups(lines[at], match, _WIDE_RULES)
    first = next((at for at in rows if at not in wide), len(lines))
    parted = [[line] if at < first else line.split(_CELL) for at, line in enumerate(lines) if at not in wide]
    return [cell for cells in parted for cell in cells]


def _read_step(reading: Reading, head: Span, body: Lines) -> Lines:
    row = reading.row("steps")
    match = head.fullmatch(HEAD)
    assert match is not None, "found by the same pattern"
    row.read_groups(head, match, {"step": count})
    body = _with_whole_dates(body)
    end = first_of(body, _DATE)
    named, tail = body[:end], body[end:]
    named, below = _read_weight(row, named) if named else ([], [])
    _read_name(row, named)
    return [line for line in below + tail if not _read_date(row, line)]


def _read_weight(row: Row, lines: Lines) -> tuple[Lines, Lines]:
    """Read the weight; gives the lines of the name, and those below it that are none.

    It is told by its sign, else by its place: the last line, below the name.
    """
    signed = found(lines, _WEIGHT)
    if not signed:
        return _read_unsigned(row, lines), []
    at, match = signed.pop()
    row.read_groups(lines[at], match, {"weight_percent": percentage})
    # The first line is the name, whatever it says.
    others = {other for other, match in signed if other and match["weight_percent"][:1].isdigit()}
    for other in sorted(others):
        row.issue("label-repeated", f"{lines[other].text!r} is another weight.", None, lines[other])
    return [line for n, line in enumerate(lines[:at]) if n not in others], lines[at + 1 :]


def _read_unsigned(row: Row, lines: Lines) -> Lines:
    """Read a weight that stands in another form; gives the lines of the name."""
    line, above = lines[-1], lines[:-1]
    if match := line.fullmatch(_NAME_AND_WEIGHT):
        weight = line.group(match, "weight")
        match = weight.fullmatch(_WEIGHT)
        assert match is not None, "it is what that pattern says"
        row.read_groups(weight, match, {"weight_percent": percentage})
        return [*above, line.document.trimmed(line.start, weight.start)]
    match = (line.fullmatch(_BARE_WEIGHT) or line.fullmatch(_ODD_WEIGHT)) if above else None
    if match is None:
        if line.search(_LIKE_A_WEIGHT):
            row.issue("label-missing", f"No weight stands below {line.text[:60]!r}.", "weight_percent", line)
        return lines
    if _is_over_all(line.group(match, "weight_percent")):
        row.issue("label-missing", f"{line.text!r} is no weight: it is over 100.", "weight_percent", line)
    else:
        row.read_groups(line, match, {"weight_percent": percentage})
    return above


def _is_over_all(weight: Span) -> bool:
    try:
        value = weight.read(percentage).value
    except RuleError:
        return False
    return value is not None and value > _ALL_PERCENT


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
