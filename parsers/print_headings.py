"""The numbered headings of a printed form, which all stand in it: each alone on a line, or what a slip left of it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache

from extract.span import Span
from parsers.line_pattern import LinePattern, Lines, line_pattern, one_of
from parsers.print_head import next_head
from parsers.reading import Row

OPEN, CLOSE = r"[\\*#_\s]*", r"[\\*_\s.…:]*"


def _heading(number: str, words: str) -> LinePattern:
    return line_pattern(rf"{OPEN}{number}\.?\s*{words}{CLOSE}", rf"\*#_{number[0]}")


# name and agency; code and name; agency; rationale; objectives; targets; strategy; reports
HEADINGS = one_of(
    project=_heading("1", r"ชื่อโครงการและหน่วยงานที่รับผิดชอบโครงการ"),
    name=_heading(r"1\.1", r"รหัสโครงการและชื่อโครงการ"),
    agency=_heading(r"1\.2", r"หน่วยงานที่รับผิดชอบ(?:โครงการ)?"),
    rationale=_heading(r"1\.3", r"หลักการและเหตุผล"),
    objectives=_heading(r"1\.4", r"วัตถุประสงค์(?:ของโครงการ)?"),
    targets=_heading(r"1\.5", r"เป้าหมาย(?:ของโครงการ)?"),
    strategy=_heading(r"1\.6", r"สนับสนุนแผนพัฒนา(?:(?!(?:ยุทธศาสตร์(?:\s*ย่อย)?|เป้าหมายที่|กลยุทธ์ที่|ตัวชี้วัด)[\s.…]*:).)*?"),
    updates=_heading("2", r"รายงานความก้าวหน้าของโครงการ(?:(?!รายงานครั้งที่|::).)*?"),
)
ORDER = HEADINGS.names
# The same as they are printed.
_PRINTED = {
    "project": ("1", "ชื่อโครงการและหน่วยงานที่รับผิดชอบโครงการ"),
    "name": ("1.1", "รหัสโครงการและชื่อโครงการ"),
    "agency": ("1.2", "หน่วยงานที่รับผิดชอบ"),
    "rationale": ("1.3", "หลักการและเหตุผล"),
    "objectives": ("1.4", "วัตถุประสงค์ของโครงการ"),
    "targets": ("1.5", "เป้าหมายของโครงการ"),
    "strategy": ("1.6", "สนับสนุนแผนพัฒนา กทม. ระยะ 20 ปี (ยุทธศาสตร์-ประเด็นยุทธศาสตร์-กลยุทธ์ตามแผนฯ /ตัวชี้วัด)"),
    "updates": ("2", "รายงานความก้าวหน้าของโครงการและการใช้จ่ายงบประมาณ"),
}
# What a heading begins and ends with besides its words, and how much of these there must be.
_BESIDE = " \t|\\*#_.…:-()0123456789๐๑๒๓๔๕๖๗๘๙"
_LIKE = 0.8
_SHORTEST = 10
# What stands behind a colon is the value of a label.
_VALUE = re.compile(r"[:：]\s*\S")

# Headings by the places of their lines.
Marks = list[tuple[int, str]]


def with_slips(project: Row, lines: Lines, marks: Marks) -> tuple[Lines, Marks]:
    """Lines and headings, with those headings whose words have a slip, lost their number, or share a line with others.

    Only a heading that stands nowhere else is looked for, between those that stand before and after it.
    """
    known = {name for _, name in marks}
    if len(known) == len(ORDER):
        return lines, marks
    reports = next_head(lines, 0)
    for name in [name for name in ORDER if name not in known]:
        first = max([at + 1 for at, other in marks if _is_before(other, name)], default=0)
        last = min([at for at, other in marks if _is_before(name, other)], default=reports)
        likely = [(at, cut) for at, line in enumerate(lines[first:last], first) if (cut := _cut(line, name))]
        if len(likely) == 1:
            ((at, parts),) = likely
            above, *_ = whole = [part for part in parts if part]
            lines = [*lines[:at], *whole, *lines[at + 1 :]]
            marks = [(other + (len(whole) - 1) * (other > at), marked) for other, marked in marks]
            marks = sorted([*marks, (at + (above is not parts[1]), name)])
            reports += len(whole) - 1
    _report_missing(project, lines, marks)
    return lines, marks


def _is_before(name: str, other: str) -> bool:
    return ORDER.index(name) < ORDER.index(other)


def _cut(line: Span, name: str) -> Lines:
    """What stands above a heading, the heading, and what stands below it, on one line; nothing where it is none."""
    document = line.document
    match = line.search(_among_others(name))
    if match is None and not _is_like(line, *_PRINTED[name]):
        return []
    start, end = match.span() if match else (line.start, line.end)
    start = line.start + len(document.view[line.start : start].rstrip("\\*#_").rstrip("| \t"))
    above, head, below = [document.trimmed(*part) for part in ((line.start, start), (start, end), (end, line.end))]
    # A letter or two above are of no text; nothing claims them.
    return [above if len(above.text) > 2 else document.span(line.start, line.start), head, below]


@cache
def _among_others(name: str) -> re.Pattern[str]:
    """A heading as it is printed."""
    number, words = _PRINTED[name]
    said = r"\s*".join(map(re.escape, words.split()))
    return re.compile(rf"(?<![^\s|\\*#_]){re.escape(number)}\.?\s*{said}(?>(?:\s*[|\\*_.…:]+)*)(?!\S)")


def _is_like(line: Span, number: str, words: str) -> bool:
    """Whether a line alone is a heading but for a few letters, or the beginning of one with its number."""
    if _VALUE.search(line.text):
        return False
    words, said = words.strip(_BESIDE), line.text.strip(_BESIDE)
    is_numbered = line.text.lstrip("|\\*#_ \t").startswith(number)
    # A colon ends the label of the agency, which has the same words.
    is_likely = not line.text.endswith(":") and (said.startswith(words[:2]) or said.endswith(words[-4:]))
    if not (is_numbered or is_likely):
        return False
    likely = [words, words[: len(said)]] if is_numbered and len(said) >= _SHORTEST else [words]
    return any(SequenceMatcher(None, said, other, autojunk=False).ratio() > _LIKE for other in likely)


def _report_missing(project: Row, lines: Lines, marks: Marks) -> None:
    """Report a heading that lacks between the two beside which it always stands: its section is in the one above."""
    places = {name: at for at, name in marks}
    for above, name, below in zip(ORDER[2:], ORDER[3:], ORDER[4:], strict=False):
        if name not in places and above in places and below in places:
            number, words = _PRINTED[name]
            message = f"The heading {number} {words[:40]} is missing: its section may stand in the one above."
            column = "is_routine" if name == "strategy" else name
            project.issue("label-missing", message, column, lines[places[above]])
