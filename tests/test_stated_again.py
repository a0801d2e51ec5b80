"""Labels that stand again in a report: the first value counts, the other one is told and in no cell."""

from __future__ import annotations

from typing import Any

import pytest

from extract.document import Document
from parsers import parse
from parsers.reading import Reading
from tests.accounting import assert_sound

HEAD = """ความคืบหน้าโครงการ/กิจกรรม
โครงการปลูกต้นไม้ : 50010000-1234
สำนักงานเขตสมมติ : (2566)
ความคืบหน้าโครงการ ร้อยละ 80
ดูโครงการแผนปีฯ : พิมพ์ข้อมูล
*** สยป. ประเมินโครงการ : ไตรมาสที่ 2 80.0000
"""
NAMED = "สนับสนุนตัวชี้วัดตามแผนฯ\n\nตัวชี้วัด : ต้นไม้ที่ปลูก : 5001-848\n"
BLOCK = """ค่าเป้าหมาย ร้อยละ : 100
ผลงานที่ทำได้ ร้อยละ : 75
ประเภทตัวชี้วัด : ตัวชี้วัดเชิงยุทธศาสตร์
(ตัวชี้วัดระดับผลลัพธ์ (outcome))
"""
OTHER = """ค่าเป้าหมาย ร้อยละ : 5
ผลงานที่ทำได้ ร้อยละ :
ประเภทตัวชี้วัด : ตัวชี้วัดงานประจำ
"""
TABLE = "ไตรมาสที่\n(1 - 4)\n*ผลงาน*\n(ร้อยละ)\n*ผลประเมินตัวชี้วัด*\n(* 2.1 / 2.2 *)\n"
TABLE += "".join(f"{quarter}\n5\n100\n95 / 100\n" for quarter in (1, 2, 3, 4))
KPI = f"""รายละเอียดตัวชี้วัด
ต้นไม้ที่ปลูก : 5001-848
{BLOCK}*** สยป. ตรวจประเมินตัวชี้วัด : ไตรมาสที่ 3:
ผลงานเทียบกับเป้าหมายรายไตรมาส
"""
COLUMNS = ("name", "unit", "target", "result", "category", "level")
FIRST = ("ต้นไม้ที่ปลูก", "ร้อยละ", 100.0, 75.0, "strategic", "outcome")
SECOND = (None, "ร้อยละ", 5.0, None, "routine", None)


def read(said: str) -> Reading:
    reading = parse(Document(said))
    assert_sound(reading)
    return reading


def indicators(reading: Reading) -> list[tuple[Any, ...]]:
    return [tuple(map(row.get, COLUMNS)) for row in reading.of("indicators")]


def told(reading: Reading) -> list[tuple[str, str]]:
    text = reading.document.text
    return [(issue.code, text[issue.start : issue.end]) for issue in reading.issues]


def test_a_target_behind_another_ones_result_is_of_an_indicator_without_a_name() -> None:
    reading = read(HEAD + NAMED + BLOCK + OTHER + TABLE)
    assert indicators(reading) == [FIRST, SECOND]
    assert [row.get("indicator_row") for row in reading.of("project_indicators")] == [0, 1]
    assert [row.get("indicator_row") for row in reading.of("indicator_results")] == [1] * 4
    assert told(reading) == [("label-missing", "ค่าเป้าหมาย ร้อยละ : 5")]


def test_a_code_without_a_name_is_told() -> None:
    heading, name, _ = NAMED.replace(" : 5001-848", "").rsplit("\n", 2)
    code = "รายละเอียดเกี่ยวกับตัวชี้วัด : 5001-848"
    reading = read(f"{HEAD}{heading}\n{name}\n{code}\n{BLOCK}")
    assert indicators(reading) == [(FIRST[0], *(None,) * 5), (None, *FIRST[1:])]
    assert told(reading) == [("label-missing", code)]
    assert told(read(f"{HEAD}{heading}\n{code}\nตัวชี้วัด :\n{BLOCK}")) == []


def test_an_indicator_that_says_nothing_takes_no_value_of_the_next_one() -> None:
    blank = BLOCK.replace(": 100", ":").replace(": 75", ":")
    reading = read(HEAD + NAMED + blank + OTHER)
    assert indicators(reading) == [(*FIRST[:2], None, None, *FIRST[4:]), SECOND]
    assert told(reading) == [("label-missing", "ค่าเป้าหมาย ร้อยละ : 5")]


def test_labels_that_stand_in_another_order_are_of_one_indicator() -> None:
    first, second, kind, level = BLOCK.splitlines(keepends=True)
    for block in (second + first + kind + level, kind + level + first + second):
        reading = read(HEAD + NAMED + block)
        assert (indicators(reading), told(reading)) == ([FIRST], [])


def test_on_a_page_of_one_indicator_the_first_values_count() -> None:
    reading = read(KPI + "\n" + OTHER.replace(" :\n", " : 4\n") + "(ตัวชี้วัดระดับผลผลิต (output))\n")
    assert indicators(reading) == [FIRST]
    words = ["5", "4", "ตัวชี้วัดงานประจำ", "ตัวชี้วัดระดับผลผลิต (output)"]
    assert told(reading) == [("label-repeated", word) for word in words]
    assert reading.coverage < 1
    assert "from '100'" in reading.issues[0].message


def test_a_value_that_is_repeated_as_it_was_is_told_by_nothing() -> None:
    reading = read(KPI + BLOCK)
    assert (indicators(reading), told(reading), reading.coverage) == ([FIRST], [], 1.0)


@pytest.mark.parametrize(
    ("again", "score", "codes"),
    [
        # Quarter and score belong together.
        ("ไตรมาสที่ 2 80", None, ["label-repeated"]),
        ("ไตรมาสที่ 4:", None, ["label-repeated"]),
        ("ไตรมาสที่ 3: 80", 80.0, []),
        ("", None, []),
    ],
)
def test_an_evaluation_of_another_quarter_is_not_read(again: str, score: float | None, codes: list[str]) -> None:
    line = f"*** สยป. ตรวจประเมินตัวชี้วัด : {again}".strip()
    (indicator,) = (reading := read(f"{KPI}{line}\n")).of("indicators")
    assert (indicator.get("evaluation_quarter"), indicator.get("evaluation_score")) == (3, score)
    assert told(reading) == [(code, line) for code in codes]


@pytest.mark.parametrize(
    ("line", "code", "text"),
    [
        ("*** สยป. ประเมินโครงการ : ไตรมาสที่ 3", "label-repeated", "*** สยป. ประเมินโครงการ : ไตรมาสที่ 3"),
        ("ความคืบหน้าโครงการ ร้อยละ 90", "label-repeated", "90"),
    ],
)
def test_the_head_of_a_project_keeps_what_it_says_first(line: str, code: str, text: str) -> None:
    reading = read(HEAD.replace("\nดู", f"\n{line}\nดู") if "ร้อยละ" in line else f"{HEAD}{line}\n")
    (project,) = reading.of("projects")
    cells = tuple(map(project.get, ("progress_percent", "evaluation_quarter", "evaluation_score")))
    assert (cells, told(reading)) == ((80.0, 2, 80.0), [(code, text)])


def test_a_division_of_the_contact_line_is_said_in_place_of_the_path() -> None:
    path = "สำนักการสมมติ / กองสมมติ / กลุ่มงานสมมติ"
    said = HEAD.replace("สำนักงานเขตสมมติ", path).replace("\nดู", "\nนายสมชาย สมมติ ฝ่ายปลูก โทร. 1234\nดู")
    (project,) = (reading := read(said)).of("projects")
    assert (project.get("unit"), told(reading)) == ("ฝ่ายปลูก", [])


@pytest.mark.parametrize("between", [", ", " / ", ",", " ("])
def test_a_mark_between_category_and_level_is_of_neither(between: str) -> None:
    said = BLOCK.replace("\n(ตัวชี้วัดระดับ", f"{between}ตัวชี้วัดระดับ")
    reading = read(HEAD + NAMED + (said.replace("))", ")") if "(" not in between else said))
    assert (indicators(reading), told(reading)) == ([FIRST], [])
