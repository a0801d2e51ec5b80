"""The reports of a printed form, one table row each, perhaps cut by the heads of pages.

``รายงานครั้งที่1 :: 10/01/2566 : narrative`` opens a row; ``:: ความก้าวหน้าของงานฯ = 10.00 %`` (progress),
``งบประมาณที่เบิกใช้ (ครั้งที่ 1) = 0 บาท`` (budget drawn) and two statuses follow. A page's head may stand
between any two of them. A status that ends the next report's first line, or its text, is the row's before it where
that one is cut; else a status in a cell beside the text is the report's own.
"""

from __future__ import annotations

import re
from itertools import pairwise

from extract.dates import thai_date
from extract.numbers import baht, count, percentage
from extract.span import Span
from extract.text import markdown_text
from parsers.block import REST, Block, paragraph
from parsers.line_pattern import Lines, found, line_pattern
from parsers.print_head import colons_of, next_head, read_number, with_whole_labels
from parsers.print_parts import (
    BUDGET,
    ENDINGS,
    LONE_STATUS,
    STATUS,
    WORDS,
    is_other,
    is_progress,
    others_number,
    read_status,
    read_tail,
    status_column,
)
from parsers.progress import DATED, DAY, read_date
from parsers.reading import Reading, Row
from parsers.sections import pieces, take

# What a cut left of the colon behind a date.
_SAID = line_pattern(r":(?!:)\s*(?P<text>.*)", ":")
_EMPTY_ROW = line_pattern(r"\|[|\s:-]*", "|")
_BARRED = line_pattern(r"\|[\s|]*(?P<row>[^\s|].*?)[\s|]*", "|")
_ENDING = re.compile(rf"\s:\s*(?P<value>{WORDS})$")
# Below the first line only what a tab parts from the text is a cell of its own.
_CELL_BELOW = re.compile(rf"\t\s*:\s*(?P<value>{WORDS})$")
# A cell beside the text: a tab, a bar or many blanks part them.
_CELL_BESIDE = re.compile(rf"(?:[\t|]|\s{{3}})[\s|]*(?P<cell>:\s*{STATUS})$")
_CELL_ALONE = re.compile(rf"[\s|]*(?P<cell>:\s*{STATUS})")
_UNREAD = re.compile(r"::\s*ความก้าวหน้าของงาน|ความก้าวหน้าของงาน\s*ฯ?\s*=")
# A report in two lines or more, cut by nothing; what it says does not begin as the line of its progress does.
# A tab parts cells, an amount from its currency as well.
_ORDINARY = r"(?>(?:ไม่)?)(?:เป็นไปตาม|ล่าช้ากว่า|ช้ากว่า|เร็วกว่า|สูงกว่า|ต่ำกว่า|บรรลุ)"
_COLONS = "::"
_MARK = ":{0,2} ความก้าวหน้าของงาน"
_TEXT = paragraph(rf"{_MARK}|[\\*\s]*+รายงานครั้งที่", *ENDINGS, _COLONS)
_FIRST = r"(?>(?:\\?\*)*) รายงานครั้งที่ (?P<printed_number>[0-9]++) ::"
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
_LABEL, _FIGURES, _BAHT = "รายงานครั้งที่", "งบประมาณที่เบิกใช้", "บาท"
_MIDLINE = re.compile(r"\s(?=::\s*ความก้าวหน้าของงาน)")


def read_print_updates(reading: Reading, lines: Lines) -> None:
    """Read the reports of section 2, oldest first."""
    lines = with_whole_labels(_unbarred(reading, take(reading, lines, _EMPTY_ROW)))
    # The report before, where it is cut and lacks a status.
    cut: Row | None = None
    at = next_head(lines, 0)
    while at < len(lines):
        dated = colons_of(lines, at) or at
        line = lines[dated]
        if cut is None and dated == at and (end := _REPORT.read(reading, lines, at)) > at:
            at = end
            continue
        end = next_head(lines, dated + 1)
        head = _give_back(cut, line)
        row = _read_report(reading, cut, [*lines[at:dated], head], lines[dated + 1 : end])
        if len(pieces(lines[at:end])) > 1:
            row.issue("row-torn", "The row is cut by the heads of pages.", None, line)
        cut = row if not row.places.keys() >= _STATUSES and _is_cut(lines[at : end + 1]) else None
        at = end


def _is_cut(lines: Lines) -> bool:
    """Whether a page's head stands between lines, and not only the bars of a table."""
    between = (above.document.view[above.end : below.start] for above, below in pairwise(lines))
    return any(gap.strip("|:- \t\r\n") for gap in between)


def _unbarred(reading: Reading, lines: Lines) -> Lines:
    """The rows of a table without the bars at their ends, where a converter drew them."""
    inner = {at: lines[at].group(match, "row") for at, match in found(lines, _BARRED)}
    for at, row in inner.items():
        reading.claim_around(lines[at], row)
    return [inner.get(at, line) for at, line in enumerate(lines)] if inner else lines


def _give_back(before: Row | None, head: Span, ending: re.Pattern[str] = _ENDING) -> Span:
    """Read statuses that end a report's first line, or its text, into the report before it, where that one was cut."""
    if before is None or before.places.keys() >= _STATUSES:
        return head
    if not any(word in head.text.rsplit(None, 1)[-1] for word in ("แผน", "เป้าหมาย")):
        return head
    # Statuses behind figures are the report's own.
    if head.search(_MIDLINE) or _FIGURES in head.text:
        return head
    while (match := head.search(ending)) and status_column(before, match["value"]):
        value = head.group(match, "value")
        before.reading.claim_around(head.document.trimmed(match.start(), match.end()), value)
        where = "first line" if ending is _ENDING else "text"
        before.issue("status-misplaced", f"{value.text!r} stands at the end of the next report's {where}.", None, value)
        read_status(before, value)
        head = head.document.trimmed(head.start, match.start())
    return head


def _without_statuses(row: Row, said: Lines) -> tuple[Lines, Lines]:
    """A text without the statuses in cells beside or below it, and these; those behind figures stay with them."""
    texts, statuses = list[Span](), list[Span]()
    for line in said:
        number = len(statuses)
        while _may_end_with_status(line) and (match := line.search(_CELL_BESIDE) or line.fullmatch(_CELL_ALONE)):
            statuses.insert(number, line.group(match, "cell"))
            row.reading.claim_around(line.document.span(*match.span()), statuses[number])
            line = line.document.trimmed(line.start, match.start())
        texts.append(line)
    return [*filter(None, texts)], statuses


def _may_end_with_status(line: Span) -> bool:
    return line.text.endswith(ENDINGS) and _FIGURES not in line.text


def _read_report(reading: Reading, before: Row | None, head: Lines, body: Lines) -> Row:
    row = reading.row("updates")
    lines = _read_date(row, read_number(row, head), body)
    said, tail = _without_others(row, *_cut_body(row, lines))
    said = _without_colons(row, _without_currency(row, said, tail), tail)
    if said and tail:
        said = [*said[:-1], _give_back(before, said[-1], _CELL_BELOW)]
    if len(joined := pieces(said)) > 1:
        row.issue("value-torn", "The narrative is cut by a page's head.", "narrative", joined[0])
    said, statuses = _without_statuses(row, said)
    row.read("narrative", markdown_text, *pieces(said))
    read_tail(row, tail)
    read_tail(row, statuses)
    if said:
        _report_undecided(row, said[-1])
    if "progress_percent" not in row.places:
        _report_unread(row, lines, said)
    return row


def _report_undecided(row: Row, text: Span) -> None:
    """Report that a text ends as a status does, which stands nowhere else."""
    ending = text.search(_ENDING) if _may_end_with_status(text) else None
    if ending and (column := status_column(row, ending["value"])):
        message = "The text ends as a status does that stands nowhere else: whether it is one cannot be told."
        row.issue("label-missing", message, column, text.group(ending, "value"))


def _report_unread(row: Row, lines: Lines, said: Lines) -> None:
    """Report that a report has no line of its progress, or that this line could not be told from its text."""
    labelled = [line for line in lines if line.search(_UNREAD)]
    if not labelled:
        message = "The report has no line of its progress."
        row.issue("label-missing", message, "progress_percent", said[-1] if said else None)
    elif unread := [line for line in labelled if line in said]:
        message = "No progress could be read; its label stands in the narrative."
        row.issue("label-missing", message, "progress_percent", unread[-1])


def _read_date(row: Row, rest: Span, body: Lines) -> Lines:
    """Read the date; gives the lines from what stands behind it on, the first line of the narrative."""
    if not rest:
        # A cut may have put the date below its colons.
        if not (body and body[0].fullmatch(DATED)):
            row.issue("label-missing", "The report has no date before its text.", "reported_on")
            return body
        rest, *body = body
    said = read_date(row, rest)
    return [said, *body] if said else _without_colon(row, rest, body)


def _without_colon(row: Row, rest: Span, body: Lines) -> Lines:
    """The lines below a date; the colon between it and its text may have been cut to the first of them."""
    date = row.span("reported_on")
    first = body[0] if body and date and date.end == rest.end else None
    match = first.fullmatch(_SAID) if first and not first.match(LONE_STATUS) else None
    if first is None or match is None:
        return body
    said = first.group(match, "text")
    row.reading.claim_around(first, said)
    return [said, *body[1:]] if said else body[1:]


def _cut_body(row: Row, lines: Lines) -> tuple[Lines, Lines]:
    """Cut narrative from parts: at the last progress, for an author may quote one in the text."""
    marks = [at for at in range(len(lines)) if is_progress(lines, at)]
    if len(marks) > 1:
        return _cut_repeated(row, lines, marks)
    if not marks:
        marks = [at for at, line in enumerate(lines) if line.match(BUDGET) or line.match(LONE_STATUS)][:1]
    if marks:
        return lines[: marks[-1]], lines[marks[-1] :]
    return _cut_midline(lines) if lines else ([], [])


def _cut_repeated(row: Row, lines: Lines, marks: list[int]) -> tuple[Lines, Lines]:
    """Cut where progress stands more than once; what a budget calls another report's is left unread."""
    again = next((match["number"] for line in lines[marks[-1] :] if (match := line.search(BUDGET))), None)
    is_lost = is_other(row, again)
    chosen = "all were left unread: the last one is another report's" if is_lost else "the last one was read"
    row.issue("label-repeated", f"Progress stands twice in one report; {chosen}.", None, lines[marks[0]])
    return (lines[: marks[0]], []) if is_lost else (lines[: marks[-1]], lines[marks[-1] :])


def _without_others(row: Row, said: Lines, tail: Lines) -> tuple[Lines, Lines]:
    """Leave figures unread that name another report, with the head of that one; its own may stand on a line above."""
    number = others_number(row, tail)
    if number is None:
        return said, tail
    message = f"The figures say report {number[:20]}, the row says {row.get('printed_number')}: they were left unread."
    row.issue("value-repeated-differently", message, "printed_number", tail[0])
    for project in row.reading.of("projects"):
        project.mark("progress_percent", tail[0])
    said = said[: next((at for at, line in enumerate(said) if line.text.startswith(_LABEL)), len(said))]
    said, own = _cut_midline(said) if said else ([], [])
    if own and not others_number(row, own):
        return said, own
    for column in _STATUSES:
        # One that stands behind the next text is not this report's either.
        row.mark(column, tail[0])
    return said, []


def _without_currency(row: Row, said: Lines, tail: Lines) -> Lines:
    """A text without the word baht below it, which a converter moved there from the amount of the budget."""
    is_last = bool(said) and said[-1].text == _BAHT and not any(_BAHT in line.text for line in tail)
    if not (is_last and any(line.search(BUDGET) for line in tail)):
        return said
    row.reading.claim(said[-1])
    return said[:-1]


def _without_colons(row: Row, said: Lines, tail: Lines) -> Lines:
    """A text without the colons at its end, which a cut parted from the label of the progress below them."""
    if not (said and tail and said[-1].text.endswith(_COLONS)) or tail[0].opens(":"):
        return said
    last = said[-1]
    cut = last.end - len(_COLONS)
    row.reading.claim(last.document.span(cut, last.end))
    return [*said[:-1], *filter(None, [last.document.trimmed(last.start, cut)])]


def _cut_midline(said: Lines) -> tuple[Lines, Lines]:
    """Cut a row that stands on one line."""
    last = said[-1]
    found = [*_MIDLINE.finditer(last.document.view, last.start, last.end)]
    if not found:
        return said, []
    cut = found[-1].end()
    narrative = last.document.trimmed(last.start, cut)
    return [*said[:-1], narrative] if narrative else said[:-1], [last.document.span(cut, last.end)]
