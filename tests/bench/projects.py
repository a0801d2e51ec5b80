"""Made-up projects: everything that the pages of one project say, drawn from one stream of chance.

Its pages are taken at several times of its year, so that the same words come again as they do in real
exports, and the merge has something to merge. Names of people are put together from words.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.bench.words import Prose

_FIRST = ("มานี", "ปิติ", "ชูใจ", "วีระ", "สมมติ", "ตัวอย่าง", "ทดลอง", "ดวงแก้ว", "เพชรา", "สมคิด", "วิชาญ", "อรุณ")
_LAST = ("มีนามแฝง", "มิใช่จริง", "ตัวอย่างดี", "สมมติสกุล", "นามปลอม", "ทดลองงาน", "แต่งขึ้น", "ไม่มีตัวตน")
_HONORIFIC = ("นาย", "นาง", "นางสาว", "นางสาว", "น.ส.", "ว่าที่ ร.ต.", "")
_POSITION = (" นักพัฒนาสังคมชำนาญการ", " (เจ้าพนักงานธุรการ)", " หัวหน้าฝ่ายปกครอง", "", "", "")
_UNIT = ("ฝ่ายโยธา", "ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม", "กลุ่มงานแผนงาน", "ฝ่ายรักษาความสะอาดและสวนสาธารณะ", "ส่วนห้องสมุด")
_PHONE = ("โทร. {:04d}", "โทร.{:04d}", "โทร {:04d}", "(โทร. {:04d}-3 )", "ต่อ {:04d}", "#{:04d}", "0 2000 {:04d}", "")
_AGENCY = ("สำนักการระบายน้ำ", "สำนักสิ่งแวดล้อม", "สำนักพัฒนาสังคม", "สำนักการแพทย์", "สำนักงานเขตสมมติ", "สำนักการโยธา")
_OFFICE = ("กองพัฒนาระบบหลัก", "สำนักงานสวนสาธารณะ", "กองวิชาการ", "สำนักงานส่งเสริมอาชีพ", "โรงพยาบาลตัวอย่าง")
_MEASURE = ("ร้อยละ", "ร้อยละ", "แห่ง", "คน", "ครั้ง", ">ร้อยละ", "จำนวน 12 นาที/เรื่อง", "ลดลงร้อยละ", "")
_LEVEL = ("ผลผลิต (output)", "ผลลัพธ์ (outcome)", "ผลกระทบ (impact)")
_KIND = ("ตัวชี้วัดเชิงยุทธศาสตร์", "ตัวชี้วัดงานประจำ", "")
_PILLAR = ("ด้าน", "ยุทธศาสตร์", "มิติ")
_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@dataclass(frozen=True)
class Update:
    """One progress report of a project."""

    year: int
    month: int
    day: int
    progress: float
    narrative: str
    problem: str
    obstacle: str


@dataclass(frozen=True)
class Indicator:
    """An indicator: what its blocks, its pages and a project's page print of it."""

    code: str
    name: str
    unit: str
    target: float
    result: float
    kind: str
    level: str
    narratives: tuple[str, ...]
    definition: str
    quarters: tuple[tuple[float, int, int], ...]


@dataclass(frozen=True)
class Project:
    """A project with the reports of a whole year, the oldest first."""

    code: str
    name: str
    agency: str
    year: int
    contact: str
    coordinator: str
    unit_codes: str
    rationale: str
    objectives: str
    targets: str
    strategy: tuple[str, ...]
    updates: tuple[Update, ...]
    steps: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    decimals: int
    budget: int


def project(seed: int, number: int) -> Project:
    """The project of a number: the same for the same seed, whatever else is made."""
    random = Random(f"{seed}/{number}")
    prose = Prose(random)
    year = random.randint(2562, 2567)
    agency = " / ".join([random.choice(_AGENCY), *random.sample(_OFFICE, random.choice((0, 0, 1, 2)))])
    unit_code = f"50{random.randint(10, 99)}{random.randint(0, 99):02d}00"
    return Project(
        code=f"{random.randint(1, 99):02d}{number // 9000:06d}-{1000 + number % 9000:04d}",
        name="โครงการ" + prose.words(random.randint(4, 14)),
        agency=agency,
        year=year,
        contact=_unit(random) if random.random() < 0.2 else _person(random),
        coordinator=random.choice(("", _person(random))),
        unit_codes=f"{unit_code}/{unit_code}",
        rationale=prose.paragraph(50, 250),
        objectives=prose.paragraph(12, 80),
        targets=prose.paragraph(5, 60),
        strategy=_strategy(random, prose),
        updates=_updates(random, prose, year),
        steps=tuple(prose.words(random.randint(3, 12)) for _ in range(random.randint(1, 5))),
        indicators=tuple(indicator(random, prose) for _ in range(random.choice((1, 1, 1, 2, 3)))),
        decimals=random.choice((0, 2)),
        budget=random.randint(1, 9999999),
    )


def _unit(random: Random) -> str:
    return f"{random.choice(_UNIT)} {_phone(random)}".strip()


def _person(random: Random) -> str:
    name = f"{random.choice(_HONORIFIC)}{random.choice(_FIRST)} {random.choice(_LAST)}"
    return f"{name}{random.choice(_POSITION)} {_phone(random)}".strip()


def _phone(random: Random) -> str:
    return random.choice(_PHONE).format(random.randint(1000, 9899))


def _strategy(random: Random, prose: Prose) -> tuple[str, ...]:
    """Four strategy lines from pillar to tactic; none for routine work."""
    if random.random() < 0.35:
        return ()
    code = str(random.randint(1, 8))
    lines = [f"{random.choice(_PILLAR)}ที่ {code.translate(_THAI)} – {prose.words(4)} : City Strategy"]
    for mark in (" - ", " ", " "):
        code += f".{random.randint(1, 5)}"
        lines.append(code.translate(_THAI) + mark + prose.words(random.randint(4, 12)))
    return tuple(lines)


def _updates(random: Random, prose: Prose, year: int) -> tuple[Update, ...]:
    """The reports of a fiscal year, a month each."""
    count = random.randint(4, 12)
    progress = [float(random.randint(0, 100)) for _ in range(count)]
    # What authors state is not always in order: one project in ten has progress that falls.
    progress.sort(key=(lambda done: done % 7) if random.random() < 0.1 else None)
    return tuple(
        Update(
            year - (n < 3) - (random.random() < 0.005),
            (n + 9) % 12 + 1,
            random.randint(1, 28),
            done,
            prose.paragraph(15, 132),
            prose.words(20) if random.random() < 0.15 else "ไม่มี",
            prose.words(12) if random.random() < 0.1 else "ไม่มี",
        )
        for n, done in enumerate(progress)
    )


def indicator(random: Random, prose: Prose) -> Indicator:
    """An indicator with the narratives and figures of four quarters."""
    target = random.randint(1, 100)
    return Indicator(
        code=f"{random.randint(1000, 9999)}-{random.randint(100, 9999)}",
        name=random.choice(("", "", "08. ", "(26) ", "(New) ", "มิติที่ 3 (3.2) ")) + prose.words(random.randint(5, 18)),
        unit=random.choice(_MEASURE),
        target=target,
        result=target + random.randint(-1, 40) / 4,
        kind=random.choice(_KIND),
        level=random.choice(_LEVEL),
        narratives=tuple(prose.paragraph(10, 220) if random.random() < 0.85 else "" for _ in range(4)),
        definition=prose.paragraph(20, 120),
        quarters=tuple((n * target / 4, random.choice((0, 95, 100)), random.choice((0, 100))) for n in range(1, 5)),
    )
