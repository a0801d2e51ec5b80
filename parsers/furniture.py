"""Lines that every page of the system carries and that say nothing of a project."""

from __future__ import annotations

from parsers.line_pattern import Lines, any_of, heading, line_pattern, with_joined, with_parted

# The titles of the pages, beside which their links may stand, navigation links, the place of a chart, print links.
_BESIDE = r"(?:\s++Back\s++Home)?"
PROJECT_TITLE_WORDS = rf"ความคืบหน้าโครงการ\s*+/\s*+กิจกรรม{_BESIDE}"
KPI_TITLE_WORDS = rf"รายละเอียดตัวชี้วัด{_BESIDE}"
PROJECT_TITLE = heading(PROJECT_TITLE_WORDS)
KPI_TITLE = heading(KPI_TITLE_WORDS)
_TARGET = r"(?:\]\(\S*\))?"
# What programs set before the links of a list, or before every link; an icon is two low lines.
_ITEM = r"(?>(?:(?:[0-9]{1,2}\.|[*•+-])\s++(?:__\s*+)?)?)(?>(?:\[[0-9]{1,3}\])?)"
_LINK_INITIALS = "[BbHhFf0123456789*•+-"
LINK = line_pattern(
    rf"(?i:{_ITEM}(?>(?:\[?(?:Back\s++Home|Back|Home){_TARGET}\s*+)+)|FusionCharts\s+will\s+render\s+here\.?)",
    _LINK_INITIALS,
)
# The same before a name, on its line.
_LINK_BEFORE = line_pattern(r"(?P<link>Back\s++Home)\s++(?P<name>\S.*)", "B")
_OPEN_LINK = line_pattern(r"(?:รายละเอียดตัวชี้วัด|ดูโครงการแผนปี)\s*ฯ?\s*[:：]", "รด")
PRINT_LINK = line_pattern(rf"{_OPEN_LINK.expression.pattern}\s*(?>(?:\[[0-9]{{1,3}}\])?)\[?พิมพ์ข้อมูล{_TARGET}", "รด")
# A number alone on its line repeats a value near it: a progress, or a score.
NUMBER = line_pattern(r"[-−]?(?:[\d,]*\.\d+|[\d,]*\d)\s*%?")
# ** ผลการประเมินโครงการ (รายไตรมาส) **: evaluation by quarter; ฐานข้อมูลประกอบ...: data base of indicators.
# โครงการ / กิจกรรมที่สนับสนุนตัวชี้วัด: the projects that serve an indicator.
TRAILING = {
    "evaluations": r"ผลการประเมินโครงการ\s*+\(รายไตรมาส\)",
    "database": r"ฐานข้อมูลประกอบตัวชี้วัดการพัฒนาเมือง",
    "projects": r"โครงการ\s*+/\s*+กิจกรรมที่สนับสนุนตัวชี้วัด",
}
TRAILING_LINE = any_of(*map(heading, TRAILING.values()))


def with_whole_link(lines: Lines) -> Lines:
    """Lines with the print link on one, where its words stand below its label, as scrapers of texts leave them."""
    return with_joined(lines, _OPEN_LINK, PRINT_LINK.expression)


def with_link_apart(lines: Lines) -> Lines:
    """Lines with the links above a name on one of their own, where they stand on its line."""
    return with_parted(lines, _LINK_BEFORE)


def first_content(lines: Lines) -> int:
    """Where the first line stands that is no link."""
    for at, line in enumerate(lines):
        if not (line.opens(_LINK_INITIALS) and line.fullmatch(LINK)):
            return at
    return len(lines)
