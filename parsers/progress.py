"""Progress reports of a project page: newest first, each between its headline and a line of ``&&&``."""

from __future__ import annotations

import re

from extract.dates import ce_date, thai_date
from extract.numbers import count, percentage
from extract.rule import Rule, RuleError
from extract.span import Span
from extract.text import problem_text, text
from parsers.block import BREAK, Block, paragraph
from parsers.furniture import NUMBER
from parsers.line_pattern import LinePattern, Lines, any_of, first_of, found, line_pattern
from parsers.progress_parts import LABEL, LABELLED, PART, SEPARATOR, label_of, parted, unread_labels
from parsers.reading import Reading, Row
from parsers.sections import read_text

# (n) ความคืบหน้าโครงการฯ ร้อยละ 100.00 (2023-09-18): progress of the project, percent.
HEAD = line_pattern(
    r"[\\*#\s]*+\(\s*+(?P<printed_number>[^\s()]*+)\s*+\)\s*+ความคืบหน้า\s*+โครงการ\s*+ฯ?\s*+ร้อยละ\s*+"
    r"(?P<progress_percent>(?:\s*+[^()\s])*?)\s*+(?:\(\s*+(?P<page_date>(?:\s*+[^()\s])*?)\s*+\))?[\\*\s]*+",
    r"\*#(",
)
_PLAIN_HEAD = (
    r"\( (?P<printed_number>[0-9]++) \) ความคืบหน้าโครงการ ฯ?+ ร้อยละ (?P<progress_percent>[0-9]++(?>(?:\.[0-9]++)?))"
    r" \( (?P<page_date>[0-9-]++) \)"
)
_HEAD_RULES: dict[str, Rule] = {"printed_number": count, "progress_percent": percentage, "page_date": ce_date}
# What a line end tore from a head.
_TORN_TITLE = line_pattern(r"[\\*#\s]*+\(\s*+\d+\s*+\)(?:\s*+ความคืบหน้า(?:\s*+โครงการ\s*+ฯ?)?)?", r"\*#(")
_TORN_HEAD = line_pattern(r"(?P<progress_percent>[\d.,]*+\s*+%?)\s*+\(\s*+(?P<page_date>\d{4}-\d{1,2}-\d{1,2})\s*+\)")
_TORN_HEAD_RULES: dict[str, Rule] = {"progress_percent": percentage, "page_date": ce_date}
_HEAD_OR_SEPARATOR = any_of(HEAD, SEPARATOR)
# The usual form of the date that opens a narrative.
DAY = r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"
# So begins every line that is a part, and every head.
_TEXT = paragraph(r"[-‐-―−_=*\\#\s]*+(?:&|ปัญหา|อุปสรรค|\(\s*+[^\s()]*+\s*+\)\s*+ความคืบหน้า)")
_REPORT = Block(
    "updates",
    {**_HEAD_RULES, "reported_on": thai_date, "narrative": text, "problem": problem_text, "obstacle": problem_text},
    _PLAIN_HEAD,
    rf"(?>(?:(?P=progress_percent){BREAK})?)(?P<reported_on>{DAY}) : (?P<narrative>{_TEXT})",
    rf"(?>(?:\\?\*)*) ปัญหาของโครงการ : (?!\*)(?P<problem>{_TEXT})",
    rf"(?>(?:\\?\*)*) อุปสรรคของโครงการ : (?!\*)(?P<obstacle>{_TEXT})",
    r"-{2,}+&{2,}+-{2,}+",
    following=_PLAIN_HEAD,
)
# The date that opens a narrative, perhaps behind the edge of a table: digits in three groups, or a day, a Thai month's
# name and a year.
DATED = re.compile(
    r"(?:\|\s*)?(?P<date>\d{1,4}\s*/\s*\d{1,2}\s*/\s*\d{1,4}(?!\d|[OolI]\d*\s*:)|\d{1,2}\s*[.-]\s*\d{1,2}\s*[.-]\s*\d{4}(?!\d)|\d{4}-\d{1,2}-\d{1,2}(?!\d)|"
    r"\d{1,2}\s*[ก-ฮ][ก-๎.]{1,11}\s*\d{2,4}(?=\s*:))"
    r"(?:\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*น\.)?(?=\s*:))?\s*:?\s*(?P<text>.*)"
)
# What stands for one before a colon: nothing, digits that are none, or a date with letters for digits, with blanks, or
# without its slashes.
_DIGITS = r"\dOolI|"
_UNDATED = re.compile(
    rf"(?P<date>[\d/.-]*[/-][\d/.-]*|(?=(?:[^\d:]*\d){{4}})[{_DIGITS}][{_DIGITS}/. ]{{0,5}}/[{_DIGITS}/. ]{{3,9}}|"
    r"\d{4}[2๒][5๕]\d\d|)\s*:\s*(?P<text>.*)"
)
_SLIPPED_NUMBER = re.compile(rf"(?=.*\d)[{_DIGITS}., ]{{1,12}}%?")


def read_updates(reading: Reading, lines: Lines) -> Lines:
    """Read the reports that stand in these lines; gives the lines before the first and after the last."""
    if lines and lines[0].fullmatch(_TORN_TITLE):
        lines = with_whole_heads(lines)
    return _REPORT.read_all(reading, lines, HEAD, _read_update, _next_head)


def _next_head(body: Lines, head: LinePattern) -> int:
    """The place of the head of the next report, below that of one; an author may have quoted one in between."""
    at = first_of(body, head)
    while at < len(body) and _is_quoted(body, at, head):
        at += 1 + first_of(body[at + 1 :], head)
    return at


def _is_quoted(body: Lines, at: int, head: LinePattern) -> bool:
    """Whether a head stands in a text: without brackets or a date below, above the labels of the report around it."""
    match = body[at].fullmatch(head)
    if not at or match is None or match["page_date"] or found(body[:at], PART):
        return False
    below = body[at + 1 : at + 3]
    if any(line.fullmatch(DATED) or line.fullmatch(_TORN_HEAD) for line in below):
        return False
    return any(found(body[at + 1 : at + 1 + first_of(body[at + 1 :], head)], LABEL))


def with_whole_heads(lines: Lines) -> Lines:
    """Lines with each head joined that line ends tear before its progress; its brackets tell that it is one."""
    for at, _ in found(lines, _TORN_TITLE)[::-1]:
        for end in range(at + 2, min(at + 5, len(lines) + 1)):
            head = lines[at].to(lines[end - 1])
            match = head.fullmatch(HEAD)
            if match and match["page_date"]:
                lines = [*lines[:at], head, *lines[end:]]
                break
    return lines


def last_line_of_updates(lines: Lines, following: LinePattern) -> int:
    """Where the reports end on a page without headings: after the last ``&&&``, or before what follows them.

    The first line is the head of a report.
    """
    last = len(lines) - 1 - first_of(lines[::-1], _HEAD_OR_SEPARATOR)
    if lines[last].fullmatch(SEPARATOR):
        return last + 1
    obstacle = last + next((at for at, match in found(lines[last:], LABEL) if match.lastgroup == "obstacle"), 0)
    return obstacle + 1 + first_of(lines[obstacle + 1 :], following)


def _read_update(reading: Reading, head: Span, body: Lines) -> Lines:
    """Read a report line by line; below it may stand others with torn heads."""
    whole = with_whole_heads(body)
    cut = len(body) if whole is body else _next_head(whole, HEAD)
    rest = _read_lines(reading, head, whole[:cut])
    return rest + read_updates(reading, whole[cut:]) if cut < len(whole) else rest


def _read_lines(reading: Reading, head: Span, body: Lines) -> Lines:
    row = reading.row("updates")
    match = head.fullmatch(HEAD)
    assert match is not None, "found by the same pattern"
    row.read_groups(head, match, _HEAD_RULES)
    body, parts = parted(_below_head(row, match, body))
    separators = [(at, match) for at, match in parts if match.lastgroup == "separator"]
    reading.claim(*[body[at].group(match, "separator") for at, match in separators])
    ends = dict(separators)
    end = next(iter(ends), len(body))
    labels = {column: label_of(row, body, parts, column, end) for column in LABELLED}
    cuts = [label[0] for label in labels.values() if label]
    if lacking := [column for column, label in labels.items() if label is None]:
        cuts += unread_labels(row, body[:end], cuts, lacking)
    said = body[: min([*cuts, end])]
    for at, _ in found(said, HEAD):
        row.issue(
            "label-repeated", f"{said[at].text[:60]!r} was read as text: no report ends above it.", None, said[at]
        )
    _read_narrative(row, said)
    for column, label in labels.items():
        _read_labelled(row, column, body, label, [*cuts, end])
    return [line for at, line in enumerate(body[end + 1 :], end + 1) if at not in ends]


def _below_head(row: Row, head: re.Match[str], body: Lines) -> Lines:
    """The lines below a head, without those that a line end tore from it: the brackets, perhaps with the progress."""
    if head["page_date"] is not None:
        return body
    for at, line in enumerate(body[:2]):
        rest = body[0].to(line)
        torn = rest.fullmatch(_TORN_HEAD)
        if torn and not (torn["progress_percent"] and head["progress_percent"]):
            row.read_groups(rest, torn, _TORN_HEAD_RULES)
            return body[at + 1 :]
    return body


def _read_labelled(
    row: Row, column: str, body: Lines, label: tuple[int, re.Match[str]] | None, cuts: list[int]
) -> None:
    """Read what a label says, to the next cut."""
    if label is None:
        return
    at, match = label
    first = body[at].group(match, column)
    row.reading.claim_around(body[at], first)
    end = min([cut for cut in cuts if cut > at])
    read_text(row, column, problem_text, [span for span in [first, *body[at + 1 : end]] if span])


def _read_narrative(row: Row, lines: Lines) -> None:
    if lines and (lines[0].fullmatch(NUMBER) or _is_slipped(lines)):
        check_repeated(row, lines[0])
        lines = lines[1:]
    if not lines:
        row.issue("label-missing", "The report has neither date nor text.", "reported_on", row.span("progress_percent"))
        return
    # A line end may part the date from its colon.
    if len(lines) > 1 and lines[1].opens(":") and (torn := lines[0].to(lines[1])).fullmatch(DATED):
        lines = [torn, *lines[2:]]
    said = read_date(row, lines[0])
    read_text(row, "narrative", text, [said, *lines[1:]] if said else lines[1:])


def read_date(row: Row, line: Span) -> Span:
    """Read the date that opens the text of a report; gives what stands behind it, all of the line without one."""
    match = line.fullmatch(DATED) or line.fullmatch(_UNDATED)
    if match is None or not match["date"]:
        row.issue("label-missing", "The report has no date before its text.", "reported_on", line)
    if match is None:
        return line
    date, said = line.group(match, "date"), line.group(match, "text")
    row.reading.claim_around(line, date, said)
    row.read("reported_on", thai_date, date)
    return said


def _is_slipped(lines: Lines) -> bool:
    """Whether a number opens these lines that has letters for digits, or blanks, and stands above a date."""
    return len(lines) > 1 and bool(lines[0].fullmatch(_SLIPPED_NUMBER) and lines[1].fullmatch(DATED))


def check_repeated(row: Row, line: Span, whose: str = "the progress of the report") -> None:
    """Claim a number that repeats the progress, and report one that does not, or that repeats none."""
    row.reading.claim(line)
    progress = row.get("progress_percent")
    if progress is None or not repeats(line, progress):
        value = "not told" if progress is None else f"{progress:g}"
        message = f"{line.text!r} repeats {whose}, which is {value}."
        row.issue("progress-repeated-differently", message, "progress_percent", line)


def repeats(line: Span, value: float) -> bool:
    """Whether a number alone on its line is the value."""
    try:
        return bool(line.read(percentage).value == value)
    except RuleError:
        return False
