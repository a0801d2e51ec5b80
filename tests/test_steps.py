"""Steps of a plan: weights that are missing or stand without their sign, and tables of several lines a row."""

from __future__ import annotations

import pytest

from extract.container import open_document
from extract.document import Document
from parsers import parse
from tests.accounting import assert_sound

_PAGE = """ความคืบหน้าโครงการ/กิจกรรม
โครงการปลูกต้นไม้ : 50010000-1234
สำนักงานเขตสมมติ : (2566)
ความคืบหน้าโครงการ ร้อยละ 80
แผนการดำเนินงานฯ
ขั้นตอน 1
"""
_DAYS = "เริ่มต้น :2022-10-01 00:00:00\nสิ้นสุด :2022-12-31 00:00:00"


@pytest.mark.parametrize(
    ("lines", "name", "weight", "codes"),
    [
        (":วางแผน\n:100%", "วางแผน", 100.0, []),
        (":วางแผน\n:100", "วางแผน", 100.0, []),
        (":วางแผน\n: ๑๐๐.๐๐", "วางแผน", 100.0, []),
        (":วางแผน\nและสำรวจ\n:40", "วางแผน\nและสำรวจ", 40.0, ["weights-not-100"]),
        (":วางแผน\n:", "วางแผน", None, []),
        (":วางแผน\n:-", "วางแผน", None, []),
        (":-\n:", None, None, []),
        (":\n:100", None, 100.0, []),
        (":วางแผน\n:4,0", "วางแผน", None, ["not-a-number"]),
        # A line below a name is no weight where it says more, and a line alone is the name.
        (":วางแผน\n:40 แห่ง", "วางแผน\n:40 แห่ง", None, []),
        (":40", "40", None, []),
        # What has the sign is the weight.
        (":วางแผน\n:100%\n:40", "วางแผน", 100.0, ["unclaimed-text"]),
    ],
)
def test_weight_of_a_step(lines: str, name: str | None, weight: float | None, codes: list[str]) -> None:
    reading = parse(Document(f"{_PAGE}{lines}\n{_DAYS}\n"))
    assert_sound(reading)
    (step,) = reading.of("steps")
    assert (step.get("name"), step.get("weight_percent")) == (name, weight)
    assert (str(step.get("start_date")), str(step.get("end_date"))) == ("2022-10-01", "2022-12-31")
    assert [issue.code for issue in reading.issues if issue.code != "label-missing"] == codes


_TABLE = """ขั้นตอน 1\t:วางแผน
:40%\tเริ่มต้น :2022-10-01 00:00:00
สิ้นสุด :2022-12-31 00:00:00
ขั้นตอน 2\t:ปลูก\tรดน้ำ
และดูแล
:50\tเริ่มต้น :2023-01-01 00:00:00
สิ้นสุด :
ขั้นตอน ๓\t:สรุป\t:10\tเริ่มต้น :2023-04-01 00:00:00\tสิ้นสุด :2023-09-30 00:00:00
"""
_STEPS = [
    ("1", "วางแผน", "40.0", "2022-10-01", "2022-12-31"),
    ("2", "ปลูก รดน้ำ\nและดูแล", "50.0", "2023-01-01", "None"),
    ("3", "สรุป", "10.0", "2023-04-01", "2023-09-30"),
]
_LONE = [("1", "วางแผน : ก", "40.0", "2022-10-01", "2022-12-31"), ("2", "ปลูก", "60.0", "2023-01-01", "2023-09-30")]


def told(document: bytes) -> tuple[list[tuple[str, ...]], list[str]]:
    """The steps of a plan, and the codes of its issues."""
    reading = parse(open_document(document))
    assert_sound(reading)
    columns = ("step", "name", "weight_percent", "start_date", "end_date")
    steps = [tuple(str(row.get(column)) for column in columns) for row in reading.of("steps")]
    return steps, [issue.code for issue in reading.issues if issue.code != "label-missing"]


def test_cells_of_a_table_are_the_lines_of_a_step() -> None:
    above = _PAGE.replace("ขั้นตอน 1\n", "")
    assert told(f"{above}{_TABLE}".encode()) == (_STEPS, [])
    cells = _TABLE.replace("\nขั้น", "</td></tr><tr><td>ขั้น").replace("\t", "</td><td>").replace("\n", "<br>")
    paragraphs = "".join(f"<p>{line}</p>" for line in above.splitlines())
    html = f'<html><meta charset="utf-8">{paragraphs}<table><tr><td>{cells}</td></tr></table></html>'
    assert told(html.encode()) == (_STEPS, [])


def test_steps_may_stand_on_one_line_each() -> None:
    steps = ["ขั้นตอนที่ {} : {} : {}% เริ่มต้น : {} สิ้นสุด : {}\n".format(*step) for step in _LONE]
    assert told("".join([_PAGE.replace("ขั้นตอน 1\n", ""), *steps]).encode()) == (_LONE, [])


def test_a_step_named_in_a_name_is_no_row() -> None:
    name = "ทำตามแผน\nขั้นตอน 2 : สำรวจ\nและสรุป\t: รายงาน"
    steps, codes = told(f"{_PAGE}:{name}\n:100%\n{_DAYS}\n".encode())
    assert (steps, codes) == ([("1", name.replace("\t", " "), "100.0", "2022-10-01", "2022-12-31")], [])


def test_a_row_of_another_form_is_reported() -> None:
    above = _PAGE.replace("ขั้นตอน 1\n", "")
    steps, codes = told(f"{above}ขั้นตอน\t1\t40%\tวางแผน\n".encode())
    assert (steps, codes) == ([], ["unclaimed-text"])


@pytest.mark.parametrize(
    ("lines", "name", "weight", "issues"),
    [
        (":วางแผน\n:ร้อยละ 100", "วางแผน", 100.0, []),
        (":วางแผน\nร้อยละ ๑๐๐.๐๐", "วางแผน", 100.0, []),
        (":วางแผน\n100 %", "วางแผน", 100.0, []),
        (":วางแผน :100%", "วางแผน", 100.0, []),
        (":วางแผน\nและสำรวจ : 100%", "วางแผน\nและสำรวจ", 100.0, []),
        # A year is no weight; a percentage that may be one is told.
        (":วางแผน\n:2565", "วางแผน", None, [("label-missing", ":2565")]),
        (":วางแผน\nครบ 100% ของแผน", "วางแผน\nครบ 100% ของแผน", None, [("label-missing", "ครบ 100% ของแผน")]),
        (":วางแผนร้อยละ 80", "วางแผนร้อยละ 80", None, [("label-missing", ":วางแผนร้อยละ 80")]),
        (":วางแผนร้อยละ 80\n:100%", "วางแผนร้อยละ 80", 100.0, []),
        (":วางแผนร้อยละ 80\n:", "วางแผนร้อยละ 80", None, []),
        # Of two weights the last one counts, which stands in its place.
        (":วางแผน\n:30%\n:100%", "วางแผน", 100.0, [("label-repeated", ":30%")]),
    ],
)
def test_a_weight_in_another_form(lines: str, name: str, weight: float | None, issues: list[tuple[str, str]]) -> None:
    reading = parse(Document(f"{_PAGE}{lines}\n{_DAYS}\n"))
    assert_sound(reading)
    (step,) = reading.of("steps")
    assert (step.get("name"), step.get("weight_percent")) == (name, weight)
    told = [(issue.code, reading.document.text[issue.start : issue.end]) for issue in reading.issues]
    assert told == issues


@pytest.mark.parametrize(
    "lines",
    [
        "ขั้นตอน 1\n:วางแผน\n:100%\nเริ่มต้น\n:2022-10-01 00:00:00\nสิ้นสุด\n:2022-12-31 00:00:00\n",
        "ขั้นตอน 1\t:วางแผน\t:100%\tเริ่มต้น\n:2022-10-01 00:00:00\tสิ้นสุด :2022-12-31 00:00:00\n",
        "ขั้นตอน 1 :วางแผน :100% เริ่มต้น :2022-10-01 00:00:00 สิ้นสุด\n:2022-12-31 00:00:00\n",
    ],
)
def test_line_ends_may_tear_days_from_their_colons(lines: str) -> None:
    reading = parse(Document(_PAGE.replace("ขั้นตอน 1\n", lines)))
    assert_sound(reading)
    (step,) = reading.of("steps")
    days = [str(step.get(column)) for column in ("start_date", "end_date")]
    assert [step.get("name"), step.get("weight_percent"), *days] == ["วางแผน", 100, "2022-10-01", "2022-12-31"]
    assert reading.issues == []
