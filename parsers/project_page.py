"""A project's page with all its headings.

The first line is ``ความคืบหน้าโครงการ/กิจกรรม`` (progress of the project or activity); a few lines of the
system may stand above it. Then come
``name : code``, ``agency : (2564)``, the headline progress, a contact line, a print link and the
evaluation; rationale, unit codes, objectives, targets, strategy; the reports, newest first; the plan;
the indicators.
"""

from __future__ import annotations

from itertools import pairwise

from extract.codes import project_code
from extract.document import Document
from extract.rule import RuleError
from extract.span import Span
from extract.text import text
from parsers.bare_strategy import open_strategy
from parsers.furniture import PROJECT_TITLE, PROJECT_TITLE_WORDS, TRAILING, TRAILING_LINE
from parsers.indicator import read_indicators
from parsers.line_pattern import Lines, any_of, first_of, headings, line_pattern, with_joined
from parsers.preamble import below_preamble, title_of
from parsers.progress import HEAD, read_updates
from parsers.project_head import is_coded, read_head, read_unit_codes
from parsers.reading import Reading, Row
from parsers.sections import named_lines, open_section, read_text, report_missing, split, take, without_second
from parsers.slips import Printed, Slips
from parsers.steps import read_steps
from parsers.strategy import is_strategy, read_strategy
from schemas.layouts import VERSIONS

NAME = "project_page"
VERSION = VERSIONS[NAME]

# (ทดสอบ) / (คลิก) แสดงขั้นตอน... : code: links to the steps that repeat the code.
_CODE_LINK = line_pattern(
    r"\((?:ทดสอบ|คลิก)\)\s*(?:แสดง)?ขั้นตอนการ(?:ดำเนินงาน|ปฏิบัติงาน)(?:ของ)?โครงการ\s*+:\s*+(?P<code>[\d\s–-]*+)", "("
)
# The same where a line end tears it from the code.
_TORN_CODE_LINK = line_pattern(r"\((?:ทดสอบ|คลิก)\).*:", "(")
# Title, rationale, objectives, targets, strategy, results, plan, indicators: the headings, in printed order.
HEADINGS = any_of(
    headings(
        title=PROJECT_TITLE_WORDS,
        rationale=r"หลักการและเหตุผล",
        objectives=r"วัตถุประสงค์ของโครงการ",
        targets=r"เป้าหมายของโครงการ",
        strategy=r"สนับสนุนยุทธศาสตร์กรุงเทพมหานคร\s*+ฯ?",
        updates=r"ผลการดำเนินงาน",
        steps=r"แผนการดำเนินงาน\s*+ฯ?",
        indicators=r"สนับสนุนตัวชี้วัดตามแผน\s*+ฯ?",
        trailing=TRAILING["evaluations"],
    ),
    _CODE_LINK,
)

_TEXTS = ("rationale", "objectives", "targets")
SLIPS = Slips(
    {
        "rationale": Printed("หลักการและเหตุผล"),
        "objectives": Printed("วัตถุประสงค์ของโครงการ"),
        "targets": Printed("เป้าหมายของโครงการ"),
        "strategy": Printed("สนับสนุนยุทธศาสตร์กรุงเทพมหานครฯ", content=is_strategy),
    },
    "updates",
    HEAD,
)


def identify(document: Document) -> bool:
    """Whether the first line is the title of the page, or one near it that a name with its code follows."""
    return _title_of(document) is not None


def _title_of(document: Document) -> int | None:
    return title_of(document, PROJECT_TITLE, _is_named)


def parse(document: Document) -> Reading:
    """Read a project's page."""
    reading = Reading(document, NAME, VERSION)
    project = reading.row("projects")
    lines = below_preamble(reading, _title_of(document))
    named = named_lines(lines, HEADINGS)
    lines = without_second(reading, lines, [at for at, name in named if name == "title"], opens)
    if any(name == "code" and lines[at].text.endswith(":") for at, name in named if at < len(lines)):
        lines = with_joined(lines, _TORN_CODE_LINK, _CODE_LINK.expression)
        named = named_lines(lines, HEADINGS)
    links = [lines[at] for at, name in named if name == "code" and at < len(lines)]
    named = [(at, name) for at, name in named if name not in ("title", "code") and at < len(lines)]
    sections = _without(links, split(reading, lines, named, HEADINGS.names, SLIPS))
    open_section(sections, "updates", lambda lines: first_of(lines, HEAD))
    open_strategy(reading, project, sections, HEADINGS.names)
    report_missing(project, sections, _TEXTS, HEADINGS.names, SLIPS)
    read_head(reading, project, sections[""])
    read_text(project, "rationale", text, read_unit_codes(project, sections.get("rationale", [])))
    read_text(project, "objectives", text, sections.get("objectives", []))
    read_text(project, "targets", text, sections.get("targets", []))
    read_strategy(reading, project, "project", sections.get("strategy", []))
    # Where a heading is missing, its section stands at the end of the one before.
    rest = read_updates(reading, sections.get("updates", []))
    rest = read_steps(reading, rest + sections.get("steps", []))
    read_indicators(reading, rest + sections.get("indicators", []))
    take(reading, sections.get("trailing", []), TRAILING_LINE)
    for link in links:
        _check_code_link(project, link)
    return reading


def _without(links: Lines, sections: dict[str, Lines]) -> dict[str, Lines]:
    """Sections without the links to the steps that stand in them."""
    for link in links:
        for name, lines in sections.items():
            if lines and lines[0].start <= link.start <= lines[-1].start:
                sections[name] = [line for line in lines if line is not link]
                break
    return sections


def opens(lines: Lines) -> bool:
    """Whether a title opens a page: soon there is a name with its code."""
    return _is_named(lines[1:])


def _is_named(lines: Lines) -> bool:
    torn = (line.to(below) for line, below in pairwise(lines) if line.text.endswith(":"))
    return any(map(is_coded, lines)) or any(map(is_coded, torn))


def _check_code_link(project: Row, line: Span) -> None:
    match = line.fullmatch(_CODE_LINK)
    assert match is not None, "found by the same pattern"
    project.reading.claim(line)
    code, known = _code(match["code"].replace(" ", "")), project.get("project_code")
    if code and known is not None and code != known:
        message = f"The link repeats the code as {code!r}, the title says {known!r}."
        project.issue("value-repeated-differently", message, "project_code", line)


def _code(said: str) -> str | None:
    """A code as its rule reads it, which knows every dash; what it cannot read stays as it was said."""
    try:
        return project_code(said)
    except RuleError:
        return said
