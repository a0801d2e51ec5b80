"""The reports of a printed form, one table row each, perhaps cut by the heads of pages.

``รายงานครั้งที่1 :: 10/01/2566 : narrative`` opens a row; ``:: ความก้าวหน้าของงานฯ = 10.00 %`` (progress),
``งบประมาณที่เบิกใช้ (ครั้งที่ 1) = 0 บาท`` (budget drawn) and two statuses follow. A page's head may stand
between any two of them. A status that ends the next report's first line belongs to the row before it.
"""

from __future__ import annotations

import re

from extract.dates import thai_date
from extract.numbers import baht, count, percentage
from extract.span import Span
from extract.text import markdown_text
from parsers.block import REST, Block, paragraph
from parsers.line_pattern import Lines, found, line_pattern
from parsers.print_head import colons_of, next_head, read_number
from parsers.progress import DATED, DAY, UNDATED
from parsers.reading import Reading, Row
from parsers.sections import pieces, take

# What a cut left of the colon behind a date.
_SAID = line_pattern(r":(?!:)\s*(?P<text>.*)", ":")
_EMPTY_ROW = line_pattern(r"\|[|\s:-]*", "|")
_BARRED = line_pattern(r"\|[\s|]*(?P<row>[^\s|].*?)[\s|]*", "|")
_PROGRESS = re.compile(r":{0,2}\s*ความก้าวหน้าของงาน\s*ฯ?\s*=\s*(?P<value>[^%:\t]*?)\s*%")
_BUDGET = re.compile(
    r":{0,2}\s*งบประมาณที่เบิกใช้\s*(?:\(\s*ครั้งที่\s*(?P<number>\d*)\s*\))?\s*=\s*(?P<value>[^:\t|]*?บาท|[^:\t|]*)"
)
_STATUS = re.compile(r"[|\s]*:\s*(?P<value>[^:\t|]*)")
# (ไม่)เป็นไปตามแผน / เป้าหมาย: (not) as planned, (not) on target; or behind, ahead of, above, below.
_WORDS = r"(?:ไม่)?(?:เป็นไปตาม|ล่าช้ากว่า|ช้ากว่า|เร็วกว่า|สูงกว่า|ต่ำกว่า|บรรลุ)(?:แผน|เป้าหมาย)\S*"
_LONE_STATUS = re.compile(rf":\s*(?P<value>{_WORDS})")
_ENDING = re.compile(rf"\s:\s*(?P<value>{_WORDS})$")
# A cell of statuses that a page's head cut off; one of them may be blank.
_LEFT_STATUS = re.compile(rf":\s*(?P<value>(?:{_WORDS})?)(?=\s*(?:$|:|\t))")
# A report in two lines or more, cut by nothing; what it says does not begin as the line of its progress does.
# A tab parts cells, an amount from its currency as well.
_ORDINARY = r"(?:ไม่)?+(?:เป็นไปตาม|ล่าช้ากว่า|ช้ากว่า|เร็วกว่า|สูงกว่า|ต่ำกว่า|บรรลุ)"
_MARK = ":{0,2} ความก้าวหน้าของงาน"
_TEXT = paragraph(rf"{_MARK}|[\\*\s]*+รายงานครั้งที่")
_FIRST = r"(?:\\?\*)*+ รายงานครั้งที่ (?P<printed_number>[0-9]++) ::"
_REPORT = Block(
    "updates",
    {
        "printed_number": count,
        "reported_on": thai_date,
        "narrative": markdown_text,
        "progress_percent": percentage,
        "budget_spent_baht": baht,
        "plan_status": markdown_text,
        "target_status": markdown_text,
    },
    rf"{_FIRST} (?P<reported_on>{DAY}) : (?!{_MARK})(?P<narrative>{_TEXT})",
    rf"{_MARK} ฯ?+ = (?P<progress_percent>[0-9,.]++) % "
    r"งบประมาณที่เบิกใช้ \( ครั้งที่ (?P=printed_number) \) = (?P<budget_spent_baht>[0-9,.]++[^\S\n\t]*+บาท)"
    rf" : (?P<plan_status>{_ORDINARY}แผน) : (?P<target_status>{_ORDINARY}เป้าหมาย)",
    following=rf"{_FIRST}{REST}",
)
_STATUSES = frozenset(("plan_status", "target_status"))
_CURRENCY = re.compile(r"บาท(?=[\s|:]|$)")
_DIGITS = 9
_MIDLINE = re.compile(r"\s(?=::\s*ความก้าวหน้าของงาน)")


def read_print_updates(reading: Reading, lines: Lines) -> None:
    """Read the reports of section 2, oldest first."""
    lines = _unbarred(reading, take(reading, lines, _EMPTY_ROW))
    before: Row | None = None
    at = next_head(lines, 0)
    while at < len(lines):
        dated = colons_of(lines, at) or at
        line = lines[dated]
        head = _give_back(before, line)
        if head is line and dated == at and (end := _REPORT.read(reading, lines, at)) > at:
            at, before = end, reading.of("updates")[-1]
            continue
        end = next_head(lines, dated + 1)
        before = _read_report(reading, [*lines[at:dated], head], lines[dated + 1 : end])
        if len(pieces(lines[at:end])) > 1:
            before.issue("row-torn", "The row is cut by the heads of pages.", None, line)
        at = end


def _unbarred(reading: Reading, lines: Lines) -> Lines:
    """The rows of a table without the bars at their ends, where a converter drew them."""
    inner = {at: lines[at].group(match, "row") for at, match in found(lines, _BARRED)}
    for at, row in inner.items():
        reading.claim_around(lines[at], row)
    return [inner.get(at, line) for at, line in enumerate(lines)] if inner else lines


def _give_back(before: Row | None, head: Span) -> Span:
    """Read statuses that end a report's first line into the report before it, where that one was cut."""
    if before is None or before.places.keys() >= _STATUSES:
        return head
    if not any(word in head.text.rsplit(None, 1)[-1] for word in ("แผน", "เป้าหมาย")):
        return head
    if head.search(_MIDLINE):
        return head
    while (match := head.search(_ENDING)) and _status_column(before, head.group(match, "value")):
        value = head.group(match, "value")
        before.reading.claim_around(head.document.trimmed(match.start(), match.end()), value)
        before.issue(
            "status-misplaced", f"{value.text!r} stands at the end of the next report's first line.", None, value
        )
        _read_status(before, value)
        head = head.document.trimmed(head.start, match.start())
    return head


def _read_report(reading: Reading, head: Lines, body: Lines) -> Row:
    row = reading.row("updates")
    said, tail = _cut_body(row, _read_date(row, read_number(row, head), body))
    if not tail and said:
        said, tail = _cut_midline(said)
    joined = pieces(said)
    if len(joined) > 1:
        row.issue("value-torn", "The narrative is cut by a page's head.", "narrative", joined[0])
    row.read("narrative", markdown_text, *joined)
    for line in tail:
        _read_parts(row, line)
    return row


def _read_date(row: Row, rest: Span, body: Lines) -> Lines:
    """Read the date; gives the lines from what stands behind it on, the first line of the narrative."""
    if not rest:
        # A cut may have put the date below its colons.
        match = body[0].fullmatch(DATED) if body else None
        if match is None:
            return body
        rest, *body = body
    match = rest.fullmatch(DATED) or rest.fullmatch(UNDATED)
    if match is None or not match["date"]:
        row.issue("label-missing", "The report has no date before its text.", "reported_on", rest)
    if match is None:
        return [rest, *body]
    date, said = rest.group(match, "date"), rest.group(match, "text")
    row.reading.claim_around(rest, date, said)
    row.read("reported_on", thai_date, date)
    return [said, *body] if said else _without_colon(row, date, rest, body)


def _without_colon(row: Row, date: Span, rest: Span, body: Lines) -> Lines:
    """The lines below a date; the colon between it and its text may have been cut to the first of them."""
    first = body[0] if body and date.end == rest.end else None
    match = first.fullmatch(_SAID) if first and not first.match(_LONE_STATUS) else None
    if first is None or match is None:
        return body
    said = first.group(match, "text")
    row.reading.claim_around(first, said)
    return [said, *body[1:]] if said else body[1:]


def _cut_body(row: Row, lines: Lines) -> tuple[Lines, Lines]:
    """Cut narrative from parts: at the last progress, for an author may quote one in the text."""
    marks = [at for at, line in enumerate(lines) if line.match(_PROGRESS)]
    if len(marks) > 1:
        return _cut_repeated(row, lines, marks)
    if not marks:
        marks = [at for at, line in enumerate(lines) if line.match(_BUDGET) or line.match(_LONE_STATUS)][:1]
    return (lines[: marks[-1]], lines[marks[-1] :]) if marks else (lines, [])


def _cut_repeated(row: Row, lines: Lines, marks: list[int]) -> tuple[Lines, Lines]:
    """Cut where progress stands more than once; what a budget calls another report's is left unread."""
    again = next((match["number"] for line in lines[marks[-1] :] if (match := line.search(_BUDGET))), None)
    is_other = _is_other(row, again)
    chosen = "all were left unread: the last one is another report's" if is_other else "the last one was read"
    row.issue("label-repeated", f"Progress stands twice in one report; {chosen}.", None, lines[marks[0]])
    return (lines[: marks[0]], []) if is_other else (lines[: marks[-1]], lines[marks[-1] :])


def _cut_midline(said: Lines) -> tuple[Lines, Lines]:
    """Cut a row that stands on one line."""
    last = said[-1]
    found = [*_MIDLINE.finditer(last.document.view, last.start, last.end)]
    if not found:
        return said, []
    cut = found[-1].end()
    narrative = last.document.trimmed(last.start, cut)
    return [*said[:-1], narrative] if narrative else said[:-1], [last.document.span(cut, last.end)]


def _read_parts(row: Row, line: Span) -> None:
    """Read progress, budget and statuses that follow one another on a line; the rest stays unclaimed."""
    lone = True
    line = _without_currency(row, line)
    while line:
        status = _LEFT_STATUS if lone else _STATUS
        match = line.match(_PROGRESS) or line.match(_BUDGET) or line.match(status)
        if match is None:
            return
        value = line.group(match, "value")
        if not _read_part(row, match, value):
            return
        row.reading.claim_around(line.document.trimmed(match.start(), match.end()), value)
        line, lone = line.document.trimmed(match.end(), line.end), False


def _without_currency(row: Row, line: Span) -> Span:
    """What stands behind the word baht where a page's head cut it from its amount."""
    match = line.match(_CURRENCY)
    if match is None or "budget_spent_baht" not in row.places:
        return line
    row.reading.claim(line.document.span(line.start, match.end()))
    return line.document.trimmed(match.end(), line.end)


def _read_part(row: Row, match: re.Match[str], value: Span) -> bool:
    if match.re is _PROGRESS:
        row.read("progress_percent", percentage, value)
    elif match.re is _BUDGET:
        read_amount(row, "budget_spent_baht", value)
        _check_number(row, match, value)
    else:
        return _read_status(row, value)
    return True


def _check_number(row: Row, match: re.Match[str], value: Span) -> None:
    if _is_other(row, match["number"]):
        message = f"The budget says report {match['number']}, the row says {row.get('printed_number')}."
        row.issue("value-repeated-differently", message, "printed_number", value.document.span(*match.span("number")))


def _is_other(row: Row, again: str | None) -> bool:
    """Whether a number that a budget repeats is not the report's."""
    number, digits = row.get("printed_number"), again.lstrip("0") if again else ""
    # No count has so many digits, and no number that Python reads has thousands.
    return bool(again) and number is not None and (len(digits) > _DIGITS or int(digits or 0) != number)


def read_amount(row: Row, column: str, value: Span) -> None:
    """Read an amount; the word baht alone says nothing."""
    if value.fullmatch(_CURRENCY):
        row.reading.claim(value)
        row.mark(column, value)
    else:
        row.read(column, baht, value)


def _read_status(row: Row, value: Span) -> bool:
    column = _status_column(row, value)
    if column is not None:
        row.mark(column, value)
        row.read(column, markdown_text, value)
    return column is not None


def _status_column(row: Row, value: Span) -> str | None:
    """The column that a status fills: the one it names, else the first that is free."""
    free = [column for column in ("plan_status", "target_status") if column not in row.places]
    named = [column for column, word in (("plan_status", "แผน"), ("target_status", "เป้าหมาย")) if word in value.text]
    if len(named) == 1:
        return named[0] if named[0] in free else None
    return free[0] if free else None
