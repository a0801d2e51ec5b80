"""Lines of a scan cut into cells and rows, and put on a plain page."""

from __future__ import annotations

from extract.scan.lines import parts_of
from extract.scan.strips import strips_of
from extract.scan.words import ReadLine, text_of
from tests.scan_lines import cells, line

# A row of a report in a table: its head, a narrative of two lines, figures and two statuses of two lines.
TABLE = [
    cells(100, x50="รายงานครั้งที่1", x500=":: 18/09/2566 : ดำเนินการสำรวจพื้นที่"),
    cells(150, x500="แล้วเสร็จ"),
    cells(200, x500=":: ความก้าวหน้าของงานฯ = 5.00 %", x1300=": เป็นไปตาม", x1700=": เป็นไปตาม"),
    cells(250, x500="งบประมาณที่เบิกใช้ (ครั้งที่ 1) = 0 บาท", x1300="แผน", x1700="เป้าหมาย"),
    cells(300, x50="รายงานครั้งที่2", x500=":: 18/10/2566 : ตรวจรับงาน"),
]


def texts(lines: list[ReadLine]) -> list[list[str]]:
    """The cells of every row, their lines joined by a bar."""
    rows: list[list[str]] = []
    for part in parts_of(lines):
        while len(rows) <= part.row:
            rows.append([])
        said = text_of(part.characters)
        if part.above:
            rows[part.row][-1] += f"|{said}"
        else:
            rows[part.row].append(said)
    return [row for row in rows if row]


def test_a_table_is_read_cell_by_cell() -> None:
    assert texts(TABLE) == [
        ["รายงานครั้งที่1", ":: 18/09/2566 : ดำเนินการสำรวจพื้นที่|แล้วเสร็จ"],
        [
            ":: ความก้าวหน้าของงานฯ = 5.00 %|งบประมาณที่เบิกใช้ (ครั้งที่ 1) = 0 บาท",
            ": เป็นไปตาม|แผน",
            ": เป็นไปตาม|เป้าหมาย",
        ],
        ["รายงานครั้งที่2", ":: 18/10/2566 : ตรวจรับงาน"],
    ]


def test_reports_that_stand_in_no_table_are_not_cut() -> None:
    lines = [line("รายงานครั้งที่1 :: 18/09/2566 : สำรวจ"), line(":: ความก้าวหน้าของงานฯ = 5 % : เป็นไปตามแผน", base=150)]
    assert texts(lines) == [[text_of(read)] for read in lines]


def test_a_label_and_its_value_go_on_in_their_own_columns() -> None:
    lines = [
        cells(100, x50="รหัสโครงการ... :", x500="27000000-8841"),
        cells(150, x50="ปีงบประมาณ พ.ศ.:", x500="2566"),
        cells(200, x50="ประเด็นยุทธศาสตร์", x500="๒.๓ - พื้นที่สีเขียว"),
        cells(250, x50="ย่อย :"),
    ]
    assert texts(lines) == [
        ["รหัสโครงการ... :", "27000000-8841"],
        ["ปีงบประมาณ พ.ศ.:", "2566"],
        ["ประเด็นยุทธศาสตร์|ย่อย :", "๒.๓ - พื้นที่สีเขียว"],
    ]


def test_rests_of_ruled_lines_and_dust_are_no_text() -> None:
    lines = [cells(100, x20="|", x50="รายงานครั้งที่1", x500=":: 18/09/2566 : สำรวจ |", x1800="’")]
    assert texts(lines) == [["รายงานครั้งที่1", ":: 18/09/2566 : สำรวจ"]]


def test_what_stands_before_a_head_is_no_part_of_its_row() -> None:
    lines = [cells(100, x10="ป", x200="รายงานครั้งที่3", x800=":: 18/11/2566 : สำรวจ")]
    assert texts(lines) == [["ป"], ["รายงานครั้งที่3", ":: 18/11/2566 : สำรวจ"]]


def test_strips_keep_where_they_were_seen_and_are_put_at_one_pitch() -> None:
    parts = parts_of(TABLE)
    pairs = strips_of(parts)
    seen = {strip.text: strip for _, strip in pairs}
    assert seen["แล้วเสร็จ"].lefts[0] == 500 * 72 / 300
    put = [put for put, _ in pairs]
    below = [b.top - a.top for a, b, part in zip(put, put[1:], parts[1:], strict=False) if part.above]
    assert len({round(pitch, 6) for pitch in below}) == 1
    assert all(strip.lefts[-1] <= strip.rights[-1] for strip in put)


def test_no_lines_are_no_fault() -> None:
    assert strips_of(parts_of([])) == []
