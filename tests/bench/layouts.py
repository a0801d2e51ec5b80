"""The pages that the system prints of a made-up project, one function a layout."""

from __future__ import annotations

from collections.abc import Iterable

from tests.bench.projects import Indicator, Project, Update

_ROUTINE = "**** ภารกิจงานประจำของหน่วยงาน ****"
_SEPARATOR = "------------------&&&--------------------"


def project_page(project: Project, count: int) -> str:
    """A project's page with headings, after so many reports; the newest stands first."""
    updates = project.updates[:count]
    done = f"{updates[-1].progress:.{project.decimals}f}"
    lines = [
        *("ความคืบหน้าโครงการ/กิจกรรม", "Back Home\nFusionCharts will render here"),
        *(f"{project.name} : {project.code}", f"{project.agency} : ({project.year})"),
        *(done, f"ความคืบหน้าโครงการ ร้อยละ {done}", project.contact, "ดูโครงการแผนปีฯ : พิมพ์ข้อมูล"),
        f"*** สยป. ประเมินโครงการ : ไตรมาสที่ {1 + count % 4}" + " 100" * (count % 2),
        *("หลักการและเหตุผล", project.rationale, project.unit_codes),
        *("วัตถุประสงค์ของโครงการ", project.objectives, "เป้าหมายของโครงการ", project.targets),
        *("สนับสนุนยุทธศาสตร์กรุงเทพมหานครฯ", "\n".join(_strategy(project))),
        *("ผลการดำเนินงาน", *_reports(updates, True)),
        *("แผนการดำเนินงานฯ", *_steps(project)),
        *(f"(ทดสอบ) แสดงขั้นตอนการดำเนินงานโครงการ : {project.code}", "สนับสนุนตัวชี้วัดตามแผนฯ"),
        *(_block(indicator, project.decimals, True) for indicator in project.indicators),
        "** ผลการประเมินโครงการ (รายไตรมาส) **",
    ]
    return "\n\n".join(lines) + "\n"


def project_page_bare(project: Project, count: int) -> str:
    """The same page without its headings, one element a line."""
    updates = project.updates[:count]
    lines = [
        f"ความคืบหน้าโครงการ ร้อยละ {updates[-1].progress:.{project.decimals}f}",
        *(project.contact, "ดูโครงการแผนปีฯ : พิมพ์ข้อมูล", f"*** สยป. ประเมินโครงการ : ไตรมาสที่ {1 + count % 4}"),
        *(project.rationale, project.unit_codes, _flat(project.objectives), _flat(project.targets)),
        *(f"{line} |" for line in _strategy(project)),
        *_reports(updates, False),
        *(_block(indicator, project.decimals, False) for indicator in project.indicators),
        "** ผลการประเมินโครงการ (รายไตรมาส) **",
    ]
    return "\n".join(lines) + "\n"


def _flat(text: str) -> str:
    return text.replace("\n", " ")


def _strategy(project: Project) -> Iterable[str]:
    return project.strategy or (_ROUTINE, _ROUTINE, f"{_ROUTINE}%", _ROUTINE)


def _reports(updates: tuple[Update, ...], repeats: bool) -> Iterable[str]:
    """The reports, the newest first; the page with headings repeats each progress on a line."""
    for number, update in enumerate(reversed(updates), 1):
        day = f"{update.month:02d}-{update.day:02d}"
        yield f"({number}) ความคืบหน้าโครงการฯ ร้อยละ {update.progress:.2f} ({update.year - 543}-{day})"
        if repeats:
            yield f"{update.progress:.2f}"
        yield f"{update.day:02d}/{update.month:02d}/{update.year} : {update.narrative}"
        yield f"** ปัญหาของโครงการ :{update.problem}"
        yield f"** อุปสรรคของโครงการ :{update.obstacle}"
        yield _SEPARATOR


def _steps(project: Project) -> Iterable[str]:
    year = project.year - 543
    for number, name in enumerate(project.steps, 1):
        weight = 100 // len(project.steps)
        dates = f"เริ่มต้น :{year - 1}-10-01 00:00:00\nสิ้นสุด :{year}-09-30 00:00:00"
        yield f"ขั้นตอน {number}\n:{name}\n:{weight}%\n{dates}"


def _block(indicator: Indicator, decimals: int, headed: bool) -> str:
    """An indicator's block on a project's page, with its quarter table where the page has headings."""
    name = f"{indicator.name} : {indicator.code}" if headed else indicator.name
    level = f"ตัวชี้วัดระดับ{indicator.level}"
    lines = [
        f"ตัวชี้วัด : {name}",
        *_amounts(indicator, decimals),
        f"ประเภทตัวชี้วัด : {indicator.kind}" + ("\n({})" if headed else " {}").format(level),
        *((_quarter_table(indicator),) if headed else ()),
    ]
    return "\n".join(lines)


def _amounts(indicator: Indicator, decimals: int) -> tuple[str, str]:
    unit = f" {indicator.unit}".rstrip()
    target, result = f"{indicator.target:.{decimals}f}", f"{indicator.result:,.{decimals}f}"
    return f"ค่าเป้าหมาย{unit} : {target}", f"ผลงานที่ทำได้{unit} : {result}"


def _quarter_table(indicator: Indicator) -> str:
    head = f"ไตรมาสที่\n(1 - 4)\n*ผลงาน*\n({indicator.unit})\n*ผลประเมินตัวชี้วัด*\n(* 2.1 / 2.2 *)"
    rows = (
        f"{n}\n{result:.2f}\n{'' if first == 95 else first}\n{first} / {second}"
        for n, (result, first, second) in enumerate(indicator.quarters, 1)
    )
    return "\n".join([head, *rows])


def kpi_page(indicator: Indicator, project: Project) -> str:
    """An indicator's page with headings."""
    target, result = _amounts(indicator, 2 * project.decimals)
    narratives = (f"รายงานผลฯ ไตรมาสที่ {n}\n\n{told}" for n, told in enumerate(indicator.narratives, 1))
    lines = [
        *("รายละเอียดตัวชี้วัด", "Back Home", f"{indicator.name} : {indicator.code}", target, result),
        f"ประเภทตัวชี้วัด : {indicator.kind}\n(ตัวชี้วัดระดับ{indicator.level})",
        *("100", "รายละเอียดตัวชี้วัดฯ : พิมพ์ข้อมูล", "*** สยป. ตรวจประเมินตัวชี้วัด : ไตรมาสที่ 4: 100"),
        *("ผลงานเทียบกับเป้าหมายรายไตรมาส", _quarter_table(indicator), *narratives),
        *("สรุปผลการดำเนินงาน", project.targets, "นิยาม หรือความหมายของตัวชี้วัด", indicator.definition),
        *("วิธีการคำนวณ หรือเกณฑ์การประเมิน", project.objectives, "วิธีการเก็บข้อมูล / แหล่งข้อมูล", project.rationale),
        *("สนับสนุนยุทธศาสตร์กรุงเทพมหานครฯ", "\n".join(_strategy(project))),
        *("โครงการ/กิจกรรมที่สนับสนุนตัวชี้วัด", "ฐานข้อมูลประกอบตัวชี้วัดการพัฒนาเมือง"),
    ]
    return "\n\n".join(lines) + "\n"


def kpi_page_bare(indicator: Indicator, project: Project) -> str:
    """An indicator's page that lost its headings."""
    lines = [
        *_amounts(indicator, 2 * project.decimals),
        f"ประเภทตัวชี้วัด : {indicator.kind}\n(ตัวชี้วัดระดับ{indicator.level})",
        *("รายละเอียดตัวชี้วัดฯ : พิมพ์ข้อมูล", "*** สยป. ตรวจประเมินตัวชี้วัด : ไตรมาสที่ 4: 100"),
        *filter(None, indicator.narratives),
        *(indicator.definition, project.objectives),
    ]
    return "\n".join(lines) + "\n"


def print_form(project: Project, count: int) -> str:
    """The printed form, the oldest report first; its pages are headed by the title."""
    title = "**\\*\\* แบบแสดงรายงานความก้าวหน้าและข้อมูลเกี่ยวกับโครงการ \\*\\***"
    year = project.year - 543
    lines = [
        *(title, "**1. ชื่อโครงการและหน่วยงานที่รับผิดชอบโครงการ**", "**1.1 รหัสโครงการและชื่อโครงการ**"),
        *(f"ชื่อโครงการ/กิจกรรม : {project.name}", f"รหัสโครงการ... : {project.code}", f"ปีงบประมาณ พ.ศ. : {project.year}"),
        *(f"เริ่มต้นโครงการ : {year - 1}-10-01 00:00:00", f"งบประมาณที่ได้รับ : {project.budget:,}.00 บาท"),
        *(f"สิ้นสุดโครงการ : {year}-09-30 00:00:00", f"งบประมาณที่ใช้ไป : {project.budget // 2:,} บาท"),
        *("**1.2 หน่วยงานที่รับผิดชอบ**", f"หน่วยงานที่รับผิดชอบ. : {project.agency}"),
        *(f"ชื่อผู้รับผิดชอบ... : {project.contact}", f"ผู้ประสานงาน สยป : {project.coordinator}"),
        *("**1.3 หลักการและเหตุผล**", project.rationale, "**1.4 วัตถุประสงค์ของโครงการ**", project.objectives),
        *("**1.5 เป้าหมายของโครงการ..**", project.targets, "**1.6 สนับสนุนแผนพัฒนา กทม. ระยะ 20 ปี**"),
        *_labelled_strategy(project),
        *(f"ตัวชี้วัด... : {indicator.name}" for indicator in project.indicators),
        "**2. รายงานความก้าวหน้าของโครงการและการใช้จ่ายงบประมาณ**",
        "\n".join(_print_rows(project, count, title)),
        "ขอรับรองว่า ข้อมูลที่ปรากฏในเอกสารฉบับนี้ หน่วยงานได้จัดพิมพ์จากระบบงานจริง เพื่อเป็นหลักฐานไว้ตรวจสอบ",
        "ลงชื่อ.....(ผู้รับผิดชอบโครงการ)\nตำแหน่ง .....",
    ]
    return "\n\n\n\n" + "\n\n".join(lines) + "\n"


def _labelled_strategy(project: Project) -> Iterable[str]:
    labels = ("ประเด็นยุทธศาสตร์", "ประเด็นยุทธศาสตร์ย่อย", "เป้าหมายที่", "กลยุทธ์ที่")
    return (f"{label} : {line}" for label, line in zip(labels, project.strategy or (_ROUTINE,) * 4, strict=True))


def _print_rows(project: Project, count: int, title: str) -> Iterable[str]:
    for n, update in enumerate(project.updates[:count], 1):
        yield f"รายงานครั้งที่{n}\t:: {update.day:02d}/{update.month:02d}/{update.year} : {update.narrative}\t\t"
        if n % 5 == 0:
            yield f"\n{title}\n"
        drawn = f"งบประมาณที่เบิกใช้ (ครั้งที่ {n}) = {project.budget // 20 * n:,}.00 บาท"
        yield f"\t:: ความก้าวหน้าของงานฯ = {update.progress:.2f} % {drawn}\t: เป็นไปตามแผน\t: เป็นไปตามเป้าหมาย"
