"""The numbered headings of a printed form, which all stand in it."""

from __future__ import annotations

from extract.digits import THAI_DIGITS
from parsers.line_pattern import LinePattern, Lines, line_pattern, one_of
from parsers.print_head import HEAD
from parsers.reading import Row
from parsers.slips import Printed, Slips

OPEN, CLOSE = r"[\\*#_\s]*", r"[\\*_\s.…:]*"


def _heading(number: str, words: str) -> LinePattern:
    digits = {ord(digit): f"[{digit}{thai}]" for digit, thai in zip("0123456789", THAI_DIGITS, strict=True)}
    said = number.replace(".", r"\.").translate(digits)
    return line_pattern(rf"{OPEN}{said}\.?\s*{words}{CLOSE}", r"\*#_12๑๒")


# name and agency; code and name; agency; rationale; objectives; targets; strategy; reports
HEADINGS = one_of(
    project=_heading("1", r"ชื่อโครงการและหน่วยงานที่รับผิดชอบโครงการ"),
    name=_heading("1.1", r"รหัสโครงการและชื่อโครงการ"),
    agency=_heading("1.2", r"หน่วยงานที่รับผิดชอบ(?:โครงการ)?"),
    rationale=_heading("1.3", r"หลักการและเหตุผล"),
    objectives=_heading("1.4", r"วัตถุประสงค์(?:ของโครงการ)?"),
    targets=_heading("1.5", r"เป้าหมาย(?:ของโครงการ)?"),
    strategy=_heading("1.6", r"สนับสนุนแผนพัฒนา(?:(?!(?:ยุทธศาสตร์(?:\s*ย่อย)?|เป้าหมายที่|กลยุทธ์ที่|ตัวชี้วัด)[\s.…]*:).)*?"),
    updates=_heading("2", r"รายงานความก้าวหน้าของโครงการ(?:(?!รายงานครั้งที่|::).)*?"),
)
# The same as they are printed; all stand above the reports.
SLIPS = Slips(
    {
        "project": Printed("ชื่อโครงการและหน่วยงานที่รับผิดชอบโครงการ", number="1"),
        "name": Printed("รหัสโครงการและชื่อโครงการ", number="1.1"),
        "agency": Printed("หน่วยงานที่รับผิดชอบ", number="1.2"),
        "rationale": Printed("หลักการและเหตุผล", number="1.3"),
        "objectives": Printed("วัตถุประสงค์ของโครงการ", number="1.4"),
        "targets": Printed("เป้าหมายของโครงการ", number="1.5"),
        "strategy": Printed("สนับสนุนแผนพัฒนา กทม. ระยะ 20 ปี (ยุทธศาสตร์-ประเด็นยุทธศาสตร์-กลยุทธ์ตามแผนฯ /ตัวชี้วัด)", number="1.6"),
        "updates": Printed("รายงานความก้าวหน้าของโครงการและการใช้จ่ายงบประมาณ", "รายงานความก้าวหน้าของโครงการ", number="2"),
    },
    "updates",
    HEAD,
)


def report_end(project: Row, sections: dict[str, Lines]) -> None:
    """Report a form that ends above its reports, as where only its first page was kept."""
    if "updates" not in sections:
        last = next((lines[-1] for lines in reversed(sections.values()) if lines), None)
        message = "The form ends before the heading of its reports: the rest of it may be missing."
        project.issue("label-missing", message, "progress_percent", last)
