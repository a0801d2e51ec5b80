"""The head of a project's page: titles, headline progress, contact line, print link and evaluation.

``name : code`` and ``agency : (2564)`` stand only where the page kept its title.
"""

from __future__ import annotations

import re

from extract.codes import project_code, unit_code
from extract.dates import be_year
from extract.digits import THAI_DIGITS
from extract.fiscal import fiscal_year_of_be
from extract.numbers import percentage
from extract.rule import Rule
from extract.span import Span
from extract.text import name_text
from parsers.agency import agency_path, read_agency
from parsers.block import BREAK, REST, Block, matched_lines, ordinary
from parsers.contact import read_contacts, with_phones
from parsers.evaluation import EVALUATION, EVALUATION_RULES, read_evaluation
from parsers.furniture import LINK, NUMBER, PRINT_LINK, PROJECT_TITLE, with_link_apart
from parsers.headline import HEADLINE, with_own_number, with_whole_head
from parsers.line_pattern import Lines, any_of, ending_of, first_of, found, line_pattern, one_of, with_joined
from parsers.progress import check_repeated
from parsers.reading import Reading, Row
from parsers.sections import THAI, read_wrapped_name, take

# Letters in the place of digits are told by the rule.
_CODE = r"[\dOolI]{6,9}\s?[-–]\s?[\dOolI]{3,5}"
# What a line ends in from its last colon on.
_ENDS_IN_CODE = re.compile(rf":\s*(?:{_CODE})?")
_CODED = re.compile(rf":\s*{_CODE}")
# A line that ends in its colon, and the code or the year that stands below it.
_OPEN_TITLE = line_pattern(r".*:")
_OPEN_PATH = line_pattern(r".*\s/")
_WHOLE_TITLE = re.compile(rf".*:\s*(?:{_CODE}|\(\s*\d{{4}}\s*\))")
# Blanks go with the letter behind them: no run of blanks is looked at again and again.
_AGENCY = re.compile(r"(?>(?:\\?\*)*)\s*+(?P<agency>(?:\s*+\S)*?)\s*+:\s*+\(\s*+(?P<year>(?:\s*+[^()\s])*?)\s*+\)")
_YEARLESS = re.compile(r"(?>(?:\\?\*)*)\s*+(?P<agency>(?:\s*+\S)*?)\s*+(?::\s*+(?P<year>[^:]*+))?")
# The same without their colon, or with another mark in its place.
_SLIPPED_CODE = re.compile(r"[\s;：]\s{0,4}(?P<code>\d{8}[-–]\d{4})$")
_SLIPPED_AGENCY = re.compile(
    r"(?>(?:\\?\*)*)\s*+(?P<agency>(?:\s*+\S)*?)\s*+(?:[:;：]\s*+\(?|\(|(?<=\s)(?=\d{4}\s*+(?:\)|$)))\s*+(?P<year>\d{4})\s*+\)?"
)
# สำนัก: bureau or office, as agencies begin.
_BUREAU = re.compile(r"(?:\\?\*)*\s*ส(?:ำ|ํา)นัก")
_DIGITS = "0123456789" + THAI_DIGITS
_UNIT_CODES = line_pattern(r"(?P<unit_code>[0-9]{8})?\s*/\s*(?P<unit_code_2>[0-9]{8})?", _DIGITS + "/")
_TORN_UNIT_CODES = line_pattern(rf"[{_DIGITS}]{{8}}\s*/?", _DIGITS)
_BOTH_UNIT_CODES = re.compile(r"\d{8}\s*/\s*\d{8}")
# The same with a digit too many or too few, with something else in the place of one code, or with a dash between them.
_ODD_UNIT_CODES = line_pattern(
    r"(?=\d{8}\s*/|[^/]*/\s*\d{8}\Z|\d{7,9}\s*/\s*\d{7,9}\Z|\d{8}\s*[-–]\s*\d{8}\Z)"
    r"(?P<unit_code>[\dA-Za-z-]{1,12})\s*[/–-]\s*(?P<unit_code_2>[\dA-Za-z-]{1,12})"
)
_MORE_UNIT_CODES = line_pattern(r"[0-9]{8}(?:\s*/\s*[0-9]{8}){2,}", _DIGITS)
# Both at the end of a line of text; one of them alone.
_ENDS_IN_UNIT_CODES = re.compile(r"(?:^|[\s|*])[\s|*]{0,4}(?P<codes>\d{8}\s*/\s*\d{8})$")
_LONE_UNIT_CODE = re.compile(r"\d{8}")
_ABOVE_NAME = any_of(PROJECT_TITLE, LINK)
HEAD_END = any_of(EVALUATION, PRINT_LINK)
_BELOW_NAME = any_of(HEADLINE, HEAD_END)
_BELOW = one_of(print_link=PRINT_LINK, number=NUMBER, headline=HEADLINE, evaluation=EVALUATION)
_HEADLINE_RULES: dict[str, Rule] = {"progress_percent": percentage}
# The lines from an ordinary title to the headline, which a name and an agency may look like and a lone carriage
# return parts, as a line feed does.
_OTHER = r"(?![*\\]|Back Home|สยป|ความคืบหน้า|ดูโครงการ|รายละเอียด|\((?:ทดสอบ|คลิก)\))"
_APART = r"[^\S\n]++"
_PART = r"[ก-ฮเ-ไ][^\n:()/]*?"
_TITLES = Block(
    "projects",
    {
        "agency_path": agency_path,
        "agency": name_text,
        "unit": name_text,
        "fiscal_year_be": be_year,
        "name": name_text,
        "project_code": project_code,
    },
    rf"ความคืบหน้าโครงการ / กิจกรรม{BREAK}(?>(?:(?:Back Home|FusionCharts{_APART}will{_APART}render{_APART}here){BREAK})*)"
    rf"{_OTHER}(?P<name>\S(?:[^\n]*\S)?) : (?P<project_code>[0-9]{{8}}[-–][0-9]{{4}}){BREAK}"
    rf"{_OTHER}(?P<agency_path>(?P<agency>{_PART})(?:{_APART}/ {_PART}(?:{_APART}/ (?P<unit>{_PART}))?)?)"
    r" : \( (?P<fiscal_year_be>[0-9]{4}) \)"
    rf"(?>(?:{BREAK}(?P<number>[0-9]++(?>(?:\.[0-9]++)?)))?)(?={BREAK}ความคืบหน้าโครงการ[^\S\n\r]*+ร้อยละ)",
)
# The lines from an ordinary headline to the evaluation.
_ORDINARY_BELOW = ordinary(
    rf"ความคืบหน้าโครงการ ร้อยละ (?P<progress_percent>[0-9]++(?>(?:\.[0-9]++)?)){BREAK}"
    rf"(?>(?:{_OTHER}(?P<contact>[ก-ฮเ-ไ]{REST}){BREAK})?)"
    rf"(?P<foot>ดูโครงการแผนปี ฯ?+ : พิมพ์ข้อมูล(?>(?:{BREAK}\*++ สยป\.?+ ประเมินโครงการ :"
    rf" ไตรมาสที่ (?P<evaluation_quarter>[1-4])(?>(?:{_APART}(?P<evaluation_score>[0-9]++(?>(?:\.[0-9]++)?)))?))?))"
)
# The head of a page ends within so many lines below its headline.
_HEAD_LINES = 8


def is_coded(line: Span) -> bool:
    """Whether a line ends in a project's code."""
    return ending_of(line, _CODED) is not None


def read_head(reading: Reading, project: Row, lines: Lines) -> None:
    """Read the lines above the first heading."""
    lines = with_link_apart(lines)
    at, numbers = _read_ordinary_titles(project, lines)
    links = [lines[at] for at, _ in found(lines[at:], _ABOVE_NAME)] if not at else []
    rest = take(reading, lines[at:], _ABOVE_NAME)
    if not at:
        rest = [part for line in rest for part in with_own_number(line)]
        at = first_of(rest, _BELOW_NAME)
        numbers = [line for line in rest[:at] if line.fullmatch(NUMBER)]
        _read_titles(project, [line for line in rest[:at] if line not in numbers], links)
        rest = rest[at:]
    read_unit_codes(project, read_below_headline(reading, project, rest, numbers, len(rest)))


def _read_ordinary_titles(project: Row, lines: Lines) -> tuple[int, Lines]:
    """Read ordinary titles; gives the place after them, 0 where they are others, and the numbers among them."""
    whole = _TITLES.read_into(project, lines)
    if whole is None:
        return 0, []
    match, at = whole
    derive_year(project)
    return at, [lines[0].group(match, "number")] if match["number"] else []


def read_below_headline(reading: Reading, project: Row, lines: Lines, numbers: Lines, open_end: int) -> Lines:
    """Read headline, contact line and evaluation; gives the lines after them.

    The print link and the evaluation close the head; where both are missing it ends at ``open_end``.
    """
    lines = with_whole_head(lines, numbers)
    if end := _read_ordinary_below(project, lines, numbers):
        return lines[end:]
    ends = [at for at, _ in found(lines[:_HEAD_LINES], HEAD_END)]
    end = ends[-1] + 1 if ends else open_end
    head = dict(found(lines[:end], _BELOW))
    for at, match in head.items():
        if match.lastgroup == "number":
            numbers.append(lines[at])
        elif match.lastgroup == "evaluation":
            read_evaluation(project, lines[at], match)
        else:
            # The print link has no cells.
            project.read_groups(lines[at], match, _HEADLINE_RULES if match.lastgroup == "headline" else {})
    between = [line for at, line in enumerate(lines[:end]) if at not in head]
    for number in numbers:
        check_repeated(project, number, "the headline progress")
    if between:
        read_contacts(reading, project, "responsible", with_phones(between))
    return lines[end:]


def _read_ordinary_below(project: Row, lines: Lines, numbers: Lines) -> int:
    """Read an ordinary headline and what stands below it; gives the place after them, 0 where they are others."""
    whole = matched_lines(_ORDINARY_BELOW, lines)
    # The last line that may close the head does.
    if whole is None or found(lines[whole[1] : _HEAD_LINES], HEAD_END):
        return 0
    match, end = whole
    project.read_groups(lines[0], match, _HEADLINE_RULES)
    project.read_groups(lines[0].group(match, "foot"), match, EVALUATION_RULES)
    for number in numbers:
        check_repeated(project, number, "the headline progress")
    if match["contact"]:
        read_contacts(project.reading, project, "responsible", lines[0].group(match, "contact"))
    return end


def _read_titles(project: Row, lines: Lines, links: Lines) -> None:
    """Read ``name : code`` and ``agency : (year)``; a name may run over several lines, with no link among them."""
    lines = with_joined(with_joined(lines, _OPEN_PATH, _AGENCY), _OPEN_TITLE, _WHOLE_TITLE)
    coded = _coded(lines)
    agency = _agency(lines, coded)
    if agency is not None:
        _read_agency(project, lines[agency])
    # Where neither is there, nothing tells where the name ends.
    named = lines[: agency if agency is not None else 1] if coded is None else lines[: coded + 1]
    if named:
        _read_name(project, _without_menu(named, links))
    else:
        project.issue("label-missing", "There is no line with the project's name and code.", "name")


def _without_menu(lines: Lines, links: Lines) -> Lines:
    """The lines of a name, without those of the system above them: above a link, or without a Thai letter."""
    link = max((link.start for link in links if link.start < lines[-1].start), default=-1)
    lines = [line for line in lines if line.start > link]
    start = next((at for at, line in enumerate(lines) if line.search(THAI)), 0)
    return lines[start:]


def _coded(lines: Lines) -> int | None:
    """The place of the line that ends in its code, or in the colon before it."""
    for pattern in (_CODED, _ENDS_IN_CODE):
        if coded := [n for n, line in enumerate(lines) if ending_of(line, pattern)]:
            return coded[0]
    return next((n for n, line in enumerate(lines) if line.search(_SLIPPED_CODE)), None)


def _agency(lines: Lines, coded: int | None) -> int | None:
    """The place of the agency's line: by its form, else below the code, else by its first word and a year."""
    agency = next((n for n, line in enumerate(lines) if n != coded and line.fullmatch(_AGENCY)), None)
    if agency is None and coded is not None:
        return coded + 1 if coded + 1 < len(lines) else None
    if agency is None:
        below = range(1, len(lines))
        return next((n for n in below if lines[n].match(_BUREAU) and lines[n].fullmatch(_SLIPPED_AGENCY)), None)
    return agency


def _read_name(project: Row, lines: Lines) -> None:
    last = lines[-1]
    ending = ending_of(last, _ENDS_IN_CODE) or last.search(_SLIPPED_CODE)
    if ending is None:
        project.issue("label-missing", f"No code stands behind the name {last.text!r}.", "project_code", last)
        read_wrapped_name(project, lines)
        return
    document, cut = last.document, ending.start()
    name, code = document.trimmed(last.start, cut), document.trimmed(cut + 1, last.end)
    project.reading.claim_around(last, name, code)
    read_wrapped_name(project, [span for span in [*lines[:-1], name] if span])
    project.read("project_code", project_code, code)


def _read_agency(project: Row, line: Span) -> None:
    match = line.fullmatch(_AGENCY) or line.fullmatch(_SLIPPED_AGENCY) or line.fullmatch(_YEARLESS)
    assert match is not None, "the last pattern matches every line"
    agency, year = line.group(match, "agency"), line.group(match, "year")
    project.reading.claim_around(line, agency, year)
    read_agency(project, agency)
    read_year(project, year)


def read_year(project: Row, year: Span) -> None:
    """Read the fiscal year as printed, and derive the other."""
    project.read("fiscal_year_be", be_year, year)
    derive_year(project)


def derive_year(project: Row) -> None:
    """Derive the Common-Era twin of the fiscal year."""
    printed = project.get("fiscal_year_be")
    if printed is not None:
        project.derive("fiscal_year", fiscal_year_of_be(printed))


def with_unit_codes(lines: Lines) -> tuple[Lines, list[int]]:
    """Lines with the two unit codes on one of their own, and its place; the places of all that look so."""
    lines = with_joined(lines, _TORN_UNIT_CODES, _BOTH_UNIT_CODES)
    for pattern in (_UNIT_CODES, _ODD_UNIT_CODES, _MORE_UNIT_CODES):
        if places := [at for at, _ in found(lines, pattern)]:
            return lines, places
    for at, line in enumerate(lines):
        if match := line.search(_ENDS_IN_UNIT_CODES):
            above = line.document.trimmed(line.start, match.start())
            lines = [*lines[:at], *filter(None, [above]), line.group(match, "codes"), *lines[at + 1 :]]
            return lines, [at + bool(above)]
    return lines, []


def read_unit_codes(project: Row, lines: Lines) -> Lines:
    """Read the line of the two unit codes, the last one where several look so; gives the other lines."""
    lines, places = with_unit_codes(lines)
    if "unit_code" in project.places or not lines:
        return lines
    if not places:
        return _without_lone_code(project, lines)
    if len(places) > 1 and places[-1] < len(lines) - 1:
        message = f"Unit codes stand on {len(places)} lines, and none ends the section: which are meant is not clear."
        project.issue("label-repeated", message, "unit_code", lines[places[0]])
        return lines
    return read_unit_code_line(project, lines, places[-1]) + lines[places[-1] + 1 :]


def read_unit_code_line(project: Row, lines: Lines, at: int) -> Lines:
    """Read a line of two unit codes, of more it is not known which are meant; gives the lines above it."""
    line = lines[at]
    if match := line.fullmatch(_UNIT_CODES) or line.fullmatch(_ODD_UNIT_CODES):
        project.read_groups(line, match, {"unit_code": unit_code, "unit_code_2": unit_code})
    else:
        project.read("unit_code", unit_code, line)
    while at and lines[at - 1].text == line.text:
        at -= 1
        message = f"{line.text!r} stands twice, one below the other; it was read once."
        project.issue("label-repeated", message, "unit_code", lines[at])
    return lines[:at]


def _without_lone_code(project: Row, lines: Lines) -> Lines:
    """Lines without the last one where it is one unit code: which of the two it is, nothing tells."""
    if lines[-1].fullmatch(_LONE_UNIT_CODE) is None:
        return lines
    project.issue("label-missing", f"Not two unit codes but {lines[-1].text!r} stands here.", "unit_code", lines[-1])
    return lines[:-1]
