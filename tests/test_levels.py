"""The level of an indicator, whose bracket may be its own or that of the line."""

from __future__ import annotations

import pytest

import parsers
from extract.document import Document
from store.rows import rows

PAGE = "รายละเอียดตัวชี้วัด\n\nตัวอย่าง : 1234-567\n\nค่าเป้าหมาย : 1\nประเภทตัวชี้วัด : ตัวชี้วัดงานประจำ\n{}"


@pytest.mark.parametrize(
    ("line", "raw"),
    [
        ("ตัวชี้วัดระดับผลลัพธ์ (outcome)", "ตัวชี้วัดระดับผลลัพธ์ (outcome)"),
        ("(ตัวชี้วัดระดับผลลัพธ์ (outcome))", "ตัวชี้วัดระดับผลลัพธ์ (outcome)"),
        ("ตัวชี้วัดระดับผลลัพธ์ (outcome )", "ตัวชี้วัดระดับผลลัพธ์ (outcome )"),
        ("ตัวชี้วัดระดับผลลัพธ์ (outcome)(", "ตัวชี้วัดระดับผลลัพธ์ (outcome)("),
        ("ตัวชี้วัดระดับผลลัพธ์ (outcome", "ตัวชี้วัดระดับผลลัพธ์ (outcome"),
    ],
)
@pytest.mark.parametrize("below", ["", "\nสรุปผลการดำเนินงาน\nแล้ว"])
def test_level_reaches_to_its_closing_bracket_and_no_farther(line: str, raw: str, below: str) -> None:
    document = Document(PAGE.format(line) + below)
    reading = parsers.parse(document)
    assert reading.rows["indicators"][0].get("level") == "outcome"
    fields = [field for field in rows(reading)["fields"] if field[2] == "level"]
    assert [(field[4], document.text[field[5] : field[6]]) for field in fields] == [(raw, raw)]
    assert all(field[6] <= len(document.text) for field in fields)
