"""Labels that a scan has damaged: put right from a closed list of what the system's own forms print.

Only a form's own furniture is ever put right, where it stands as the form prints it and few letters differ: never
a value, and never in silence: every correction is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.distance import distance
from extract.letters import MARKS
from extract.scan.words import ReadLine, rewritten, text_of
from extract.thai import repair

# A label may differ by one letter in so many, rounded up, and by so many at most; the beginning of a wrapped one
# has at least so many letters.
_LETTERS_AN_ERROR, _MOST_ERRORS = 7, 4
_SHORTEST = 12
# What the dots at a label's end are read as.
_DOTS = " .,…:;-_0123456789"
_NO_MARKS = dict.fromkeys(map(ord, MARKS))
# Whole lines: title, headings of sections, foot.
_LINES = (
    "** แบบแสดงรายงานความก้าวหน้าและข้อมูลเกี่ยวกับโครงการ **",
    "1. ชื่อโครงการและหน่วยงานที่รับผิดชอบโครงการ",
    "1.1 รหัสโครงการและชื่อโครงการ",
    "1.2 หน่วยงานที่รับผิดชอบ",
    "1.3 หลักการและเหตุผล",
    "1.4 วัตถุประสงค์ของโครงการ",
    "1.5 เป้าหมายของโครงการ..",
    "1.6 สนับสนุนแผนพัฒนา กทม. ระยะ 20 ปี (ยุทธศาสตร์-ประเด็นยุทธศาสตร์-กลยุทธ์ตามแผนฯ /ตัวชี้วัด)",
    "2. รายงานความก้าวหน้าของโครงการและการใช้จ่ายงบประมาณ",
    "ขอรับรองว่า ข้อมูลที่ปรากฏในเอกสารฉบับนี้ หน่วยงานได้จัดพิมพ์จากระบบงานจริง เพื่อเป็นหลักฐานไว้ตรวจสอบ",
    "ลงชื่อ.....(ผู้รับผิดชอบโครงการ)",
)
# Labels at the beginning of a line, before a colon.
_FIELDS = (
    "ชื่อโครงการ/กิจกรรม",
    "รหัสโครงการ...",
    "ปีงบประมาณ พ.ศ.",
    "เริ่มต้นโครงการ",
    "สิ้นสุดโครงการ",
    "งบประมาณที่ได้รับ",
    "งบประมาณที่ใช้ไป",
    "หน่วยงานที่รับผิดชอบ.",
    "ชื่อผู้รับผิดชอบ...",
    "ผู้ประสานงาน สยป",
    "ประเด็นยุทธศาสตร์",
    "ประเด็นยุทธศาสตร์ย่อย",
    "เป้าหมายที่",
    "กลยุทธ์ที่",
    "ตัวชี้วัด...",
)
# Labels of a report's row, and where a line has one; one that a percentage follows may differ by more letters.
_BEFORE_PERCENTAGE, _MORE_ERRORS = ":: ความก้าวหน้าของงานฯ", 6
_INNER = (
    ("รายงานครั้ง", r"^(?P<label>[^0-9:=]{8,12})$"),
    ("รายงานครั้งที่", r"^(?P<label>[^0-9:=]{8,20}?)\s*(?:[0-9]{0,3}\s*$|[0-9]{1,3}\s*::)"),
    (_BEFORE_PERCENTAGE, r"^(?P<label>\S{0,2}:?\s?[^=:%0-9\s][^=:%0-9]{10,26}?)\s*=\s*[0-9.,]*\s*(?:%|$)"),
    ("งบประมาณที่เบิกใช้", r"(?:^|[%:])\s*(?P<label>[^=:%0-9(\s][^=:%0-9(]{9,24}?)\s*(?:\(|$)"),
    ("ประมาณที่เบิกใช้", r"^(?P<label>[^=:%0-9(]{9,22}?)\s*\("),
    ("(ครั้งที่", r"(?P<label>\([^()0-9=]{4,11}?)\s*[0-9]{1,3}\S{0,2}\s*="),
)
# The head of a report's row, and the end of one.
_HEAD, _HEAD_END = "รายงานครั้งที่", re.compile(r"(?P<label>[^0-9:=]{2,9}?)\s*[0-9]{1,3}")
# The one that a line's end may cut.
_CUT = ("งบประมาณที่เบิกใช้",)
# Signs of such a row that are no words: what is put where the text of a line has the place; เป็นไป opens a status.
_SIGNS = (
    (")", re.compile(r"\(ครั้งที่\s*[0-9]{1,3}(?P<sign>[^0-9=)]{0,2}?)\s*(?:=|$)")),
    (")", re.compile(r"^ที่\s*[0-9]{1,3}(?P<sign>[^0-9=)]{0,2}?)\s*=")),
    ("(ครั้งที่ )", re.compile(r"(?P<sign>\(ครั้งที่\s*[^\s0-9=()]{1,2}\s?\))\s*(?:=|$)")),
    (")", re.compile(r"\(ครั้งที่\s*[0-9]{1,3}(?P<sign>[^0-9=\s)]\)?|[^0-9=\s]\))\s*=")),
    ("=", re.compile(r"\(ครั้งที่\s*[0-9]{1,3}\)\s*(?P<sign>=?[-–—]|=\s?=)\s*(?=[0-9]|$)")),
    (": ", re.compile(r"^(?P<sign>(?:[^\s0-9:]{1,2}:|[^\sก-๛0-9:]{0,2}:?):?\s?)(?=(?:ไม่)?เป็นไปตาม)")),
)
# The head of a report, or nothing, and what stands between it and the date.
_DATED = re.compile(
    r"^(?:รายงาน\D{0,14}?\d{0,3}\s+(?P<sign>[^\s0-9/]{0,3})|(?P<alone>[^\s0-9/]{1,3}))\s?(?=[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}\s*:)"
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A label of a line that was put right: its stretch now, and what was read."""

    start: int
    end: int
    read: str


def with_colons(line: ReadLine) -> ReadLine:
    """Put the two colons right that stand before a report's date, which tell where its cell begins."""
    match = _DATED.match(text_of(line))
    name = "alone" if match is not None and match["alone"] else "sign"
    if match is None or match[name] == "::":
        return line
    made = rewritten(line, *match.span(name), "::" if match[name] else ":: ")
    for character in made[match.start(name) : match.start(name) + 2]:
        character.doubt = f"two colons were read as {match[name]!r}"
    return made


def corrected(lines: Sequence[ReadLine]) -> list[tuple[ReadLine, list[Correction]]]:
    """Put the labels of a page's lines right, those that are wrapped among them."""
    done, rest, above = [], "", ""
    for line in lines:
        made: list[Correction] = []
        label = _prefix(text_of(line), (rest,) if rest else ()) or _prefix(text_of(line), _LINES)
        if label:
            whole = next(whole for whole in (rest, *_LINES) if whole.startswith(label))
            line, made = _put_right(line, (0, len(line)), label, made)
            rest = whole[len(label) :].strip()
        else:
            rest = ""
            line, made = _with_head(line, above, made)
            for label, pattern in _patterns():
                match = pattern.search(text_of(line))
                if match is not None and label in _CUT and match.end("label") == len(line):
                    label = _prefix(match["label"], (label,))
                if (
                    match is not None
                    and label
                    and _is_like(match["label"], label)
                    and _is_nearest(match["label"], label)
                ):
                    line, made = _put_right(line, match.span("label"), label, made)
            for sign, pattern in _SIGNS:
                match = pattern.search(text_of(line))
                if match is not None and match["sign"] not in (sign, sign.strip()):
                    line, made = _put_right(line, match.span("sign"), sign, made)
        done.append((line, made))
        above = repair(text_of(line))
    return done


def _with_head(line: ReadLine, above: str, made: list[Correction]) -> tuple[ReadLine, list[Correction]]:
    """Put the end of a report's head right, where the line above holds its beginning."""
    match = _HEAD_END.fullmatch(text_of(line))
    end = _HEAD[len(above) :] if above and _HEAD.startswith(above) else ""
    if match is None or not end or distance(repair(match["label"]), end) > len(end) // 3:
        return line, made
    return _put_right(line, match.span("label"), end, made)


def opens(line: ReadLine) -> bool:
    """Whether a line begins with furniture of the form, as it is after correction."""
    return repair(text_of(line)).startswith((*_LINES, *(f"{label} :" for label in _FIELDS)))


def _prefix(read: str, labels: Sequence[str]) -> str:
    """The beginning of a label, or all of it, that a line is like; "" where it is like none."""
    length = len(repair(read))
    for label in labels:
        if length < min(_SHORTEST, len(label)) or length > len(label) + _MOST_ERRORS:
            continue
        ends = [end for end in range(length - _MOST_ERRORS, length + _MOST_ERRORS + 1) if 0 < end <= len(label)]
        best = min((label[:end] for end in ends), key=lambda start: (distance(repair(read), start), -len(start)))
        if _is_like(read, best):
            return best
    return ""


def _put_right(
    line: ReadLine, span: tuple[int, int], label: str, made: list[Correction]
) -> tuple[ReadLine, list[Correction]]:
    start, end = span
    read = text_of(line[start:end])
    if repair(read) == label:
        for character in line[start:end]:
            character.doubt = ""
        return line, made
    moved = [_moved(other, start, len(label) - (end - start)) for other in made]
    line = rewritten(line, start, end, label)
    return line, [*moved, Correction(start, start + len(label), read)]


def _is_like(read: str, label: str) -> bool:
    """Whether few letters tell a reading from a label; marks may be lost, dots at its end be anything but letters."""
    if label.endswith(".."):
        read, label = read.rstrip(_DOTS), label.rstrip(".")
    most = min(-(-len(label) // _LETTERS_AN_ERROR), _MOST_ERRORS) if label != _BEFORE_PERCENTAGE else _MORE_ERRORS
    if read.translate(_NO_MARKS) == label.translate(_NO_MARKS):
        return True
    return abs(len(repair(read)) - len(label)) <= most and distance(repair(read), label) <= most


def _is_nearest(read: str, label: str) -> bool:
    """Whether a reading is no nearer to the other one of two labels of which one ends as the other does."""
    others = [other for other, _ in _INNER if other != label and (other.endswith(label) or label.endswith(other))]
    return all(distance(repair(read), label) <= distance(repair(read), other) for other in others)


def _moved(correction: Correction, start: int, shift: int) -> Correction:
    if correction.start < start:
        return correction
    return Correction(correction.start + shift, correction.end + shift, correction.read)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each label, and the pattern of the place where it may stand."""
    fields = [(label, r"^(?P<label>[^:]+?)\s*:(?:\s|$)") for label in _FIELDS]
    return tuple((label, re.compile(pattern)) for label, pattern in (*fields, *_INNER))
