"""Code rules: identifiers as printed, and codes in the names of places."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.codes import indicator_code, named_code, project_code, strategy_code, unit_code
from extract.rule import RuleError

CodeRule = Callable[[str], str | None]

READ: list[tuple[CodeRule, str, str | None]] = [
    (project_code, "01000000-2462", "01000000-2462"),
    (project_code, " 23000000-6663\n", "23000000-6663"),
    (project_code, "๐๑๐๐๐๐๐๐-๒๔๖๒", "01000000-2462"),
    (project_code, "01000000–2462", "01000000-2462"),
    (project_code, "01000000\u20112462", "01000000-2462"),
    (project_code, "0100\u200b0000-2462", "01000000-2462"),
    (project_code, "-", None),
    (indicator_code, "2300-848", "2300-848"),
    (indicator_code, "5018-0817", "5018-0817"),
    (indicator_code, "5010-0957", "5010-0957"),
    (indicator_code, "๐๑๐๐–๘๑๔", "0100-814"),
    (indicator_code, "", None),
    (unit_code, "01000800", "01000800"),
    (unit_code, "๕๐๔๙๑๐๐๐", "50491000"),
    (unit_code, "-", None),
    (strategy_code, "๗.๒.๑.๒", "7.2.1.2"),
    (strategy_code, "๗", "7"),
    (strategy_code, "7.2.", "7.2"),
    (strategy_code, " ๓.๓.๓ ", "3.3.3"),
    (strategy_code, "10.12", "10.12"),
    (strategy_code, "-", None),
]

REFUSED: list[tuple[CodeRule, str, str]] = [
    *(
        (project_code, raw, "not-a-project-code")
        for raw in ("0100000-2462", "01000000-246", "01000000-24621", "01000000")
    ),
    *((project_code, raw, "not-a-project-code") for raw in ("01000000 2462", "x01000000-2462", "0100000٣-2462", "ไม่มี")),
    *((project_code, raw, "not-a-project-code") for raw in ("01000000--2462", "01000000 - 2462", "2300-848")),
    *(
        (indicator_code, raw, "not-an-indicator-code")
        for raw in ("2300-84", "2300-84888", "230-848", "2300", "2300.848")
    ),
    *((indicator_code, raw, "not-an-indicator-code") for raw in ("01000000-2462", ": 2300-848", "2300 - 848")),
    *((unit_code, raw, "not-a-unit-code") for raw in ("5049100", "504910000", "50491000/50491000", "5049100x")),
    *(
        (strategy_code, raw, "not-a-strategy-code")
        for raw in ("7.2.1.2.3", "7..2", ".7", "7.2 -", "ด้านที่ 7", "123", "7,2")
    ),
]

PLACES = [
    ("https://example.org/project.php?pid=01000000-2462", "01000000-2462"),
    ("https://example.org/project.php?year=2564&pid=01000000-2462&x=1", "01000000-2462"),
    ("https://example.org/kpi.php?kpi_id=2300-848", "2300-848"),
    ("https://example.org/kpi.php?projectid=01000000-2462", "01000000-2462"),
    ("https://example.org/kpi.php?indicator_code=2300-848", "2300-848"),
    ("https://example.org/kpi.php?id=5010-0957#top", "5010-0957"),
    ("https://example.org/project.php%3Fpid%3D01000000-2462", "01000000-2462"),
    ("https://example.org/project.php?PID=01000000%2D2462", "01000000-2462"),
    ("file:///dump/project_pid_01000000-2462.html", "01000000-2462"),
    ("file:///dump/project.php@pid=01000000-2462.html", "01000000-2462"),
    ("file:///dump/01000000-2462.txt", "01000000-2462"),
    ("file:///dump/01000000-2462.html.gz", "01000000-2462"),
    ("file:///dump/2300-848.txt", "2300-848"),
    ("01000000-2462", "01000000-2462"),
    ("file:///dump/all.zip!pages/01000000-2462.txt", "01000000-2462"),
    ("file:///dump/all.jsonl!https://example.org/p.php?pid=01000000-2462", "01000000-2462"),
    ("file:///dump/01000000-2462.txt?pid=01000000-2462", "01000000-2462"),
    # Beside other words.
    ("file:///dump/project_01000000-2462.txt", "01000000-2462"),
    ("file:///dump/01000000-2462 (1).html", "01000000-2462"),
    ("file:///dump/01000000-2462%20%281%29.html", "01000000-2462"),
    ("file:///dump/5018-0817(2).html", "5018-0817"),
    ("file:///dump/01000000-2462_bare.txt", "01000000-2462"),
    ("file:///dump/โครงการ 01000000-2462 ล่าสุด.pdf", "01000000-2462"),
    ("file:///dump/kpi_5018-0817.txt", "5018-0817"),
    ("https://example.org/page.php?kpi=5018-0817", "5018-0817"),
    ("file:///dump/page.php@kpi=5018-0817.html", "5018-0817"),
    ("file:///dump/all.zip!pages/project_01000000-2462.txt", "01000000-2462"),
    # Dates, years, hours, numbers of pages and of phones.
    *((f"file:///dump/project_{said}.txt", None) for said in ("20230918-1200", "20230918-9999", "25660918-0001")),
    *((f"file:///dump/project_{said}.txt", None) for said in ("18092566-1200", "09182023-1200", "20221001-20230930")),
    *(
        (f"file:///dump/kpi_{said}.txt", None)
        for said in ("2565-2566", "2023-0918", "2566-001", "1809-2566", "0900-1630")
    ),
    *(
        (f"file:///dump/{said}.txt", None)
        for said in ("2565-2566 (1)", "20230918-1200 (1)", "pages_1000-1999", "5018-0817_x")
    ),
    ("file:///dump/project_2023-09-18.txt", None),
    ("file:///dump/tel 0-2221-2141.txt", None),
    ("file:///dump/x01000000-2462.txt", None),
    ("file:///dump/01000000-2462-77_bare.txt", None),
    ("file:///dump/a1b2c3d4-01000000-2462.txt", None),
    ("file:///dump/project_01000000-2462/page.txt", None),
    ("file:///dump/project_01000000-2462.zip!page.txt", None),
    ("file:///dump/project_01000000-2462_20230918-1200.txt", None),
    ("file:///dump/01000000-2462_01000000-2463.txt", None),
    ("https://example.org/p.php?x=01000000-2462", None),
    # Two codes, or none that is named as one.
    ("https://example.org/p.php?pid=01000000-2462&id=2300-848", None),
    ("file:///dump/01000000-2462.txt?pid=01000000-2463", None),
    ("file:///dump/01000000-2462/page.txt", None),
    ("file:///dump/000_ab12.txt", None),
    ("file:///dump/2565-2566.txt", None),
    ("file:///dump/20230918-1200.html", None),
    ("https://example.org/p.php?phone=0200-1234", None),
    ("https://example.org/p.php?pid=01000000-24629", None),
    ("https://example.org/p.php?pid=01000000-2462-77", None),
    ("https://example.org/p.php?grid=2300-848", None),
    ("https://example.org/p.php?pid=", None),
    ("", None),
]


def named(case: tuple[CodeRule, str, str | None]) -> str:
    return f"{case[0].__name__}-{case[1]}"


@pytest.mark.parametrize("case", READ, ids=named)
def test_codes_are_read(case: tuple[CodeRule, str, str | None]) -> None:
    rule, raw, expected = case
    assert rule(raw) == expected


@pytest.mark.parametrize("case", REFUSED, ids=named)
def test_other_text_is_refused(case: tuple[CodeRule, str, str]) -> None:
    rule, raw, code = case
    with pytest.raises(RuleError) as caught:
        rule(raw)
    assert caught.value.code == code


@pytest.mark.parametrize(("place", "code"), PLACES)
def test_a_place_names_one_code_or_none(place: str, code: str | None) -> None:
    assert named_code(place) == code


@given(st.from_regex(r"[0-9]{8}-[0-9]{4}|[0-9]{4}-[0-9]{3,4}", fullmatch=True))
def test_a_query_names_every_code(code: str) -> None:
    ascii_only = code.isascii()
    assert named_code(f"https://example.org/p.php?pid={code}") == (code if ascii_only else None)


@given(st.text())
def test_any_place_may_be_asked(place: str) -> None:
    named_code(place)
    named_code(f"file:///{place}?pid={place}")
