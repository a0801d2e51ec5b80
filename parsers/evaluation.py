"""The evaluation line: ``*** สยป. ประเมินโครงการ : ไตรมาสที่ 1 100``, by the strategy department."""

from __future__ import annotations

import re

from extract.numbers import number, quarter_number
from extract.rule import Rule
from extract.span import Span
from parsers.furniture import with_whole_link
from parsers.line_pattern import Lines, line_pattern, with_parted, with_whole
from parsers.reading import Row

# สยป. (ตรวจ)ประเมินโครงการ / ตัวชี้วัด : ไตรมาสที่ n: score
_WHO = r"(?>(?:\\?\*)*)\s*+(?:สยป|สปย)\.?\s*+"
_WHAT = r"(?:ตรวจ)?ประเมิน\s*+(?:โครงการ|ตัวชี้วัด)\s*+[:;：]?\s*+"
_QUARTER = r"ไตรมาส(?:ที่)?\s*+"
EVALUATION = line_pattern(
    rf"{_WHO}{_WHAT}(?:{_QUARTER}(?P<evaluation_quarter>[^\s:;：]*+)\s*+[:;：]?\s*+(?P<evaluation_score>.*)|-)?",
    r"\*ส",
)
EVALUATION_RULES: dict[str, Rule] = {"evaluation_quarter": quarter_number, "evaluation_score": number}
# What a line end may leave of it, the score perhaps below; with what stands there, quarter and score are numbers.
_TORN = line_pattern(rf"{_WHO}(?:(?:ตรวจ)?ประเมิน|{_WHAT}(?:{_QUARTER}\d?\s*+:?)?)?", r"\*ส")
_WHOLE = re.compile(rf"{_WHO}{_WHAT}{_QUARTER}\d\s*+:?\s*+(?:[\d.,]++(?<=\d))?")
_ALONE = re.compile(rf"{_QUARTER}\d\s*+:?|[\d.,]++")
# One that stands on the line of the print link above it.
_BEHIND_LINK = line_pattern(rf"(?P<link>[รด][^*]*พิมพ์ข้อมูล\S*)\s+(?P<evaluation>{_WHO}.*)", "รด")
# What is none, but for more than a slip.
_LIKE_ONE = re.compile(r"(?>(?:\\?\*){3,}).*(?:ประเมิน|ไตรมาส|สยป).*")


def with_whole_evaluation(lines: Lines, row: Row | None = None) -> Lines:
    """Lines with the evaluation on one, where a line end parted what it says; none may part it from the link above.

    The link is on one, too. On a bare indicator page, whose ``row`` is given, texts stand below the evaluation: a
    quarter or a number alone may be one.
    """
    lines = with_whole_link(with_parted(lines, _BEHIND_LINK))
    whole = with_whole(lines, _TORN, lambda line, below: _goes_on(line, below, row))
    # Where it was torn above its quarter it may be above its score, too.
    return whole if len(whole) == len(lines) else with_whole_evaluation(whole, row)


def _goes_on(line: Span, below: Span, row: Row | None) -> bool:
    """Whether an evaluation goes on below; where that may be a text, it is told."""
    if not line.to(below).fullmatch(_WHOLE):
        return False
    match = line.fullmatch(EVALUATION) if row is not None else None
    if row is None or match is None or match["evaluation_quarter"] == "" or not below.fullmatch(_ALONE):
        return True
    column = "evaluation_score" if match["evaluation_quarter"] else "evaluation_quarter"
    message = f"{below.text!r} may belong to the evaluation above it; it was read into the summary."
    row.issue("label-missing", message, column, below)
    return False


def without_unread_evaluation(project: Row, lines: Lines) -> Lines:
    """Lines without the first where it may be an evaluation: it is no text, and it is left unread."""
    if not lines or "evaluation_quarter" in project.places or not lines[0].fullmatch(_LIKE_ONE):
        return lines
    message = f"{lines[0].text[:60]!r} may be the evaluation, whose label is not there."
    project.issue("label-missing", message, "evaluation_quarter", lines[0])
    return lines[1:]


def read_evaluation(row: Row, line: Span, match: re.Match[str]) -> None:
    """Read quarter and score, which belong together: of lines that name several quarters the first counts."""
    known, quarter = row.span("evaluation_quarter") or row.span("evaluation_score"), match["evaluation_quarter"]
    if known and quarter and quarter != known.text:
        row.issue("label-repeated", f"{line.text[:60]!r} stands again; it was not read.", None, line)
    else:
        row.read_groups(line, match, EVALUATION_RULES)
