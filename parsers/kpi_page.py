"""An indicator's page with all its headings.

The first line is ``รายละเอียดตัวชี้วัด`` (details of the indicator); a few lines of the system may stand
above it. Then come ``name : code``, target,
result, kind and level, a print link, the evaluation; the quarter table; a narrative a quarter;
summary, definition, method, source of the data; the strategy; the projects that serve it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from extract.document import Document
from extract.text import text
from parsers.bare_strategy import open_strategy
from parsers.evaluation import with_whole_evaluation
from parsers.furniture import KPI_TITLE, KPI_TITLE_WORDS, LINK, TRAILING, with_link_apart
from parsers.indicator import FIRST, LABELLED, read_block
from parsers.indicator_name import read_title
from parsers.line_pattern import (
    Lines,
    any_of,
    first_of,
    found,
    heading,
    headings,
    line_pattern,
    with_joined,
    with_whole,
)
from parsers.preamble import below_preamble, title_of
from parsers.printed_order import choose_quarters
from parsers.quarters import quarter_row
from parsers.reading import Reading, Row
from parsers.sections import named_lines, read_text, report_missing, split, take, without_second
from parsers.slips import Printed, Slips, is_told, with_slips
from parsers.strategy import is_strategy, read_strategy
from schemas.layouts import VERSIONS

NAME = "kpi_page"
VERSION = VERSIONS[NAME]

HEADINGS = headings(
    title=KPI_TITLE_WORDS,
    # ผลงานเทียบกับเป้าหมายรายไตรมาส: results against targets by quarter.
    quarters=r"ผลงานเทียบกับเป้าหมายรายไตรมาส",
    summary=r"สรุปผลการดำเนินงาน",
    definition=r"นิยาม\s*+(?:หรือ)?\s*+ความหมายของตัวชี้วัด",
    method=r"วิธีการคำนวณ\s*+(?:หรือ\s*+เกณฑ์การประเมิน)?",
    data_source=r"วิธีการ\s*+(?:การ)?เก็บข้อมูล\s*+/\s*+แหล่งข้อมูล",
    strategy=r"สนับสนุนยุทธศาสตร์กรุงเทพมหานคร\s*+ฯ?",
    projects=TRAILING["projects"],
    database=TRAILING["database"],
)
# What a heading of two lines may begin with: definition, method or source of the data.
_TORN = any_of(heading(r"นิยาม\s*+(?:หรือ)?"), heading(r"วิธีการ(?:คำนวณ\s*+(?:หรือ)?|\s*+(?:การ)?เก็บข้อมูล\s*+/?)"))
_NAMED = line_pattern(r".*\S\s*:\s*\d{4}\s?[-–]\s?\d{3,4}")
_ABOVE_NAME = any_of(KPI_TITLE, LINK)
# รายงานผลฯ ไตรมาสที่ n: the report of quarter n.
QUARTER_HEADING = heading(r"รายงานผล\s*+ฯ?\s*+ไตรมาส(?:ที่)?\s*+(?P<quarter>\d*+)")

# The same on two lines.
_TORN_HEADING = heading(r"รายงานผล\s*+ฯ?(?:\s*+ไตรมาส(?:ที่)?)?")
_QUARTER = line_pattern(r"(?:ไตรมาส(?:ที่)?\s*+\d|[1-4])[\\*\s:.…]*+", "ไ1234")

_TEXTS = ("summary", "definition", "method", "data_source")
SLIPS = Slips(
    {
        "summary": Printed("สรุปผลการดำเนินงาน"),
        "definition": Printed("นิยาม หรือ ความหมายของตัวชี้วัด", "นิยาม ความหมายของตัวชี้วัด"),
        "method": Printed("วิธีการคำนวณ หรือ เกณฑ์การประเมิน", "วิธีการคำนวณ"),
        "data_source": Printed("วิธีการการเก็บข้อมูล / แหล่งข้อมูล", "วิธีการเก็บข้อมูล / แหล่งข้อมูล"),
        "strategy": Printed("สนับสนุนยุทธศาสตร์กรุงเทพมหานครฯ", content=is_strategy),
    },
    "quarters",
    QUARTER_HEADING,
)

_QUARTERS = ("1", "2", "3", "4")
QUARTER_SLIPS = Slips(
    {
        quarter: Printed(
            *(f"รายงานผล{short} ไตรมาส{ordinal}" for short in ("ฯ", " ฯ", "") for ordinal in ("ที่", "")), quarter=quarter
        )
        for quarter in _QUARTERS
    }
)
# The quarters of the headings on ordinary pages, of the first or of all; the newest may come first.
_ORDERS = [[*_QUARTERS[:count]][::step] for count in range(5) for step in (1, -1)]
_LAST_NUMBER = re.compile(r"\d+(?=\D*\Z)")


def identify(document: Document) -> bool:
    """Whether the first line is the title of the page, or one near it that a name with its code follows."""
    return _title_of(document) is not None


def _title_of(document: Document) -> int | None:
    return title_of(document, KPI_TITLE, _is_named)


def _is_named(lines: Lines) -> bool:
    return any(found(lines, _NAMED))


def parse(document: Document) -> Reading:
    """Read an indicator's page."""
    reading = Reading(document, NAME, VERSION)
    indicator = reading.row("indicators")
    lines = with_joined(below_preamble(reading, _title_of(document)), _TORN, HEADINGS.expression)
    named = named_lines(lines, HEADINGS)
    lines = without_second(reading, lines, [at for at, name in named if name == "title"], opens)
    named = [(at, name) for at, name in named if name != "title" and at < len(lines)]
    sections = split(reading, lines, named, HEADINGS.names, SLIPS)
    open_strategy(reading, indicator, sections, HEADINGS.names)
    report_missing(indicator, sections, _TEXTS, HEADINGS.names, SLIPS)
    _read_head(reading, indicator, take(reading, with_link_apart(sections[""]), _ABOVE_NAME))
    _read_quarters(reading, indicator, sections.get("quarters", []))
    for column in _TEXTS:
        read_text(indicator, column, text, sections.get(column, []))
    read_strategy(reading, indicator, "indicator", sections.get("strategy", []))
    return reading


def opens(lines: Lines) -> bool:
    """Whether a title opens a page: soon there is the target."""
    return any(found(lines[1:], FIRST))


def _read_head(reading: Reading, indicator: Row, lines: Lines) -> None:
    """Read the name, which may run over several lines, and the labelled lines below it."""
    head, narratives = _cut(reading, with_whole_evaluation(lines), is_table=False)
    end = first_of(head, LABELLED)
    if end:
        head = read_title(indicator, head[:end]) + head[end:]
    else:
        indicator.issue("label-missing", "There is no line with the indicator's name and code.", "name")
    read_block(reading, indicator, head)
    _read_narratives(reading, indicator, narratives)


def _read_quarters(reading: Reading, indicator: Row, lines: Lines) -> None:
    table, narratives = _cut(reading, lines, is_table=True)
    read_block(reading, indicator, table)
    _read_narratives(reading, indicator, narratives)


def _cut(reading: Reading, lines: Lines, *, is_table: bool) -> tuple[Lines, list[Lines]]:
    """Cut before the heading of each quarterly narrative; one that is absent may stand there with a slip."""
    lines = with_whole(lines, _TORN_HEADING, lambda _, below: below.fullmatch(_QUARTER))
    named = {at: match["quarter"] for at, match in found(lines, QUARTER_HEADING)}
    if [*named.values()] not in _ORDERS:
        named, others = choose_quarters(lines, named, _QUARTERS)
        for line in others:
            message = f"The heading {line.text!r} stands again, or out of its order; it was read as text."
            reading.issue("label-repeated", message, line)
    said = {*named.values()}
    if (named or is_table) and len(said) == len(named) < len(_QUARTERS) and said.issubset(_QUARTERS):
        lines, named = with_slips(reading, lines, named, _QUARTERS, QUARTER_SLIPS)
    cuts = [*sorted(named), len(lines)]
    return lines[: cuts[0]], [lines[at:end] for at, end in pairwise(cuts)]


def _read_narratives(reading: Reading, indicator: Row, narratives: list[Lines]) -> None:
    """Read the narratives, each with its heading."""
    said = set()
    for head, *body in narratives:
        number = head.search(_LAST_NUMBER)
        if number and number[0] in _QUARTERS:
            said.add(int(number[0]))
            indicator.beside["last_quarter"] = head.group(number)
        row = quarter_row(reading, indicator, head.group(number) if number else head.document.span(0, 0), body)
        reading.claim(head)
        if row is not None:
            read_text(row, "narrative", text, body)
            if not number:
                row.issue("label-missing", f"The heading {head.text!r} names no quarter.", "quarter", head)
    lost = {*range(min(said, default=0), max(said, default=0))} - said
    for row in reading.of("indicator_results") if lost else []:
        quarter = row.get("quarter")
        if quarter in lost and not is_told(reading, QUARTER_SLIPS.printed[str(quarter)]):
            message = f"The heading of quarter {quarter}'s report is missing: it may stand in another report."
            row.issue("label-missing", message, "narrative")
