"""Labels of a scanned form: put right where few letters differ, told, and never a value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.distance import distance
from extract.scan.labels import corrected, opens, with_colons
from extract.scan.words import text_of
from tests.scan_lines import doubted, line

CORRECTED = [
    ("เริมต้นโครงการ : 2022-10-01 00:00:00", "เริ่มต้นโครงการ : 2022-10-01 00:00:00"),
    ("รหัสโครงการ..1 3: 19436431-2862", "รหัสโครงการ...: 19436431-2862"),
    (":: ความถ้าวหน้าของงานฯ = 87.00 %", ":: ความก้าวหน้าของงานฯ = 87.00 %"),
    ("ะ ความถ้า.๓น้าของงานฯ = 87.00 %", ":: ความก้าวหน้าของงานฯ = 87.00 %"),
    ("ประมาณทที่เบิกใช้ (ครั้งที่ 5) = 0 บาท", "ประมาณที่เบิกใช้ (ครั้งที่ 5) = 0 บาท"),
    ("(ครั้งที่ 44  = 617,540 บาท", "(ครั้งที่ 44)  = 617,540 บาท"),
    ("รายงานครังที3 :: 27/01/2566 : ประกาศ", "รายงานครั้งที่3 :: 27/01/2566 : ประกาศ"),
    ("(ครงท 2) = 0 บาท", "(ครั้งที่ 2) = 0 บาท"),
    ("เ: เป็นไปตามแผน", ": เป็นไปตามแผน"),
    ("1.4 วัตถุประสงค์ของโครงกาว", "1.4 วัตถุประสงค์ของโครงการ"),
]
VALUES = [
    "นายธนกฤต เรืองชัยกุล โทร. 2018",
    "ดำเนินการสำรวจพื้นที่แล้วเสร็จ = 50 แห่ง",
    ": เป็นไปตามแป้าหมาย",
    "สำนักการระบายน้ำ : กลุ่มงานก่อสร้าง 2",
    "",
]


@pytest.mark.parametrize(("read", "wanted"), CORRECTED)
def test_a_misread_label_is_put_right_and_told(read: str, wanted: str) -> None:
    [(made, corrections)] = corrected([line(read)])
    assert text_of(made) == wanted
    assert corrections
    for correction in corrections:
        assert correction.read in read
        assert text_of(made[correction.start : correction.end]) in wanted


@pytest.mark.parametrize("read", [*VALUES, *dict.fromkeys(wanted for _, wanted in CORRECTED)])
def test_what_is_right_or_no_label_stays(read: str) -> None:
    [(made, corrections)] = corrected([line(read)])
    assert (text_of(made), corrections) == (read, [])


def test_a_label_that_is_wrapped_is_put_right_on_both_lines() -> None:
    read = ["ขอรับรองว่า ข้อมูลที่ปรากฏในเอกสารฉบับนี้ หน่วยงานได้จัดพิมพ์จากระบบงานจริง เพือเป็นหลักฐานไว้", "ตรวจสอน"]
    made = [text_of(characters) for characters, _ in corrected([line(text) for text in read])]
    assert made[0].endswith("เพื่อเป็นหลักฐานไว้")
    assert made[1] in ("ตรวจสอบ", "ตรวจสอน")


def test_the_end_of_a_wrapped_head_is_put_right() -> None:
    made = [text_of(characters) for characters, _ in corrected([line("รายงานครั้ง"), line("ที1"), line("ที2")])]
    assert made == ["รายงานครั้ง", "ที่1", "ที2"]


def test_characters_that_were_put_right_keep_their_places_in_order() -> None:
    [(made, _)] = corrected([line("รหัสโครงการ..1 3: 19436431-2862")])
    assert [character.left for character in made] == sorted(character.left for character in made)


@pytest.mark.parametrize("head", ["รายงานครั้งที่5 ", "รายงานครั้ง ", ""])
@pytest.mark.parametrize("sign", ["ะ ", ": ", ":; ", ":"])
def test_two_colons_before_a_date_are_put_right_and_doubted(head: str, sign: str) -> None:
    made = with_colons(line(f"{head}{sign}25/02/2562 : ประสาน"))
    assert text_of(made).replace(" ", "") == f"{head}::25/02/2562:ประสาน".replace(" ", "")
    assert doubted(made) == "::"


@pytest.mark.parametrize("text", ["รายงานครั้งที่5 :: 25/02/2562 : ก", "ลงวันที่ 25/02/2562 : ก", "25/02/2562 : ก", ""])
def test_two_colons_are_put_nowhere_else(text: str) -> None:
    assert text_of(with_colons(line(text))) == text


def test_two_colons_behind_a_head_may_be_lost() -> None:
    assert text_of(with_colons(line("รายงานครั้ง 30/11/2565 : สำรวจ"))) == "รายงานครั้ง :: 30/11/2565 : สำรวจ"


def test_furniture_opens_a_line_and_values_do_not() -> None:
    assert opens(line("1.4 วัตถุประสงค์ของโครงการ"))
    assert opens(line("ปีงบประมาณ พ.ศ. : 2566"))
    assert not any(opens(line(value)) for value in VALUES)


@given(st.text("กขค", max_size=8), st.text("กขค", max_size=8))
def test_distance_counts_letters(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one) <= max(len(one), len(other))
    assert (distance(one, other) == 0) == (one == other)
