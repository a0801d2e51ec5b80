"""Progress reports of a project page: newest first, each between its headline and a line of ``&&&``."""

from __future__ import annotations

import re
from itertools import pairwise

from extract.dates import ce_date, thai_date
from extract.numbers import count, percentage
from extract.rule import Rule, RuleError
from extract.span import Span
from extract.text import problem_text, text
from parsers.block import BREAK, Block, paragraph
from parsers.furniture import NUMBER
from parsers.line_pattern import LinePattern, Lines, any_of, first_of, found, line_pattern, with_whole
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
# A line of &&& ends a report; ปัญหา / อุปสรรคของโครงการ: the project's problem, obstacle.
_SEPARATOR = line_pattern(
    r"(?P<separator>[-–—_=*\\\s]{2,}(?:&(?:amp;)?){2,}[-–—_=*\\\s]{2,}).*",
    r"-–—_=\*",
)
_LABEL = line_pattern(
    r"(?P<stars>(?:\\?\*)*)\s*(?:(?P<problem>ปัญหา)|(?P<obstacle>อุปสรรค))ของโครงการ\s*:\s*(?P<text>.*)",
    r"*\ปอ",
)
# What a line end tore from a head, or a label from its colon.
_TORN_TITLE = line_pattern(r"[\\*#\s]*+\(\s*+\d+\s*+\)(?:\s*+ความคืบหน้า(?:\s*+โครงการ\s*+ฯ?)?)?", r"\*#(")
_TORN_HEAD = line_pattern(r"(?P<progress_percent>[\d.,]*+\s*+%?)\s*+\(\s*+(?P<page_date>\d{4}-\d{1,2}-\d{1,2})\s*+\)")
_TORN_HEAD_RULES: dict[str, Rule] = {"progress_percent": percentage, "page_date": ce_date}
_TORN_LABEL = line_pattern(r"(?:\\?\*)*\s*(?:ปัญหา|อุปสรรค)ของโครงการ", r"*\ปอ")
_PART = any_of(_SEPARATOR, _LABEL)
# A label in a form that is looked for only where the report has none in its own: with its stars, what stands for the
# colon is another mark, or blanks behind the full words, or the words are fewer; it may stand behind other text.
_SLIPPED_WORDS = (
    r"(?P<stars>(?>(?:\\?\*\s?){2,}))\s*(?:(?P<problem>ปัญหา)|(?P<obstacle>อุปสรรค))"
    r"(?:ของโครงการ(?=[\s.…:;：]|$)|(?:ของ)?(?:โครงการ)?(?=[\s.…]*[:;：]))[\s.…]*[:;：]?"
)
_SLIPPED_LABEL = line_pattern(rf"{_SLIPPED_WORDS}\s*(?P<text>.*)", "*\\")
# A run of stars is looked at once, and one of dashes. A rule may end the line of other text, with a speck in it.
_INNER_PART = re.compile(
    rf"(?<![*\\])(?<!\*\s){_SLIPPED_WORDS}|"
    r"(?<![-–—_=])(?P<separator>(?:[-–—_=]{2,}+[^\s&]{1,2}){0,2}[-–—_=]{2,}+(?:&(?:amp;)?){2,}[-–—_=]{2,})"
)
_LABELLED = ("problem", "obstacle")
_DIVIDING = frozenset(("separator", *_LABELLED))
# What may be a label, but for more than that.
_LIKE_A_LABEL = line_pattern(
    r"[^\wก-๎]{0,6}(?:ปัญหา|อุปสรรค)ของโครงการ.*|"
    r"(?>(?:\\?\*\s?){2,})[^\wก-๎*\\]{0,3}(?:ปั?ญ|อุ?ปส|[^\s:;：]{1,20}โครงการ[\s.…]*[:;：]).*"
)
_HEAD_OR_SEPARATOR = any_of(HEAD, _SEPARATOR)
# The usual form of the date that opens a narrative.
DAY = r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"
# So begins every line that is a part, and every head.
_TEXT = paragraph(r"[-–—_=*\\#\s]*+(?:&|ปัญหา|อุปสรรค|\(\s*+[^\s()]*+\s*+\)\s*+ความคืบหน้า)")
_REPORT = Block(
    "updates",
    {**_HEAD_RULES, "reported_on": thai_date, "narrative": text, "problem": problem_text, "obstacle": problem_text},
    _PLAIN_HEAD,
    rf"(?>(?:(?P=progress_percent){BREAK})?)(?P<reported_on>{DAY}) : (?P<narrative>{_TEXT})",
    rf"(?>(?:\\?\*)*) ปัญหาของโครงการ : (?P<problem>{_TEXT})",
    rf"(?>(?:\\?\*)*) อุปสรรคของโครงการ : (?P<obstacle>{_TEXT})",
    r"-{2,}+&{2,}+-{2,}+",
    following=_PLAIN_HEAD,
)
# The date that opens a narrative: digits in three groups, or a day, a Thai month's name and a year.
DATED = re.compile(
    r"(?P<date>\d{1,4}\s*/\s*\d{1,2}\s*/\s*\d{1,4}(?!\d)|\d{1,2}\s*[.-]\s*\d{1,2}\s*[.-]\s*\d{4}(?!\d)|\d{4}-\d{1,2}-\d{1,2}(?!\d)|"
    r"\d{1,2}\s*[ก-ฮ][ก-๎.]{1,11}\s*\d{2,4}(?=\s*:))"
    r"(?:\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*น\.)?(?=\s*:))?\s*:?\s*(?P<text>.*)"
)
UNDATED = re.compile(r"(?P<date>[\d/.-]*[/-][\d/.-]*|)\s*:\s*(?P<text>.*)")


# Places and matches of the lines that divide a report.
Parts = list[tuple[int, re.Match[str]]]


def read_updates(reading: Reading, lines: Lines) -> Lines:
    """Read the reports that stand in these lines; gives the lines before the first and after the last."""
    if lines and lines[0].fullmatch(_TORN_TITLE):
        lines = with_whole_heads(lines)
    return _REPORT.read_all(reading, lines, HEAD, _read_update)


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
    if lines[last].fullmatch(_SEPARATOR):
        return last + 1
    obstacle = last + next((at for at, match in found(lines[last:], _LABEL) if match["obstacle"]), 0)
    return obstacle + 1 + first_of(lines[obstacle + 1 :], following)


def _read_update(reading: Reading, head: Span, body: Lines) -> Lines:
    """Read a report line by line; below it may stand others with torn heads."""
    whole = with_whole_heads(body)
    cut = len(body) if whole is body else first_of(whole, HEAD)
    rest = _read_lines(reading, head, whole[:cut])
    return rest + read_updates(reading, whole[cut:]) if cut < len(whole) else rest


def _read_lines(reading: Reading, head: Span, body: Lines) -> Lines:
    row = reading.row("updates")
    match = head.fullmatch(HEAD)
    assert match is not None, "found by the same pattern"
    row.read_groups(head, match, _HEAD_RULES)
    body, parts = _parted(with_whole(_below_head(row, match, body), _TORN_LABEL, lambda _, below: below.opens(":")))
    separators = [(at, match) for at, match in parts if match.lastgroup == "separator"]
    reading.claim(*[body[at].group(match, "separator") for at, match in separators])
    ends = dict(separators)
    end = next(iter(ends), len(body))
    labels = {column: _label(row, body, parts, column, end) for column in _LABELLED}
    cuts = [label[0] for label in labels.values() if label]
    if lacking := [column for column, label in labels.items() if label is None]:
        cuts += _unread_labels(row, body[:end], cuts, lacking)
    _read_narrative(row, body[: min([*cuts, end])])
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


def _parted(body: Lines) -> tuple[Lines, Parts]:
    """The lines of a report and what divides them; what no line is may stand behind other text, or be a slip."""
    parts = found(body, _PART)
    end = _end(parts, body)
    lacking = _lacking(parts, end)
    cut = [piece for line in body[:end] for piece in _cut(line, lacking)] if lacking else []
    if len(cut) > end:
        body = cut + body[end:]
        parts = found(body, _PART)
        end = _end(parts, body)
        lacking = _lacking(parts, end)
    slips = found(body[:end], _SLIPPED_LABEL) if lacking else []
    return body, parts + [slip for slip in slips if ("problem" if slip[1]["problem"] else "obstacle") in lacking]


def _end(parts: Parts, body: Lines) -> int:
    """Where a report ends: at its first rule."""
    return next((at for at, match in parts if match.lastgroup == "separator"), len(body))


def _lacking(parts: Parts, end: int) -> frozenset[str]:
    """What divides a report and is not among its parts."""
    said = {name for at, match in parts if at <= end for name in _DIVIDING if match[name]}
    return _DIVIDING - said


def _cut(line: Span, lacking: frozenset[str]) -> Lines:
    """Cut a line before what stands in it of that which is lacking."""
    document = line.document
    inner = _INNER_PART.finditer(document.view, line.start, line.end)
    cuts = [line.start, *[match.start() for match in inner if match.lastgroup in lacking], line.end]
    return [document.trimmed(start, end) for start, end in pairwise(cuts) if start < end]


def _label(row: Row, body: Lines, parts: Parts, column: str, end: int) -> tuple[int, re.Match[str]] | None:
    """Find a label's line: one with stars before one without, which an author may have written."""
    labels = [(at, match) for at, match in parts if at < end and match[column]]
    starred = [label for label in labels if label[1]["stars"]] or labels
    for at, _ in starred[1:]:
        row.issue("label-repeated", f"{body[at].text[:40]!r} stands again in one report.", None, body[at])
    return starred[0] if starred else None


def _unread_labels(row: Row, lines: Lines, cuts: list[int], lacking: list[str]) -> list[int]:
    """The places of lines that may be labels which the report lacks; what stands there is left unread."""
    places = [at for at, _ in found(lines, _LIKE_A_LABEL) if at not in cuts]
    for column in lacking if places else ():
        line = lines[places[0]]
        message = f"The report has no label of its {column}; {line.text[:40]!r} may be one."
        row.issue("label-missing", message, column, line)
    return places


def _read_labelled(
    row: Row, column: str, body: Lines, label: tuple[int, re.Match[str]] | None, cuts: list[int]
) -> None:
    """Read what a label says, to the next cut."""
    if label is None:
        return
    at, match = label
    first = body[at].group(match, "text")
    row.reading.claim_around(body[at], first)
    end = min([cut for cut in cuts if cut > at])
    read_text(row, column, problem_text, [span for span in [first, *body[at + 1 : end]] if span])


def _read_narrative(row: Row, lines: Lines) -> None:
    if lines and lines[0].fullmatch(NUMBER):
        check_repeated(row, lines[0])
        lines = lines[1:]
    if not lines:
        row.issue("label-missing", "The report has neither date nor text.", "narrative", row.span("progress_percent"))
        return
    first, match, rest = _opening(lines)
    if match is None:
        row.issue("label-missing", "The report has no date before its text.", "reported_on", first)
        read_text(row, "narrative", text, lines)
        return
    date, said = first.group(match, "date"), first.group(match, "text")
    row.reading.claim_around(first, date, said)
    if not date:
        row.issue("label-missing", "The report has no date before its text.", "reported_on", first)
    row.read("reported_on", thai_date, date)
    read_text(row, "narrative", text, [span for span in [said, *rest] if span])


def _opening(lines: Lines) -> tuple[Span, re.Match[str] | None, Lines]:
    """What opens a narrative, how it matches, and the lines below; a line end may part the date from its colon."""
    if len(lines) > 1 and lines[1].opens(":"):
        torn = lines[0].to(lines[1])
        if match := torn.fullmatch(DATED):
            return torn, match, lines[2:]
    first = lines[0]
    return first, first.fullmatch(DATED) or first.fullmatch(UNDATED), lines[1:]


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
