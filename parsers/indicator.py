"""An indicator's block: target, result, kind and level, on a project's page or a page of its own."""

from __future__ import annotations

import re
from itertools import pairwise

from extract.codes import indicator_code
from extract.numbers import number
from extract.rule import rule
from extract.span import Span
from extract.text import name_text
from parsers.block import BREAK, Block, matched_lines
from parsers.evaluation import EVALUATION, read_evaluation
from parsers.furniture import NUMBER, PRINT_LINK
from parsers.indicator_name import CODE, is_code_of, read_name, whole_name
from parsers.indicator_rows import add_indicator, row_of
from parsers.line_pattern import Lines, any_of, first_of, found, line_pattern, one_of, with_joined
from parsers.quarters import NO_CELLS, TABLE_HEAD, read_quarter_table
from parsers.reading import Reading, Row

# รายละเอียด(เกี่ยวกับ)ตัวชี้วัด : code; พิมพ์ข้อมูล is a print link.
DETAIL = line_pattern(r"รายละเอียดเกี่ยวกับตัวชี้วัด\s*:\s*(?P<indicator_code>.*)", "ร")
NAME = line_pattern(r"ตัวชี้วัด\s*:\s*(?P<name>.*)", "ต")
# ค่าเป้าหมาย / ผลงานที่ทำได้ <unit> : <value>, cut at the last " :" (or the last ":").
FIRST = line_pattern(r"ค่าเป้าหมาย.*:.*", "ค")
SECOND = line_pattern(r"ผลงานที่ทำได้.*:.*", "ผ")
KIND = line_pattern(r"ประเภทตัวชี้วัด\s*:\s*(?P<kind>.*)", "ป")
# ตัวชี้วัดระดับผลผลิต (output), alone on a line or in brackets.
LEVEL = line_pattern(r"\(?\s*+(?P<level>ตัวชี้วัดระดับ(?:\s*+\S)*?)\s*+(?P<close>\)?)", "(ต")
_NO_LEVEL = line_pattern(r"\(\s*\)", "(")
_COLUMNS = {"ค่าเป้าหมาย": "target", "ผลงานที่ทำได้": "result"}
_AMOUNT = line_pattern(r"(?P<label>ค่าเป้าหมาย|ผลงานที่ทำได้)(?P<rest>.*)", "คผ")
# A target or a result that a line end tore from its label, and what stands below it.
_OPEN_AMOUNT = line_pattern(r"(?P<label>ค่าเป้าหมาย|ผลงานที่ทำได้).*:", "คผ")
_BELOW_AMOUNT = any_of(_AMOUNT, KIND)
# A line up to where the next one was joined to it, as those of a table's row are, perhaps with a bar between them. A
# name may hold the same words, so that behind it they are a label only where their value is a number.
_LABEL = r"(?<![ก-๛])(?:ค่าเป้าหมาย|ผลงานที่ทำได้|ประเภทตัวชี้วัด)[^:\n]{0,200}:"
_BETWEEN = r"(?<![\s|(])(?=[\s|]*+"
_JOINED = re.compile(
    rf"(?:ตัวชี้วัด\s*:.+?{_BETWEEN}{_LABEL}\s*{NUMBER.expression.pattern}(?:[\s|]*+{_LABEL}.*)?$)"
    rf"|(?:ค่าเป้าหมาย|ผลงานที่ทำได้|ประเภทตัวชี้วัด|\(?\s*ตัวชี้วัดระดับ).+?{_BETWEEN}{_LABEL}))(?P<between>[\s|]*+)"
)
# A label that ends its line, and the category or the code that stands below it.
_WHOLE_KIND = re.compile(r"ประเภทตัวชี้วัด\s*:\s*ตัวชี้วัด(?:เชิง|งาน)[^:\r\n]*")
_WHOLE_DETAIL = re.compile(rf"รายละเอียดเกี่ยวกับตัวชี้วัด\s*:\s*{CODE}")
# The first line of an indicator's block on a project's page, and any labelled line of it.
OPENING = any_of(DETAIL, NAME)
LABELLED = any_of(OPENING, PRINT_LINK, _AMOUNT, KIND, LEVEL, _NO_LEVEL, TABLE_HEAD)
_LINE = one_of(
    detail=DETAIL,
    title=NAME,
    table=line_pattern(rf"{TABLE_HEAD.expression.pattern}.*", "|ไ"),
    amount=_AMOUNT,
    category=KIND,
    depth=LEVEL,
    furniture=any_of(PRINT_LINK, _NO_LEVEL, NO_CELLS),
    repeated=NUMBER,
    evaluation=EVALUATION,
)

# The layouts that have blank lines between their parts.
_PARTED = ("project_page", "kpi_page")
_CATEGORIES = {"ตัวชี้วัดเชิงยุทธศาสตร์": "strategic", "ตัวชี้วัดงานประจำ": "routine"}
_LEVELS = {"output": "ผลผลิต", "outcome": "ผลลัพธ์", "impact": "ผลกระทบ"}


@rule
def indicator_category(raw: str) -> str | None:
    """Name the category: ``strategic``, ``routine``, else the printed words."""
    words = name_text(raw)
    return _CATEGORIES.get(words.replace(" ", ""), words) if words else None


@rule
def indicator_level(raw: str) -> str | None:
    """Name the level: ``output``, ``outcome``, ``impact``, else the printed words.

    >>> indicator_level("ตัวชี้วัดระดับผลลัพธ์ (outcome)")
    'outcome'
    """
    words = name_text(raw)
    if not words:
        return None
    named = {name for name, thai in _LEVELS.items() if thai in words or _has_word(name, words)}
    return named.pop() if len(named) == 1 else words


# The lines of an ordinary block: name with its code, target, result, kind and level.
_ORDINARY = Block(
    "indicators",
    {
        "indicator_code": indicator_code,
        "name": name_text,
        "unit": name_text,
        "target": number,
        "result": number,
        "category": indicator_category,
        "level": indicator_level,
    },
    rf"(?>(?:ตัวชี้วัด : (?P<name>[^\s:](?>(?:[^\n:]*[^\s:])?))"
    rf"(?>(?: : (?P<indicator_code>[0-9]{{4}}[-–][0-9]{{3,4}}))?){BREAK})?)"
    r"ค่าเป้าหมาย (?P<unit>(?:[0-9A-Za-zก-ฮเ-ไ>][^\n:]*?)?) : (?P<target>(?>(?:[^\n:]*[^\s:])?))",
    r"ผลงานที่ทำได้ (?P<unit_again>(?P=unit)) : (?P<result>(?>(?:[^\n:]*[^\s:])?))",
    r"ประเภทตัวชี้วัด : (?P<category>(?>(?:ตัวชี้วัด(?:เชิงยุทธศาสตร์|งานประจำ))?))"
    rf"(?>(?:(?>(?P<open>{BREAK}\()?) (?P<level>ตัวชี้วัดระดับ[^\s()]++(?>(?: \([a-z]++\))?))(?(open) \)))?)",
)


def _has_word(word: str, words: str) -> bool:
    return re.search(rf"\b{word}\b", words, re.IGNORECASE) is not None


def read_indicators(reading: Reading, lines: Lines) -> Lines:
    """Read the indicator blocks of a project's page; gives the lines that belong to none."""
    lines = with_joined(lines, DETAIL, _WHOLE_DETAIL)
    starts = [at for at, _ in found(lines, OPENING)]
    starts = [at for n, at in enumerate(starts) if n == 0 or _is_new(lines, starts[n - 1], at)]
    rest = lines[: starts[0]] if starts else lines
    for start, end in pairwise([*starts, len(lines)]):
        row, block = add_indicator(reading), lines[start:end]
        rest = rest + read_block(reading, row, block)
        if first_of(block, NAME) == len(block):
            row.issue("label-missing", "There is no line with the indicator's name.", "name", lines[start])
    return rest


def _is_new(lines: Lines, last: int, at: int) -> bool:
    """A name line belongs to the block that a code line has just opened."""
    return bool(lines[at].fullmatch(DETAIL)) or not (lines[last].fullmatch(DETAIL) and at == last + 1)


def read_block(reading: Reading, row: Row, lines: Lines) -> Lines:
    """Read the labelled lines of one indicator; gives the lines that are none of them."""
    rest, at = list[Span](), 0
    lines = with_joined(lines, KIND, _WHOLE_KIND)
    while at < len(lines):
        if after := _read_ordinary(row, lines, at):
            at = after
            continue
        lines = _parted(row, lines, at)
        line, after = lines[at], at + 1
        match = line.fullmatch(_LINE)
        kind = match.lastgroup if match else None
        row = row_of(row, line) if kind == "amount" else row
        if match is None:
            rest.append(line)
        elif kind == "title":
            after = _read_name(reading, row, lines, at, line.group(match, "name"))
        elif kind == "table":
            row.beside["table"] = line
            after = read_quarter_table(reading, row, lines, at)
            if after == at:
                rest.append(line)
        elif kind == "repeated":
            rest += _read_number(row, lines, at)
        else:
            _read_line(reading, row, line, match)
        at = max(after, at + 1)
    return rest


def _parted(row: Row, lines: Lines, at: int) -> Lines:
    """Lines with this one parted before the label of the next value, where one stands behind its own."""
    line = lines[at]
    match = line.match(_JOINED) if line.opens("ตคผป(") else None
    if match is None:
        return lines
    above, below = line.document.span(line.start, match.start("between")), line.document.span(match.end(), line.end)
    # Another indicator may have been joined to this one.
    if (amount := below.fullmatch(_AMOUNT)) and _COLUMNS[amount["label"]] in row.places:
        return lines
    row.reading.claim(line.group(match, "between"))
    return [*lines[:at], above, below, *lines[at + 1 :]]


def _read_ordinary(row: Row, lines: Lines, at: int) -> int | None:
    """Read an ordinary block that begins at this line; gives the place after it, None where it is none."""
    first = lines[at]
    whole = matched_lines(_ORDINARY.expression, lines, at) if first.opens("ตค") else None
    if whole is None or row.get("unit") is not None:
        return None
    match, end = whole
    code = match["indicator_code"]
    is_own = code is None or is_code_of(row, code[:4], code[5:])
    if not is_own or not _ORDINARY.fill(row.reading, match, row):
        return None
    if not first.document.is_plain:
        _read_unit(row, first.group(match, "unit_again"))
    return end


def _read_name(reading: Reading, row: Row, lines: Lines, at: int, first: Span) -> int:
    """Read a name that may run over several lines, none behind the target; gives the place after it."""
    end = at + 1 + first_of(lines[at + 1 :], LABELLED)
    if end == len(lines):
        end = at + 1
    reading.claim_around(lines[at], first)
    named = whole_name(first, lines[at + 1 : end], is_parted=reading.layout in _PARTED)
    read_name(row, named)
    return next((n for n in range(at + 1, end) if not named or lines[n].start >= named[-1].end), end)


def _read_line(reading: Reading, row: Row, line: Span, match: re.Match[str]) -> None:
    """Read one labelled line, by the kind that its match names."""
    kind = match.lastgroup
    if kind == "detail":
        row.read_groups(line, match, {"indicator_code": indicator_code})
    elif kind == "amount":
        read_amount(reading, row, line, _COLUMNS[match["label"]], match)
    elif kind == "category":
        _read_kind(reading, row, line, line.group(match, "kind"))
    elif kind == "depth":
        _read_level(reading, row, line, match)
    elif kind == "evaluation":
        read_evaluation(row, line, match)
    else:
        reading.claim(line)


def _read_number(row: Row, lines: Lines, at: int) -> Lines:
    """Read a number that stands alone: it repeats the score, or a label that ends the line above lacks it.

    The score is repeated once, below the type and above the quarter table, or above the target. Where the number may
    be either, or is one more, it is given back.
    """
    line = lines[at]
    label = lines[at - 1].fullmatch(_OPEN_AMOUNT) if at else None
    if label is None:
        is_below = "unit" in row.places or "target" in row.places
        place = "repeated" if is_below else "repeated_above"
        if place in row.beside or "table" in row.beside:
            return [line]
        row.reading.claim(line)
        row.beside[place] = line
    elif at + 1 < len(lines) and lines[at + 1].fullmatch(_BELOW_AMOUNT):
        row.read(_COLUMNS[label["label"]], number, line)
    else:
        return [line]
    return []


def read_amount(reading: Reading, row: Row, line: Span, column: str, match: re.Match[str]) -> None:
    """Read ``label <unit> : <value>``, cut at the last `` :`` of the line, else at its last ``:``."""
    rest = line.group(match, "rest")
    cut = _last_colon(rest)
    if cut is None:
        row.issue("label-missing", f"There is no colon in {line.text!r}.", column, line)
        return
    document = line.document
    unit, value = document.trimmed(rest.start, cut), document.trimmed(cut + 1, rest.end)
    reading.claim_around(line, unit, value)
    _read_unit(row, unit)
    row.read(column, number, value)


def _read_unit(row: Row, unit: Span) -> None:
    known = row.get("unit")
    if known is None:
        row.read("unit", name_text, unit)
        return
    row.reading.claim(unit)
    if unit and unit.read(name_text).value != known:
        row.issue("unit-disagrees", f"The unit {unit.text!r} is not the target's, {known!r}.", "unit", unit)


def _last_colon(rest: Span) -> int | None:
    view = rest.document.view
    spaced = max([view.rfind(f"{blank}:", rest.start, rest.end) for blank in " \t\u00a0"])
    if spaced >= 0:
        return spaced + 1
    if view.startswith(":", rest.start):
        return rest.start
    cut = view.rfind(":", rest.start, rest.end)
    return cut if cut >= 0 else None


def _read_kind(reading: Reading, row: Row, line: Span, kind: Span) -> None:
    """Category, and perhaps the level on the same line."""
    at = kind.text.find("ตัวชี้วัดระดับ")
    category = kind if at < 0 else kind.document.trimmed(kind.start, kind.start + at)
    if category.text.endswith(("(", ",", "/", ";")):
        category = kind.document.trimmed(category.start, category.end - 1)
    reading.claim_around(line, category, *([] if at < 0 else [kind.document.span(kind.start + at, kind.end)]))
    row.read("category", indicator_category, category)
    if at >= 0:
        level = kind.document.span(kind.start + at, kind.end)
        match = level.fullmatch(LEVEL)
        assert match is not None, "it begins with the words of the pattern"
        _read_level(reading, row, level, match)


def _read_level(reading: Reading, row: Row, line: Span, match: re.Match[str]) -> None:
    level = line.group(match, "level")
    # The closing bracket belongs to the level where the level opens one of its own.
    if match["close"] and level.text.count("(") > level.text.count(")"):
        level = line.document.span(level.start, match.end("close"))
    reading.claim_around(line, level)
    row.read("level", indicator_level, level)
