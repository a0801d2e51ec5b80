"""What divides a progress report: the labels of problem and obstacle, and the rule that ends it."""

from __future__ import annotations

import re
from itertools import pairwise

from extract.span import Span
from parsers.line_pattern import Lines, any_of, found, line_pattern, with_whole
from parsers.reading import Row


def _labels(ending: str, text: str) -> str:
    """The words of both labels, behind each of which a group of its column's name is its text."""
    return rf"(?:ปัญหา{ending}(?P<problem>{text})|อุปสรรค{ending}(?P<obstacle>{text}))"


_ENDING = r"ของโครงการ\s*:\s*"
# A line of &&& ends a report; ปัญหา / อุปสรรคของโครงการ: the project's problem, obstacle.
SEPARATOR = line_pattern(
    r"(?P<separator>[-‐-―−_=*\\\s]{2,}(?:&(?:amp;)?[\\\s]*+){2,}[-‐-―−_=*\\\s]{2,}).*",
    r"-‐‑‒–—―−_=\*",
)
# Programs that turn bold pages into text set marks before the stars of a label, and behind its colon or its line.
_MARK = r"(?:(?P<mark>\*\*?|_)(?=\*\*[^*]))?"
_WORDS = "|".join(
    rf"{word}{_ENDING}(?(mark)(?P<closed_{column}>(?P=mark))?)\s*(?P<{column}>.*)"
    for column, word in (("problem", "ปัญหา"), ("obstacle", "อุปสรรค"))
)
LABEL = line_pattern(
    rf"{_MARK}(?P<stars>(?:\\?\*)*)\s*(?:{_WORDS})(?(mark)(?(closed_problem)|(?(closed_obstacle)|(?P=mark))))", r"*\_ปอ"
)
# What a line end tore from its colon; its stars, that one tore from it.
_TORN_LABEL = line_pattern(r"(?:\\?\*)*\s*(?:ปัญหา|อุปสรรค)ของโครงการ", r"*\ปอ")
_TORN_STARS = line_pattern(r"(?:\\?\*){2}", "*\\")
PART = any_of(SEPARATOR, LABEL)
# A label in a form that is looked for only where the report has none in its own: with its stars, what stands for the
# colon is another mark, or blanks behind the full words, or the words are fewer; it may stand behind other text.
_SLIPPED_ENDING = r"(?:ของโครงการ(?=[\s.…:;：]|$)|(?:ของ)?(?:โครงการ)?(?=[\s.…]*[:;：]))[\s.…]*[:;：]?\s*"
_STARS = r"(?P<stars>(?>(?:\\?\*\s?){2,}))\s*"
_SLIPPED_LABEL = line_pattern(rf"{_STARS}{_labels(_SLIPPED_ENDING, '.*')}", "*\\")
# A run of stars is looked at once, and one of dashes. A rule may end the line of other text, with a speck in it.
_INNER_PART = re.compile(
    rf"(?<![*\\])(?<!\*\s){_STARS}{_labels(_SLIPPED_ENDING, '')}|"
    r"(?<![-–—_=])(?P<separator>(?:[-–—_=]{2,}+[^\s&]{1,2}){0,2}[-–—_=]{2,}+(?:&(?:amp;)?){2,}[-–—_=]{2,})"
)
LABELLED = ("problem", "obstacle")
_DIVIDING = frozenset(("separator", *LABELLED))
# What may be a label, but for more than that; an empty group tells which.
_LIKE_A_LABEL = line_pattern(
    r"(?:[^\wก-๎]{0,6}ปัญหาของโครงการ|(?>(?:\\?\*\s?){2,})[^\wก-๎*\\]{0,3}ปั?ญ).*(?P<problem>)|"
    r"(?:[^\wก-๎]{0,6}อุปสรรคของโครงการ|(?>(?:\\?\*\s?){2,})[^\wก-๎*\\]{0,3}อุ?ปส).*(?P<obstacle>)|"
    r"(?>(?:\\?\*\s?){2,})[^\wก-๎*\\]{0,3}[^\s:;：]{1,20}โครงการ[\s.…]*[:;：].*"
)

# Places and matches of the lines that divide a report.
Parts = list[tuple[int, re.Match[str]]]


def parted(body: Lines) -> tuple[Lines, Parts]:
    """The lines of a report and what divides them; what no line is may stand behind other text, or be a slip."""
    body = with_whole(body, _TORN_LABEL, lambda _, below: below.opens(":"))
    body = with_whole(body, _TORN_STARS, lambda _, below: below.fullmatch(LABEL))
    parts = found(body, PART)
    end = _end(parts, body)
    lacking = _lacking(parts, end)
    cut = [piece for line in body[:end] for piece in _cut(line, lacking)] if lacking else []
    if len(cut) > end:
        body = cut + body[end:]
        parts = found(body, PART)
        end = _end(parts, body)
        lacking = _lacking(parts, end)
    slips = found(body[:end], _SLIPPED_LABEL) if lacking else []
    return body, parts + [(at, match) for at, match in slips if match.lastgroup in lacking]


def _end(parts: Parts, body: Lines) -> int:
    """Where a report ends: at its first rule."""
    return next((at for at, match in parts if match.lastgroup == "separator"), len(body))


def _lacking(parts: Parts, end: int) -> frozenset[str]:
    """What divides a report and is not among its parts."""
    return _DIVIDING.difference(match.lastgroup for at, match in parts if at <= end)


def _cut(line: Span, lacking: frozenset[str]) -> Lines:
    """Cut a line before what stands in it of that which is lacking."""
    document = line.document
    inner = _INNER_PART.finditer(document.view, line.start, line.end)
    cuts = [line.start, *[match.start() for match in inner if match.lastgroup in lacking], line.end]
    return [document.trimmed(start, end) for start, end in pairwise(cuts) if start < end]


def label_of(row: Row, body: Lines, parts: Parts, column: str, end: int) -> tuple[int, re.Match[str]] | None:
    """Find a label's line: one with stars before one without, which an author may have written."""
    labels = [(at, match) for at, match in parts if at < end and match.lastgroup == column]
    starred = [label for label in labels if label[1]["stars"]] or labels
    for at, _ in starred[1:]:
        row.issue("label-repeated", f"{body[at].text[:40]!r} stands again in one report.", None, body[at])
    return starred[0] if starred else None


def unread_labels(row: Row, lines: Lines, cuts: list[int], lacking: list[str]) -> list[int]:
    """The places of lines that may be labels which the report lacks; what stands there is left unread."""
    likely = [
        (at, match.lastgroup)
        for at, match in found(lines, _LIKE_A_LABEL)
        if at not in cuts and match.lastgroup in (None, *lacking)
    ]
    for column in lacking:
        own = next((lines[at] for at, which in likely if which in (None, column)), None)
        if own is not None:
            message = f"The report has no label of its {column}; {own.text[:40]!r} may be one."
            row.issue("label-missing", message, column, own)
    return [at for at, _ in likely]
