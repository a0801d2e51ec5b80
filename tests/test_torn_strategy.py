"""Strategy lines of pages without headings that lost their bars, or that line ends tear before them."""

from __future__ import annotations

import pytest

from extract.document import Document
from parsers import parse
from parsers.reading import Reading
from tests.accounting import assert_sound
from tests.expected import SAMPLES

_PROJECT = """ความคืบหน้าโครงการ ร้อยละ 20
ดูโครงการแผนปีฯ : พิมพ์ข้อมูล
ที่ว่างรก
50010100/50010200
เพื่อปลูกต้นไม้
ปลูก 100 ต้น
{}
(1) ความคืบหน้าโครงการฯ ร้อยละ 20.00 (2022-12-20)
20/12/2565 : เตรียมดิน
** ปัญหาของโครงการ :ไม่มี
** อุปสรรคของโครงการ :ไม่มี
---&&&---
"""
_KPI = """ค่าเป้าหมาย ต้น : 100
ผลงานที่ทำได้ ต้น : 80
ประเภทตัวชี้วัด : ตัวชี้วัดเชิงยุทธศาสตร์
ปลูกแล้ว 80 ต้น
{}
"""
_LINES = """ด้านที่ ๓ – เมืองสีเขียว : Green City |
๓.๒ - สวนและต้นไม้ |
๓.๒.๑ มีต้นไม้ ร้อยละ 10% ของพื้นที่% |
๓.๒.๑.๔ ปลูกต้นไม้ริมทาง |"""
_WHOLE = [
    (1, "3", "เมืองสีเขียว : Green City"),
    (2, "3.2", "สวนและต้นไม้"),
    (3, "3.2.1", "มีต้นไม้ ร้อยละ 10% ของพื้นที่"),
    (4, "3.2.1.4", "ปลูกต้นไม้ริมทาง"),
]


def read(page: str, lines: str) -> tuple[Reading, list[tuple[int, str | None, str]], list[str]]:
    """The reading of a page with these strategy lines, its links and the codes of its issues."""
    reading = parse(Document(page.format(lines)))
    assert_sound(reading)
    links = [(row.get("level"), row.get("code"), row.get("title")) for row in reading.of("strategy_links")]
    return reading, links, [issue.code for issue in reading.issues if issue.code != "headings-lost"]


def assert_whole(reading: Reading) -> None:
    """The cells above the strategy are what they are where nothing is torn."""
    for row in reading.of("projects"):
        cells = [row.get(column) for column in ("rationale", "objectives", "targets", "is_routine")]
        assert cells == ["ที่ว่างรก", "เพื่อปลูกต้นไม้", "ปลูก 100 ต้น", False]
    for row in reading.of("indicators"):
        assert (row.get("summary"), row.get("is_routine")) == ("ปลูกแล้ว 80 ต้น", False)


@pytest.mark.parametrize("page", [_PROJECT, _KPI])
@pytest.mark.parametrize("without", ["๓.๒ - สวนและต้นไม้ |", "๓.๒.๑.๔ ปลูกต้นไม้ริมทาง |", "Green City |", "พื้นที่% |", "|"])
def test_lines_without_bars_are_told_by_their_codes(page: str, without: str) -> None:
    reading, links, codes = read(page, _LINES.replace(without, without.rstrip(" |")))
    assert (links, codes) == (_WHOLE, [])
    assert_whole(reading)


@pytest.mark.parametrize("page", [_PROJECT, _KPI])
@pytest.mark.parametrize(
    ("said", "by", "level", "title"),
    [
        ("สวนและต้นไม้", "สวนและ\nต้นไม้", 2, "สวนและ\nต้นไม้"),
        ("Green City", "Green\nCity", 1, "เมืองสีเขียว : Green\nCity"),
        ("10% ของพื้นที่% |", "10%\nของ\n\nพื้นที่% |", 3, "มีต้นไม้ ร้อยละ 10%\nของ\nพื้นที่"),
        ("พื้นที่% |", "พื้นที่\n% |", 3, "มีต้นไม้ ร้อยละ 10% ของพื้นที่"),
        ("ริมทาง", "\nริมทาง", 4, "ปลูกต้นไม้\nริมทาง"),
    ],
)
def test_wrapped_lines_go_on_to_their_bars(page: str, said: str, by: str, level: int, title: str) -> None:
    assert said in _LINES
    reading, links, codes = read(page, _LINES.replace(said, by))
    assert links == [(at, code, title if at == level else words) for at, code, words in _WHOLE]
    assert codes == ["value-torn"]
    assert_whole(reading)


@pytest.mark.parametrize(
    ("lines", "left", "issues"),
    [
        # A code that is cut leaves the rest of a line, which may read as a pillar or say half a title.
        (_LINES.replace("๓.๒ - สวน", "๓.\n๒ - สวน"), _WHOLE[2:], 1),
        (_LINES.replace("๓.๒ - สวน", "๓.๒\n- สวน"), _WHOLE[2:], 1),
        (_LINES.replace("๓.๒.๑ มี", "๓.\n๒.๑ มี"), _WHOLE[3:], 1),
        # Objectives that end in a bar are no strategy; what stands in it then is certain.
        ("อีกเป้าหมาย |\n" + _LINES, _WHOLE, 0),
    ],
)
def test_what_may_be_the_rest_of_a_line_is_no_link(lines: str, left: list[tuple[int, str, str]], issues: int) -> None:
    reading, links, codes = read(_PROJECT, lines)
    (project,) = reading.of("projects")
    assert links == left
    assert (project.get("objectives"), project.get("targets")) == (None, None)
    assert sorted(codes) == ["objectives-unclear"] + ["strategy-unclear"] * issues


def test_a_level_without_its_code_is_no_rest_of_the_line_above() -> None:
    lines = "ด้านที่ ๓ – เมืองสีเขียว |\n๓.๒ - สวน |\n๓.๒.๑ มีต้นไม้\nปลูกต้นไม้ริมทาง |"
    _, links, codes = read(_PROJECT, lines)
    assert [title for _, _, title in links] == []
    assert sorted(codes) == ["objectives-unclear", "strategy-unclear"]


def test_strategy_lines_that_stand_in_a_summary_are_reported() -> None:
    _, links, codes = read(_KPI, _LINES.replace("๓.๒.๑ มี", "๓.๒.๑\nมี"))
    assert links == _WHOLE[3:]
    assert codes == ["strategy-unclear"] * 3


@pytest.mark.parametrize("page", [_PROJECT, _KPI])
@pytest.mark.parametrize("between", [" | ", " :", "\t:", " ด้านที่ "])
@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_title_with_the_line_of_another_level_is_not_read(page: str, between: str, level: int) -> None:
    lines = [line.rstrip("|% ") for line in _LINES.splitlines()]
    both = between.join(lines[level - 1 : level + 1])
    reading, links, codes = read(page, " |\n".join([*lines[: level - 1], both, *lines[level + 1 :]]) + " |")
    whole = [(at, code, None if at == level else title) for at, code, title in _WHOLE]
    assert links == [*whole[:level], *whole[level + 1 :]]
    (issue,) = [issue for issue in reading.issues if issue.code == "strategy-unclear"]
    assert (codes, issue.column) == (["strategy-unclear"], "title")
    assert between + lines[level] in reading.document.text[issue.start : issue.end]
    assert_whole(reading)


@pytest.mark.parametrize("number", ["3.5 ล้านต้น", "(3.1-3.4)", "1.2 - 4 ปี", "3.2% ต่อปี", "13.2 : ป่า"])
def test_a_title_may_hold_a_number(number: str) -> None:
    _, links, codes = read(_PROJECT, _LINES.replace(": Green City", number))
    assert (links, codes) == ([(1, "3", f"เมืองสีเขียว {number}"), *_WHOLE[1:]], [])


def test_a_title_of_a_printed_form_with_the_line_of_another_level_is_not_read() -> None:
    form = (SAMPLES / "print_form" / "plain-footpath-repair.md").read_text("utf-8")
    line = next(line for line in form.splitlines() if line.startswith("ประเด็นยุทธศาสตร์ย่อย"))
    assert form.count(f"\n\n{line}\n") == 1
    reading = parse(Document(form.replace(f"\n\n{line}\n", f" {line}\n")))
    assert_sound(reading)
    first = reading.of("strategy_links")[0]
    assert first.get("title") is None
    assert [issue.column for issue in reading.issues if issue.code == "strategy-unclear"] == ["title"]


@pytest.mark.parametrize("title", ["เศรษฐกิจ 3.0 : Smart Economy", "ลดฝุ่น PM 3.5 : อากาศดี", "ไม่เกิน 3.5 - 4.0 องศา"])
def test_numbers_in_the_title_of_a_pillar_are_no_codes(title: str) -> None:
    lines = _LINES.replace("เมืองสีเขียว : Green City", title)
    reading = parse(Document(_PROJECT.format(lines)))
    assert_sound(reading)
    assert reading.of("strategy_links")[0].get("title") == title
    assert "strategy-unclear" not in [issue.code for issue in reading.issues]


@pytest.mark.parametrize("joint", ["", "\v", "\u2028"])
@pytest.mark.parametrize("lines", [_LINES, _LINES.replace(" |", "").replace(": Green City", "ของทุกคน")])
def test_levels_joined_where_a_line_end_was_lost_are_no_title(joint: str, lines: str) -> None:
    page = (SAMPLES / "project_page" / "plain-district-project.txt").read_text("utf-8")
    head, _, below = page.partition("ผลการดำเนินงาน\n")
    above = head[: head.index("สนับสนุนยุทธศาสตร์")]
    joined = lines.replace("\n", joint)
    reading = parse(Document(f"{above}สนับสนุนยุทธศาสตร์กรุงเทพมหานครฯ\n\n{joined}\n\nผลการดำเนินงาน\n{below}"))
    assert_sound(reading)
    (link,) = reading.of("strategy_links")
    assert (link.get("code"), link.get("title")) == ("3", None)
    assert [issue.column for issue in reading.issues if issue.code == "strategy-unclear"] == ["title"]


def test_a_number_behind_other_letters_is_of_the_title() -> None:
    lines = _LINES.replace("ที่ ๓", "ที่ 2").replace("๓.", "2.").replace("เมืองสีเขียว : Green City", "ลดฝุ่น PM2.5 ทั้งเมือง")
    _, links, codes = read(_PROJECT, lines)
    assert links[0] == (1, "2", "ลดฝุ่น PM2.5 ทั้งเมือง")
    assert codes == []


# As mail programs wrap lines, at the last blank that leaves room.
_WRAPPED = """:ด้านที่ ๓ - เมืองสีเขียวที่ทุกคนช่วยกันดูแลรักษา
อย่างยั่งยืน : Green City
:๓.๒ - สวนและต้นไม้
:๓.๒.๑ มีต้นไม้ใหญ่ริมทางทุกสาย และในสวนสาธารณะ
อย่างต่อเนื่อง%
:๓.๒.๑.๔ ปลูกต้นไม้ริมทาง ร่วมกับประชาชนในพื้นที่เขต
ทุกเขต"""


def _in_page(lines: str, rest: str = "") -> tuple[list[tuple[int, str | None, str]], list[str]]:
    """Links and issues of a page whose longest line with a blank is one of these."""
    head = "ความคืบหน้าโครงการ/กิจกรรม\nโครงการ : 50010000-1234\nสำนักงาน : (2566)\nความคืบหน้าโครงการ ร้อยละ 20\n"
    reading = parse(
        Document(f"{head}หลักการและเหตุผล\n{rest}\nสนับสนุนยุทธศาสตร์กรุงเทพมหานครฯ\n\n{lines}\n\nผลการดำเนินงาน\n")
    )
    assert_sound(reading)
    links = [(row.get("level"), row.get("code"), row.get("title")) for row in reading.of("strategy_links")]
    return links, [issue.code for issue in reading.issues]


def test_lines_of_a_page_that_were_wrapped_for_want_of_room_are_whole() -> None:
    links, codes = _in_page(_WRAPPED)
    assert links == [
        (1, "3", "เมืองสีเขียวที่ทุกคนช่วยกันดูแลรักษา\nอย่างยั่งยืน : Green City"),
        (2, "3.2", "สวนและต้นไม้"),
        (3, "3.2.1", "มีต้นไม้ใหญ่ริมทางทุกสาย และในสวนสาธารณะ\nอย่างต่อเนื่อง"),
        (4, "3.2.1.4", "ปลูกต้นไม้ริมทาง ร่วมกับประชาชนในพื้นที่เขต\nทุกเขต"),
    ]
    assert codes == ["value-torn"] * 3


@pytest.mark.parametrize(
    ("lines", "rest"), [(_WRAPPED, "ต้นไม้ " * 20), (_WRAPPED.replace("เขต\nทุกเขต", "เขต\n\nทุกเขต"), "")]
)
def test_lines_below_a_strategy_line_that_had_room_are_told(lines: str, rest: str) -> None:
    links, codes = _in_page(lines, rest)
    assert links[-1][2] == "ปลูกต้นไม้ริมทาง ร่วมกับประชาชนในพื้นที่เขต"
    assert "strategy-unclear" in codes


@pytest.mark.parametrize(("lines", "links"), [(_LINES, _WHOLE), ("**** ภารกิจงานประจำของหน่วยงาน **** |\n" * 4, [])])
@pytest.mark.parametrize(
    "below", ["พิมพ์เมื่อ 30/09/2566", "100", "1. โครงการสวนริมทาง : 50990000-1101\nhttps://example.org/1"]
)
def test_lines_below_a_whole_strategy_are_no_paragraphs(lines: str, links: list[object], below: str) -> None:
    reading, found, issues = read(_KPI, f"{lines.strip()}\n{below}")
    assert found == links
    assert reading.of("indicators")[0].get("is_routine") is (not links)
    assert reading.of("indicators")[0].get("summary") == "ปลูกแล้ว 80 ต้น"
    assert issues == ["unclaimed-text"] * len(below.splitlines())


def test_paragraphs_may_stand_below_the_strategy() -> None:
    reading, found, issues = read(_KPI.replace("ปลูกแล้ว 80 ต้น\n", ""), f"{_LINES}\nปลูกแล้ว 80 ต้น")
    assert (found, issues) == (_WHOLE, [])
    assert reading.of("indicators")[0].get("summary") == "ปลูกแล้ว 80 ต้น"


@pytest.mark.parametrize(
    ("line", "link", "issues"),
    [
        ("๙ ด้าน ๙ ดี : ปลอดภัยดี |", (1, None, "9 ด้าน 9 ดี : ปลอดภัยดี"), ["strategy-unclear"]),
        ("๓ - เมืองสีเขียว |", (1, "3", "เมืองสีเขียว"), []),
        ("๓ เมืองสีเขียว |", (1, "3", "เมืองสีเขียว"), []),
        ("ด้านที่ ๓ เมืองสีเขียว |", (1, "3", "เมืองสีเขียว"), []),
    ],
)
def test_a_number_that_counts_is_no_code(line: str, link: tuple[int, str | None, str], issues: list[str]) -> None:
    _, found, codes = read(_PROJECT, "\n".join([line, *_LINES.splitlines()[1:]]))
    assert (found, codes) == ([link, *_WHOLE[1:]], issues)
