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
    ],
)
def test_three_columns(table: str) -> None:
    assert rows(page(table)) == (ROWS, [])


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
