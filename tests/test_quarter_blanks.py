"""Cells of the quarter table that are blank, between tabs or bars: what stands beside them keeps its column."""

from __future__ import annotations

import pytest

from tests.test_quarter_rows import HEAD, page, rows

BARRED = "| ไตรมาสที่ (1 - 4) | *ผลงาน* (ต้น) | *ผลประเมินตัวชี้วัด* (* 2.1 / 2.2 *) |\n|---|---|---|\n"


@pytest.mark.parametrize(
    "table",
    [
        HEAD + "1\t\t\n50 / 100\n2\t\t-\n0 / 0\n3\t60\t\n/\n4\t\t95\n/",
        HEAD + "1\t\n50 / 100\n2\t-\t-\n0 / 0\n3\t60\t\n/\n4\t\t95\n/",
        BARRED + "| 1 | | <br>50 / 100 |\n| 2 | | -<br>0 / 0 |\n| 3 | 60 | <br>/ |\n| 4 | | 95<br> / |",
        BARRED + "| 1 | | 50 / 100 |\n| 2 | - | - 0 / 0 |\n| 3 | 60 | / |\n| 4 | | 95<br/>/ |",
        # A table without a head of its own, as Markdown writes it.
        "|  |  |  |\n| --- | --- | --- |\n"
        + BARRED.replace("|---|---|---|\n", "")
        + "| 1 | | 50 / 100 |\n| 2 | - | - 0 / 0 |\n| 3 | 60 | / |\n| 4 | | 95<br/>/ |",
        # Bars between the cells alone, and the lines of a cell as they are.
        "ไตรมาสที่  \n(1 - 4)| *ผลงาน*  \n(ต้น)| *ผลประเมินตัวชี้วัด*  \n(* 2.1 / 2.2 *)  \n---|---|---  \n"
        "1| |  \n50 / 100  \n2| | -  \n0 / 0  \n3| 60|  \n/  \n4| | 95  \n/  ",
        "ไตรมาสที่  \n(1 - 4)| *ผลงาน*  \n(ต้น)| *ผลประเมินตัวชี้วัด*| (* 2.1 / 2.2 *)  \n---|---|---|---  \n"
        "1| | | 50 / 100  \n2| -| -| 0 / 0  \n3| 60| | /  \n4| | 95| /  ",
    ],
)
def test_cells_between_tabs_or_bars_may_be_blank(table: str) -> None:
    expected = [(1, None, None, 50, 100), (2, None, None, 0, 0), (3, 60, None, None, None), (4, None, 95, None, None)]
    assert rows(page(table)) == (expected, [])


@pytest.mark.parametrize(("head", "row"), [(BARRED, "| {} | 180 | {} |\n"), (HEAD, "{}\t180\t{}\n")])
def test_one_number_before_the_slash_may_be_the_third_column_or_a_score(head: str, row: str) -> None:
    cells = ((1, "95 95 / 100"), (2, "95 /"), (3, "0 / 0"), (4, "0 0 / 0"))
    found, issues = rows(page(head + "".join(row.format(*cell) for cell in cells)))
    assert found == [(1, 180, 95, 95, 100), (2, 180, None, None, None), (3, 180, None, 0, 0), (4, 180, 0, 0, 0)]
    assert issues == [("quarter-table-unclear", "95 /")]
