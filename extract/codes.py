"""Code rules: the identifiers of projects, indicators, units and strategies.

A project's code is 8 digits, a hyphen, 4 digits; an indicator's 4 digits, a hyphen, 3 or 4 digits; a unit's
8 digits; a strategy's one to four numbers joined by dots. Zeros belong to a code, so codes are strings.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from extract.rule import RuleError, rule
from extract.text import DASHES, field

_HYPHEN = f"[{DASHES}]"
_PROJECT = re.compile(rf"([0-9]{{8}}){_HYPHEN}([0-9]{{4}})")
_INDICATOR = re.compile(rf"([0-9]{{4}}){_HYPHEN}([0-9]{{3,4}})")
_UNIT = re.compile(r"[0-9]{8}")
_STRATEGY = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2}){0,3})\.?")

_CODE = r"[0-9]{8}-[0-9]{4}|[0-9]{4}-[0-9]{3,4}"
# What either code holds: where it is missing, as in most places, nothing need be taken apart.
_CORE = re.compile(r"[0-9]{4}-[0-9]{3}")
_END = r"(?![0-9A-Za-z]|-[0-9A-Za-z])"
# A code that is named as one, in a query or in the name of a saved page: pid=, kpi_id=, project_code=, _pid_.
_NAMED = re.compile(
    rf"(?<![a-z])(?:project|kpi|indicator|[a-z])?(?:id|code)[=_-]({_CODE}){_END}", re.IGNORECASE | re.ASCII
)
# A code that is all of a file's name; (1) is a browser's second download.
_STEM = re.compile(rf"({_CODE})(?:\s*\([0-9]+\))?(?:\.[A-Za-z]+)*")
# A code beside other words of a name. Only a word tells one of 4 digits from hours and numbers of pages.
_WORDED = re.compile(
    rf"(?:(?<![a-z])(?:kpi|indicator|project)[=_-]({_CODE})|(?<![^\W_])(?<![^\W_]-)([0-9]{{8}}-[0-9]{{4}}))"
    r"(?![^\W_]|-[^\W_])",
    re.IGNORECASE,
)
# 20230918-1200 is the moment of a download, 2565-2566 a span of years: neither is taken for a code.
_MOMENT = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-(?:[01]\d|2[0-3])[0-5]\d", re.ASCII)
_YEARS = re.compile(r"(?:20|25)[0-9]{2}-(?:20|25)[0-9]{2}")
# What may be dates or years beside other words: a day in any order, a year and a number, two hours.
_DAY, _MONTH, _YEAR = r"(?:0[1-9]|[12][0-9]|3[01])", r"(?:0[1-9]|1[0-2])", r"(?:19|20|24|25)[0-9]{2}"
_HOUR = r"(?:[01][0-9]|2[0-4])[0-5][0-9]"
_DATED = re.compile(
    rf"(?:{_YEAR}{_MONTH}{_DAY}|{_DAY}{_MONTH}{_YEAR}|{_MONTH}{_DAY}{_YEAR})-.*|{_YEAR}-.*|"
    rf"(?:{_DAY}{_MONTH}|{_MONTH}{_DAY})-{_YEAR}|{_HOUR}-{_HOUR}"
)


class NotAProjectCode(RuleError):
    """A text that is not the code of a project."""

    code = "not-a-project-code"
    expected = "8 digits, a hyphen and 4 digits"


class NotAnIndicatorCode(RuleError):
    """A text that is not the code of an indicator."""

    code = "not-an-indicator-code"
    expected = "4 digits, a hyphen and 3 or 4 digits"


class NotAUnitCode(RuleError):
    """A text that is not the code of a unit."""

    code = "not-a-unit-code"
    expected = "8 digits"


class NotAStrategyCode(RuleError):
    """A text that is not the number of a strategy."""

    code = "not-a-strategy-code"
    expected = "one to four numbers joined by dots, such as 7.2.1.2"


@rule
def project_code(raw: str) -> str | None:
    """Return the code of a project.

    >>> project_code("๐๑๐๐๐๐๐๐–๒๔๖๒")
    '01000000-2462'
    """
    return _hyphenated(raw, _PROJECT, NotAProjectCode)


@rule
def indicator_code(raw: str) -> str | None:
    """Return the code of an indicator.

    >>> indicator_code("2300-848"), indicator_code("5010-0957")
    ('2300-848', '5010-0957')
    """
    return _hyphenated(raw, _INDICATOR, NotAnIndicatorCode)


@rule
def unit_code(raw: str) -> str | None:
    """Return the code of a unit.

    >>> unit_code("01000800")
    '01000800'
    """
    value = field(raw)
    if value and not _UNIT.fullmatch(value):
        raise NotAUnitCode(raw)
    return value or None


@rule
def strategy_code(raw: str) -> str | None:
    """Return the number of a strategy in 0-9.

    >>> strategy_code("๗.๒.๑.๒"), strategy_code("7.")
    ('7.2.1.2', '7')
    """
    value = field(raw)
    if not value:
        return None
    match = _STRATEGY.fullmatch(value)
    if not match:
        raise NotAStrategyCode(raw)
    return match[1]


def named_code(place: str) -> str | None:
    """Return the one project or indicator code that a URL or a file's name holds; null for none or several.

    >>> named_code("file:///dump/page.php%3Fpid=01000000-2462")
    '01000000-2462'
    >>> named_code("file:///dump/2300-848.txt")
    '2300-848'
    """
    place = unquote(place) if "%" in place else place
    if not _CORE.search(place):
        return None
    found = set(_NAMED.findall(place))
    for part in place.split("!"):
        stem = _STEM.fullmatch(_file_name(part))
        if stem and not _MOMENT.fullmatch(stem[1]) and not _YEARS.fullmatch(stem[1]):
            found.add(stem[1])
    found = found or _worded(place.split("!")[-1])
    return found.pop() if len(found) == 1 else None


def _file_name(place: str) -> str:
    """The last part of a path, without its query."""
    return re.split(r"[/\\]", re.split(r"[?#]", place)[0])[-1]


def _worded(place: str) -> set[str]:
    """The codes that stand among other words of a file's name or, where a word tells what they are, of a query."""
    name, query = _file_name(place), re.split(r"[?#]", place)[1:]
    found = {match[1] or match[2] for match in _WORDED.finditer(name)}
    found.update(match[1] for part in query for match in _WORDED.finditer(part) if match[1])
    return set() if any(_DATED.fullmatch(code) for code in found) else found


def _hyphenated(raw: str, form: re.Pattern[str], error: type[RuleError]) -> str | None:
    """Return the two numbers of a code joined by a hyphen, whatever dash was printed."""
    value = field(raw)
    if not value:
        return None
    match = form.fullmatch(value)
    if not match:
        raise error(raw)
    return f"{match[1]}-{match[2]}"
