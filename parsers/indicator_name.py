"""The name of an indicator, behind whose last colon its code may stand: ``08. name : 2300-848``.

Names hold colons and numbers, too. A span of years looks like a code to the letter and is none; what may be a day is
a code only where one always stands, in the title of the indicator's own page.
"""

from __future__ import annotations

import re

from extract.codes import indicator_code
from extract.digits import arabic
from extract.rule import Rule
from extract.span import Span
from extract.text import DASHES, name_text
from parsers.furniture import NUMBER
from parsers.line_pattern import Lines, are_parted, ending_of, line_pattern, with_joined
from parsers.reading import Row
from parsers.sections import read_wrapped_name

# A code as it is printed, with any dash.
CODE = rf"\d{{4}}\s?[{DASHES}]\s?\d{{3,4}}"
# What a name ends in from its last colon on: nothing, or two numbers that a code may be or may have been meant to be.
_ENDING = re.compile(rf":\s*(?P<code>(?P<first>\d{{3,5}})\s?[{DASHES}]\s?(?P<second>\d{{1,6}}))?")
_FIRST, _SECOND = 4, (3, 4)
# A name that ends in its colon, and the code that stands below it.
_OPEN_NAME = line_pattern(r".*:")
_CODE_BELOW = re.compile(rf".*:\s*{CODE}")
# Years that reports name; 2023-0918 is a day.
_YEAR = re.compile(r"20[0-4]\d|25[2-9]\d")
_DAY = re.compile(r"(?:20[1-4]\d|25[3-9]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_LONGEST_SPAN = 50
# A colon that a label may end in; a ratio has a digit on both sides.
_COLON = re.compile(r"(?<!\d):|:(?!\d)")


def read_title(row: Row, lines: Lines) -> Lines:
    """Read name and code from the title of an indicator's page; gives the lines that are neither.

    All lines of a paragraph up to the code are the name, whatever they say.
    """
    if len(lines) == 1:
        read_name(row, lines, is_title=True)
        return []
    lines = with_joined(lines, _OPEN_NAME, _CODE_BELOW)
    coded = [at for at, line in enumerate(lines) if _is_coded(line, True)]
    if coded:
        start = last = next((at for at in coded if _is_coded(lines[at], False)), coded[0])
        while start and _goes_on(lines[start - 1], lines[start]):
            start -= 1
        named, rest = lines[start : last + 1], lines[:start] + lines[last + 1 :]
    else:
        named = whole_name(lines[0], lines[1:], is_parted=True)
        rest = lines[len(named) :]
    read_name(row, named, is_title=True)
    return rest


def _goes_on(above: Span, line: Span) -> bool:
    """Whether a name may go on from one line to the next."""
    return line.opens(":") or not (_is_number(above) or are_parted(above, line))


def whole_name(first: Span, lines: Lines, *, is_parted: bool) -> Lines:
    """The lines of a name, from what stands behind its label on: up to its code, or to what may be something else.

    Where the page ``is_parted``, blank lines stand between its parts.
    """
    lines = with_joined([first, *lines] if first else lines, _OPEN_NAME, _CODE_BELOW)
    for at, line in enumerate(lines):
        if at and is_parted and not _goes_on(lines[at - 1], line):
            return lines[:at]
        if (at or not first) and _may_be_other(line):
            return lines[:at]
        if _is_coded(line, False):
            return lines[: at + 1]
    return lines


def _may_be_other(line: Span) -> bool:
    """Whether a line may be none of a name: a number alone, or a label and its value."""
    return _is_number(line) or (line.search(_COLON) is not None and not _is_coded(line, False))


def _is_number(line: Span) -> bool:
    """Whether a line is a number alone, but for a year, in which a name may end."""
    return line.fullmatch(NUMBER) is not None and not _YEAR.fullmatch(arabic(line.text))


def _is_coded(line: Span, is_title: bool) -> bool:
    """Whether a line ends in what is, or may be, a code."""
    ending = ending_of(line, _ENDING)
    if ending is None or not ending["code"]:
        return False
    return _is_code(arabic(ending["first"]), arabic(ending["second"]), is_title) is not False


def read_name(row: Row, lines: Lines, rule: Rule = name_text, is_title: bool = False) -> None:
    """Read an indicator's name, and its code where one stands behind it, as it always does in the title of a page."""
    lines = [*lines[:-2], *with_joined(lines[-2:], _OPEN_NAME, _CODE_BELOW)]
    ending = ending_of(lines[-1], _ENDING) if lines else None
    named = _without_code(row, lines, ending, is_title) if ending else lines
    # A colon behind which nothing stands says that there is no code.
    if is_title and named is lines:
        message = f"No code stands behind the name {lines[-1].text[:80]!r}."
        row.issue("label-missing", message, "indicator_code", lines[-1])
    read_wrapped_name(row, [line for line in named if line], rule)


def _without_code(row: Row, lines: Lines, ending: re.Match[str], is_title: bool) -> Lines:
    """Read the code that ends a name; gives the lines without it, or all of them where it is part of the name."""
    last = lines[-1]
    code = last.group(ending, "code")
    if code:
        first, second = arabic(ending["first"]), arabic(ending["second"])
        is_code = _is_code(first, second, is_title)
        if not is_code:
            if is_code is None:
                _report(row, code)
            return lines
        if row.get("indicator_code") in (None, f"{first}-{second}"):
            row.read("indicator_code", indicator_code, code)
        else:
            row.reading.claim(code)
            _report(row, code)
    name = last.document.trimmed(last.start, ending.start())
    row.reading.claim_around(last, name, code)
    return [*lines[:-1], name]


def is_code_of(row: Row, first: str, second: str) -> bool:
    """Whether two numbers behind a name are surely the code of the indicator, and no other than a label tells."""
    return _is_code(first, second, False) is True and row.get("indicator_code") in (None, f"{first}-{second}")


def _is_code(first: str, second: str, is_title: bool) -> bool | None:
    """Whether two numbers are meant as a code; None where that cannot be told."""
    if _is_span_of_years(first, second):
        return False
    if is_title:
        return len(first) == _FIRST or len(second) in _SECOND
    if len(first) != _FIRST:
        return False
    return None if len(second) not in _SECOND or _DAY.fullmatch(first + second) else True


def _is_span_of_years(first: str, second: str) -> bool:
    """Whether two numbers are a year and a later one, of which only the last digits may stand: 2565-67."""
    years = int(second) - int(first) % 10 ** len(second)
    return _YEAR.fullmatch(first) is not None and len(second) != 3 and 0 < years <= _LONGEST_SPAN


def _report(row: Row, code: Span) -> None:
    """Report what may be another code than the one that a label tells, or a code where none tells one."""
    known = row.get("indicator_code")
    if known is not None:
        message = f"The name ends in {code.text!r}, the label says {known!r}."
        row.issue("value-repeated-differently", message, "indicator_code", code)
    else:
        message = f"{code.text!r} may be a code or not; it was read as part of the name."
        row.issue("not-an-indicator-code", message, "indicator_code", code)
