"""What follows the text of a report of a printed form: progress, budget drawn and two statuses, perhaps cut.

``:: ความก้าวหน้าของงานฯ = 10.00 % งบประมาณที่เบิกใช้ (ครั้งที่ 1) = 0 บาท : เป็นไปตามแผน : เป็นไปตามเป้าหมาย``; the head of
a page or the end of a line may stand anywhere between the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import zip_longest

from extract.numbers import baht, percentage
from extract.span import Span
from extract.text import DASHES, markdown_text, wrapped_name
from parsers.line_pattern import Lines
from parsers.reading import Row
from parsers.torn import Torn


def _torn(words: Iterable[str]) -> str:
    return "|".join(r"\n?".join(word) for word in words)


_LABELS = ("ความก้าวหน้าของงาน", "งบประมาณที่เบิกใช้")
_PROGRESS_LABEL = r":{0,2}\s*ความก้าวหน้าของงาน\s*ฯ?\s*=\s*+"
_NUMBERED_LABEL = r"\s*(?:\(\s*ครั้งที่\s*(?P<number>\d*)\s*\))?\s*=\s*"
_BUDGET_LABEL = rf":{{0,2}}\s*งบประมาณที่เบิกใช้{_NUMBERED_LABEL}"
# Progress ends with its sign; where that is missing, before the label of the budget.
_SIGN = r"\s*+(?:%|(?=:{0,2}\s*+งบประมาณที่เบิกใช้\s*+[(=]))"
# The label with a slip, which the budget's behind the sign tells.
_SLIPPED_LABEL = r":{2,3}\s*[^\d=:%\t\n]{10,24}=\s*+(?=[^%=:\t\n]*%\s*งบประมาณที่เบิกใช้)"
_PROGRESS = re.compile(rf"(?:{_PROGRESS_LABEL}|{_SLIPPED_LABEL})(?P<value>[^%:\t]*?){_SIGN}")
# An amount ends with its currency, unless that is baht per month, year, day, time or head.
_BAHT = r"[^:\t|]*?บาท(?>(?:\s*ถ้วน)?)(?!\s*(?:/|ต่อ\s*(?:เดือน|ปี|วัน|ครั้ง|คน|ราย)))"
BUDGET = re.compile(rf"{_BUDGET_LABEL}(?P<value>{_BAHT}|[^:\t|]*)")
# Words in brackets behind an amount, such as the same in letters; they hide no status.
_REMARK = re.compile(r"\([^():|\t]*\)(?=\s*(?:$|[:|]))")
_STATUS = re.compile(r"[|\s]*:\s*(?P<value>[^:\t|]*)")
# (ไม่)เป็นไปตามแผน / เป้าหมาย: (not) as planned, (not) on target; or behind, ahead of, above, below.
_NOT, _AS = ("ไม่",), ("เป็นไปตาม", "ล่าช้ากว่า", "ช้ากว่า", "เร็วกว่า", "สูงกว่า", "ต่ำกว่า", "บรรลุ")
ENDINGS = ("แผน", "เป้าหมาย")
STATUS = rf"(?:{'|'.join(_NOT)})?(?:{'|'.join(_AS)})(?:{'|'.join(ENDINGS)})"
WORDS = rf"{STATUS}\S*"
# Both in one cell, which is longer than most that hold one.
_LONG = 20
_BOTH_STATUSES = re.compile(rf"(?P<first>{STATUS})\s*[/,]?\s*(?P<second>{STATUS})")
LONE_STATUS = re.compile(rf":\s*(?P<value>{WORDS})")
# The same over two lines: only what looks like a value is taken from the second.
_TORN_PROGRESS = re.compile(
    rf":{{0,2}}\s*{_torn(_LABELS[:1])}\s*ฯ?\s*=\s*+(?P<value>(?>(?:[-−\d.,]++(?>(?:\s++[-−\d.,]++)*))?)){_SIGN}"
)
_TORN_BUDGET = re.compile(rf":{{0,2}}\s*{_torn(_LABELS[1:])}{_NUMBERED_LABEL}(?P<value>[-−\d]{_BAHT})")
_CUT_LABELS = {word[:end] for word in _LABELS for end in range(1, len(word))}
# The same with a line end between two letters; and what may be left of them above it.
_TORN_STATUS = re.compile(rf":\s*(?P<value>(?:{_torn(_NOT)}\n?)?(?:{_torn(_AS)})\n?(?:{_torn(ENDINGS)})[^\s:|]*)")
_CUT_STATUSES = {
    word[:end]
    for word in (f"{no}{how}{what}" for no in ("", *_NOT) for how in _AS for what in ENDINGS)
    for end in range(1, len(word))
}
# Of these, what says something alone.
_WHOLE_STATUSES = frozenset(("ล่าช้า", "ไม่ล่าช้า", "บรรลุ", "ไม่บรรลุ"))
# A cell of statuses that a page's head cut off; one of them may be blank.
_LEFT_STATUS = re.compile(rf":\s*(?P<value>(?:{WORDS})?)(?=\s*(?:$|:|\t))")
# No status is without one of these, and none is longer: another text or a date that stands behind a colon.
_OF_STATUS = re.compile(r"เป็น|ตาม|กว่า|ล่าช้า|เร็ว|บรรลุ|ปกติ")
_NO_STATUS = re.compile(r".*\d|.{31}", re.DOTALL)
# The report that a budget names.
_NUMBERED = re.compile(r"งบประมาณที่เบิกใช้\s*\(\s*ครั้งที่\s*(\d+)")
_CURRENCY = re.compile(r"บาท(?=[\s|:]|$)")
# An amount with words in brackets behind it, which are left unread.
_REMARKED = re.compile(rf"(?P<amount>{_BAHT})\s*\([^()]*\)")
# A dash for an amount; the currency is printed with it all the same.
_NO_AMOUNT = re.compile(rf"(?P<none>[{DASHES}]+)\s*บาท")
_DIGITS = 9
# What begins so is no status.
_OPENING = re.compile(rf":{{0,2}}\s*(?:ความก้าวหน้าของงาน|งบประมาณที่เบิกใช้)|{_SLIPPED_LABEL}")


def is_progress(lines: Lines, at: int) -> bool:
    """Whether progress stands on a line, or on it and the next one."""
    if lines[at].match(_OPENING):
        if lines[at].match(_PROGRESS):
            return True
    elif not _is_cut_label(lines[at]):
        return False
    return at + 1 < len(lines) and Torn(lines[at], lines[at + 1]).match(_TORN_PROGRESS) is not None


def read_tail(row: Row, lines: Lines) -> None:
    """Read progress, budget and statuses, which a cut may have parted anywhere."""
    left: Span | None = None
    for line, below in zip_longest(lines, lines[1:]):
        left = _read_parts(row, line if left is None else left, below, is_lone=left is None)


def _read_parts(row: Row, line: Span, below: Span | None, *, is_lone: bool) -> Span | None:
    """Read the parts that follow one another on a line; the rest stays unclaimed.

    Gives what is left of the line below, where the last part goes on there.
    """
    line = _without_currency(row, line)
    while line:
        status = _LEFT_STATUS if is_lone else _STATUS
        match = line.match(_PROGRESS) or line.match(BUDGET) or (not line.match(_OPENING) and line.match(status)) or None
        if below and _may_go_on(line, match, below) and (left := _read_torn(row, Torn(line, below))) is not None:
            return left
        if match is None:
            return None
        # The beginning of a status is left unread; whose end stands below cannot be told where two are cut.
        if _is_cut(match) and match["value"].rstrip() not in _WHOLE_STATUSES:
            below = None
        elif not _read_claimed(row, line, match):
            return None
        line, is_lone = line.document.trimmed(match.end(), line.end), False
        if match.re is BUDGET and (remark := line.match(_REMARK)):
            line = line.document.trimmed(remark.end(), line.end)
    return None


def _read_claimed(row: Row, line: Span, match: re.Match[str]) -> bool:
    """Read a part that stands whole on a line, and claim its label; False where it is none."""
    value = line.group(match, "value")
    is_part = _read_part(row, match, [value], line.group(match, "number") if match.re is BUDGET else None)
    if is_part:
        row.reading.claim_around(line.document.trimmed(match.start(), match.end()), value)
    return is_part


def _may_go_on(line: Span, match: re.Match[str] | None, below: Span) -> bool:
    """Whether a part may be cut: it is none, its value is missing or cut, or digits follow on the line below."""
    if match is None or _is_cut_label(line):
        return True
    return match.end() == line.end and (not match["value"].strip() or below.opens("0123456789,.") or _is_cut(match))


def _is_cut_label(line: Span) -> bool:
    """Whether a line is the beginning of a label."""
    return line.opens(":") and line.text.lstrip(": ") in _CUT_LABELS


def _is_cut(match: re.Match[str]) -> bool:
    """Whether a part is the beginning of a status."""
    return match["value"].rstrip() in _CUT_STATUSES


def _read_torn(row: Row, torn: Torn) -> Span | None:
    """Read a part that is cut; gives what stands behind it, None where it is no part."""
    match = torn.match(_TORN_PROGRESS) or torn.match(_TORN_BUDGET) or torn.match(_TORN_STATUS)
    if match is None:
        return None
    values = torn.pieces(match, "value")
    number = next(filter(None, torn.pieces(match, "number")), None) if match.re is _TORN_BUDGET else None
    if not _read_part(row, match, [*filter(None, values)], number):
        return None
    for piece, value in zip(torn.pieces(match), values, strict=True):
        row.reading.claim_around(piece, value)
    return torn.rest(match)


def _without_currency(row: Row, line: Span) -> Span:
    """What stands behind the word baht where a page's head cut it from its amount."""
    match = line.match(_CURRENCY)
    if match is None or "budget_spent_baht" not in row.places:
        return line
    row.reading.claim(line.document.span(line.start, match.end()))
    return line.document.trimmed(match.end(), line.end)


def _read_part(row: Row, match: re.Match[str], values: Lines, number: Span | None) -> bool:
    if match.re in (_PROGRESS, _TORN_PROGRESS):
        row.read("progress_percent", percentage, *values)
    elif match.re in (BUDGET, _TORN_BUDGET):
        read_amount(row, "budget_spent_baht", *values)
        _check_number(row, number)
    else:
        return read_status(row, *values)
    return True


def _check_number(row: Row, number: Span | None) -> None:
    if number and is_other(row, number.text):
        message = f"The budget says report {number.text}, the row says {row.get('printed_number')}."
        row.issue("value-repeated-differently", message, "printed_number", number)


def others_number(row: Row, lines: Lines) -> str | None:
    """The number of the report that figures name, where they are another one's.

    They are the row's, whatever its number, where they name the report that comes next.
    """
    numbers = _NUMBERED.findall("\n".join([line.text for line in lines]))
    if not numbers or not all(is_other(row, number) for number in numbers):
        return None
    before = row.reading.of("updates")[row.number - 1].get("printed_number") if row.number else 0
    is_next = before is not None and numbers[0].lstrip("0") == str(before + 1)
    return None if is_next else str(numbers[0])


def is_other(row: Row, again: str | None) -> bool:
    """Whether a number that a budget repeats is not the report's."""
    number, digits = row.get("printed_number"), again.lstrip("0") if again else ""
    # No count has so many digits, and no number that Python reads has thousands.
    return bool(again) and number is not None and (len(digits) > _DIGITS or int(digits or 0) != number)


def read_amount(row: Row, column: str, *values: Span) -> None:
    """Read an amount; the word baht alone says nothing, and behind a dash it says none."""
    value = values[0]
    if value.fullmatch(_CURRENCY):
        row.reading.claim(value)
        row.mark(column, value)
    elif match := value.fullmatch(_NO_AMOUNT):
        none = value.group(match, "none")
        row.reading.claim_around(value, none)
        row.read(column, baht, none)
    elif match := value.fullmatch(_REMARKED):
        row.read(column, baht, value.group(match, "amount"))
    else:
        row.read(column, baht, *values)


def read_status(row: Row, *values: Span) -> bool:
    """Read a status, or both, which a line end may cut; False where it is none, or no column is free for it."""
    status, is_cut = values[0], len(values) > 1
    if status.end - status.start > _LONG and (both := status.fullmatch(_BOTH_STATUSES)):
        first, second = status.group(both, "first"), status.group(both, "second")
        row.reading.claim_around(status, first, second)
        return read_status(row, first) and read_status(row, second)
    column = status_column(row, "".join([value.text for value in values]) if is_cut else status.text)
    if column is not None:
        row.mark(column, status)
        row.read(column, wrapped_name if is_cut else markdown_text, *values)
        if is_cut:
            row.issue("value-torn", "The status is cut; its pieces were joined.", column, status)
    return column is not None


def status_column(row: Row, said: str) -> str | None:
    """The column that a status fills: the one it names, else the first that is free; None for what is no status.

    One that is blank, or a dash, fills a column with nothing.
    """
    if said.strip(DASHES) and (_NO_STATUS.match(said) or not _OF_STATUS.search(said)):
        return None
    free = [column for column in ("plan_status", "target_status") if column not in row.places]
    named = [column for column, word in (("plan_status", "แผน"), ("target_status", "เป้าหมาย")) if word in said]
    if len(named) == 1:
        return named[0] if named[0] in free else None
    return free[0] if free else None
