"""Progress reports of a project page: newest first, each between its headline and a line of ``&&&``."""

from __future__ import annotations

import re
from collections.abc import Callable

from extract.dates import ce_date, thai_date
from extract.numbers import count, percentage
from extract.rule import RuleError
from extract.span import Span
from extract.text import problem_text, text
from parsers.furniture import NUMBER
from parsers.reading import Reading, Row
from parsers.sections import Lines, around, opened, read_text

# (n) ความคืบหน้าโครงการฯ ร้อยละ 100.00 (2023-09-18): progress of the project, percent.
HEAD = re.compile(
    r"[\\*#\s]*\(\s*(?P<number>[^\s()]*)\s*\)\s*ความคืบหน้าโครงการ\s*ฯ?\s*ร้อยละ\s*(?P<progress>[^()]*?)\s*"
    r"(?:\(\s*(?P<date>[^()]*?)\s*\))?[\\*\s]*"
)
SEPARATOR = re.compile(r"[-–—_=*\\\s]{2,}(?:&(?:amp;)?){2,}[-–—_=*\\\s]{2,}")
# ปัญหา / อุปสรรคของโครงการ: the project's problem, obstacle.
PROBLEM = re.compile(r"(?P<stars>(?:\\?\*)*)\s*ปัญหาของโครงการ\s*:\s*(?P<text>.*)")
OBSTACLE = re.compile(r"(?P<stars>(?:\\?\*)*)\s*อุปสรรคของโครงการ\s*:\s*(?P<text>.*)")
# The characters that labels, and dividers, begin with: most lines are told apart by their first one.
_LABEL, _DIVIDER = "\\*ปอ", "-–—_=*\\"
# The date that opens a narrative: digits in three groups, or a day, a Thai month's name and a year.
DATED = re.compile(
    r"(?P<date>\d{1,4}\s*/\s*\d{1,2}\s*/\s*\d{1,4}(?!\d)|\d{1,2}\s*[.-]\s*\d{1,2}\s*[.-]\s*\d{4}(?!\d)|\d{4}-\d{1,2}-\d{1,2}(?!\d)|"
    r"\d{1,2}\s*[ก-ฮ][ก-๎.]{1,11}\s*\d{2,4}(?=\s*:))"
    r"(?:\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*น\.)?(?=\s*:))?\s*:?\s*(?P<text>.*)"
)
UNDATED = re.compile(r"(?P<date>[\d/.-]*[/-][\d/.-]*|)\s*:\s*(?P<text>.*)")


def read_updates(reading: Reading, lines: Lines) -> Lines:
    """Read the reports that stand in these lines; gives the lines before the first and after the last."""
    rest, reports = opened(lines, HEAD)
    for head, match, body in reports:
        rest += _read_update(reading, head, match, body)
    return rest


def last_line_of_updates(lines: Lines, follows: Callable[[Span], bool]) -> int:
    """Where the reports end on a page without headings: after the last ``&&&``, or before what follows them."""
    ends = [at for at, line in enumerate(lines) if line.match(SEPARATOR)]
    heads = [at for at, line in enumerate(lines) if line.fullmatch(HEAD)]
    after = heads[-1] if heads else 0
    if ends and ends[-1] > after:
        return ends[-1] + 1
    obstacle = next((at for at in range(after, len(lines)) if lines[at].fullmatch(OBSTACLE)), after)
    return next((at for at in range(obstacle + 1, len(lines)) if follows(lines[at])), len(lines))


def _read_update(reading: Reading, head: Span, match: re.Match[str], body: Lines) -> Lines:
    row = reading.row("updates")
    printed, progress, date = (head.group(match, name) for name in ("number", "progress", "date"))
    reading.claim(*around(head, printed, progress, date))
    row.read("printed_number", count, printed)
    row.read("progress_percent", percentage, progress)
    row.read("page_date", ce_date, date)
    body, rest = _cut_at_separator(reading, body)
    problem, obstacle = _find(reading, row, body, PROBLEM), _find(reading, row, body, OBSTACLE)
    cuts = sorted(at for at in (problem, obstacle) if at is not None)
    _read_narrative(row, body[: cuts[0]] if cuts else body)
    _read_labelled(row, "problem", PROBLEM, body, problem, cuts)
    _read_labelled(row, "obstacle", OBSTACLE, body, obstacle, cuts)
    return rest


def _cut_at_separator(reading: Reading, body: Lines) -> tuple[Lines, Lines]:
    ends = [at for at, line in enumerate(body) if line.opens(_DIVIDER) and line.match(SEPARATOR)]
    if not ends:
        return body, []
    reading.claim(*(body[at].group(match) for at in ends if (match := body[at].match(SEPARATOR))))
    return body[: ends[0]], [line for at, line in enumerate(body) if at > ends[0] and at not in ends]


def _find(reading: Reading, row: Row, body: Lines, label: re.Pattern[str]) -> int | None:
    """Find a label's line: one with stars before one without, which an author may have written."""
    found = [(at, match) for at, line in enumerate(body) if line.opens(_LABEL) and (match := line.fullmatch(label))]
    starred = [at for at, match in found if match["stars"]] or [at for at, _ in found]
    for at in starred[1:]:
        row.issue("label-repeated", f"{body[at].text[:40]!r} stands again in one report.", None, body[at])
    return starred[0] if starred else None


def _read_labelled(row: Row, column: str, label: re.Pattern[str], body: Lines, at: int | None, cuts: list[int]) -> None:
    if at is None:
        return
    line, match = body[at], body[at].fullmatch(label)
    assert match is not None, "found by the same label"
    first = line.group(match, "text")
    row.reading.claim(*around(line, first))
    end = next((cut for cut in cuts if cut > at), len(body))
    read_text(row, column, problem_text, [span for span in [first, *body[at + 1 : end]] if span])


def _read_narrative(row: Row, lines: Lines) -> None:
    if lines and lines[0].fullmatch(NUMBER):
        _check_repeated(row, lines[0])
        lines = lines[1:]
    if not lines:
        row.issue(
            "label-missing", "The report has neither date nor text.", "narrative", row.spans.get("progress_percent")
        )
        return
    first = lines[0]
    match = first.fullmatch(DATED) or first.fullmatch(UNDATED)
    if match is None:
        row.issue("label-missing", "The report has no date before its text.", "reported_on", first)
        read_text(row, "narrative", text, lines)
        return
    date, said = first.group(match, "date"), first.group(match, "text")
    row.reading.claim(*around(first, date, said))
    if not date:
        row.issue("label-missing", "The report has no date before its text.", "reported_on", first)
    row.read("reported_on", thai_date, date)
    read_text(row, "narrative", text, [span for span in [said, *lines[1:]] if span])


def _check_repeated(row: Row, line: Span) -> None:
    row.reading.claim(line)
    progress = row.get("progress_percent")
    if progress is not None and not repeats(line, progress):
        row.issue(
            "progress-repeated-differently",
            f"{line.text!r} repeats the progress of the report, which is {progress:g}.",
            "progress_percent",
            line,
        )


def repeats(line: Span, value: float) -> bool:
    """Whether a number alone on its line is the value."""
    try:
        return bool(percentage(line.raw) == value)
    except RuleError:
        return False
