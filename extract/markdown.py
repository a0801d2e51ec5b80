"""Markdown: the marks that a scraper put into the text of a page.

A page itself has stars at the front of labels, with a blank behind them, and single ones around the heads of columns.
Bold text, in ``**`` that touch it on both sides of one line, links, headings and escapes are a scraper's, and so are
lines of ``=`` or ``-`` below a heading, as long as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.rule import marked, rule
from extract.text import name_text, problem_text, text

# These look behind the mark after it, for a pattern that begins with a known letter is found sooner.
_BOLD = re.compile(r"\*\*(?<![*\\]\*\*)(?=[^\s*])(?P<said>(?>(?:\\.|[^*\\\r\n]|\*(?!\*))+))(?<=\S)\*\*(?!\*)")
_BOLD_OPENS = re.compile(r"\*\*(?<![*\\]\*\*)[^\s*]")
_TARGET = r"""\]\((?=[^\s()]*[/.:#?]|\))(?>(?:[^\s()ก-๛]|\([^\s()ก-๛]*\))*)(?:[ \t]+"[^"\r\n]*")?\)"""
_LINK = re.compile(rf"\[(?<![!\\]\[)(?P<said>(?>(?:\\.|[^\[\]\\\r\n])*)){_TARGET}")
_HEADING = re.compile(r"#(?<![^\r\n]#)#{0,5}+[ \t]+(?P<said>\S[^\r\n]*)")
# The line below a heading of the first two ranks, and a blank one below it.
_RULE = re.compile(r"\n(?P<line>=+|---+)[ \t]*+(?=\r?\n[ \t]*+\r?\n|\s*+\Z)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# A line end inside of a paragraph.
_BREAK = re.compile(r"(?<!\\)\\(?=[ \t]*(?:[\r\n]|\Z))")
# Before a dash in the place of a value, which would open an item of a list.
_DASH = re.compile(r"(?<![^\s/])\\(?=-[ \t]*(?:[/\r\n]|\Z))")
# Bold text that is empty, in the place of a value.
_EMPTY = re.compile(r"(?<=: )\*{4}(?=[ \t]*(?:[\r\n]|\Z))")
# The edges of a row of a table with words in one cell and nothing in the others, or of one cell at all; rows of bars,
# blanks and dashes.
_ROW = re.compile(
    r"^[ \t]*+(?:(?P<front>\|)[ \t]*+"
    r"(?=[^|\r\n]*(?:[^\W\d]|[:&]|[0-9]{8}\s?/)|"
    r"[- \t]*+[^-| \t\r\n][^|\r\n]*+\|[ \t]*+$)[^|\r\n]++(?P<back>\|[| \t]*+)|"
    r"(?P<blank>(?:\||-{3,}+[ \t]*+\|)[-:| \t]*+))$",
    re.MULTILINE,
)
# A step (ขั้นตอน) or an agency with its year in a row with other cells.
_CELLS = re.compile(
    r"^[| \t]*+(?:ขั้นตอน(?:ที่)?\s*[0-9]++|[^|\r\n:]++:[ \t]*+\([0-9]{4}\))[ \t]*+\|[^\r\n]*+$", re.MULTILINE
)
_BAR = re.compile(r"\|")
# The lines of a text that runs over rows of one cell each: the first of them has lost its bar, and so has the last.
_CELL = re.compile(
    r"^[ \t]*+(?:\|[ \t]*+)?(?P<said>[^|\n]*+)\|[| \t]*+$|^[ \t]*+\|[ \t]*+(?P<last>[^|\n]*+)$", re.MULTILINE
)
# No author writes these, but for quotes and slashes, which other programs escape.
_SURE_ESCAPE = re.compile(r"\\(?:[*_#\[\]`]|(?<=[0-9]\\)[.)]|(?<![^\s:]\\)[-+>])")
# What only the system writes: its codes, years in brackets, dates, and what its labels, headings and links begin with.
# The author of a text may set other words between stars, and some of these behind the number of an item.
CODES = re.compile(
    r"(?::\s*|\A\[)(?!25[0-9]{2}\s?[-–]\s?25)(?:[0-9]{4}){1,2}\s?[-–]\s?[0-9]{3,4}[*\s]*\Z|:\s*\([0-9]{4}\)|[0-9]/[0-9]{4}\*\*"
)
WORDS = re.compile(
    r"[\s\\*#(\[]*+(?:(?:นิยาม.*|ประเภท|รายละเอียด(?:เกี่ยวกับ)?|สนับสนุน|ฐานข้อมูลประกอบ)ตัวชี้วัด|ตัวชี้วัด(?:\s*[:*]|ระดับ)|"
    r"ค่าเป้าหมาย|ผลงาน(?:ที่ทำได้|เทียบ)|"
    r"(?:วัตถุประสงค์|เป้าหมาย|ปัญหา|อุปสรรค)ของโครงการ|โครงการ\s*/\s*กิจกรรม|ความคืบหน้าโครงการ|ขั้นตอน\s*[0-9]|"
    r"(?:สรุปผล|ผล|แผน)การดำเนินงาน|หลักการและเหตุผล|วิธีการ(?:คำนวณ|.*เก็บข้อมูล)|สนับสนุนยุทธศาสตร์|ประเด็นยุทธศาสตร์|รายงานผล|สยป|"
    r"ดูโครงการแผนปี|พิมพ์ข้อมูล|(?:คลิก|ทดสอบ)\)|(?:Back\s+)?Home\b)"
)
_AROUND = " \t\\*#(["
# ร้อยละ is percent.
_PERCENT = re.compile(r"ความคืบหน้าโครงการ\s*ฯ?\s*ร้อยละ\s*\Z")
# A mark whose partner stands outside of a cell.
_LONE = re.compile(
    rf"(?<=[^\s*\\])\*\*(?=\s|\Z)|(?:(?<=\s)|^)\*\*(?=[^\s*])|{_TARGET}|\[(?=[^\[\]\n]*\Z)", re.MULTILINE
)
_LEFT = re.compile(r"[^\s*]\*\*[^\s*]|\]\(")
_PLAIN_WORDS = re.compile(r"[^0-9:]*+")

Place = tuple[int, int]


def marks(view: str) -> list[Place] | None:
    """Where the marks of Markdown stand in a text that surely is Markdown; None where that is not so sure.

    Escapes are none of them, for patterns know those, but a backslash that ends a line or stands before a lone dash is
    one, and so are edges of tables. Nor are marks around a whole line of words, without digits and colons: patterns of
    headings know them too, and tell by them headings from what authors wrote.
    """
    if not ("\\" in view or ("[" in view and "](" in view) or "#" in view or _BOLD_OPENS.search(view)):
        return None
    bold, headings, links = [*_BOLD.finditer(view)], [*_HEADING.finditer(view)], [*_LINK.finditer(view)]
    if not (_SURE_ESCAPE.search(view) or _is_system(view, (*bold, *headings, *links))):
        return None
    around = {
        place
        for match in (*bold, *headings, *links)
        for place in _around(match)
        if match.re is _LINK or not _is_heading(match)
    }
    others = (match.span() for pattern in (_BREAK, _DASH, _EMPTY) for match in pattern.finditer(view))
    return sorted(around.union(others, _underlines(view), _edges(view)))


def _underlines(view: str) -> Iterator[Place]:
    """The lines that underline a heading, which stands below a blank line and touches both its ends.

    Where marks of Thai letters were repaired, the line is longer than what it underlined.
    """
    for match in _RULE.finditer(view):
        at = view.rfind("\n", 0, match.start()) + 1
        said = view[at : match.start()].removesuffix("\r")
        is_alone = not view[view.rfind("\n", 0, max(at - 1, 0)) + 1 : at].strip()
        start, end = match.span("line")
        if is_alone and said == said.strip() and len(said) <= end - start <= len(said) * 6 // 5:
            yield start, end


def _edges(view: str) -> Iterator[Place]:
    """The edges of tables that only place what they hold; those of quarter tables tell their columns."""
    if "|" in view:
        for match in _ROW.finditer(view):
            yield from (match.span(name) for name in match.groupdict() if match[name])
        for match in _CELLS.finditer(view):
            yield from (bar.span() for bar in _BAR.finditer(view, *match.span()))


def _is_system(view: str, matches: Sequence[re.Match[str]]) -> bool:
    """Whether marks stand around what the system writes: a code, or words that begin no line without marks."""
    if any(
        CODES.search(f"[{match['said']}" if match.re is _LINK else match[0])
        or _PERCENT.search(view[max(match.start() - 40, 0) : match.start()])
        for match in matches
    ):
        return True
    return any(f"\n{words}" not in view for words in {said[0].strip(_AROUND) for said in map(_words, matches) if said})


def _words(match: re.Match[str]) -> re.Match[str] | None:
    return WORDS.match(match[0])


def _around(match: re.Match[str]) -> Iterator[Place]:
    """The marks before and behind what is said."""
    (start, end), said = match.span(), match.span("said")
    if start < said[0]:
        yield start, said[0]
    if said[1] < end:
        yield said[1], end


def _is_heading(match: re.Match[str]) -> bool:
    """Whether words without digits and colons are all of their line; behind ``#`` they are the system's."""
    if not _PLAIN_WORDS.fullmatch(match["said"]) or (match.re is _HEADING and not WORDS.match(match["said"])):
        return False
    view, (start, end) = match.string, match.span()
    before = view[view.rfind("\n", 0, start) + 1 : start]
    after = view[end : end + 1 + (view[end:] + "\n").index("\n")]
    return not (before.strip() or after.strip())


def blanked(view: str, places: list[Place]) -> str:
    """A text with blanks at these places, given in order, so that all else stays where it is."""
    pieces: list[str] = []
    reached = 0
    for start, end in places:
        # Stars may stand in the target of a link.
        pieces += view[reached:start], " " * (end - max(start, reached))
        reached = max(end, reached)
    return "".join([*pieces, view[reached:]])


def has_marks(value: str | Sequence[str]) -> bool:
    """Whether marks are left in the text of a cell, or in one of a list of them.

    The stars of the system, that touch no word behind them, are none.
    """
    if not isinstance(value, str):
        return any(map(has_marks, value))
    return ("**" in value or "](" in value) and _LEFT.search(value) is not None


@rule
@marked(text)
def unmarked_text(raw: str) -> str | None:
    """Return the text of a cell of a page that was exported as Markdown.

    >>> unmarked_text("1\\\\. ประชุม **ครั้งที่ 1** ดู[ภาพ](a.php)")
    '1. ประชุม ครั้งที่ 1 ดูภาพ'
    """
    return text(_unmarked(raw))


@rule
@marked(name_text)
def unmarked_name(raw: str) -> str | None:
    """Return the text of a name on a page that was exported as Markdown, on one line.

    >>> unmarked_name("BKK\\\\_Data **(ระยะที่ 2)**")
    'BKK_Data (ระยะที่ 2)'
    """
    return name_text(_unmarked(raw))


@rule
@marked(problem_text)
def unmarked_problem(raw: str) -> str | None:
    """Return the text of a problem or obstacle on a page that was exported as Markdown; null where it says "none".

    >>> unmarked_problem("\\\\-") is None
    True
    """
    return problem_text(_unmarked(raw))


def _unmarked(raw: str) -> str:
    """Return Markdown without its marks and escapes."""
    lines = raw.replace("\r\n", "\n").replace("\r", "\n")
    for pattern in (_LINK, _BOLD, _HEADING):
        lines = pattern.sub(r"\g<said>", lines)
    if "|" in lines and "\n" in lines:
        lines = _CELL.sub(r"\g<said>\g<last>", lines)
    return _ESCAPE.sub(r"\1", _BREAK.sub("", _LONE.sub("", lines)))
