"""Rows of the quarter table that are not four lines each: as converters of saved pages and of Markdown leave them."""

from __future__ import annotations

import pytest

from extract.container import open_document
from parsers import parse
from tests.accounting import assert_accounted
from tests.expected import SAMPLES

REPORT = (SAMPLES / "kpi_page" / "plain-street-trees.txt").read_text("utf-8")
ABOVE, _, _REST = REPORT.partition("ไตรมาสที่\n(1 - 4)\n")
BELOW = _REST[_REST.index("รายงานผลฯ ไตรมาสที่ 1") :]
COLUMNS = ("quarter", "result", "evaluation", "score_2_1", "score_2_2")
HEAD = "ไตรมาสที่\n(1 - 4)\t*ผลงาน*\n(ต้น)\t*ผลประเมินตัวชี้วัด*\n(* 2.1 / 2.2 *)\n"

Cells = list[tuple[float | None, ...]]


def rows(document: bytes) -> tuple[Cells, list[tuple[str, str]]]:
    """The rows of the table, and its issues: their codes and where they stand."""
    reading = parse(open_document(document))
    assert_accounted(reading)
    text = reading.document.text
    issues = [(i.code, text[i.start : i.end]) for i in reading.issues if i.severity != "info"]
    return [tuple(row.get(column) for column in COLUMNS) for row in reading.of("indicator_results")], issues


def page(table: str) -> bytes:
    return f"{ABOVE}{table}\n\n{BELOW}".encode()


ROWS: Cells = [(1, 180, 95, 95, 100), (2, 410, None, 50, 100), (3, None, 0, 0, 0), (4, 1250.5, 100, None, 100)]


@pytest.mark.parametrize(
    "table",
    [
        # Three columns, the last of which holds two lines; a blank at the end of a line is not there.
        HEAD + "1\t180\t95\n95 / 100\n2\t410\t\n50 / 100\n3\t\t0\n0 / 0\n4\t1,250.5\t100\n/ 100",
        HEAD + "1\t180\t95\n95 / 100\n\n2\t410\n50 / 100\n\n3\t\t0\n0 / 0\n\n4\t1,250.5\t100\n/ 100",
        # The two lines joined by a blank, or by a line break of Markdown.
        HEAD + "1\t180\t95 95 / 100\n2\t410\t50 / 100\n3\t\t0 0 / 0\n4\t1,250.5\t100\n/ 100",
        "| ไตรมาสที่ (1 - 4) | *ผลงาน* (ต้น) | *ผลประเมินตัวชี้วัด* (* 2.1 / 2.2 *) |\n|---|---|---|\n"
        "| 1 | 180 | 95 95 / 100 |\n| 2 | 410 | 50 / 100 |\n| 3 | | 0 0 / 0 |\n| 4 | 1,250.5 | 100 | / 100 |",
        "| ไตรมาสที่<br>(1 - 4) | *ผลงาน*<br>(ต้น) | *ผลประเมินตัวชี้วัด*<br>(* 2.1 / 2.2 *) |\n|---|---|---|\n"
        "| 1 | 180 | 95<br>95 / 100 |\n| 2 | 410 | <br>50 / 100 |\n|3||0<br/>0 / 0|\n| 4 | 1,250.5 | 100 | / 100 |",
        # Bars between the cells only, and the two lines of a cell on two, as html2text writes them.
        "ไตรมาสที่  \n(1 - 4) | *ผลงาน*  \n(ต้น) | *ผลประเมินตัวชี้วัด*  \n(* 2.1 / 2.2 *)  \n---|---|---  \n"
        "1 | 180 | 95  \n95 / 100  \n2 | 410 |   \n50 / 100  \n3 |  | 0  \n0 / 0  \n4 | 1,250.5 | 100  \n/ 100",
    ],
)
def test_three_columns(table: str) -> None:
    assert rows(page(table)) == (ROWS, [])


@pytest.mark.parametrize("joined", ["9595", "00", "095", "1000", "950", "100100"])
@pytest.mark.parametrize("row", ["1\n180\n{}\n", "\n\n1\n180\n{}\n\n", "1\t180\t{}\n"])
def test_a_third_column_joined_to_its_score_is_told(joined: str, row: str) -> None:
    # So programs print a cell of two lines that drop what parts them, and the heads of columns.
    head = "ไตรมาสที่(1 - 4)\n*ผลงาน*(ต้น)\n*ผลประเมินตัวชี้วัด*(* 2.1 / 2.2 *)\n\n"
    others = "2\n410\n50 / 100\n3\n0\n0\n0 / 0\n4\n1,250.5\n100\n100.00 / 100"
    found, issues = rows(page(head + row.format(f"{joined} / 100") + others))
    assert found == [(1, 180, None, None, 100), (2, 410, None, 50, 100), (3, 0, 0, 0, 0), (4, 1250.5, 100, 100, 100)]
    assert issues == [("quarter-table-unclear", joined)]


@pytest.mark.parametrize("last", [(3, "60", "", ""), (3, "", "", ""), (3, "0", "0", "0 / 0")])
@pytest.mark.parametrize("columns", [3, 4])
def test_rows_of_a_saved_page_may_be_blank(last: tuple[int, str, str, str], columns: int) -> None:
    cells = ""
    for quarter, result, *others in ((1, "180", "95", "95 / 100"), (2, "410", "50", "50 / 100"), last, (4, "", "", "")):
        scores = "".join(f"<td>{other}</td>" for other in others) if columns == 4 else f"<td>{'<br>'.join(others)}</td>"
        cells += f"<tr><td>{quarter}</td><td>{result}</td>{scores}</tr>"
    body = "".join(f"<p>{line}</p>" for line in ABOVE.splitlines()) + f"<table>{cells}</table>"
    head = "<tr><th>ไตรมาสที่<br>(1 - 4)<th>*ผลงาน*<br>(ต้น)<th>*ผลประเมินตัวชี้วัด*<br>(* 2.1 / 2.2 *)</tr>"
    below = "".join(f"<p>{line}</p>" for line in BELOW.splitlines())
    document = f"<html><body>{body.replace('<table>', f'<table>{head}')}{below}</body></html>"
    found, issues = rows(document.encode())
    third = {"60": (3, 60, None, None, None), "0": (3, 0, 0, 0, 0)}.get(last[1], (3, None, None, None, None))
    assert found == [(1, 180, 95, 95, 100), (2, 410, 50, 50, 100), third, (4, None, None, None, None)]
    assert issues == []


def test_a_row_of_lines_may_have_a_tab_behind_its_quarter() -> None:
    table = "ไตรมาสที่\n(1\t-\t4)\n*ผลงาน*\n(ต้น)\n*ผลประเมินตัวชี้วัด*\n(* 2.1 / 2.2 *)\n"
    table += "".join(f"{quarter}\t\n180\n95\n95 / 100\n" for quarter in (1, 2, 3, 4))
    assert rows(page(table)) == ([(quarter, 180, 95, 95, 100) for quarter in (1, 2, 3, 4)], [])


def test_three_columns_of_a_saved_page() -> None:
    cells = "".join(
        f"<tr><td>{quarter}</td><td>{result}</td><td>{evaluation}<br>{scores}</td></tr>"
        for quarter, result, evaluation, scores in (
            (1, "180", "95", "95 / 100"),
            (2, "410", "", "50 / 100"),
            (3, "", "0", "0 / 0"),
            (4, "1,250.5", "100", "/ 100"),
        )
    )
    head = "".join(f"<td>{cell}</td>" for cell in HEAD.strip().replace("\n", "<br>").split("\t"))
    above, below = ("".join(f"<p>{line}</p>" for line in part.split("\n") if line) for part in (ABOVE, BELOW))
    saved = f"<html><body>{above}<table><tr>{head}</tr>{cells}</table>{below}</body></html>"
    assert rows(saved.encode()) == (ROWS, [])


def test_unit_of_a_head_with_line_breaks_is_compared() -> None:
    head = "| ไตรมาสที่<br>(1 - 4) | *ผลงาน*<br>(สาย) | *ผลประเมินตัวชี้วัด*<br>(* 2.1 / 2.2 *) |"
    lines = [f"| {quarter} | 5 | 0<br>0 / 0 |" for quarter in (1, 2, 3, 4)]
    read, issues = rows(page("\n".join([head, "|---|---|---|", *lines])))
    assert read == [(quarter, 5, 0, 0, 0) for quarter in (1, 2, 3, 4)]
    assert issues == [("unit-disagrees", head)]


@pytest.mark.parametrize(
    "head",
    [
        "ไตรมาสที่ (1 - 4)\t*ผลงาน* (ต้น)\t*ผลประเมินตัวชี้วัด*\n(* 2.1 / 2.2 *)\n",
        "ไตรมาสที่\t*ผลงาน*\t*ผลประเมินตัวชี้วัด*\n(1 - 4)\t(ต้น)\t(* 2.1 / 2.2 *)\n",
    ],
)
def test_head_between_tabs_may_have_two_lines(head: str) -> None:
    cells = "1\t180\t95\t95 / 100\n2\t410\t\t50 / 100\n3\t\t0\t0 / 0\n4\t1,250.5\t100\t/ 100\n"
    assert rows(page(head + cells)) == (ROWS, [])


PLAIN_HEAD = "ไตรมาสที่\n(1 - 4)\n*ผลงาน*\n(ต้น)\n*ผลประเมินตัวชี้วัด*\n(* 2.1 / 2.2 *)\n"
FIRST, SECOND, THIRD, FOURTH = ((n, n * 10, n + 4, n + 5, n + 6) for n in (1, 2, 3, 4))
# The same rows as lines, and between tabs.
ONE, TWO, THREE, FOUR = (f"{a}\n{b}\n{c}\n{d} / {e}\n" for a, b, c, d, e in (FIRST, SECOND, THIRD, FOURTH))
TABS = [f"{a}\t{b}\t{c}\t{d} / {e}\n" for a, b, c, d, e in (FIRST, SECOND, THIRD, FOURTH)]
UNCLEAR = "quarter-table-unclear"


@pytest.mark.parametrize(
    ("second", "expected", "issues"),
    [
        # A word stands for a number: its place is clear where all four lines are there.
        ("2\nn/a\n6\n7 / 8\n", (2, None, 6, 7, 8), [("not-a-number", "n/a")]),
        ("2\n20\nไม่มีข้อมูล\n7 / 8\n", (2, 20, None, 7, 8), [("not-a-number", "ไม่มีข้อมูล")]),
        ("2\n-\n6\n7 / 8\n", (2, None, 6, 7, 8), []),
        ("2\n20\n6\n-\n", (2, 20, 6, None, None), []),
        # The second score may be blank: what stands below it may be that score, torn off, or the number of a page.
        ("2\n20\n6\n7 /\n", (2, 20, 6, 7, None), []),
        ("2\n20\n6\n7 /\n8\n", (2, 20, 6, 7, None), [(UNCLEAR, "8")]),
        # A word between the row and its scores, or the head of a page in a row.
        ("2\n20\n6\nสวน\n7 / 8\n", SECOND, [(UNCLEAR, "สวน")]),
        ("2\n\f\nสวน\n6\n7 / 8\n", (2, None, None, 7, 8), [(UNCLEAR, "สวน"), (UNCLEAR, "6")]),
        # What cannot be told apart stays unread; a quarter alone is a row that was lost.
        (
            "2\nยังไม่ได้รับรายงานจากหน่วยงาน\n6\n7 / 8\n",
            (2, None, None, None, None),
            [("quarter-missing", "1"), (UNCLEAR, "2"), (UNCLEAR, "ยังไม่ได้รับรายงานจากหน่วยงาน\n6\n7 / 8")],
        ),
    ],
)
def test_an_odd_row_of_lines(second: str, expected: tuple[float | None, ...], issues: list[tuple[str, str]]) -> None:
    assert rows(page(PLAIN_HEAD + ONE + second + THREE + FOUR)) == ([FIRST, expected, THIRD, FOURTH], issues)


@pytest.mark.parametrize(
    ("third", "expected", "issues"),
    [
        ("3\t30\t7\t\n", (3, 30, 7, None, None), []),
        ("3\t30\t7\t-\n", (3, 30, 7, None, None), []),
        ("3\t30\n", (3, 30, None, None, None), []),
        ("3\t\t7\n", (3, None, 7, None, None), []),
        ("| 3 | 30 | 7 | 8 |\n", (3, 30, 7, None, None), [(UNCLEAR, "8")]),
        ("3\tn/a\t7\t8 / 9\n", (3, None, 7, 8, 9), [("not-a-number", "n/a")]),
        ("3\t30\tn/a\n8 / 9\n", (3, 30, None, 8, 9), [("not-a-number", "n/a")]),
    ],
)
def test_an_odd_row_between_tabs(third: str, expected: tuple[float | None, ...], issues: list[tuple[str, str]]) -> None:
    table = "".join([HEAD, *TABS[:2], third, TABS[3]])
    assert rows(page(table)) == ([FIRST, SECOND, expected, FOURTH], issues)


@pytest.mark.parametrize("odd", ["สาม\t30\t7\t8 / 9", "3\tไม่ได้รายงานผลในไตรมาสนี้", "3 30 ? 7 8 / 9"])
def test_what_is_no_row_is_passed_over(odd: str) -> None:
    read, issues = rows(page("".join([HEAD, *TABS[:2], odd, "\n", TABS[3]])))
    # The third row is that of the narrative.
    assert read == [FIRST, SECOND, FOURTH, (3, None, None, None, None)]
    assert issues == [("quarter-missing", "1"), (UNCLEAR, odd)]


def test_a_value_is_not_taken_for_a_quarter() -> None:
    # The 3 below the lost quarter is a result; the row of the third quarter has scores above it.
    read, issues = rows(page(PLAIN_HEAD + ONE + "สอง\n3\n6\n7 / 8\n" + THREE + FOUR))
    assert read == [FIRST, THIRD, FOURTH, (2, None, None, None, None)]
    assert issues == [("quarter-missing", "1"), (UNCLEAR, "สอง\n3\n6\n7 / 8")]


@pytest.mark.parametrize("page_number", ["1", "8"])
def test_a_stray_number_does_not_cost_the_row_below_it(page_number: str) -> None:
    read, issues = rows(page(PLAIN_HEAD + ONE + TWO + page_number + "\n" + THREE + FOUR))
    assert (read, issues) == ([FIRST, SECOND, THIRD, FOURTH], [(UNCLEAR, page_number)])


def test_a_row_with_a_blank_column_below_torn_scores() -> None:
    read, issues = rows(page(PLAIN_HEAD + ONE + "2\n20\n6\n7 /\n100\n3\n30\n\n8 / 9\n" + FOUR))
    assert read == [FIRST, (2, 20, 6, 7, None), (3, 30, None, 8, 9), FOURTH]
    assert issues == [(UNCLEAR, "100")]


def test_labels_between_rows_are_not_passed_over() -> None:
    read, issues = rows(page("".join([HEAD, *TABS[:2], "ผลงานที่ทำได้ ต้น : 99\n", *TABS[2:]])))
    assert read[:2] == [FIRST, SECOND]
    assert ("unclaimed-text", TABS[2].strip()) in issues


def test_lines_below_the_last_quarter_are_no_rows() -> None:
    read, issues = rows(page("".join([HEAD, *TABS, "1\t20\t30\n"])))
    assert read == [FIRST, SECOND, THIRD, FOURTH]
    assert issues == [("unclaimed-text", "1\t20\t30")]


@pytest.mark.parametrize("scores", ["/", " / "])
def test_a_row_that_stands_but_is_empty_is_not_missing(scores: str) -> None:
    report = page(PLAIN_HEAD + ONE + TWO + THREE + f"4\n\n\n{scores}\n").decode()
    # The fourth quarter has no narrative either.
    above, _, rest = report.partition("รายงานผลฯ ไตรมาสที่ 4")
    below = rest[rest.index("** สรุปผลการดำเนินงาน **") :]
    assert rows((above + below).encode()) == ([FIRST, SECOND, THIRD, (4, None, None, None, None)], [])


def test_an_empty_row_between_tabs_is_not_missing() -> None:
    read, issues = rows(page("".join([HEAD, *TABS[:3], "4\t\t\t/\n"])))
    assert (read, issues) == ([FIRST, SECOND, THIRD, (4, None, None, None, None)], [])


@pytest.mark.parametrize(
    "head",
    [
        PLAIN_HEAD.replace("*", "\\*"),
        "| ไตรมาสที่<br>(1 - 4) | \\*ผลงาน\\*<br>(ต้น) | \\*ผลประเมินตัวชี้วัด\\*<br>(\\* 2.1 / 2.2 \\*) |\n|---|---|---|\n",
    ],
)
def test_a_head_with_escaped_stars(head: str) -> None:
    lines = [ONE, TWO, THREE, FOUR] if "|" not in head else ["| 1 | 10 | 5<br>6 / 7 |\n| 2 | 20 | 6<br>7 / 8 |\n"]
    read, issues = rows(page(head + "".join(lines)))
    assert (read[:2], [code for code, _ in issues if code != "quarter-missing"]) == ([FIRST, SECOND], [])
    _, issues = rows(page(head.replace("(ต้น)", "(สาย)") + "".join(lines)))
    assert "unit-disagrees" in [code for code, _ in issues]


def test_numbers_of_rows_that_are_none_are_not_taken_for_repeats() -> None:
    report = page(PLAIN_HEAD + "1\n2O.00\n\n6 / 7\n2\n40.00\n\nl00 / 100\n3\n62.50\n\n100 - 100\n").decode()
    read, issues = rows(report.encode())
    assert read == [(quarter, None, None, None, None) for quarter in (1, 2, 3, 4)]
    left = ["2O.00", "6 / 7", "2", "40.00", "l00 / 100", "3", "62.50", "100 - 100"]
    assert issues == [(UNCLEAR, "1"), *[("unclaimed-text", said) for said in left]]


def test_a_score_is_repeated_once() -> None:
    line = "*** สยป. ตรวจประเมินตัวชี้วัด"
    above, _, below = REPORT.partition(line)
    assert rows(f"{above}90\n{line}{below}".encode())[1] == [("unclaimed-text", "90")]


@pytest.mark.parametrize(
    ("quarters", "reports", "told"),
    [
        ("12", "12", "quarter-to-come"),
        ("1", "", "quarter-to-come"),
        ("12", "123", "quarter-missing"),
        ("12", "124", "quarter-missing"),
        ("124", "124", "quarter-missing"),
        ("234", "", "quarter-missing"),
    ],
)
def test_a_table_of_the_first_quarters_is_no_fault(quarters: str, reports: str, told: str) -> None:
    table = HEAD + "".join(f"{quarter}\t180\t95\n95 / 100\n" for quarter in quarters)
    narratives = "".join(f"\n\nรายงานผลฯ ไตรมาสที่ {quarter}" for quarter in reports)
    below = BELOW[BELOW.index("** สรุปผลการดำเนินงาน") :]
    reading = parse(open_document(f"{ABOVE}{table}{narratives}\n\n{below}".encode()))
    assert_accounted(reading)
    assert [issue.code for issue in reading.issues] == [told]
