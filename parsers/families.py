"""What a document is that no parser reads: another report of the same system, or a layout in ruins."""

from __future__ import annotations

import re

from extract.document import Document
from extract.thai import repair

# Reports of the same system that are not ours, by words near their beginning.
_FAMILIES = (
    ("a city-KPI database page", re.compile(r"โครงการจัดทำฐานข้อมูลตัวชี้วัดการพัฒนาเมือง")),
    ("an agency summary", re.compile(r"ผลการปฏิบัติราชการประจำปี")),
    ("a policy tracking table", re.compile(r"(?:ติดตาม|ขับเคลื่อน)\S*\s?นโยบาย|นโยบาย(?:ผู้ว่าราชการ|ผว\.?\s?กทม)")),
    ("a flat IT-project table", re.compile(r"โครงการ(?:ด้าน)?(?:เทคโนโลยีสารสนเทศ|ไอที|\s?IT\b)")),
)
# The labels by which each layout is known, as people see them.
_LABELS = {
    "project_page": ("ความคืบหน้าโครงการ/กิจกรรม", "หลักการและเหตุผล", "วัตถุประสงค์ของโครงการ", "ผลการดำเนินงาน"),
    "project_page_bare": (
        "ความคืบหน้าโครงการ ร้อยละ",
        "ดูโครงการแผนปีฯ",
        "สยป. ประเมินโครงการ",
        "ความคืบหน้าโครงการฯ ร้อยละ",
    ),
    "kpi_page": ("รายละเอียดตัวชี้วัด", "ค่าเป้าหมาย", "ผลงานที่ทำได้", "รายงานผลฯ ไตรมาสที่", "นิยาม หรือความหมายของตัวชี้วัด"),
    "kpi_page_bare": ("ค่าเป้าหมาย", "ผลงานที่ทำได้", "ประเภทตัวชี้วัด", "สยป. ตรวจประเมินตัวชี้วัด"),
    "print_form": (
        "แบบแสดงรายงานความก้าวหน้าและข้อมูลเกี่ยวกับโครงการ",
        "รหัสโครงการ",
        "รายงานครั้งที่",
        "ความก้าวหน้าของงานฯ",
    ),
}
# Headings that a bare layout has lost: all its labels stand on the page that has them, too.
_LOST = {"project_page_bare": "วัตถุประสงค์ของโครงการ", "kpi_page_bare": "รายงานผลฯ ไตรมาสที่"}


def family(document: Document) -> str | None:
    """The family of reports that are not ours which a document looks like; None where it looks like none."""
    head = "\n".join(line.text for line in document.lines[:12])
    return next((name for name, pattern in _FAMILIES if pattern.search(head)), None)


def unrecognised(document: Document) -> str:
    """Say what the document looks like, or the layout that it came nearest to and what it lacks."""
    if other := family(document):
        return f"it looks like {other} of the same system, which raingan does not read"
    # The print link of an indicator's page begins as its title does.
    text = repair(document.view).replace("รายละเอียดตัวชี้วัดฯ", "")
    found = {
        layout: [label for label in labels if label in text]
        for layout, labels in _LABELS.items()
        if layout not in _LOST or _LOST[layout] not in text
    }
    nearest = max(found, key=lambda layout: len(found[layout]) / len(_LABELS[layout]))
    if not found[nearest]:
        return "no label of any known layout stands in it"
    lacking = [label for label in _LABELS[nearest] if label not in found[nearest]]
    lack = f"it lacks {', '.join(map(repr, lacking))}" if lacking else "its first line is not that of the layout"
    return f"it comes nearest to {nearest}, but {lack}"
