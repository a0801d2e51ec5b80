"""Lines that every page of the system carries and that say nothing of a project."""

from __future__ import annotations

import re

# The title of the page, navigation links, the place of a chart, print links.
PROJECT_TITLE = re.compile(r"[#*\s]*ความคืบหน้าโครงการ\s*/\s*กิจกรรม[*\s]*")
KPI_TITLE = re.compile(r"[#*\s]*รายละเอียดตัวชี้วัด[*\s]*")
LINKS = (
    re.compile(r"Back\s+Home|Back|Home", re.IGNORECASE),
    re.compile(r"FusionCharts will render here\.?", re.IGNORECASE),
)
PRINT_LINK = re.compile(r"(?:รายละเอียดตัวชี้วัด|ดูโครงการแผนปี)\s*ฯ?\s*:\s*พิมพ์ข้อมูล")
# ** ผลการประเมินโครงการ (รายไตรมาส) **: evaluation by quarter; ฐานข้อมูลประกอบ...: data base of indicators.
TRAILING = (
    re.compile(r"(?:\\?\*)*\s*ผลการประเมินโครงการ\s*\(รายไตรมาส\)\s*(?:\\?\*)*"),
    re.compile(r"ฐานข้อมูลประกอบตัวชี้วัดการพัฒนาเมือง"),
    re.compile(r"โครงการ\s*/\s*กิจกรรมที่สนับสนุนตัวชี้วัด"),
)


def first_content(lines: list, titles: tuple[re.Pattern[str], ...] = LINKS) -> int:  # type: ignore[type-arg]
    """Where the first line stands that is no link."""
    return next((at for at, line in enumerate(lines) if not any(line.fullmatch(p) for p in titles)), len(lines))
