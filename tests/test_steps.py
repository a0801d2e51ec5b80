"""Steps of a plan whose weight is missing, or stands without its sign."""

from __future__ import annotations

import pytest

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
