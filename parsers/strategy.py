"""Strategy lines: where a project or indicator stands in the city's plan, or that it is routine work.

Four lines, from ``ด้านที่ ๗ – การบริหาร ...`` (pillar) over issue and goal to tactic; each a code and
a title between separators, with or without a worded prefix, a leading ``:``, a trailing ``%`` or
`` |``, before which it may be wrapped. Routine work prints ``**** ภารกิจงานประจำของหน่วยงาน ****`` four times instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.codes import strategy_code
from extract.rule import Rule, plainly, rule
from extract.span import Span
from extract.text import text, wrapped_name
from extract.thai import repair
from parsers.block import Block
from parsers.line_pattern import Lines, are_parted, found, line_pattern
from parsers.reading import Reading, Row

# ภารกิจงานประจำของหน่วยงาน: routine work of the agency.
ROUTINE = line_pattern(r":?\s*+(?>(?:\\?\*)*)\s*+ภารกิจ(?:งาน)?ประจำของหน่วยงาน\s*+(?>(?:\\?\*)*)\s*+%?\s*+\|?", r":\*ภ")

# pillar, strategy, dimension, issue, goal, purpose, tactic: the words before a code.
_PREFIX = (
    r"(?:ด้าน|ยุทธศาสตร์|มิติ|ประเด็นยุทธศาสตร์(?:ย่อย)?|ประเด็น(?:ย่อย)?|เป้าหมาย|เป้าประสงค์|กลยุทธ์)"
    r"(?:\s*ที่|(?=\s*\d))"
)
_RULES: dict[str, Rule] = {"code": strategy_code, "title": text}
_LINE = Block(
    "strategy_links",
    _RULES,
    rf"(?P<lead>:?\s*)(?P<prefix>{_PREFIX}\s*:?\s*)?"
    r"(?P<code>\d+(?:\.\d+)*\.?)(?![\d%/])\s*(?:[-–—?:]\s*)*(?P<title>(?:(?s:.)*[^\s%|])?)[\s%|]*",
)
STRATEGY = _LINE.expression
# A lone number that nothing parts from a word behind it may count things, but where the code of the line below begins
# with it: 9 ด้าน 9 ดี is a policy.
_COUNT = re.compile(r":?\s*(?P<number>\d+)\s*[ก-๛](?!(?<=\s.)(?>.*)\n(?>\s*)(?::\s*)?(?P=number)\.\d)")
# A line with the marks of a strategy line but without a code.
_UNCODED = re.compile(rf"(?::\s*)?(?:{_PREFIX}\s*:?\s*)?(?:[-–—?:]\s*)*(?P<title>(?:.*[^\s%|])?)[\s%|]*")
# What may be the code of another line, with the marks before and behind it. Where a line end was lost, it follows a
# letter (the 2.5 of PM2.5 is none); other line ends than those of a text may stand there, too.
_JOINED = r"(?<=[a-zก-๎\v\x85\u2028\u2029])(?=\d)"
_CODE = re.compile(
    rf"(?:(?P<before>[:|]\s*|{_PREFIX}\s*:?\s*|{_JOINED})|(?<!\S))"
    r"(?P<code>\d++(?>(?:\.\d++)+))(?![%/])(?P<behind>\s*[-–—?:])?"
)
_UNCODED_RULES: dict[str, Rule] = {"title": text}
# What begins with a code, a mark or a level's word, or has a label's colon, is no end of a title.
_OF_ITS_OWN = re.compile(rf"[\d:|*•\-–—#]|{_PREFIX}|.*(?:\s:|:\s|:$)|ประเด็น|ยุทธศาสตร์|เป้าหมาย|เป้าประสงค์|กลยุทธ์|ตัวชี้วัด")
# What parts a code from its title, where a line end stands before it.
SEPARATORS = re.compile(r"(?:[-–—?:]\s*)+(?=\S)")
# What is left of a strategy line that says nothing.
_EMPTY = line_pattern(r"[\s:|%]+", ":|%")
# How many parts a code has that is printed in full, from pillar to tactic.
LEVELS = 4
_DEPTHS = frozenset(range(1, LEVELS + 1))


class Entry(NamedTuple):
    """One strategy line taken apart; it has no group ``code`` where none is printed. ``depth`` counts its parts.

    On the lines ``below`` its title goes on.
    """

    line: Span
    match: re.Match[str]
    depth: int
    level: int | None
    below: Sequence[Span] = ()


@rule
def is_routine(raw: str) -> bool:
    """Tell routine work (True) from a strategy (False)."""
    return _is_plainly_routine(repair(raw))


@plainly(is_routine)
def _is_plainly_routine(raw: str) -> bool:
    return ROUTINE.fullmatch(raw.strip()) is not None


def is_strategy(line: Span) -> bool:
    """Whether a line reads as a strategy line or as routine work, without any doubt."""
    if line.text.endswith("|") or line.fullmatch(ROUTINE) or line.fullmatch(_EMPTY):
        return True
    match = line.fullmatch(STRATEGY)
    if match is None or not match["title"]:
        return False
    # A goal is printed with a stray percent sign; behind a number it would be a percentage.
    is_goal = line.text.endswith("%") and match["code"].count(".") == 2 and not match["title"][-1].isdigit()
    return bool(match["prefix"]) or line.text.startswith(":") or is_goal


def read_strategy(reading: Reading, owner: Row, subject: str, lines: Lines) -> None:
    """Read a section of strategy lines into ``strategy_links``, and whether its owner is routine work."""
    routine = [lines[at] for at, _ in found(lines, ROUTINE)]
    others = [line for line in lines if line not in routine] if routine else lines
    if len(others) > LEVELS:
        others = _with_whole_lines(reading, owner, others)
    entries = [entry for line in others if (entry := _entry(reading, line, owner)) is not None]
    reading.claim(*routine)
    add_entries(reading, subject, entries)
    read_is_routine(owner, routine, entries)


def _with_whole_lines(reading: Reading, owner: Row, lines: Lines) -> Lines:
    """Lines with those joined that were wrapped: the first word of the rest had no room behind the line above it."""
    room = max((line.end - line.start for line in reading.document.lines if " " in line.text), default=0)
    whole = lines[:1]
    for above, line in pairwise(lines):
        is_full = above.end - above.start + 1 + len(line.text.split(maxsplit=1)[0]) > room
        if is_full and not are_parted(above, line) and whole[-1].fullmatch(STRATEGY) and not line.fullmatch(STRATEGY):
            whole[-1] = whole[-1].to(line)
        else:
            whole.append(line)
    for line in whole:
        if len(line.text.splitlines()) > 1:
            reading.issue("value-torn", "The strategy line runs over several lines.", line, owner)
    return whole


def add_entries(reading: Reading, subject: str, entries: list[Entry]) -> None:
    """Add the strategy lines of one subject, each at its level."""
    for entry, level in zip(entries, _levels(entries), strict=True):
        if _holds_another(entry):
            _read_without_title(reading, entry, subject, level)
        elif entry.below:
            _read_wrapped(reading, entry, subject, level)
        elif not entry.depth or not _LINE.fill(reading, entry.match, None, subject=subject, level=level):
            row = reading.row("strategy_links", subject=subject, level=level)
            row.read_groups(entry.line, entry.match, _RULES if entry.depth else _UNCODED_RULES)
        if entry.depth and entry.depth != level:
            message = f"The code {entry.match['code']!r} has {entry.depth} parts but stands at level {level}."
            reading.of("strategy_links")[-1].issue("strategy-level-odd", message, "code")


def _holds_another(entry: Entry) -> bool:
    """Whether the line of a level below, whose code begins with this one's, was joined to the line of an entry.

    In the title of a pillar the code must have the marks of a line's, for it may be a number.
    """
    start, end = entry.match.span("title")
    view = entry.line.document.view
    if not entry.depth or view.find(".", start, end) < 0:
        return False
    above = entry.match["code"].rstrip(".") + "."
    codes = [code for code in _CODE.finditer(view, start, end) if code["code"].startswith(above)]
    return any(entry.depth > 1 or code["before"] is not None for code in codes)


def _read_without_title(reading: Reading, entry: Entry, subject: str, level: int) -> None:
    """Read the first level of a line that holds more than one."""
    row = reading.row("strategy_links", subject=subject, level=level)
    title = entry.line.group(entry.match, "title")
    row.read("code", strategy_code, entry.line.group(entry.match, "code"))
    reading.claim_around(entry.line, title)
    message = f"The lines of several levels stand on one: {title.text!r}."
    row.issue("strategy-unclear", message, "title", title)


def _read_wrapped(reading: Reading, entry: Entry, subject: str, level: int) -> None:
    """Read a line whose title runs over several."""
    row = reading.row("strategy_links", subject=subject, level=level)
    title = entry.line.group(entry.match, "title")
    code = entry.line.group(entry.match, "code") if entry.depth else title.document.span(0, 0)
    reading.claim_around(entry.line, *filter(None, (code, title)))
    row.read("code", strategy_code, code)
    below = [*entry.below]
    if not title and (match := below[0].match(SEPARATORS)):
        reading.claim(below[0].document.span(below[0].start, match.end()))
        below[0] = below[0].document.span(match.end(), below[0].end)
    row.read("title", wrapped_name, *filter(None, [title]), *below)
    row.issue("value-torn", "The title runs over several lines: no blank was put between Thai letters.", "title")


def goes_on(line: Span) -> bool:
    """Whether a line may go on with the title above it: it has no mark, no code and no label of its own."""
    return line.match(_OF_ITS_OWN) is None


def entry_of(line: Span, level: int | None = None) -> Entry:
    """Take a strategy line apart, whose level a label may tell; without a code it is all title."""
    match = line.fullmatch(STRATEGY)
    if match is not None and (level or not _COUNT.match(line.document.view, line.start)):
        return Entry(line, match, match["code"].rstrip(".").count(".") + 1, level)
    match = line.fullmatch(_UNCODED)
    assert match is not None, "the pattern matches everything"
    return Entry(line, match, 0, level)


def _entry(reading: Reading, line: Span, owner: Row) -> Entry | None:
    entry = entry_of(line)
    if entry.depth:
        return entry
    if not entry.match["title"]:
        reading.claim(line)
        return None
    if not (line.text.endswith(("|", "%")) or line.text.startswith(":")):
        reading.issue("strategy-unclear", f"{line.text!r} is no strategy line.", line, owner)
        return None
    reading.issue("strategy-unclear", f"The strategy line {line.text!r} has no code.", line, owner)
    return entry


def _levels(entries: list[Entry]) -> list[int]:
    """Number the levels: by their labels, else by the codes' parts, else by the order of four lines."""
    levels = [entry.level for entry in entries if entry.level]
    if len(levels) == len(entries):
        return levels
    depths = [entry.depth for entry in entries]
    if len({*depths}) == len(depths) and _DEPTHS.issuperset(depths):
        return depths
    if len(entries) == 4:
        return [1, 2, 3, 4]
    return [depth if depth in _DEPTHS else min(place, 4) for place, depth in enumerate(depths, 1)]


def read_is_routine(owner: Row, routine: Lines, entries: list[Entry]) -> None:
    """Read whether the owner is routine work, from its routine lines or else its strategy lines."""
    if routine and entries:
        owner.issue("strategy-and-routine", "Strategy lines and routine work stand side by side.", None, routine[0])
    elif routine or entries:
        owner.read("is_routine", is_routine, routine[0] if routine else entries[0].line)
