"""Figures and statuses of a printed form: slips in labels, statuses cut or misplaced, words behind amounts."""

from __future__ import annotations

import pytest

from extract import html
from parsers import print_form
from tests.accounting import assert_sound
from tests.test_torn_reports import FIRST, FORM, PAGE, SECOND, codes, read, reports

_PLAN, _TARGET = ": ล่าช้ากว่าแผน", ": เป็นไปตามเป้าหมาย\n"
_LAST = f"{_PLAN}\t{_TARGET}"


@pytest.mark.parametrize("cut", ["\n", "\n\t", PAGE])
@pytest.mark.parametrize(
    "words", [": ล่", ": ล่าช้า", ": ล่าช้ากว่า", ": ล่าช้ากว่าแผ", f"{_PLAN}\t: เป็น", f"{_PLAN}\t: เป็นไปตามเป้า"]
)
def test_a_status_may_be_cut_in_a_word(words: str, cut: str) -> None:
    at = FORM.index(_LAST) + len(words)
    reading = read(FORM[:at] + cut + FORM[at:])
    assert reports(reading) == [FIRST, SECOND]
    torn = ["row-torn"] * (cut == PAGE) + ["value-torn"]
    assert codes(reading) == torn


def test_not_stays_with_its_status() -> None:
    reading = read(FORM.replace(_LAST, ": ไม่\nล่าช้ากว่าแผน\t: ไม่เป็น\nไปตามเป้าหมาย\n"))
    assert reports(reading) == [FIRST, (*SECOND[:5], "ไม่ล่าช้ากว่าแผน", "ไม่เป็นไปตามเป้าหมาย")]
    assert codes(reading) == ["value-torn", "value-torn"]


@pytest.mark.parametrize(
    ("by", "statuses", "left"),
    [
        (f"{_PLAN}\t: เป็นไปตาม\n", ("ล่าช้ากว่าแผน", None), 1),
        (": ล่าช้ากว่า\t: เป็นไปตามเป้าหมาย\nแผน\n", (None, "เป็นไปตามเป้าหมาย"), 2),
        # Which end is whose cannot be told.
        (": ไม่เป็นไปตาม\t: เป็นไปตาม\nแผน\tเป้าหมาย\n", (None, None), 2),
    ],
)
def test_half_a_status_is_none(by: str, statuses: tuple[str | None, ...], left: int) -> None:
    reading = read(FORM.replace(_LAST, by))
    assert reports(reading) == [FIRST, (*SECOND[:5], *statuses)]
    assert codes(reading) == ["unclaimed-text"] * left


@pytest.mark.parametrize("between", [" / ", "/", " ", ", "])
def test_one_cell_may_hold_both_statuses(between: str) -> None:
    plan, target = SECOND[5:]
    for said in (f"{plan}{between}{target}", f"{target}{between}{plan}"):
        reading = read(FORM.replace(_LAST, f": {said}\n"))
        assert (reports(reading), codes(reading)) == ([FIRST, SECOND], [])


def test_a_status_that_stands_twice_in_one_cell_fills_no_other_column() -> None:
    reading = read(FORM.replace(_LAST, ": ล่าช้ากว่าแผน / เป็นไปตามแผน\n"))
    assert reports(reading) == [FIRST, (*SECOND[:6], None)]
    assert codes(reading) == ["unclaimed-text"] * 2


def test_a_third_status_that_is_cut_is_left_unread() -> None:
    reading = read(FORM.replace(_LAST, f"{_LAST}: เป็นไปตาม\nแผน\n"))
    assert reports(reading) == [FIRST, SECOND]
    assert codes(reading) == ["unclaimed-text"] * 2


@pytest.mark.parametrize("said", ["ล่าช้า", "บรรลุ", "ปกติ"])
def test_other_words_are_statuses(said: str) -> None:
    reading = read(FORM.replace(_LAST, f": {said}\t: {said}\n"))
    assert reports(reading) == [FIRST, (*SECOND[:5], said, said)]
    assert codes(reading) == []


@pytest.mark.parametrize("between", ["\t", " ", ""])
@pytest.mark.parametrize(
    ("said", "statuses"),
    [
        (("-", "-"), (None, None)),
        (("–", "เป็นไปตามเป้าหมาย"), (None, "เป็นไปตามเป้าหมาย")),
        (("เป็นไปตามแผน", "-"), ("เป็นไปตามแผน", None)),
    ],
)
def test_a_dash_is_no_status(said: tuple[str, str], statuses: tuple[str | None, ...], between: str) -> None:
    reading = read(FORM.replace(_LAST, f": {said[0]}{between}: {said[1]}\n"))
    assert reports(reading) == [FIRST, (*SECOND[:5], *statuses)]
    assert codes(reading) == []


@pytest.mark.parametrize("said", ["28/02/2566", "ปลูกต้นไม้", "เป็นไปตามแผน 2", "ปลูกต้นไม้ตามแนวคลองจนครบทุกชุมชนแล้ว"])
def test_a_date_or_another_text_is_no_status(said: str) -> None:
    reading = read(FORM.replace(_LAST, f": ล่าช้ากว่าแผน\t: {said}\n"))
    assert reports(reading) == [FIRST, (*SECOND[:6], None)]
    assert codes(reading) == ["unclaimed-text"]


_THIRD = "รายงานครั้งที่3 ตอกเสาแล้ว\n:: ความก้าวหน้าของงานฯ = 100.00 % งบประมาณที่เบิกใช้ (ครั้งที่ 3) = 0 บาท\t:: 31/03/2566 : ก\n"


def test_figures_that_name_another_report_are_left_unread() -> None:
    reading = read(FORM.replace(FORM.splitlines()[-1] + "\n", _THIRD))
    assert reports(reading) == [FIRST, (*SECOND[:3], None, None, None, None)]
    assert codes(reading) == ["unclaimed-text", "value-repeated-differently"]
    assert [row.get("progress_percent") for row in reading.of("projects")] == [None]


@pytest.mark.parametrize(
    ("text", "amount", "narrative"), [("ริมคลอง", "250.50 บาท", "ปลูกแล้ว\nริมคลอง"), ("บาท", "250.50 ", "ปลูกแล้ว")]
)
def test_its_own_may_stand_behind_the_text_above_them(text: str, amount: str, narrative: str) -> None:
    form = FORM.replace("ปลูกแล้ว\t\t\n\t", f"ปลูกแล้ว\n{text}\t").replace("250.50 บาท", amount)
    reading = read(form + _THIRD)
    assert reports(reading) == [FIRST, (*SECOND[:2], narrative, *SECOND[3:])]
    assert codes(reading) == ["unclaimed-text", "label-missing", "value-repeated-differently"]
    assert [row.get("progress_percent") for row in reading.of("projects")] == [None]


def test_a_status_behind_the_next_text_is_not_given_to_one_whose_figures_were_left_unread() -> None:
    reading = read(_CUT.replace("(ครั้งที่ 1)", "(ครั้งที่ 7)").replace("ปลูกแล้ว\t", "ปลูกแล้ว : เป็นไปตามเป้าหมาย"))
    narrative = "ปลูกแล้ว : เป็นไปตามเป้าหมาย"
    assert reports(reading) == [(*FIRST[:3], None, None, None, None), (*SECOND[:2], narrative, *SECOND[3:])]
    assert codes(reading) == ["value-repeated-differently"]


def test_a_later_report_is_newer_than_one_without_its_head() -> None:
    figures = _THIRD.splitlines()[1].replace("ครั้งที่ 3", "ครั้งที่ 7")
    first = FORM.splitlines()[-3]
    reading = read(FORM.replace(first, figures))
    assert reports(reading) == [(*FIRST[:3], None, None, None, None), SECOND]
    assert codes(reading) == ["value-repeated-differently"]
    assert [row.get("progress_percent") for row in reading.of("projects")] == [30]


def test_figures_that_name_the_next_report_are_those_of_one_with_another_number() -> None:
    reading = read(FORM.replace("รายงานครั้งที่2", "รายงานครั้งที่4"))
    assert reports(reading) == [FIRST, (4, *SECOND[1:])]
    assert codes(reading) == ["value-repeated-differently"]
    assert [row.get("progress_percent") for row in reading.of("projects")] == [30]


@pytest.mark.parametrize(
    ("amount", "baht", "told"),
    [
        ("250.50 บาท (สองร้อยห้าสิบบาทห้าสิบสตางค์)", "250.50", ["unclaimed-text"]),
        ("250.50 บาทถ้วน", "250.50", []),
        ("250.50 บาท/เดือน", None, ["not-baht"]),
        ("250.50 บาท ต่อเดือน", None, ["not-baht"]),
    ],
)
def test_what_stands_behind_an_amount_hides_no_status(amount: str, baht: str | None, told: list[str]) -> None:
    reading = read(FORM.replace("250.50 บาท", amount))
    assert reports(reading) == [FIRST, (*SECOND[:4], baht, *SECOND[5:])]
    assert codes(reading) == told


@pytest.mark.parametrize(
    "label", [":: ความกาวหน้าของงานฯ", "::: ความก้าวหน้าของงนฯ", ":: ความก้าว หน้าของงาน ฯ", ":: คืบหน้าของงานฯ"]
)
def test_progress_behind_a_slip_is_read(label: str) -> None:
    reading = read(FORM.replace(":: ความก้าวหน้าของงานฯ = 30", f"{label} = 30"))
    assert reports(reading) == [FIRST, SECOND]
    assert codes(reading) == []


@pytest.mark.parametrize(
    "label", ["ความกาวหน้าของงานฯ = 30.00 %", ":: ความกาวหน้าของงานฯ = 30.00", ":: ความกาวหน้าของงานฯ : 30.00 %"]
)
def test_progress_that_is_not_found_is_told(label: str) -> None:
    reading = read(FORM.replace(":: ความก้าวหน้าของงานฯ = 30.00 %", label))
    first, (*head, narrative, _, _, _, _) = reports(reading)
    assert (first, head) == (FIRST, [*SECOND[:2]])
    assert narrative == "ปลูกแล้ว\n" + FORM.splitlines()[-1].strip().replace(
        ":: ความก้าวหน้าของงานฯ = 30.00 %", label
    ).replace("\t", " ")
    assert codes(reading) == ["label-missing"]


_LACKING = FORM.replace("เป็นไปตามแผน\t: เป็นไปตามเป้าหมาย\n", "เป็นไปตามแผน\n")
_CUT = _LACKING.replace("เป็นไปตามแผน\n", f"เป็นไปตามแผน{PAGE}")


@pytest.mark.parametrize(
    ("by", "narrative"),
    [
        ("ปลูกแล้ว\n48 ต้น\t\t: เป็นไปตามเป้าหมาย\n", "ปลูกแล้ว\n48 ต้น"),
        ("ปลูกแล้ว\n- 48 ต้น\n- 12 ไร่\t: เป็นไปตามเป้าหมาย\n", "ปลูกแล้ว\n- 48 ต้น\n- 12 ไร่"),
        ("ปลูกแล้ว\t: เป็นไปตามเป้าหมาย ", "ปลูกแล้ว"),
    ],
)
def test_a_status_behind_the_text_is_that_of_the_cut_report_before(by: str, narrative: str) -> None:
    reading = read(_CUT.replace("ปลูกแล้ว\t\t\n", by))
    assert reports(reading) == [FIRST, (*SECOND[:2], narrative, *SECOND[3:])]
    assert codes(reading) == ["status-misplaced"]


_ENDED, _BEGUN = "ปลูกแล้ว\n48 ต้น : เป็นไปตามเป้าหมาย", "ผล : เป็นไปตามเป้าหมาย\n48 ต้น"


@pytest.mark.parametrize(
    ("form", "text"), [(FORM, _ENDED), (_LACKING, _ENDED), (_CUT, _ENDED), (FORM, _BEGUN), (_LACKING, _BEGUN)]
)
def test_text_that_ends_so_stays_whole(form: str, text: str) -> None:
    reading = read(form.replace("ปลูกแล้ว", text))
    first = FIRST if form == FORM else (*FIRST[:6], None)
    assert reports(reading) == [first, (*SECOND[:2], text, *SECOND[3:])]
    assert codes(reading) == []


_BESIDE = [f"{text}{gap}" for text in ("ปลูกแล้ว", "ปลูกแล้ว\n48 ต้น") for gap in ("\t", "\t\t", " | ", "   ", "\n")]


@pytest.mark.parametrize("beside", _BESIDE)
def test_statuses_in_cells_beside_the_text_are_the_reports_own(beside: str) -> None:
    plan, target = _LAST.split("\t")
    narrative = beside.rstrip("\t\n |")
    for at_end, below in ((f"{plan}\t{target}", ""), (target, plan), (f"{plan}\n", target.strip())):
        reading = read(FORM.replace("ปลูกแล้ว\t\t\n", f"{beside}{at_end}").replace(f"บาท\t{_LAST}", f"บาท\t{below}\n"))
        assert (reports(reading), codes(reading)) == ([FIRST, (*SECOND[:2], narrative, *SECOND[3:])], [])


@pytest.mark.parametrize("form", [FORM, _LACKING])
@pytest.mark.parametrize("beside", _BESIDE)
@pytest.mark.parametrize("status", ["เป็นไปตามเป้าหมาย", "ไม่เป็นไปตามเป้าหมาย"])
def test_one_that_stands_again_is_left_unread_and_is_no_neighbours(form: str, beside: str, status: str) -> None:
    reading = read(form.replace("ปลูกแล้ว\t\t\n", f"{beside}: {status}\n"))
    narrative = beside.rstrip("\t\n |")
    first = FIRST if form == FORM else (*FIRST[:6], None)
    assert reports(reading) == [first, (*SECOND[:2], narrative, *SECOND[3:])]
    assert codes(reading) == ["unclaimed-text"]


def test_a_text_that_may_end_with_the_only_status_is_told() -> None:
    text = "ปลูกแล้ว : เป็นไปตามเป้าหมาย"
    reading = read(FORM.replace("ปลูกแล้ว\t\t\n", f"{text}\n").replace(_LAST, f"{_PLAN}\n"))
    assert reports(reading) == [FIRST, (*SECOND[:2], text, *SECOND[3:6], None)]
    assert codes(reading) == ["label-missing"]


_TOLD = [("ไม่เป็นไปตาม", "ไม่เป็นไปตาม"), ("เป็นไปตาม", "เป็นไปตาม"), ("ช้ากว่า", "เป็นไปตาม")]
_ROW = """<tr><td rowspan=2>รายงานครั้งที่{0}</td><td>:: {1}/01/2566 : ก<br>ข</td>
<td rowspan=2>: {2}แผน</td><td rowspan=2>: {3}เป้าหมาย</td></tr>
<tr><td>:: ความก้าวหน้าของงานฯ = {1} % งบประมาณที่เบิกใช้ (ครั้งที่ {0}) = 0 บาท</td></tr>"""


def test_statuses_in_cells_beside_both_lines_of_each_report_are_its_own() -> None:
    rows = "".join(_ROW.format(n, f"{n}0", *told) for n, told in enumerate(_TOLD, 1))
    head = "".join(f"<p>{line}</p>" for line in FORM.splitlines()[:6])
    reading = print_form.parse(html.read(f"<html><body>{head}<table>{rows}</table>".encode())).finish()
    assert_sound(reading)
    assert [row[5:] for row in reports(reading)] == [(f"{plan}แผน", f"{target}เป้าหมาย") for plan, target in _TOLD]
    assert {row[2] for row in reports(reading)} == {"ก\nข"}
    assert codes(reading) == []


def test_statuses_behind_figures_are_the_reports_own() -> None:
    at = _CUT.index("\t::", _CUT.index("28/02/2566"))
    figures = _CUT[at:].strip().replace(":: ความก้าวหน้าของงานฯ", "ความกาวหน้าของงานฯ")
    reading = read(f"{_CUT[:at].rstrip()} {figures}\n")
    assert reports(reading)[0] == (*FIRST[:6], None)
    assert codes(reading) == ["label-missing"]


@pytest.mark.parametrize("between", ["", "\n\n"])
def test_a_signature_is_of_the_foot_where_its_first_line_is_missing(between: str) -> None:
    foot = f"{between}ลงชื่อ.....(ผู้รับผิดชอบโครงการ)\nตำแหน่ง .....\n"
    reading = read(FORM + foot)
    assert (reports(reading), codes(reading), reading.coverage) == ([FIRST, SECOND], [], 1.0)
    # The last report has no line of its progress.
    reading = read(FORM[: FORM.rindex("\t::")] + foot)
    assert reports(reading) == [FIRST, (*SECOND[:3], None, None, None, None)]
    # What a text says of a signature is text.
    reading = read(FORM[: FORM.rindex("\t::")] + "ลงชื่อ.....ในสัญญาแล้ว\n")
    assert reports(reading)[1][2] == f"{SECOND[2]}\nลงชื่อ.....ในสัญญาแล้ว"
